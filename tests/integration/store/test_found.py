"""Making a store: whole or not at all, and never where there is one."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from munhalsa.adapters.store import found as founding
from munhalsa.adapters.store.engine import postgres_address, postgres_engine
from munhalsa.adapters.store.found import Founded, found_embedded, found_postgres
from munhalsa.adapters.store.opening import OpenStore, open_postgres
from munhalsa.domain.account import Account, Role, RoleGrant
from munhalsa.domain.refusal import FileUnusable, Rejected, StoreUnavailable
from munhalsa.domain.unit import Municipality
from tests.support.founded import CHEAP, CLOCK, FOUNDER, PASSPHRASE, make_store, open_store


def _expect_founders_store(opened: OpenStore) -> None:
    with opened.store.read() as reader:
        (account,) = reader.find(Account)
        grants = reader.find(RoleGrant, account_id=account.id)
        municipality = reader.get(Municipality, "1490")
        (newest, first) = reader.history.latest(5)
    assert (account.name, account.founder, account.ended_on) == (FOUNDER, True, None)
    assert {grant.role for grant in grants} == {
        Role.COORDINATOR,
        Role.ADMINISTRATOR,
        Role.AUDITOR,
    }
    assert municipality.name == "Borås"
    assert (first.action, first.user) == ("store.founded", FOUNDER)
    assert newest.action == "session.began"
    assert opened.session.account_id == account.id


def test_an_embedded_store_is_made_with_its_first_user(tmp_path: Path) -> None:
    made = make_store(tmp_path / "nytt" / "register")
    assert made.store == str(tmp_path / "nytt" / "register")
    assert made.recovery_code is not None
    with open_store(tmp_path / "nytt" / "register") as opened:
        _expect_founders_store(opened)
        assert opened.session.confirmed


def test_a_shared_store_is_made_with_its_first_user(
    postgres_url: str, postgres_password: str
) -> None:
    made = _found_shared(postgres_url, postgres_password)
    assert (made.store, made.recovery_code) == (postgres_url, None)
    with open_postgres(postgres_url, password=postgres_password, clock=CLOCK) as opened:
        _expect_founders_store(opened)


def _found_shared(url: str, password: str, municipality: str = "1490") -> Founded:
    return found_postgres(
        url, password=password, municipality=municipality, clock=CLOCK, user=FOUNDER
    )


def test_without_a_name_the_first_user_is_who_is_logged_in_at_the_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "ada")
    made = found_embedded(
        tmp_path / "a", municipality="1490", passphrase=PASSPHRASE, clock=CLOCK, cost=CHEAP
    )
    assert made.user == "ada"


def test_an_empty_folder_becomes_the_store(tmp_path: Path) -> None:
    make_store(tmp_path)
    open_store(tmp_path).close()


def test_nothing_of_the_draft_is_left_beside(tmp_path: Path) -> None:
    left = tmp_path / ".register.0badcafe.founding"
    left.mkdir()
    make_store(tmp_path / "register")
    assert [path.name for path in tmp_path.iterdir()] == ["register"]


def test_the_files_are_their_owners_only(tmp_path: Path) -> None:
    make_store(tmp_path / "register")
    assert (tmp_path / "register").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "register" / "store.db").stat().st_mode & 0o777 == 0o600


def test_no_store_over_a_store(tmp_path: Path) -> None:
    make_store(tmp_path / "a")
    before = (tmp_path / "a" / "store.db").read_bytes()
    with pytest.raises(StoreUnavailable) as refused:
        make_store(tmp_path / "a")
    assert refused.value.code == "store_exists"
    assert (tmp_path / "a" / "store.db").read_bytes() == before


@pytest.mark.parametrize("name", ["store.db", "keyslots.json"])
def test_no_store_over_the_remains_of_one(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"")
    with pytest.raises(StoreUnavailable) as refused:
        make_store(tmp_path)
    assert refused.value.code == "store_exists"


def test_no_store_among_other_files(tmp_path: Path) -> None:
    (tmp_path / "brev.txt").write_text("hej", encoding="utf-8")
    with pytest.raises(StoreUnavailable) as refused:
        make_store(tmp_path)
    assert refused.value.code == "folder_not_empty"
    with pytest.raises(StoreUnavailable) as refused:
        make_store(tmp_path / "brev.txt")
    assert refused.value.code == "folder_not_empty"


def test_no_store_within_another(tmp_path: Path) -> None:
    (tmp_path / "keyslots.json").write_bytes(b"")
    with pytest.raises(StoreUnavailable) as refused:
        make_store(tmp_path / "work" / "register")
    assert refused.value.code == "place_in_store"


def test_no_store_in_a_folder_that_is_copied_to_a_cloud(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable) as refused:
        make_store(tmp_path / "OneDrive - Borås" / "register")
    assert refused.value.code == "store_in_cloud_folder"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("code", ["0180", "149", "", "Borås"])
def test_a_code_of_no_municipality_in_the_region_is_refused(tmp_path: Path, code: str) -> None:
    with pytest.raises(Rejected) as refused:
        found_embedded(
            tmp_path / "a", municipality=code, passphrase=PASSPHRASE, clock=CLOCK, user=FOUNDER
        )
    assert (refused.value.code, refused.value.field) == ("unknown_municipality", "municipality")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "code"),
    [
        (" ", "user_name_missing"),
        ("x" * 101, "user_name_too_long"),
        ("a\x07b", "user_name_invalid"),
    ],
)
def test_a_name_nobody_could_tell_is_refused(tmp_path: Path, name: str, code: str) -> None:
    with pytest.raises(Rejected) as refused:
        found_embedded(
            tmp_path / "a", municipality="1490", passphrase=PASSPHRASE, clock=CLOCK, user=name
        )
    assert refused.value.code == code


def test_a_weak_passphrase_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(Rejected) as refused:
        make_store(tmp_path / "a", passphrase="kort")
    assert refused.value.code == "passphrase_too_short"
    assert list(tmp_path.iterdir()) == []


def test_a_founding_that_fails_half_way_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(founding, "write_founding", fail)
    with pytest.raises(FileUnusable) as refused:
        make_store(tmp_path / "a")
    assert refused.value.code == "store_not_made"
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "fil").write_bytes(b"")
    with pytest.raises(FileUnusable) as refused:
        make_store(tmp_path / "fil" / "register")
    assert refused.value.code == "store_not_made"


def test_no_shared_store_over_a_store(postgres_url: str, postgres_password: str) -> None:
    _found_shared(postgres_url, postgres_password)
    with pytest.raises(StoreUnavailable) as refused:
        _found_shared(postgres_url, postgres_password)
    assert refused.value.code == "store_exists"


def test_a_shared_founding_that_fails_half_way_leaves_nothing(
    postgres_url: str, postgres_password: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(founding, "write_founding", fail)
    with pytest.raises(KeyboardInterrupt):
        _found_shared(postgres_url, postgres_password)
    monkeypatch.undo()
    engine = postgres_engine(postgres_address(postgres_url), postgres_password)
    with engine.connect() as connection:
        tables = connection.scalar(
            text("SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'")
        )
    engine.dispose()
    assert tables == 0
    _found_shared(postgres_url, postgres_password)
