"""A unit's list of answers: who is on it, and the same on paper; both engines."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from munhalsa.adapters.documents.printing import PdfForms
from munhalsa.adapters.ids import new_id
from munhalsa.application.answer_sheet import answer_sheet, print_answer_sheet
from munhalsa.application.context import Context
from munhalsa.application.record_response import RecordResponse, record_response
from munhalsa.domain.account import Role
from munhalsa.domain.person import ProtectedIdentity, Residence, ResidenceKind
from munhalsa.domain.refusal import NotAllowed
from munhalsa.domain.response import AnsweredBy
from tests.support.deeds import add, born, issue, latest, register, unit, user
from tests.support.pdf_reading import plain_text


def fill(context: Context) -> None:
    """Three at the home in two rooms, one cared for by it, one without certificate, one hidden."""
    home = unit()
    add(context, home)
    for year, family, room in ((1941, "Åkesson", "2"), (1942, "Ek", "2"), (1943, "Berg", "1")):
        register(context, born(year), given_name="Maj", family_name=family, unit="SB01", room=room)
    register(context, born(1944), unit="SB01")
    cared = register(context, "00342145BZ31", given_name="Bo", family_name="Alm")
    add(
        context,
        Residence(
            id=new_id(),
            person_id=cared.id,
            kind=ResidenceKind.RESPONSIBLE,
            unit_id=home.id,
            from_day=context.today,
        ),
    )
    register(
        context,
        born(1946),
        family_name="Dold",
        unit="SB01",
        protected_identity=ProtectedIdentity.CONFIDENTIALITY_MARKING,
    )
    for year in (1941, 1942, 1943, 1946):
        issue(context, born(year))
    issue(context, cared.number, reason="VGR har svarat")
    for year, wants in ((1941, True), (1942, False)):
        record_response(
            context,
            RecordResponse(
                number=born(year),
                answered=date(2026, 11, year - 1931),
                wants=wants,
                answered_by=AnsweredBy.SELF,
            ),
        )


def test_who_is_on_it_by_room_and_name(context: Context) -> None:
    fill(context)
    sheet = answer_sheet(context, "SB01")
    assert [(line.room, line.name, line.wants) for line in sheet.lines] == [
        ("1", "Berg, Maj", None),
        ("2", "Ek, Maj", False),
        ("2", "Åkesson, Maj", True),
        (None, "Alm, Bo", None),
    ]
    assert sheet.lines[1].answered == date(2026, 11, 11)
    assert sheet.lines[1].number == "19420101-••••"
    (event,) = latest(context)
    assert (event.action, event.subject_id) == ("response.list", sheet.unit.id)
    with context.store.read() as reader:
        shown = [reader.history.log_of([line.person_id])[0].event for line in sheet.lines]
    assert set(shown) == {event.event}
    named = user(context, Role.UNIT_MANAGER, sees_protected=True)
    assert len(answer_sheet(named, sheet.unit.id).lines) == 4
    with pytest.raises(NotAllowed):
        answer_sheet(user(context, Role.MAS), "SB01")


def test_the_same_on_paper_without_a_whole_number(context: Context, out: Path) -> None:
    fill(context)
    add(context, unit("Tomma huset", "T1"))
    printed = print_answer_sheet(context, PdfForms(), unit="Björkgläntan", out=out)
    text = " ".join(plain_text(out).split())
    assert printed.pages == 1
    for words in ("Svarslista", "Björkgläntan", "Berg, Maj", "1943-01-01", "Nej 2026-11-11"):
        assert words in text
    assert born(1943)[-4:] not in text
    assert "Dold" not in text
    assert latest(context)[0].action == "print.answer_list"
    print_answer_sheet(context, PdfForms(), unit="T1", out=out)
    assert "Ingen på enheten" in plain_text(out)
