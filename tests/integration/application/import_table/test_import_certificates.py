"""Certificates out of tables: added, brought up to date, refused, on both engines."""

from __future__ import annotations

from datetime import date

import pytest

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
    Person,
)
from tests.support.deeds import SIGNE, born
from tests.support.imports import (
    codes,
    every,
    one,
    person_line,
    queue,
    signe,
    take_in,
    verdicts,
)
from tests.support.stores import TODAY

NEW, CHANGED, UNCHANGED = (1, 0, 0, 0, 0), (0, 1, 0, 0, 0), (0, 0, 1, 0, 0)
REJECTED = (0, 0, 0, 0, 1)
WAITING = RegistrationState.TO_REGISTER
TOLD = RegistrationState.REGISTERED


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
    take_in(place, "personer", signe(Giltigt_till="2026-01-01"))
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
    receipt = take_in(place, "personer", signe(Giltigt_till="2026-01-01"))
    assert verdicts(receipt) == REJECTED
    assert "1490-2025-0001" in (receipt.rows[0].message or "")
    assert "1490-2026-0001" in (receipt.rows[0].message or "")


def test_an_older_certificate_can_come_later(place: Context) -> None:
    take_in(place, "personer", signe())
    older = signe(**{"Intyg utfärdat": "2023-01-01"}, Giltigt_till="2025-02-28")
    assert verdicts(take_in(place, "personer", older)) == NEW


def test_a_void_certificate_stays_void_and_is_in_nobodys_way(place: Context) -> None:
    take_in(place, "personer", signe())
    with place.store.write(_test_deed(), session=place.session) as work:
        work.change(one(place, Certificate), voided_on=TODAY)
        work.commit()
    receipt = take_in(place, "personer", signe(Grund="1"))
    assert (verdicts(receipt), codes(receipt)) == (UNCHANGED, ["certificate_void"])
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


def test_rows_that_give_two_days_of_death_are_judged_alike_each_time(place: Context) -> None:
    """The later day would draw out the first certificate, which has ended by then, into the new."""
    lines = [
        signe(Avliden="2025-06-01"),
        signe(Avliden="2026-10-01", Intyg_utfärdat="2026-06-30"),
    ]
    assert verdicts(take_in(place, "personer", *lines)) == (1, 0, 0, 0, 1)
    assert verdicts(take_in(place, "personer", *lines)) == (0, 0, 1, 0, 1)
