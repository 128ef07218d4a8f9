"""What an undo does to the queue of what VGR is to be told, on both engines."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from munhalsa.adapters.ids import new_id
from munhalsa.adapters.store.store import SqlStore
from munhalsa.application.context import Context
from munhalsa.application.end_certificate import EndCertificate, end_certificate
from munhalsa.application.mark_registered import mark_certificate_registered
from munhalsa.application.ports import Deed
from munhalsa.application.undo import undo_event, undo_import
from munhalsa.domain.certificate import (
    Certificate,
    EndReason,
    Registration,
    RegistrationKind,
    RegistrationState,
)
from munhalsa.domain.person import Contact, Person, Relation, Residence
from munhalsa.domain.response import Response
from munhalsa.domain.unit import Unit, UnitRegistration
from tests.integration.application.test_undo import change
from tests.support.deeds import SIGNE, add, born
from tests.support.imports import (
    HOME,
    dump,
    every,
    one,
    person_line,
    take_in,
    units,
)
from tests.support.stores import TODAY

WAITING, TOLD = RegistrationState.TO_REGISTER, RegistrationState.REGISTERED
LINE = person_line(SIGNE, Boendeenhet="B1", Grund="2a", **{"Intyg utfärdat": "2025-03-01"})
BO = person_line(
    born(1950),
    Förnamn="Bo",
    Boendeenhet="B2",
    Önskar_munhälsobedömning="Ja",
    Svarsdatum="2026-01-01",
)


@pytest.fixture
def place(context: Context) -> Context:
    """A store with two homes and a home-care area."""
    units(context)
    return context


def lines_of(context: Context) -> dict[RegistrationKind, RegistrationState]:
    return {line.kind: line.state for line in every(context, Registration)}


def test_an_undone_change_that_nobody_was_told_of_leaves_the_queue(
    place: Context, store: SqlStore
) -> None:
    take_in(place, "personer", LINE, registered=True)
    before = dump(store)
    receipt = take_in(place, "personer", {**LINE, "Efternamn": "Ny"})
    assert lines_of(place)[RegistrationKind.NAME_OR_NUMBER] is WAITING
    undo_import(place, receipt.batch or "")
    assert dump(store) == before


def test_a_line_that_waited_before_waits_as_before(place: Context, store: SqlStore) -> None:
    take_in(place, "personer", LINE, registered=True)
    take_in(place, "personer", {**LINE, "Efternamn": "Ny"})
    before = dump(store)
    receipt = take_in(place, "personer", {**LINE, "Efternamn": "Nyast"})
    undo_import(place, receipt.batch or "")
    assert dump(store) == before


def test_an_undone_change_that_was_registered_goes_back_in_the_queue(place: Context) -> None:
    take_in(place, "personer", LINE, registered=True)
    receipt = take_in(place, "personer", {**LINE, "Efternamn": "Ny"})
    mark_certificate_registered(place, certificate_id=one(place, Certificate).id)
    assert lines_of(place)[RegistrationKind.NAME_OR_NUMBER] is TOLD
    undo_import(place, receipt.batch or "")
    assert one(place, Person).family_name == "Wåhlström"
    assert lines_of(place)[RegistrationKind.NAME_OR_NUMBER] is WAITING


def test_an_undone_end_that_was_registered_is_told_as_another_validity(place: Context) -> None:
    take_in(place, "personer", LINE, registered=True)
    certificate = one(place, Certificate)
    ended = end_certificate(
        place,
        EndCertificate(number=certificate.number, day=TODAY, reason=EndReason.MOVED_OUT),
    )
    mark_certificate_registered(place, certificate_id=certificate.id)
    undo_event(place, ended.event)
    assert one(place, Certificate).ended is None
    assert lines_of(place) == {
        RegistrationKind.NEW: TOLD,
        RegistrationKind.ENDED: TOLD,
        RegistrationKind.VALIDITY: WAITING,
    }


def test_a_certificate_that_was_registered_is_voided_instead_of_vanishing(
    place: Context, store: SqlStore
) -> None:
    receipt = take_in(
        place,
        "personer",
        {**LINE, "Önskar munhälsobedömning": "Ja", "Svarsdatum": "2025-03-02"},
        BO,
    )
    certificate = one(place, Certificate)
    mark_certificate_registered(place, certificate_id=certificate.id)
    after = dump(store)
    undone = undo_import(place, receipt.batch or "")
    voided = one(place, Certificate)
    assert (voided.id, voided.voided_on) == (certificate.id, TODAY)
    assert lines_of(place) == {RegistrationKind.NEW: TOLD, RegistrationKind.VOIDED: WAITING}
    assert one(place, Person).number == SIGNE
    assert every(place, Residence) == []
    assert every(place, Response) == []
    undo_event(place, undone.event or "")
    assert dump(store) == after


def test_a_voiding_that_was_registered_and_undone_tells_the_certificate_anew(
    place: Context,
) -> None:
    receipt = take_in(place, "personer", LINE)
    certificate = one(place, Certificate)
    mark_certificate_registered(place, certificate_id=certificate.id)
    undone = undo_import(place, receipt.batch or "")
    mark_certificate_registered(place, certificate_id=certificate.id)
    undo_event(place, undone.event or "")
    assert one(place, Certificate).voided_on is None
    assert lines_of(place) == {RegistrationKind.NEW: WAITING, RegistrationKind.VOIDED: TOLD}


def test_lines_that_came_later_go_with_the_certificate(place: Context, store: SqlStore) -> None:
    before = dump(store)
    receipt = take_in(place, "personer", LINE)
    line = one(place, Registration)
    later = replace(line, id=new_id(), kind=RegistrationKind.LETTER_COPY)
    add(place, later)
    undone = undo_import(place, receipt.batch or "")
    assert dump(store) == before
    undo_event(place, undone.event or "")
    assert len(every(place, Registration)) == 2


def test_a_later_line_that_was_registered_keeps_the_certificate(place: Context) -> None:
    receipt = take_in(place, "personer", LINE)
    line = one(place, Registration)
    copy = replace(
        line,
        id=new_id(),
        kind=RegistrationKind.LETTER_COPY,
        state=TOLD,
        registered_on=TODAY,
    )
    add(place, copy)
    undo_import(place, receipt.batch or "")
    assert one(place, Certificate).voided_on == TODAY


def test_an_undo_minds_no_line_that_is_gone(place: Context) -> None:
    take_in(place, "personer", LINE, registered=True)
    receipt = take_in(place, "personer", {**LINE, "Efternamn": "Ny"})
    deed = Deed(action="test.remove", subject_kind="person", subject_id="")
    with place.write(deed) as work:
        work.remove(one(place, Registration, kind=RegistrationKind.NAME_OR_NUMBER))
        work.commit()
    undo_import(place, receipt.batch or "")
    assert one(place, Person).family_name == "Wåhlström"


def test_a_line_that_was_put_in_the_queue_again_stays_there(place: Context) -> None:
    line = {**LINE, "Kontaktperson": "Bo Ek", "Relation": "Närstående"}
    take_in(place, "personer", line, registered=True)
    guardian = {**line, "Relation": "God man"}
    receipt = take_in(place, "personer", guardian)
    take_in(place, "personer", {**guardian, "Kontakttelefon": "070-2"})
    undo_import(place, receipt.batch or "")
    contact = one(place, Contact)
    assert (contact.relation, contact.phone) == (Relation.RELATIVE, "070-2")
    assert lines_of(place)[RegistrationKind.CONTACT] is WAITING


def test_a_unit_that_was_registered_is_closed_instead_of_vanishing(context: Context) -> None:
    receipt = take_in(context, "boendeenheter", HOME)
    line = one(context, UnitRegistration)
    change(context, line, state=TOLD, registered_on=TODAY)
    undone = undo_import(context, receipt.batch or "")
    assert one(context, Unit).active_to == TODAY
    kinds = {each.kind.value: each.state for each in every(context, UnitRegistration)}
    assert kinds == {"new": TOLD, "closed": WAITING}
    closed = one(context, UnitRegistration, kind="closed")
    change(context, closed, state=TOLD, registered_on=date(2026, 12, 1))
    undo_event(context, undone.event or "")
    assert one(context, Unit).active_to is None
    kinds = {each.kind.value: each.state for each in every(context, UnitRegistration)}
    assert kinds == {"new": WAITING, "closed": TOLD}
