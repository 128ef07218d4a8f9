"""Printing the paper application of somebody with a protected identity, and noting that it is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from munhalsa.application.contacts import person_to_edit
from munhalsa.application.context import Context
from munhalsa.application.find_records import certificate_by_number, the_municipality
from munhalsa.application.forms import PaperApplicationForm, Printed
from munhalsa.application.logged_files import gone_unless_logged
from munhalsa.application.ports import Changes, Deed, Reader
from munhalsa.application.printing import FormPrinter, letterhead_of, whom_to_ask, with_homes
from munhalsa.application.protect_person import check_on_paper
from munhalsa.domain.account import Permission
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.person import Dentist, PaperState, PaperStep, Person
from munhalsa.domain.response import Response, response_on


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperPrinted:
    """The form, and the event that noted it as printed."""

    printed: Printed
    event: str
    changes: Changes


def print_paper_application(
    context: Context, printer: FormPrinter, *, number: str, reason: str, out: Path
) -> PaperPrinted:
    """Print it for a user named for protected identities; the step is noted in the same deed."""
    context.require(Permission.PRINT)
    found = person_to_edit(context, number)
    check_on_paper(context, found, reason)
    with context.read(Permission.PRINT) as reader:
        municipality = the_municipality(reader)
        letterhead = letterhead_of(reader, municipality)
        form = _form(context, reader, found)
    printed = printer.paper_applications(
        [form], letterhead=letterhead, created=context.clock.now(), out=out
    )
    deed = Deed(
        action="person.paper_printed",
        subject_kind="person",
        subject_id=found.id,
        purpose=reason.strip(),
    )
    with gone_unless_logged(out), context.write(deed, Permission.EDIT_PERSONS) as work:
        step = PaperStep(
            id=context.new_id(),
            person_id=found.id,
            state=PaperState.FORM_PRINTED,
            day=context.today,
            noted_by=context.session.name,
        )
        work.add(step)
        done = work.commit()
    return PaperPrinted(printed=printed, event=done.event, changes=done.changes)


def _form(context: Context, reader: Reader, person: Person) -> PaperApplicationForm:
    day = context.today
    certificate = certificate_by_number(reader, person.number, today=day)
    (addressed,) = with_homes(context, reader, [person])
    response = response_on(day, reader.find(Response, person_id=person.id))
    interpreter = (person.language or "behövs") if person.needs_interpreter else None
    return PaperApplicationForm(
        printed_on=day,
        number=certificate.number,
        person=addressed.on_form(),
        ground=certificate.ground.value,
        valid_from=certificate.issued,
        valid_to=certificate.last_day,
        wants=None if response is None else response.wants,
        answered=None if response is None else response.answered,
        dentist=_dentist(reader, person, day),
        interpreter=interpreter,
        ask=whom_to_ask(context, the_municipality(reader)),
    )


def _dentist(reader: Reader, person: Person, day: date) -> str | None:
    chosen = [
        one
        for one in reader.find(Dentist, person_id=person.id)
        if one.from_day is None or one.from_day <= day
    ]
    newest = max(chosen, key=lambda one: (one.from_day or date.min, one.id), default=None)
    return None if newest is None else newest.name
