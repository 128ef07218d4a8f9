"""What is different on the command line when the store is a shared database."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from munhalsa.application.workplace import WhichStore
from tests.support.commands import CommandLine, found, somebody
from tests.support.founded import OTHER_PASSPHRASE


@pytest.fixture
def empty(tmp_path: Path, postgres_url: str, postgres_passphrase_file: Path) -> CommandLine:
    """Somebody with an empty database."""
    return somebody(tmp_path, store=postgres_url, passphrase_file=postgres_passphrase_file)


def _with_password(url: str, password: str) -> str:
    return url.replace("munhalsa@", f"munhalsa:{password}@")


def test_init_builds_the_schema_without_key_slots(empty: CommandLine) -> None:
    made = found(empty)
    assert (made["store"], made["recovery_code"]) == (empty.store, None)
    assert empty.ask("user", "list")["users"][0]["name"] == "Kim Lind"
    empty.refused("init", "--municipality", "1490", status=3, code="store_exists")


@pytest.mark.parametrize(
    "words",
    [
        *("init --municipality 1490", "person list", "verify", "audit verify", "doctor", "rekey"),
        *("backup", "restore x --to y"),
    ],
)
def test_a_password_in_the_address_is_refused_and_not_repeated(
    empty: CommandLine, words: str
) -> None:
    told = empty.at(_with_password(empty.store, "hemligt-ord"))
    error = told.refused(*words.split(), status=2, code="password_in_address")
    assert "hemligt-ord" not in error["message"]
    in_query = empty.at(empty.store + "?password=hemligt-ord")
    in_query.refused(*words.split(), status=2, code="password_in_address")


def test_the_passphrase_file_holds_the_password(shared: CommandLine) -> None:
    wrong = shared.with_passphrase("fel lösenord")
    wrong.refused("unit", "list", status=3, code="wrong_key")
    wrong.refused("unit", "list", "--user", "Kim Lind", status=3, code="wrong_key")
    none = replace(shared, passphrase_file=None)
    none.refused("unit", "list", status=3, code="wrong_key")


def test_no_database_and_no_server(shared: CommandLine) -> None:
    nowhere = shared.at(shared.store + "_annan")
    nowhere.refused("unit", "list", status=3, code="store_missing")
    unreachable = shared.at("postgresql://munhalsa@127.0.0.1:1/x")
    unreachable.refused("unit", "list", status=3, code="database_unreachable")
    unknown = shared.at("postgresql://finns-inte.invalid/x")
    unknown.refused("unit", "list", status=3, code="database_unreachable")
    wrong = shared.at("postgresql://server:port/x")
    wrong.refused("unit", "list", status=2, code="store_address")


def test_a_database_that_holds_no_store(empty: CommandLine) -> None:
    empty.refused("unit", "list", status=3, code="store_empty")


@pytest.mark.parametrize(
    ("words", "does"),
    [
        ("rekey", "databasens administratör"),
        ("recovery-code", "ALTER ROLE"),
        ("backup", "pg_dump"),
        ("restore kopia --to mapp", "pg_restore"),
        ("recover --recovery-file {0} --new-passphrase-file {0} --user x", "ALTER ROLE"),
    ],
)
def test_what_the_administrator_does_instead(shared: CommandLine, words: str, does: str) -> None:
    asked = words.format(shared.write("ny.txt", OTHER_PASSPHRASE))
    error = shared.refused(*asked.split(), status=1, code="shared_database")
    assert does in error["message"]


def test_the_own_password_is_changed_by_the_administrator(shared: CommandLine) -> None:
    new = shared.write("ny.txt", OTHER_PASSPHRASE)
    words = ("passphrase", "--new-passphrase-file", new)
    assert "ALTER ROLE" in shared.refused(*words, status=1, code="shared_database")["message"]


def test_verify_and_doctor(shared: CommandLine) -> None:
    answer = shared.ask("verify")
    assert answer["ok"] is True
    assert {check["name"] for check in answer["checks"]} == {
        *("Tabellerna", "Loggen", "Loggens ankare"),
    }
    doctor = shared.ask("doctor")
    assert doctor["ok"] is True
    assert "Delad databas" in [check["name"] for check in doctor["checks"]]


def test_several_work_at_the_same_time(shared: CommandLine) -> None:
    with shared.program.open(_which(shared)) as workplace:
        assert workplace.context.session.name == "Kim Lind"
        assert len(shared.ask("unit", "list")["units"]) == 2


def _which(line: CommandLine) -> WhichStore:
    return WhichStore(store=line.store, passphrase_file=line.passphrase_file, profile=line.profile)
