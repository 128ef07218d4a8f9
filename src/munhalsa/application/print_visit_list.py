"""The visit list of a besöksdag on paper."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from munhalsa.application.addresses import city_line
from munhalsa.application.context import Context
from munhalsa.application.due_words import TRIED_WORDS
from munhalsa.application.find_records import the_municipality
from munhalsa.application.forms import Printed
from munhalsa.application.ports import Reader
from munhalsa.application.printing import (
    FormPrinter,
    letterhead_of,
    note_printed,
    whom_to_ask,
    with_homes,
)
from munhalsa.application.round_steps import RoundSheet, Visit, round_by_id, sheet_of
from munhalsa.application.visit_forms import VisitListForm, VisitRow
from munhalsa.domain.account import Permission
from munhalsa.domain.assessment import Assessment
from munhalsa.domain.identity import describe
from munhalsa.domain.person import Authority, Contact, Person
from munhalsa.domain.response import Response, response_on

INTERPRETER = "Tolk"


def print_visit_list(context: Context, printer: FormPrinter, *, round: str, out: Path) -> Printed:
    """Everybody on the day by room; whoever is handled on paper is left out and counted."""
    context.require(Permission.SEE_ROUNDS)
    with context.read(Permission.SEE_ROUNDS) as reader:
        municipality = the_municipality(reader)
        letterhead = letterhead_of(reader, municipality)
        sheet = sheet_of(context, reader, round_by_id(reader, round))
        people = reader.find(Person, id=[one.person_id for one in sheet.visits])
        addressed = with_homes(context, reader, people)
        rows = _rows(reader, sheet, {one.id: one for one in people})
    unit, planned = sheet.unit, sheet.round
    form = VisitListForm(
        printed_on=context.today,
        day=planned.day,
        unit=unit.name,
        address=", ".join(
            part for part in (unit.street, city_line(unit.postal_code, unit.city)) if part
        ),
        responsible=f"{unit.responsible_name}, {unit.responsible_phone}",
        entry=unit.entry_instructions,
        hygienist=planned.hygienist,
        staff=planned.staff,
        note=planned.note,
        rows=rows,
        on_paper=sheet.on_paper,
        ask=whom_to_ask(context, municipality),
    )
    printed = printer.visit_lists(
        [form], letterhead=letterhead, created=context.clock.now(), out=out
    )
    noted = note_printed(context, "print.visit_list", addressed, printed)
    return Printed(path=noted.path, pages=noted.pages, left_out_protected=sheet.on_paper)


def _rows(reader: Reader, sheet: RoundSheet, people: dict[str, Person]) -> tuple[VisitRow, ...]:
    ids = list(people)
    answers: dict[str, list[Response]] = {}
    for answer in reader.find(Response, person_id=ids):
        answers.setdefault(answer.person_id, []).append(answer)
    contacts: dict[str, list[Contact]] = {}
    for contact in reader.find(Contact, person_id=ids):
        contacts.setdefault(contact.person_id, []).append(contact)
    assessed: dict[str, list[Assessment]] = {}
    for one in reader.find(Assessment, order_by="day", person_id=ids):
        assessed.setdefault(one.person_id, []).append(one)
    return tuple(
        _row(
            visit,
            people[visit.person_id],
            sheet,
            response_on(sheet.round.day, answers.get(visit.person_id, ())),
            contacts.get(visit.person_id, ()),
            assessed.get(visit.person_id, ()),
        )
        for visit in sheet.visits
    )


def _row(
    visit: Visit,
    person: Person,
    sheet: RoundSheet,
    answer: Response | None,
    contacts: Sequence[Contact],
    assessed: Sequence[Assessment],
) -> VisitRow:
    born = describe(visit.identity).birth_date
    day = sheet.round.day
    tried = [
        one
        for one in assessed
        if one.outcome in TRIED_WORDS
        and not one.is_performed
        and (visit.last is None or one.day > visit.last)
        and one.day < day
    ]
    speaks = [
        f"{one.name}, {one.phone}" if one.phone else one.name
        for one in contacts
        if one.authority is Authority.REPRESENTS and one.is_current_on(day)
    ]
    language = person.language or ""
    return VisitRow(
        name=visit.name,
        born=None if born is None else born.isoformat(),
        room=visit.room,
        place=visit.unit if visit.unit != sheet.unit.name else None,
        wants=None if answer is None else answer.wants,
        last=visit.last,
        tried=f"{tried[-1].day}, {TRIED_WORDS[tried[-1].outcome]}" if tried else None,
        language=f"{INTERPRETER} {language}".strip() if person.needs_interpreter else None,
        beside=", ".join(speaks) or None,
    )
