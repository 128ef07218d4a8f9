"""The passphrase asked for again at an open store, and the keyring that may open it next time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from munhalsa.adapters.store.found import found_postgres
from munhalsa.adapters.store.keeping import StoreKeeper
from munhalsa.adapters.store.opening import OpenStore, open_embedded, open_postgres
from munhalsa.adapters.store.unlock import WayIn
from munhalsa.adapters.vault.keyring_copy import KeyringCopy
from munhalsa.domain.refusal import Rejected, StoreUnavailable
from tests.support.founded import (
    CHEAP,
    CLOCK,
    FOUNDER,
    OTHER_PASSPHRASE,
    PASSPHRASE,
    copied_store,
    open_store,
)
from tests.support.keys import TRUSTED, MemoryKeyring


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copied_store(tmp_path / "register")


@pytest.fixture
def opened(folder: Path) -> Iterator[OpenStore]:
    with open_store(folder) as store:
        yield store


def test_the_right_passphrase_is_taken_and_another_is_not(opened: OpenStore) -> None:
    keeper = StoreKeeper(opened)
    keeper.check_passphrase(PASSPHRASE)
    with pytest.raises(StoreUnavailable) as refused:
        keeper.check_passphrase(OTHER_PASSPHRASE)
    assert refused.value.field == "passphrase"
    keeper.check_passphrase(PASSPHRASE)


def test_wrong_tries_are_counted_as_at_the_door(opened: OpenStore) -> None:
    keeper = StoreKeeper(opened)
    codes = []
    for _ in range(6):
        with pytest.raises(StoreUnavailable) as refused:
            keeper.check_passphrase(OTHER_PASSPHRASE)
        codes.append(refused.value.code)
    assert codes[-1] == "too_many_attempts"
    assert "too_many_attempts" not in codes[:5]


def test_the_store_can_still_be_used_afterwards(opened: OpenStore) -> None:
    keeper = StoreKeeper(opened)
    keeper.check_passphrase(PASSPHRASE)
    assert all(check.ok for check in keeper.verify())


def test_the_keyring_opens_the_store_without_confirming(folder: Path) -> None:
    keyring = KeyringCopy(MemoryKeyring(), trusted=TRUSTED)
    with open_store(folder) as first:
        StoreKeeper(first, keyring=keyring).remember_in_keyring()
    way_in = WayIn(keyring=keyring)
    with open_embedded(folder, way_in=way_in, clock=CLOCK, cost=CHEAP) as again:
        assert again.session.name == FOUNDER
        assert not again.session.confirmed


def test_a_keyring_that_is_not_trusted_is_refused(opened: OpenStore) -> None:
    keyring = KeyringCopy(MemoryKeyring(), trusted=frozenset())
    with pytest.raises(Rejected) as refused:
        StoreKeeper(opened, keyring=keyring).remember_in_keyring()
    assert refused.value.code == "keyring_not_secure"


def test_a_shared_database_is_asked_for_its_password(
    postgres_url: str, postgres_password: str
) -> None:
    found_postgres(
        postgres_url, password=postgres_password, municipality="1490", clock=CLOCK, user=FOUNDER
    )
    with open_postgres(postgres_url, password=postgres_password, clock=CLOCK) as shared:
        keeper = StoreKeeper(shared)
        keeper.check_passphrase(postgres_password)
        with pytest.raises(StoreUnavailable) as refused:
            keeper.check_passphrase("inte rätt lösenord")
        assert refused.value.field == "passphrase"
        with pytest.raises(Rejected) as instead:
            keeper.remember_in_keyring()
        assert instead.value.code == "shared_database"
