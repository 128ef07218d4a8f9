"""What stands on a person's card of the yearly visits: last and next, care card, dental care."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication

from munhalsa.application.assessment_words import NEED_WORDS, OUTCOME_WORDS
from munhalsa.application.view_person import PersonRecord
from munhalsa.domain.assessment import Assessment
from munhalsa.domain.dates import add_months
from munhalsa.domain.due import AssessmentPeriod

translate = QCoreApplication.translate
_A_YEAR = 12
_MOST_VISITS = 3


def last_assessment(record: PersonRecord) -> str:
    """The newest visit in a sentence, whatever it led to; empty when there was none."""
    newest = _newest(record)
    if newest is None:
        return ""
    words = translate("PersonCard", "Senast {0}: {1}").format(
        newest.day, OUTCOME_WORDS[newest.outcome]
    )
    if newest.care_need is not None:
        need = translate("PersonCard", "vårdbehov {0}").format(NEED_WORDS[newest.care_need])
        words = f"{words}, {need}"
    return words


def visit_lines(record: PersonRecord, day: date, period: AssessmentPeriod) -> Iterator[str]:
    """Last and next assessment, for whoever wants it."""
    last = last_assessment(record)
    if last:
        yield last
    done = [one for one in record.assessments if one.is_performed]
    newest = max(done, key=_order, default=None)
    ahead = [one for one in record.planned_days if one >= day]
    if ahead:
        yield translate("PersonCard", "Planerat besök {0}").format(min(ahead))
    elif newest is not None:
        next_day = add_months(newest.day, _A_YEAR)
        if period is AssessmentPeriod.CALENDAR_YEAR:
            next_day = date(newest.day.year + 1, 12, 31)
        yield translate("PersonCard", "Nästa senast {0}").format(next_day)


def visit_facts(record: PersonRecord) -> Iterator[tuple[str, str]]:
    """The care card and the dental care that was received."""
    card = record.valid_card
    if card is not None:
        words = [str(card.day)]
        if card.received_on is None:
            words.append(translate("PersonCard", "inte noterat som mottaget"))
        else:
            taken = translate("PersonCard", "mottaget {0} av {1}")
            words.append(taken.format(card.received_on, card.received_by))
        if card.in_care_plan_on is not None:
            plan = translate("PersonCard", "i planen {0}")
            words.append(plan.format(card.in_care_plan_on))
        yield translate("PersonCard", "Munvårdskort"), ", ".join(words)
    visits = sorted(record.dental_visits, key=lambda one: (one.day, one.id), reverse=True)
    for visit in visits[:_MOST_VISITS]:
        words = [str(visit.day), *([visit.provider] if visit.provider else [])]
        yield translate("PersonCard", "Tandvårdsbesök"), ", ".join(words)


def standing_assessments(record: PersonRecord) -> list[Assessment]:
    """Those that are no duplicates, the newest first."""
    standing = [one for one in record.assessments if one.duplicate_of_id is None]
    return sorted(standing, key=_order, reverse=True)


def same_day_pairs(standing: Sequence[Assessment]) -> list[tuple[Assessment, Assessment]]:
    """Two of the same day, each way round: the first can be a duplicate of the second."""
    return [
        (mine, other)
        for mine in standing
        for other in standing
        if mine.id != other.id and mine.day == other.day
    ]


def assessment_words(one: Assessment) -> str:
    """A visit in a few words, to choose it by."""
    parts = [str(one.day), OUTCOME_WORDS[one.outcome], one.performed_by]
    return ", ".join(part for part in parts if part)


def _newest(record: PersonRecord) -> Assessment | None:
    return next(iter(standing_assessments(record)), None)


def _order(one: Assessment) -> tuple[date, str]:
    return one.day, one.id
