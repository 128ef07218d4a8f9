"""Care cards: made from phrases or by hand, received, printed; and the unit's two sheets."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from munhalsa.adapters.documents.printing import PdfForms
from munhalsa.application.care_cards import (
    AddCareCard,
    CareCardChanged,
    add_care_card,
    enter_in_care_plan,
    phrases_on,
    receive_care_card,
    show_care_cards,
)
from munhalsa.application.context import Context
from munhalsa.application.preview_care_card import preview_care_card, sign_care_card
from munhalsa.application.print_care import (
    print_care_card,
    print_unit_report,
    print_unit_sheet,
)
from munhalsa.application.record_assessment import RecordAssessment, record_assessment
from munhalsa.application.undo import undo_event
from munhalsa.application.view_person import open_card
from munhalsa.domain.account import Role
from munhalsa.domain.assessment import AssessmentContent, AssessmentOutcome, CareNeed
from munhalsa.domain.care_card import CareCard, CareCardLine
from munhalsa.domain.care_card_rules import LineDraft
from munhalsa.domain.person import Dentist, ProtectedIdentity
from munhalsa.domain.refusal import NotAllowed, Rejected
from munhalsa.domain.round import PlannedVisit, Round
from munhalsa.domain.unit import DentalContract
from tests.support.deeds import (
    SIGNE,
    add,
    alter,
    assert_refused,
    born,
    found,
    issue,
    latest,
    register,
    unit,
    user,
)
from tests.support.pdf_reading import plain_text, unbroken

BRUSH = LineDraft(phrase="brush_soft", how_often="Kväll")
OWN = LineDraft(what="Kolla proteshinken")


def make(
    context: Context, *lines: LineDraft, number: str = SIGNE, day: date | None = None
) -> CareCardChanged:
    command = AddCareCard(number=number, lines=lines or (BRUSH, OWN), day=day)
    return add_care_card(context, command)


def visit(context: Context, number: str, outcome: AssessmentOutcome, need: CareNeed | None) -> None:
    content = AssessmentContent(day=context.today, outcome=outcome, care_need=need)
    record_assessment(context, RecordAssessment(number=number, content=content))


def test_it_is_made_of_phrases_and_own_lines_and_the_newest_is_valid(context: Context) -> None:
    register(context)
    visit(context, SIGNE, AssessmentOutcome.PERFORMED, CareNeed.NONE)
    older = make(context, OWN, day=date(2026, 11, 1)).card
    done = make(context)
    assert [one.code for one in done.warnings] == ["phrases_not_approved"]
    assert done.changes.kinds == {"care_card", "care_card_line"}
    assert (older.assessment_id is None, done.card.assessment_id is None) == (True, False)
    newest, other = show_care_cards(context, SIGNE)
    assert (newest.card, newest.valid, other.card.id, other.valid) == (
        done.card,
        True,
        older.id,
        False,
    )
    brush, own = newest.lines
    assert (brush.what, brush.with_what, brush.how_often, brush.phrase) == (
        "Borsta tänderna",
        "Mjuk tandborste och fluortandkräm",
        "Kväll",
        "brush_soft",
    )
    assert (own.position, own.what, own.with_what) == (2, "Kolla proteshinken", None)
    assert make(context, OWN).warnings == ()
    undo_event(context, done.event)
    assert len(found(context, CareCardLine)) == 2


def test_a_phrase_that_is_not_in_the_bank_of_the_day_is_refused(context: Context) -> None:
    register(context)
    ended = tuple(replace(one, valid_to=date(2026, 1, 1)) for one in context.rules.care_phrases)
    other = replace(context, rules=replace(context.rules, care_phrases=ended))
    assert phrases_on(other, other.today) == []
    with pytest.raises(Rejected) as caught:
        make(other)
    assert_refused(caught, "phrase_unknown", "phrase")
    with pytest.raises(Rejected) as caught:
        receive_care_card(context, number=SIGNE, by="Eva")
    assert_refused(caught, "care_card_not_found", "number")


def test_the_unit_receives_it_and_enters_it_in_the_plan(context: Context) -> None:
    home = unit()
    add(context, home)
    register(context, unit="SB01", from_day=date(2026, 1, 1))
    make(context)
    manager = user(context, Role.UNIT_MANAGER, scopes={Role.UNIT_MANAGER: frozenset({home.id})})
    receive_care_card(manager, number=SIGNE, by=" Eva Sand ")
    done = enter_in_care_plan(manager, number=SIGNE)
    assert (done.card.received_by, done.card.received_on, done.card.in_care_plan_on) == (
        "Eva Sand",
        context.today,
        context.today,
    )
    assert len(done.lines) == 2
    undo_event(context, done.event)
    assert [one.in_care_plan_on for one in found(context, CareCard)] == [None]
    with pytest.raises(NotAllowed):
        make(manager)
    with pytest.raises(NotAllowed):
        receive_care_card(user(context, Role.STATISTICS), number=SIGNE, by="Eva")


def test_it_is_printed_with_whom_to_ring(context: Context, tmp_path: Path) -> None:
    register(context)
    old = DentalContract(
        id="d1",
        municipality_code="1490",
        provider="Gamla tandvården",
        from_day=date(2020, 1, 1),
        to_day=date(2024, 12, 31),
    )
    add(context, old)
    make(context)
    out = tmp_path / "kort.pdf"
    print_care_card(context, PdfForms(), number=SIGNE, out=out)
    assert "Ring tandvården" not in unbroken(plain_text(out))
    add(context, replace(old, id="d2", provider="Nya tandvården", to_day=None, phone="010-441"))
    printed = print_care_card(context, PdfForms(), number=SIGNE, out=out)
    text = unbroken(plain_text(out))
    assert printed.pages == 1
    assert "Nya tandvården, 010-441" in text
    assert "Signe W." in text
    assert SIGNE[-4:] not in text
    assert "Wåhlström" not in text
    assert latest(context)[0].action == "print.care_card"


def test_its_page_is_seen_before_it_is_signed(context: Context, tmp_path: Path) -> None:
    register(context)
    command = AddCareCard(number=SIGNE, lines=(BRUSH, OWN), free_text="Lugnt")
    out, trial = tmp_path / "kort.pdf", tmp_path / "prov.pdf"
    preview_care_card(context, PdfForms(), command, out=out)
    seen = plain_text(out)
    long = replace(OWN, with_what="ord " * 28, how_often="ord " * 28)
    with pytest.raises(Rejected) as caught:
        sign_care_card(context, PdfForms(), replace(command, lines=(long,) * 8), trial=trial)
    assert_refused(caught, "card_too_long", "lines")
    assert found(context, CareCard) == []
    assert latest(context)[0].action != "print.care_card"
    sign_care_card(context, PdfForms(), command, trial=trial)
    assert not trial.exists()
    print_care_card(context, PdfForms(), number=SIGNE, out=out)
    assert plain_text(out) == seen


def test_the_units_sheets_say_no_more_than_is_needed(context: Context, tmp_path: Path) -> None:
    home = unit()
    add(context, home)
    numbers = [born(year) for year in (1941, 1942, 1943)]
    for place, number in enumerate(numbers, start=1):
        register(
            context,
            number,
            given_name=f"Given{place}",
            unit="SB01",
            room=f"{4 - place}" if place < 3 else None,
            from_day=date(2026, 1, 1),
        )
        issue(context, number, issued=date(2026, 1, 1))
    people = {one.number: one for one in found(context, type(register(context, born(1950))))}
    first, second, third = (people[number] for number in numbers)
    hidden = ProtectedIdentity.CONFIDENTIALITY_MARKING
    add(context, Dentist(id="a", person_id=first.id, name="Gamla kliniken"))
    add(context, Dentist(id="b", person_id=first.id, name="Nya", from_day=date(2026, 2, 1)))
    for name, day in (
        ("r1", date(2026, 12, 1)),
        ("r2", date(2027, 1, 1)),
        ("r3", date(2026, 1, 1)),
    ):
        add(context, Round(id=name, unit_id=home.id, day=day))
        add(context, PlannedVisit(id=f"p{name}", person_id=first.id, round_id=name))
    visit(context, numbers[0], AssessmentOutcome.PERFORMED, CareNeed.URGENT)
    visit(context, numbers[1], AssessmentOutcome.UNWELL, None)
    visit(context, numbers[2], AssessmentOutcome.PERFORMED, CareNeed.URGENT)
    make(context, number=numbers[0])
    make(context, number=numbers[1])
    receive_care_card(context, number=numbers[1], by="Eva")
    alter(context, third, protected_identity=hidden)

    record = open_card(context, first.id).record
    assert record.planned_days == (date(2026, 1, 1), date(2026, 12, 1), date(2027, 1, 1))
    assert record.valid_card is not None

    out = tmp_path / "blad.pdf"
    print_unit_sheet(context, PdfForms(), unit="SB01", out=out)
    text = unbroken(plain_text(out))
    assert "Given1 Wåhlström Nya 2026-11-22, inte noterat som mottaget 2026-12-01" in text
    assert "Given2 Wåhlström inte känd 2026-11-22 inte planerat" in text
    assert "Given3" not in text
    out = tmp_path / "rapport.pdf"
    day = context.today
    print_unit_report(context, PdfForms(), unit="SB01", first=day, last=day, out=out)
    text = unbroken(plain_text(out))
    assert "Given1 Wåhlström 2026-11-22 utförd ja, snarast ja" in text
    assert "Given2 Wåhlström 2026-11-22 för trött eller sjuk – –" in text
    assert "1 av 2 besökta" in text
    assert "Given3" not in text
    with pytest.raises(Rejected) as caught:
        print_unit_report(
            context, PdfForms(), unit="SB01", first=day, last=date(2026, 1, 1), out=out
        )
    assert_refused(caught, "period_backwards", "until")
    assert second.id
