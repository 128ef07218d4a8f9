"""Printing for the unit: the care card, the residents' dental care, and what the visits led to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from munhalsa.application.assessment_words import OUTCOME_WORDS
from munhalsa.application.care_cards import card_of, lines_of
from munhalsa.application.care_forms import (
    CareCardForm,
    CareCardRow,
    UnitReportForm,
    UnitReportRow,
    UnitSheetForm,
    UnitSheetRow,
)
from munhalsa.application.context import Context
from munhalsa.application.find_records import (
    person_by_number,
    the_municipality,
    unit_by_code_or_name,
)
from munhalsa.application.forms import Contact, Printed
from munhalsa.application.ports import Reader
from munhalsa.application.ports_due import Moment
from munhalsa.application.practice import practice_of
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
from munhalsa.domain.assessment import Assessment, CareNeed
from munhalsa.domain.care_card import CareCard, CareCardLine
from munhalsa.domain.care_card_rules import valid_card
from munhalsa.domain.person import Dentist, Person
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.round import PlannedVisit, Round
from munhalsa.domain.unit import DentalContract, Unit

_TAKES_CARE = frozenset({CareNeed.NOT_URGENT, CareNeed.URGENT})


def print_care_card(context: Context, printer: FormPrinter, *, number: str, out: Path) -> Printed:
    """The valid care card of one person, on one page."""
    context.require(Permission.RECEIVE_CARE_CARDS)
    with context.read(Permission.RECEIVE_CARE_CARDS) as reader:
        municipality = the_municipality(reader)
        letterhead = letterhead_of(reader, municipality)
        person = person_by_number(reader, number, today=context.today)
        (addressed,) = with_homes(context, reader, [person])
        card = card_of(reader, person)
        form = card_form(context, reader, addressed, card, lines_of(reader, card))
    refuse_protected(context, [addressed])
    printed = printer.care_cards(
        [form], letterhead=letterhead, created=context.clock.now(), out=out
    )
    return note_printed(context, "print.care_card", [addressed], printed)


def card_form(
    context: Context,
    reader: Reader,
    addressed: Addressed,
    card: CareCard,
    lines: Sequence[CareCardLine],
) -> CareCardForm:
    """What stands on the printed card."""
    person = addressed.person
    symbols = {phrase.id: phrase.symbol for phrase in context.rules.care_phrases}
    return CareCardForm(
        printed_on=context.today,
        day=card.day,
        name=f"{person.given_name} {person.family_name[:1]}.",
        room=None if addressed.home is None else addressed.home.room,
        free_text=card.free_text,
        rows=tuple(
            CareCardRow(
                what=line.what,
                with_what=line.with_what,
                how_often=line.how_often,
                by_whom=line.by_whom,
                symbol=symbols.get(line.phrase or ""),
            )
            for line in lines
        ),
        ring=provider_on(reader, context.today),
        next_assessment=card.next_assessment,
        signed_by=card.signed_by,
    )


def provider_on(reader: Reader, day: date) -> Contact | None:
    """Whom to ring at the provider that has the contract on the day."""
    for contract in reader.find(DentalContract, order_by="from_day"):
        if contract.from_day <= day and (contract.to_day is None or day <= contract.to_day):
            return Contact(name=contract.provider, phone=contract.phone)
    return None


def print_unit_sheet(context: Context, printer: FormPrinter, *, unit: str, out: Path) -> Printed:
    """Tandvårdsblad: dentist, care card and next visit of everybody at the unit with a certificate.

    Protected identities are left out: a list of a unit would tell where they live.
    """
    context.require(Permission.RECEIVE_CARE_CARDS)
    with context.read(Permission.RECEIVE_CARE_CARDS) as reader:
        municipality = the_municipality(reader)
        letterhead = letterhead_of(reader, municipality)
        found = unit_by_code_or_name(reader, unit)
        moment = Moment(
            day=context.today,
            practice=practice_of(reader, context.rules, day=context.today),
            see_protected=False,
        )
        ids = [one.id for one in reader.due.certified_at(found.id, moment)]
        addressed = with_homes(context, reader, reader.find(Person, id=ids))
        form = UnitSheetForm(
            printed_on=context.today,
            unit=found.name,
            responsible=_responsible(found),
            provider=provider_on(reader, context.today),
            rows=_sheet_rows(context, reader, addressed),
            ask=whom_to_ask(context, municipality),
        )
    printed = printer.unit_sheet(form, letterhead=letterhead, created=context.clock.now(), out=out)
    return note_printed(context, "print.unit_sheet", addressed, printed)


def _sheet_rows(
    context: Context, reader: Reader, addressed: Sequence[Addressed]
) -> tuple[UnitSheetRow, ...]:
    ids = [each.person.id for each in addressed]
    dentists: dict[str, Dentist] = {}
    for dentist in sorted(
        reader.find(Dentist, person_id=ids), key=lambda one: (one.from_day or date.min, one.id)
    ):
        dentists[dentist.person_id] = dentist
    cards: dict[str, list[CareCard]] = {}
    for card in reader.find(CareCard, person_id=ids):
        cards.setdefault(card.person_id, []).append(card)
    visits = _next_visits(reader, ids, today=context.today)
    rows = []
    for each in addressed:
        person = each.person.id
        valid = valid_card(cards.get(person, ()))
        rows.append(
            UnitSheetRow(
                name=each.name,
                room=None if each.home is None else each.home.room,
                dentist=dentists[person].name if person in dentists else None,
                card=None if valid is None else valid.day,
                card_received=valid is not None and valid.received_on is not None,
                next_visit=visits.get(person),
            )
        )
    return tuple(sorted(rows, key=lambda row: (row.room is None, row.room or "")))


def _next_visits(reader: Reader, ids: Sequence[str], *, today: date) -> Mapping[str, date]:
    """The nearest round from today that each is planned for."""
    planned = [one for one in reader.find(PlannedVisit, person_id=ids) if one.cancelled_on is None]
    rounds = {one.id: one.day for one in reader.find(Round, id={one.round_id for one in planned})}
    nearest: dict[str, date] = {}
    for one in planned:
        day = rounds[one.round_id]
        if day >= today:
            nearest[one.person_id] = min(day, nearest.get(one.person_id, day))
    return nearest


def print_unit_report(
    context: Context, printer: FormPrinter, *, unit: str, first: date, last: date, out: Path
) -> Printed:
    """Återrapport till enheten: who was seen there and who needs care, without more than that.

    Protected identities are left out.
    """
    context.require(Permission.RECEIVE_CARE_CARDS)
    if last < first:
        raise Rejected(
            "period_backwards", "Periodens sista dag ligger före den första. Rätta den.",
            field="until",
        )  # fmt: skip
    with context.read(Permission.RECEIVE_CARE_CARDS) as reader:
        municipality = the_municipality(reader)
        letterhead = letterhead_of(reader, municipality)
        found = unit_by_code_or_name(reader, unit)
        visits = [
            one
            for one in reader.find(Assessment, order_by="day", unit_id=found.id)
            if first <= one.day <= last and one.duplicate_of_id is None
        ]
        people = reader.find(Person, id={one.person_id for one in visits})
        shown = [person for person in people if not person.is_protected]
        addressed = with_homes(context, reader, shown)
        rows = _report_rows(reader, addressed, visits)
    told = {each.person.id for each in addressed}
    counted = [one for one in visits if one.person_id in told]
    form = UnitReportForm(
        printed_on=context.today,
        unit=found.name,
        responsible=_responsible(found),
        first=first,
        last=last,
        rows=rows,
        seen=sum(one.is_performed for one in counted),
        needs_care=len({one.person_id for one in counted if one.care_need in _TAKES_CARE}),
        ask=whom_to_ask(context, municipality),
    )
    printed = printer.unit_report(form, letterhead=letterhead, created=context.clock.now(), out=out)
    return note_printed(context, "print.unit_report", addressed, printed)


def _report_rows(
    reader: Reader, addressed: Sequence[Addressed], visits: Sequence[Assessment]
) -> tuple[UnitReportRow, ...]:
    people = {each.person.id: each for each in addressed}
    cards = {card.assessment_id for card in reader.find(CareCard, person_id=list(people))}
    rows = [
        UnitReportRow(
            name=people[one.person_id].name,
            room=_room(people[one.person_id]),
            day=one.day,
            result=OUTCOME_WORDS[one.outcome],
            care_need=one.care_need,
            new_card=one.id in cards,
        )
        for one in visits
        if one.person_id in people
    ]
    return tuple(sorted(rows, key=lambda row: (row.room is None, row.room or "", row.day)))


def _room(addressed: Addressed) -> str | None:
    return None if addressed.home is None else addressed.home.room


def _responsible(unit: Unit) -> str:
    return f"{unit.responsible_name}, {unit.responsible_phone}"
