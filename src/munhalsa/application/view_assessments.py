"""Reading a person's assessments, with what each of them said before it was corrected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from munhalsa.application.context import Context
from munhalsa.application.ports import Reader
from munhalsa.application.view_person import open_card, show_person
from munhalsa.domain.account import Permission
from munhalsa.domain.assessment import Assessment, OralFindings
from munhalsa.domain.deviation import Deviation
from munhalsa.domain.lazy_dataclass import dataclass

_CORRECTIONS = ("assessment.correct", "assessment.duplicate", "event.undone")


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierText:
    """What a change of an assessment replaced: field and what stood there, when and by whom."""

    time: datetime
    user: str
    before: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentView:
    """One assessment whole; ``earlier`` is what it said before, newest first."""

    assessment: Assessment
    findings: OralFindings | None
    deviations: tuple[Deviation, ...]
    earlier: tuple[EarlierText, ...]


def list_assessments(
    context: Context, number: str, *, purpose: str = ""
) -> Sequence[AssessmentView]:
    """Every assessment of one person, the newest first; that they were read is logged."""
    record = show_person(context, number, purpose=purpose)
    with context.read() as reader:
        found = reader.find(Assessment, order_by="day", person_id=record.person.id)
        return [_view(context, reader, one) for one in reversed(found)]


def show_assessment(context: Context, id: str, *, purpose: str = "") -> AssessmentView:
    """One assessment by its id; that the person's card was opened for it is logged."""
    context.require(Permission.SEE_PERSONS)
    with context.read() as reader:
        found = reader.get(Assessment, id)
    open_card(context, found.person_id, purpose=purpose)
    with context.read() as reader:
        return _view(context, reader, found)


def _view(context: Context, reader: Reader, assessment: Assessment) -> AssessmentView:
    """The provider's part is shown to whoever records assessments, and to nobody else."""
    may_see = context.may(Permission.RECORD_ASSESSMENTS)
    findings = reader.find(OralFindings, assessment_id=assessment.id) if may_see else []
    deviations = (
        reader.find(Deviation, assessment_id=assessment.id)
        if context.may(Permission.SEE_DEVIATIONS)
        else []
    )
    return AssessmentView(
        assessment=assessment,
        findings=findings[0] if findings else None,
        deviations=tuple(deviations),
        earlier=tuple(_earlier(reader, assessment)) if assessment.version > 1 else (),
    )


def _earlier(reader: Reader, assessment: Assessment) -> Iterator[EarlierText]:
    for line in reader.history.of_subject(assessment.person_id):
        content = reader.history.content(line.event) if line.action in _CORRECTIONS else None
        for change in () if content is None else content.changes:
            if change["id"] == assessment.id and change["before"]:
                yield EarlierText(time=line.time, user=line.user, before=change["before"])
