"""Closing a quarter, what changed since, the records behind figures, and why somebody counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from munhalsa.adapters.ids import new_id
from munhalsa.application.close_quarter import close_quarter, frozen_quarter
from munhalsa.application.context import Context
from munhalsa.application.explain_figure import explain_figure
from munhalsa.application.figure_records import Row, figure_records
from munhalsa.application.frozen_report import frozen, thawed
from munhalsa.application.quarterly_report import quarterly_report
from munhalsa.application.record_death import RecordDeath, record_death
from munhalsa.application.undo import undo_event
from munhalsa.domain.account import Role
from munhalsa.domain.assessment import Assessment, AssessmentOutcome, DentalVisit
from munhalsa.domain.deviation import Deviation, Direction
from munhalsa.domain.person import Person, ProtectedIdentity
from munhalsa.domain.quarter import Quarter
from munhalsa.domain.refusal import NotAllowed, Refusal, Rejected
from munhalsa.domain.training import Participant, Training, TrainingUnit
from munhalsa.domain.unit import Population
from munhalsa.domain.visit_figures import Period
from tests.support.deeds import (
    SIGNE,
    add,
    alter,
    assert_refused,
    issue,
    latest,
    register,
    unit,
    user,
)

THIS, LAST = Quarter(year=2026, number=4), Quarter(year=2026, number=3)


def municipality(context: Context) -> Person:
    """Signe at Björkgläntan: certified, asked, seen, cared for, told of; her unit trained."""
    home = unit()
    add(context, home)
    signe = register(context, unit=home.code, from_day=date(2026, 1, 1))
    issue(context, issued=date(2026, 2, 1))
    seen = Assessment(
        id=new_id(), person_id=signe.id, day=date(2026, 7, 9), outcome=AssessmentOutcome.PERFORMED
    )
    session = Training(id=new_id(), day=date(2026, 8, 1), kind="practical", hundredths=150)
    issuers = Training(id=new_id(), day=date(2026, 8, 2), kind="issuer_training", hundredths=100)
    told = Deviation(
        id=new_id(),
        day=date(2026, 9, 1),
        direction=Direction.TO_MUNICIPALITY,
        category="wrong_unit",
        person_id=signe.id,
        cooperation_failure=True,
        reason="Flyttad utan besked",
    )
    add(
        context,
        *(seen, session, issuers, told),
        DentalVisit(id=new_id(), person_id=signe.id, day=date(2026, 7, 20)),
        TrainingUnit(id=new_id(), training_id=session.id, unit_id=home.id),
        Participant(id=new_id(), training_id=issuers.id, name="Åsa Ek"),
        Population(id=new_id(), municipality_code="1490", year=2025, age=24, count=100),
    )
    return signe


def test_everything_of_the_report_comes_back_as_it_was_frozen(context: Context) -> None:
    municipality(context)
    report = quarterly_report(context, LAST)
    assert report.trained_issuers is not None
    assert report.trained_issuers.trained == 1
    assert report.failures[0].reasons == ("Flyttad utan besked",)
    assert thawed(frozen(report)) == report


def test_what_was_reported_stays_while_today_changes(context: Context) -> None:
    signe = municipality(context)
    assert frozen_quarter(context, LAST) is None
    closed = close_quarter(context, LAST)
    assert latest(context)[0].action == "quarter.close"
    kept = frozen_quarter(context, LAST)
    assert kept is not None
    assert (kept.report, kept.differences) == (closed.report, ())
    assert kept.closed_by == context.session.name
    assert kept.chain_heads == closed.report.chain_heads
    record_death(context, RecordDeath(number=SIGNE, day=date(2026, 8, 15)))
    again = frozen_quarter(context, LAST)
    assert again is not None
    assert again.report.with_certificate == 1
    assert quarterly_report(context, LAST).with_certificate == 0
    changed = {one.figure: (one.came, one.left) for one in again.differences}
    assert changed["M1"] == ((), (signe.id,))
    assert "M3.quarter" not in changed
    assert again.numbers == {signe.id: SIGNE}
    statistics = frozen_quarter(user(context, Role.STATISTICS), LAST)
    assert statistics is not None
    assert [(one.left, one.hidden) for one in statistics.differences][:1] == [((), 1)]
    assert [one.reasons for one in again.report.failures] == [("Flyttad utan besked",)]
    assert [one.reasons for one in statistics.report.failures] == [()]
    alter(context, signe, protected_identity=ProtectedIdentity.CONFIDENTIALITY_MARKING)
    hidden = frozen_quarter(context, LAST)
    assert hidden is not None
    assert hidden.numbers == {}


def test_a_quarter_is_closed_once_after_its_end_and_stays_closed(context: Context) -> None:
    tried = close_quarter(context, LAST, dry_run=True)
    assert tried.event is None
    assert [one.message for one in tried.warnings] == [
        "M4 Har fått nödvändig tandvård saknas: inga tandvårdsbesök har tagits in.",
        "T1 Täckningsgrad saknas: befolkningen saknas.",
        "D8 Ingen tandvård på ett år saknas: inga tandvårdsbesök har tagits in.",
    ]
    assert frozen_quarter(context, LAST) is None
    closed = close_quarter(context, LAST)
    assert closed.warnings == tried.warnings
    assert closed.event is not None
    with pytest.raises(Rejected) as caught:
        close_quarter(context, LAST)
    assert_refused(caught, "quarter_closed", "quarter")
    with pytest.raises(Rejected) as caught:
        close_quarter(context, THIS)
    assert_refused(caught, "quarter_not_over", "quarter")
    with pytest.raises(NotAllowed):
        close_quarter(user(context, Role.MAS), LAST)
    with pytest.raises(Refusal):
        undo_event(context, closed.event)
    part = replace(
        context.session,
        roles=frozenset({Role.COORDINATOR}),
        scopes={Role.COORDINATOR: frozenset({"x"})},
    )
    assert frozen_quarter(replace(context, session=part), LAST) is None


def test_every_figure_opens_its_records(context: Context) -> None:
    signe = municipality(context)
    me = (signe.id,)

    def behind(figure: str, **row: object) -> tuple[str, ...]:
        return figure_records(context, figure, LAST, Row(**row)).ids  # type: ignore[arg-type]

    for figure in ("M1", "M3", "M4", "M6", "T1"):
        assert behind(figure) == me, figure
        for breakdown, key in (("unit", "SB01"), ("sex", "male"), ("age", "80_and_over")):
            assert behind(figure, breakdown=breakdown, key=key) == me, (figure, breakdown)
        assert behind(figure, breakdown="ground", key="2a") == me
        assert behind(figure, breakdown="unit", key="own_home") == ()
    assert behind("M2") == behind("A1") == behind("M7") == ()
    assert behind("M2", answer="not_asked") == me
    assert behind("M3", period=Period.ROLLING) == me
    assert figure_records(context, "M5", LAST).kind == "training"
    assert len(behind("M5")) == len(behind("M5", breakdown="unit", key="SB01")) == 1
    assert behind("M5", breakdown="unit", key="SB02") == ()
    assert len(behind("K1")) == 1
    assert behind("K2") == ()
    assert behind("D3") == me
    assert latest(context)[0].action == "report.open"
    assert len(behind("K3")) == 1
    assert len(behind("A2")) == len(behind("A3")) == 1
    assert behind("A2", breakdown="outcome", key="unwell") == ()
    with pytest.raises(Rejected) as caught:
        behind("X1")
    assert_refused(caught, "figure_without_records", "figure")


def test_why_she_is_counted_and_why_not(context: Context) -> None:
    signe = municipality(context)
    found = explain_figure(context, SIGNE, figure="m3", quarter=LAST)
    assert (found.figure, found.counted) == ("M3", True)
    (event,) = latest(context)
    assert (event.action, event.subject_id) == ("report.explain", signe.id)
    listed = explain_figure(context, SIGNE, figure="D3", quarter=LAST)
    assert listed.because[0].text == (
        "Personen står på listan Aldrig tillfrågade den 2026-09-30: "
        "har intyg men har inte fått frågan."
    )
    not_listed = explain_figure(context, SIGNE, figure="D2", quarter=LAST)
    assert not not_listed.counted
    assert "inte tillfrågad" in not_listed.because[-1].text
    with pytest.raises(Rejected) as caught:
        explain_figure(context, SIGNE, figure="M5", quarter=LAST)
    assert_refused(caught, "figure_not_of_persons", "figure")
    alter(context, signe, protected_identity=ProtectedIdentity.CONFIDENTIALITY_MARKING)
    with pytest.raises(NotAllowed) as refused:
        explain_figure(context, SIGNE, figure="M1", quarter=LAST)
    assert_refused(refused, "protected_identity", None)
    assert latest(context)[0].action == "access.refused"
