"""Users, their roles and their own way in, on the command line."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tests.support.commands import CommandLine, Outcome
from tests.support.founded import FOUNDER, OTHER_PASSPHRASE, PASSPHRASE
from tests.support.small_municipality import (
    ENDING,
    NEWCOMER,
    NOT_ASKED,
    PEOPLE,
    PROTECTED,
    WITH_NO,
    WITH_YES,
    WITHOUT,
)

EVA = "Eva Ek"
THIRD_PASSPHRASE = "ännu en fras om tolv tecken"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who logs in by a name, with a passphrase where the store has keys."""

    line: CommandLine
    name: str

    def run(self, *words: object) -> Outcome:
        return self.line.run(*words, "--user", self.name)

    def ask(self, *words: object) -> dict[str, Any]:
        return self.line.ask(*words, "--user", self.name)

    def refused(self, *words: object, code: str, status: int = 5) -> None:
        self.line.refused(*words, "--user", self.name, status=status, code=code)


def secret(line: CommandLine, text: str = OTHER_PASSPHRASE) -> Path:
    return line.write("ny.txt", text + "\n")


def has_keys(line: CommandLine) -> bool:
    return not line.store.startswith("postgresql")


def add(line: CommandLine, *words: object, name: str = EVA) -> dict[str, Any]:
    return line.do("user", "add", name, *words, "--new-passphrase-file", secret(line))


def person(line: CommandLine, name: str = EVA, passphrase: str = OTHER_PASSPHRASE) -> Person:
    return Person(line.with_passphrase(passphrase) if has_keys(line) else line, name)


def test_each_comes_in_by_an_own_passphrase_with_own_roles(everywhere: CommandLine) -> None:
    done = add(everywhere, "--role", "Enhetschef", "--role", "issuer", "--unit", "B2")
    (line,) = done["users"]
    assert (line["name"], line["roles"]) == (EVA, ["unit_manager", "issuer"])
    assert [one["unit"] for one in line["grants"]] == ["Åsens LSS-boende"] * 2
    eva = person(everywhere)
    numbers = {one["personal_identity_number"] for one in eva.ask("person", "list")["persons"]}
    assert WITH_YES.number not in numbers
    assert {NOT_ASKED.number, ENDING.number} <= numbers
    eva.refused("person", "show", WITH_YES.number, code="outside_scope")
    eva.refused("user", "list", code="not_allowed")
    users = everywhere.ask("user", "list")["users"]
    assert [one["name"] for one in users] == [EVA, FOUNDER]
    assert "enhetschef (Åsens LSS-boende)" in everywhere.run("user", "list").out
    assert "intygsutfärdare, enhetschef" in everywhere.run("audit", "list").out
    log = everywhere.ask("audit", "list")["events"]
    assert {"session.began", "session.ended", "access.refused"} <= {
        one["action"] for one in log if one["user"] == EVA
    }


def test_the_first_user_is_whom_commands_log_in_as(boras: CommandLine) -> None:
    add(boras, "--role", "issuer")
    boras.ask("person", "list")
    assert boras.ask("audit", "list")["events"][0]["user"] == FOUNDER
    boras.with_passphrase(OTHER_PASSPHRASE).refused("person", "list", status=3, code="wrong_key")
    boras.refused("person", "list", "--user", EVA, status=3, code="wrong_key")


def test_a_role_holds_to_the_end_of_its_last_day(everywhere: CommandLine) -> None:
    add(everywhere, "--role", "issuer", "--until", "2026-11-22", "--authorised-by", "MAS Bo Ek")
    eva = person(everywhere)
    assert eva.ask("person", "list")["persons"]
    tomorrow = Person(replace(eva.line, today="2026-11-23"), EVA)
    tomorrow.refused("person", "list", code="account_without_role")
    told = everywhere.run("user", "list").out
    assert "intygsutfärdare till 2026-11-22" in told


def test_roles_are_given_and_taken_back_at_once(everywhere: CommandLine) -> None:
    add(everywhere, "--role", "statistics")
    eva = person(everywhere)
    eva.refused("person", "list", code="not_allowed")
    everywhere.do("district", "add", "Norr")
    everywhere.do("unit", "change", "A1", "--district", "Norr")
    given = everywhere.do("user", "grant", EVA, "--role", "issuer", "--district", "Norr")
    assert [one["district"] for one in given["users"][0]["grants"]] == [None, "Norr"]
    assert WITH_NO.number in {
        one["personal_identity_number"] for one in eva.ask("person", "list")["persons"]
    }
    eva.refused("person", "show", NOT_ASKED.number, code="outside_scope")
    words = ("user", "revoke", EVA, "--role", "issuer")
    everywhere.refused(*words, status=1, code="role_not_held")
    taken = everywhere.do(*words, "--district", "Norr")
    assert taken["users"][0]["roles"] == ["statistics"]
    eva.refused("person", "list", code="not_allowed")


def test_who_sees_protected_identities_is_named_by_somebody_else(boras: CommandLine) -> None:
    add(boras, "--role", "coordinator")
    boras.refused("user", "grant", FOUNDER, "--sees-protected", status=5, code="own_account")
    eva = person(boras)
    done = eva.ask("user", "grant", FOUNDER, "--sees-protected")
    assert done["users"][0]["sees_protected"] is True
    shown = {one["personal_identity_number"] for one in boras.ask("person", "list")["persons"]}
    assert PROTECTED.number in shown
    assert (
        boras.do("user", "revoke", FOUNDER, "--sees-protected")["users"][0]["sees_protected"]
        is False
    )
    boras.refused("user", "grant", EVA, status=2, code="role_missing")


def test_an_ended_user_never_comes_in_again_until_added_anew(everywhere: CommandLine) -> None:
    add(everywhere, "--role", "coordinator")
    eva = person(everywhere)
    assert eva.ask("user", "list")
    done = everywhere.do("user", "end", EVA)
    assert done["users"][0]["ended_on"] == everywhere.today
    assert done["users"][0]["roles"] == []
    codes = [one["code"] for one in done["warnings"]]
    assert codes == (["rekey_offered"] if has_keys(everywhere) else [])
    eva.refused("person", "list", code="unknown_user" if has_keys(everywhere) else "account_ended")
    everywhere.refused("user", "end", EVA, status=1, code="unknown_user")
    if has_keys(everywhere):
        everywhere.do("rekey")
        assert everywhere.ask("person", "list")["persons"]
    again = add(everywhere, "--role", "issuer")
    assert again["users"][0]["roles"] == ["issuer"]
    assert eva.ask("person", "list")["persons"]


def test_nobody_raises_or_ends_oneself_and_the_last_stay(boras: CommandLine) -> None:
    for words in (
        ("user", "grant", FOUNDER, "--role", "issuer"),
        ("user", "end", FOUNDER),
    ):
        boras.refused(*words, status=5, code="own_account")
    boras.refused(
        "user", "revoke", FOUNDER, "--role", "coordinator", status=1, code="last_coordinator"
    )
    boras.refused(
        "user", "revoke", FOUNDER, "--role", "administrator", status=1, code="last_administrator"
    )
    add(boras, "--role", "coordinator")
    person(boras).refused("user", "end", FOUNDER, status=1, code="last_administrator")
    assert boras.ask("user", "list")["users"][1]["roles"] == [
        "coordinator",
        "administrator",
        "auditor",
    ]
    refused = boras.ask("audit", "list")["events"]
    assert "access.refused" in {one["action"] for one in refused if one["user"] == FOUNDER}


def test_a_part_of_the_municipality_is_not_enough_to_manage_users(boras: CommandLine) -> None:
    add(boras, "--role", "coordinator", "--unit", "A1")
    eva = person(boras)
    eva.refused("user", "list", code="outside_scope")
    eva.refused("user", "end", FOUNDER, code="outside_scope")


def test_bad_input_adds_nobody(boras: CommandLine) -> None:
    key = ("--new-passphrase-file", secret(boras))
    cases: tuple[tuple[tuple[object, ...], int, str], ...] = (
        ((EVA, *key), 2, "wrong_usage"),
        ((EVA, "--role", "issuer"), 1, "passphrase_missing"),
        ((EVA, "--role", "chef", *key), 1, "value_unknown"),
        ((FOUNDER, "--role", "issuer", *key), 1, "user_exists"),
        ((FOUNDER.upper(), "--role", "issuer", *key), 1, "user_exists"),
        ((" ", "--role", "issuer", *key), 1, "user_name_missing"),
        ((EVA, "--role", "issuer", "--unit", "Z9", *key), 1, "unit_not_found"),
        ((EVA, "--role", "issuer", "--district", "Z", *key), 1, "district_not_found"),
        ((EVA, "--role", "administrator", "--unit", "A1", *key), 1, "role_not_divisible"),
        ((EVA, "--role", "issuer", "--until", "2026-11-21", *key), 1, "until_passed"),
    )
    for words, status, code in cases:
        boras.refused("user", "add", *words, status=status, code=code)
    weak = ("--new-passphrase-file", secret(boras, "kort"))
    assert boras.run("user", "add", EVA, "--role", "issuer", *weak).status == 1
    assert [one["name"] for one in boras.ask("user", "list")["users"]] == [FOUNDER]


def test_whoever_it_is_may_check_store_and_log(boras: CommandLine) -> None:
    add(boras, "--role", "statistics")
    eva = person(boras)
    eva.refused("audit", "list", code="not_allowed")
    assert (eva.ask("verify")["ok"], eva.ask("audit", "verify")["ok"]) == (True, True)


def test_everybody_changes_their_own_passphrase(boras: CommandLine) -> None:
    add(boras, "--role", "issuer")
    eva = person(boras)
    new = boras.write("nyare.txt", THIRD_PASSPHRASE + "\n")
    assert eva.ask("user", "passphrase", "--new-passphrase-file", new)["changed"]
    eva.refused("person", "list", status=3, code="wrong_key")
    assert person(boras, passphrase=THIRD_PASSPHRASE).ask("person", "list")
    assert boras.with_passphrase(PASSPHRASE).ask("person", "list")


def test_in_a_shared_database_no_passphrase_is_given_here(shared: CommandLine) -> None:
    done = shared.do("user", "add", EVA, "--role", "issuer")
    assert done["users"][0]["name"] == EVA
    assert len(Person(shared, EVA).ask("person", "list")["persons"]) == len(PEOPLE)


def test_what_somebody_handles_goes_over_in_one_deed_and_back(everywhere: CommandLine) -> None:
    add(everywhere, "--role", "coordinator")
    eva = person(everywhere)
    eva.ask(
        "person", "add", "--number", NEWCOMER, "--given", "Ny", "--family", "Ek", "--unit", "A1"
    )
    eva.ask(
        *("certificate", "issue", WITHOUT.number, "--ground", "2a", "--date", "2026-11-22"),
        *("--reason", "beslut på papper"),
    )
    words = ("user", "handover", EVA, "--to", FOUNDER)
    assert everywhere.ask(*words, "--dry-run")["persons"] == 2
    assert everywhere.run(*words, "--dry-run").out.startswith("2 personer skulle lämnas över")
    everywhere.do("user", "end", EVA)
    done = everywhere.do(*words)
    assert (done["persons"], bool(done["event"])) == (2, True)
    everywhere.refused(*words, status=1, code="nothing_to_hand_over")
    assert everywhere.do("undo", done["event"])
    again = everywhere.do(*words)
    assert again["persons"] == 2
    everywhere.refused(*words[:3], "--to", EVA, status=1, code="unknown_user")
    everywhere.refused("user", "handover", FOUNDER, "--to", FOUNDER, status=1, code="same_user")
    everywhere.refused("user", "handover", "Ingen", "--to", FOUNDER, status=5, code="unknown_user")


def test_who_took_somebody_on_never_stands_in_the_way_of_an_undo(boras: CommandLine) -> None:
    add(boras, "--role", "coordinator")
    eva = person(boras)
    issued = eva.ask(
        *("certificate", "issue", WITHOUT.number, "--ground", "2a", "--date", "2026-11-22"),
        *("--reason", "beslut på papper"),
    )
    boras.do("user", "handover", EVA, "--to", FOUNDER)
    assert eva.ask("undo", issued["event"])["event"]
    assert boras.ask("user", "handover", FOUNDER, "--to", EVA, "--dry-run")["persons"] == 1
