"""Sample checks of the log: drawn by chance, shown to be judged, the result written and kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from random import SystemRandom

from munhalsa.application.context import Context
from munhalsa.application.ports import AuditLine, Changes, Deed
from munhalsa.domain.account import Permission
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.log_sample import LogSample, check_time, checked
from munhalsa.domain.refusal import Rejected

USUAL = 20
"""Events in a sample if nobody says otherwise (an assumption: no source names a number)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawSample:
    """Out of which days, both counted, and how many events."""

    first: date
    last: date
    size: int = USUAL


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckSample:
    """What came of it: how many events something was the matter with, and in words."""

    sample: str
    remarks: int
    result: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleChanged:
    """The sample as it now is."""

    sample: LogSample
    event: str
    changes: Changes


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleShown:
    """A sample and its events, oldest first."""

    sample: LogSample
    lines: tuple[AuditLine, ...]


def draw_sample(context: Context, command: DrawSample) -> SampleChanged:
    """Draw events that concerned persons, each as likely as any other, of whoever did them."""
    context.require_everywhere(Permission.SEE_AUDIT)
    check_time(command.first, command.last, today=context.today, size=command.size)
    own = context.new_id()
    deed = Deed(action="log_sample.draw", subject_kind="log_sample", subject_id=own)
    with context.write(deed, Permission.SEE_AUDIT) as work:
        there = work.history.about_persons(
            _midnight(command.first), _midnight(command.last + timedelta(days=1))
        )
        if not there:
            raise Rejected(
                "log_empty", "Loggen har inga händelser om personer under den tiden.", field="first"
            )
        places = sorted(SystemRandom().sample(range(len(there)), min(command.size, len(there))))
        sample = LogSample(
            id=own,
            first_day=command.first,
            last_day=command.last,
            drawn_from=len(there),
            drawn_on=context.today,
            drawn_by=context.session.name,
            events="\n".join(there[place] for place in places),
        )
        work.add(sample)
        done = work.commit()
    return SampleChanged(sample=sample, event=done.event, changes=done.changes)


def check_sample(context: Context, command: CheckSample) -> SampleChanged:
    """Write what the check showed; it is written once."""
    context.require_everywhere(Permission.SEE_AUDIT)
    deed = Deed(action="log_sample.check", subject_kind="log_sample", subject_id=command.sample)
    with context.write(deed, Permission.SEE_AUDIT) as work:
        sample = work.get(LogSample, command.sample)
        words = checked(sample, remarks=command.remarks, result=command.result)
        sample = work.change(
            sample,
            checked_on=context.today,
            checked_by=context.session.name,
            remarks=command.remarks,
            result=words,
        )
        done = work.commit()
    return SampleChanged(sample=sample, event=done.event, changes=done.changes)


def list_samples(context: Context) -> Sequence[LogSample]:
    """Every sample, the newest first."""
    context.require_everywhere(Permission.SEE_AUDIT)
    with context.read(Permission.SEE_AUDIT) as reader:
        return reader.find(LogSample)[::-1]


def show_sample(context: Context, sample: str) -> SampleShown:
    """The events that were drawn; that they were looked at is an event too."""
    context.require_everywhere(Permission.SEE_AUDIT)
    with context.read(Permission.SEE_AUDIT) as reader:
        found = reader.get(LogSample, sample)
        lines = reader.history.lines(found.event_ids)
    context.store.note(
        Deed(action="log_sample.view", subject_kind="log_sample", subject_id=found.id),
        session=context.session,
    )
    return SampleShown(sample=found, lines=tuple(lines))


def _midnight(day: date) -> datetime:
    """When the day begins by the clock of this machine."""
    return datetime.combine(day, time.min).astimezone()
