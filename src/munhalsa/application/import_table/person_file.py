"""A person as planning sees them: what the store holds, with what the file has brought so far."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from operator import attrgetter
from typing import Any

from munhalsa.application.import_table.known import (
    KnownCertificate,
    KnownContact,
    KnownDentist,
    KnownHome,
    KnownPerson,
    KnownResponse,
)
from munhalsa.application.ports import Reader
from munhalsa.domain.certificate import RegistrationKind


class PersonFile:
    """Changes as a table is planned; somebody new is in the ledger once a row is accepted."""

    __slots__ = (
        "certificates",
        "contacts",
        "dentists",
        "homes",
        "id",
        "is_entered",
        "is_new",
        "person",
        "queue",
        "queue_ahead",
        "queue_of",
        "responses",
        "settled",
        "touched",
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
        # What earlier rows of the file have said; a later one that contradicts is not taken in.
        self.settled: set[Any] = set()
        # Certificates and homes that the file has added or changed, by id.
        self.touched: set[str] = set()
        # What is to be told of every certificate that still matters, now and from a day to come,
        # and of single ones by id.
        self.queue: list[RegistrationKind] = []
        self.queue_ahead: dict[RegistrationKind, date] = {}
        self.queue_of: dict[str, list[RegistrationKind]] = {}

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


def _hand_out(rows: Iterable[Any], files: dict[str, PersonFile], where: str) -> None:
    those = attrgetter(where)
    for row in rows:
        those(files[row.person_id]).append(row)
