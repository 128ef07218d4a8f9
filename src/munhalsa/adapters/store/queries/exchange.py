"""Reading much at once, for planning an import: one statement a table, plain tuples out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from itertools import repeat
from typing import Any, Generic, NamedTuple, TypeVar

from sqlalchemy import (
    Column,
    ColumnElement,
    Date,
    String,
    bindparam,
    func,
    literal_column,
    or_,
    select,
)

from munhalsa.adapters.store import log_rows, rows, work_rows
from munhalsa.adapters.store.log_rows import CHANGED_SINCE
from munhalsa.adapters.store.prepared import Fetch, Prepared, among, listed
from munhalsa.adapters.store.queries.run import Run
from munhalsa.application.import_table.known import (
    KnownAssessment,
    KnownCertificate,
    KnownContact,
    KnownDentalVisit,
    KnownDentist,
    KnownHome,
    KnownName,
    KnownPerson,
    KnownRegistration,
    KnownResponse,
)
from munhalsa.domain.person import ProtectedIdentity, ResidenceKind

K = TypeVar("K", bound=tuple[Any, ...])
_MANY = 1000


def _fields(kind: Any) -> tuple[str, ...]:
    names: tuple[str, ...] = kind._fields
    return names


class _Wanted(Generic[K]):
    """The rows of one kind: every one of them, or those whose ``key`` is among many."""

    def __init__(self, kind: type[K], key: Column[Any], *conditions: ColumnElement[bool]) -> None:
        self.kind: Any = kind
        names = _fields(kind)
        self.key = names.index(key.name)
        statement = select(*(key.table.c[name] for name in names)).where(*conditions)
        self.every = Prepared(lambda _: statement)
        self.among = Prepared(lambda dialect: statement.where(among(key, "keys", dialect)))


class _FormerNumber(NamedTuple):
    number: str
    person_id: str


_PERSONS = _Wanted(KnownPerson, rows.person_table.c.number)
_PERSONS_BY_ID = _Wanted(KnownPerson, rows.person_table.c.id)
_FORMER_NUMBERS = _Wanted(_FormerNumber, rows.former_number.c.number)
_HOMES = _Wanted(
    KnownHome,
    rows.residence.c.person_id,
    rows.residence.c.kind == literal_column(f"'{ResidenceKind.HOME.value}'", String),
)
_CONTACTS = _Wanted(
    KnownContact,
    rows.contact.c.person_id,
    or_(
        rows.contact.c.to_day.is_(None),
        rows.contact.c.to_day >= bindparam("day", type_=Date),
    ),
)
_DENTISTS = _Wanted(KnownDentist, rows.dentist.c.person_id)
_CERTIFICATES = _Wanted(KnownCertificate, rows.certificate_table.c.person_id)
_RESPONSES = _Wanted(KnownResponse, rows.response_table.c.person_id)
_ASSESSMENTS = _Wanted(KnownAssessment, work_rows.assessment_table.c.person_id)
_DENTAL_VISITS = _Wanted(KnownDentalVisit, work_rows.dental_visit.c.person_id)
_REGISTRATIONS = _Wanted(KnownRegistration, rows.registration.c.person_id)


class SqlExchangeQueries:
    """The same statements on both engines, but for how a long list of ids is handed over."""

    def __init__(self, run: Run, fetch: Fetch, *, dialect: str) -> None:
        self._run = run
        self._fetch = fetch
        self._dialect = dialect
        self._persons: int | None = None

    def moment(self) -> str:
        heads = log_rows.audit_chain.c
        found = self._run(select(heads.chain, heads.seq, heads.hash).order_by(heads.chain))
        return ";".join(f"{row.chain}:{row.seq}:{row.hash}" for row in found)

    def has_changed_since(self, moment: str) -> bool:
        then = {chain: head for chain, _, head in (one.partition(":") for one in moment.split(";"))}
        for one in self.moment().split(";"):
            chain, _, head = one.partition(":")
            before = then.pop(chain, "0:")
            if head != before and self._has_changes(chain, since=int(before.partition(":")[0])):
                return True
        return bool(then)

    def _has_changes(self, chain: str, *, since: int) -> bool:
        found = self._run(CHANGED_SINCE, {"chain": chain, "seq": since})
        return bool(found.scalar())

    def persons_by_number(self, numbers: Collection[str]) -> dict[str, KnownPerson]:
        found = {each.number: each for each in self._read(_PERSONS, numbers)}
        former = {each.number: each.person_id for each in self._read(_FORMER_NUMBERS, numbers)}
        renumbered = {each.id: each for each in self._read(_PERSONS_BY_ID, set(former.values()))}
        return found | {number: renumbered[person] for number, person in former.items()}

    def homes(self, persons: Collection[str]) -> Sequence[KnownHome]:
        return self._read(_HOMES, persons)

    def contacts(self, persons: Collection[str], *, day: date) -> Sequence[KnownContact]:
        return self._read(_CONTACTS, persons, day=day)

    def dentists(self, persons: Collection[str]) -> Sequence[KnownDentist]:
        return self._read(_DENTISTS, persons)

    def certificates(self, persons: Collection[str]) -> Sequence[KnownCertificate]:
        return self._read(_CERTIFICATES, persons)

    def responses(self, persons: Collection[str]) -> Sequence[KnownResponse]:
        return self._read(_RESPONSES, persons)

    def assessments(self, persons: Collection[str]) -> Sequence[KnownAssessment]:
        return self._read(_ASSESSMENTS, persons)

    def dental_visits(self, persons: Collection[str]) -> Sequence[KnownDentalVisit]:
        return self._read(_DENTAL_VISITS, persons)

    def registrations(self, persons: Collection[str]) -> Sequence[KnownRegistration]:
        return self._read(_REGISTRATIONS, persons)

    def names(self, *, day: date, see_protected: bool) -> Sequence[KnownName]:
        person, home = rows.person_table.c, rows.residence.c
        at_home = (
            (home.person_id == person.id)
            & (home.kind == ResidenceKind.HOME.value)
            & (home.from_day <= day)
            & or_(home.to_day.is_(None), home.to_day >= day)
        )
        wanted = select(
            person.id, person.number, person.family_name, person.given_name, home.unit_id
        ).select_from(rows.person_table.outerjoin(rows.residence, at_home))
        if not see_protected:
            wanted = wanted.where(person.protected_identity == ProtectedIdentity.NONE.value)
        return list(map(KnownName._make, self._run(wanted)))

    def is_lived_in_after(self, unit: str, *, day: date) -> bool:
        home = rows.residence.c
        wanted = (
            select(home.id)
            .where(home.unit_id == unit, or_(home.to_day.is_(None), home.to_day > day))
            .limit(1)
        )
        return self._run(wanted).first() is not None

    def _read(self, wanted: _Wanted[K], keys: Collection[str], **values: date) -> list[K]:
        if not keys:
            return []
        if self._is_most(keys):
            asked, key = set(keys), wanted.key
            found = [row for row in self._fetch(wanted.every, values) if row[key] in asked]
        else:
            found = self._fetch(wanted.among, {**values, "keys": listed(keys, self._dialect)})
        # Going past the named tuple's own function takes a third of the time.
        return list(map(tuple.__new__, repeat(wanted.kind), found))

    def _is_most(self, ids: Collection[str]) -> bool:
        """Whether so many are asked for that reading whole tables is quicker than looking up."""
        if len(ids) < _MANY:
            return False
        if self._persons is None:
            counted = self._run(select(func.count()).select_from(rows.person_table))
            self._persons = int(counted.scalar_one())
        return len(ids) * 2 > self._persons
