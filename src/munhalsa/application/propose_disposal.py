"""Whose records are to be disposed of (gallras) today, and why; what is kept for research."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from munhalsa.application.context import Context
from munhalsa.application.find_records import the_municipality
from munhalsa.application.ports import Deed, Reader
from munhalsa.application.settings import OWN_CHOICE
from munhalsa.domain.account import Permission, Setting
from munhalsa.domain.assessment import OralFindings
from munhalsa.domain.candidate import Candidate, Support
from munhalsa.domain.certificate import Certificate, EligibilityDecision, Registration
from munhalsa.domain.dates import add_months
from munhalsa.domain.deviation import Deviation, Disagreement, DisagreementDeviation
from munhalsa.domain.disposal import Fate, PersonFile, StillOpen, Verdict, judge
from munhalsa.domain.disposal_rules import DisposalRule, rules_in
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.person import Person, Residence
from munhalsa.domain.round import PlannedVisit, Round
from munhalsa.domain.unit import Unit

R = TypeVar("R")

YEARS_SETTING = "disposal_years_"
ARCHIVE_FIRST = "disposal_archive_first"
_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class DisposalLine:
    """One person: why now (``rule``, the last note, when the time ran out), and when at the latest.

    ``late``: the last day to have it done has passed.
    """

    id: str
    number: str
    name: str
    protected: bool
    rule: str
    last_note: date
    ended: date
    finish_by: date | None
    late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleLine:
    """A rule as it holds here: ``decided`` where the municipality has set its own time."""

    regime: str
    name: str
    years: int
    source: str
    assumption: str | None
    decided: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DisposalProposal:
    """Who is proposed, who has stood the time but is kept for research, and what is still open.

    ``still_open`` counts those whose time has run out but of whom something is not finished, by
    what it is. ``left_out_protected``: how many this user may not see.
    """

    day: date
    rules: tuple[RuleLine, ...]
    due: tuple[DisposalLine, ...]
    research: tuple[DisposalLine, ...]
    still_open: Mapping[StillOpen, int]
    left_out_protected: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A person's file and what is to become of it today."""

    file: PersonFile
    verdict: Verdict


def propose_disposal(context: Context) -> DisposalProposal:
    """Whose time has run out today; that they were shown is logged."""
    context.require_everywhere(Permission.DISPOSE)
    with context.read(Permission.DISPOSE) as reader:
        rules = rules_here(context, reader)
        judged = judged_today(context, reader, rules)
    seen = [one for one in judged if is_seen(context, one.file.person)]
    of_fate = {fate: [one for one in seen if one.verdict.fate is fate] for fate in Fate}
    shown = [*of_fate[Fate.DUE], *of_fate[Fate.RESEARCH]]
    deed = Deed(
        action="disposal.list",
        subject_kind="disposal",
        subject_id="",
        details={"hits": len(shown)},
    )
    context.store.note(deed, session=context.session, persons=[one.file.person.id for one in shown])
    return DisposalProposal(
        day=context.today,
        rules=tuple(map(rule_line, rules)),
        due=lines_of(of_fate[Fate.DUE], context.today),
        research=lines_of(of_fate[Fate.RESEARCH], context.today),
        still_open=Counter(what for one in of_fate[Fate.OPEN] for what in one.verdict.still_open),
        left_out_protected=len(judged) - len(seen),
    )


def is_seen(context: Context, person: Person) -> bool:
    """Whether the user may know of them."""
    return context.session.sees_protected or not person.is_protected


def rules_here(context: Context, reader: Reader) -> tuple[DisposalRule, ...]:
    """The rules of the day in this municipality, with the times that it has set itself."""
    code = the_municipality(reader).id
    chosen = reader.find(Setting, order_by="valid_from")
    found = []
    for rule in rules_in(context.rules.disposal, day=context.today, municipality=code):
        own = [
            one
            for one in chosen
            if one.key == f"{YEARS_SETTING}{rule.regime}" and one.valid_from <= context.today
        ]
        found.append(_with_own(rule, own[-1]) if own else rule)
    return tuple(found)


def _with_own(rule: DisposalRule, own: Setting) -> DisposalRule:
    return replace(
        rule, years=int(own.value), source=own.source or OWN_CHOICE, assumption=None, note=own.key
    )


def rule_line(rule: DisposalRule) -> RuleLine:
    """The rule as it is shown and told on the receipt."""
    return RuleLine(
        regime=rule.regime.value,
        name=rule.name,
        years=rule.years,
        source=rule.source,
        assumption=rule.assumption,
        decided=rule.assumption is None and rule.note is not None,
    )


def judged_today(context: Context, reader: Reader, rules: Sequence[DisposalRule]) -> list[Judged]:
    """Everybody whose shortest time has run out, in the order of names."""
    if not rules:
        return []
    until = add_months(context.today, -12 * min(rule.years for rule in rules))
    notes = reader.disposal.last_notes(until=until)
    ids = sorted(notes)
    judged = [
        Judged(file=file, verdict=judge(file, rules, day=context.today))
        for first in range(0, len(ids), _AT_ONCE)
        for file in _files(reader, ids[first : first + _AT_ONCE], notes)
    ]
    return sorted(judged, key=lambda one: (one.file.person.sort_key, one.file.person.id))


def lines_of(judged: Iterable[Judged], day: date) -> tuple[DisposalLine, ...]:
    """As they are shown."""
    return tuple(_line(one.file, one.verdict, day) for one in judged)


def _line(file: PersonFile, verdict: Verdict, day: date) -> DisposalLine:
    person = file.person
    return DisposalLine(
        id=person.id,
        number=person.number,
        name=f"{person.family_name}, {person.given_name}",
        protected=person.is_protected,
        rule=verdict.rule.name,
        last_note=file.last_note,
        ended=verdict.ends,
        finish_by=verdict.finish_by,
        late=verdict.finish_by is not None and verdict.finish_by < day,
    )


def _files(reader: Reader, ids: list[str], notes: Mapping[str, date]) -> Iterator[PersonFile]:
    def of(kind: type[R]) -> Mapping[str, list[R]]:
        return _by(reader.find(kind, person_id=ids), lambda one: one.person_id)

    certificates, decisions = of(Certificate), of(EligibilityDecision)
    residences, supports = of(Residence), of(Support)
    registrations, candidates = of(Registration), of(Candidate)
    deviations, disagreements = of(Deviation), of(Disagreement)
    findings, visits = of(OralFindings), _visits(reader, ids)
    resting = _resting_on(reader, [one for own in deviations.values() for one in own])
    types = {one.id: one.type for one in reader.find(Unit)}
    for person in reader.find(Person, id=ids):
        own = person.id
        units = {one.unit_id for one in residences[own]} | {one.unit_id for one in supports[own]}
        yield PersonFile(
            person=person,
            last_note=notes[own],
            certificates=certificates[own],
            decisions=decisions[own],
            residences=residences[own],
            supports=supports[own],
            registrations=registrations[own],
            candidates=candidates[own],
            deviations=deviations[own],
            disagreements=[*disagreements[own], *resting[own]],
            visits=visits[own],
            unit_types={types[unit] for unit in units if unit is not None},
            has_findings=bool(findings[own]),
        )


def _visits(reader: Reader, ids: list[str]) -> Mapping[str, list[date]]:
    """The days of the visits that are planned and not called off."""
    planned = reader.find(PlannedVisit, person_id=ids, cancelled_on=None)
    rounds = {one.id: one for one in reader.find(Round, id=[one.round_id for one in planned])}
    found: dict[str, list[date]] = defaultdict(list)
    for one in planned:
        found[one.person_id].append(rounds[one.round_id].day)
    return found


def _resting_on(
    reader: Reader, deviations: Sequence[Deviation]
) -> Mapping[str, list[Disagreement]]:
    """By person, the disagreements that rest on a deviation about them, whomever they are about."""
    about = {one.id: one.person_id or "" for one in deviations}
    links = reader.find(DisagreementDeviation, deviation_id=sorted(about))
    known = {
        one.id: one for one in reader.find(Disagreement, id=[one.disagreement_id for one in links])
    }
    found: dict[str, list[Disagreement]] = defaultdict(list)
    for link in links:
        found[about[link.deviation_id]].append(known[link.disagreement_id])
    return found


def _by(records: Iterable[R], key: Callable[[Any], str]) -> Mapping[str, list[R]]:
    found: dict[str, list[R]] = defaultdict(list)
    for one in records:
        found[key(one)].append(one)
    return found
