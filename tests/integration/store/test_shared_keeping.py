"""What a shared database leaves to its own administrator, each with what that one does instead."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from munhalsa.adapters.store.found import found_postgres
from munhalsa.adapters.store.keeping import StoreKeeper
from munhalsa.adapters.store.opening import OpenStore, open_postgres
from munhalsa.application.keep_store import back_up_if_changed
from munhalsa.domain.refusal import Rejected
from tests.support.founded import CLOCK, FOUNDER, OTHER_PASSPHRASE
from tests.support.stores import context_for


@pytest.fixture
def opened(postgres_url: str, postgres_password: str) -> Iterator[OpenStore]:
    found_postgres(
        postgres_url, password=postgres_password, municipality="1490", clock=CLOCK, user=FOUNDER
    )
    with open_postgres(postgres_url, password=postgres_password, clock=CLOCK) as opened:
        yield opened


@pytest.mark.parametrize(
    ("ask", "instead"),
    [
        (lambda keeper: keeper.keep_backup(to=None, months=13), "pg_dump"),
        (lambda keeper: keeper.renew_data_key(session=keeper.opened.session), "administratör"),
        (
            lambda keeper: keeper.set_passphrase(FOUNDER, OTHER_PASSPHRASE, before=lambda: None),
            "ALTER ROLE",
        ),
        (lambda keeper: keeper.remove_user(FOUNDER), "DROP ROLE"),
    ],
)
def test_what_the_administrator_does_instead_is_said(
    opened: OpenStore, ask: Callable[[StoreKeeper], object], instead: str
) -> None:
    with pytest.raises(Rejected) as refused:
        ask(StoreKeeper(opened))
    assert refused.value.code == "shared_database"
    assert instead in refused.value.message


def test_no_backup_is_made_at_the_end(opened: OpenStore) -> None:
    keeper = StoreKeeper(opened)
    context = context_for(opened.store, session=opened.session)
    assert back_up_if_changed(context, keeper) is None
    assert keeper.newest_backup() is None


def test_it_is_verified_like_any_other(opened: OpenStore) -> None:
    assert all(check.ok for check in StoreKeeper(opened).verify())
