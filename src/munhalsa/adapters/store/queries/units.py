"""The list of units: ids in the wanted order, and what is counted of a few."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Date,
    Float,
    Integer,
    Select,
    String,
    and_,
    bindparam,
    case,
    cast,
    exists,
    func,
    literal_column,
    or_,
    select,
    text,
)

from munhalsa.adapters.store.prepared import Fetch, Prepared, among, listed
from munhalsa.adapters.store.records import columns_of, from_row
from munhalsa.adapters.store.rows import (
    certificate_table,
    district,
    person_table,
    residence,
    unit_registration,
    unit_table,
)
from munhalsa.application.ports_units import UnitFacts, UnitFilter, UnitOrder, UnitSort
from munhalsa.domain.certificate import RegistrationState
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.person import ProtectedIdentity, Residence
from munhalsa.domain.unit import Unit, UnitType

_unit, _district = unit_table.c, district.c
_spent, _person, _certificate = residence.c, person_table.c, certificate_table.c
_day = bindparam("day", type_=Date)


def _word(text: str) -> ColumnElement[Any]:
    """One of our own code words, written into the statement: a prepared one brings no values."""
    return literal_column(f"'{text}'", String)


def _counted() -> Any:
    """Persons at each unit on the day, and those of them with a valid certificate."""
    holds = and_(
        _certificate.person_id == _spent.person_id,
        _certificate.voided_on.is_(None),
        _certificate.issued <= _day,
        or_(_certificate.last_day.is_(None), _certificate.last_day >= _day),
    )
    seen = or_(
        bindparam("see_protected", type_=Boolean),
        _person.protected_identity == _word(ProtectedIdentity.NONE.value),
    )
    return (
        select(
            _spent.unit_id.label("unit_id"),
            func.count(_spent.person_id.distinct()).label("residents"),
            func.count(_certificate.person_id.distinct()).label("certificates"),
        )
        .select_from(
            residence.join(person_table, _person.id == _spent.person_id).outerjoin(
                certificate_table, holds
            )
        )
        .where(
            _spent.unit_id.is_not(None),
            _spent.from_day <= _day,
            or_(_spent.to_day.is_(None), _spent.to_day >= _day),
            seen,
        )
        .group_by(_spent.unit_id)
        .subquery("counted")
    )


_OPEN = or_(_unit.active_to.is_(None), _unit.active_to >= _day)
_UNCONFIRMED = and_(
    _OPEN,
    or_(
        _unit.verified_on.is_(None),
        _unit.verified_on < bindparam("unconfirmed_since", type_=Date),
    ),
)
_WAITS = exists(
    select(unit_registration.c.id)
    .where(
        unit_registration.c.unit_id == _unit.id,
        unit_registration.c.state == _word(RegistrationState.TO_REGISTER.value),
    )
    .correlate(unit_table)
)
_TYPE_RANK = case(
    *(
        (_unit.type == _word(kind.value), literal_column(str(rank), Integer))
        for rank, kind in enumerate(UnitType)
    )
)


@dataclass(frozen=True, slots=True)
class _Shape:
    """What a statement depends on, as its values do not change it."""

    of_type: bool
    in_district: bool
    unconfirmed: bool
    closed: bool
    by: UnitSort
    descending: bool


@cache
def _listing(shape: _Shape) -> Prepared:
    return Prepared(lambda _dialect: _ids(shape))


def _ids(shape: _Shape) -> Select[Any]:
    counted = _counted()
    source: Any = unit_table.outerjoin(district, _district.id == _unit.district_id)
    if shape.by in (UnitSort.RESIDENTS, UnitSort.COVERAGE):
        source = source.outerjoin(counted, counted.c.unit_id == _unit.id)
    statement = select(_unit.id).select_from(source)
    narrowing: tuple[tuple[bool, ColumnElement[bool]], ...] = (
        (shape.of_type, _unit.type == bindparam("type", type_=String)),
        (shape.in_district, _unit.district_id == bindparam("district_id", type_=String)),
        (shape.unconfirmed, _UNCONFIRMED),
        (not shape.closed, _OPEN),
    )
    statement = statement.where(*(clause for wanted, clause in narrowing if wanted))
    return statement.order_by(*_order(shape, counted))


def _order(shape: _Shape, counted: Any) -> list[ColumnElement[Any]]:
    by_name: list[ColumnElement[Any]] = [_unit.sort_key, _unit.id]
    if shape.by is UnitSort.NAME:
        return [one.desc() for one in by_name] if shape.descending else by_name
    zero = literal_column("0", Integer)
    columns: dict[UnitSort, Column[Any] | ColumnElement[Any]] = {
        UnitSort.TYPE: _TYPE_RANK,
        UnitSort.DISTRICT: _district.sort_key,
        UnitSort.RESIDENTS: func.coalesce(counted.c.residents, zero),
        UnitSort.COVERAGE: cast(func.coalesce(counted.c.certificates, zero), Float)
        / func.nullif(_unit.places, zero),
        UnitSort.VERIFIED: _unit.verified_on,
    }
    column = columns[shape.by]
    first = column.desc() if shape.descending else column.asc()
    return [first.nulls_last(), *by_name]


def _of(dialect: str) -> Select[Any]:
    counted = _counted()
    return (
        select(
            _unit.id,
            _unit.code,
            _unit.name,
            _unit.type,
            _unit.city,
            _district.name,
            _unit.responsible_name,
            _unit.responsible_phone,
            _unit.places,
            _unit.verified_on,
            _unit.no_visits_until,
            _unit.active_to,
            counted.c.residents,
            counted.c.certificates,
            _WAITS.label("waits"),
        )
        .select_from(
            unit_table.outerjoin(district, _district.id == _unit.district_id).outerjoin(
                counted, counted.c.unit_id == _unit.id
            )
        )
        .where(among(_unit.id, "ids", dialect))
    )


_FACTS = Prepared(_of)
_UNCONFIRMED_COUNT = Prepared(
    lambda _dialect: select(func.count()).select_from(unit_table).where(_UNCONFIRMED)
)
_NAMES = Prepared(
    lambda _dialect: text(
        "SELECT id, name FROM unit UNION ALL SELECT id, code FROM unit WHERE code IS NOT NULL "
        "UNION ALL SELECT id, city FROM unit WHERE city IS NOT NULL "
        "UNION ALL SELECT id, responsible_name FROM unit "
        "UNION ALL SELECT unit_id, name FROM unit_name"
    )
)


class SqlUnitQueries:
    """The same statements on both engines, each worked out once for its shape."""

    def __init__(self, fetch: Fetch, *, dialect: str) -> None:
        self._fetch = fetch
        self._dialect = dialect

    def ids(
        self, wanted: UnitFilter, order: UnitOrder, *, day: date, see_protected: bool
    ) -> Sequence[str]:
        """Every unit that the filter lets through."""
        shape = _Shape(
            of_type=wanted.type is not None,
            in_district=wanted.district_id is not None,
            unconfirmed=wanted.unconfirmed_since is not None,
            closed=wanted.closed,
            by=order.by,
            descending=order.descending,
        )
        values = {
            "day": day,
            "see_protected": see_protected,
            "type": None if wanted.type is None else wanted.type.value,
            "district_id": wanted.district_id,
            "unconfirmed_since": wanted.unconfirmed_since,
        }
        return [row[0] for row in self._fetch(_listing(shape), values)]

    def facts(self, ids: Sequence[str], *, day: date, see_protected: bool) -> Sequence[UnitFacts]:
        """What is known of those units on the day, in any order."""
        if not ids:
            return []
        values = {
            "ids": listed(ids, self._dialect),
            "day": day,
            "see_protected": see_protected,
        }
        return [_facts(row) for row in self._fetch(_FACTS, values)]

    def unconfirmed(self, since: date, *, day: date) -> int:
        """How many open units have contact details that were not confirmed since."""
        values = {"unconfirmed_since": since, "day": day}
        return int(self._fetch(_UNCONFIRMED_COUNT, values)[0][0])

    def names(self) -> Sequence[tuple[str, str]]:
        """What every unit can be looked for by, with its id."""
        return [(unit, name) for unit, name in self._fetch(_NAMES, {})]

    def called(self, text: str, *, sort_key: str) -> Sequence[Unit]:
        """The units with that id or code, and those with a name of that sort key."""
        values = {"text": text, "sort_key": sort_key}
        return [from_row(Unit, row) for row in self._fetch(_CALLED, values)]

    def stretches_from(self, unit: str, day: date) -> Sequence[Residence]:
        """From the day on, every stretch of whoever has one at the unit then, in their order."""
        rows = self._fetch(_STRETCHES, {"unit": unit, "day": day})
        return [from_row(Residence, row) for row in rows]


def _reaches(spent: Any) -> ColumnElement[bool]:
    return or_(spent.to_day.is_(None), spent.to_day >= _day)


_there = residence.alias("there").c
_STRETCHES = Prepared(
    lambda _dialect: (
        select(*columns_of(Residence))
        .where(
            _spent.person_id.in_(
                select(_there.person_id).where(
                    _there.unit_id == bindparam("unit"), _reaches(_there)
                )
            ),
            _reaches(_spent),
        )
        .order_by(_spent.from_day, _spent.id)
    )
)

_CALLED = Prepared(
    lambda _dialect: (
        select(*columns_of(Unit))
        .where(
            or_(
                _unit.id == bindparam("text"),
                _unit.code == bindparam("text"),
                _unit.sort_key == bindparam("sort_key"),
            )
        )
        .order_by(_unit.id)
    )
)


def _facts(row: Sequence[Any]) -> UnitFacts:
    (
        unit, code, name, kind, city, part, responsible, phone, places, verified, no_visits,
        active_to, residents, certificates, waits,
    ) = row  # fmt: skip
    return UnitFacts(
        id=unit,
        code=code,
        name=name,
        type=UnitType(kind),
        city=city,
        district=part,
        responsible_name=responsible,
        responsible_phone=phone,
        places=places,
        verified_on=verified,
        no_visits_until=no_visits,
        active_to=active_to,
        residents=residents or 0,
        certificates=certificates or 0,
        waits=bool(waits),
    )
