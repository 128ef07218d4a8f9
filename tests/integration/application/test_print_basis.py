"""The basis of a decision on paper, also of one not to issue."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from munhalsa.adapters.ids import new_id
from munhalsa.application.assess_entitlement import DecideNotToIssue, decide_not_to_issue
from munhalsa.application.context import Context
from munhalsa.application.end_certificate import EndCertificate, end_certificate
from munhalsa.application.issue_certificate import DisclosureDraft
from munhalsa.domain.certificate import (
    Disclosure,
    DisclosureBasis,
    EndReason,
    Recipient,
)
from munhalsa.domain.refusal import Rejected
from tests.support.deeds import (
    ENTITLED,
    SIGNE,
    add,
    born,
    issue,
    register,
)
from tests.support.pdf_reading import unbroken
from tests.support.printing import (
    basis,
)


def test_answers_rule_source_and_secrecy(context: Context, out: Path) -> None:
    register(context)
    consent = DisclosureDraft(
        recipient=Recipient.VGR, basis=DisclosureBasis.CONSENT, details="Muntligt, Signe"
    )
    done = issue(context, ground=None, answers=ENTITLED, disclosures=[consent])
    text = basis(context, out)
    assert text.count("Underlag för intyg") >= 1
    assert done.certificate.number in text
    assert "Bor i särskilt boende, inte som medboende" in text
    assert "Ja VGR, vårdgivarwebben" in text
    assert "Anteckning: biståndsbeslut Se anteckning" in text
    assert "Har rätt till N-tandvård" in text
    assert "Åldersgränsen 24 år är nådd" in text
    assert "Tandvårdslagen (1985:125) 8 a §" in text
    assert f"Regelversion {context.rules.version}" in text
    assert "2a: Har varaktigt behov" in text
    assert "Västra Götalandsregionen: samtycke, 2026-11-22 (Muntligt, Signe)" in text
    assert "Bedömning gjord av Kim Lind" in text


def test_a_reason_and_a_criterion_judged_as_a_whole(context: Context, out: Path) -> None:
    register(context)
    criterion = context.rules.criteria_on(context.today)[0]
    issue(context, answers={criterion.id: False}, reason="Samlad bedömning efter hembesök.")
    text = basis(context, out)
    assert unbroken(criterion.text)[:40] in text
    assert " Nej " in text
    assert "Intygsutfärdarens skäl Samlad bedömning efter hembesök." in text


def test_decided_outside_the_program(context: Context, out: Path) -> None:
    register(context)
    issue(context, reason="Läkarintyg.")
    text = basis(context, out)
    assert "Bedömningen är gjord utanför programmet." in text
    assert "Vad reglerna säger" not in text


def test_the_right_has_ended_since(context: Context, out: Path) -> None:
    person = register(context)
    issue(context)
    end_certificate(
        context,
        EndCertificate(number=SIGNE, day=context.today, reason=EndReason.NOT_ENTITLED),
    )
    for basis_of, withdrawn in (
        (DisclosureBasis.HARM_TEST, None),
        (DisclosureBasis.LAW, context.today),
    ):
        add(
            context,
            Disclosure(
                id=new_id(),
                person_id=person.id,
                recipient=Recipient.UNIT,
                basis=basis_of,
                decided_on=date(2026, 3, 1),
                withdrawn_on=withdrawn,
            ),
        )
    text = basis(context, out)
    assert "2026-11-22, till och med 2026-11-22" in text
    assert "Boendeenheten: menprövning, 2026-03-01" in text
    assert "Boendeenheten: bestämmelse i lag, 2026-03-01, återkallat 2026-11-22" in text


def test_too_young(context: Context, out: Path) -> None:
    young = born(2010)
    register(context, young)
    decide_not_to_issue(context, DecideNotToIssue(number=young, answers=ENTITLED))
    text = basis(context, out, young)
    assert "Intyg utfärdas inte" in text
    assert "Därför utfärdas inte intyget" in text
    assert "Personen är under åldersgränsen" in text
    assert "Intyg nr" not in text


def test_the_issuer_says_no_where_the_rules_say_yes(context: Context, out: Path) -> None:
    register(context)
    decide_not_to_issue(
        context,
        DecideNotToIssue(number=SIGNE, answers=ENTITLED, reason="Behovet är tillfälligt."),
    )
    text = basis(context, out)
    assert "Intyg utfärdas inte" in text
    assert "Därför utfärdas inte intyget" not in text
    assert "Intygsutfärdarens skäl Behovet är tillfälligt." in text


def test_the_newest_decision_counts(context: Context, out: Path) -> None:
    register(context)
    decide_not_to_issue(
        context, DecideNotToIssue(number=SIGNE, answers=None, reason="Ansökan drogs tillbaka.")
    )
    assert "Intyg utfärdas inte" in basis(context, out)
    issue(context, answers=ENTITLED)
    assert "Intyg utfärdas inte" not in basis(context, out)


def test_nothing_is_decided(context: Context, out: Path) -> None:
    register(context)
    with pytest.raises(Rejected) as caught:
        basis(context, out)
    assert (caught.value.code, caught.value.field) == ("decision_not_found", "number")
    assert not out.exists()
