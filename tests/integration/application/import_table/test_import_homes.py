"""Where people live, as tables tell it: homes, moves, corrections, on both engines."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from munhalsa.application.context import Context
from munhalsa.application.import_table.plan import ConflictKind
from munhalsa.application.set_care import SetPlace, set_responsible_unit
from munhalsa.application.undo import undo_event
from munhalsa.domain.certificate import (
    Registration,
    RegistrationKind,
    RegistrationState,
)
from munhalsa.domain.person import Residence, ResidenceKind
from munhalsa.domain.round import PlannedVisit, Round
from munhalsa.domain.unit import Unit, UnitName, UnitType
from tests.support.deeds import SIGNE, add, alter, born
from tests.support.imports import (
    HOME,
    codes,
    every,
    homes,
    one,
    person_line,
    plan_of,
    queue,
    signe,
    take_in,
    verdicts,
)
from tests.support.stores import TODAY, on_day

CHANGED, UNCHANGED = (0, 1, 0, 0, 0), (0, 0, 1, 0, 0)
REJECTED = (0, 0, 0, 0, 1)
WAITING = RegistrationState.TO_REGISTER


def test_another_unit_in_a_later_file_is_a_move(place: Context) -> None:
    take_in(place, "personer", signe(), registered=True)
    receipt = take_in(place, "personer", signe(Boendeenhet="Ekgården", Boende_från="2026-10-01"))
    assert verdicts(receipt) == CHANGED
    assert receipt.rows[0].message == "Ändrat: Boendeenhet."
    assert homes(place) == [
        ("Björkgården", None, date(2025, 3, 1), date(2026, 9, 30)),
        ("Ekgården", None, date(2026, 10, 1), None),
    ]
    assert (RegistrationKind.UNIT, WAITING) in queue(place)


def test_a_home_to_come_waits_for_its_day(place: Context) -> None:
    take_in(place, "personer", signe(), registered=True)
    told = [(line.kind, line.since) for line in every(place, Registration)]
    coming = {"Boendeenhet": "B2", "Boende från": "2026-12-01"}
    take_in(place, "personer", signe(**coming))
    after = [(line.kind, line.since) for line in every(place, Registration)]
    assert [one for one in after if one not in told] == [(RegistrationKind.UNIT, date(2026, 12, 1))]
    later = {"Boendeenhet": "B1", "Boende från": "2026-12-20"}
    take_in(place, "personer", signe(**later))
    assert [(line.kind, line.since) for line in every(place, Registration)] == after


def test_a_move_takes_somebody_off_the_days_that_no_longer_reach_them(place: Context) -> None:
    take_in(place, "personer", signe())
    units = {one.code: one.id for one in every(place, Unit)}
    there, here = (
        Round(id=place.new_id(), unit_id=units[code], day=date(2026, 12, 1))
        for code in ("B1", "B2")
    )
    add(place, there, here)
    for planned in (there, here):
        person = every(place, Residence)[0].person_id
        add(place, PlannedVisit(id=place.new_id(), person_id=person, round_id=planned.id))
    assert codes(take_in(place, "personer", signe(Förnamn="Sigrid"))) == []
    moved = take_in(place, "personer", signe(Boendeenhet="B2", Boende_från="2026-11-01"))
    assert codes(moved) == ["visit_ended"]
    assert {one.round_id: one.cancelled_on for one in every(place, PlannedVisit)} == {
        there.id: place.today,
        here.id: None,
    }


def test_a_move_without_a_date_is_one_of_the_day_of_the_import(place: Context) -> None:
    take_in(place, "personer", signe())
    moved = signe(Boendeenhet="ekgården ")
    assert verdicts(take_in(place, "personer", moved)) == CHANGED
    assert homes(place) == [
        ("Björkgården", None, date(2025, 3, 1), date(2026, 11, 21)),
        ("Ekgården", None, TODAY, None),
    ]
    assert verdicts(take_in(on_day(place, date(2027, 5, 5)), "personer", moved)) == UNCHANGED
    again = on_day(place, date(2027, 5, 5))
    assert verdicts(take_in(again, "personer", signe(Boendeenhet="B1"))) == UNCHANGED


def test_another_unit_from_the_very_same_day_is_a_correction(place: Context) -> None:
    take_in(place, "personer", signe(Boende_från="2025-01-10"))
    receipt = take_in(place, "personer", signe(Boendeenhet="B2", Boende_från="2025-01-10"))
    assert verdicts(receipt) == CHANGED
    assert homes(place) == [("Ekgården", None, date(2025, 1, 10), None)]


def test_another_room_from_the_very_same_day_is_a_correction(place: Context) -> None:
    take_in(place, "personer", signe(Boende_från="2025-01-10", Rum="12"), registered=True)
    receipt = take_in(place, "personer", signe(Boende_från="2025-01-10", Rum="14"))
    assert (verdicts(receipt), codes(receipt)) == (CHANGED, [])
    assert homes(place) == [("Björkgården", "14", date(2025, 1, 10), None)]
    assert (RegistrationKind.UNIT, WAITING) not in queue(place)


def test_the_home_of_a_certificate_that_is_over_is_corrected_not_moved(place: Context) -> None:
    over = {"Giltigt_till": "2025-12-31"}
    take_in(place, "personer", signe(**over))
    take_in(place, "personer", signe(Boendeenhet="B2", **over))
    assert homes(place) == [("Ekgården", None, date(2025, 3, 1), None)]


def test_two_moves_on_the_day_of_the_import_leave_the_last(place: Context) -> None:
    line = person_line(SIGNE, Boendeenhet="B1")
    take_in(place, "personer", line)
    take_in(place, "personer", person_line(SIGNE, Boendeenhet="B2"))
    assert homes(place) == [("Ekgården", None, TODAY, None)]


def test_homes_of_several_rows_follow_on_each_other(place: Context) -> None:
    old = signe(Giltigt_till="2025-12-31")
    new = signe(**{"Intyg utfärdat": "2026-01-01"}, Boendeenhet="B2")
    oldest = signe(**{"Intyg utfärdat": "2024-01-01"}, Giltigt_till="2025-02-28")
    take_in(place, "personer", new, old, oldest)
    assert homes(place) == [
        ("Björkgården", None, date(2024, 1, 1), date(2025, 12, 31)),
        ("Ekgården", None, date(2026, 1, 1), None),
    ]
    assert verdicts(take_in(place, "personer", new, old, oldest)) == (0, 0, 3, 0, 0)


def test_rows_that_contradict_each_other_about_the_home(place: Context) -> None:
    old = signe(Giltigt_till="2025-12-31", Boende_från="2025-01-01")
    new = signe(**{"Intyg utfärdat": "2026-01-01"}, Boendeenhet="B2", Boende_från="2025-01-01")
    receipt = take_in(place, "personer", old, new)
    assert [(each.code, each.row) for each in receipt.warnings] == [("home_contradicted", 2)]
    assert homes(place) == [("Ekgården", None, date(2025, 1, 1), None)]
    assert verdicts(take_in(place, "personer", old, new)) == (0, 0, 2, 0, 0)


def test_a_home_is_found_to_have_begun_earlier(place: Context) -> None:
    take_in(place, "personer", signe(Boendeenhet="B2", Boende_från="2024-01-01"))
    take_in(place, "personer", signe(Boende_från="2026-10-01"))
    receipt = take_in(place, "personer", signe(Boende_från="2026-09-01", Rum="4"))
    assert verdicts(receipt) == CHANGED
    assert homes(place) == [
        ("Ekgården", None, date(2024, 1, 1), date(2026, 8, 31)),
        ("Björkgården", "4", date(2026, 9, 1), None),
    ]


def test_a_stay_in_between_parts_what_was_there(place: Context) -> None:
    take_in(place, "personer", signe(Boende_från="2025-01-01"))
    take_in(place, "personer", signe(Boendeenhet="B2", Boende_från="2026-01-01"))
    receipt = take_in(place, "personer", signe(Boendeenhet="H1", Boende_från="2025-06-01"))
    assert verdicts(receipt) == CHANGED
    assert homes(place) == [
        ("Björkgården", None, date(2025, 1, 1), date(2025, 5, 31)),
        ("Hemtjänst Norr", None, date(2025, 6, 1), date(2025, 12, 31)),
        ("Ekgården", None, date(2026, 1, 1), None),
    ]


def test_a_room_that_was_not_known_is_added_and_another_room_is_a_move(place: Context) -> None:
    take_in(place, "personer", signe())
    assert take_in(place, "personer", signe(Rum="3")).rows[0].message == "Ändrat: Rum."
    take_in(place, "personer", person_line(SIGNE, Rum="9"))
    assert homes(place) == [
        ("Björkgården", "3", date(2025, 3, 1), date(2026, 11, 21)),
        ("Björkgården", "9", TODAY, None),
    ]


def test_care_at_home_follows_to_a_new_address(place: Context) -> None:
    at_home = {"Boendeenhet": "H1", "Gatuadress": "Ågatan 1", "Postort": "Borås"}
    take_in(place, "personer", signe(**at_home), registered=True)
    take_in(
        place, "personer", person_line(SIGNE, Gatuadress="Storgatan 2", Boende_från="2026-05-05")
    )
    new = every(place, Residence, order_by="from_day")[-1]
    assert new.unit_id is not None
    assert (new.street, new.city) == ("Storgatan 2", None)
    assert (RegistrationKind.ADDRESS, WAITING) in queue(place)
    take_in(
        place,
        "boendeenheter",
        {**HOME, "Enhetskod": "H2", "Boendenamn": "Hemtjänst Söder", "Boendetyp": "Hemtjänst"},
    )
    town = {"Postnummer": "501 15", "Postort": "Borås"}
    take_in(place, "personer", person_line(SIGNE, Gatuadress="Storgatan 2", **town))
    take_in(place, "personer", person_line(SIGNE, Boendeenhet="H2", Boende_från="2026-06-06"))
    last = every(place, Residence, order_by="from_day")[-1]
    assert (last.street, last.postal_code, last.city) == ("Storgatan 2", "501 15", "Borås")


def test_who_moves_home_from_a_housing_leaves_the_unit(place: Context) -> None:
    take_in(place, "personer", signe())
    take_in(place, "personer", person_line(SIGNE, Gatuadress="Ågatan 1", Boende_från="2026-05-05"))
    assert every(place, Residence, order_by="from_day")[-1].unit_id is None
    take_in(place, "personer", person_line(SIGNE, Boendeenhet="B1", Gatuadress="Ågatan 1"))
    assert every(place, Residence, order_by="from_day")[-1].unit_id is not None


def test_a_row_with_no_more_than_a_room_or_town_gives_no_home(place: Context) -> None:
    receipt = take_in(place, "personer", person_line(SIGNE, Rum="1", Postort="Borås"))
    assert codes(receipt) == ["listed_as_candidate", "no_home"]
    assert homes(place) == []


def test_a_unit_outside_its_active_time_is_taken_in_with_a_warning(place: Context) -> None:
    take_in(place, "boendeenheter", {**HOME, "Aktiv från": "2026-01-01"})
    receipt = take_in(place, "personer", signe())
    assert codes(receipt) == ["unit_not_active"]
    assert len(homes(place)) == 1
    receipt = take_in(place, "personer", signe(**{"Intyg utfärdat": ""}, Grund="", Rum="1"))
    assert codes(receipt) == []


def test_units_of_one_name_are_told_apart_by_the_day_or_not_at_all(place: Context) -> None:
    old = {**HOME, "Enhetskod": "B8", "Boendenamn": "Linden", "Aktiv till": "2025-12-31"}
    new = {**HOME, "Enhetskod": "B9", "Boendenamn": "Linden", "Aktiv från": "2026-01-01"}
    take_in(place, "boendeenheter", old, new)
    take_in(place, "personer", person_line(SIGNE, Boendeenhet="Linden", Boende_från="2026-02-01"))
    assert every(place, Unit, id=one(place, Residence).unit_id)[0].code == "B9"
    take_in(place, "boendeenheter", {**new, "Enhetskod": "B10"})
    ambiguous = person_line(born(1942), Boendeenhet="Linden", Boende_från="2026-02-01")
    receipt = take_in(place, "personer", ambiguous)
    assert receipt.rows[0].code == "unit_ambiguous"
    stored = person_line(SIGNE, Boendeenhet="Linden", Boende_från="2026-02-01")
    assert verdicts(take_in(place, "personer", stored)) == REJECTED


def test_a_unit_is_found_by_the_name_it_had(place: Context) -> None:
    take_in(place, "boendeenheter", {**HOME, "Boendenamn": "Björkhuset"})
    take_in(place, "personer", signe(Boendeenhet="Björkgården"))
    assert homes(place)[0][0] == "Björkhuset"
    assert one(place, UnitName).name == "Björkgården"


def test_an_unknown_unit_is_added_where_the_user_chose_so(place: Context) -> None:
    lines = [
        signe(Boendeenhet="Nya Linden", Grund="1"),
        person_line(born(1942), Boendeenhet="nya linden"),
        person_line(born(1943), Boendeenhet="Nya Linden"),
    ]
    receipt = take_in(place, "personer", *lines, add_units=True)
    assert verdicts(receipt) == (3, 0, 0, 0, 0)
    assert codes(receipt)[0] == "unit_added"
    assert codes(receipt).count("unit_added") == 1
    unit = one(place, Unit, name="Nya Linden")
    assert unit.type is UnitType.LSS_HOUSING
    assert {home[0] for home in homes(place)} == {"Nya Linden"}


def test_a_unit_is_added_once_for_all_rows_of_a_person(place: Context) -> None:
    old = signe(Boendeenhet="Nya Linden", Giltigt_till="2025-12-31")
    new = signe(Boendeenhet="Nya Linden", **{"Intyg utfärdat": "2026-01-01"})
    receipt = take_in(place, "personer", old, new, add_units=True)
    assert codes(receipt) == ["unit_added"]
    assert len(every(place, Unit, name="Nya Linden")) == 1


def test_a_postal_town_alone_adds_to_the_home_that_another_row_tells_of(place: Context) -> None:
    at_home = {"Boendeenhet": ""}
    earlier = {"Gatuadress": "Ågatan 1", "Intyg utfärdat": "2024-02-01"}
    over = {"Giltigt till": "2025-02-28"}
    take_in(place, "personer", signe(Postort="Borås", **at_home), signe(**at_home) | earlier | over)
    told = one(place, Residence)
    assert (told.street, told.city) == ("Ågatan 1", "Borås")


def test_the_address_of_the_housing_itself_is_no_move(place: Context) -> None:
    take_in(place, "boendeenheter", {**HOME, "Gatuadress": "Ågatan 1"})
    take_in(place, "personer", signe())
    take_in(place, "personer", person_line(SIGNE, Gatuadress="Ågatan 1"))
    home = one(place, Residence)
    assert (home.street, home.unit_id is None) == ("Ågatan 1", False)


@pytest.mark.parametrize(("unit", "ends"), [("H1", True), ("B2", False)])
def test_home_care_answers_for_nobody_at_a_housing(
    place: Context, unit: str, *, ends: bool
) -> None:
    """As when somebody is moved by hand; another housing may go on to answer."""
    at_home = {"Boendeenhet": "H1", "Gatuadress": "Storgatan 1", "Postnummer": "501 15"}
    take_in(place, "personer", signe(**at_home, Ort="Borås"), registered=True)
    set_responsible_unit(place, SetPlace(number=SIGNE, day=date(2026, 1, 1), unit=unit))
    moved = signe(Boendeenhet="B1", Boende_från="2026-10-01")
    receipt = take_in(place, "personer", moved)
    (care,) = every(place, Residence, kind=ResidenceKind.RESPONSIBLE)
    assert care.to_day == (date(2026, 9, 30) if ends else None)
    assert ("care_ended" in codes(receipt)) is ends
    new = every(place, Residence, kind=ResidenceKind.HOME, order_by="from_day")[-1]
    assert (new.from_day, new.street, new.postal_code) == (date(2026, 10, 1), None, None)
    assert verdicts(take_in(place, "personer", moved)) == UNCHANGED
    assert receipt.event is not None
    undo_event(replace(place, session=replace(place.session, confirmed=True)), receipt.event)
    (care,) = every(place, Residence, kind=ResidenceKind.RESPONSIBLE)
    assert care.to_day is None


def test_care_that_has_ended_before_a_move_to_a_housing_ended_then(place: Context) -> None:
    take_in(place, "personer", signe(Boendeenhet="H1", Gatuadress="Storgatan 1"))
    set_responsible_unit(place, SetPlace(number=SIGNE, day=date(2026, 1, 1), unit="H1"))
    (care,) = every(place, Residence, kind=ResidenceKind.RESPONSIBLE)
    alter(place, care, to_day=date(2026, 3, 1))
    receipt = take_in(place, "personer", signe(Boendeenhet="B1", Boende_från="2026-10-01"))
    assert "care_ended" not in codes(receipt)
    (care,) = every(place, Residence, kind=ResidenceKind.RESPONSIBLE)
    assert care.to_day == date(2026, 3, 1)


def test_another_unit_from_the_first_day_is_asked_about_and_another_room_is_not(
    place: Context,
) -> None:
    first = {"Boende_från": "2025-01-10"}
    take_in(place, "personer", signe(**first))

    def asked(**cells: str) -> list[ConflictKind]:
        return [one.kind for one in plan_of(place, "personer", signe(**first, **cells)).conflicts]

    assert asked(Boendeenhet="B2") == [ConflictKind.MOVES]
    assert asked(Rum="14") == []


def test_an_address_gets_its_unit_without_a_move(place: Context) -> None:
    street = {"Gatuadress": "Ågatan 1"}
    take_in(place, "personer", person_line(SIGNE, Boende_från="2025-01-10", **street))
    plan = plan_of(place, "personer", signe(Boendeenhet="H1", Boende_från="2025-01-10", **street))
    assert plan.conflicts == ()
    take_in(place, "personer", signe(Boendeenhet="H1", **street))
    home = one(place, Residence)
    assert (home.from_day, home.street, home.unit_id is None) == (
        date(2025, 1, 10),
        "Ågatan 1",
        False,
    )
    take_in(place, "personer", signe(Boendeenhet="H1", Gatuadress="Storgatan 2"))
    assert len(homes(place)) == 2


def test_a_certificate_that_lasts_or_another_that_is_over_makes_no_move_a_correction(
    place: Context,
) -> None:
    lasting = {"Giltigt_till": "2027-12-31"}
    oldest = signe(**{"Intyg utfärdat": "2024-01-01"}, Giltigt_till="2025-02-28", Boendeenhet="B2")
    take_in(place, "personer", signe(**lasting), oldest)
    take_in(place, "personer", signe(**lasting, Boendeenhet="B2"))
    assert homes(place) == [
        ("Ekgården", None, date(2024, 1, 1), date(2025, 2, 28)),
        ("Björkgården", None, date(2025, 3, 1), date(2026, 11, 21)),
        ("Ekgården", None, TODAY, None),
    ]


def test_rows_that_contradict_each_other_about_a_home_that_began_earlier(place: Context) -> None:
    take_in(place, "personer", person_line(SIGNE, Boendeenhet="B1", Boende_från="2026-10-01"))
    earlier = {"Boende_från": "2026-09-01"}
    new = signe(**{"Intyg utfärdat": "2026-01-01"}, **earlier)
    old = signe(Boendeenhet="B2", Giltigt_till="2025-12-31", **earlier)
    receipt = take_in(place, "personer", new, old)
    assert "home_contradicted" in codes(receipt)
    assert homes(place) == [("Björkgården", None, date(2026, 9, 1), None)]


def test_a_home_that_has_ended_begins_anew_only_by_a_new_certificate(place: Context) -> None:
    take_in(place, "personer", signe(Boende_från="2025-01-01", Giltigt_till="2025-12-31"))
    alter(place, one(place, Residence), to_day=date(2025, 12, 31))
    ended = homes(place)
    assert ended == [("Björkgården", None, date(2025, 1, 1), date(2025, 12, 31))]
    take_in(place, "personer", person_line(SIGNE, Boendeenhet="B1"))
    assert homes(place) == ended
    take_in(place, "personer", signe(**{"Intyg utfärdat": "2026-03-01"}))
    assert homes(place) == [*ended, ("Björkgården", None, date(2026, 3, 1), None)]
