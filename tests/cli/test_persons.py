"""Persons, answers, disclosures and history on the command line."""

from __future__ import annotations

from tests.support.commands import CommandLine
from tests.support.small_municipality import (
    NEWCOMER,
    PEOPLE,
    PROTECTED,
    WITH_NO,
    WITH_YES,
    WITHOUT,
)

EVENT_KEYS = {"event", "time", "user", "action"}


def _add(line: CommandLine, number: str = NEWCOMER, *more: str) -> dict[str, object]:
    return line.do(
        *("person", "add", "--number", number, "--given", "Åsa", "--family", "Lind", *more)
    )


def test_the_list_is_in_swedish_order_with_the_protected_masked(everywhere: CommandLine) -> None:
    persons = everywhere.ask("person", "list")["persons"]
    assert len(persons) == len(PEOPLE)
    masked = [one for one in persons if one["protected"]]
    assert [one["personal_identity_number"] for one in masked] == [None]
    assert PROTECTED.family_name not in str(masked)
    open_ones = [one["name"] for one in persons if not one["protected"]]
    assert [name.split(",")[0] for name in open_ones] == [
        *("Ekwall", "Granath", "Norling", "Wallgren", "Zetterqvist", "Åkesson", "Öberg"),
    ]
    yes = next(one for one in persons if one["personal_identity_number"] == WITH_YES.number)
    assert (yes["unit"], yes["ground"], yes["wants"]) == ("Björkgården", "2a", True)


def test_people_see_no_whole_number(boras: CommandLine) -> None:
    shown = boras.run("person", "list").out
    assert "19360101-••••" in shown
    assert "6987" not in shown
    assert PROTECTED.family_name not in shown
    card = boras.run("person", "show", WITH_YES.number).out
    assert "19360101-••••" in card
    assert "6987" not in card


def test_search_finds_by_name_and_by_number(everywhere: CommandLine) -> None:
    def found(text: str) -> list[str]:
        persons = everywhere.ask("person", "list", "--search", text)["persons"]
        return [one["personal_identity_number"] for one in persons]

    assert found("akes") == [WITH_YES.number]
    assert found("360101-6987") == [WITH_YES.number]
    assert found(PROTECTED.family_name) == []
    assert found("finnsinte") == []
    told = everywhere.run("person", "list", "--search", "finnsinte").out
    assert told == "Ingen person hittades.\n"


def test_limit(boras: CommandLine) -> None:
    assert len(boras.ask("person", "list", "--limit", 2)["persons"]) == 2
    for wrong in ("0", "-1", "många"):
        error = boras.refused("person", "list", f"--limit={wrong}", status=1, code="number_invalid")
        assert error["field"] == "limit"


def test_show_gives_the_whole_record(everywhere: CommandLine) -> None:
    record = everywhere.ask("person", "show", "360101-6987")
    assert record["personal_identity_number"] == WITH_YES.number
    assert record["person"]["family_name"] == WITH_YES.family_name
    assert [one["wants"] for one in record["responses"]] == [True]
    assert [one["ground"] for one in record["certificates"]] == ["2a"]
    assert record["units"][0]["name"] == "Björkgården"


def test_show_of_somebody_unknown_or_a_wrong_number(boras: CommandLine) -> None:
    boras.refused("person", "show", NEWCOMER, status=1, code="person_not_found")
    boras.refused("person", "show", "19360101-6988", status=1, code="identity_number_checksum")
    boras.refused("person", "show", "kalle", status=1, code="identity_number_format")


def test_a_protected_card_is_not_opened_and_the_try_is_logged(everywhere: CommandLine) -> None:
    for command in ("person show", "history"):
        everywhere.refused(*command.split(), PROTECTED.number, status=5, code="protected_identity")
    actions = [one["action"] for one in everywhere.ask("audit", "list")["events"]]
    assert "access.refused" in actions


def test_add_and_add_again(everywhere: CommandLine) -> None:
    done = _add(everywhere, NEWCOMER, "--unit", "A1", "--room", "12", "--from", "2026-11-01")
    assert done["event"]
    assert done["warnings"] == []
    record = everywhere.ask("person", "show", NEWCOMER)
    assert record["residences"][0]["from_day"] == "2026-11-01"
    everywhere.refused(
        *("person", "add", "--number", NEWCOMER, "--given", "Åsa", "--family", "Lind"),
        status=1,
        code="number_taken",
    )


def test_a_possible_duplicate_only_warns(boras: CommandLine) -> None:
    done = boras.do(
        *("person", "add", "--number", "193601037710", "--given", WITH_YES.given_name),
        *("--family", WITH_YES.family_name, "--unit", "Björkgården"),
    )
    assert [one["code"] for one in done["warnings"]] == ["possible_duplicate"]
    told = boras.run(
        *("person", "add", "--number", "193601056942", "--given", WITH_YES.given_name),
        *("--family", WITH_YES.family_name, "--unit", "Björkgården"),
    )
    assert "liknar den nya" in told.err


def test_an_unknown_unit_is_refused(boras: CommandLine) -> None:
    error = boras.refused(
        *("person", "add", "--number", NEWCOMER, "--given", "Å", "--family", "L", "--unit", "Z9"),
        status=1,
        code="unit_not_found",
    )
    assert error["field"] == "unit"


def test_an_answer_is_recorded_and_shows(everywhere: CommandLine) -> None:
    done = everywhere.do(
        *("response", "add", WITH_NO.number, "--date", "2026-11-20", "--wants", "yes"),
        *("--by", "self"),
    )
    assert done["event"]
    record = everywhere.ask("person", "show", WITH_NO.number)
    assert [one["wants"] for one in record["responses"]] == [False, True]


def test_an_answer_without_a_mandate_is_passed_on(boras: CommandLine) -> None:
    done = boras.do(
        *("response", "add", WITH_NO.number, "--date", "22/11 2026", "--wants", "nej"),
        *("--by", "guardian", "--name", "Disa Falk"),
    )
    assert [one["code"] for one in done["warnings"]] == ["passed_on"]


def test_wrong_values_of_an_answer(boras: CommandLine) -> None:
    def refused(date: str, wants: str, by: str, code: str) -> dict[str, object]:
        words = ("--date", date, "--wants", wants, "--by", by)
        return boras.refused("response", "add", WITH_NO.number, *words, status=1, code=code)

    assert refused("2026-11-20", "kanske", "self", "value_unknown")["field"] == "wants"
    other = refused("2026-11-20", "yes", "grannen", "value_unknown")
    assert other["field"] == "by"
    assert other["message"] == (
        "Värdet ska vara något av self (personen själv), guardian (god man eller förvaltare), "
        "relative (närstående), other (annan)."
    )
    assert refused("2026-11-31", "yes", "self", "date_invalid")["field"] == "date"
    assert refused("2026-11-23", "yes", "self", "answered_in_future")["field"] == "answered"


def test_history_tells_who_did_what(everywhere: CommandLine) -> None:
    _add(everywhere)
    everywhere.do(
        *("response", "add", NEWCOMER, "--date", "2026-11-20", "--wants", "yes", "--by", "self")
    )
    events = everywhere.ask("history", NEWCOMER)["events"]
    assert all(set(one) >= EVENT_KEYS for one in events)
    assert [one["action"] for one in events][:2] == ["response.record", "person.register"]
    assert {one["user"] for one in events} == {"Kim Lind"}


def test_people_read_the_record_and_its_history_in_words(everywhere: CommandLine) -> None:
    _add(everywhere, NEWCOMER, "--unit", "A1", "--room", "12", "--from", "2026-11-01")
    everywhere.do(*("certificate", "issue", NEWCOMER, "--ground", "2a", "--date", "2026-11-10"))
    everywhere.do("person", "move", NEWCOMER, "--unit", "B2", "--date", "2026-11-20")
    ended = everywhere.do("person", "died", NEWCOMER, "--date", "2026-11-21")
    shown = everywhere.run("person", "show", NEWCOMER).out
    assert "Avliden 2026-11-21" in shown
    assert ", 12, " in shown
    assert ", 2026-11-01 till och med 2026-11-19" in shown
    assert ", 2026-11-10 till och med 2026-11-21" in shown
    everywhere.do("undo", ended["event"])
    told = everywhere.run("history", NEWCOMER).out
    assert "Rättad: dödsfall registrerat" in told
    assert "person.death" not in told
    assert "Avliden" not in everywhere.run("person", "show", NEWCOMER).out
    assert "Intyg utfärdat" in everywhere.run("audit", "list").out


def test_a_disclosure_is_recorded_and_withdrawn(everywhere: CommandLine) -> None:
    made = everywhere.do(
        *("disclosure", "add", WITH_YES.number, "--recipient", "vgr", "--basis", "consent"),
        *("--details", "Muntligt vid hembesök: intyg och svar"),
    )
    assert made["disclosure"]["recipient"] == "vgr"
    gone = everywhere.do("disclosure", "withdraw", WITH_YES.number, "--recipient", "vgr")
    assert [one["withdrawn_on"] for one in gone["disclosures"]] == ["2026-11-22"]
    everywhere.refused(
        *("disclosure", "withdraw", WITH_YES.number, "--recipient", "vgr"),
        status=1,
        code="consent_not_found",
    )
    done = everywhere.do(
        "export", "intygsbestallningen", "--all", "--out", everywhere.folder / "alla.csv"
    )
    assert done["left_out_consent"] == 1
    text = (everywhere.folder / "alla.csv").read_text(encoding="utf-8-sig")
    assert WITH_YES.number not in text
    assert WITH_NO.number in text


def test_wrong_values_of_a_disclosure(boras: CommandLine) -> None:
    def add(recipient: str, basis: str, details: str, code: str) -> dict[str, object]:
        words = ("--recipient", recipient, "--basis", basis, "--details", details)
        return boras.refused("disclosure", "add", WITHOUT.number, *words, status=1, code=code)

    assert add("grannen", "law", "26 kap. 1 §", "value_unknown")["field"] == "recipient"
    assert add("vgr", "kanske", "26 kap. 1 §", "value_unknown")["field"] == "basis"
    assert add("vgr", "law", "  ", "disclosure_details_missing")["field"] == "details"
