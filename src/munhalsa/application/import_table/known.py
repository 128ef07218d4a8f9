"""What a plan needs to know of the persons in the store, read whole in a few statements.

Plain tuples instead of records: a file of 50,000 rows meets some 300,000 of them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import NamedTuple, Protocol

from munhalsa.domain.person import ResidenceKind


class KnownPerson(NamedTuple):
    """A person in the store; words of enums are plain text here and below."""

    id: str
    version: int
    number: str
    given_name: str
    family_name: str
    sort_key: str
    protected_identity: str
    died_on: date | None
    moved_out_on: date | None = None
    moved_out_to: str | None = None


class KnownHome(NamedTuple):
    """A residence of kind home."""

    id: str
    version: int
    person_id: str
    unit_id: str | None
    room: str | None
    street: str | None
    postal_code: str | None
    city: str | None
    from_day: date
    to_day: date | None

    @property
    def kind(self) -> ResidenceKind:
        """Which kind of residence it is."""
        return ResidenceKind.HOME


class KnownContact(NamedTuple):
    """A contact that has not ended."""

    id: str
    version: int
    person_id: str
    name: str
    relation: str
    phone: str | None


class KnownDentist(NamedTuple):
    """A dentist, present or former."""

    id: str
    version: int
    person_id: str
    name: str
    from_day: date | None


class KnownCertificate(NamedTuple):
    """A certificate; ``number`` is None for one that the file brings, until it is taken in."""

    id: str
    version: int
    person_id: str
    number: str | None
    ground: str
    issued: date
    valid_to: date | None
    ended: date | None
    end_reason: str | None
    last_day: date | None
    voided_on: date | None
    issuer: str | None
    handed_over_on: date | None = None


class KnownResponse(NamedTuple):
    """An answer to the yearly question."""

    id: str
    version: int
    person_id: str
    answered: date
    wants: bool
    answered_by: str | None = None
    passed_on: bool = False


class KnownAssessment(NamedTuple):
    """A munhälsobedömning, as far as a table can tell of one."""

    id: str
    version: int
    person_id: str
    day: date
    outcome: str
    unit_id: str | None
    performed_by: str | None
    title: str | None
    phone: str | None
    staff_took_part: bool | None
    staff: str | None
    care_need: str | None
    duplicate_of_id: str | None
    corrected_on: date | None = None
    correction: str | None = None


class KnownDentalVisit(NamedTuple):
    """Dental care that was received."""

    id: str
    person_id: str
    day: date
    provider: str | None


class KnownRegistration(NamedTuple):
    """Whether one thing about a certificate is registered at VGR."""

    id: str
    version: int
    person_id: str
    certificate_id: str
    kind: str
    state: str
    since: date
    marked_at: datetime
    registered_on: date | None
    registered_by: str | None


class KnownName(NamedTuple):
    """What a possible duplicate is told by: number, name, and the unit lived at on the day."""

    id: str
    number: str
    family_name: str
    given_name: str
    unit_id: str | None


class ExchangeQueries(Protocol):
    """Reading much at once, for planning an import."""

    def moment(self) -> str:
        """How far the log has come."""

    def has_changed_since(self, moment: str) -> bool:
        """Whether a record may have changed since; what was only read or noted changes none."""

    def persons_by_number(self, numbers: Collection[str]) -> dict[str, KnownPerson]:
        """Those of the numbers that are known, former ones too, with whose they are."""

    def homes(self, persons: Collection[str]) -> Sequence[KnownHome]:
        """Every home of the persons."""

    def contacts(self, persons: Collection[str], *, day: date) -> Sequence[KnownContact]:
        """Contacts of the persons that have not ended before the day."""

    def dentists(self, persons: Collection[str]) -> Sequence[KnownDentist]:
        """Dentists of the persons, former ones too."""

    def certificates(self, persons: Collection[str]) -> Sequence[KnownCertificate]:
        """Certificates of the persons, void ones too."""

    def responses(self, persons: Collection[str]) -> Sequence[KnownResponse]:
        """Answers of the persons, old ones too."""

    def assessments(self, persons: Collection[str]) -> Sequence[KnownAssessment]:
        """Assessments of the persons, old ones too."""

    def dental_visits(self, persons: Collection[str]) -> Sequence[KnownDentalVisit]:
        """Dental care that the persons have had."""

    def registrations(self, persons: Collection[str]) -> Sequence[KnownRegistration]:
        """Registrations of the persons' certificates."""

    def names(self, *, day: date, see_protected: bool) -> Sequence[KnownName]:
        """Name and number of everybody in the store, or of all but those who are protected."""

    def is_lived_in_after(self, unit: str, *, day: date) -> bool:
        """Whether somebody's home is at the unit after the day."""
