"""Reading much at once, for planning an import: one statement a table, plain tuples out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, Table, func, or_, select

from munhalsa.adapters.store import log_rows, rows
from munhalsa.adapters.store.prepared import among, listed
from munhalsa.adapters.store.queries.run import Run
from munhalsa.application.import_table.known import (
    KnownCertificate,
    KnownContact,
    KnownDentist,
    KnownHome,
    KnownName,
    KnownPerson,
    KnownRegistration,
    KnownResponse,
)
from munhalsa.domain.person import ProtectedIdentity, ResidenceKind

K = TypeVar("K", bound=tuple[Any, ...])
_HOME = ResidenceKind.HOME.value
_MANY = 1000


class SqlExchangeQueries:
    """The same statements on both engines, but for how a long list of ids is handed over."""

    def __init__(self, run: Run, *, dialect: str) -> None:
        self._run = run
        self._dialect = dialect
        self._persons: int | None = None

    def moment(self) -> str:
        heads = log_rows.audit_chain.c
        found = self._run(select(heads.chain, heads.seq, heads.hash).order_by(heads.chain))
        return ";".join(f"{row.chain}:{row.seq}:{row.hash}" for row in found)

    def persons_by_number(self, numbers: Collection[str]) -> dict[str, KnownPerson]:
        person = rows.person_table
        former = rows.former_number
        wanted = select(*_columns(person, KnownPerson))
        found = {
            each.number: each for each in self._read(KnownPerson, wanted, person.c.number, numbers)
        }
        earlier = wanted.add_columns(former.c.number.label("former")).join(
            former, former.c.person_id == person.c.id
        )
        for row in self._run(
            earlier.where(among(former.c.number, "ids", self._dialect)),
            {"ids": listed(numbers, self._dialect)},
        ):
            found[row.former] = KnownPerson._make(row[:-1])
        return found

    def homes(self, persons: Collection[str]) -> Sequence[KnownHome]:
        table = rows.residence
        wanted = select(*_columns(table, KnownHome)).where(table.c.kind == _HOME)
        return self._read(KnownHome, wanted, table.c.person_id, persons)

    def contacts(self, persons: Collection[str], *, day: date) -> Sequence[KnownContact]:
        table = rows.contact
        wanted = select(*_columns(table, KnownContact)).where(
            or_(table.c.to_day.is_(None), table.c.to_day >= day)
        )
        return self._read(KnownContact, wanted, table.c.person_id, persons)

    def dentists(self, persons: Collection[str]) -> Sequence[KnownDentist]:
        return self._all_of(rows.dentist, KnownDentist, persons)

    def certificates(self, persons: Collection[str]) -> Sequence[KnownCertificate]:
        return self._all_of(rows.certificate_table, KnownCertificate, persons)

    def responses(self, persons: Collection[str]) -> Sequence[KnownResponse]:
        return self._all_of(rows.response_table, KnownResponse, persons)

    def registrations(self, persons: Collection[str]) -> Sequence[KnownRegistration]:
        return self._all_of(rows.registration, KnownRegistration, persons)

    def names(self, *, day: date, see_protected: bool) -> Sequence[KnownName]:
        person, home = rows.person_table.c, rows.residence.c
        at_home = (
            (home.person_id == person.id)
            & (home.kind == _HOME)
            & (home.from_day <= day)
            & or_(home.to_day.is_(None), home.to_day >= day)
        )
        wanted = select(
            person.number, person.family_name, person.given_name, home.unit_id
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

    def _all_of(self, table: Table, kind: type[K], persons: Collection[str]) -> list[K]:
        return self._read(kind, select(*_columns(table, kind)), table.c.person_id, persons)

    def _read(
        self, kind: type[K], wanted: Select[Any], column: ColumnElement[Any], ids: Collection[str]
    ) -> list[K]:
        if not ids:
            return []
        make: Any = kind
        if not self._is_most(ids):
            found = self._run(
                wanted.where(among(column, "ids", self._dialect)),
                {"ids": listed(ids, self._dialect)},
            )
            return list(map(make._make, found.all()))
        everything = map(make._make, self._run(wanted).all())
        if len(ids) == self._persons:
            return list(everything)
        asked = set(ids)
        position = make._fields.index(column.key)
        return [row for row in everything if row[position] in asked]

    def _is_most(self, ids: Collection[str]) -> bool:
        """Whether so many are asked for that reading whole tables is quicker than looking up."""
        if len(ids) < _MANY:
            return False
        if self._persons is None:
            counted = self._run(select(func.count()).select_from(rows.person_table))
            self._persons = int(counted.scalar_one())
        return len(ids) * 2 > self._persons


def _columns(table: Table, kind: type[Any]) -> list[Any]:
    return [table.c[name] for name in kind._fields]
