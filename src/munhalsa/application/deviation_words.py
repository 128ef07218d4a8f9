"""What is said of deviations to people: who reports, how far it has come, what is to be done."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from munhalsa.domain.deviation import DeviationState, DeviationTask, Direction, Severity

DIRECTION_WORDS: Mapping[Direction, str] = MappingProxyType(
    {
        Direction.TO_PROVIDER: "Kommun till tandvård",
        Direction.TO_MUNICIPALITY: "Tandvård till kommun",
    }
)

STATE_WORDS: Mapping[DeviationState, str] = MappingProxyType(
    {
        DeviationState.DRAFT: "Utkast",
        DeviationState.REPORTED: "Rapporterad",
        DeviationState.ANSWERED: "Besvarad",
        DeviationState.CLOSED: "Stängd",
    }
)

SEVERITY_WORDS: Mapping[Severity, str] = MappingProxyType(
    {
        Severity.RISK: "Risk",
        Severity.INCIDENT: "Tillbud",
        Severity.ADVERSE_EVENT: "Negativ händelse",
        Severity.HARM: "Vårdskada",
    }
)

TASK_WORDS: Mapping[DeviationTask, str] = MappingProxyType(
    {
        DeviationTask.REPORT: "Rapportera",
        DeviationTask.ANSWER: "Besvara",
        DeviationTask.REMIND: "Påminn",
        DeviationTask.WAIT: "Väntar på svar",
        DeviationTask.CLOSE: "Följ upp och stäng",
        DeviationTask.NONE: "Klar",
    }
)


def deadline_words(due: date | None, *, overdue: bool, promptly: bool, waits: bool) -> str:
    """When an answer is to be there: a word tells that it is late, or wanted without delay."""
    if due is None or not waits:
        return ""
    if overdue:
        return f"Försenat, {due.isoformat()}"
    return f"Skyndsamt, {due.isoformat()}" if promptly else due.isoformat()
