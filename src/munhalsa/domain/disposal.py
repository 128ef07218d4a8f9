"""Gallring: when what is kept of a person is to go, and what still stands in the way.

Counted from the last note: the newest of the days on which something was written or changed here
and of the days that it tells of, for the times run from the last note in the file and from when
what it tells of came to an end (socialtjänstlagen 2001:453 12 kap. 1 §; LSS 21 c §;
patientdatalagen 3 kap. 17 §). The years are counted as lag (1930:173) says: to the same day of the
year, or the last day of its month where the year has no such day.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from enum import StrEnum

from munhalsa.domain.candidate import Candidate, CandidateState, Support
from munhalsa.domain.certificate import (
    Certificate,
    EligibilityDecision,
    Registration,
    RegistrationState,
    is_ours_from,
)
from munhalsa.domain.dates import add_months
from munhalsa.domain.deviation import Deviation, DeviationState, Disagreement
from munhalsa.domain.disposal_rules import DisposalRule
from munhalsa.domain.identity import describe
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.person import Person, Residence
from munhalsa.domain.unit import UnitType

_COORDINATION_OFFSET = 60


class StillOpen(StrEnum):
    """Why nothing of a person may go yet, whatever the time."""

    CERTIFICATE = "certificate"
    LIVES_HERE = "lives_here"
    CARE = "care"
    VISIT = "visit"
    REGISTRATION = "registration"
    CANDIDATE = "candidate"
    DEVIATION = "deviation"
    DISAGREEMENT = "disagreement"


class Fate(StrEnum):
    """What is to become of a person's records on a day."""

    DUE = "due"
    RESEARCH = "research"
    NOT_YET = "not_yet"
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFile:
    """What is kept of a person, as far as it decides; ``visits`` are days that are planned.

    ``last_note`` is the newest day of any record, ``unit_types`` what every unit is that the person
    has lived at or been cared for by, ``deviations`` also those that a disagreement about the
    person rests on.
    """

    person: Person
    last_note: date
    certificates: Sequence[Certificate] = ()
    decisions: Sequence[EligibilityDecision] = ()
    residences: Sequence[Residence] = ()
    supports: Sequence[Support] = ()
    registrations: Sequence[Registration] = ()
    candidates: Sequence[Candidate] = ()
    deviations: Sequence[Deviation] = ()
    disagreements: Sequence[Disagreement] = ()
    visits: Collection[date] = ()
    unit_types: Collection[UnitType] = ()
    has_findings: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What is to become of a file: by ``rule``, which keeps it longest of the ``rules`` for it.

    ``ends`` is the last day of the time, ``finish_by`` the last day to have it done.
    """

    fate: Fate
    rule: DisposalRule
    rules: tuple[DisposalRule, ...]
    ends: date
    finish_by: date | None
    still_open: tuple[StillOpen, ...]


def judge(file: PersonFile, rules: Sequence[DisposalRule], *, day: date) -> Verdict:
    """What is to become of it on the day, by rules of which there must be one."""
    holding = rules_for(file, rules)
    rule = max(holding, key=lambda one: (one.years, one.finish_within_calendar_years is None))
    ends = add_months(file.last_note, 12 * rule.years)
    still_open = what_is_open(file, day)
    if day <= ends:
        fate = Fate.NOT_YET
    elif still_open:
        fate = Fate.OPEN
    elif any(is_kept_for_research(file.person.number, one) for one in holding):
        fate = Fate.RESEARCH
    else:
        fate = Fate.DUE
    return Verdict(
        fate=fate,
        rule=rule,
        rules=holding,
        ends=ends,
        finish_by=finish_by(ends, rule),
        still_open=still_open,
    )


def rules_for(file: PersonFile, rules: Iterable[DisposalRule]) -> tuple[DisposalRule, ...]:
    """The regimes that the file belongs to: where nothing tells, all that hold otherwise."""
    every = tuple(rules)
    grounds = {one.ground for one in file.certificates} | {one.ground for one in file.decisions}
    types = set(file.unit_types)
    found = tuple(
        row
        for row in every
        if grounds.intersection(row.grounds)
        or types.intersection(row.unit_types)
        or (row.findings and file.has_findings)
    )
    return found or tuple(row for row in every if row.otherwise) or every


def finish_by(ends: date, rule: DisposalRule) -> date | None:
    """The last day to have it done, where the rule says one: the end of a calendar year."""
    years = rule.finish_within_calendar_years
    return None if years is None else date(ends.year + years, 12, 31)


def is_kept_for_research(number: str, rule: DisposalRule) -> bool:
    """Whether the rule keeps whoever is born on that day of a month, or everybody."""
    return rule.keeps_everybody or birth_day(number) in rule.research_birth_days


def birth_day(number: str) -> int:
    """The day of the month that a number tells; where it is unknown one that no month has."""
    born = describe(number).birth_date
    if born is not None:
        return born.day
    day = int(number[6:8])
    return day - _COORDINATION_OFFSET if day >= _COORDINATION_OFFSET else day


def what_is_open(file: PersonFile, day: date) -> tuple[StillOpen, ...]:
    """Everything that is not finished; who is dead or has left is here no more."""
    here = not _is_gone(file.person, day)
    checks = {
        StillOpen.CERTIFICATE: any(is_ours_from(one, day) for one in file.certificates),
        StillOpen.LIVES_HERE: here
        and any(one.unit_id is not None and _lasts(one.to_day, day) for one in file.residences),
        StillOpen.CARE: here and any(_lasts(one.to_day, day) for one in file.supports),
        StillOpen.VISIT: any(day <= one for one in file.visits),
        StillOpen.REGISTRATION: any(
            one.state is RegistrationState.TO_REGISTER for one in file.registrations
        ),
        StillOpen.CANDIDATE: here and any(_waits(one, day) for one in file.candidates),
        StillOpen.DEVIATION: any(one.state is not DeviationState.CLOSED for one in file.deviations),
        StillOpen.DISAGREEMENT: any(one.closed_on is None for one in file.disagreements),
    }
    return tuple(what for what, is_open in checks.items() if is_open)


def _is_gone(person: Person, day: date) -> bool:
    return any(left is not None and left < day for left in (person.died_on, person.moved_out_on))


def _waits(candidate: Candidate, day: date) -> bool:
    """Whether somebody is to look at them: now, or on a day that is still to come."""
    if candidate.state in (CandidateState.NOT_ASSESSED, CandidateState.NEEDS_JUDGEMENT):
        return True
    return candidate.again_on is not None and day <= candidate.again_on


def _lasts(last: date | None, day: date) -> bool:
    return last is None or day <= last
