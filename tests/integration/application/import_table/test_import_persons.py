"""Taking in persons, homes, certificates and answers, on both engines."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from munhalsa.adapters.ids import new_id
from munhalsa.application.context import Context
from munhalsa.application.import_table.plan import Verdict
from munhalsa.application.ports import Deed
from munhalsa.domain.certificate import (
    Certificate,
    EndReason,
    Ground,
    Registration,
    RegistrationKind,
    RegistrationState,
)
from munhalsa.domain.person import (
    Authority,
    Contact,
    Dentist,
    FormerNumber,
    Person,
    ProtectedIdentity,
    Relation,
    Residence,
)
from munhalsa.domain.response import Response
from munhalsa.domain.unit import Unit, UnitName, UnitType
from tests.support.deeds import SIGNE, add, born, identity
from tests.support.imports import (
    HOME,
    codes,
    every,
    homes,
    one,
    person_line,
    plan_of,
    take_in,
    units,
    verdicts,
)
from tests.support.stores import TODAY, on_day

NEW, CHANGED, UNCHANGED = (1, 0, 0, 0, 0), (0, 1, 0, 0, 0), (0, 0, 1, 0, 0)
DUPLICATE, REJECTED = (0, 0, 0, 1, 0), (0, 0, 0, 0, 1)


@pytest.fixture
def place(context: Context) -> Context:
    """A store with two homes and a home-care area."""
    units(context)
    return context


def signe(**cells: Any) -> dict[str, Any]:
    """Signe, with a certificate at Björkgården unless the cells say otherwise."""
    usual = {"Boendeenhet": "B1", "Grund": "2a", "Intyg utfärdat": "2025-03-01"}
    return person_line(SIGNE, **(usual | cells))


def queue(context: Context) -> list[tuple[RegistrationKind, RegistrationState]]:
    return [
        (line.kind, line.state) for line in every(context, Registration, order_by="certificate_id")
    ]


WAITING = RegistrationState.TO_REGISTER
TOLD = RegistrationState.REGISTERED


def test_a_whole_row_becomes_a_person_with_all_that_hangs_on_them(place: Context) -> None:
    receipt = take_in(
        place,
        "personer",
        signe(
            Rum="12",
            Boende_från="2025-02-10",
            Behandlare="Folktandvården Borås",
            Kontaktperson="Karin Ek",
            Relation="God man",
            Kontakttelefon="070-1",
            Utfärdare="Ulla Ulv",
            Önskar_munhälsobedömning="Ja",
            Svarsdatum="2025-03-04",
            Giltigt_till="2027-03-01",
        ),
    )
    assert verdicts(receipt) == NEW
    assert codes(receipt) == []
    person = one(place, Person)
    assert (person.number, person.given_name, person.birth_year) == (SIGNE, "Signe", 1941)
    assert homes(place) == [("Björkgården", "12", date(2025, 2, 10), None)]
    certificate = one(place, Certificate)
    assert certificate.number == "1490-2025-0001"
    assert (certificate.ground, certificate.issuer) == (Ground.CARE_HOUSING, "Ulla Ulv")
    assert certificate.last_day == certificate.valid_to == date(2027, 3, 1)
    contact = one(place, Contact)
    assert (contact.relation, contact.authority) == (Relation.GUARDIAN, Authority.REPRESENTS)
    assert one(place, Dentist).name == "Folktandvården Borås"
    assert one(place, Response).wants is True
    assert queue(place) == [(RegistrationKind.NEW, WAITING)]


def test_the_same_file_again_changes_nothing(place: Context) -> None:
    line = signe(Rum="12", Önskar_munhälsobedömning="Nej", Svarsdatum="2025-03-04")
    take_in(place, "personer", line)
    assert verdicts(take_in(place, "personer", line)) == UNCHANGED
    later = on_day(place, date(2027, 1, 1))
    assert verdicts(take_in(later, "personer", line)) == UNCHANGED


def test_numbers_follow_the_year_of_issue_and_the_order_of_the_file(place: Context) -> None:
    lines = [
        person_line(born(1941, serial), Grund="2a", **{"Intyg utfärdat": day})
        for serial, day in ((239, "2025-03-01"), (240, "2024-01-01"), (241, "2025-01-01"))
    ]
    take_in(place, "personer", *lines)
    numbers = {each.issued: each.number for each in every(place, Certificate)}
    assert numbers == {
        date(2025, 3, 1): "1490-2025-0001",
        date(2024, 1, 1): "1490-2024-0001",
        date(2025, 1, 1): "1490-2025-0002",
    }


def test_what_is_registered_already_is_noted_so(place: Context) -> None:
    take_in(place, "personer", signe(), registered=True)
    line = one(place, Registration)
    assert (line.state, line.registered_on, line.registered_by) == (TOLD, TODAY, "Kim Lind")


def test_a_new_day_of_issue_adds_a_certificate(place: Context) -> None:
    old = signe(Giltigt_till="2025-12-31")
    take_in(place, "personer", old)
    receipt = take_in(place, "personer", old, signe(**{"Intyg utfärdat": "2026-01-01"}))
    assert verdicts(receipt) == (1, 0, 1, 0, 0)
    assert len(every(place, Certificate)) == 2


def test_the_same_day_of_issue_brings_the_certificate_up_to_date(place: Context) -> None:
    take_in(place, "personer", signe(), registered=True)
    receipt = take_in(
        place,
        "personer",
        signe(Grund="1", Giltigt_till="2027-01-01", Utfärdare="Ulla Ulv"),
    )
    assert verdicts(receipt) == CHANGED
    assert receipt.rows[0].message == "Ändrat: Grund, Giltigt till, Utfärdare."
    certificate = one(place, Certificate)
    assert (certificate.ground, certificate.last_day) == (Ground.LSS, date(2027, 1, 1))
    assert sorted(queue(place)) == [
        (RegistrationKind.GROUND, WAITING),
        (RegistrationKind.NEW, TOLD),
        (RegistrationKind.VALIDITY, WAITING),
    ]


def test_an_end_is_taken_and_an_empty_cell_never_undoes_it(place: Context) -> None:
    take_in(place, "personer", signe())
    ended = signe(Avslutat="2026-01-31", Avslutsorsak="Flyttat")
    assert verdicts(take_in(place, "personer", ended)) == CHANGED
    certificate = one(place, Certificate)
    assert certificate.ended == certificate.last_day == date(2026, 1, 31)
    assert certificate.end_reason is EndReason.MOVED_OUT
    assert (RegistrationKind.ENDED, WAITING) in queue(place)
    assert verdicts(take_in(place, "personer", signe())) == UNCHANGED
    assert one(place, Certificate).ended == date(2026, 1, 31)


def test_an_ended_certificate_is_told_as_new_and_ended(place: Context) -> None:
    take_in(place, "personer", signe(Avslutat="2026-01-31", Avslutsorsak="Flyttat"))
    assert sorted(queue(place)) == [
        (RegistrationKind.ENDED, WAITING),
        (RegistrationKind.NEW, WAITING),
    ]


@pytest.mark.parametrize(
    ("cells", "code", "column"),
    [
        ({"Avslutat": "2026-01-31"}, "end_reason_missing", "Avslutsorsak"),
        ({"Avslutsorsak": "Flyttat"}, "ended_missing", "Avslutat"),
        ({"Avslutsorsak": "Avliden"}, "ended_missing", "Avslutat"),
        ({"Grund": ""}, "ground_missing", "Grund"),
        ({"Intyg utfärdat": "2027-02-01"}, "issued_too_far_ahead", "Intyg utfärdat"),
        ({"Avliden": "2025-02-01"}, "issued_after_death", "Intyg utfärdat"),
        ({"Boendeenhet": "Okänd"}, "unit_unknown", "Boendeenhet"),
    ],
)
def test_a_row_against_the_rules_stays_outside(
    place: Context, cells: dict[str, str], code: str, column: str
) -> None:
    receipt = take_in(place, "personer", signe(**cells))
    assert verdicts(receipt) == REJECTED
    (row,) = receipt.rows
    assert (row.row, row.verdict, row.code, row.column) == (2, Verdict.REJECTED, code, column)
    assert SIGNE not in (row.message or "")
    assert every(place, Person) == []


def test_a_rejected_row_stops_nothing_else(place: Context) -> None:
    receipt = take_in(
        place, "personer", signe(Boendeenhet="Okänd"), person_line(born(1942), Boendeenhet="B1")
    )
    assert verdicts(receipt) == (1, 0, 0, 0, 1)


def test_the_reason_of_an_end_can_go_without_saying(place: Context) -> None:
    take_in(place, "personer", signe(Avslutat="2026-01-31", Avliden="2026-01-31"))
    assert one(place, Certificate).end_reason is EndReason.DECEASED
    other = person_line(
        born(1942),
        Grund="2a",
        Avslutsorsak="Avliden",
        Avliden="2026-02-01",
        **{"Intyg utfärdat": "2025-01-01"},
    )
    take_in(place, "personer", other)
    assert one(place, Certificate, issued=date(2025, 1, 1)).ended == date(2026, 2, 1)


def test_of_what_is_stored_the_missing_half_of_an_end_is_taken(place: Context) -> None:
    take_in(place, "personer", signe(Avslutat="2026-01-31", Avslutsorsak="Flyttat"))
    assert verdicts(take_in(place, "personer", signe(Avslutat="2026-02-28"))) == CHANGED
    assert one(place, Certificate).end_reason is EndReason.MOVED_OUT
    changed = take_in(place, "personer", signe(Avslutsorsak="Ej längre berättigad"))
    assert verdicts(changed) == CHANGED
    assert one(place, Certificate).ended == date(2026, 2, 28)


def test_certificates_that_overlap_are_rejected_naming_both(place: Context) -> None:
    take_in(place, "personer", signe())
    receipt = take_in(place, "personer", signe(**{"Intyg utfärdat": "2026-01-01"}))
    assert verdicts(receipt) == REJECTED
    message = receipt.rows[0].message or ""
    assert receipt.rows[0].code == "certificate_overlap"
    assert "1490-2025-0001" in message
    assert "2026-01-01" in message


def test_of_two_that_overlap_in_one_file_the_older_is_taken(place: Context) -> None:
    receipt = take_in(place, "personer", signe(**{"Intyg utfärdat": "2026-01-01"}), signe())
    assert verdicts(receipt) == (1, 0, 0, 0, 1)
    assert receipt.rows[0].row == 2
    assert one(place, Certificate).issued == date(2025, 3, 1)


def test_ending_the_old_makes_room_for_the_new_whatever_the_order(place: Context) -> None:
    take_in(place, "personer", signe())
    receipt = take_in(
        place,
        "personer",
        signe(**{"Intyg utfärdat": "2026-01-01"}),
        signe(Avslutat="2025-12-31", Avslutsorsak="Ersatt"),
    )
    assert verdicts(receipt) == (1, 1, 0, 0, 0)


def test_a_longer_validity_may_not_run_into_the_next(place: Context) -> None:
    first = signe(Giltigt_till="2025-12-31")
    take_in(place, "personer", first, signe(**{"Intyg utfärdat": "2026-01-01"}))
    receipt = take_in(place, "personer", signe(Giltigt_till="2026-06-30"))
    assert verdicts(receipt) == REJECTED
    assert "1490-2025-0001" in (receipt.rows[0].message or "")
    assert "1490-2026-0001" in (receipt.rows[0].message or "")


def test_an_older_certificate_can_come_later(place: Context) -> None:
    take_in(place, "personer", signe())
    older = signe(**{"Intyg utfärdat": "2023-01-01"}, Giltigt_till="2023-12-31")
    assert verdicts(take_in(place, "personer", older)) == NEW


def test_a_void_certificate_stays_void_and_is_in_nobodys_way(place: Context) -> None:
    take_in(place, "personer", signe())
    with place.store.write(_test_deed(), session=place.session) as work:
        work.change(one(place, Certificate), voided_on=TODAY)
        work.commit()
    assert verdicts(take_in(place, "personer", signe(Grund="1"))) == UNCHANGED
    receipt = take_in(place, "personer", signe(**{"Intyg utfärdat": "2025-06-01"}))
    assert verdicts(receipt) == NEW


def _test_deed() -> Deed:
    return Deed(action="test.change", subject_kind="test", subject_id="")


@pytest.mark.parametrize(
    ("number", "issued", "code"),
    [
        (born(2010), "2026-03-01", "under_age_limit"),
        (born(2004), "2026-03-01", "age_limit_unconfirmed"),
        ("00342145BZ31", "2026-03-01", "age_unknown"),
        (born(1999), "2020-03-01", None),
        (born(1999), "2021-03-01", "under_age_limit"),
        (born(1941), "1990-01-01", "no_rule_for_day"),
    ],
)
def test_want_of_entitlement_only_warns_by_the_rules_of_the_day_of_issue(
    place: Context, number: str, issued: str, code: str | None
) -> None:
    line = person_line(number, Boendeenhet="B1", Grund="2a", **{"Intyg utfärdat": issued})
    receipt = take_in(place, "personer", line)
    assert verdicts(receipt) == NEW
    assert codes(receipt) == ([] if code is None else [code])


def test_each_row_that_calls_for_a_look_is_named(place: Context) -> None:
    lines = [
        person_line(born(2010, serial), Grund="2a", **{"Intyg utfärdat": "2026-03-01"})
        for serial in (239, 241)
    ]
    receipt = take_in(place, "personer", *lines)
    warned = [each.row for each in receipt.warnings if each.code == "under_age_limit"]
    assert warned == [2, 3]


def test_an_answer_of_a_new_day_is_added_and_of_a_known_day_mended(place: Context) -> None:
    take_in(place, "personer", signe(Önskar_munhälsobedömning="Nej", Svarsdatum="2025-03-04"))
    added = signe(Önskar_munhälsobedömning="Ja", Svarsdatum="2026-03-04")
    assert verdicts(take_in(place, "personer", added)) == CHANGED
    mended = signe(Önskar_munhälsobedömning="Nej", Svarsdatum="2026-03-04")
    assert verdicts(take_in(place, "personer", mended)) == CHANGED
    answers = every(place, Response, order_by="answered")
    assert [(each.answered.year, each.wants) for each in answers] == [(2025, False), (2026, False)]


def test_an_old_answer_is_history_and_not_told(place: Context) -> None:
    answered = signe(Önskar_munhälsobedömning="Nej", Svarsdatum="2025-03-04")
    take_in(place, "personer", answered, registered=True)
    take_in(place, "personer", signe(Önskar_munhälsobedömning="Ja", Svarsdatum="2024-03-04"))
    assert queue(place) == [(RegistrationKind.NEW, TOLD)]
    take_in(place, "personer", signe(Önskar_munhälsobedömning="Ja", Svarsdatum="2026-03-04"))
    assert (RegistrationKind.RESPONSE, WAITING) in queue(place)


def test_an_answer_without_a_word_is_none(place: Context) -> None:
    receipt = take_in(place, "personer", signe(Svarsdatum="2025-03-04"))
    assert codes(receipt) == ["answer_missing"]
    assert every(place, Response) == []


def test_two_rows_with_different_answers_of_one_day(place: Context) -> None:
    old = signe(Giltigt_till="2025-12-31", Önskar_munhälsobedömning="Ja", Svarsdatum="2025-03-04")
    new = signe(
        **{"Intyg utfärdat": "2026-01-01"},
        Önskar_munhälsobedömning="Nej",
        Svarsdatum="2025-03-04",
    )
    receipt = take_in(place, "personer", old, new)
    assert codes(receipt) == ["answer_contradicted"]
    assert one(place, Response).wants is False
    assert verdicts(take_in(place, "personer", old, new)) == (0, 0, 2, 0, 0)


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
    take_in(place, "personer", person_line(SIGNE, Boendeenhet="H2", Boende_från="2026-06-06"))
    assert every(place, Residence, order_by="from_day")[-1].street == "Storgatan 2"


def test_who_moves_home_from_a_housing_leaves_the_unit(place: Context) -> None:
    take_in(place, "personer", signe())
    take_in(place, "personer", person_line(SIGNE, Gatuadress="Ågatan 1", Boende_från="2026-05-05"))
    assert every(place, Residence, order_by="from_day")[-1].unit_id is None
    take_in(place, "personer", person_line(SIGNE, Boendeenhet="B1", Gatuadress="Ågatan 1"))
    assert every(place, Residence, order_by="from_day")[-1].unit_id is not None


def test_a_row_with_no_more_than_a_room_or_town_gives_no_home(place: Context) -> None:
    receipt = take_in(place, "personer", person_line(SIGNE, Rum="1", Postort="Borås"))
    assert codes(receipt) == ["no_home"]
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


def test_the_address_of_the_housing_itself_is_no_move(place: Context) -> None:
    take_in(place, "boendeenheter", {**HOME, "Gatuadress": "Ågatan 1"})
    take_in(place, "personer", signe())
    take_in(place, "personer", person_line(SIGNE, Gatuadress="Ågatan 1"))
    home = one(place, Residence)
    assert (home.street, home.unit_id is None) == ("Ågatan 1", False)


def test_name_dentist_contact_and_protection_are_brought_up_to_date(place: Context) -> None:
    take_in(
        place,
        "personer",
        signe(Behandlare="Gamla", Kontaktperson="Karin Ek", Kontakttelefon="1"),
        registered=True,
    )
    receipt = take_in(
        place,
        "personer",
        signe(
            Efternamn="Åkesson",
            Behandlare="Nya",
            Kontaktperson="karin ek",
            Relation="Närstående",
            Kontakttelefon="2",
            Skyddade_uppgifter="Sekretessmarkering",
        ),
    )
    assert receipt.rows[0].message == (
        "Ändrat: Efternamn, Skyddade uppgifter, Behandlare, Relation, Kontakttelefon."
    )
    person = one(place, Person)
    assert person.protected_identity is ProtectedIdentity.CONFIDENTIALITY_MARKING
    assert [(each.name, each.from_day) for each in every(place, Dentist)] == [
        ("Gamla", None),
        ("Nya", TODAY),
    ]
    contact = one(place, Contact)
    assert (contact.relation, contact.phone) == (Relation.RELATIVE, "2")
    assert {kind for kind, state in queue(place) if state is WAITING} == {
        RegistrationKind.NAME_OR_NUMBER,
        RegistrationKind.CONTACT,
    }
    with place.store.read() as reader:
        hits = reader.persons.search("åkesson", limit=5, day=TODAY, see_protected=True)
    assert [hit.id for hit in hits] == [person.id]


def test_another_contact_stands_beside_the_first(place: Context) -> None:
    take_in(place, "personer", signe(Kontaktperson="Karin Ek"))
    take_in(place, "personer", signe(Kontaktperson="Bo Ek", Relation="Förvaltare"))
    assert [each.relation for each in every(place, Contact)] == [
        Relation.OTHER,
        Relation.ADMINISTRATOR,
    ]


def test_lifting_a_protection_is_pointed_out(place: Context) -> None:
    take_in(place, "personer", signe(Skyddade_uppgifter="Skyddad folkbokföring"))
    assert verdicts(take_in(place, "personer", signe())) == UNCHANGED
    receipt = take_in(place, "personer", signe(Skyddade_uppgifter="Nej"))
    assert codes(receipt) == ["protection_lifted"]
    assert not one(place, Person).is_protected


def test_of_several_rows_the_newest_speaks_for_the_person(place: Context) -> None:
    old = signe(Efternamn="Gammal", Giltigt_till="2025-12-31", Behandlare="A")
    new = signe(**{"Intyg utfärdat": "2026-01-01"}, Efternamn="Ny")
    receipt = take_in(place, "personer", new, old)
    assert [(each.code, each.row, each.column) for each in receipt.warnings] == [
        ("differs_from_newer_row", 3, "Efternamn")
    ]
    assert one(place, Person).family_name == "Ny"
    assert one(place, Dentist).name == "A"
    assert verdicts(take_in(place, "personer", new, old)) == (0, 0, 2, 0, 0)


def test_the_key_once_more_in_the_file_is_a_duplicate(place: Context) -> None:
    receipt = take_in(place, "personer", signe(), signe(), signe(Rum="7", Grund="1"))
    assert verdicts(receipt) == (1, 0, 0, 2, 0)
    same, other = receipt.rows
    assert (same.row, same.code, same.column) == (3, "duplicate", None)
    assert (other.code, other.column) == ("duplicate_differs", "Rum")
    assert "Rum, Grund" in (other.message or "")
    assert "rad 2" in (other.message or "")


def test_a_former_number_finds_the_same_person(place: Context) -> None:
    take_in(place, "personer", signe())
    old = identity("19410161", 239)
    person = one(place, Person)
    add(place, FormerNumber(id=new_id(), person_id=person.id, number=old))
    assert verdicts(take_in(place, "personer", {**signe(), "Personnummer": old})) == UNCHANGED
    renamed = {**signe(Förnamn="Sigrid"), "Personnummer": old}
    assert verdicts(take_in(place, "personer", renamed)) == CHANGED
    assert one(place, Person).number == SIGNE
    both = take_in(place, "personer", signe(Förnamn="Sigrid"), renamed)
    assert verdicts(both) == (0, 0, 1, 1, 0)


def test_a_death_ends_certificate_and_home(place: Context) -> None:
    take_in(place, "personer", signe(), registered=True)
    receipt = take_in(place, "personer", signe(Avliden="2026-10-05"))
    assert verdicts(receipt) == CHANGED
    certificate = one(place, Certificate)
    assert certificate.ended == certificate.last_day == date(2026, 10, 5)
    assert certificate.end_reason is EndReason.DECEASED
    assert homes(place)[0][3] == date(2026, 10, 5)
    assert (RegistrationKind.ENDED, WAITING) in queue(place)
    assert codes(receipt) == []
    assert verdicts(take_in(place, "personer", signe(Avliden="2026-10-05"))) == UNCHANGED
    assert verdicts(take_in(place, "personer", signe())) == UNCHANGED
    renamed = take_in(place, "personer", signe(Avliden="2026-10-05", Förnamn="Sigrid"))
    assert renamed.rows[0].message == "Ändrat: Förnamn."


def test_another_day_of_death_moves_what_ended_with_the_first(place: Context) -> None:
    take_in(place, "personer", signe(Avliden="2026-10-05"))
    take_in(place, "personer", signe(Avliden="2026-10-06"))
    assert one(place, Certificate).last_day == date(2026, 10, 6)
    assert homes(place)[0][3] == date(2026, 10, 6)
    take_in(place, "personer", person_line(SIGNE, Avliden="2025-01-01"))
    assert one(place, Certificate).last_day == date(2026, 10, 6)


def test_records_after_a_death_are_pointed_out_and_kept(place: Context) -> None:
    ended = {"Avslutat": "2026-10-31", "Avslutsorsak": "Flyttat"}
    take_in(
        place,
        "personer",
        signe(**ended, Önskar_munhälsobedömning="Ja", Svarsdatum="2026-10-20"),
    )
    take_in(place, "personer", signe(Boendeenhet="B2", Boende_från="2026-10-15"))
    receipt = take_in(place, "personer", signe(Avliden="2026-10-05"))
    assert codes(receipt) == ["records_after_death"]
    assert one(place, Certificate).ended == date(2026, 10, 31)
    assert [home[3] for home in homes(place)] == [date(2026, 10, 5), None]


def test_a_home_after_the_death_is_not_taken_in(place: Context) -> None:
    take_in(place, "personer", person_line(SIGNE, Avliden="2026-10-05", Boendeenhet="B1"))
    assert homes(place) == [("Björkgården", None, date(2026, 10, 5), date(2026, 10, 5))]
    late = person_line(SIGNE, Boendeenhet="B2", Boende_från="2026-10-09")
    receipt = take_in(place, "personer", late)
    assert codes(receipt) == ["home_after_death"]
    assert len(homes(place)) == 1
    moved = person_line(SIGNE, Boendeenhet="B2", Boende_från="2026-09-01")
    take_in(place, "personer", moved)
    assert homes(place)[0] == ("Ekgården", None, date(2026, 9, 1), date(2026, 10, 4))


def test_a_later_certificate_of_the_dead_is_left_as_it_is(place: Context) -> None:
    take_in(place, "personer", signe(**{"Intyg utfärdat": "2026-10-10"}))
    receipt = take_in(place, "personer", person_line(SIGNE, Avliden="2026-10-05"))
    assert codes(receipt) == ["records_after_death"]
    assert one(place, Certificate).ended is None


@pytest.mark.parametrize(
    ("number", "given", "family", "unit"),
    [
        (identity("19410101", 241), "Signe", "Wåhlstrom", "B2"),
        (identity("19410161", 241), "Singe", "Wåhlström", ""),
        (born(1950), "Signe", "Wåhlström", "B1"),
    ],
)
def test_a_possible_duplicate_warns(
    place: Context, number: str, given: str, family: str, unit: str
) -> None:
    take_in(place, "personer", signe())
    line = {**person_line(number, Boendeenhet=unit), "Förnamn": given, "Efternamn": family}
    receipt = take_in(place, "personer", line, person_line(born(1960), Förnamn="Bo"))
    found = [each for each in receipt.warnings if each.code == "possible_duplicate"]
    assert [(each.row, each.column) for each in found] == [(2, "Personnummer")]


def test_a_protected_person_is_no_duplicate_to_who_may_not_see_them(place: Context) -> None:
    take_in(place, "personer", signe(Skyddade_uppgifter="Sekretessmarkering"))
    like = person_line(identity("19410101", 241))
    assert "possible_duplicate" not in codes(take_in(place, "personer", like))
    seer = replace(place, session=replace(place.session, sees_protected=True))
    like = person_line(identity("19410101", 243), Förnamn="Signo")
    assert "possible_duplicate" in codes(take_in(seer, "personer", like))


def test_two_new_persons_of_one_file_can_be_alike(place: Context) -> None:
    lines = [person_line(identity("19410101", serial), Boendeenhet="B1") for serial in (239, 241)]
    receipt = take_in(place, "personer", *lines)
    assert [(each.code, each.row) for each in receipt.warnings] == [("possible_duplicate", 3)]


def test_a_plan_writes_nothing_and_says_the_same(place: Context) -> None:
    plan = plan_of(place, "personer", signe(), signe(Boendeenhet="Okänd"))
    assert [row.verdict for row in plan.rows] == [Verdict.NEW, Verdict.DUPLICATE]
    assert every(place, Person) == []
