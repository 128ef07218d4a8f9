"""What is talked about with the provider, the trends, and a deviation on paper or as text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from munhalsa.adapters.documents.printing import PdfForms
from munhalsa.adapters.ids import new_id
from munhalsa.application.context import Context
from munhalsa.application.deviation_fields import DeviationDetails
from munhalsa.application.deviation_trends import NO_UNIT, deviation_trends
from munhalsa.application.disagreements import (
    RecordDisagreement,
    TakeStep,
    record_disagreement,
    take_step,
)
from munhalsa.application.handle_deviation import (
    CloseDeviation,
    ReportDeviation,
    close_deviations,
    report_deviation,
)
from munhalsa.application.meeting_agenda import meeting_agenda, print_agenda
from munhalsa.application.print_deviation import deviation_text, print_deviation
from munhalsa.application.record_deviation import record_deviation
from munhalsa.application.record_response import RecordResponse, record_response
from munhalsa.domain.account import Role
from munhalsa.domain.assessment import Assessment, AssessmentOutcome
from munhalsa.domain.deviation import Deviation, Direction, Severity
from munhalsa.domain.person import Person, ProtectedIdentity
from munhalsa.domain.refusal import NotAllowed, Rejected
from munhalsa.domain.response import AnsweredBy
from munhalsa.domain.round import Round, RoundChange, RoundDeed, Side
from munhalsa.domain.training import CancelledBy, Training, TrainingState, TrainingUnit
from munhalsa.domain.unit import DentalContract, Unit
from tests.support.deeds import (
    FAMILY,
    SIGNE,
    add,
    alter,
    found,
    issue,
    latest,
    register,
    unit,
    user,
)
from tests.support.pdf_reading import plain_text, unbroken
from tests.support.stores import on_day

PDF = PdfForms()
ON_ONE = pytest.mark.parametrize("store", ["sqlcipher"], indirect=True)
NOTICED = date(2026, 11, 1)


@pytest.fixture
def town(context: Context) -> Context:
    """One unit with somebody who waits for a first visit, in the provider's last month."""
    add(context, unit())
    contract = DentalContract(
        id=new_id(),
        municipality_code="1490",
        provider="Folktandvården",
        from_day=date(2020, 1, 1),
    )
    add(context, contract)
    register(context, unit="SB01", from_day=date(2026, 1, 1))
    issue(context, issued=date(2026, 2, 1))
    answer = RecordResponse(
        number=SIGNE, answered=date(2026, 2, 1), wants=True, answered_by=AnsweredBy.SELF
    )
    record_response(context, answer)
    return context


def place(context: Context) -> Unit:
    return found(context, Unit)[0]


def told(context: Context, **details: Any) -> Deviation:
    given: DeviationDetails = {"category": "wrong_unit", "number": SIGNE, **details}  # type: ignore[typeddict-item]
    return record_deviation(context, given).deviation


def said(context: Context, **days: date) -> dict[str, list[tuple[str, str]]]:
    agenda = meeting_agenda(context, **days)
    return {topic.heading: [(row.where, row.what) for row in topic.rows] for topic in agenda.topics}


def cancellations(context: Context) -> None:
    here = place(context).id
    days = {"unit_id": here, "from_day": date(2026, 11, 4), "noticed_on": NOTICED}
    one = Round(id=new_id(), unit_id=here, day=date(2026, 11, 4))
    add(context, one)
    for deed, side, to in (
        (RoundDeed.CANCELLED, Side.PROVIDER, None),
        (RoundDeed.MOVED, Side.UNIT, date(2026, 11, 9)),
    ):
        change: Any = {**days, "round_id": one.id, "deed": deed, "by_side": side, "to_day": to}
        add(context, RoundChange(id=new_id(), reason="sjukdom", **change))
    session = Training(
        id=new_id(),
        day=date(2026, 11, 2),
        kind="practical",
        hundredths=100,
        state=TrainingState.CANCELLED,
        cancelled_by=CancelledBy.PROVIDER,
        reason="ingen ledare",
    )
    silent = replace(session, id=new_id(), cancelled_by=CancelledBy.MUNICIPALITY, reason=None)
    add(context, session, silent)
    add(context, TrainingUnit(id=new_id(), training_id=session.id, unit_id=here))
    outcome = AssessmentOutcome.CANCELLED_BY_PROVIDER
    person = found(context, Deviation)[0].person_id
    assert person is not None
    for day in (date(2026, 11, 1), date(2026, 11, 1), date(2026, 5, 1)):
        visit = Assessment(id=new_id(), person_id=person, day=day, outcome=outcome, unit_id=here)
        add(context, visit)


def test_the_agenda_names_nobody(town: Context, tmp_path: Path) -> None:
    told(town, reason=f"{FAMILY} flyttade")
    old = told(town, day=date(2026, 6, 1), category="staff_absent", number=None)
    report_deviation(town, ReportDeviation(deviation=old.id, reported_on=date(2026, 6, 2)))
    cancellations(town)
    here = place(town).name
    topics = said(town)
    assert topics["Fel boendeenhet"] == [(here, "Utkast")]
    assert topics["Inställt och flyttat"] == [
        (here, "Besöksdag inställd av tandvården: sjukdom"),
        (here, "Besöksdag flyttad till 2026-11-09 av enheten: sjukdom"),
        (here, "Utbildning inställd av tandvården: ingen ledare"),
        ("", "Utbildning inställd av kommunen"),
        (here, "Besök inställt av tandvården: 2"),
    ]
    assert topics["Sena besök"] == [(here, "1 väntar sedan mer än 3 månader")]
    assert topics["Öppna avvikelser"] == [
        ("", "Personal saknades vid besöket: rapporterad, svaret försenat sedan 2026-08-02"),
        (here, "Fel boendeenhet: utkast"),
    ]
    assert "Oenigheter" not in topics
    out = tmp_path / "dagordning.pdf"
    print_agenda(user(town, Role.MAS), PDF, out=out)
    text = unbroken(plain_text(out))
    assert "Folktandvården" in text
    assert FAMILY not in text
    assert latest(town)[0].action == "print.agenda"
    narrow = said(town, first=date(2026, 4, 1), last=date(2026, 6, 1))
    assert narrow["Inställt och flyttat"] == [(here, "Besök inställt av tandvården")]
    with pytest.raises(Rejected, match="före den första"):
        meeting_agenda(town, first=date(2027, 1, 1))


@ON_ONE
def test_disagreements_are_on_it_when_there_is_a_ladder(town: Context) -> None:
    later = on_day(town, date(2027, 2, 1))
    one, _ = (
        record_disagreement(
            later, RecordDisagreement(about="Vem", temporary_solution="Vi", unit=text)
        ).disagreement
        for text in ("SB01", None)
    )
    take_step(later, TakeStep(disagreement=one.id, step=1))
    here = place(town).name
    assert sorted(said(later)["Oenigheter"]) == [
        ("", "inte upptagen i något steg"),
        (here, "steg 1"),
    ]


@ON_ONE
def test_trends_by_category_and_unit(town: Context) -> None:
    told(town)
    close_deviations(town, [CloseDeviation(deviation=told(town, day=date(2026, 8, 1)).id)])
    told(town, day=date(2025, 1, 1))
    told(town, category="staff_absent", number=None)
    found = deviation_trends(town)
    assert [one.label for one in found.quarters][-1] == "kvartal 4 2026"
    assert [(one.key, one.counts) for one in found.categories] == [
        ("Fel boendeenhet (Tandvård till kommun)", (0, 0, 1, 1)),
        ("Personal saknades vid besöket (Tandvård till kommun)", (0, 0, 0, 1)),
    ]
    assert [(one.key, one.total) for one in found.units] == [(place(town).name, 2), (NO_UNIT, 1)]


@ON_ONE
def test_a_report_on_paper_and_as_text(town: Context, tmp_path: Path) -> None:
    one = told(town, severity=Severity.RISK, reason="Flytten", cooperation_failure=True)
    out = tmp_path / "avvikelse.pdf"
    assert print_deviation(town, PDF, deviation=one.id, out=out).pages == 1
    text = unbroken(plain_text(out))
    for part in ("Från Folktandvården", "Till Borås", "Fel boendeenhet", "Signe", "Risk"):
        assert part in text
    pasted = deviation_text(town, deviation=one.id)
    assert "Brist i samverkan: Ja" in pasted
    assert "Person: Signe" in pasted
    assert latest(town)[0].action == "print.deviation"
    ours = told(town, category="training_not_held", direction=Direction.TO_PROVIDER, number=None)
    assert deviation_text(town, deviation=ours.id).startswith("Från: Borås")
    contract = found(town, DentalContract)[0]
    alter(town, contract, to_day=date(2021, 1, 1))
    assert "Till: Tandvården" in deviation_text(town, deviation=ours.id)
    (person,) = found(town, Person, number=SIGNE)
    alter(town, person, protected_identity=ProtectedIdentity.CONFIDENTIALITY_MARKING)
    out.unlink()
    with pytest.raises(NotAllowed):
        print_deviation(town, PDF, deviation=one.id, out=out)
    assert not out.exists()
