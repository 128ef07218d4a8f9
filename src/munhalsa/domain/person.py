"""A person and what hangs on them: home, contacts, dentist (spec: records, person)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from munhalsa.domain.identity import Sex
from munhalsa.domain.lazy_dataclass import dataclass


class ProtectedIdentity(StrEnum):
    """Skyddade personuppgifter, in rising strength."""

    NONE = "none"
    CONFIDENTIALITY_MARKING = "confidentiality_marking"
    PROTECTED_REGISTRATION = "protected_registration"


class ResidenceKind(StrEnum):
    """Where somebody lives, who answers for the care, and where the visit is made if elsewhere."""

    HOME = "home"
    RESPONSIBLE = "responsible"
    VISIT = "visit"


class Relation(StrEnum):
    """What a contact is to the person."""

    GUARDIAN = "god_man"
    ADMINISTRATOR = "forvaltare"
    LASTING_POWER = "framtidsfullmakt"
    RELATIVE = "narstaende"
    CONTACT_STAFF = "kontaktman"
    OTHER = "annan"


class Authority(StrEnum):
    """What a contact may do with the person's answer."""

    REPRESENTS = "represents"
    PASSES_ON = "passes_on"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody entitled, or perhaps entitled, to N-tandvård; ``number`` is 12 characters.

    ``handler_id`` is the account of whoever keeps an eye on the person (handläggare).
    """

    id: str
    version: int = 1
    number: str
    birth_year: int | None
    sex: Sex
    given_name: str
    family_name: str
    sort_key: str
    protected_identity: ProtectedIdentity = ProtectedIdentity.NONE
    language: str | None = None
    needs_interpreter: bool = False
    died_on: date | None = None
    moved_out_on: date | None = None
    moved_out_to: str | None = None
    handler_id: str | None = None

    @property
    def is_protected(self) -> bool:
        """Whether name and number are masked for everyone but users named for it."""
        return self.protected_identity is not ProtectedIdentity.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerNumber:
    """A number the person had before; kept, found by search, never given to anybody else."""

    id: str
    version: int = 1
    person_id: str
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Residence:
    """One stretch of living somewhere: a unit, or an address; ``to_day`` is the last day."""

    id: str
    version: int = 1
    person_id: str
    kind: ResidenceKind = ResidenceKind.HOME
    unit_id: str | None = None
    room: str | None = None
    care_of: str | None = None
    street: str | None = None
    postal_code: str | None = None
    city: str | None = None
    from_day: date
    to_day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Somebody around the person: who represents, passes an answer on, or does neither."""

    id: str
    version: int = 1
    person_id: str
    name: str
    relation: Relation
    authority: Authority = Authority.PASSES_ON
    mandate: str | None = None
    phone: str | None = None
    address: str | None = None
    may_be_told: str | None = None
    gets_letters: bool = False
    from_day: date | None = None
    to_day: date | None = None

    def is_current_on(self, day: date) -> bool:
        """Whether the contact holds that day; both days are inclusive."""
        return (self.from_day is None or self.from_day <= day) and (
            self.to_day is None or day <= self.to_day
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Dentist:
    """The chosen dentist (behandlare): a Folktandvården clinic or a private practice."""

    id: str
    version: int = 1
    person_id: str
    name: str
    from_day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A short dated note; health details do not belong there."""

    id: str
    version: int = 1
    person_id: str
    day: date
    text: str
    author: str


class PaperState(StrEnum):
    """How far the paper way of a protected identity has come."""

    FORM_PRINTED = "form_printed"
    POSTED = "posted"
    RECEIPT = "receipt"
    VISIT_BOOKED = "visit_booked"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperStep:
    """One step on paper for somebody with a protected identity."""

    id: str
    version: int = 1
    person_id: str
    state: PaperState
    day: date
    noted_by: str
