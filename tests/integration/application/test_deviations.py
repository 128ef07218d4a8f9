"""A deviation from draft to closed, whom it may be shown to, and what takes it back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from munhalsa.application.change_deviation import ChangeDeviation, change_deviation
from munhalsa.application.context import Context
from munhalsa.application.deviation_fields import DeviationDetails
from munhalsa.application.handle_deviation import (
    AnswerDeviation,
    CloseDeviation,
    ReportDeviation,
    answer_deviation,
    close_deviations,
    report_deviation,
)
from munhalsa.application.merge_persons import MergePersons, merge_persons
from munhalsa.application.preview_undo import preview_undo
from munhalsa.application.protect_person import SetProtection, set_protection
from munhalsa.application.record_deviation import record_deviation
from munhalsa.application.sight import OUTSIDE_SCOPE
from munhalsa.application.undo import undo_event
from munhalsa.application.unmerge_persons import unmerge_persons
from munhalsa.application.view_deviations import (
    ALL,
    OPEN,
    DeviationFilter,
    count_deviations,
    deviation_rows,
    find_deviations,
    list_deviations,
    show_deviation,
)
from munhalsa.application.view_person import history_of
from munhalsa.domain.account import Role
from munhalsa.domain.deviation import Deviation, DeviationState, Direction, Severity
from munhalsa.domain.person import ProtectedIdentity
from munhalsa.domain.refusal import NotAllowed, Rejected
from tests.support.deeds import SIGNE, add, born, found, latest, register, stored, unit, user
from tests.support.stores import on_day

OTHER = born(1942)
# Rules that have nothing to do with an engine.
ON_ONE = pytest.mark.parametrize("store", ["sqlcipher"], indirect=True)


def wrong_unit(context: Context, **changes: Any) -> Deviation:
    details: DeviationDetails = {"category": "Fel boendeenhet", "number": SIGNE, **changes}  # type: ignore[typeddict-item]
    return record_deviation(context, details).deviation


def refused(code: str, call: Any, *given: Any) -> Rejected:
    with pytest.raises(Rejected) as caught:
        call(*given)
    assert caught.value.code == code
    return caught.value


@pytest.fixture
def town(context: Context) -> Context:
    """Two units, one under the other, and somebody in each."""
    above = unit("Ekbacken", "SB02")
    add(context, above, unit(parent_id=above.id))
    register(context, unit="SB01", from_day=date(2026, 1, 1))
    register(context, OTHER, given_name="Stig", unit="SB02", from_day=date(2026, 1, 1))
    return context


def test_from_draft_to_closed_and_back(town: Context) -> None:
    made = record_deviation(
        town,
        {
            "category": "wrong_unit",
            "number": SIGNE,
            "day": date(2026, 9, 1),
            "severity": Severity.RISK,
            "description": "  ",
            "record_number": "KS-7",
        },
    )
    draft = made.deviation
    home = found(town, type(unit()), code="SB01")[0]
    assert (draft.direction, draft.unit_id) == (Direction.TO_MUNICIPALITY, home.id)
    assert (draft.description, draft.state) == (None, DeviationState.DRAFT)
    assert count_deviations(town) == (0, 1)

    early = ReportDeviation(deviation="KS-7", answer_due=date(2026, 9, 1))
    refused("due_before_report", report_deviation, town, early)
    sent = report_deviation(
        town, ReportDeviation(deviation="KS-7", reported_on=date(2026, 9, 10), reported_by="Eva")
    )
    assert sent.deviation.answer_due == date(2026, 11, 10)
    (line,) = find_deviations(town, DeviationFilter(overdue=True))
    assert (line.overdue, line.promptly, line.term) == (True, False, "avvikelse")
    assert count_deviations(town) == (1, 1)

    nothing = AnswerDeviation(deviation=draft.id, answer=" ")
    refused("answer_missing", answer_deviation, town, nothing)
    answered = answer_deviation(
        town, AnswerDeviation(deviation=draft.id, analysis="Flytten", measures="Ny rutin")
    )
    assert answered.deviation.answered_on == town.today
    assert len(find_deviations(town, replace(OPEN, to_do=True))) == 1
    closed = close_deviations(town, [CloseDeviation(deviation=draft.id)])[0]
    assert (closed.warnings, find_deviations(town, OPEN)) == ((), [])

    assert history_of(town, SIGNE)[0].event == closed.event
    record = show_deviation(town, draft.id)
    assert [one.event for one in record.history] == [
        *(closed.event, answered.event, sent.event, made.event)
    ]
    refused("undo_blocked", undo_event, town, sent.event)
    (state,) = [one for one in preview_undo(town, closed.event).lines if "läge" in one.what]
    assert (state.what, state.now, state.becomes) == ("Avvikelse: läge", "stängd", "besvarad")
    for event in (closed.event, answered.event, sent.event, made.event):
        undo_event(town, event)
    assert find_deviations(town, ALL) == []
    assert history_of(town, SIGNE)[0].undone is False


@ON_ONE
def test_what_is_refused_and_what_may_be_changed(town: Context) -> None:
    refused("category_missing", record_deviation, town, {"category": " "})
    refused("nothing_to_close", close_deviations, town, [])
    refused("direction_missing", record_deviation, town, {"category": "other"})
    refused("category_unknown", record_deviation, town, {"category": "Lögn"})
    refused("day_in_future", record_deviation, town, {"category": "wrong_unit", "day": date.max})
    refused("not_found", show_deviation, town, "KS-8")
    draft = wrong_unit(town, record_number="KS-9")
    wrong_unit(town, record_number="KS-9")
    refused("deviation_ambiguous", show_deviation, town, "KS-9")

    def change(version: int | None = None, **details: Any) -> Deviation:
        asked: Any = ChangeDeviation(deviation=draft.id, details=details, version=version)  # type: ignore[arg-type]
        return change_deviation(town, asked).deviation

    with pytest.raises(Rejected) as caught:
        change(answer="Svar")
    assert (caught.value.code, caught.value.field) == ("step_not_taken", "answer")
    with pytest.raises(Rejected, match="Inget är ändrat"):
        change(category="Fel boendeenhet")
    with pytest.raises(Rejected, match="kategorin finns inte"):
        change(direction=Direction.TO_PROVIDER)
    with pytest.raises(Rejected, match="Någon annan"):
        change(version=9, reason="Flytt")
    after = change(version=1, category="Annat", number=None, unit="SB02", reason="Flytt")
    undoing = latest(town)[0].event
    told = {(one.what, one.becomes) for one in preview_undo(town, undoing).lines}
    assert ("Avvikelse: kategori", "Fel boendeenhet") in told
    assert (after.category, after.person_id, after.version) == ("other", None, 2)
    assert after.unit_id == found(town, type(unit()), code="SB02")[0].id


def test_the_register_narrowed(town: Context) -> None:
    at_both = wrong_unit(town, day=date(2026, 3, 1))
    above = wrong_unit(town, number=OTHER, day=date(2026, 4, 1), category="staff_absent")
    nowhere = wrong_unit(town, number=None, category="assessment_not_done")
    place = found(town, type(unit()), code="SB02")[0].id

    def ids(**narrowed: Any) -> list[str]:
        return [one.id for one in find_deviations(town, DeviationFilter(**narrowed))]

    assert ids() == [nowhere.id, above.id, at_both.id]
    assert ids(unit_id=place) == [above.id, at_both.id]
    assert ids(unit_id=at_both.unit_id) == [at_both.id]
    assert ids(category="staff_absent") == [above.id]
    assert ids(direction=Direction.TO_PROVIDER) == [nowhere.id]
    assert ids(person_id=at_both.person_id) == [at_both.id]
    assert ids(first=date(2026, 3, 2), last=date(2026, 11, 1)) == [above.id]
    assert ids(states=(DeviationState.CLOSED,)) == []
    assert [one.id for one in deviation_rows(town, [above.id])] == [above.id]
    assert len(list_deviations(town)) == 3
    assert latest(town)[0].action == "deviation.list"
    prompt = on_day(town, date(2027, 1, 1))
    report_deviation(prompt, ReportDeviation(deviation=above.id))
    line = show_deviation(prompt, above.id).deviation
    assert (line.promptly, line.term) == (True, "avvikelse mellan vårdgivare")
    assert line.answer_due == date(2027, 1, 31)


@ON_ONE
def test_somebody_protected_is_masked_before_anything(town: Context) -> None:
    secret = wrong_unit(town, description="Signe bor på Björkgläntan")
    level = ProtectedIdentity.CONFIDENTIALITY_MARKING
    set_protection(town, SetProtection(number=SIGNE, level=level))
    (line,) = find_deviations(town, ALL)
    assert line.masked
    assert (line.name, line.personal_identity_number, line.unit) == (None, None, None)
    assert (line.description, line.person_id, line.unit_id) == (None, None, None)
    assert find_deviations(town, DeviationFilter(unit_id=secret.unit_id)) == []
    with pytest.raises(NotAllowed) as caught:
        show_deviation(town, secret.id)
    assert caught.value.code == "protected_identity"
    assert latest(town)[0].action == "access.refused"
    undoing = latest(town, 3)[-1].event
    assert preview_undo(town, undoing).lines == ()
    done = report_deviation(town, ReportDeviation(deviation=secret.id))
    closed = close_deviations(town, [CloseDeviation(deviation=secret.id)])[0]
    asked: Any = {"reason": "Flytt", "number": SIGNE}
    changed = change_deviation(town, ChangeDeviation(deviation=secret.id, details=asked))
    again = wrong_unit(town, description="Signe")
    for one in (done.deviation, closed.deviation, changed.deviation, again):
        assert (one.person_id, one.unit_id, one.description, one.reason) == (None,) * 4
    named = user(town, Role.COORDINATOR, sees_protected=True)
    for event in (changed.event, done.event):
        assert preview_undo(town, event).lines == ()
    assert preview_undo(named, changed.event).lines
    assert show_deviation(named, secret.id).deviation.personal_identity_number == SIGNE


def test_only_what_concerns_somebody_or_a_unit_in_sight(town: Context) -> None:
    mine = wrong_unit(town)
    place = mine.unit_id
    theirs = wrong_unit(town, number=OTHER)
    here = wrong_unit(town, number=None, unit="SB01", category="staff_absent")
    wrong_unit(town, number=None, category="staff_absent")
    scopes = dict.fromkeys((Role.ISSUER, Role.COORDINATOR), frozenset({place}))
    part = user(town, Role.ISSUER, Role.COORDINATOR, scopes=scopes)

    assert {one.id for one in find_deviations(part, ALL)} == {mine.id, here.id}
    assert count_deviations(part) == (0, 2)
    told = find_deviations(user(town, Role.MAS), ALL)
    assert len(told) == 4
    report_deviation(part, ReportDeviation(deviation=here.id))
    made = record_deviation(part, {"category": "not_booked", "unit": "SB01"})
    undo_event(part, made.event)
    outside = record_deviation(town, {"category": "not_booked", "number": OTHER})
    for call in (
        lambda: show_deviation(part, theirs.id),
        lambda: close_deviations(part, [CloseDeviation(deviation=theirs.id)])[0],
        lambda: wrong_unit(part, number=OTHER),
        lambda: wrong_unit(part, number=None, unit="SB02"),
        lambda: wrong_unit(part, number=None),
        lambda: undo_event(part, outside.event),
    ):
        with pytest.raises(NotAllowed) as caught:
            call()
        assert caught.value.code == OUTSIDE_SCOPE
    manager = user(town, Role.UNIT_MANAGER)
    assert len(find_deviations(manager, ALL)) == 5
    with pytest.raises(NotAllowed):
        close_deviations(manager, [CloseDeviation(deviation=here.id)])[0]
    with pytest.raises(NotAllowed):
        find_deviations(user(town, Role.STATISTICS))


@ON_ONE
def test_a_mas_takes_back_their_own(town: Context) -> None:
    mas = user(town, Role.MAS)
    made = record_deviation(mas, {"category": "wrong_unit", "number": SIGNE})
    undo_event(mas, made.event)
    again = wrong_unit(town)
    undoing = latest(town)[0].event
    with pytest.raises(NotAllowed) as caught:
        undo_event(mas, undoing)
    assert caught.value.code == "not_own_change"
    assert stored(town, Deviation, again.id) == again


def test_it_goes_with_the_person_and_comes_back(town: Context) -> None:
    before = wrong_unit(town, number=OTHER)
    joined = merge_persons(town, MergePersons(keep=SIGNE, other=OTHER), before_commit=lambda: None)
    assert stored(town, Deviation, before.id).person_id == joined.preview.keep.id
    since = wrong_unit(town, number=OTHER, day=date(2026, 11, 1))
    kept = wrong_unit(town)
    assert since.person_id == joined.preview.keep.id
    unmerge_persons(town, joined.event)
    owners = [stored(town, Deviation, one.id).person_id for one in (before, since, kept)]
    assert owners == [joined.preview.other.id, joined.preview.other.id, joined.preview.keep.id]
