"""The keyring's copy: a convenience, never plain text, never the only way in."""

from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path

import pytest
from keyring.backend import KeyringBackend
from keyring.backends.chainer import ChainerBackend
from keyring.backends.fail import Keyring as FailKeyring
from keyring.backends.null import Keyring as NullKeyring
from keyring.compat import properties
from keyring.errors import KeyringLocked

from munhalsa.adapters.vault.data_key import DataKey
from munhalsa.adapters.vault.key_slots import KeySlots
from munhalsa.adapters.vault.keyring_copy import (
    TRUSTED_BACKENDS,
    WHAT_IT_PROTECTS,
    KeyringCopy,
    KeyringTrouble,
)
from munhalsa.domain.refusal import Rejected, StoreUnavailable
from tests.support.keys import (
    OTHER_PASSPHRASE,
    PASSPHRASE,
    TRUSTED,
    MemoryKeyring,
    store_with_one_user,
)


class PlaintextKeyring(MemoryKeyring):
    """As other packages bring them: works well and encrypts nothing."""


class ForgetfulKeyring(MemoryKeyring):
    """Says yes and keeps nothing."""

    def set_password(self, service: str, username: str, password: str) -> None:
        return


class GarblingKeyring(MemoryKeyring):
    """Keeps something else than it was given."""

    def set_password(self, service: str, username: str, password: str) -> None:
        super().set_password(service, username, password[:-8])


class LockedKeyring(MemoryKeyring):
    """Raises what real ones raise, and what they raise by mistake."""

    error: Exception = KeyringLocked("locked")

    def get_password(self, service: str, username: str) -> str | None:
        raise self.error

    def set_password(self, service: str, username: str, password: str) -> None:
        raise self.error


class Chain(ChainerBackend):
    """Two keyrings in a row, the untrusted one first."""

    memory = MemoryKeyring()

    @properties.classproperty
    def backends(cls) -> list[MemoryKeyring]:  # noqa: N805 - a class property
        return [PlaintextKeyring(), cls.memory]


make_chain: Callable[[], KeyringBackend] = Chain


def _trusting(backend: MemoryKeyring) -> KeyringCopy:
    kind = type(backend)
    return KeyringCopy(backend, trusted=frozenset({f"{kind.__module__}.{kind.__qualname__}"}))


def test_what_is_remembered_opens_the_store(tmp_path: Path) -> None:
    slots, data_key = store_with_one_user(tmp_path)
    keyring = MemoryKeyring()
    copy = KeyringCopy(keyring, trusted=TRUSTED)
    assert copy.is_secure
    copy.remember(slots, "Kim", data_key)
    answer = KeyringCopy(keyring, trusted=TRUSTED).open(KeySlots.load(tmp_path), "Kim")
    assert answer.trouble is None
    assert answer.opened is not None
    assert answer.opened.data_key == data_key
    assert answer.opened.slot.user == "Kim"


def test_the_keyring_gets_32_random_bytes_and_neither_key_nor_passphrase(tmp_path: Path) -> None:
    slots, data_key = store_with_one_user(tmp_path)
    keyring = MemoryKeyring()
    KeyringCopy(keyring, trusted=TRUSTED).remember(slots, "Kim", data_key)
    [((service, name), text)] = keyring.entries.items()
    secret = base64.b64decode(text)
    assert service == "munhalsa"
    assert name.startswith(slots.store_id)
    assert len(secret) == 32
    assert secret != data_key.reveal()
    assert PASSPHRASE not in text


def test_a_second_copy_replaces_the_first(tmp_path: Path) -> None:
    slots, data_key = store_with_one_user(tmp_path)
    keyring = MemoryKeyring()
    copy = KeyringCopy(keyring, trusted=TRUSTED)
    copy.remember(slots, "Kim", data_key)
    first = dict(keyring.entries)
    copy.remember(slots, "Kim", data_key)
    assert len(keyring.entries) == len(slots.keyring_slots()) == 1
    assert keyring.entries != first
    assert copy.open(slots).opened is not None


def test_another_machines_copy_is_left_alone(tmp_path: Path) -> None:
    slots, data_key = store_with_one_user(tmp_path)
    here, there = (KeyringCopy(MemoryKeyring(), trusted=TRUSTED) for _ in range(2))
    here.remember(slots, "Kim", data_key)
    there.remember(slots, "Kim", data_key)
    here.forget(slots, "Kim", data_key)
    assert here.open(slots).trouble is KeyringTrouble.NONE_KEPT
    assert there.open(slots).opened is not None


def test_forgotten_means_gone_from_both(tmp_path: Path) -> None:
    slots, data_key = store_with_one_user(tmp_path)
    keyring = MemoryKeyring()
    copy = KeyringCopy(keyring, trusted=TRUSTED)
    copy.remember(slots, "Kim", data_key)
    copy.forget(slots, "Kim", data_key)
    assert keyring.entries == {}
    assert KeySlots.load(tmp_path).keyring_slots() == ()
    assert copy.open(slots).trouble is KeyringTrouble.NONE_KEPT


def test_one_users_copy_opens_for_nobody_else(tmp_path: Path) -> None:
    slots, data_key = store_with_one_user(tmp_path)
    slots.add_passphrase("Åsa", OTHER_PASSPHRASE, data_key)
    copy = KeyringCopy(MemoryKeyring(), trusted=TRUSTED)
    copy.remember(slots, "Kim", data_key)
    assert copy.open(slots, "Åsa").trouble is KeyringTrouble.NONE_KEPT


def test_never_the_only_way_in(tmp_path: Path) -> None:
    slots, data_key = store_with_one_user(tmp_path)
    keyring = MemoryKeyring()
    with pytest.raises(Rejected) as caught:
        KeyringCopy(keyring, trusted=TRUSTED).remember(slots, "Bo", data_key)
    assert caught.value.code == "unknown_user"
    assert keyring.entries == {}


@pytest.mark.parametrize("make", [FailKeyring, NullKeyring, PlaintextKeyring])
def test_an_insecure_keyring_is_refused_and_gets_nothing(
    tmp_path: Path, make: Callable[[], KeyringBackend]
) -> None:
    backend = make()
    slots, data_key = store_with_one_user(tmp_path)
    before = (tmp_path / "keyslots.json").read_bytes()
    copy = KeyringCopy(backend)
    assert not copy.is_secure
    assert copy.open(slots).trouble is KeyringTrouble.NOT_SECURE
    with pytest.raises(Rejected) as caught:
        copy.remember(slots, "Kim", data_key)
    assert caught.value.code == "keyring_not_secure"
    copy.forget(slots, "Kim", data_key)
    assert getattr(backend, "entries", {}) == {}
    assert (tmp_path / "keyslots.json").read_bytes() == before


def test_only_the_systems_own_keyrings_are_trusted() -> None:
    names = " ".join(TRUSTED_BACKENDS)
    for word in ("keyrings.alt", "null", "fail", "chainer", "file", "Plaintext"):
        assert word not in names
    assert all(name.startswith("keyring.backends.") for name in TRUSTED_BACKENDS)


def test_of_a_chain_only_the_trusted_one_is_used(tmp_path: Path) -> None:
    slots, data_key = store_with_one_user(tmp_path)
    copy = KeyringCopy(make_chain(), trusted=TRUSTED)
    copy.remember(slots, "Kim", data_key)
    assert len(Chain.memory.entries) == 1
    assert not KeyringCopy(make_chain(), trusted=frozenset()).is_secure


@pytest.mark.parametrize("keyring", [ForgetfulKeyring(), GarblingKeyring(), LockedKeyring()])
def test_what_does_not_read_back_does_not_count(tmp_path: Path, keyring: MemoryKeyring) -> None:
    slots, data_key = store_with_one_user(tmp_path)
    before = (tmp_path / "keyslots.json").read_bytes()
    with pytest.raises(Rejected) as caught:
        _trusting(keyring).remember(slots, "Kim", data_key)
    assert caught.value.code == "keyring_not_kept"
    assert keyring.entries == {}
    assert (tmp_path / "keyslots.json").read_bytes() == before


@pytest.mark.parametrize("text", ["", "!", "AAAA", base64.b64encode(bytes(32)).decode()])
def test_a_changed_entry_asks_for_the_passphrase(tmp_path: Path, text: str) -> None:
    slots, data_key = store_with_one_user(tmp_path)
    keyring = MemoryKeyring()
    copy = KeyringCopy(keyring, trusted=TRUSTED)
    copy.remember(slots, "Kim", data_key)
    keyring.entries = dict.fromkeys(keyring.entries, text)
    answer = copy.open(slots)
    assert (answer.opened, answer.trouble) == (None, KeyringTrouble.CHANGED)
    assert slots.open_with_passphrase(PASSPHRASE).data_key == data_key


@pytest.mark.parametrize("error", [KeyringLocked("x"), OSError("x"), RuntimeError("x")])
def test_a_broken_keyring_asks_for_the_passphrase(tmp_path: Path, error: Exception) -> None:
    slots, data_key = store_with_one_user(tmp_path)
    keyring = MemoryKeyring()
    KeyringCopy(keyring, trusted=TRUSTED).remember(slots, "Kim", data_key)
    broken = LockedKeyring()
    broken.error = error
    copy = _trusting(broken)
    assert copy.open(slots).trouble is KeyringTrouble.BROKEN
    copy.forget(slots, "Kim", data_key)
    assert len(slots.keyring_slots()) == 1


def test_a_tampered_file_is_not_the_keyrings_trouble(tmp_path: Path) -> None:
    slots, data_key = store_with_one_user(tmp_path)
    copy = KeyringCopy(MemoryKeyring(), trusted=TRUSTED)
    copy.remember(slots, "Kim", data_key)
    path = tmp_path / "keyslots.json"
    seal = slots.to_bytes().split(b'"seal": "')[1][:4]
    path.write_bytes(path.read_bytes().replace(seal, b"AAAA"))
    with pytest.raises(StoreUnavailable) as caught:
        copy.open(KeySlots.load(tmp_path))
    assert caught.value.code == "keyslots_tampered"


def test_after_a_rekey_the_copy_still_opens(tmp_path: Path) -> None:
    slots, data_key = store_with_one_user(tmp_path)
    copy = KeyringCopy(MemoryKeyring(), trusted=TRUSTED)
    copy.remember(slots, "Kim", data_key)
    new = DataKey.generate()
    slots.seal_next(data_key, new)
    slots.settle(new)
    opened = copy.open(slots).opened
    assert opened is not None
    assert opened.keys == (new,)


def test_each_trouble_says_what_to_do() -> None:
    for trouble in KeyringTrouble:
        assert "Skriv " in trouble.message
        assert "lösenfrasen" in trouble.message


def test_what_it_protects_is_one_sentence_with_both_sides() -> None:
    assert WHAT_IT_PROTECTS.count(".") == 1
    assert "skyddar" in WHAT_IT_PROTECTS
    assert "men inte mot" in WHAT_IT_PROTECTS


def test_this_machines_keyring_can_be_asked_for() -> None:
    assert KeyringCopy.of_this_machine().is_secure in (True, False)
