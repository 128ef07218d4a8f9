"""Judging without writing, and deciding that no certificate is issued."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from munhalsa.application.assess_entitlement import (
    AssessEntitlement,
    DecideNotToIssue,
    NotIssued,
    assess_entitlement,
    decide_not_to_issue,
)
from munhalsa.application.context import Context
from munhalsa.application.settings import set_setting
from munhalsa.domain.account import Role
from munhalsa.domain.certificate import Certificate, EligibilityDecision, Ground
from munhalsa.domain.eligibility import AgeStatus, Verdict
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
)

TEMPORARY: dict[str, bool | str] = {
    **ENTITLED,
    "lasting_need": False,
    "lss_decision": False,
    "assistance_allowance": False,
}


def refuse(context: Context, number: str = SIGNE, **changes: Any) -> NotIssued:
    values: dict[str, Any] = {"number": number, "answers": TEMPORARY}
    return decide_not_to_issue(context, DecideNotToIssue(**{**values, **changes}))


def test_an_assessment_writes_nothing(context: Context) -> None:
    register(context)
    (before,) = latest(context)
    said = assess_entitlement(context, AssessEntitlement(number=SIGNE, answers=ENTITLED))
    assert (said.verdict, said.ground, said.criterion) == (
        Verdict.ENTITLED,
        Ground.CARE_HOUSING,
        "vgr_1",
    )
    assert latest(context)[0] == before
    assert found(context, EligibilityDecision) == []


def test_it_goes_by_the_day_the_ground_and_the_municipalitys_own_limit(context: Context) -> None:
    register(context, born(2005))
    command = AssessEntitlement(number=born(2005), answers=ENTITLED, ground=Ground.LSS)
    said = assess_entitlement(context, command)
    assert (said.verdict, said.age.status) == (Verdict.NEEDS_JUDGEMENT, AgeStatus.UNCONFIRMED)
    assert said.because[-1].rule == "ground_1"
    earlier = AssessEntitlement(number=born(2005), answers=ENTITLED, day=date(2024, 6, 1))
    assert assess_entitlement(context, earlier).verdict is Verdict.NOT_ENTITLED
    set_setting(context, key="age_limit", value="20", valid_from=date(2026, 1, 1))
    own = AssessEntitlement(number=born(2005), answers=ENTITLED)
    assert assess_entitlement(context, own).verdict is Verdict.ENTITLED


def test_no_certificate_by_the_rules_needs_no_words(context: Context) -> None:
    person = register(context)
    done = refuse(context)
    (decision,) = found(context, EligibilityDecision)
    assert decision == done.decision
    assert (decision.issued, decision.certificate_id) == (False, None)
    assert (decision.verdict, decision.decided_by) == ("not_entitled", "Kim Lind")
    assert json.loads(decision.answers) == TEMPORARY
    assert decision.rule_set_version == context.rules.version
    assert any("tillfälligt behov" in sentence for sentence in done.reasons)
    assert done.possible_from_year is None
    assert found(context, Certificate) == []
    (event,) = latest(context)
    assert (event.event, event.action, event.subject_id) == (
        done.event,
        "certificate.refuse",
        person.id,
    )
    (change,) = changes_of(context, done.event, "eligibility_decision")
    assert (change["before"], change["after"]["issued"]) == (None, False)


def test_below_the_age_limit_the_year_it_becomes_possible_is_given(context: Context) -> None:
    register(context, born(2010))
    done = refuse(context, born(2010), answers=ENTITLED, reason="För ung")
    assert done.possible_from_year == 2030
    assert len(done.reasons) == 2
    assert "tidigast 2030" in done.reasons[0]
    assert done.reasons[1] == "För ung"


@pytest.mark.parametrize(
    ("answers", "word"),
    [
        (ENTITLED, "Reglerna ger rätt till intyg"),
        ({}, "Reglerna avgör inte saken"),
        (None, "utanför programmet"),
    ],
)
def test_what_the_rules_do_not_say_needs_a_reason(
    context: Context, answers: dict[str, bool | str] | None, word: str
) -> None:
    register(context)
    for reason in (None, "  "):
        with pytest.raises(Rejected, match=word) as caught:
            refuse(context, answers=answers, reason=reason)
        assert_refused(caught, "reason_missing", "reason")
    assert found(context, EligibilityDecision) == []
    done = refuse(context, answers=answers, reason=" Personen avstår ")
    assert done.reasons == ("Personen avstår",)
    assert done.decision.reason == "Personen avstår"


def test_somebody_with_a_valid_certificate_is_not_refused_one(context: Context) -> None:
    register(context)
    certificate = issue(context).certificate
    with pytest.raises(Rejected) as caught:
        refuse(context)
    assert_refused(caught, "certificate_valid", "number")
    assert certificate.number in caught.value.message
    assert refuse(context, day=date(2026, 11, 21)).decision.issued is False
    alter(context, certificate, voided_on=context.today)
    assert refuse(context).decision.issued is False


def test_only_who_issues_may_judge_or_refuse(context: Context) -> None:
    register(context)
    manager = user(context, Role.UNIT_MANAGER)
    command = AssessEntitlement(number=SIGNE, answers={})
    for attempt in (lambda: refuse(manager), lambda: assess_entitlement(manager, command)):
        with pytest.raises(NotAllowed) as caught:
            attempt()
        assert_refused(caught, "not_allowed", None)
        assert latest(context)[0].subject_id == "issue_certificates"
