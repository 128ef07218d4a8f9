"""A new data key for every slot, without a passphrase, and a way in whenever the power goes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from munhalsa.adapters.vault.data_key import DataKey
from munhalsa.adapters.vault.key_slots import KeySlots, Opened
from munhalsa.domain.refusal import FileUnusable, StoreUnavailable
from tests.support.keys import (
    CHEAP,
    OTHER_PASSPHRASE,
    PASSPHRASE,
    store_with_one_user,
)

KEYRING_SECRET = bytes(range(32))


class Store:
    """Key slots with every kind of way in, and a stand-in for the encrypted file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        slots, self.key = store_with_one_user(folder)
        slots.add_passphrase("Åsa", OTHER_PASSPHRASE, self.key)
        self.code = slots.add_recovery(self.key)
        slot = slots.prepare_keyring_slot("Kim", KEYRING_SECRET, self.key)
        slots.add_prepared(slot, self.key)

    def load(self) -> KeySlots:
        return KeySlots.load(self.folder, cost=CHEAP)

    def open_by_every_way(self) -> list[Opened]:
        slots = self.load()
        return [
            slots.open_with_passphrase(PASSPHRASE),
            slots.open_with_passphrase(OTHER_PASSPHRASE),
            slots.open_with_recovery(self.code),
            slots.open_with_keyring_secret(slots.keyring_slots("Kim")[0], KEYRING_SECRET),
        ]

    def keys_of_every_way(self) -> list[tuple[DataKey, ...]]:
        return [opened.keys for opened in self.open_by_every_way()]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def test_every_way_in_gets_the_new_key_without_its_secret(store: Store) -> None:
    new = DataKey.generate()
    slots = store.load()
    slots.seal_next(store.key, new)
    slots.settle(new)
    assert store.keys_of_every_way() == [(new,)] * 4
    assert not store.load().rekey_pending


def test_before_the_swap_both_keys_are_there_and_the_old_one_first(store: Store) -> None:
    new = DataKey.generate()
    store.load().seal_next(store.key, new)
    assert store.load().rekey_pending
    assert store.keys_of_every_way() == [(store.key, new)] * 4


def test_cut_short_before_the_swap_it_is_given_up(store: Store) -> None:
    store.load().seal_next(store.key, DataKey.generate())
    slots = store.load()
    slots.settle(slots.open_with_passphrase(PASSPHRASE).data_key)
    assert store.keys_of_every_way() == [(store.key,)] * 4


def test_cut_short_after_the_swap_it_is_completed(store: Store) -> None:
    new = DataKey.generate()
    store.load().seal_next(store.key, new)
    slots = store.load()
    opened = slots.open_with_passphrase(PASSPHRASE)
    assert opened.next_key is not None
    slots.settle(opened.next_key)
    assert store.keys_of_every_way() == [(new,)] * 4


def test_given_up_and_made_again(store: Store) -> None:
    slots = store.load()
    slots.seal_next(store.key, DataKey.generate())
    slots.settle(store.key)
    last = store.key
    for _ in range(3):
        new = DataKey.generate()
        slots.seal_next(last, new)
        slots.settle(new)
        last = new
    assert store.keys_of_every_way() == [(last,)] * 4


def test_nothing_is_left_of_the_old_key(store: Store) -> None:
    old_file = json.loads((store.folder / "keyslots.json").read_bytes())
    new = DataKey.generate()
    slots = store.load()
    slots.seal_next(store.key, new)
    slots.settle(new)
    content = (store.folder / "keyslots.json").read_text(encoding="utf-8")
    for slot in old_file["slots"]:
        assert slot["data_key"]["sealed"] not in content
        assert slot["private"]["sealed"] in content
    assert not slots.is_sealed_by(store.key)
    assert slots.is_sealed_by(new)


def test_settling_where_nothing_is_pending_does_nothing(store: Store) -> None:
    before = (store.folder / "keyslots.json").read_bytes()
    store.load().settle(store.key)
    store.load().settle(DataKey.generate())
    assert (store.folder / "keyslots.json").read_bytes() == before


def test_only_one_of_the_two_keys_settles(store: Store) -> None:
    slots = store.load()
    slots.seal_next(store.key, DataKey.generate())
    before = (store.folder / "keyslots.json").read_bytes()
    with pytest.raises(StoreUnavailable) as caught:
        slots.settle(DataKey.generate())
    assert caught.value.code == "keyslots_tampered"
    assert (store.folder / "keyslots.json").read_bytes() == before


def test_no_slot_changes_while_a_rekey_is_pending(store: Store) -> None:
    slots = store.load()
    slots.seal_next(store.key, DataKey.generate())
    for act in (
        lambda: slots.add_recovery(store.key),
        lambda: slots.change_passphrase("Kim", OTHER_PASSPHRASE, store.key),
        lambda: slots.remove("Åsa", store.key),
        lambda: slots.seal_next(store.key, DataKey.generate()),
    ):
        with pytest.raises(StoreUnavailable) as caught:
            act()
        assert caught.value.code == "rekey_pending"


def test_the_two_sealed_keys_cannot_change_places(store: Store) -> None:
    store.load().seal_next(store.key, DataKey.generate())
    path = store.folder / "keyslots.json"
    document = json.loads(path.read_bytes())
    slot = document["slots"][0]
    slot["data_key"], slot["next_data_key"] = slot["next_data_key"], slot["data_key"]
    path.write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(StoreUnavailable) as caught:
        store.load().open_with_passphrase(PASSPHRASE)
    assert caught.value.code == "keyslots_damaged"


def test_half_a_pending_rekey_is_damaged(store: Store) -> None:
    store.load().seal_next(store.key, DataKey.generate())
    path = store.folder / "keyslots.json"
    document = json.loads(path.read_bytes())
    document["slots"][1]["next_data_key"] = None
    path.write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(StoreUnavailable) as caught:
        store.load()
    assert caught.value.code == "keyslots_damaged"


def test_a_disk_that_fails_midway_leaves_every_way_in(store: Store) -> None:
    new = DataKey.generate()
    slots = store.load()
    moved = store.folder.with_name("moved")
    store.folder.rename(moved)
    with pytest.raises(FileUnusable):
        slots.seal_next(store.key, new)
    moved.rename(store.folder)
    assert not slots.rekey_pending
    assert store.keys_of_every_way() == [(store.key,)] * 4
    slots.seal_next(store.key, new)
    store.folder.rename(moved)
    with pytest.raises(FileUnusable):
        slots.settle(new)
    moved.rename(store.folder)
    assert store.keys_of_every_way() == [(store.key, new)] * 4
    slots.settle(new)
    assert store.keys_of_every_way() == [(new,)] * 4
