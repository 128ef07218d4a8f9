"""The visit list on paper: how to get in, whom by room, never a whole number or the protected."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from munhalsa.adapters.documents.printing import PdfForms
from munhalsa.adapters.ids import new_id
from munhalsa.application.context import Context
from munhalsa.application.plan_round import PlanRound, plan_round
from munhalsa.application.print_visit_list import print_visit_list
from munhalsa.domain.account import Role
from munhalsa.domain.assessment import Assessment, AssessmentOutcome
from munhalsa.domain.person import Authority, Contact, ProtectedIdentity, Relation
from munhalsa.domain.response import Response
from tests.support.deeds import add, alter, born, issue, latest, register, unit, user
from tests.support.pdf_reading import plain_text


def test_what_the_hygienist_takes_along(context: Context, tmp_path: Path) -> None:
    home = unit(entry_instructions="Portkod 1234", street="Parkgatan 4", city="Borås")
    ward = unit("Avdelning 2", "SB03", parent_id=home.id)
    add(context, home, ward)
    for year, place, changes in (
        (1941, "SB01", {"room": "7", "family_name": "Ek"}),
        (1942, "SB03", {"family_name": "Alm"}),
        (1943, "SB01", {"protected_identity": ProtectedIdentity.CONFIDENTIALITY_MARKING,
                        "family_name": "Dold"}),
    ):  # fmt: skip
        person = register(context, born(year), unit=place, **changes)
        issue(context, born(year), issued=date(2025, 1, 1))
        add(context, Response(id=new_id(), person_id=person.id, answered=date(2025, 1, 1),
                              wants=True))  # fmt: skip
        if year == 1941:
            ek = person
    alter(context, ek, language="finska", needs_interpreter=True)
    for name, phone in (("Disa Falk", "070-12 34 56"), ("Nils Falk", None)):
        speaks = Contact(
            id=new_id(),
            person_id=ek.id,
            name=name,
            phone=phone,
            relation=Relation.GUARDIAN,
            authority=Authority.REPRESENTS,
        )
        add(context, speaks)
    for day, outcome in (
        (date(2025, 6, 1), AssessmentOutcome.PERFORMED),
        (date(2026, 9, 1), AssessmentOutcome.UNWELL),
    ):
        add(context, Assessment(id=new_id(), person_id=ek.id, day=day, outcome=outcome))
    command = PlanRound(unit="SB01", day=date(2026, 12, 7), hygienist="Alma Ström")
    planned = plan_round(context, command).sheet.round
    stranger = register(context, born(1944), family_name="Ny")
    empty = plan_round(context, PlanRound(unit="SB03", day=date(2026, 12, 8), persons=[]))
    out = tmp_path / "lista.pdf"
    manager = user(context, Role.UNIT_MANAGER)
    printed = print_visit_list(manager, PdfForms(), round=planned.id, out=out)
    assert (printed.pages, printed.left_out_protected) == (1, 1)
    text = " ".join(plain_text(out).split())
    for words in (
        *("Besökslista 2026-12-07", "Portkod 1234", "Parkgatan 4", "Alma Ström", "Ek, Signe"),
        *("1941-01-01", "2025-06-01", "försökt 2026-09-01, för trött", "Tolk finska"),
        *("Disa Falk, 070-12 34 56", "Nils Falk", "Avdelning 2", "Aldrig bedömd", "och 1 som"),
    ):
        assert words in text
    assert "Dold" not in text
    assert born(1941)[-4:] not in text
    assert stranger.family_name not in text
    assert latest(context)[0].action == "print.visit_list"
    print_visit_list(context, PdfForms(), round=empty.sheet.round.id, out=out)
    assert "Ingen står på" in plain_text(out)
