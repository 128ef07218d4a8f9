"""Correcting a signed assessment visibly, and marking one as a duplicate of another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from munhalsa.application.context import Context
from munhalsa.application.ports import Changes, Deed, UnitOfWork
from munhalsa.application.record_assessment import (
    add_findings,
    content_notices,
    keeps_provider_part,
    settled,
)
from munhalsa.application.seen import check_seen
from munhalsa.domain.account import Permission
from munhalsa.domain.assessment import Assessment, AssessmentContent, Findings, OralFindings
from munhalsa.domain.assessment_rules import (
    SEEN,
    check_content,
    check_duplicate,
    check_findings,
    offers_deviation,
    same_day_notices,
    values_of,
)
from munhalsa.domain.deviation import Deviation
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.person import Person
from munhalsa.domain.refusal import Notice, Rejected
from munhalsa.domain.response import Response

Revise = Callable[[AssessmentContent], AssessmentContent]

_TOLD_BY_DEVIATION = ("outcome", "day", "unit_id")
_DEVIATION_STAYS = Notice(
    code="deviation_stays",
    message="En avvikelse är registrerad utifrån det som stod förut. Den står kvar. "
    "Kontrollera om den fortfarande stämmer.",
)
_DEVIATION_MISSING = Notice(
    code="deviation_missing",
    message="Resultatet visar en avvikelse, och ingen är registrerad. Registrera den under "
    "Avvikelser.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectAssessment:
    """What it says from now on, and why; ``revise`` is handed what it says today.

    ``findings`` None: the provider's part stays as it is. ``version`` is the one that the user saw.
    """

    id: str
    reason: str
    revise: Revise
    findings: Findings | None = None
    version: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentCorrected:
    """The assessment as it now stands."""

    assessment: Assessment
    event: str
    changes: Changes
    warnings: tuple[Notice, ...] = ()


def provider_part_of(context: Context, id: str) -> Findings | None:
    """What its provider's part says, empty or not; None where that part is not kept."""
    with context.read(Permission.RECORD_ASSESSMENTS) as reader:
        found = reader.get(Assessment, id)
        if not keeps_provider_part(reader, context, found):
            return None
        known = reader.find(OralFindings, assessment_id=found.id)
    return known[0] if known else Findings()


def correct_assessment(context: Context, command: CorrectAssessment) -> AssessmentCorrected:
    """Correct it with a reason; what it said before stays readable in the history."""
    context.require(Permission.RECORD_ASSESSMENTS)
    if not command.reason.strip():
        raise Rejected(
            "reason_missing",
            "En signerad bedömning kan bara rättas med ett skäl. Skriv varför den rättas.",
            field="reason",
        )
    with context.read(Permission.RECORD_ASSESSMENTS) as reader:
        found = reader.get(Assessment, command.id)
    deed = Deed(action="assessment.correct", subject_kind="person", subject_id=found.person_id)
    with context.write(deed, Permission.RECORD_ASSESSMENTS) as work:
        before = work.get(Assessment, found.id)
        check_seen(command.version, before.version, what="bedömningen")
        person = work.get(Person, before.person_id)
        content = settled(work, person, command.revise(_content(before)))
        check_content(content, person, today=context.today)
        findings_differ = _revise_findings(context, work, before, content, command.findings)
        if content == _content(before) and not findings_differ:
            raise Rejected(
                "nothing_changed", "Inget i bedömningen är ändrat, så inget har sparats."
            )
        others = [one for one in work.find(Assessment, person_id=person.id) if one.id != before.id]
        after = work.change(
            before,
            **values_of(content),
            corrected_on=context.today,
            correction=command.reason.strip(),
        )
        warnings = (
            *(same_day_notices(content, others) if content.day != before.day else ()),
            *content_notices(work, person, content),
            *_deviation_notices(work, before, content),
        )
        done = work.commit()
    return AssessmentCorrected(
        assessment=after, event=done.event, changes=done.changes, warnings=warnings
    )


def _content(assessment: Assessment) -> AssessmentContent:
    return AssessmentContent(**values_of(assessment))


def _revise_findings(
    context: Context,
    work: UnitOfWork,
    before: Assessment,
    content: AssessmentContent,
    findings: Findings | None,
) -> bool:
    """Other values for the provider's part; whether they are other."""
    known = work.find(OralFindings, assessment_id=before.id)
    if findings is None:
        if known and content.outcome not in SEEN:
            raise Rejected(
                "only_when_performed",
                "Vårdgivarens del är ifylld, och hör till en utförd bedömning. Töm den i en "
                "rättelse för sig, och ändra sedan resultatet.",
                field="outcome",
            )
        return False
    if not known:
        revised = replace(before, **values_of(content))
        return add_findings(context, work, revised, findings) is not None
    if findings == Findings():
        work.remove(known[0])
        return True
    check_findings(findings, content)
    if values_of(known[0]) == values_of(findings):
        return False
    work.change(known[0], **values_of(findings))
    return True


def _deviation_notices(
    work: UnitOfWork, before: Assessment, content: AssessmentContent
) -> tuple[Notice, ...]:
    """A deviation that was recorded with it stays, and none is recorded by a correction."""
    if work.find(Deviation, assessment_id=before.id):
        same = all(getattr(content, name) == getattr(before, name) for name in _TOLD_BY_DEVIATION)
        return () if same else (_DEVIATION_STAYS,)
    responses = work.find(Response, person_id=before.person_id)
    shown = offers_deviation(content, responses) and not offers_deviation(before, responses)
    return (_DEVIATION_MISSING,) if shown else ()


def mark_duplicate(context: Context, *, id: str, of: str) -> AssessmentCorrected:
    """Mark it as a duplicate of another of the same day, which stands instead; undo takes it back.

    Both are kept.
    """
    context.require(Permission.RECORD_ASSESSMENTS)
    with context.read(Permission.RECORD_ASSESSMENTS) as reader:
        found = reader.get(Assessment, id)
    deed = Deed(action="assessment.duplicate", subject_kind="person", subject_id=found.person_id)
    with context.write(deed, Permission.RECORD_ASSESSMENTS) as work:
        mine, other = work.get(Assessment, id), work.get(Assessment, of)
        check_duplicate(mine, other)
        after = work.change(mine, duplicate_of_id=other.id)
        stays = bool(work.find(Deviation, assessment_id=mine.id))
        done = work.commit()
    return AssessmentCorrected(
        assessment=after,
        event=done.event,
        changes=done.changes,
        warnings=(_DEVIATION_STAYS,) if stays else (),
    )
