"""The kind folkbokforing: deaths, moves, new names and numbers of persons who are known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from munhalsa.adapters.store.store import SqlStore
from munhalsa.application.context import Context
from munhalsa.application.import_table.receipt import Receipt
from munhalsa.application.undo import undo_import
from munhalsa.domain.certificate import Certificate, EndReason, RegistrationKind, RegistrationState
from munhalsa.domain.person import FormerNumber, Person, ProtectedIdentity
from tests.support.deeds import SIGNE, born
from tests.support.imports import (
    codes,
    dump,
    every,
    homes,
    one,
    person_line,
    plan_of,
    queue,
    signe,
    take_in,
    units,
    verdicts,
)

NEW_NUMBER = born(1941, 241)


@pytest.fixture
def known(context: Context) -> Context:
    """Signe lives at Björkgården with a certificate that VGR knows of."""
    units(context)
    take_in(context, "personer", signe(), registered=True)
    return context


def told(context: Context, **cells: Any) -> Receipt:
    line = {"Personnummer": SIGNE} | {key.replace("_", " "): value for key, value in cells.items()}
    return take_in(context, "folkbokforing", line)


def waiting(context: Context) -> list[RegistrationKind]:
    return [kind for kind, state in queue(context) if state is RegistrationState.TO_REGISTER]


def test_nothing_new_changes_nothing_and_others_are_counted(known: Context) -> None:
    receipt = take_in(
        known,
        "folkbokforing",
        {"Personnummer": SIGNE, "Förnamn": "Signe"},
        {"Personnummer": born(1950), "Förnamn": "Någon"},
        {"Personnummer": SIGNE, "Förnamn": "Sigrid"},
        {"Personnummer": "19410101-0000", "Förnamn": "Fel"},
    )
    assert verdicts(receipt) == (0, 0, 2, 1, 1)
    assert codes(receipt) == ["not_in_register"]


def test_a_death_ends_what_it_must_and_can_be_undone_as_one(
    known: Context, store: SqlStore
) -> None:
    before = dump(store)
    receipt = told(known, Avliden="2025-10-01")
    assert verdicts(receipt) == (0, 1, 0, 0, 0)
    follows = "Av det följer: intyget slutar 2025-10-01, boendet slutar 2025-10-01."
    assert receipt.rows[0].message == f"Ändrat: Avliden. {follows}"
    certificate = one(known, Certificate)
    assert (certificate.ended, certificate.end_reason) == (date(2025, 10, 1), EndReason.DECEASED)
    assert homes(known)[0][3] == date(2025, 10, 1)
    assert waiting(known) == [RegistrationKind.ENDED]
    assert verdicts(told(known, Avliden="2025-10-01", Gatuadress="Nya gatan 1"))[2] == 1
    assert receipt.batch is not None
    undo_import(known, receipt.batch)
    assert dump(store) == before


def test_a_new_number_and_name_keep_the_old_number(known: Context) -> None:
    cells = {"Nytt_personnummer": NEW_NUMBER, "Efternamn": "Åberg"}
    receipt = told(known, **cells)
    assert verdicts(receipt) == (0, 1, 0, 0, 0)
    assert receipt.rows[0].message == (
        "Ändrat: Efternamn, Nytt personnummer. Av det följer: ändrat namn eller nummer att "
        "registrera i Intygsbeställningen."
    )
    person = one(known, Person)
    assert (person.number, person.family_name) == (NEW_NUMBER, "Åberg")
    assert one(known, FormerNumber).number == SIGNE
    assert waiting(known) == [RegistrationKind.NAME_OR_NUMBER]
    assert verdicts(told(known, **cells)) == (0, 0, 1, 0, 0)


def test_a_number_that_is_somebody_elses_is_refused(known: Context) -> None:
    take_in(known, "personer", person_line(NEW_NUMBER, Förnamn="Bo", Efternamn="Ek"))
    receipt = told(known, Nytt_personnummer=NEW_NUMBER)
    assert [(row.code, row.column) for row in receipt.rows] == [
        ("number_taken", "Nytt personnummer")
    ]


def test_emigration_ends_the_certificate(known: Context) -> None:
    earlier = {"Intyg_utfärdat": "2023-01-01", "Avslutat": "2023-06-30", "Avslutsorsak": "Ersatt"}
    take_in(known, "personer", signe(**earlier), registered=True)
    assert verdicts(told(known, Utvandrad="2025-12-01"))[1] == 1
    _, certificate = every(known, Certificate, order_by="issued")
    person = one(known, Person)
    assert (certificate.ended, certificate.end_reason) == (date(2025, 12, 1), EndReason.MOVED_OUT)
    assert (person.moved_out_on, person.moved_out_to) == (date(2025, 12, 1), "utlandet")
    assert homes(known)[0][3] == date(2025, 12, 1)
    assert verdicts(told(known, Utvandrad="2025-12-01"))[2] == 1
    assert verdicts(told(known, Flyttad_till_kommun="Lund"))[2] == 1


def test_a_certificate_that_begins_after_the_move_is_pointed_out(known: Context) -> None:
    receipt = told(known, Utvandrad="2024-12-01")
    assert codes(receipt) == ["records_after_move"]
    assert "följer: boendet slutar" not in str(receipt.rows[0].message)
    assert one(known, Certificate).ended is None
    void = told(known, Avliden="2024-12-01")
    assert str(void.rows[0].message).endswith("Av det följer: ett intyg makuleras.")


def test_a_move_out_of_the_region_is_of_the_day_it_is_told(known: Context) -> None:
    receipt = told(known, Flyttad_till_kommun="Lunds kommun")
    assert codes(receipt) == ["day_assumed"]
    assert one(known, Certificate).ended == known.today
    assert one(known, Person).moved_out_to == "Lunds kommun"


@pytest.mark.parametrize(
    ("place", "said"), [("Borås", []), ("1490", []), ("Alingsås kommun", ["moves_within_region"])]
)
def test_a_move_within_the_region_ends_nothing(known: Context, place: str, said: list[str]) -> None:
    receipt = told(known, Flyttad_till_kommun=place)
    assert (codes(receipt), verdicts(receipt)[2]) == (said, 1)
    assert one(known, Certificate).ended is None


def test_an_address_moves_whoever_lives_at_home_only(known: Context) -> None:
    bo = born(1942)
    line = person_line(bo, Gatuadress="Gatan 1", Grund="1", Intyg_utfärdat="2025-01-01")
    take_in(known, "personer", line, registered=True)
    address = {"Gatuadress": "Nya gatan 2", "Postnummer": "50115", "Postort": "Borås"}
    receipt = take_in(
        known,
        "folkbokforing",
        {"Personnummer": SIGNE, **address},
        {"Personnummer": bo, **address},
    )
    assert verdicts(receipt) == (0, 1, 1, 0, 0)
    yesterday = known.today - timedelta(days=1)
    lasts = [last for _, _, _, last in homes(known)]
    assert sorted(map(str, lasts)) == sorted(map(str, [yesterday, None, None]))
    assert waiting(known) == [RegistrationKind.ADDRESS]


def test_who_has_died_is_not_moved(known: Context) -> None:
    told(known, Avliden="2025-10-01")
    later = told(known, Utvandrad="2025-12-01")
    assert verdicts(later)[2] == 1


def test_protection_is_taken_in(known: Context) -> None:
    assert verdicts(told(known, Skyddade_uppgifter="Sekretessmarkering"))[1] == 1
    assert every(known, Person, protected_identity=ProtectedIdentity.CONFIDENTIALITY_MARKING)
    seer = replace(known, session=replace(known.session, sees_protected=True))
    early = {"Personnummer": SIGNE, "Avliden": "2024-01-01"}
    seen = plan_of(seer, "folkbokforing", early).notices
    assert {one.code for one in seen} == {"records_after_death"}
    assert plan_of(known, "folkbokforing", early).notices == (), "nor that there is a certificate"
    dead = told(known, Avliden="2025-10-01", Anm="SKYDDAD ID", Skyddade_uppgifter="")
    assert dead.rows[0].message == "Ändrat: Avliden.", "what the person has is not told"
    lifted = told(known, Anm="SKYDDAD ID", Skyddade_uppgifter="Nej")
    assert lifted.rows[0].code == "protected_elsewhere"
    assert "följer: intyget slutar" in str(told(seer, Avliden="2025-09-01").rows[0].message)


def test_a_remark_on_protection_in_a_column_nobody_reads_keeps_every_row_of_the_person_out(
    known: Context,
) -> None:
    line = {"Personnummer": SIGNE, "Efternamn": "Åberg", "Anm": ""}
    remark = {"Personnummer": SIGNE, "Efternamn": "", "Anm": "Skyddade uppgifter"}
    stranger = {"Personnummer": born(1950), "Efternamn": "Någon", "Anm": "SKYDDAD ID"}
    receipt = take_in(known, "folkbokforing", line, remark, stranger)
    assert [row.code for row in receipt.rows] == ["protected_elsewhere", "duplicate_differs"]
    assert one(known, Person).family_name != "Åberg"


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"Avliden": "2099-01-01"}, "date_in_future"),
        ({"Utvandrad": "1930-01-01"}, "before_birth"),
    ],
)
def test_days_that_cannot_be_are_refused(known: Context, cells: dict[str, str], code: str) -> None:
    receipt = told(known, **cells)
    assert [row.code for row in receipt.rows] == [code]
    assert verdicts(receipt)[4] == 1
