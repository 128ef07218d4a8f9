"""The munvårdskort: made and signed by the hygienist, received by the unit, put into the plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from munhalsa.application.came_under import note_number_used
from munhalsa.application.context import Context
from munhalsa.application.find_records import person_by_number
from munhalsa.application.ports import Changes, Deed, Reader, UnitOfWork
from munhalsa.application.view_person import show_person
from munhalsa.domain.account import Permission
from munhalsa.domain.assessment import Assessment
from munhalsa.domain.care_card import CareCard, CareCardLine
from munhalsa.domain.care_card_rules import (
    LineDraft,
    check_card,
    check_in_care_plan,
    check_received,
    valid_card,
)
from munhalsa.domain.care_phrases import CarePhrase
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.person import Person
from munhalsa.domain.refusal import Notice, Rejected


@dataclass(frozen=True, slots=True, kw_only=True)
class AddCareCard:
    """A new card; without a day it is today's. ``signed_by`` is the user where nobody is named."""

    number: str
    lines: tuple[LineDraft, ...]
    day: date | None = None
    free_text: str | None = None
    next_assessment: date | None = None
    signed_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CardView:
    """A card with its lines in order; ``valid`` is the newest."""

    card: CareCard
    lines: tuple[CareCardLine, ...]
    valid: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CareCardChanged:
    """The card as it now stands."""

    card: CareCard
    lines: tuple[CareCardLine, ...]
    event: str
    changes: Changes
    warnings: tuple[Notice, ...] = ()


def phrases_on(context: Context, day: date) -> Sequence[CarePhrase]:
    """The phrase bank of a day, in its order."""
    return [phrase for phrase in context.rules.care_phrases if phrase.holds_on(day)]


def add_care_card(context: Context, command: AddCareCard) -> CareCardChanged:
    """Make and sign a card; it is the valid one if it is the newest, older ones are kept."""
    context.require(Permission.RECORD_ASSESSMENTS)
    with context.read(Permission.RECORD_ASSESSMENTS) as reader:
        found = person_by_number(reader, command.number, today=context.today)
    deed = Deed(action="care_card.add", subject_kind="person", subject_id=found.id)
    with context.write(deed, Permission.RECORD_ASSESSMENTS) as work:
        card, lines = drawn_up(context, work, work.get(Person, found.id), command)
        work.add(card)
        for line in lines:
            work.add(line)
        note_number_used(context, work, command.number)
        done = work.commit()
    return CareCardChanged(
        card=card,
        lines=lines,
        event=done.event,
        changes=done.changes,
        warnings=_warnings(context, card, lines),
    )


def drawn_up(
    context: Context, reader: Reader, person: Person, command: AddCareCard
) -> tuple[CareCard, tuple[CareCardLine, ...]]:
    """The card as it would be kept; refused where it may not be."""
    day = command.day or context.today
    phrases = {phrase.id: phrase for phrase in phrases_on(context, day)}
    drafts = [_filled_in(draft, phrases) for draft in command.lines]
    free_text = (command.free_text or "").strip() or None
    check_card(
        person,
        drafts,
        day=day,
        free_text=free_text,
        next_assessment=command.next_assessment,
        today=context.today,
    )
    card = CareCard(
        id=context.new_id(),
        person_id=person.id,
        assessment_id=_assessment(reader, person, day),
        day=day,
        free_text=free_text,
        next_assessment=command.next_assessment,
        signed_by=command.signed_by or context.session.name,
        signed_on=context.today,
    )
    return card, tuple(
        _line(context, card, position, draft) for position, draft in enumerate(drafts, start=1)
    )


def receive_care_card(
    context: Context, *, number: str, by: str, day: date | None = None
) -> CareCardChanged:
    """Note that the unit has received the valid card, who took it and when."""
    person, on = _whose(context, number), day or context.today
    deed = Deed(action="care_card.receive", subject_kind="person", subject_id=person.id)
    with context.write(deed, Permission.RECEIVE_CARE_CARDS) as work:
        card = _valid(work, person)
        check_received(card, by=by, day=on, today=context.today)
        return _committed(work, work.change(card, received_by=by.strip(), received_on=on))


def enter_in_care_plan(
    context: Context, *, number: str, day: date | None = None
) -> CareCardChanged:
    """Note that the valid card is entered in the care plan."""
    person, on = _whose(context, number), day or context.today
    deed = Deed(action="care_card.plan", subject_kind="person", subject_id=person.id)
    with context.write(deed, Permission.RECEIVE_CARE_CARDS) as work:
        card = _valid(work, person)
        check_in_care_plan(card, day=on, today=context.today)
        return _committed(work, work.change(card, in_care_plan_on=on))


def show_care_cards(context: Context, number: str, *, purpose: str = "") -> Sequence[CardView]:
    """Every card of one person, the newest first; that they were read is logged."""
    record = show_person(context, number, purpose=purpose)
    with context.read() as reader:
        return cards_of(reader, record.person.id)


def cards_of(reader: Reader, person_id: str) -> Sequence[CardView]:
    """Every card of a person, the newest first."""
    cards = reader.find(CareCard, person_id=person_id)
    newest = valid_card(cards)
    return [
        CardView(card=card, lines=lines_of(reader, card), valid=card == newest)
        for card in sorted(cards, key=lambda card: (card.day, card.id), reverse=True)
    ]


def lines_of(reader: Reader, card: CareCard) -> tuple[CareCardLine, ...]:
    """A card's lines in their order."""
    return tuple(reader.find(CareCardLine, order_by="position", care_card_id=card.id))


def card_of(reader: Reader, person: Person) -> CareCard:
    """The valid card of a person; Rejected where there is none."""
    card = valid_card(reader.find(CareCard, person_id=person.id))
    if card is None:
        raise Rejected(
            "care_card_not_found",
            "Personen har inget munvårdskort. Gör ett först.",
            field="number",
        )
    return card


def _whose(context: Context, number: str) -> Person:
    context.require(Permission.RECEIVE_CARE_CARDS)
    with context.read(Permission.RECEIVE_CARE_CARDS) as reader:
        return person_by_number(reader, number, today=context.today)


def _valid(work: UnitOfWork, person: Person) -> CareCard:
    """The valid card, read by somebody who may reach the person."""
    return card_of(work, work.get(Person, person.id))


def _committed(work: UnitOfWork, card: CareCard) -> CareCardChanged:
    lines = lines_of(work, card)
    done = work.commit()
    return CareCardChanged(card=card, lines=lines, event=done.event, changes=done.changes)


def _filled_in(draft: LineDraft, phrases: Mapping[str, CarePhrase]) -> LineDraft:
    """The draft with the words of its phrase where it has none of its own."""
    if draft.phrase is None:
        return draft
    phrase = phrases.get(draft.phrase)
    if phrase is None:
        raise Rejected(
            "phrase_unknown",
            "Frasen finns inte i frasbanken. Välj en som finns, eller skriv raden själv.",
            field="phrase",
        )
    words = ("what", "with_what", "how_often", "by_whom")
    own = {name: getattr(draft, name) for name in words}
    given = {name: text for name, text in own.items() if text is not None}
    return replace(draft, **{name: getattr(phrase, name) for name in words} | given)


def _line(context: Context, card: CareCard, position: int, draft: LineDraft) -> CareCardLine:
    return CareCardLine(
        id=context.new_id(),
        person_id=card.person_id,
        care_card_id=card.id,
        position=position,
        what=draft.what or "",
        with_what=draft.with_what or None,
        how_often=draft.how_often or None,
        by_whom=draft.by_whom or None,
        phrase=draft.phrase,
    )


def _assessment(reader: Reader, person: Person, day: date) -> str | None:
    """The newest assessment of the day or before that counts, which the card follows from."""
    done = [
        one
        for one in reader.find(Assessment, person_id=person.id)
        if one.is_performed and one.day <= day
    ]
    newest = max(done, key=lambda one: (one.day, one.id), default=None)
    return None if newest is None else newest.id


def _warnings(
    context: Context, card: CareCard, lines: Sequence[CareCardLine]
) -> tuple[Notice, ...]:
    approved = {one.id for one in phrases_on(context, card.day) if one.confirmed}
    if all(line.phrase is None or line.phrase in approved for line in lines):
        return ()
    return (
        Notice(
            code="phrases_not_approved",
            message="Kortet har fraser som vårdgivaren ännu inte har godkänt. Låt den som signerar "
            "läsa dem.",
        ),
    )
