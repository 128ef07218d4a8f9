"""Printing Underlag för intyg: what a decision rests on, also when no certificate was issued."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from munhalsa.application.assess_entitlement import OUTSIDE
from munhalsa.application.context import Context
from munhalsa.application.find_records import person_by_number, the_municipality
from munhalsa.application.forms import (
    Answer,
    BasisForm,
    Contact,
    CriterionRow,
    FormPerson,
    Outcome,
    Printed,
    RuleSaid,
)
from munhalsa.application.ports import Reader
from munhalsa.application.printing import (
    FormPrinter,
    letterhead_of,
    note_printed,
    refuse_protected,
    whom_to_ask,
    with_homes,
)
from munhalsa.domain.account import Permission
from munhalsa.domain.certificate import (
    Certificate,
    Disclosure,
    DisclosureBasis,
    EligibilityDecision,
    Recipient,
)
from munhalsa.domain.eligibility import Verdict
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.rules import RuleBook

_RECIPIENTS = {
    Recipient.VGR: "Västra Götalandsregionen",
    Recipient.DENTAL_PROVIDER: "Tandvården",
    Recipient.OTHER_MUNICIPALITY: "Annan kommun",
    Recipient.UNIT: "Boendeenheten",
}
_BASES = {
    DisclosureBasis.CONSENT: "samtycke",
    DisclosureBasis.HARM_TEST: "menprövning",
    DisclosureBasis.LAW: "bestämmelse i lag",
}


def print_basis(context: Context, printer: FormPrinter, *, number: str, out: Path) -> Printed:
    """What the newest decision about somebody rests on."""
    context.require(Permission.PRINT)
    with context.read(Permission.PRINT) as reader:
        municipality = the_municipality(reader)
        letterhead = letterhead_of(reader, municipality)
        person = person_by_number(reader, number, today=context.today)
        (addressed,) = with_homes(context, reader, [person])
        decisions = reader.find(EligibilityDecision, person_id=person.id)
        disclosures = reader.find(Disclosure, order_by="decided_on", person_id=person.id)
        certificate = _certificate(reader, decisions)
    refuse_protected(context, [addressed])
    if not decisions:
        raise Rejected(
            "decision_not_found",
            "Det finns inget underlag för personen. Bedöm rätten till intyg först.",
            field="number",
        )
    form = _form(
        context.rules,
        decisions[-1],
        certificate,
        today=context.today,
        person=addressed.on_form(),
        ask=whom_to_ask(context, municipality),
        disclosures=tuple(_disclosure_line(row) for row in disclosures),
    )
    printed = printer.bases([form], letterhead=letterhead, created=context.clock.now(), out=out)
    return note_printed(context, "print.basis", [addressed], printed)


def _certificate(reader: Reader, decisions: list[EligibilityDecision]) -> Certificate | None:
    if not decisions or decisions[-1].certificate_id is None:
        return None
    return reader.get(Certificate, decisions[-1].certificate_id)


def _form(
    rules: RuleBook,
    decision: EligibilityDecision,
    certificate: Certificate | None,
    *,
    today: date,
    person: FormPerson,
    ask: Contact,
    disclosures: tuple[str, ...],
) -> BasisForm:
    day = decision.decided_on if certificate is None else certificate.issued
    because = [(sentence, source) for _, sentence, source in json.loads(decision.because)]
    refused = certificate is None and decision.verdict == Verdict.NOT_ENTITLED
    return BasisForm(
        printed_on=today,
        person=person,
        assessed_on=decision.decided_on,
        criteria=_criteria(rules, decision, day),
        rule=_rule(decision, because),
        reason=decision.reason,
        issuer=Contact(name=decision.decided_by),
        ask=ask,
        certificate_number=None if certificate is None else certificate.number,
        ground=None if certificate is None else _ground(rules, certificate),
        valid_from=None if certificate is None else certificate.issued,
        valid_to=None if certificate is None else certificate.last_day,
        refusal_reasons=tuple(sentence for sentence, _ in because) if refused else (),
        disclosures=disclosures,
    )


def _ground(rules: RuleBook, certificate: Certificate) -> str:
    law = rules.ground_rule(certificate.ground, day=certificate.issued)
    return f"{certificate.ground}: {law.text}"


def _criteria(
    rules: RuleBook, decision: EligibilityDecision, day: date
) -> tuple[CriterionRow, ...]:
    """The questions that were answered and the criteria that were judged as a whole."""
    answers = json.loads(decision.answers)
    asked = [
        *((question.id, question.text, question.source) for question in rules.questions_on(day)),
        *((row.id, row.text, row.source) for row in rules.criteria_on(day)),
    ]
    return tuple(
        _criterion(text, answers[name], source) for name, text, source in asked if name in answers
    )


def _criterion(text: str, answer: bool | str, source: str) -> CriterionRow:
    if isinstance(answer, str):
        return CriterionRow(text=text, answer=Answer.WRITTEN, source=source, remark=answer)
    return CriterionRow(text=text, answer=Answer.YES if answer else Answer.NO, source=source)


def _rule(decision: EligibilityDecision, because: list[tuple[str, str]]) -> RuleSaid | None:
    if decision.verdict == OUTSIDE:
        return None
    return RuleSaid(
        outcome=Outcome(decision.verdict),
        rule=" ".join(sentence for sentence, _ in because),
        source="; ".join(dict.fromkeys(source for _, source in because)),
        version=decision.rule_set_version,
    )


def _disclosure_line(row: Disclosure) -> str:
    line = f"{_RECIPIENTS[row.recipient]}: {_BASES[row.basis]}, {row.decided_on.isoformat()}"
    if row.details:
        line += f" ({row.details})"
    if row.withdrawn_on is not None:
        line += f", återkallat {row.withdrawn_on.isoformat()}"
    return line
