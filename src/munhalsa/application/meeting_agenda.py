"""What to talk about with the provider at the next meeting, out of the records; nobody is named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from munhalsa.application.context import Context
from munhalsa.application.dental_contracts import provider_on
from munhalsa.application.deviation_forms import AgendaForm, AgendaRow, AgendaTopic
from munhalsa.application.deviation_words import STATE_WORDS
from munhalsa.application.find_records import the_municipality
from munhalsa.application.forms import Printed
from munhalsa.application.logged_files import gone_unless_logged
from munhalsa.application.ports import Deed, Reader
from munhalsa.application.ports_due import DueFilter, DueOrder, Moment
from munhalsa.application.practice import practice_of
from munhalsa.application.printing import FormPrinter, letterhead_of, whom_to_ask
from munhalsa.application.view_deviations import ALL, DeviationLine, lines_of
from munhalsa.application.view_disagreements import DisagreementLine, open_disagreements
from munhalsa.domain.account import Permission
from munhalsa.domain.assessment import Assessment, AssessmentOutcome
from munhalsa.domain.dates import months_before
from munhalsa.domain.deviation import DeviationState
from munhalsa.domain.due import DueList
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.round import RoundChange, RoundDeed, Side
from munhalsa.domain.training import CancelledBy, Training, TrainingState, TrainingUnit
from munhalsa.domain.unit import DentalContract, Unit

MONTHS_SINCE_LAST = 3
"""So far back the agenda goes unless a day is told: the meetings are taken to be quarterly."""

_WRONG_UNIT = "wrong_unit"
_CANCELLED = {
    AssessmentOutcome.CANCELLED_BY_PROVIDER: "Besök inställt av tandvården",
    AssessmentOutcome.CANCELLED_BY_UNIT: "Besök inställt av enheten",
}
_BY = {Side.PROVIDER: "av tandvården", Side.UNIT: "av enheten"}
_HEADINGS = ("Fel boendeenhet", "Inställt och flyttat", "Sena besök", "Öppna avvikelser")
_OPEN_DISAGREEMENTS = "Oenigheter"


def meeting_agenda(
    context: Context, *, first: date | None = None, last: date | None = None
) -> AgendaForm:
    """Wrong units and cancellations of the days, late visits and what is open today."""
    context.require(Permission.SEE_DEVIATIONS)
    end = last or context.today
    begin = first or months_before(end, MONTHS_SINCE_LAST)
    if begin > end:
        raise Rejected(
            "end_before_start", "Sista dagen ligger före den första. Rätta en av dem.", field="to"
        )
    with context.read(Permission.SEE_DEVIATIONS) as reader:
        deviations = lines_of(context, reader, ALL)
        units = {one.id: one.name for one in reader.find(Unit)}
        inside = [one for one in deviations if begin <= one.day <= end]
        contents = (
            _wrong_units(inside),
            _cancellations(reader, units, begin, end),
            _late(context, reader),
            _open(deviations),
        )
        topics = [
            AgendaTopic(heading=heading, rows=tuple(rows))
            for heading, rows in zip(_HEADINGS, contents, strict=True)
        ]
        if context.rules.deviations.ladder_on(context.today):
            rows = tuple(_disagreements(open_disagreements(context, reader)))
            topics.append(AgendaTopic(heading=_OPEN_DISAGREEMENTS, rows=rows))
        contract = provider_on(reader.find(DentalContract, order_by="from_day"), context.today)
        municipality = the_municipality(reader)
    return AgendaForm(
        printed_on=context.today,
        first=begin,
        last=end,
        provider=None if contract is None else contract.provider,
        topics=tuple(topics),
        ask=whom_to_ask(context, municipality),
    )


def print_agenda(
    context: Context,
    printer: FormPrinter,
    *,
    out: Path,
    first: date | None = None,
    last: date | None = None,
) -> Printed:
    """The same as PDF."""
    form = meeting_agenda(context, first=first, last=last)
    with context.read(Permission.SEE_DEVIATIONS) as reader:
        letterhead = letterhead_of(reader, the_municipality(reader))
    printed = printer.agenda(form, letterhead=letterhead, created=context.clock.now(), out=out)
    deed = Deed(action="print.agenda", subject_kind="search", subject_id="agenda")
    with gone_unless_logged(printed.path):
        context.store.note(deed, session=context.session)
    return printed


def _wrong_units(inside: Iterable[DeviationLine]) -> list[AgendaRow]:
    return [
        AgendaRow(day=one.day, where=one.unit or "", what=STATE_WORDS[one.state])
        for one in inside
        if one.category == _WRONG_UNIT
    ]


def _cancellations(
    reader: Reader, units: Mapping[str, str], begin: date, end: date
) -> list[AgendaRow]:
    rows = [
        *_round_changes(reader, units),
        *_trainings(reader, units),
        *_visits(reader, units),
    ]
    inside = [row for row in rows if row.day is not None and begin <= row.day <= end]
    return sorted(inside, key=lambda row: (row.day or begin, row.where), reverse=True)


def _round_changes(reader: Reader, units: Mapping[str, str]) -> Iterable[AgendaRow]:
    for one in reader.find(RoundChange):
        by = _BY[one.by_side]
        if one.deed is RoundDeed.CANCELLED:
            what = f"Besöksdag inställd {by}: {one.reason}"
        else:
            what = f"Besöksdag flyttad till {one.to_day} {by}: {one.reason}"
        yield AgendaRow(day=one.from_day, where=units.get(one.unit_id, ""), what=what)


def _trainings(reader: Reader, units: Mapping[str, str]) -> Iterable[AgendaRow]:
    cancelled = {one.id: one for one in reader.find(Training, state=TrainingState.CANCELLED)}
    places: dict[str, list[str]] = {}
    for link in reader.find(TrainingUnit, training_id=list(cancelled)):
        places.setdefault(link.training_id, []).append(units.get(link.unit_id, ""))
    for one in cancelled.values():
        by = "av tandvården" if one.cancelled_by is CancelledBy.PROVIDER else "av kommunen"
        reason = f": {one.reason}" if one.reason else ""
        where = ", ".join(sorted(places.get(one.id, ())))
        yield AgendaRow(day=one.day, where=where, what=f"Utbildning inställd {by}{reason}")


def _visits(reader: Reader, units: Mapping[str, str]) -> Iterable[AgendaRow]:
    """Cancelled visits that are no whole day's: how many a unit and day."""
    found = Counter(
        (one.day, one.unit_id or "", one.outcome)
        for one in reader.find(Assessment, outcome=list(_CANCELLED))
        if one.duplicate_of_id is None and one.round_id is None
    )
    for (day, unit, outcome), count in found.items():
        what = _CANCELLED[outcome]
        yield AgendaRow(
            day=day, where=units.get(unit, ""), what=what if count == 1 else f"{what}: {count}"
        )


def _late(context: Context, reader: Reader) -> list[AgendaRow]:
    """How many at each unit wait for their first assessment longer than they should."""
    moment = Moment(
        day=context.today,
        practice=practice_of(reader, context.rules, day=context.today),
        see_protected=False,
    )
    ids = reader.due.ids(DueList.LATE, DueFilter(), DueOrder(), moment)
    found = Counter(
        "" if facts.protected else facts.unit or ""
        for facts in reader.due.facts(DueList.LATE, ids, moment)
    )
    months = moment.practice.late_months
    return [
        AgendaRow(day=None, where=unit, what=f"{count} väntar sedan mer än {months} månader")
        for unit, count in sorted(found.items(), key=lambda one: (-one[1], one[0]))
    ]


def _open(deviations: Iterable[DeviationLine]) -> list[AgendaRow]:
    """The late first, then by day."""
    found = [one for one in deviations if one.state is not DeviationState.CLOSED]
    return [
        AgendaRow(
            day=one.day,
            where=one.unit or "",
            what=f"{one.category_word}: {STATE_WORDS[one.state].lower()}"
            + (f", svaret försenat sedan {one.answer_due}" if one.overdue else ""),
        )
        for one in sorted(found, key=lambda one: (not one.overdue, one.day))
    ]


def _disagreements(lines: Iterable[DisagreementLine]) -> Iterable[AgendaRow]:
    for one in lines:
        what = "inte upptagen i något steg" if one.step is None else f"steg {one.step}"
        yield AgendaRow(day=one.day, where=one.unit or "", what=what)
