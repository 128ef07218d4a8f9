"""The certificate (intyg om N-tandvård): validity, number, registration (spec: records)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Protocol

from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Rejected

LONGEST_AHEAD = timedelta(days=60)


class Ground(StrEnum):
    """Personkrets, after tandvårdslagen (1985:125) 8 a §."""

    LSS = "1"
    CARE_HOUSING = "2a"
    HOME_HEALTH_CARE = "2b"
    AT_HOME = "2c"


class EndReason(StrEnum):
    """Why a certificate ended."""

    DECEASED = "deceased"
    MOVED_OUT = "moved_out"
    NOT_ENTITLED = "not_entitled"
    ISSUED_IN_ERROR = "issued_in_error"
    REPLACED = "replaced"


class IssuedBy(StrEnum):
    """Whose decision it is: doctors can apply and VGR's own dentist can issue as well."""

    MUNICIPALITY = "municipality"
    DOCTOR = "doctor"
    VGR = "vgr"
    OTHER_MUNICIPALITY = "other_municipality"


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """One certificate; ``last_day`` is kept as the earlier of ``valid_to`` and ``ended``.

    ``handed_over_on`` is the last day on which this municipality is responsible for it, when it was
    handed over to another one in Västra Götaland (``handed_over_to``, its code); it stays valid.
    """

    id: str
    version: int = 1
    number: str
    person_id: str
    ground: Ground
    issued: date
    valid_to: date | None = None
    ended: date | None = None
    end_reason: EndReason | None = None
    last_day: date | None = None
    voided_on: date | None = None
    criterion: str | None = None
    issuer: str | None = None
    issued_by: IssuedBy = IssuedBy.MUNICIPALITY
    letter_to: str | None = None
    replaces_id: str | None = None
    rule_set_version: str | None = None
    handed_over_on: date | None = None
    handed_over_to: str | None = None

    def is_valid_on(self, day: date) -> bool:
        """Whether it is valid that day (spec: metrics, validity)."""
        return (
            self.voided_on is None
            and self.issued <= day
            and (self.last_day is None or day <= self.last_day)
        )

    def is_ours_on(self, day: date) -> bool:
        """Whether it is valid that day and this municipality answers for it, as figures count."""
        return self.issued <= day and is_ours_from(self, day)


class Standing(Protocol):
    """What tells until when somebody answers for a certificate, in whatever form it is read."""

    @property
    def voided_on(self) -> date | None: ...
    @property
    def last_day(self) -> date | None: ...
    @property
    def handed_over_on(self) -> date | None: ...


def is_ours_from(certificate: Standing, day: date) -> bool:
    """Whether this municipality answers for it that day, or will on a later one."""
    return (
        certificate.voided_on is None
        and (certificate.last_day is None or day <= certificate.last_day)
        and (certificate.handed_over_on is None or day <= certificate.handed_over_on)
    )


def last_day_of(valid_to: date | None, ended: date | None) -> date | None:
    """The last day of validity: the earliest that exists."""
    return min((day for day in (valid_to, ended) if day is not None), default=None)


def number_of(municipality: str, year: int, running: int) -> str:
    """The certificate number, for example 1490-2026-0412."""
    return f"{municipality}-{year}-{running:04d}"


def check_period(*, issued: date, valid_to: date | None, today: date) -> None:
    """Refuse a first day too far ahead, or a last day before the first."""
    if issued - today > LONGEST_AHEAD:
        raise Rejected(
            "issued_too_far_ahead",
            "Intyget kan börja gälla högst 60 dagar framåt. Välj ett tidigare datum.",
            field="issued",
        )
    if valid_to is not None and valid_to < issued:
        raise Rejected(
            "valid_to_before_issued",
            "Giltigt till ligger före den dag intyget börjar gälla. Rätta ett av datumen.",
            field="valid_to",
        )


def check_end(certificate: Certificate, day: date) -> None:
    """Refuse to end a certificate that is void, already ended, or before its first day."""
    if certificate.voided_on is not None:
        raise Rejected(
            "certificate_void", "Intyget är makulerat och kan inte avslutas.", field="number"
        )
    if certificate.ended is not None:
        raise Rejected(
            "certificate_already_ended",
            f"Intyget är redan avslutat {certificate.ended.isoformat()}.",
            field="number",
        )
    if day < certificate.issued:
        raise Rejected(
            "end_before_issued",
            "Sista dagen ligger före den dag intyget börjar gälla. "
            "Makulera intyget om det aldrig skulle ha funnits.",
            field="date",
        )


def overlapping(
    certificates: Iterable[Certificate], *, issued: date, last_day: date | None
) -> Certificate | None:
    """The first certificate, not void, that shares a day with the period; None if there is none."""
    for other in certificates:
        if other.voided_on is not None:
            continue
        if other.last_day is not None and other.last_day < issued:
            continue
        if last_day is not None and last_day < other.issued:
            continue
        return other
    return None


class RegistrationKind(StrEnum):
    """What about a certificate waits to be told to Intygsbeställningen; order is precedence."""

    NEW = "new"
    VOIDED = "voided"
    ENDED = "ended"
    GROUND = "ground"
    VALIDITY = "validity"
    RESPONSE = "response"
    UNIT = "unit"
    ADDRESS = "address"
    CONTACT = "contact"
    NAME_OR_NUMBER = "name_or_number"
    LETTER_COPY = "letter_copy"


class RegistrationState(StrEnum):
    """Whether Intygsbeställningen has been told."""

    TO_REGISTER = "to_register"
    REGISTERED = "registered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """One thing about one certificate, and whether it is registered at VGR.

    ``since`` and ``marked_at`` are the day and the time it was last put in the queue, also when it
    stood there already: what a file told of an earlier version must be told again.
    """

    id: str
    version: int = 1
    certificate_id: str
    person_id: str
    kind: RegistrationKind
    state: RegistrationState = RegistrationState.TO_REGISTER
    since: date
    marked_at: datetime
    registered_on: date | None = None
    registered_by: str | None = None
    reference: str | None = None


class Recipient(StrEnum):
    """To whom data may be handed on."""

    VGR = "vgr"
    DENTAL_PROVIDER = "dental_provider"
    OTHER_MUNICIPALITY = "other_municipality"
    UNIT = "unit"


class DisclosureBasis(StrEnum):
    """On what ground secrecy does not stand in the way."""

    CONSENT = "consent"
    HARM_TEST = "harm_test"
    LAW = "law"


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure:
    """A disclosure assessment (sekretessprövning) for one recipient."""

    id: str
    version: int = 1
    person_id: str
    recipient: Recipient
    basis: DisclosureBasis
    details: str | None = None
    decided_by: str | None = None
    decided_on: date
    withdrawn_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EligibilityDecision:
    """What was answered, what the rules said, and what the issuer decided; kept for the file."""

    id: str
    version: int = 1
    person_id: str
    certificate_id: str | None = None
    decided_on: date
    decided_by: str
    verdict: str
    ground: Ground | None
    issued: bool
    answers: str
    because: str
    reason: str | None = None
    rule_set_version: str
