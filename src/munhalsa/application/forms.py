"""What each printed form holds: plain data, with no word about how the page looks."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path

from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Notice


class Answer(StrEnum):
    """How one criterion was answered; ``written`` where only the remark says it."""

    YES = "yes"
    NO = "no"
    NOT_ANSWERED = "not_answered"
    WRITTEN = "written"


class Outcome(StrEnum):
    """What the rules say about the right, before the issuer decides."""

    ENTITLED = "entitled"
    NOT_ENTITLED = "not_entitled"
    NEEDS_JUDGEMENT = "needs_judgement"


class Addressee(StrEnum):
    """Whom a letter speaks to."""

    PERSON = "person"
    REPRESENTATIVE = "representative"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Somebody to ring: a name, and a title and telephone number if known."""

    name: str
    title: str | None = None
    phone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """The municipality as sender; ``logo`` is the bytes of a PNG or JPEG picture."""

    municipality: str
    department: str | None = None
    address: tuple[str, ...] = ()
    phone: str | None = None
    logo: bytes | None = None
    logo_text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPerson:
    """The person a form is about; ``identity_label`` is the Swedish word for the kind of number."""

    name: str
    identity_number: str
    identity_label: str = "Personnummer"
    residence: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateForm:
    """N1: never the ground and never the answer about the assessment.

    ``registered_on`` is empty until VGR has the certificate; ``issuer`` is empty and
    ``decided_by`` says who decided when the municipality did not.
    """

    printed_on: date
    number: str
    person: FormPerson
    valid_from: date
    valid_to: date | None = None
    registered_on: date | None = None
    issuer: Contact | None = None
    decided_by: str | None = None
    ask: Contact
    copy: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionRow:
    """One criterion as it was answered, with the rule's source and any remark of the issuer."""

    text: str
    answer: Answer
    source: str
    remark: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSaid:
    """What the program concluded, by which rule and after which source."""

    outcome: Outcome
    rule: str
    source: str
    version: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BasisForm:
    """N2: what a decision rests on; without ``certificate_number`` no certificate is issued.

    ``ground`` is shown as written; ``refusal_reasons`` and ``possible_from_year`` are for a
    certificate that is not issued. Without ``criteria`` the decision was made outside the program.
    """

    printed_on: date
    person: FormPerson
    assessed_on: date
    criteria: tuple[CriterionRow, ...] = ()
    rule: RuleSaid | None = None
    reason: str | None = None
    issuer: Contact | None = None
    ask: Contact
    certificate_number: str | None = None
    ground: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    refusal_reasons: tuple[str, ...] = ()
    possible_from_year: int | None = None
    disclosures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterForm:
    """N3 with the reply slip N4; ``recipient`` is the lines seen in the envelope's window.

    ``reference`` finds the person again when the slip comes back and is never an identity number.
    ``own_letter`` and ``own_reply`` are the municipality's own texts, in place of the program's.
    """

    printed_on: date
    recipient: tuple[str, ...]
    person_name: str
    addressee: Addressee = Addressee.PERSON
    ask: Contact
    reference: str | None = None
    reply_by: date | None = None
    easy_read: bool = False
    language: str = "sv"
    own_letter: str | None = None
    own_reply: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerListRow:
    """One person on a unit's list; ``born`` as written, ``answered`` None: not asked."""

    name: str
    born: str | None = None
    room: str | None = None
    wants: bool | None = None
    answered: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerListForm:
    """N12: a unit's list to fill in by hand; never a whole identity number."""

    printed_on: date
    unit: str
    responsible: str
    rows: tuple[AnswerListRow, ...]
    ask: Contact


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverForm:
    """N11: what the next municipality needs to answer for a certificate; never the ground.

    ``to`` is its name, ``last_day`` the sender's last day of responsibility. ``wants`` None: not
    asked. ``basis`` says in a word what lets the data go there.
    """

    printed_on: date
    number: str
    person: FormPerson
    to: str
    last_day: date
    valid_from: date
    valid_to: date | None = None
    registered_on: date | None = None
    wants: bool | None = None
    answered: date | None = None
    basis: str
    ask: Contact


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperApplicationForm:
    """N5: what is posted about somebody with a protected identity; never an address.

    ``number`` is the certificate's, ``ground`` shown as written. ``wants`` None: not asked.
    """

    printed_on: date
    number: str
    person: FormPerson
    ground: str
    valid_from: date
    valid_to: date | None = None
    wants: bool | None = None
    answered: date | None = None
    dentist: str | None = None
    interpreter: str | None = None
    ask: Contact


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryCodeForm:
    """N9: the recovery code for the safe, with nothing about any person."""

    printed_on: date
    store_name: str
    code: str


PrintedForm = (
    CertificateForm
    | BasisForm
    | LetterForm
    | AnswerListForm
    | HandOverForm
    | PaperApplicationForm
    | RecoveryCodeForm
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A finished file, how many pages it has, and how many protected identities are not in it.

    ``files`` are those in the folder ``path`` where each form has one of its own; ``warnings`` is
    what to mind before it is sent.
    """

    path: Path
    pages: int
    left_out_protected: int = 0
    files: tuple[Path, ...] = ()
    warnings: tuple[Notice, ...] = ()
