"""A move within the region: the certificate goes on, somebody else answers for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from munhalsa.adapters.documents.printing import PdfForms
from munhalsa.adapters.municipalities import load_municipalities
from munhalsa.application.change_ground import ChangeGround, change_ground
from munhalsa.application.change_validity import ChangeValidity, change_validity
from munhalsa.application.context import Context
from munhalsa.application.disclosures import WithdrawConsent, withdraw_consent
from munhalsa.application.forms import Printed
from munhalsa.application.hand_over_certificate import (
    HandedOver,
    HandOver,
    hand_over_certificate,
)
from munhalsa.application.issue_certificate import DisclosureDraft
from munhalsa.application.print_hand_overs import print_hand_overs
from munhalsa.application.record_death import RecordDeath, record_death
from munhalsa.application.record_response import RecordResponse, record_response
from munhalsa.application.renew_certificate import RenewCertificate, renew_certificate
from munhalsa.application.undo import undo_event
from munhalsa.application.void_certificate import void_certificate
from munhalsa.domain.account import Role
from munhalsa.domain.certificate import (
    Certificate,
    Disclosure,
    DisclosureBasis,
    Ground,
    Recipient,
    RegistrationKind,
)
from munhalsa.domain.person import Person, ProtectedIdentity, Residence
from munhalsa.domain.refusal import NotAllowed, Rejected
from munhalsa.domain.response import AnsweredBy
from tests.support.deeds import (
    SIGNE,
    add,
    alter,
    assert_refused,
    found,
    issue,
    latest,
    mark_registered,
    register,
    stored,
    unit,
    user,
    waiting,
)
from tests.support.pdf_reading import plain_text, unbroken
from tests.support.stores import on_day

FIRST = date(2026, 3, 1)
LAST = date(2026, 11, 30)
REGION = load_municipalities()
CONSENT = DisclosureDraft(
    recipient=Recipient.OTHER_MUNICIPALITY,
    basis=DisclosureBasis.CONSENT,
    details="Personen själv, muntligt",
)


def hand_over(context: Context, **changes: Any) -> HandedOver:
    options = {"dry_run": changes.pop("dry_run", False)}
    command = HandOver(number=SIGNE, to="1489", day=LAST, disclosure=CONSENT)
    return hand_over_certificate(context, replace(command, **changes), region=REGION, **options)


def resident(context: Context) -> Certificate:
    add(context, unit())
    register(context, unit="SB01", from_day=FIRST)
    certificate = issue(context, issued=FIRST).certificate
    mark_registered(context, certificate.id)
    return certificate


def printed(context: Context, out: Path) -> Printed:
    return print_hand_overs(context, PdfForms(), numbers=[SIGNE], region=REGION, out=out)


def test_the_certificate_stays_and_the_responsibility_moves(context: Context) -> None:
    certificate = resident(context)
    done = hand_over(context)
    kept = stored(context, Certificate, certificate.id)
    assert kept == replace(
        certificate, version=kept.version, handed_over_on=LAST, handed_over_to="1489"
    )
    after = LAST + timedelta(days=1)
    assert (kept.is_valid_on(after), kept.is_ours_on(LAST), kept.is_ours_on(after)) == (
        True,
        True,
        False,
    )
    person = stored(context, Person, certificate.person_id)
    assert (person.moved_out_on, person.moved_out_to) == (LAST, "Alingsås")
    assert [home.to_day for home in found(context, Residence)] == [LAST]
    assert done.told == (
        f"Intyg {certificate.number} gäller som förut.",
        "Alingsås kommun svarar för det efter 2026-11-30.",
        "Boendet Björkgläntan slutar 2026-11-30.",
    )
    assert [one.details for one in found(context, Disclosure)] == [CONSENT.details]
    assert waiting(context, certificate.id) == {RegistrationKind.UNIT}
    assert latest(context)[0].action == "certificate.handover"
    assert done.event is not None
    undo_event(context, done.event)
    assert found(context, Disclosure) == []
    assert stored(context, Certificate, certificate.id).handed_over_on is None
    assert [home.to_day for home in found(context, Residence)] == [None]
    assert waiting(context, certificate.id) == set()


def test_figures_lists_and_queue_count_only_what_is_ours(context: Context) -> None:
    certificate = resident(context)
    hand_over(context)
    after = on_day(context, LAST + timedelta(days=1))
    with context.store.read() as reader:
        assert len(reader.figures.persons_behind(LAST)) == 1
        assert len(reader.figures.certificate_cube(LAST)) == 1
        assert list(reader.figures.persons_behind(after.today)) == []
        assert list(reader.figures.certificate_cube(after.today)) == []
        for day, number in ((LAST, certificate.number), (after.today, None)):
            (line,) = reader.persons.lines([certificate.person_id], day=day, see_protected=True)
            assert line.certificate == number
    mark_registered(context, certificate.id)
    record_response(
        after,
        RecordResponse(number=SIGNE, answered=after.today, wants=True, answered_by=AnsweredBy.SELF),
    )
    assert waiting(context, certificate.id) == set()


def test_seen_beforehand_nothing_is_done(context: Context) -> None:
    certificate = resident(context)
    assert hand_over(context, to=" alingsås ", dry_run=True).event is None
    assert stored(context, Certificate, certificate.id) == certificate


def test_without_an_assessment_of_secrecy_it_is_refused(context: Context) -> None:
    certificate = resident(context)
    with pytest.raises(Rejected) as caught:
        hand_over(context, disclosure=None)
    assert_refused(caught, "disclosure_missing", "disclosure")
    with pytest.raises(Rejected) as caught:
        hand_over(context, disclosure=replace(CONSENT, details=" "))
    assert_refused(caught, "disclosure_details_missing", "details")
    assert stored(context, Certificate, certificate.id) == certificate
    disclosure = Disclosure(
        id=context.new_id(),
        person_id=certificate.person_id,
        recipient=Recipient.OTHER_MUNICIPALITY,
        basis=DisclosureBasis.LAW,
        details="OSL",
        decided_on=context.today,
    )
    add(context, disclosure)
    assert hand_over(context, disclosure=None).event


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"to": "0180"}, "municipality_unknown", "to"),
        ({"to": "Borås"}, "municipality_own", "to"),
        ({"day": date(2027, 3, 1)}, "date_too_far_ahead", "date"),
        ({"day": date(2026, 2, 1)}, "certificate_not_valid", "date"),
    ],
)
def test_what_cannot_be_handed_over(
    context: Context, changes: dict[str, Any], code: str, field: str
) -> None:
    certificate = resident(context)
    with pytest.raises(Rejected) as caught:
        hand_over(context, **changes)
    assert_refused(caught, code, field)
    assert stored(context, Certificate, certificate.id) == certificate


def test_what_is_handed_over_is_changed_by_the_other_one(context: Context) -> None:
    certificate = resident(context)
    hand_over(context)
    for job in (
        lambda: hand_over(context),
        lambda: change_ground(
            context, ChangeGround(number=SIGNE, ground=Ground.LSS, day=context.today)
        ),
        lambda: change_validity(context, ChangeValidity(number=SIGNE, valid_to=LAST)),
    ):
        with pytest.raises(Rejected) as caught:
            job()
        assert_refused(caught, "handed_over", "number")
    void_certificate(context, number=SIGNE)
    with pytest.raises(Rejected) as caught:
        hand_over(context, number=certificate.number)
    assert_refused(caught, "certificate_void", "number")


def test_somebody_who_moves_back_gets_a_new_one_that_is_ours(context: Context) -> None:
    resident(context)
    hand_over(context)
    back = on_day(context, date(2027, 5, 1))
    renewed = renew_certificate(back, RenewCertificate(number=SIGNE))
    assert renewed.certificate.is_ours_on(back.today)
    assert renewed.replaced.last_day == date(2027, 4, 30)


def test_a_death_elsewhere_ends_it(context: Context) -> None:
    certificate = resident(context)
    hand_over(context)
    later = on_day(context, date(2027, 1, 10))
    record_death(later, RecordDeath(number=SIGNE, day=date(2027, 1, 1)))
    assert stored(context, Certificate, certificate.id).last_day == date(2027, 1, 1)


def test_the_document(context: Context, out: Path) -> None:
    resident(context)
    with pytest.raises(Rejected) as caught:
        printed(context, out)
    assert_refused(caught, "not_handed_over", "number")
    record_response(
        context,
        RecordResponse(
            number=SIGNE, answered=context.today, wants=False, answered_by=AnsweredBy.SELF
        ),
    )
    hand_over(context)
    text = unbroken(plain_text(printed(context, out).path))
    for part in ("1490-2026-0001", "Alingsås kommun", "2026-12-01", "Önskar inte", "samtycke"):
        assert part in text
    assert latest(context)[0].action == "print.handover"
    out.unlink()
    withdraw_consent(context, WithdrawConsent(number=SIGNE, recipient=Recipient.OTHER_MUNICIPALITY))
    with pytest.raises(Rejected) as caught:
        printed(context, out)
    assert_refused(caught, "disclosure_missing", "number")
    assert not out.exists()


def test_the_document_of_somebody_who_has_not_answered(context: Context, out: Path) -> None:
    certificate = resident(context)
    hand_over(context)
    alter(context, found(context, Person)[0], protected_identity=ProtectedIdentity.NONE)
    text = unbroken(plain_text(printed(context, out).path))
    assert "Inte tillfrågad" in text
    assert certificate.number in text


def test_a_protected_identity_goes_on_paper(context: Context, out: Path) -> None:
    resident(context)
    marked = ProtectedIdentity.CONFIDENTIALITY_MARKING
    alter(context, found(context, Person)[0], protected_identity=marked)
    done = hand_over(context)
    assert [one.code for one in done.warnings] == ["handled_on_paper"]
    with pytest.raises(NotAllowed) as caught:
        printed(context, out)
    assert_refused(caught, "protected_identity", None)
    assert not out.exists()
    named = replace(context, session=replace(context.session, sees_protected=True))
    assert printed(named, out).pages == 1


def test_a_unit_manager_may_not(context: Context) -> None:
    resident(context)
    with pytest.raises(NotAllowed):
        hand_over(user(context, Role.UNIT_MANAGER))
