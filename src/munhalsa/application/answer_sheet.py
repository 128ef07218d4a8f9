"""Svarslista: everybody at a unit with a certificate, with the answer that counts today."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from munhalsa.application.context import Context
from munhalsa.application.find_records import the_municipality, unit_by_code_or_name
from munhalsa.application.forms import AnswerListForm, AnswerListRow, Printed
from munhalsa.application.ports import Deed, Reader
from munhalsa.application.ports_due import DueFacts, Moment
from munhalsa.application.practice import practice_of
from munhalsa.application.printing import FormPrinter, letterhead_of, note_printed, with_homes
from munhalsa.application.printing import whom_to_ask as whom
from munhalsa.domain.account import Permission
from munhalsa.domain.identity import describe, masked
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.person import Person
from munhalsa.domain.response import Response, response_on
from munhalsa.domain.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLine:
    """One person; ``number`` is masked, ``wants`` None: not asked."""

    person_id: str
    identity: str
    name: str
    number: str
    room: str | None
    wants: bool | None
    answered: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSheet:
    """A unit's list, by room and then by name; protected identities are left out and counted not.

    They are handled on paper, and a list of a unit would tell where they live.
    """

    unit: Unit
    day: date
    lines: tuple[SheetLine, ...]


def answer_sheet(context: Context, unit: str) -> AnswerSheet:
    """The list of the unit with that code, name or id; it is noted."""
    context.require(Permission.RECORD_RESPONSES)
    with context.read(Permission.RECORD_RESPONSES) as reader:
        sheet = _sheet(context, reader, unit)
    context.store.note(
        Deed(
            action="response.list",
            subject_kind="unit",
            subject_id=sheet.unit.id,
            details={"hits": len(sheet.lines)},
        ),
        session=context.session,
        persons=[line.person_id for line in sheet.lines],
    )
    return sheet


def print_answer_sheet(context: Context, printer: FormPrinter, *, unit: str, out: Path) -> Printed:
    """The same list on paper, with room for the answers."""
    context.require(Permission.RECORD_RESPONSES)
    with context.read(Permission.RECORD_RESPONSES) as reader:
        municipality = the_municipality(reader)
        letterhead = letterhead_of(reader, municipality)
        sheet = _sheet(context, reader, unit)
        people = reader.find(Person, id=[line.person_id for line in sheet.lines])
        addressed = with_homes(context, reader, people)
    form = AnswerListForm(
        printed_on=context.today,
        unit=sheet.unit.name,
        responsible=f"{sheet.unit.responsible_name}, {sheet.unit.responsible_phone}",
        rows=tuple(_printed(line) for line in sheet.lines),
        ask=whom(context, municipality),
    )
    printed = printer.answer_lists(
        [form], letterhead=letterhead, created=context.clock.now(), out=out
    )
    return note_printed(context, "print.answer_list", addressed, printed)


def _sheet(context: Context, reader: Reader, unit: str) -> AnswerSheet:
    found = unit_by_code_or_name(reader, unit)
    moment = Moment(
        day=context.today,
        practice=practice_of(reader, context.rules, day=context.today),
        see_protected=False,
    )
    facts = reader.due.certified_at(found.id, moment)
    answers: dict[str, list[Response]] = {}
    for response in reader.find(Response, person_id=[one.id for one in facts]):
        answers.setdefault(response.person_id, []).append(response)
    lines = [_line(one, answers.get(one.id, ()), context.today) for one in facts]
    return AnswerSheet(unit=found, day=context.today, lines=tuple(lines))


def _line(facts: DueFacts, answers: Sequence[Response], day: date) -> SheetLine:
    counts = response_on(day, answers)
    return SheetLine(
        person_id=facts.id,
        identity=facts.number,
        name=f"{facts.family_name}, {facts.given_name}",
        number=masked(facts.number),
        room=facts.room,
        wants=None if counts is None else counts.wants,
        answered=None if counts is None else counts.answered,
    )


def _printed(line: SheetLine) -> AnswerListRow:
    born = describe(line.identity).birth_date
    return AnswerListRow(
        name=line.name,
        born=None if born is None else born.isoformat(),
        room=line.room,
        wants=line.wants,
        answered=line.answered,
    )
