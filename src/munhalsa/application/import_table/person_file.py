"""A person as planning sees them: what the store holds, with what the file has brought so far."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from operator import attrgetter
from typing import Any, Protocol

from munhalsa.application.import_table.known import (
    KnownCertificate,
    KnownContact,
    KnownDentist,
    KnownHome,
    KnownPerson,
    KnownResponse,
)
from munhalsa.application.ports import Reader, Session
from munhalsa.domain.certificate import RegistrationKind
from munhalsa.domain.identity import IdentityNumber
from munhalsa.domain.person import ProtectedIdentity

_PERSON_OF = attrgetter("person_id")


class _Brought:
    """What planning has noted of a person of whom the file says anything new."""

    __slots__ = ("queue", "queue_ahead", "queue_of", "settled", "touched")

    def __init__(self) -> None:
        self.settled: set[Any] = set()
        self.touched: set[str] = set()
        self.queue: list[RegistrationKind] = []
        self.queue_ahead: dict[RegistrationKind, date] = {}
        self.queue_of: dict[str, list[RegistrationKind]] = {}


class PersonFile:
    """Changes as a table is planned; somebody new is in the ledger once a row is accepted."""

    __slots__ = (
        "_brought",
        "certificates",
        "contacts",
        "dentists",
        "homes",
        "id",
        "is_entered",
        "is_new",
        "person",
        "responses",
    )

    def __init__(self, person: KnownPerson, *, is_new: bool = False) -> None:
        self.id = person.id
        self.person = person
        self.is_new = is_new
        self.is_entered = not is_new
        self.homes: list[KnownHome] = []
        self.contacts: list[KnownContact] = []
        self.dentists: list[KnownDentist] = []
        self.certificates: list[KnownCertificate] = []
        self.responses: list[KnownResponse] = []
        self._brought: _Brought | None = None

    @property
    def settled(self) -> set[Any]:
        """What earlier rows of the file have said; a later one that contradicts it stays out."""
        return self._noted().settled

    @property
    def touched(self) -> set[str]:
        """Certificates and homes that the file has added or changed, by id."""
        return self._noted().touched

    @property
    def queue(self) -> list[RegistrationKind]:
        """What is to be told of every certificate that still matters."""
        return self._noted().queue

    @property
    def queue_ahead(self) -> dict[RegistrationKind, date]:
        """The same, from a day to come."""
        return self._noted().queue_ahead

    @property
    def queue_of(self) -> dict[str, list[RegistrationKind]]:
        """What is to be told of single certificates, by id."""
        return self._noted().queue_of

    def _noted(self) -> _Brought:
        """Made when first asked for: most persons of a file that comes again need none."""
        if self._brought is None:
            self._brought = _Brought()
        return self._brought

    @property
    def died_on(self) -> date | None:
        """The day of death, as far as known."""
        return self.person.died_on

    def tell(self, certificate: str, *kinds: RegistrationKind) -> None:
        """Something about one certificate that Intygsbeställningen must know."""
        self.queue_of.setdefault(certificate, []).extend(kinds)


def read_files(reader: Reader, numbers: Collection[str], *, day: date) -> dict[str, PersonFile]:
    """The persons that the numbers belong to, each whole, by number (former ones too)."""
    persons = reader.exchange.persons_by_number(numbers)
    files = {person.id: PersonFile(person) for person in persons.values()}
    ids = tuple(files)
    queries = reader.exchange
    _hand_out(queries.homes(ids), files, "homes")
    _hand_out(queries.contacts(ids, day=day), files, "contacts")
    _hand_out(queries.dentists(ids), files, "dentists")
    _hand_out(queries.certificates(ids), files, "certificates")
    _hand_out(queries.responses(ids), files, "responses")
    return {number: files[person.id] for number, person in persons.items()}


def numbers_used(files: Mapping[str, PersonFile]) -> list[str]:
    """Former numbers by which somebody is named who is not named by the present one too."""
    return [
        number
        for number, file in files.items()
        if number != file.person.number and file.person.number not in files
    ]


class _OfPerson(Protocol):
    @property
    def row(self) -> int:
        """Where it stands in the file."""

    @property
    def identity(self) -> IdentityNumber:
        """Whose row it is."""


def rows_of_hidden(
    rows: Sequence[_OfPerson], files: Mapping[str, PersonFile], session: Session
) -> frozenset[int]:
    """The rows about persons of the register whose protected identity the user may not see."""
    if session.sees_protected:
        return frozenset()
    open_to_all = ProtectedIdentity.NONE
    hidden = {
        number for number, file in files.items() if file.person.protected_identity != open_to_all
    }
    if not hidden:
        return frozenset()
    return frozenset(row.row for row in rows if row.identity.value in hidden)


def _hand_out(rows: Sequence[Any], files: dict[str, PersonFile], where: str) -> None:
    """Each row to its person, by what runs in C: a file of 50,000 persons meets 300,000 of them."""
    lists = map(attrgetter(where), map(files.__getitem__, map(_PERSON_OF, rows)))
    deque(map(list.append, lists, rows), maxlen=0)
