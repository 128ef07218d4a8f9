"""What the printed forms about deviations hold."""

from __future__ import annotations

from datetime import date

from munhalsa.application.forms import Contact, FormPerson
from munhalsa.domain.lazy_dataclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviationReportForm:
    """N13: one deviation as it is handed to the other side; blank where nothing is known.

    ``term`` is what the agreement calls it. ``answer_due`` is when to ask where ``promptly``.
    """

    printed_on: date
    term: str
    service: str
    sender: str
    receiver: str
    day: date
    category: str
    severity: str | None = None
    person: FormPerson | None = None
    unit: str | None = None
    agreement: str | None = None
    cooperation_failure: bool = False
    description: str | None = None
    reason: str | None = None
    record_number: str | None = None
    service_reference: str | None = None
    reported_on: date | None = None
    reported_by: str | None = None
    answer_due: date | None = None
    promptly: bool = False
    answered_on: date | None = None
    answer: str | None = None
    analysis: str | None = None
    measures: str | None = None
    ask: Contact


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaRow:
    """One thing to talk about; nobody is named."""

    day: date | None
    where: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaTopic:
    """A point of the agenda."""

    heading: str
    rows: tuple[AgendaRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaForm:
    """N14: what the municipality and the provider should talk about at their next meeting."""

    printed_on: date
    first: date
    last: date
    provider: str | None
    topics: tuple[AgendaTopic, ...]
    ask: Contact
