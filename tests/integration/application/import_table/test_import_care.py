"""Lists of insatser on both engines: who has care and no certificate becomes a candidate."""

from __future__ import annotations

from datetime import date
from typing import Any

from munhalsa.adapters.store.store import SqlStore
from munhalsa.application.context import Context
from munhalsa.application.due_list import due_page
from munhalsa.application.undo import undo_import
from munhalsa.domain.candidate import Candidate, Support
from munhalsa.domain.due import DueList
from munhalsa.domain.person import Person, Residence, ResidenceKind
from munhalsa.domain.unit import Unit, UnitType
from tests.support.deeds import SIGNE, alter, born, found, issue, register
from tests.support.imports import (
    codes,
    dump,
    every,
    homes,
    one,
    signe,
    take_in,
    units,
    verdicts,
)
from tests.support.stores import on_day

NEW, CHANGED, UNCHANGED = (1, 0, 0, 0, 0), (0, 1, 0, 0, 0), (0, 0, 1, 0, 0)
REJECTED = (0, 0, 0, 0, 1)


def care(number: str = SIGNE, **cells: Any) -> dict[str, Any]:
    line = {
        "Personnummer": number,
        "Förnamn": "Signe",
        "Efternamn": "Wåhlström",
        "Insats": "Särskilt boende",
        "Enhet": "B1",
        "Från": "2025-02-01",
        "Till": "",
    }
    return {**line, **cells}


def waiting(context: Context) -> list[str | None]:
    return [row.home for row in due_page(context, DueList.CANDIDATES).rows]


def test_somebody_new_becomes_a_candidate_with_a_home(context: Context, store: SqlStore) -> None:
    units(context)
    before = dump(store)
    receipt = take_in(context, "insatser", care())
    assert (verdicts(receipt), codes(receipt)) == (NEW, [])
    candidate = one(context, Candidate)
    assert (candidate.state, candidate.listed_on, candidate.source) == (
        "not_assessed",
        context.today,
        "insatser",
    )
    support = one(context, Support)
    assert (support.name, support.from_day, support.to_day) == (
        "Särskilt boende",
        date(2025, 2, 1),
        None,
    )
    assert homes(context) == [("Björkgården", None, date(2025, 2, 1), None)]
    assert waiting(context) == ["Björkgården"]
    assert verdicts(take_in(context, "insatser", care())) == UNCHANGED
    assert receipt.batch is not None
    undo_import(context, receipt.batch)
    assert dump(store) == before


def test_care_at_home_is_answered_for_by_its_unit(context: Context) -> None:
    units(context)
    take_in(context, "insatser", care(Insats="Hemtjänst", Enhet="Hemtjänst Norr", Från=""))
    place = one(context, Residence)
    assert (place.kind, place.from_day) == (ResidenceKind.RESPONSIBLE, context.today)
    assert waiting(context) == ["Hemtjänst Norr"]


def test_nobody_comes_in_unprotected_whom_a_remark_says_to_protect(context: Context) -> None:
    units(context)
    lines = care(Anm=""), care(Insats="Trygghetslarm", Anm="Skyddad identitet")
    receipt = take_in(context, "insatser", *lines)
    assert [row.code for row in receipt.rows] == ["protected_elsewhere"] * 2
    take_in(context, "personer", signe(Skyddade_uppgifter="Sekretessmarkering"))
    assert verdicts(take_in(context, "insatser", *lines))[4] == 0


def test_several_insatser_make_one_candidate(context: Context) -> None:
    units(context)
    receipt = take_in(
        context,
        "insatser",
        care(),
        care(Insats="Trygghetslarm", Enhet=""),
        care(Till="2027-01-01"),
        care(Insats="Dagverksamhet", Enhet="H1"),
        care(Insats="Växelvård", Enhet="B2"),
    )
    assert verdicts(receipt) == (4, 0, 0, 1, 0)
    assert (len(found(context, Candidate)), len(found(context, Support))) == (1, 4)
    assert [home[0] for home in homes(context)] == ["Björkgården", "Hemtjänst Norr"]
    ((_, duplicate),) = [(r.row, r) for r in receipt.rows if r.verdict == "duplicate"]
    assert duplicate.message is not None
    assert "Till" in duplicate.message


def test_who_has_a_certificate_or_is_dead_is_left_alone(context: Context) -> None:
    units(context)
    take_in(context, "personer", signe())
    dead = register(context, born(1942))
    alter(context, dead, died_on=date(2026, 1, 1))
    receipt = take_in(context, "insatser", care(), care(born(1942)))
    assert verdicts(receipt) == (0, 0, 2, 0, 0)
    assert codes(receipt) == ["person_deceased"]
    assert found(context, Candidate) == []
    assert found(context, Support) == []


def test_whoever_moved_away_is_back_with_care_that_began_since(context: Context) -> None:
    units(context)
    alter(context, register(context), moved_out_on=date(2025, 6, 30), moved_out_to="Oslo")
    before = take_in(context, "insatser", care())
    assert (verdicts(before), codes(before)) == (UNCHANGED, ["person_moved_out"])
    assert found(context, Candidate) == []
    since = take_in(context, "insatser", care(Från="2025-07-01"))
    assert (verdicts(since), codes(since)) == (NEW, ["moved_back"])
    assert waiting(context) == ["Björkgården"]
    assert one(context, Person).moved_out_on is None


def test_whose_certificate_is_over_is_looked_at(context: Context) -> None:
    register(context)
    issue(context, issued=date(2025, 1, 1), valid_to=date(2025, 12, 31))
    assert verdicts(take_in(context, "insatser", care(Enhet="", Förnamn="", Efternamn=""))) == NEW
    assert waiting(context) == [None]


def test_an_end_is_taken_in_and_what_was_over_before_is_not(context: Context) -> None:
    units(context)
    take_in(context, "insatser", care())
    changed = take_in(context, "insatser", care(Till="2026-12-31"))
    assert verdicts(changed) == CHANGED
    assert changed.rows[0].message == "Ändrat: Till."
    assert one(context, Support).to_day == date(2026, 12, 31)
    over = take_in(context, "insatser", care(born(1950), Till="2026-01-01"))
    assert (verdicts(over), codes(over)) == (UNCHANGED, ["support_over"])
    assert len(found(context, Person)) == 1


def test_a_home_in_the_register_stands(context: Context) -> None:
    units(context)
    register(context, unit="B2")
    receipt = take_in(context, "insatser", care())
    assert (verdicts(receipt), codes(receipt)) == (NEW, ["other_home"])
    receipt = take_in(context, "insatser", care(Insats="Hemtjänst", Enhet="H1"))
    assert (verdicts(receipt), codes(receipt)) == (NEW, [])
    assert [home[0] for home in homes(context)] == ["Ekgården"]


def test_rows_that_cannot_be_taken_in(context: Context) -> None:
    units(context)
    for line, code in (
        (care(Efternamn=""), "name_missing"),
        (care(Enhet="Okänd"), "unit_unknown"),
        (care(Från="2026-02-01", Till="2026-01-01"), "to_before_from"),
        (care(Insats=""), "value_missing"),
    ):
        receipt = take_in(context, "insatser", line)
        assert verdicts(receipt) == REJECTED
        assert receipt.rows[0].code == code
    assert found(context, Person) == []


def test_an_unknown_unit_is_added_when_chosen(context: Context) -> None:
    receipt = take_in(
        context,
        "insatser",
        care(Enhet="Gruppbostaden Linden", Insats="LSS, bostad med särskild service"),
        care(born(1950), Förnamn="Bo", Enhet="Norra laget", Insats="Hemtjänst"),
        add_units=True,
    )
    assert verdicts(receipt) == (2, 0, 0, 0, 0)
    assert codes(receipt) == ["unit_added", "unit_added"]
    kinds = {unit.name: unit.type for unit in every(context, Unit)}
    assert kinds == {
        "Gruppbostaden Linden": UnitType.LSS_HOUSING,
        "Norra laget": UnitType.HOME_HELP,
    }


def test_somebody_who_may_be_there_under_another_number_is_pointed_out(context: Context) -> None:
    units(context)
    register(context)
    double = take_in(context, "insatser", care(born(1941, 241)))
    assert codes(double) == ["possible_duplicate"]


def test_a_candidate_comes_back_when_the_certificate_has_ended(context: Context) -> None:
    units(context)
    take_in(context, "insatser", care())
    issue(context, valid_to=context.today)
    assert waiting(context) == []
    assert waiting(on_day(context, date(2026, 11, 23))) == ["Björkgården"]
