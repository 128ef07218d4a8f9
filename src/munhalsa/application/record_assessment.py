"""Recording a munhälsobedömning, signed as it is saved, with the deviation that it shows."""

from __future__ import annotations

from dataclasses import replace

from munhalsa.application.add_deviation import DeviationDraft, add_deviation
from munhalsa.application.came_under import note_number_used
from munhalsa.application.context import Context
from munhalsa.application.find_records import person_by_number
from munhalsa.application.ports import Changes, Deed, Reader, UnitOfWork
from munhalsa.application.settings import setting_value
from munhalsa.domain.account import Permission
from munhalsa.domain.assessment import (
    Assessment,
    AssessmentContent,
    AssessmentOutcome,
    Findings,
    OralFindings,
)
from munhalsa.domain.assessment_rules import (
    SEEN,
    check_content,
    check_findings,
    offers_deviation,
    same_day_notices,
    values_of,
)
from munhalsa.domain.certificate import Certificate
from munhalsa.domain.deviation import Deviation, Direction
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.person import Person, Residence, ResidenceKind
from munhalsa.domain.refusal import Notice, Rejected
from munhalsa.domain.residence import on
from munhalsa.domain.response import Response
from munhalsa.domain.round import PlannedVisit, Round

PROVIDER_PART = "provider_part"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordAssessment:
    """A visit as it was; ``findings`` is the provider's part, where the municipality keeps it.

    ``with_deviation`` None: the deviation that the outcome shows is recorded, where it shows one.
    """

    number: str
    content: AssessmentContent
    findings: Findings | None = None
    with_deviation: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentRecorded:
    """The assessment as it was taken, and the deviation that was recorded with it."""

    assessment: Assessment
    findings: OralFindings | None
    deviation: Deviation | None
    event: str
    changes: Changes
    warnings: tuple[Notice, ...]


def record_assessment(context: Context, command: RecordAssessment) -> AssessmentRecorded:
    """Record and sign it; of two on the same day both are kept, with a warning."""
    context.require(Permission.RECORD_ASSESSMENTS)
    with context.read(Permission.RECORD_ASSESSMENTS) as reader:
        found = person_by_number(reader, command.number, today=context.today)
    deed = Deed(action="assessment.record", subject_kind="person", subject_id=found.id)
    with context.write(deed, Permission.RECORD_ASSESSMENTS) as work:
        person = work.get(Person, found.id)
        content = settled(work, person, command.content)
        check_content(content, person, today=context.today)
        others = work.find(Assessment, person_id=person.id)
        assessment = Assessment(
            id=context.new_id(),
            person_id=person.id,
            round_id=_round_of(work, person, content),
            signed_by=context.session.name,
            signed_on=context.today,
            **values_of(content),
        )
        work.add(assessment)
        findings = add_findings(context, work, assessment, command.findings)
        deviation = _deviation(context, work, assessment, wanted=command.with_deviation)
        note_number_used(context, work, command.number)
        warnings = (
            *same_day_notices(content, others),
            *content_notices(work, person, content),
        )
        done = work.commit()
    return AssessmentRecorded(
        assessment=assessment,
        findings=findings,
        deviation=deviation,
        event=done.event,
        changes=done.changes,
        warnings=warnings,
    )


def settled(reader: Reader, person: Person, content: AssessmentContent) -> AssessmentContent:
    """With what follows by itself: where the visit was made, and that named staff took part."""
    if content.staff and content.staff_took_part is None:
        content = replace(content, staff_took_part=True)
    if content.unit_id is not None or content.address is not None:
        return content
    place = visited(reader.find(Residence, person_id=person.id), content)
    if place is None:
        return content
    address = ", ".join(part for part in (place.street, place.city) if part)
    return replace(content, unit_id=place.unit_id, address=address or None)


def visited(residences: list[Residence], content: AssessmentContent) -> Residence | None:
    """Where somebody is visited on the day: elsewhere if that is so, else at home."""

    def there(kind: ResidenceKind) -> Residence | None:
        return on([one for one in residences if one.kind is kind], content.day)

    return there(ResidenceKind.VISIT) or there(ResidenceKind.HOME)


def add_findings(
    context: Context, work: UnitOfWork, assessment: Assessment, findings: Findings | None
) -> OralFindings | None:
    """Add the provider's part to a deed that has begun; refused where it is not kept."""
    if findings is None or findings == Findings():
        return None
    if not keeps_provider_part(work, context, assessment):
        raise Rejected(
            "provider_part_off",
            "Vårdgivarens del sparas inte här. Kommunen kan slå på det i inställningarna, efter "
            "beslut med sin jurist.",
            field="findings",
        )
    check_findings(findings, assessment)
    record = OralFindings(
        id=context.new_id(),
        person_id=assessment.person_id,
        assessment_id=assessment.id,
        **values_of(findings),
    )
    work.add(record)
    return record


def keeps_provider_part(reader: Reader, context: Context, content: AssessmentContent) -> bool:
    """Whether the municipality has chosen to keep teeth and ROAG of visits on that day."""
    return setting_value(reader, context.rules, PROVIDER_PART, day=content.day) == "yes"


def content_notices(
    reader: Reader, person: Person, content: AssessmentContent
) -> tuple[Notice, ...]:
    """What to mind about a visit that is kept all the same."""
    notices = []
    certificates = reader.find(Certificate, person_id=person.id)
    if not any(one.is_valid_on(content.day) for one in certificates):
        notices.append(
            Notice(
                code="no_certificate",
                message="Personen hade inget giltigt intyg den dagen. Bedömningen sparas, men "
                "räknas inte bland dem som fått munhälsobedömning.",
            )
        )
    if content.outcome in SEEN and content.performed_by is None:
        notices.append(
            Notice(
                code="performed_by_missing",
                message="Det står inte vem som gjorde bedömningen. Fyll i det när det är känt.",
            )
        )
    return tuple(notices)


def _round_of(reader: Reader, person: Person, content: AssessmentContent) -> str | None:
    """The round of the day that the person was planned for."""
    planned = {one.round_id for one in reader.find(PlannedVisit, person_id=person.id)}
    rounds = reader.find(Round, id=planned, day=content.day)
    return rounds[0].id if rounds else None


def _deviation(
    context: Context, work: UnitOfWork, assessment: Assessment, *, wanted: bool | None
) -> Deviation | None:
    """The deviation that the outcome shows, unless it is not wanted or must be left to others."""
    shown = offers_deviation(assessment, work.find(Response, person_id=assessment.person_id))
    if wanted and not shown:
        raise Rejected(
            "deviation_not_offered",
            "Resultatet visar ingen avvikelse: det krävs fel boendeenhet, eller ett nej vid "
            "besöket av någon som har tackat ja.",
            field="with_deviation",
        )
    if not shown or wanted is False:
        return None
    draft = DeviationDraft(
        day=assessment.day,
        direction=Direction.TO_MUNICIPALITY,
        category=AssessmentOutcome(assessment.outcome).value,
        person_id=assessment.person_id,
        unit_id=assessment.unit_id,
        assessment_id=assessment.id,
        reason=assessment.reason,
    )
    return add_deviation(context, work, draft)
