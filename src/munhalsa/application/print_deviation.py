"""A deviation on paper, or as text to paste into the IT service."""

from __future__ import annotations

from pathlib import Path

from munhalsa.application.context import Context
from munhalsa.application.dental_contracts import provider_on
from munhalsa.application.deviation_fields import deviation_named
from munhalsa.application.deviation_forms import DeviationReportForm
from munhalsa.application.deviation_words import SEVERITY_WORDS
from munhalsa.application.find_records import the_municipality
from munhalsa.application.forms import Letterhead, Printed
from munhalsa.application.ports import Deed
from munhalsa.application.printing import (
    Addressed,
    FormPrinter,
    letterhead_of,
    note_printed,
    refuse_protected,
    whom_to_ask,
    with_homes,
)
from munhalsa.domain.account import Permission
from munhalsa.domain.deviation import Deviation, Direction
from munhalsa.domain.municipality import whole_name
from munhalsa.domain.person import Person
from munhalsa.domain.unit import DentalContract, Unit

PROVIDER = "Tandvården"


def print_deviation(
    context: Context, printer: FormPrinter, *, deviation: str, out: Path
) -> Printed:
    """The report of one deviation as PDF; where it goes is the caller's to say."""
    form, letterhead, addressed = _form(context, deviation)
    printed = printer.deviation_reports(
        [form], letterhead=letterhead, created=context.clock.now(), out=out
    )
    return note_printed(context, "print.deviation", addressed, printed)


def deviation_text(context: Context, *, deviation: str) -> str:
    """The same as plain text for the clipboard; it leaves no file, and is logged."""
    form, _, addressed = _form(context, deviation)
    persons = [each.person.id for each in addressed]
    deed = Deed(
        action="print.deviation",
        subject_kind="person",
        subject_id=persons[0] if persons else "",
        details={"persons": len(persons), "as": "text"},
    )
    context.store.note(deed, session=context.session, persons=persons)
    return _as_text(form)


def _form(context: Context, named: str) -> tuple[DeviationReportForm, Letterhead, list[Addressed]]:
    context.require(Permission.SEE_DEVIATIONS)
    with context.read(Permission.SEE_DEVIATIONS) as reader:
        deviation = deviation_named(reader, named)
        municipality = the_municipality(reader)
        concerned = [] if deviation.person_id is None else [deviation.person_id]
        addressed = with_homes(context, reader, reader.find(Person, id=concerned))
        places = [] if deviation.unit_id is None else [deviation.unit_id]
        units = [one.name for one in reader.find(Unit, id=places)]
        contract = provider_on(reader.find(DentalContract, order_by="from_day"), deviation.day)
        letterhead = letterhead_of(reader, municipality)
    refuse_protected(context, addressed)
    parties = (whole_name(municipality.name), PROVIDER if contract is None else contract.provider)
    to_provider = deviation.direction is Direction.TO_PROVIDER
    sender, receiver = parties if to_provider else parties[::-1]
    handling = context.rules.deviations.handling_on(deviation.reported_on or deviation.day)
    form = DeviationReportForm(
        printed_on=context.today,
        term=handling.term,
        service=handling.service,
        promptly=handling.promptly,
        sender=sender,
        receiver=receiver,
        category=_category(context, deviation),
        severity=None if deviation.severity is None else SEVERITY_WORDS[deviation.severity],
        person=addressed[0].on_form() if addressed else None,
        unit=units[0] if units else None,
        day=deviation.day,
        agreement=deviation.agreement,
        cooperation_failure=deviation.cooperation_failure,
        description=deviation.description,
        reason=deviation.reason,
        record_number=deviation.record_number,
        service_reference=deviation.service_reference,
        reported_on=deviation.reported_on,
        reported_by=deviation.reported_by,
        answer_due=deviation.answer_due,
        answered_on=deviation.answered_on,
        answer=deviation.answer,
        analysis=deviation.analysis,
        measures=deviation.measures,
        ask=whom_to_ask(context, municipality),
    )
    return form, letterhead, addressed


def _category(context: Context, deviation: Deviation) -> str:
    return context.rules.deviations.word_for(
        deviation.category, direction=deviation.direction, day=deviation.day
    )


def _as_text(form: DeviationReportForm) -> str:
    person = form.person
    told = (
        ("Från", form.sender),
        ("Till", form.receiver),
        ("Dag", form.day),
        ("Vad den gäller", form.category),
        ("Klass", form.severity),
        ("Person", None if person is None else f"{person.name}, {person.identity_number}"),
        ("Enhet", form.unit),
        ("Följdes inte", form.agreement),
        ("Brist i samverkan", "Ja" if form.cooperation_failure else "Nej"),
        ("Diarienummer", form.record_number),
        ("Vad som hände", form.description),
        ("Orsak", form.reason),
        ("Svar", form.answer),
        ("Analys", form.analysis),
        ("Åtgärder", form.measures),
    )
    return "\n".join(f"{what}: {value}" for what, value in told if value)
