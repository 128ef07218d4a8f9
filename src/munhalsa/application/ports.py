"""What the use cases need from the outside; adapters provide it, bootstrap hands it over."""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import field
from datetime import date, datetime
from types import TracebackType
from typing import TYPE_CHECKING, Any, Protocol, Self, TypeVar

from munhalsa.domain.access import BY_ROUNDS
from munhalsa.domain.account import PERMISSIONS, Permission, Role
from munhalsa.domain.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from munhalsa.application.export_profile import ExportRow
    from munhalsa.application.import_table.known import ExchangeQueries
    from munhalsa.application.ports_disposal import DisposalQueries, Disposed
    from munhalsa.application.ports_drafts import Drafts
    from munhalsa.application.ports_due import DueQueries
    from munhalsa.application.ports_figures import FigureQueries
    from munhalsa.application.ports_lists import PersonListQueries
    from munhalsa.application.ports_rounds import RoundQueries
    from munhalsa.application.ports_training import TrainingQueries
    from munhalsa.application.ports_undo import ChangedLine, Step, UndoQueries
    from munhalsa.application.ports_units import UnitQueries
    from munhalsa.application.sight import Sight
    from munhalsa.domain.certificate import Recipient, RegistrationKind

R = TypeVar("R")


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Who is at work; ``confirmed`` when the passphrase was given in this very command.

    ``scopes`` has the units of each role that holds for a part of the municipality only. ``day`` is
    the day that the roles were worked out for; None: for good.
    """

    account_id: str
    name: str
    roles: frozenset[Role]
    sees_protected: bool = False
    confirmed: bool = False
    scopes: Mapping[Role, frozenset[str]] = field(default_factory=dict)
    day: date | None = None

    def units_for(self, permission: Permission) -> frozenset[str] | None:
        """The units in which the user's roles give leave; None: in the whole municipality."""
        giving = [role for role in self.roles - BY_ROUNDS if permission in PERMISSIONS[role]]
        if any(role not in self.scopes for role in giving):
            return None
        return frozenset[str]().union(*(self.scopes[role] for role in giving))

    def by_rounds(self, permission: Permission) -> bool:
        """Whether a role gives leave for the persons of the user's own rounds."""
        return any(role in self.roles and permission in PERMISSIONS[role] for role in BY_ROUNDS)

    @property
    def own_units(self) -> frozenset[str]:
        """The units that some role is held for by name, whatever else is held."""
        return frozenset[str]().union(*self.scopes.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What is about to be done, as the audit log tells it; ``details`` hold no personal data."""

    action: str
    subject_kind: str
    subject_id: str
    purpose: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)
    undoes: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """Which kinds of records, and of which subjects, a commit touched; views decide what to do."""

    kinds: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Committed:
    """A done deed: the id of its audit event and what it touched."""

    event: str
    changes: Changes


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Other values for one record, at the version that was read; ``subject`` is whose it is."""

    kind: type[Any]
    id: str
    version: int
    subject: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """A person in a list; ``masked``: a protected identity that this user may not see.

    ``contact`` is the name of the contact that a search found the person by.
    """

    id: str
    number: str
    name: str
    unit_id: str | None
    unit: str | None
    certificate: str | None
    ground: str | None
    wants: bool | None
    protected: bool
    masked: bool = False
    contact: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryLine:
    """One event in a person's history; ``changes`` where they were asked for."""

    event: str
    time: datetime
    user: str
    action: str
    undone: bool
    user_id: str = ""
    changes: tuple[ChangedLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditLine:
    """One event of the log, as an auditor reads it."""

    event: str
    time: datetime
    user: str
    role: str
    purpose: str
    action: str
    subject_kind: str
    subject_id: str
    user_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The newest event of a chain: how many there are, and its hash (hex)."""

    seq: int
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventContent:
    """What one event changed: table, id, values before and after, in the order it was done."""

    event: str
    action: str
    changes: tuple[Mapping[str, Any], ...]


class PersonQueries(Protocol):
    """Finding people."""

    def by_number(self, number: str) -> str | None:
        """The person's id by a number, present or former."""

    def search(
        self, text: str, *, limit: int, day: date, see_protected: bool
    ) -> Sequence[PersonLine]:
        """The first hits: typed name first in name order, then parts, numbers, last four digits.

        After them come those who are found by a contact.
        """

    def hits(self, text: str, *, limit: int, see_protected: bool) -> Sequence[str]:
        """The ids of the persons that ``search`` finds by their own name or number."""

    def by_contact(self, text: str, *, limit: int, see_protected: bool) -> Mapping[str, str]:
        """Persons with a contact of such a name or telephone, in name order, and its name."""

    def first(self, *, limit: int | None, day: date, see_protected: bool) -> Sequence[PersonLine]:
        """The first persons in name order, protected ones masked and first."""

    def lines(self, ids: Sequence[str], *, day: date, see_protected: bool) -> Sequence[PersonLine]:
        """Those persons that exist, in the order of the ids."""

    def possible_duplicates(
        self,
        *,
        number: str,
        given_name: str,
        family_name: str,
        unit_id: str | None,
        see_protected: bool,
    ) -> Sequence[str]:
        """Ids of persons born that day with nearly the same name, or of same name and unit.

        Without ``see_protected`` a protected identity is never a hit: it would tell where
        somebody lives.
        """

    def pairs_alike(self, *, see_protected: bool) -> Sequence[tuple[str, str, str]]:
        """Pairs of ids as ``possible_duplicates`` would find them, the older first, and why.

        Without ``see_protected`` a protected identity is in no pair.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportSource:
    """A certificate as an export profile sees it, and whether its person is protected.

    ``lines`` are the lines of the queue that the row tells of: what, and the line's id and version.
    ``handed_over_on`` is the last day on which this municipality answers for it.
    """

    certificate_id: str
    person_id: str
    protected: bool
    lines: tuple[tuple[RegistrationKind, str], ...]
    row: ExportRow
    handed_over_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuedCertificate:
    """A certificate in the queue: whose it is, what waits, and since when the longest."""

    certificate_id: str
    certificate_number: str
    person_id: str
    protected: bool
    identity_number: str
    given_name: str
    family_name: str
    waiting: frozenset[RegistrationKind]
    since: date


class RegistrationQueries(Protocol):
    """The queue toward Intygsbeställningen."""

    def queue(self, day: date) -> Sequence[QueuedCertificate]:
        """What waits by the day, in name order; ``waiting`` as it is to be told."""

    def waiting(self, day: date) -> tuple[int, int]:
        """How many certificates and how many units wait by the day to be told about."""

    def moving_after(self, day: date) -> Sequence[str]:
        """The persons with a home that begins after the day."""

    def contacts_changing_after(self, day: date) -> Sequence[str]:
        """The persons with a contact that begins after the day, or ends with it or after."""

    def withdrawn(self, recipient: Recipient) -> Sequence[str]:
        """The persons with a consent for the recipient that was withdrawn, now or once."""

    def deliveries(self, subjects: Collection[str]) -> Sequence[str]:
        """The files that told of one of these certificates or units: ids of their exports."""

    def export_sources(
        self, day: date, *, everything: bool, since: date | None
    ) -> Generator[ExportSource]:
        """Certificates to tell about, in name order, as things are on the day.

        What waits; with ``since`` also what was put in the queue from that day on and is registered
        by now; with ``everything`` every certificate that is not void. Whoever does not go through
        all of them closes it.
        """

    def export_sources_of(self, day: date, persons: Collection[str]) -> Iterator[ExportSource]:
        """Every certificate of the persons that is not void, with what waits about it."""

    def export_source(self, day: date, certificate_id: str) -> ExportSource | None:
        """One certificate in the same way, whether anything waits or not."""


class HistoryQueries(Protocol):
    """Reading the audit log."""

    def of_subject(self, subject: str) -> Sequence[HistoryLine]:
        """What was done to a person or unit, newest first."""

    def of_events(self, events: Collection[str]) -> Sequence[HistoryLine]:
        """Those events, in no order; none for what is not in the log."""

    def content(self, event: str) -> EventContent | None:
        """The event and every change it made, in order; None if there is no such event."""

    def latest(self, limit: int) -> Sequence[AuditLine]:
        """The newest events of the log."""

    def log_of(self, subjects: Collection[str]) -> Sequence[AuditLine]:
        """Every event that concerned one of them, what was only read too, newest first."""

    def about_persons(self, first: datetime, before: datetime) -> Sequence[str]:
        """The events of a time that concerned a person, in the order of the log."""

    def lines(self, events: Sequence[str]) -> Sequence[AuditLine]:
        """Those events, oldest first; none for what is not in the log."""

    def heads(self) -> Mapping[str, Head]:
        """The head of each chain."""


class Reader(Protocol):
    """One consistent view of the store."""

    @property
    def persons(self) -> PersonQueries: ...
    @property
    def person_list(self) -> PersonListQueries: ...
    @property
    def units(self) -> UnitQueries: ...
    @property
    def trainings(self) -> TrainingQueries: ...
    @property
    def due(self) -> DueQueries: ...
    @property
    def rounds(self) -> RoundQueries: ...
    @property
    def figures(self) -> FigureQueries: ...
    @property
    def history(self) -> HistoryQueries: ...
    @property
    def registrations(self) -> RegistrationQueries: ...
    @property
    def exchange(self) -> ExchangeQueries: ...
    @property
    def undo(self) -> UndoQueries: ...
    @property
    def disposal(self) -> DisposalQueries: ...

    def get(self, kind: type[R], id: str) -> R:
        """The record; Rejected('not_found') when there is none."""

    def find(self, kind: type[R], /, *, order_by: str = "id", **equal: Any) -> list[R]:
        """Records whose fields equal (or, for a list, are among) what is asked for."""


class UnitOfWork(Reader, Protocol):
    """One deed: rows, audit event and search index in one transaction, all or nothing.

    ``now`` is the deed's time, the same in its event and everything it writes; ``event`` is that
    event's id; ``municipality`` is the code of the one that the store belongs to.
    """

    now: datetime
    event: str
    municipality: str

    def redeem(self, deed: Deed) -> None:
        """Tell the log something truer about the deed than was known when it began."""

    def add(self, record: Any) -> None:
        """A new record."""

    def add_at_once(self, record: Any) -> None:
        """A new record, written now with its part of the event, of which nothing is kept.

        For what a deed makes more of than memory should hold. The index of the search, and who
        asks what was ``added``, are told nothing of it.
        """

    def change(self, record: R, **fields: Any) -> R:
        """The record with other values, one version up.

        A conflict if somebody was first, told at the latest by the commit.
        """

    def change_all(self, edits: Sequence[Edit]) -> None:
        """Many changes in few statements, those of one record's subject in their order."""

    def remove(self, record: Any) -> None:
        """Take a record away; what tells of people only by undo, a merge, an answer to itself."""

    def forget_before(self, person: str) -> Mapping[str, Sequence[int]]:
        """Take away for good what leads to a person's earlier numbers, by id, in the log too.

        The positions whose content is gone from the log, by event: the deed must tell them.
        """

    def dispose(self, persons: Collection[str]) -> Disposed:
        """Take away for good everything about these persons, in the log, search and drafts too.

        The event names them by id in its entries; what else is gone from the log it must tell.
        """

    def added(self) -> Sequence[tuple[str, str, str]]:
        """The records of persons added so far: the kind by its class's name, the id, whose."""

    def restore(self, steps: Sequence[Step]) -> None:
        """Carry out the steps of an undo, in their order within each subject."""

    def next_number(self, series: str) -> int:
        """The next running number of a series; never given again, even after undo."""

    def next_numbers(self, series: str, count: int) -> int:
        """The first of so many running numbers of a series, for many records at once."""

    def flush(self) -> None:
        """Send what waits to the engine now; nothing of it counts before the commit."""

    def attempt(self) -> AbstractContextManager[None]:
        """What is done within is taken back, and nothing else of the deed, when it fails."""

    def commit(self) -> Committed:
        """Write everything and its audit event; without it nothing is written."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...


class Store(Protocol):
    """Where everything is kept: one SQLCipher file, or a PostgreSQL database."""

    drafts: Drafts

    @property
    def reads_only(self) -> bool:
        """Whether a newer program made it, so that this one changes nothing in it."""

    def read(self, sight: Sight | None = None) -> AbstractContextManager[Reader]:
        """A read transaction: everything read in it is of one moment, and in sight."""

    def write(
        self,
        deed: Deed,
        *,
        session: Session,
        sight: Sight | None = None,
        seen: Mapping[str, int] | None = None,
    ) -> UnitOfWork:
        """A write transaction for one deed, which reads and changes only what is in sight.

        ``seen``: records by id that are changed or taken away at that version only.
        """

    def note(self, deed: Deed, *, session: Session, persons: Iterable[str] = ()) -> str:
        """Log something that changed no record (a read, a print, a refusal); the event's id."""


class Clock(Protocol):
    """The program's day (``--today``) and the real time of events."""

    def today(self) -> date:
        """The day the program takes for today."""

    def is_ahead(self) -> bool:
        """Whether that day was asked for and has not come yet."""

    def now(self) -> datetime:
        """The real time, aware, UTC."""
