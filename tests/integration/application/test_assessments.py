"""Assessments: recorded, corrected visibly, marked as duplicates, undone, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from munhalsa.adapters.documents.printing import PdfForms
from munhalsa.adapters.store.queries.performed import performed
from munhalsa.adapters.store.store import SqlStore
from munhalsa.application.context import Context
from munhalsa.application.correct_assessment import (
    AssessmentCorrected,
    CorrectAssessment,
    correct_assessment,
    mark_duplicate,
    provider_part_of,
)
from munhalsa.application.preview_undo import preview_undo
from munhalsa.application.print_assessment import print_assessment
from munhalsa.application.record_assessment import (
    PROVIDER_PART,
    AssessmentRecorded,
    RecordAssessment,
    record_assessment,
)
from munhalsa.application.record_death import RecordDeath, record_death
from munhalsa.application.record_response import RecordResponse, record_response
from munhalsa.application.settings import set_setting
from munhalsa.application.undo import undo_event
from munhalsa.application.view_assessments import list_assessments, show_assessment
from munhalsa.application.view_person import open_card
from munhalsa.domain.account import Role
from munhalsa.domain.assessment import (
    Assessment,
    AssessmentContent,
    AssessmentOutcome,
    CareNeed,
    Denture,
    Findings,
    HelpNeed,
    OralFindings,
)
from munhalsa.domain.assessment_rules import values_of
from munhalsa.domain.deviation import Deviation
from munhalsa.domain.refusal import NotAllowed, Rejected
from munhalsa.domain.response import AnsweredBy
from munhalsa.domain.round import PlannedVisit, Round
from tests.support.deeds import (
    SIGNE,
    add,
    assert_refused,
    found,
    issue,
    latest,
    register,
    stored,
    unit,
    user,
)
from tests.support.pdf_reading import plain_text, unbroken

DAY = date(2026, 11, 20)
SEEN = AssessmentContent(
    day=DAY,
    outcome=AssessmentOutcome.PERFORMED,
    performed_by="Alma Ström",
    help_need=HelpNeed.SOME,
    care_need=CareNeed.NOT_URGENT,
)
ROAG = Findings(own_teeth=0, voice=1, lips=2, mucosa=1, tongue=1, saliva=1, swallowing=1)


def assess(
    context: Context, content: AssessmentContent = SEEN, **changes: Any
) -> AssessmentRecorded:
    return record_assessment(
        context, RecordAssessment(**{"number": SIGNE, "content": content, **changes})
    )


def correct(
    context: Context, id: str, reason: str = "fel i protokollet", **changes: Any
) -> AssessmentCorrected:
    findings = changes.pop("findings", None)
    return correct_assessment(
        context,
        CorrectAssessment(
            id=id,
            reason=reason,
            revise=lambda content: replace(content, **changes),
            findings=findings,
        ),
    )


def codes(done: AssessmentCorrected) -> list[str]:
    return [one.code for one in done.warnings]


def visit(outcome: AssessmentOutcome, **changes: Any) -> AssessmentContent:
    return AssessmentContent(day=DAY, outcome=outcome, **changes)


def test_it_is_signed_placed_and_told_apart_from_the_round(context: Context) -> None:
    home = unit()
    add(context, home)
    person = register(context, unit="SB01", from_day=date(2026, 1, 1))
    issue(context, issued=date(2026, 1, 1))
    planned = Round(id="r1", unit_id=home.id, day=DAY)
    add(context, planned)
    add(context, PlannedVisit(id="p1", person_id=person.id, round_id="r1"))
    done = assess(context, replace(SEEN, staff="Sara, undersköterska"))
    kept = stored(context, Assessment, done.assessment.id)
    assert kept == done.assessment
    assert (kept.unit_id, kept.address, kept.round_id) == (home.id, None, "r1")
    assert (kept.signed_by, kept.signed_on, kept.staff_took_part) == (
        "Kim Lind",
        context.today,
        True,
    )
    assert (done.warnings, done.deviation) == ((), None)
    assert done.changes.kinds == {"assessment"}
    assert latest(context)[0].action == "assessment.record"


def test_both_of_a_day_are_kept_until_one_is_a_duplicate(context: Context, store: SqlStore) -> None:
    register(context, street="Storgatan 1", city="Borås", from_day=date(2026, 1, 1))
    first = assess(context).assessment
    assert first.address == "Storgatan 1, Borås"
    second = assess(context, replace(SEEN, performed_by=None))
    assert [one.code for one in second.warnings] == [
        "same_day",
        "no_certificate",
        "performed_by_missing",
    ]
    partly = visit(
        AssessmentOutcome.PARTLY_PERFORMED, counts_as_performed=True, address="Dagverksamheten"
    )
    third = assess(context, partly).assessment
    assess(context, replace(partly, counts_as_performed=False))
    marked = mark_duplicate(context, id=first.id, of=second.assessment.id)
    with pytest.raises(Rejected) as caught:
        mark_duplicate(context, id=third.id, of=first.id)
    assert_refused(caught, "already_duplicate", "of")

    counted = text(f"SELECT a.id FROM assessment a WHERE a.day = :day AND {performed('a')}")
    with context.store.read() as reader:
        everything = reader.find(Assessment)
        ids = set(reader.figures._run(counted, {"day": DAY.isoformat()}).scalars())  # type: ignore[attr-defined]
    assert ids == {one.id for one in everything if one.is_performed}
    assert ids == {second.assessment.id, third.id}
    undo_event(context, marked.event)
    assert stored(context, Assessment, first.id).is_performed


@pytest.mark.parametrize(
    ("outcome", "answered_yes", "category"),
    [
        (AssessmentOutcome.WRONG_UNIT, False, "wrong_unit"),
        (AssessmentOutcome.DECLINED_AT_VISIT, True, "declined_at_visit"),
        (AssessmentOutcome.DECLINED_AT_VISIT, False, None),
        (AssessmentOutcome.NOT_PRESENT, True, None),
    ],
)
def test_a_deviation_is_recorded_in_the_same_step_where_the_visit_shows_one(
    context: Context, outcome: AssessmentOutcome, answered_yes: bool, category: str | None
) -> None:
    person = register(context)
    if answered_yes:
        said = RecordResponse(
            number=SIGNE, answered=date(2026, 3, 1), wants=True, answered_by=AnsweredBy.SELF
        )
        record_response(context, said)
    done = assess(context, visit(outcome, reason="bor på annan enhet"))
    kept = found(context, Deviation)
    assert [one.category for one in kept] == ([] if category is None else [category])
    if category is None:
        with pytest.raises(Rejected) as caught:
            assess(context, visit(outcome), with_deviation=True)
        assert_refused(caught, "deviation_not_offered", "with_deviation")
        return
    assert done.deviation == kept[0]
    assert (kept[0].person_id, kept[0].assessment_id) == (person.id, done.assessment.id)
    for other in ({"outcome": AssessmentOutcome.NOT_PRESENT}, {"day": date(2026, 9, 30)}):
        changed = correct(context, done.assessment.id, **other)
        assert codes(changed) == ["no_certificate", "deviation_stays"]
        undo_event(context, changed.event)
    undo_event(context, done.event)
    assert (found(context, Deviation), found(context, Assessment)) == ([], [])
    kept_one = assess(context, visit(outcome), with_deviation=False).assessment.id
    assert found(context, Deviation) == []
    assert codes(correct(context, kept_one, told="Sara")) == ["no_certificate"]
    away = assess(context, visit(AssessmentOutcome.NOT_PRESENT)).assessment.id
    shows = correct(context, away, outcome=outcome)
    assert codes(shows) == ["no_certificate", "deviation_missing"]
    assert codes(mark_duplicate(context, id=away, of=kept_one)) == []
    again = assess(context, visit(outcome)).assessment.id
    assert codes(mark_duplicate(context, id=again, of=kept_one)) == ["deviation_stays"]


def test_it_is_corrected_visibly_and_the_old_text_can_be_read(context: Context) -> None:
    register(context)
    first = assess(context).assessment
    other = assess(context, replace(SEEN, day=date(2026, 11, 19))).assessment
    done = correct(context, first.id, "  fel behov  ", care_need=CareNeed.URGENT, day=other.day)
    assert [one.code for one in done.warnings] == ["same_day", "no_certificate"]
    assert (done.assessment.corrected_on, done.assessment.correction) == (
        context.today,
        "fel behov",
    )
    views = list_assessments(context, SIGNE)
    assert {one.assessment.id for one in views} == {first.id, other.id}
    view = show_assessment(context, first.id)
    (earlier,) = view.earlier
    assert (earlier.user, earlier.before["care_need"], earlier.before["day"]) == (
        "Kim Lind",
        "not_urgent",
        DAY.isoformat(),
    )
    (corrected,) = [
        line
        for line in open_card(context, first.person_id).history
        if line.action == "assessment.correct"
    ]
    before = {line.what: line.before for line in corrected.changes}
    assert before["Munhälsobedömning: vårdbehov"] == "ej akut"
    told = {(line.what, line.now) for line in preview_undo(context, done.event).lines}
    assert ("Munhälsobedömning: vårdbehov", "akut") in told
    undo_event(context, done.event)
    assert stored(context, Assessment, first.id).care_need is CareNeed.NOT_URGENT
    assert len(show_assessment(context, first.id).earlier) == 2


def test_a_correction_needs_a_reason_and_a_change(context: Context) -> None:
    register(context)
    kept = assess(context).assessment.id
    with pytest.raises(Rejected) as caught:
        correct(context, kept, " ", care_need=None)
    assert_refused(caught, "reason_missing", "reason")
    with pytest.raises(Rejected) as caught:
        correct(context, kept)
    assert_refused(caught, "nothing_changed", None)


def test_of_two_who_correct_what_both_saw_the_second_is_told(context: Context) -> None:
    register(context)
    seen = assess(context).assessment
    command = CorrectAssessment(
        id=seen.id, version=seen.version, reason="fel behov", revise=lambda _: SEEN
    )
    correct(context, seen.id, care_need=CareNeed.URGENT)
    with pytest.raises(Rejected) as caught:
        correct_assessment(context, command)
    assert_refused(caught, "conflict", None)
    assert stored(context, Assessment, seen.id).care_need is CareNeed.URGENT
    correct_assessment(context, replace(command, version=seen.version + 1))


def test_the_providers_part_is_off_until_the_municipality_chooses(context: Context) -> None:
    register(context)
    with pytest.raises(Rejected) as caught:
        assess(context, findings=ROAG)
    assert_refused(caught, "provider_part_off", "findings")
    empty = assess(context, findings=Findings())
    assert (empty.findings, provider_part_of(context, empty.assessment.id)) == (None, None)
    set_setting(context, key=PROVIDER_PART, value="yes", valid_from=date(2026, 11, 1))
    done = assess(context, findings=ROAG)
    assert done.findings is not None
    kept = done.assessment.id
    with pytest.raises(Rejected) as caught:
        correct(context, kept, findings=replace(ROAG, lips=None))
    assert_refused(caught, "roag_incomplete", "lips")
    with pytest.raises(Rejected) as caught:
        correct(context, kept, findings=ROAG)
    assert_refused(caught, "nothing_changed", None)
    with pytest.raises(Rejected) as caught:
        correct(context, kept, outcome=AssessmentOutcome.UNWELL, help_need=None, care_need=None)
    assert_refused(caught, "only_when_performed", "outcome")
    correct(context, kept, findings=replace(ROAG, lips=3))
    assert [one.lips for one in found(context, OralFindings)] == [3]
    correct(context, kept, findings=Findings())
    correct(context, kept, outcome=AssessmentOutcome.UNWELL, help_need=None, care_need=None)
    assert found(context, OralFindings) == []
    plain = assess(context).assessment.id
    assert provider_part_of(context, plain) == Findings()
    correct(context, plain, findings=ROAG)
    assert values_of(provider_part_of(context, plain) or Findings()) == values_of(ROAG)
    shown = show_assessment(context, plain).findings
    assert shown is not None
    assert shown.lips == 2
    assert show_assessment(user(context, Role.UNIT_MANAGER), plain).findings is None


def test_an_assessment_after_death_is_refused_and_one_that_was_there_is_told(
    context: Context,
) -> None:
    register(context)
    assess(context)
    died = record_death(context, RecordDeath(number=SIGNE, day=date(2026, 11, 19)))
    assert [one.code for one in died.warnings] == ["records_after_death"]
    with pytest.raises(Rejected) as caught:
        assess(context)
    assert_refused(caught, "person_deceased", "day")
    assert assess(context, visit(AssessmentOutcome.NOT_PRESENT)).deviation is None
    with pytest.raises(NotAllowed):
        assess(user(context, Role.UNIT_MANAGER))


@pytest.mark.parametrize("store", ["sqlcipher"], indirect=True)
def test_it_is_printed_with_both_parts_for_the_providers_own_record(
    context: Context, tmp_path: Path
) -> None:
    add(context, unit())
    register(context, unit="SB01", from_day=date(2026, 1, 1))
    set_setting(context, key=PROVIDER_PART, value="yes", valid_from=date(2026, 11, 1))
    out = tmp_path / "underlag.pdf"

    def paper(assessment: str) -> str:
        print_assessment(context, PdfForms(), assessment=assessment, out=out)
        return unbroken(plain_text(out))

    told = paper(assess(context, findings=ROAG).assessment.id)
    for words in (
        *("Underlag till tandvårdens journal", "Alma Ström", "behöver viss hjälp", "ej akut"),
        *("Björkgläntan", "Egna tänder 0", "Läppar grad 2", "Sväljning grad 1"),
        "Inget är summerat",
    ):
        assert words in told
    for words in ("Tandkött", "Överkäksprotes", "Remitterad"):
        assert words not in told
    assert latest(context)[0].action == "print.assessment"
    graded = replace(ROAG, upper_denture=Denture.FULL, dentures=1)
    told = paper(assess(context, replace(SEEN, performed_by=None), findings=graded).assessment.id)
    assert "Överkäksprotes hel" in told
    bare = visit(AssessmentOutcome.UNWELL, address="Dagverksamheten")
    told = paper(assess(context, bare).assessment.id)
    assert "grader är inte registrerade" in told
    assert "Dagverksamheten" in told
    manager = user(context, Role.UNIT_MANAGER)
    with pytest.raises(NotAllowed):
        print_assessment(manager, PdfForms(), assessment="x", out=out)
