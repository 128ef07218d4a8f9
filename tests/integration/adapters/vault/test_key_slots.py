"""Key slots on the disk: every way in, and none for anybody else."""

from __future__ import annotations

import json
import stat
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from munhalsa.adapters.vault.data_key import DataKey
from munhalsa.adapters.vault.key_slots import KeySlots
from munhalsa.adapters.vault.sealing import KdfCost
from munhalsa.domain.refusal import FileUnusable, Refusal, Rejected, StoreUnavailable
from tests.support.keys import (
    CHEAP,
    NEW_PASSPHRASE,
    OTHER_PASSPHRASE,
    PASSPHRASE,
    STORE_ID,
    store_with_one_user,
)


def _code_of(kind: type[Refusal], act: Any) -> str:
    with pytest.raises(kind) as caught:
        act()
    assert caught.value.message.endswith(".")
    return caught.value.code


def _content(folder: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((folder / "keyslots.json").read_text(encoding="utf-8"))
    return content


def test_each_user_opens_with_the_own_passphrase(tmp_path: Path) -> None:
    slots, data_key = store_with_one_user(tmp_path)
    slots.add_passphrase("Åsa", OTHER_PASSPHRASE, data_key)
    loaded = KeySlots.load(tmp_path)
    assert loaded.store_id == STORE_ID
    assert loaded.users == ("Kim", "Åsa")
    assert loaded.open_with_passphrase(PASSPHRASE).data_key == data_key
    opened = loaded.open_with_passphrase(OTHER_PASSPHRASE)
    assert (opened.slot.user, opened.keys) == ("Åsa", (data_key,))
    assert loaded.open_with_passphrase(OTHER_PASSPHRASE, "Åsa").data_key == data_key


def test_another_users_passphrase_is_a_wrong_one(tmp_path: Path) -> None:
    slots, data_key = store_with_one_user(tmp_path)
    slots.add_passphrase("Åsa", OTHER_PASSPHRASE, data_key)
    for passphrase, user in ((OTHER_PASSPHRASE, "Kim"), ("fel fel fel fel", None), ("", "Kim")):
        code = _code_of(
            StoreUnavailable, lambda p=passphrase, u=user: slots.open_with_passphrase(p, u)
        )
        assert code == "wrong_key"
    assert (
        _code_of(StoreUnavailable, lambda: slots.open_with_passphrase(PASSPHRASE, "Bo"))
        == "unknown_user"
    )


def test_a_decomposed_passphrase_opens_what_a_composed_one_closed(tmp_path: Path) -> None:
    slots, data_key = store_with_one_user(tmp_path)
    decomposed = unicodedata.normalize("NFD", PASSPHRASE)
    assert decomposed != PASSPHRASE
    assert slots.open_with_passphrase(decomposed).data_key == data_key


def test_by_default_a_slot_costs_64_mib_and_three_passes(tmp_path: Path) -> None:
    data_key = DataKey.generate()
    slots = KeySlots.create(tmp_path, STORE_ID)
    slots.add_passphrase("Kim", PASSPHRASE, data_key)
    slots.add_recovery(data_key)
    for slot in _content(tmp_path)["slots"]:
        assert slot["kdf"]["name"] == "argon2id"
        assert slot["kdf"]["memory_kib"] >= 64 * 1024
        assert slot["kdf"]["iterations"] >= 3
    assert KeySlots.load(tmp_path).open_with_passphrase(PASSPHRASE).data_key == data_key


def test_a_slot_opens_at_its_own_cost_and_a_changed_one_gets_the_present_cost(
    tmp_path: Path,
) -> None:
    _, data_key = store_with_one_user(tmp_path)
    dearer = KdfCost(memory_kib=64, iterations=2, lanes=1)
    slots = KeySlots.load(tmp_path, cost=dearer)
    assert slots.open_with_passphrase(PASSPHRASE).data_key == data_key
    slots.change_passphrase("Kim", NEW_PASSPHRASE, data_key)
    assert _content(tmp_path)["slots"][0]["kdf"]["memory_kib"] == 64


def test_the_file_holds_no_secret_and_is_for_its_owner_only(tmp_path: Path) -> None:
    slots, data_key = store_with_one_user(tmp_path)
    code = slots.add_recovery(data_key)
    path = tmp_path / "keyslots.json"
    content = path.read_text(encoding="utf-8")
    for secret in (PASSPHRASE, code, code.replace("-", ""), data_key.hex()):
        assert secret not in content
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["keyslots.json"]


def test_a_changed_passphrase_replaces_the_old_one_in_its_place(tmp_path: Path) -> None:
    slots, data_key = store_with_one_user(tmp_path)
    slots.add_passphrase("Åsa", OTHER_PASSPHRASE, data_key)
    slots.change_passphrase("Kim", NEW_PASSPHRASE, data_key)
    loaded = KeySlots.load(tmp_path)
    assert loaded.users == ("Kim", "Åsa")
    assert loaded.open_with_passphrase(NEW_PASSPHRASE, "Kim").data_key == data_key
    assert (
        _code_of(StoreUnavailable, lambda: loaded.open_with_passphrase(PASSPHRASE)) == "wrong_key"
    )


def test_a_removed_user_gets_in_no_more(tmp_path: Path) -> None:
    slots, data_key = store_with_one_user(tmp_path)
    slots.add_passphrase("Åsa", OTHER_PASSPHRASE, data_key)
    secret = bytes(32)
    slot = slots.prepare_keyring_slot("Åsa", secret, data_key)
    slots.add_prepared(slot, data_key)
    slots.remove("Åsa", data_key)
    loaded = KeySlots.load(tmp_path)
    assert loaded.users == ("Kim",)
    assert loaded.keyring_slots() == ()
    assert (
        _code_of(StoreUnavailable, lambda: loaded.open_with_passphrase(OTHER_PASSPHRASE))
        == "wrong_key"
    )


def test_the_last_user_stays(tmp_path: Path) -> None:
    slots, data_key = store_with_one_user(tmp_path)
    assert _code_of(Rejected, lambda: slots.remove("Kim", data_key)) == "last_key_slot"
    assert _code_of(Rejected, lambda: slots.remove("Bo", data_key)) == "unknown_user"
    assert KeySlots.load(tmp_path).users == ("Kim",)


def test_a_name_is_there_once_and_is_a_name(tmp_path: Path) -> None:
    slots, data_key = store_with_one_user(tmp_path)
    assert (
        _code_of(Rejected, lambda: slots.add_passphrase("Kim", OTHER_PASSPHRASE, data_key))
        == "user_exists"
    )
    assert (
        _code_of(Rejected, lambda: slots.add_passphrase(" ", OTHER_PASSPHRASE, data_key))
        == "user_name_missing"
    )
    assert (
        _code_of(Rejected, lambda: slots.change_passphrase("Bo", OTHER_PASSPHRASE, data_key))
        == "unknown_user"
    )


@pytest.mark.parametrize(
    ("passphrase", "code"),
    [
        ("för kort", "passphrase_too_short"),
        ("Correct horse battery staple", "passphrase_common"),
        ("Kim 2026-11-22!", "passphrase_guessable"),
        ("Ulricehamn 2026", "passphrase_guessable"),
    ],
)
def test_no_slot_is_made_for_a_weak_passphrase(tmp_path: Path, passphrase: str, code: str) -> None:
    slots, data_key = store_with_one_user(tmp_path)
    before = (tmp_path / "keyslots.json").read_bytes()
    known = ["Ulricehamn"]
    assert (
        _code_of(
            Rejected,
            lambda: slots.change_passphrase("Kim", passphrase, data_key, own_words=known),
        )
        == code
    )
    assert _code_of(
        Rejected, lambda: slots.add_passphrase("Kim Ö", passphrase, data_key, own_words=known)
    ).startswith("passphrase_")
    assert (tmp_path / "keyslots.json").read_bytes() == before


def test_the_recovery_code_opens_and_a_new_one_replaces_it(tmp_path: Path) -> None:
    slots, data_key = store_with_one_user(tmp_path)
    assert not slots.has_recovery
    first = slots.add_recovery(data_key)
    loaded = KeySlots.load(tmp_path, cost=CHEAP)
    assert loaded.has_recovery
    assert loaded.open_with_recovery(first.lower().replace("-", " ")).data_key == data_key
    second = loaded.add_recovery(data_key)
    assert loaded.open_with_recovery(second).data_key == data_key
    assert _code_of(StoreUnavailable, lambda: loaded.open_with_recovery(first)) == "wrong_key"
    assert (
        _code_of(StoreUnavailable, lambda: loaded.open_with_recovery(second[:-1]))
        == "recovery_code_mistyped"
    )


def test_the_recovery_code_sets_a_forgotten_passphrase(tmp_path: Path) -> None:
    slots, data_key = store_with_one_user(tmp_path)
    code = slots.add_recovery(data_key)
    loaded = KeySlots.load(tmp_path, cost=CHEAP)
    opened = loaded.open_with_recovery(code)
    loaded.change_passphrase("Kim", NEW_PASSPHRASE, opened.data_key)
    assert loaded.open_with_passphrase(NEW_PASSPHRASE, "Kim").data_key == data_key


def test_a_store_is_not_made_over_another(tmp_path: Path) -> None:
    store_with_one_user(tmp_path)
    assert _code_of(StoreUnavailable, lambda: KeySlots.create(tmp_path, STORE_ID)) == "store_exists"


def test_opening_makes_nothing(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        code = _code_of(StoreUnavailable, lambda f=folder: KeySlots.load(f))
        assert code == "keyslots_missing"
    assert [path.name for path in tmp_path.iterdir()] == []


def test_a_folder_in_the_files_place_is_said(tmp_path: Path) -> None:
    (tmp_path / "keyslots.json").mkdir()
    assert _code_of(StoreUnavailable, lambda: KeySlots.load(tmp_path)) == "keyslots_unreadable"


def test_a_wrong_data_key_changes_nothing(tmp_path: Path) -> None:
    slots, data_key = store_with_one_user(tmp_path)
    before = (tmp_path / "keyslots.json").read_bytes()
    wrong = DataKey.generate()
    for act in (
        lambda: slots.add_passphrase("Åsa", OTHER_PASSPHRASE, wrong),
        lambda: slots.change_passphrase("Kim", OTHER_PASSPHRASE, wrong),
        lambda: slots.add_recovery(wrong),
        lambda: slots.seal_next(wrong, DataKey.generate()),
    ):
        assert _code_of(StoreUnavailable, act) == "keyslots_tampered"
    assert (tmp_path / "keyslots.json").read_bytes() == before
    assert slots.open_with_passphrase(PASSPHRASE).data_key == data_key


def test_what_cannot_be_written_changes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    folder.mkdir()
    slots, data_key = store_with_one_user(folder)
    folder.rename(tmp_path / "moved")
    code = _code_of(FileUnusable, lambda: slots.add_passphrase("Åsa", OTHER_PASSPHRASE, data_key))
    assert code == "keyslots_not_written"
    assert slots.users == ("Kim",)
    assert KeySlots.load(tmp_path / "moved").users == ("Kim",)


def test_a_backup_beside_opens_with_the_copy_of_the_slots(tmp_path: Path) -> None:
    slots, data_key = store_with_one_user(tmp_path)
    beside = tmp_path / "backup"
    beside.mkdir()
    (beside / "keyslots.json").write_bytes(slots.to_bytes())
    assert KeySlots.load(beside).open_with_passphrase(PASSPHRASE).data_key == data_key


def test_what_a_killed_program_left_is_cleared(tmp_path: Path) -> None:
    store_with_one_user(tmp_path)
    (tmp_path / ".keyslots.json.abc.part").write_bytes(b"{")
    KeySlots.load(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["keyslots.json"]


def test_only_a_keyrings_slot_goes_by_itself(tmp_path: Path) -> None:
    slots, data_key = store_with_one_user(tmp_path)
    slot = slots.open_with_passphrase(PASSPHRASE).slot
    with pytest.raises(ValueError, match="keyring"):
        slots.remove_slot(slot, data_key)
