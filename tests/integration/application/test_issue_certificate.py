"""Issuing a certificate: entitled, refused, left to judgement, and never two at a time."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest

from munhalsa.application.context import Context
from munhalsa.application.end_certificate import EndCertificate, end_certificate
from munhalsa.application.issue_certificate import (
    DisclosureDraft,
    IssueCertificate,
    issue_certificate,
)
from munhalsa.application.settings import set_setting
from munhalsa.domain.account import Role
from munhalsa.domain.certificate import (
    Certificate,
    Disclosure,
    DisclosureBasis,
    EligibilityDecision,
    EndReason,
    Ground,
    IssuedBy,
    Recipient,
    RegistrationKind,
)
from munhalsa.domain.person import ProtectedIdentity
from munhalsa.domain.refusal import NotAllowed, Rejected
from tests.support.deeds import (
    ENTITLED,
    SIGNE,
    alter,
    assert_refused,
    born,
    changes_of,
    found,
    issue,
    latest,
    register,
    user,
    waiting,
)
from tests.support.stores import on_day

CONSENT = DisclosureDraft(
    recipient=Recipient.VGR, basis=DisclosureBasis.CONSENT, details="Muntligt av personen själv"
)


def refused(context: Context, code: str, field: str, number: str = SIGNE, **changes: Any) -> str:
    before = len(found(context, Certificate))
    with pytest.raises(Rejected) as caught:
        issue(context, number, **changes)
    assert_refused(caught, code, field, number, number[2:], number[-4:])
    assert len(found(context, Certificate)) == before
    return caught.value.message


def test_by_the_answers(context: Context) -> None:
    person = register(context)
    done = issue(context, ground=None, answers=ENTITLED, disclosures=[CONSENT])
    certificate = done.certificate
    assert certificate.number == "1490-2026-0001"
    assert (certificate.ground, certificate.criterion) == (Ground.CARE_HOUSING, "vgr_1")
    assert (certificate.issued, certificate.last_day) == (context.today, None)
    assert (certificate.issuer, certificate.issued_by) == ("Kim Lind", IssuedBy.MUNICIPALITY)
    assert certificate.rule_set_version == context.rules.version
    assert done.warnings == ()
    (decision,) = found(context, EligibilityDecision, certificate_id=certificate.id)
    assert (decision.verdict, decision.issued) == ("entitled", True)
    assert (decision.decided_by, decision.decided_on) == ("Kim Lind", context.today)
    assert json.loads(decision.answers) == ENTITLED
    assert [rule for rule, _, _ in json.loads(decision.because)] == [
        "age_limit",
        "vgr_1",
        "ground_2a",
    ]
    assert all(source for _, _, source in json.loads(decision.because))
    (disclosure,) = found(context, Disclosure, person_id=person.id)
    assert (disclosure.recipient, disclosure.details) == (CONSENT.recipient, CONSENT.details)
    assert waiting(context, certificate.id) == {RegistrationKind.NEW}
    (event,) = latest(context)
    assert (event.event, event.action, event.subject_id) == (
        done.event,
        "certificate.issue",
        person.id,
    )
    (change,) = changes_of(context, done.event, "certificate")
    assert (change["before"], change["after"]["number"]) == (None, certificate.number)


def test_decided_outside_the_program(context: Context) -> None:
    register(context)
    certificate = issue(context, valid_to=date(2027, 1, 31)).certificate
    assert (certificate.criterion, certificate.last_day) == (None, date(2027, 1, 31))
    (decision,) = found(context, EligibilityDecision)
    assert (decision.verdict, decision.ground) == ("decided_outside", Ground.CARE_HOUSING)
    assert json.loads(decision.because) == []


def test_numbers_run_by_the_year_and_are_never_given_twice(context: Context) -> None:
    numbers = []
    for year, issued in ((1941, 2026), (1942, 2026), (1943, 2025), (1944, 2026)):
        register(context, born(year))
        numbers.append(issue(context, born(year), issued=date(issued, 5, 1)).certificate.number)
    assert numbers == ["1490-2026-0001", "1490-2026-0002", "1490-2025-0001", "1490-2026-0003"]


def test_somebody_elses_decision_has_no_municipal_issuer(context: Context) -> None:
    register(context)
    certificate = issue(context, issued_by=IssuedBy.VGR, letter_to="God man").certificate
    assert (certificate.issuer, certificate.issued_by) == (None, IssuedBy.VGR)
    assert certificate.letter_to == "God man"


@pytest.mark.parametrize(
    ("day", "youngest"),
    [
        (date(2020, 12, 31), 2000),
        (date(2021, 1, 1), 1997),
        (date(2024, 12, 31), 2000),
    ],
)
def test_the_age_limit_goes_by_calendar_year_and_by_the_day_of_issue(
    context: Context, day: date, youngest: int
) -> None:
    register(context, born(youngest))
    issue(context, born(youngest), issued=day)
    register(context, born(youngest + 1))
    message = refused(context, "under_age_limit", "number", born(youngest + 1), issued=day)
    assert "tidigast" in message


def test_below_the_limit_no_reason_helps_and_the_year_is_named(context: Context) -> None:
    register(context, born(2010))
    for answers in (None, ENTITLED):
        message = refused(
            context,
            "under_age_limit",
            "number",
            born(2010),
            answers=answers,
            reason="Behovet är stort",
        )
        assert "2030" in message


@pytest.mark.parametrize("year", [2003, 2006])
@pytest.mark.parametrize("answers", [None, ENTITLED])
def test_between_the_unconfirmed_limit_and_the_confirmed_one_a_reason_is_needed(
    context: Context, year: int, answers: Mapping[str, bool | str] | None
) -> None:
    number = born(year)
    register(context, number)
    for reason in (None, "", "   "):
        message = refused(
            context, "needs_judgement", "reason", number, answers=answers, reason=reason
        )
        assert "VGR" in message
        assert "inte bekräftad" in message
    done = issue(context, number, answers=answers, reason=" VGR har svarat ja ")
    (decision,) = found(context, EligibilityDecision, certificate_id=done.certificate.id)
    assert decision.reason == "VGR har svarat ja"
    assert decision.verdict == ("decided_outside" if answers is None else "needs_judgement")


def test_who_reaches_the_confirmed_limit_needs_no_reason(context: Context) -> None:
    register(context, born(2002))
    assert issue(context, born(2002), answers=ENTITLED).certificate.ground is Ground.CARE_HOUSING


def test_a_limit_that_an_administrator_set_holds(context: Context) -> None:
    set_setting(
        context, key="age_limit", value="20", valid_from=date(2025, 1, 1), source="Besked från VGR"
    )
    register(context, born(2005))
    certificate = issue(context, born(2005), answers=ENTITLED).certificate
    assert certificate.rule_set_version == f"{context.rules.version}+age20.20250101"


def test_an_unknown_birth_year_is_left_to_judgement(context: Context) -> None:
    person = register(context, "00342145BZ31")
    assert person.birth_year is None
    message = refused(context, "needs_judgement", "reason", person.number)
    assert "Födelseåret är okänt" in message
    issue(context, person.number, reason="Tandläkare har bedömt åldern")


def test_not_entitled_needs_a_reason_and_the_rule_is_named(context: Context) -> None:
    register(context)
    answers = {**ENTITLED, "lasting_need": False, "lss_decision": False}
    answers |= {"assistance_allowance": False}
    message = refused(context, "not_entitled", "reason", answers=answers)
    assert "Ett tillfälligt behov räcker inte" in message
    assert "tandvårdslagen" in message
    done = issue(context, answers=answers, reason="Behovet har blivit varaktigt")
    (decision,) = found(context, EligibilityDecision, certificate_id=done.certificate.id)
    assert decision.verdict == "not_entitled"


def test_open_questions_are_left_to_judgement(context: Context) -> None:
    register(context)
    message = refused(
        context, "needs_judgement", "reason", answers={"lives_in_special_housing": True}
    )
    assert "svar saknas" in message


def test_what_is_only_to_be_considered_says_so(context: Context) -> None:
    register(context)
    answers = {
        "lives_in_special_housing": False,
        "declines_help_lacking_insight": True,
        "lasting_need": True,
        "daily_personal_care": False,
        "lss_decision": False,
        "assistance_allowance": False,
        "relative_helps_disability": False,
    }
    message = refused(context, "needs_judgement", "reason", ground=None, answers=answers)
    assert "ska övervägas" in message
    done = issue(context, ground=None, answers=answers, reason="Stort behov")
    assert done.certificate.ground is Ground.AT_HOME


def test_another_ground_than_the_answers_give_needs_a_reason(context: Context) -> None:
    register(context)
    message = refused(context, "needs_judgement", "reason", ground=Ground.LSS, answers=ENTITLED)
    assert "personkrets 2a, inte 1" in message
    done = issue(context, ground=Ground.LSS, answers=ENTITLED, reason="Beslut enligt LSS på väg")
    assert done.certificate.ground is Ground.LSS


def test_a_ground_is_needed(context: Context) -> None:
    register(context)
    refused(context, "ground_missing", "ground", ground=None)
    refused(context, "ground_missing", "ground", ground=None, answers={}, reason="Ändå")


def test_a_valid_certificate_stands_in_the_way_and_is_named(context: Context) -> None:
    register(context)
    first = issue(context).certificate
    message = refused(context, "certificate_overlap", "issued")
    assert first.number in message
    later = context.today + timedelta(days=30)
    assert first.number in refused(context, "certificate_overlap", "issued", issued=later)


def test_an_ended_one_does_not_from_the_day_after(context: Context) -> None:
    register(context)
    issue(context)
    end_certificate(
        context,
        EndCertificate(number=SIGNE, day=context.today, reason=EndReason.NOT_ENTITLED),
    )
    refused(context, "certificate_overlap", "issued")
    tomorrow = on_day(context, context.today + timedelta(days=1))
    assert issue(tomorrow).certificate.number == "1490-2026-0002"


def test_nor_does_a_void_one(context: Context) -> None:
    register(context)
    alter(context, issue(context).certificate, voided_on=context.today)
    assert issue(context).certificate.number == "1490-2026-0002"


def test_the_store_itself_holds_the_rule(context: Context) -> None:
    first, second = register(context), register(context, born(1950))
    issue(context)
    other = issue(context, born(1950)).certificate
    assert first.id != second.id
    with pytest.raises(Rejected) as caught:
        alter(context, other, person_id=first.id)
    assert_refused(caught, "certificate_overlap", "issued")


def test_nobody_gets_one_for_days_after_death(context: Context) -> None:
    person = register(context)
    alter(context, person, died_on=date(2026, 10, 1))
    refused(context, "person_deceased", "issued")
    refused(context, "person_deceased", "issued", issued=date(2026, 9, 1))
    refused(
        context, "person_deceased", "issued", issued=date(2026, 9, 1), valid_to=date(2026, 10, 2)
    )
    done = issue(context, issued=date(2026, 9, 1), valid_to=date(2026, 10, 1))
    assert done.certificate.last_day == date(2026, 10, 1)


def test_nor_for_days_before_birth(context: Context) -> None:
    register(context)
    refused(context, "issued_before_birth", "issued", issued=date(1940, 12, 31))


def test_the_period_is_checked(context: Context) -> None:
    register(context)
    refused(context, "issued_too_far_ahead", "issued", issued=context.today + timedelta(days=61))
    refused(context, "valid_to_before_issued", "valid_to", valid_to=date(2026, 11, 1))


def test_a_missing_disclosure_assessment_is_warned_about(context: Context) -> None:
    register(context)
    first = issue(context, valid_to=context.today)
    assert [notice.code for notice in first.warnings] == ["disclosure_missing"]
    other = DisclosureDraft(
        recipient=Recipient.UNIT, basis=DisclosureBasis.LAW, details="OSL 26 kap. 9 §"
    )
    later = on_day(context, context.today + timedelta(days=1))
    second = issue(later, valid_to=later.today, disclosures=[other])
    assert [notice.code for notice in second.warnings] == ["disclosure_missing"]
    last = on_day(context, context.today + timedelta(days=2))
    assert issue(last, disclosures=[CONSENT]).warnings == ()


def test_a_disclosure_assessment_without_details_is_refused(context: Context) -> None:
    register(context)
    bare = DisclosureDraft(recipient=Recipient.VGR, basis=DisclosureBasis.HARM_TEST)
    refused(context, "disclosure_details_missing", "details", disclosures=[bare])


def test_a_protected_identity_is_handled_on_paper(context: Context) -> None:
    register(context, protected_identity=ProtectedIdentity.CONFIDENTIALITY_MARKING)
    done = issue(context, disclosures=[CONSENT])
    assert [notice.code for notice in done.warnings] == ["handled_on_paper"]


def test_an_unknown_person_is_refused(context: Context) -> None:
    refused(context, "person_not_found", "number")


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ISSUER, Role.COORDINATOR}))
def test_only_issuers_and_coordinators_issue(context: Context, role: Role) -> None:
    register(context)
    command = IssueCertificate(number=SIGNE, ground=Ground.LSS, issued=context.today)
    with pytest.raises(NotAllowed) as caught:
        issue_certificate(user(context, role), command)
    assert_refused(caught, "not_allowed", None)
    (event,) = latest(context)
    assert (event.action, event.subject_id) == ("access.refused", "issue_certificates")
    assert found(context, Certificate) == []


def test_an_issuer_may(context: Context) -> None:
    register(context)
    assert issue(user(context, Role.ISSUER)).certificate.issuer == "Alex Berg"


def test_somebody_elses_decision_is_taken_as_it_is(context: Context) -> None:
    young = born(context.today.year - 19)
    register(context, young)
    done = issue(context, young, issued_by=IssuedBy.DOCTOR)
    assert [one.code for one in done.warnings] == [
        "age_limit_of_other_issuer",
        "disclosure_missing",
    ]
    assert (done.certificate.criterion, done.certificate.rule_set_version) == (None, None)
    assert found(context, EligibilityDecision) == []
    assert waiting(context, done.certificate.id) == {RegistrationKind.NEW}


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"ground": None}, "ground_missing", "ground"),
        ({"answers": ENTITLED}, "decision_not_ours", "issued_by"),
        ({"reason": "Vi tycker så"}, "decision_not_ours", "issued_by"),
    ],
)
def test_somebody_elses_decision_is_not_made_here(
    context: Context, changes: dict[str, Any], code: str, field: str
) -> None:
    register(context)
    refused(context, code, field, issued_by=IssuedBy.OTHER_MUNICIPALITY, **changes)
