"""A store of a newer program: read and logged as ever, changed by nothing, or not opened at all."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import text

from munhalsa.adapters.store.found import found_postgres
from munhalsa.adapters.store.keeping import StoreKeeper
from munhalsa.adapters.store.opening import OpenStore, open_postgres
from munhalsa.adapters.store.recover import recover
from munhalsa.adapters.store.schema_check import log_differences, unreadable
from munhalsa.adapters.store.store import SqlStore
from munhalsa.adapters.store.verify import verify_open
from munhalsa.application.drafts import keep_draft
from munhalsa.application.keep_store import back_up_if_changed
from munhalsa.application.ports import Deed
from munhalsa.domain.account import Account
from munhalsa.domain.refusal import Refusal, StoreUnavailable
from tests.support.founded import CLOCK, FOUNDER, OTHER_PASSPHRASE, make_store, open_store
from tests.support.newer import make_newer
from tests.support.stores import context_for

Opening = Callable[[], OpenStore]
SEEN = Deed(action="person.view", subject_kind="person", subject_id="p")
DEED = Deed(action="user.changed", subject_kind="account", subject_id="-")


@pytest.fixture(params=["sqlcipher", "postgresql"])
def opening(request: pytest.FixtureRequest, tmp_path: Path) -> Opening:
    """Opens a store, the same each time."""
    if request.param == "sqlcipher":
        make_store(tmp_path / "register")
        return partial(open_store, tmp_path / "register")
    address = request.getfixturevalue("postgres_url")
    password = request.getfixturevalue("postgres_password")
    found_postgres(address, password=password, municipality="1490", clock=CLOCK, user=FOUNDER)
    return partial(open_postgres, address, password=password, clock=CLOCK, anchors_folder=tmp_path)


def _refused(code: str, attempt: Callable[[], object]) -> None:
    with pytest.raises(StoreUnavailable) as caught:
        attempt()
    assert caught.value.code == code
    assert "nyare" in caught.value.message


def test_it_is_read_and_logged_and_never_changed(opening: Opening) -> None:
    with opening() as opened:
        make_newer(opened.store.engine)
    with opening() as opened:
        store, session, keeper = opened.store, opened.session, StoreKeeper(opened)
        assert store.reads_only
        with store.read() as reader:
            assert [one.name for one in reader.find(Account)] == [FOUNDER]
            assert reader.history.latest(1)[0].action == "session.began"
        store.note(
            Deed(action="person.view", subject_kind="person", subject_id="p"), session=session
        )
        _refused("store_reads_only", lambda: store.write(DEED, session=session))
        context = context_for(store, session=session)
        _refused("store_reads_only", lambda: keep_draft(context, "k", {"a": "b"}))
        for refused in (
            lambda: keeper.keep_backup(to=None, months=1),
            lambda: keeper.renew_data_key(session=session),
            lambda: keeper.set_passphrase(FOUNDER, OTHER_PASSPHRASE, before=lambda: None),
            lambda: keeper.remove_user(FOUNDER),
            keeper.remember_in_keyring,
            lambda: keeper.write_whole(Path("x"), day=CLOCK.day, settle=lambda _: None),
        ):
            _refused("store_reads_only", refused)
        assert back_up_if_changed(context, keeper) is None
        assert [check for check in verify_open(opened) if not check.ok] == []
    with opening() as opened, opened.store.read() as reader:
        told = [line.action for line in reader.history.latest(4)]
    assert told == ["session.began", "session.ended", "person.view", "session.began"]


def test_what_is_read_or_logged_must_be_as_it_was(store: SqlStore) -> None:
    for change, read, log in (
        ("CREATE INDEX ix_later ON audit_event (role)", [], []),
        ("ALTER TABLE person ADD COLUMN shoe_size INTEGER", [], []),
        ("ALTER TABLE person DROP COLUMN language", ["person.language"], []),
        ("ALTER TABLE assessment RENAME TO examination", ["assessment"], []),
        ("ALTER TABLE audit_event ADD COLUMN place VARCHAR", [], ["audit_event"]),
    ):
        with store.engine.connect() as opened:
            connection = opened.execution_options(writing=True)
            connection.execute(text(change))
            assert unreadable(connection) == read
            assert [name.partition(".")[0] for name in log_differences(connection)] == log
            connection.rollback()


def test_it_is_not_opened_where_something_read_is_missing(opening: Opening) -> None:
    with opening() as opened:
        make_newer(opened.store.engine, "ALTER TABLE draft RENAME TO sketch")
    _refused("store_newer", opening)


def test_a_value_that_only_the_newer_program_knows_is_told(opening: Opening) -> None:
    with opening() as opened:
        make_newer(opened.store.engine, "UPDATE role_grant SET role = 'wizard'")
    _refused("store_value_newer", opening)


def test_no_way_in_is_set_by_the_recovery_code(tmp_path: Path) -> None:
    made = make_store(tmp_path / "register")
    with open_store(tmp_path / "register") as opened:
        make_newer(opened.store.engine)
    code = made.recovery_code or ""
    with pytest.raises(Refusal) as caught:
        recover(
            tmp_path / "register",
            recovery_code=code,
            user=FOUNDER,
            passphrase=OTHER_PASSPHRASE,
            clock=CLOCK,
        )
    assert caught.value.code == "store_reads_only"
