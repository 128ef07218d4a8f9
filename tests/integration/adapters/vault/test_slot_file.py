"""``keyslots.json`` in wrong hands: damaged, foreign, newer or altered, it opens nothing."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from munhalsa.adapters.vault.data_key import DataKey
from munhalsa.adapters.vault.key_slots import KeySlots
from munhalsa.adapters.vault.sealing import KeyPair
from munhalsa.adapters.vault.slot_file import MAX_FILE_BYTES, decode
from munhalsa.domain.refusal import StoreUnavailable
from tests.support.keys import CHEAP, OTHER_PASSPHRASE, PASSPHRASE, STORE_ID, store_with_one_user

Document = dict[str, Any]


def _whole(folder: Path) -> Document:
    slots, data_key = store_with_one_user(folder)
    slots.add_passphrase("Åsa", OTHER_PASSPHRASE, data_key)
    slots.add_recovery(data_key)
    document: Document = json.loads((folder / "keyslots.json").read_bytes())
    return document


def _refusal(content: bytes) -> str:
    with pytest.raises(StoreUnavailable) as caught:
        decode(content)
    assert caught.value.message.endswith(".")
    return caught.value.code


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"null nope", b"[" * 100_000])
def test_what_is_no_json_is_damaged(content: bytes) -> None:
    assert _refusal(content) == "keyslots_damaged"


def test_a_file_that_is_too_large_is_damaged_whatever_it_says(tmp_path: Path) -> None:
    content = json.dumps(_whole(tmp_path)).encode()
    largest = content.ljust(MAX_FILE_BYTES)
    assert decode(largest) == decode(content)
    assert _refusal(largest + b" ") == "keyslots_damaged"


@pytest.mark.parametrize("content", [b"[]", b"null", b'"x"', b"{}", b'{"format": "other"}'])
def test_what_another_program_wrote_is_foreign(content: bytes) -> None:
    assert _refusal(content) == "keyslots_foreign"


def test_a_newer_files_way_out_is_a_newer_program() -> None:
    content = b'{"format": "munhalsa-keyslots", "version": 2, "anything": "else"}'
    assert _refusal(content) == "keyslots_newer"
    with pytest.raises(StoreUnavailable, match="Uppdatera programmet"):
        decode(content)


def _alter(path: str, value: object) -> Callable[[Document], None]:
    """Put ``value`` at a dotted place; the ellipsis takes the place away."""

    def act(document: Document) -> None:
        *way, last = path.split(".")
        place: Any = document
        for step in way:
            place = place[int(step) if step.isdigit() else step]
        if value is ...:
            del place[last]
        else:
            place[int(last) if last.isdigit() else last] = value

    return act


def _repeat_slot(document: Document) -> None:
    document["slots"].append(document["slots"][0])


def _repeat_recovery(document: Document) -> None:
    document["slots"].append(document["slots"][2])


def _into_keyring(document: Document) -> None:
    slot = document["slots"][1]
    slot["kind"], slot["kdf"] = "keyring", {"name": "hkdf-sha256", "salt": slot["kdf"]["salt"]}


def _into_keyring_with_more(document: Document) -> None:
    _into_keyring(document)
    document["slots"][1]["kdf"]["iterations"] = 1


def _with_junk(document: Document) -> None:
    document["slots"][0]["public"] = "!" + document["slots"][0]["public"]


def _repeat_user(document: Document) -> None:
    document["slots"][1]["user"] = document["slots"][0]["user"]


@pytest.mark.parametrize(
    "alter",
    [
        _alter("version", 0),
        _alter("version", "1"),
        _alter("version", None),
        _alter("extra", 1),
        _alter("seal", ...),
        _alter("seal", "AAAA"),
        _alter("seal", "å"),
        _alter("store_id", 7),
        _alter("store_id", "\ud83d"),
        _alter("generation", 0),
        _alter("generation", True),
        _alter("generation", 1.5),
        _alter("generation", 2**31 + 1),
        _alter("slots", {}),
        _alter("slots", 5),
        _alter("slots", [1]),
        _alter("slots", []),
        _alter("slots.0.kind", "admin"),
        _alter("slots.0.kind", []),
        _alter("slots.0.kind", "keyring"),
        _alter("slots.0.user", ...),
        _alter("slots.0.user", None),
        _alter("slots.0.public", "!"),
        _alter("slots.0.public", 5),
        _alter("slots.0.private", "x"),
        _alter("slots.0.private.sealed", "AAAA"),
        _alter("slots.0.data_key.ephemeral", ""),
        _alter("slots.0.data_key.nonce", ...),
        _alter("slots.0.data_key", None),
        _alter("slots.0.kdf", None),
        _alter("slots.0.kdf.name", "md5"),
        _alter("slots.0.kdf.name", "hkdf-sha256"),
        _alter("slots.0.kdf.salt", "AAAA"),
        _alter("slots.0.kdf.iterations", 0),
        _alter("slots.0.kdf.lanes", 0),
        _alter("slots.0.kdf.memory_kib", 7),
        _alter("slots.0.kdf.memory_kib", "64"),
        _repeat_slot,
        _repeat_user,
        _repeat_recovery,
        _into_keyring_with_more,
        _with_junk,
    ],
)
def test_each_part_that_is_wrong_makes_the_file_damaged(
    tmp_path: Path, alter: Callable[[Document], None]
) -> None:
    document = _whole(tmp_path)
    alter(document)
    assert _refusal(json.dumps(document).encode()) == "keyslots_damaged"


def test_a_keyrings_slot_needs_no_cost(tmp_path: Path) -> None:
    document = _whole(tmp_path)
    _into_keyring(document)
    assert decode(json.dumps(document).encode()).slots[1].cost is None


@pytest.mark.parametrize(
    ("name", "value"), [("memory_kib", 2**40), ("iterations", 10**9), ("lanes", 2**24 - 1)]
)
def test_a_cost_that_would_stop_the_machine_is_refused(
    tmp_path: Path, name: str, value: int
) -> None:
    document = _whole(tmp_path)
    document["slots"][0]["kdf"][name] = value
    assert _refusal(json.dumps(document).encode()) == "keyslots_damaged"


def _opening_refusal(folder: Path, document: Document) -> str:
    (folder / "keyslots.json").write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(StoreUnavailable) as caught:
        KeySlots.load(folder).open_with_passphrase(PASSPHRASE)
    return caught.value.code


def test_a_slot_cannot_be_renamed_or_moved_to_another_store(tmp_path: Path) -> None:
    for alter in (
        _alter("slots.0.user", "Bo"),
        _alter("slots.0.id", "another"),
        _alter("store_id", "another"),
        _alter("slots.0.kind", "recovery"),
        _alter("slots.0.kdf.iterations", 2),
    ):
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        folder.mkdir()
        document = _whole(folder)
        alter(document)
        assert _opening_refusal(folder, document) == "wrong_key"


def test_an_older_sealed_data_key_is_not_taken(tmp_path: Path) -> None:
    document = _whole(tmp_path)
    document["generation"] = 2
    assert _opening_refusal(tmp_path, document) == "keyslots_damaged"


def test_a_slot_taken_away_behind_the_programs_back_is_seen(tmp_path: Path) -> None:
    document = _whole(tmp_path)
    del document["slots"][1]
    assert _opening_refusal(tmp_path, document) == "keyslots_tampered"


def test_a_slot_slipped_in_to_get_the_next_data_key_is_seen(tmp_path: Path) -> None:
    """Without the seal, ``rekey`` would hand the new key to whoever can write in the folder."""
    document = _whole(tmp_path)
    mine = base64.b64encode(KeyPair.generate().public).decode()
    document["slots"][1]["public"] = mine
    assert _opening_refusal(tmp_path, document) == "keyslots_tampered"


def test_a_slot_of_another_store_does_not_open_this_one(tmp_path: Path) -> None:
    document = _whole(tmp_path)
    other = tmp_path / "other"
    other.mkdir()
    slots = KeySlots.create(other, STORE_ID, cost=CHEAP)
    slots.add_passphrase("Mallory", "tre hundar under isen", DataKey.generate())
    document["slots"].append(json.loads((other / "keyslots.json").read_bytes())["slots"][0])
    assert _opening_refusal(tmp_path, document) == "keyslots_tampered"
    with pytest.raises(StoreUnavailable) as caught:
        KeySlots.load(tmp_path).open_with_passphrase("tre hundar under isen")
    assert caught.value.code == "keyslots_tampered"


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_whatever_byte_is_changed_nothing_opens_with_another_key(
    tmp_path: Path, data: st.DataObject
) -> None:
    path = tmp_path / "keyslots.json"
    original = tmp_path / "original"
    if not original.exists():
        slots, _ = store_with_one_user(tmp_path)
        original.write_bytes(slots.to_bytes())
        path.rename(tmp_path / "whole.json")
    whole = original.read_bytes()
    content = bytearray(whole)
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] = data.draw(st.integers(0, 255))
    path.write_bytes(content)
    try:
        opened = KeySlots.load(tmp_path).open_with_passphrase(PASSPHRASE, "Kim")
    except StoreUnavailable:
        return
    (tmp_path / "keyslots.json").write_bytes(whole)
    assert opened.data_key == KeySlots.load(tmp_path).open_with_passphrase(PASSPHRASE).data_key
