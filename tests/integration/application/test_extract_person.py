"""Registerutdrag: everything about one person, in words and as data, and nothing about another."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from munhalsa.adapters.documents.printing import PdfForms
from munhalsa.adapters.store.shelves import SHELVES
from munhalsa.adapters.tables.table_files import TableFiles
from munhalsa.application.change_person import ChangePerson, change_person
from munhalsa.application.context import Context
from munhalsa.application.extract_person import ExtractPerson, PersonExtracted, extract_person
from munhalsa.application.extract_words import HOLDS_TOGETHER, KIND_WORDS
from munhalsa.application.merge_persons import MergePersons, merge_persons
from munhalsa.application.person_extract import field_label
from munhalsa.application.person_log import extract_log
from munhalsa.application.view_person import open_card
from munhalsa.domain.assessment import Assessment, AssessmentOutcome
from munhalsa.domain.certificate import EligibilityDecision
from munhalsa.domain.deviation import (
    Deviation,
    Direction,
    Disagreement,
    DisagreementDeviation,
    DisagreementStep,
)
from munhalsa.domain.export_approval import ExportApproval
from munhalsa.domain.merge import HANGING
from munhalsa.domain.person import Note, Person, ProtectedIdentity
from munhalsa.domain.reconciliation import SettledDifference
from munhalsa.domain.refusal import FileUnusable, Refusal
from tests.support.deeds import (
    FAMILY,
    SIGNE,
    add,
    alter,
    assert_refused,
    born,
    issue,
    latest,
    register,
    unit,
)
from tests.support.pdf_reading import plain_text, unbroken

_OTHER = born(1944)


def test_every_kind_and_field_about_a_person_is_told() -> None:
    of_persons = {
        shelf.record for shelf in SHELVES if shelf.subject_kind == "person" or shelf.about
    }
    assert of_persons == {Person, *HANGING}
    beside = {DisagreementStep, DisagreementDeviation, SettledDifference}
    kinds = of_persons | beside
    assert set(KIND_WORDS) == {kind.__name__ for kind in kinds}
    for kind in kinds:
        for field in fields(kind):
            assert field.name in HOLDS_TOGETHER or field_label(field.name)


@pytest.fixture
def signe(context: Context) -> Person:
    """Somebody with a certificate, a joined double, a deviation, a disagreement and a past."""
    home = unit()
    add(context, home)
    person = register(context, unit=home.code)
    issue(context)
    double = register(context, _OTHER, given_name="Sigrid")
    merge_persons(context, MergePersons(keep=SIGNE, other=_OTHER), before_commit=lambda: None)
    deviation = Deviation(
        id=context.new_id(),
        day=context.today,
        direction=Direction.TO_PROVIDER,
        category="other",
        person_id=person.id,
        description="Besöket blev inte av",
    )
    disagreement = Disagreement(
        id=context.new_id(),
        day=context.today,
        about="Vem bokar",
        temporary_solution="Kommunen bokar",
        person_id=person.id,
    )
    beside = Note(
        id=context.new_id(),
        person_id=register(context, born(1950), given_name="Någon").id,
        day=context.today,
        text="Om en annan",
        author="Kim",
    )
    visits = [
        Assessment(id=context.new_id(), person_id=person.id, day=context.today, outcome=outcome)
        for outcome in (AssessmentOutcome.PERFORMED, AssessmentOutcome.PARTLY_PERFORMED)
    ]
    add(context, *visits)
    decision = EligibilityDecision(
        id=context.new_id(),
        person_id=person.id,
        decided_on=context.today,
        decided_by="Kim",
        verdict="needs_judgement",
        ground=None,
        issued=False,
        answers=json.dumps({"basis": "biståndsbeslut", "lasting_need": True, "borta": False}),
        because=json.dumps([["r1", "Regeln säger så.", "källan"]]),
        rule_set_version="1",
    )
    used = ExportApproval(
        id=context.new_id(),
        recipient="Arkivet",
        purpose="leverans",
        requested_by=context.session.account_id,
        requested_at=context.clock.now(),
        used_at=context.clock.now(),
    )
    asked = replace(used, id=context.new_id(), recipient="Ingen", used_at=None)
    link = DisagreementDeviation(
        id=context.new_id(), disagreement_id=disagreement.id, deviation_id=deviation.id
    )
    add(context, deviation, disagreement, link, beside, decision, used, asked)
    open_card(context, double.id)
    return person


def _extract(context: Context, folder: Path, **changes: Any) -> PersonExtracted:
    command = ExtractPerson(
        number=SIGNE,
        recipient="Signe själv",
        purpose="begäran enligt artikel 15",
        pdf=folder / "utdrag.pdf",
        data=folder / "utdrag.json",
    )
    return extract_person(context, PdfForms(), TableFiles(), replace(command, **changes))


def test_everything_is_in_both_files_and_the_log_says_who_got_it(
    context: Context, signe: Person, tmp_path: Path
) -> None:
    done = _extract(context, tmp_path)

    data = json.loads((tmp_path / "utdrag.json").read_text("utf-8"))
    records = data["records"]
    assert done.records == sum(map(len, records.values()))
    assert {"Certificate", "Merge", "FormerNumber", "Deviation", "Disagreement"} <= set(records)
    assert len(records["DisagreementDeviation"]) == 1
    assert records["Person"][0]["number"] == SIGNE
    assert [one["recipient"] for one in data["went_out"]] == ["Arkivet"]
    actions = {line["action"] for line in data["log"]}
    assert {"person.register", "person.merge", "person.open", "certificate.issue"} <= actions
    assert "Om en annan" not in json.dumps(data, ensure_ascii=False)
    paper = unbroken(plain_text(tmp_path / "utdrag.pdf"))
    for words in (
        FAMILY,
        SIGNE,
        _OTHER,
        "Björkgläntan",
        "Besöket blev inte av",
        "Regeln säger så.",
    ):
        assert words in paper.replace("-", ""), words
    for words in ("Kort öppnat", "Arkivet", "biståndsbeslut", ": ja", "borta: nej"):
        assert words in paper, words
    assert paper.count("Räknas som utförd") == 1, "only where it is a question"
    assert "Integritetsskyddsmyndigheten" in paper
    assert all("user" not in line for line in data["log"]), "who it was is told by the role"
    event = latest(context)[0]
    assert (event.action, event.subject_id) == ("person.extract", signe.id)
    assert event.purpose == "begäran enligt artikel 15 (mottagare: Signe själv)"
    assert done.pages is not None


def test_what_was_changed_is_told_in_letters_that_paper_has(
    context: Context, signe: Person, tmp_path: Path
) -> None:
    change_person(context, ChangePerson(number=SIGNE, fields={"family_name": "Ekdahl"}))
    _extract(context, tmp_path)
    assert "efternamn: Ekdahl (förut" in unbroken(plain_text(tmp_path / "utdrag.pdf"))

    log = tmp_path / "logg.pdf"
    extract_log(context, PdfForms(), number=SIGNE, out=log)
    assert "efternamn: Ekdahl (förut" in unbroken(plain_text(log))


@pytest.mark.parametrize(
    ("criterion", "told"),
    [("vgr_1", "VGR:s kriterium 1"), ("long_gone", "ett tidigare kriterium")],
)
def test_a_criterion_has_its_name(
    context: Context, tmp_path: Path, criterion: str, told: str
) -> None:
    register(context)
    alter(context, issue(context).certificate, criterion=criterion)
    _extract(context, tmp_path)
    paper = unbroken(plain_text(tmp_path / "utdrag.pdf"))
    assert told in paper
    assert criterion not in paper


def _refused(code: str, attempt: Callable[[], object], *, field: str | None = None) -> None:
    with pytest.raises(Refusal) as caught:
        attempt()
    assert_refused(caught, code, field)


def test_who_may_not_gets_nothing_and_half_is_never_left(context: Context, tmp_path: Path) -> None:
    register(context)
    hasty = replace(context, session=replace(context.session, confirmed=False))
    _refused("passphrase_needed", lambda: _extract(hasty, tmp_path))
    _refused("file_missing", lambda: _extract(context, tmp_path, pdf=None, data=None), field="out")
    _refused("purpose_missing", lambda: _extract(context, tmp_path, purpose=" "), field="purpose")
    with pytest.raises(FileUnusable):
        _extract(context, tmp_path, data=tmp_path / "saknas" / "utdrag.json")
    assert not (tmp_path / "utdrag.pdf").exists()
    assert _extract(context, tmp_path, pdf=None).pages is None
    assert not (tmp_path / "utdrag.pdf").exists()


def test_protected_identity_goes_out_on_paper_by_who_sees_it(
    context: Context, tmp_path: Path
) -> None:
    register(context, protected_identity=ProtectedIdentity.CONFIDENTIALITY_MARKING)
    _refused("protected_identity", lambda: _extract(context, tmp_path))
    sees = replace(context, session=replace(context.session, sees_protected=True))
    _refused("protected_on_paper", lambda: _extract(sees, tmp_path), field="data")
    assert not (tmp_path / "utdrag.pdf").exists()
    done = _extract(sees, tmp_path, data=None)
    assert done.files == (tmp_path / "utdrag.pdf",)
