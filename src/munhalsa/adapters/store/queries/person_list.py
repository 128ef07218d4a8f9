"""Lists of persons of any length: every id in the wanted order, and what is known of a few."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import cache, lru_cache
from itertools import chain
from typing import Any

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Date,
    FromClause,
    Integer,
    Select,
    String,
    TextClause,
    and_,
    bindparam,
    case,
    exists,
    func,
    literal_column,
    or_,
    select,
    text,
)

from munhalsa.adapters.store.prepared import Fetch, Prepared, Row, among, listed
from munhalsa.adapters.store.queries.due_text import ON_LIST
from munhalsa.adapters.store.rows import (
    certificate_table,
    offer,
    person_table,
    registration,
    residence,
    response_table,
    unit_table,
)
from munhalsa.application.packed_ids import PackedIds
from munhalsa.application.ports_lists import (
    AnswerIs,
    PersonFacts,
    PersonFilter,
    PersonMark,
    PersonOrder,
    SortBy,
)
from munhalsa.domain.certificate import RegistrationState
from munhalsa.domain.due import (
    PRACTICE,
    DueList,
    Practice,
    Standing,
    ToDo,
    asked_before,
    expires_by,
    offered_before,
)
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.person import ProtectedIdentity, ResidenceKind
from munhalsa.domain.swedish import sort_key

_SHORTEST_UNIT = 3

_person, _certificate = person_table.c, certificate_table.c
_home, _unit = residence.c, unit_table.c
_day = bindparam("day", type_=Date)


def _number(value: int) -> Any:
    """A number written into the statement.

    SQLite works a statement out anew each time that a value comes for its LIMIT; and its text has
    an OFFSET with every LIMIT, for which a prepared statement brings no value.
    """
    return literal_column(f"{value:d}", Integer)


_NONE = _number(0)


def _word(value: StrEnum) -> ColumnElement[Any]:
    """One of our own code words, written into the statement: a prepared one brings no values."""
    return literal_column(f"'{value.value}'", String)


_place = residence.alias("place").c
_named = unit_table.alias("named").c
_unit_of_home = _unit.id == _home.unit_id
_counting = response_table.alias("counting").c


def _of_answer(*columns: ColumnElement[Any]) -> Any:
    """What is asked for of the response that counts; nothing where there is none."""
    return (
        select(*columns)
        .where(_counting.person_id == _person.id, _counting.answered <= _day)
        .order_by(_counting.answered.desc(), _counting.id.desc())
        .limit(_number(1))
        .offset(_NONE)
        .correlate(person_table)
        .scalar_subquery()
    )


_CERTIFIED = and_(
    _certificate.person_id == _person.id,
    _certificate.voided_on.is_(None),
    _certificate.issued <= _day,
    or_(_certificate.last_day.is_(None), _certificate.last_day >= _day),
    or_(_certificate.handed_over_on.is_(None), _certificate.handed_over_on >= _day),
)
_AT_HOME = and_(
    _home.person_id == _person.id,
    _home.kind == _word(ResidenceKind.HOME),
    _home.from_day <= _day,
    or_(_home.to_day.is_(None), _home.to_day >= _day),
)
_later = certificate_table.alias("later").c
_RENEWED = exists(
    select(_later.id)
    .where(
        _later.person_id == _person.id,
        _later.voided_on.is_(None),
        _later.issued > _certificate.issued,
    )
    .correlate(person_table, certificate_table)
)
_WAITS = exists(
    select(registration.c.id)
    .where(
        registration.c.person_id == _person.id,
        registration.c.state == _word(RegistrationState.TO_REGISTER),
        registration.c.since <= _day,
    )
    .correlate(person_table)
)
_PROTECTED = _person.protected_identity != _word(ProtectedIdentity.NONE)


# Without reading each person: there are few, and an index finds what stands before and after the
# word for all others; it is not used for what differs from a word, nor where order is asked for.
_hidden_person = person_table.alias("hidden").c
_HIDDEN_IDS = select(_hidden_person.id).where(
    or_(
        _hidden_person.protected_identity < _word(ProtectedIdentity.NONE),
        _hidden_person.protected_identity > _word(ProtectedIdentity.NONE),
    )
)
_OPEN = _person.id.not_in(_HIDDEN_IDS)


def _known(*, certificate: bool = True, home: bool = True) -> FromClause:
    """Every person with the certificate and the home of the day, so far as they are asked for."""
    source: FromClause = person_table
    if certificate:
        source = source.outerjoin(certificate_table, _CERTIFIED)
    if home:
        source = source.outerjoin(residence, _AT_HOME)
        source = source.outerjoin(unit_table, _unit_of_home)
    return source


_HAS_CERTIFICATE = _certificate.id.is_not(None)
_WANTS = _of_answer(_counting.wants)
_ANSWER = {
    AnswerIs.YES: _WANTS.is_(True),
    AnswerIs.NO: _WANTS.is_(False),
    AnswerIs.NOT_ASKED: _WANTS.is_(None),
}
_YES: Any = literal_column("1", Integer)
_AMONG_THEM = "person.id IN (SELECT waiting.person_id FROM ({}) AS waiting)"
_ASK_AGAIN = text(_AMONG_THEM.format(ON_LIST[DueList.OFFER])).bindparams(
    bindparam("day", type_=Date),
    bindparam("asked_before", type_=Date),
    bindparam("offered_before", type_=Date),
    bindparam("rounds", type_=Integer),
)
# The same as domain.due.to_do_of, which says it of one person.
_TO_DO: dict[ToDo, ColumnElement[bool] | TextClause] = {
    ToDo.ON_PAPER: _PROTECTED,
    ToDo.ASK: and_(_HAS_CERTIFICATE, _WANTS.is_(None)),
    ToDo.EXPIRES: and_(
        _HAS_CERTIFICATE,
        _certificate.valid_to <= bindparam("expires_by", type_=Date),
        ~_RENEWED,
    ),
    ToDo.ASK_AGAIN: _ASK_AGAIN,
    ToDo.REGISTER: _WAITS,
}
_SORTED_BY: dict[SortBy, ColumnElement[Any]] = {
    SortBy.NUMBER: _person.number,
    SortBy.HOME: _unit.sort_key,
    SortBy.GROUND: _certificate.ground,
    SortBy.ANSWER: _of_answer(
        case((_counting.wants.is_(True), _YES), else_=literal_column("2", Integer))
    ),
    SortBy.ANSWERED: _of_answer(_counting.answered),
    SortBy.LAST_DAY: _certificate.last_day,
}
_OF_CERTIFICATE = {SortBy.GROUND, SortBy.LAST_DAY, ToDo.ASK, ToDo.EXPIRES}


@dataclass(frozen=True, slots=True)
class _Shape:
    """What a statement depends on, as its values do not change it."""

    certified: bool
    in_unit: bool
    handled: bool
    in_units: bool
    answer: AnswerIs | None
    to_do: ToDo | None
    by: SortBy
    descending: bool
    protected: bool
    among: bool
    most: int | None


@cache
def _listing(shape: _Shape) -> Prepared:
    return Prepared(lambda dialect: _ids(shape, dialect))


def _ids(shape: _Shape, dialect: str) -> Select[Any]:
    joined = bool(_OF_CERTIFICATE & {shape.by, shape.to_do})
    home = shape.in_unit or shape.by is SortBy.HOME
    statement = select(_person.id).select_from(_known(certificate=joined, home=home))
    if shape.certified:
        held = select(_certificate.id).where(_CERTIFIED).correlate(person_table)
        statement = statement.where(_HAS_CERTIFICATE if joined else exists(held))
    if shape.in_unit:
        statement = statement.where(_home.unit_id == bindparam("unit", type_=String))
    if shape.handled:
        statement = statement.where(_person.handler_id == bindparam("handler", type_=String))
    if shape.in_units:
        statement = statement.where(_person.id.in_(_at_units(dialect)))
    if shape.answer is not None:
        statement = statement.where(_ANSWER[shape.answer])
    if shape.to_do is not None:
        statement = statement.where(_TO_DO[shape.to_do])
    if not shape.protected:
        statement = statement.where(_OPEN)
    if shape.among:
        statement = statement.where(among(_person.id, "ids", dialect))
    if shape.most is not None:
        statement = statement.limit(_number(shape.most)).offset(_NONE)
    return statement.order_by(*_order(shape))


def _at_units(dialect: str) -> Select[Any]:
    """Who lives at, is cared for by or is visited at one of some units on the day."""
    return select(_place.person_id).where(
        among(_place.unit_id, "units", dialect),
        _place.from_day <= _day,
        or_(_place.to_day.is_(None), _place.to_day >= _day),
    )


def _order(shape: _Shape) -> list[ColumnElement[Any]]:
    if shape.by is SortBy.NAME:
        columns: list[ColumnElement[Any]] = [_person.sort_key, _person.id]
        return [one.desc() for one in columns] if shape.descending else columns
    column = _SORTED_BY[shape.by]
    first = column.desc() if shape.descending else column.asc()
    return [first.nulls_last(), _person.sort_key, _person.id]


def _hidden(dialect: str, *, within: bool) -> Select[Any]:
    return _HIDDEN_IDS.where(among(_hidden_person.id, "ids", dialect)) if within else _HIDDEN_IDS


_HIDDEN = Prepared(lambda dialect: _hidden(dialect, within=False))
_HIDDEN_AMONG = Prepared(lambda dialect: _hidden(dialect, within=True))
_TOTAL = Prepared(lambda _dialect: select(func.count()).select_from(person_table))
_FACTS = Prepared(
    lambda dialect: (
        select(
            _person.id,
            _person.number,
            _person.given_name,
            _person.family_name,
            _PROTECTED.label("protected"),
            _unit.name,
            _home.room,
            _home.id,
            _certificate.number,
            _certificate.ground,
            _certificate.valid_to,
            _certificate.last_day,
            _RENEWED.label("renewed"),
            _WANTS.label("wants"),
            _of_answer(_counting.answered).label("answered"),
            _WAITS.label("waits"),
        )
        .select_from(_known())
        .where(among(_person.id, "ids", dialect))
    )
)
_MARKS = Prepared(
    lambda dialect: select(_person.id, _person.number, _PROTECTED).where(
        among(_person.id, "ids", dialect)
    )
)
_OFFERS = Prepared(
    lambda dialect: (
        select(offer.c.person_id, offer.c.offered)
        .where(among(offer.c.person_id, "ids", dialect), offer.c.offered <= _day)
        .order_by(offer.c.offered)
    )
)


@lru_cache(maxsize=32)
def _residents(limit: int) -> Prepared:
    return Prepared(lambda _dialect: _living(limit))


def _living(limit: int) -> Select[Any]:
    return (
        select(_person.id)
        .select_from(residence.join(person_table, _AT_HOME).join(unit_table, _unit_of_home))
        .where(
            _home.unit_id.in_(
                select(_named.id).where(
                    or_(
                        _named.sort_key.startswith(bindparam("name", type_=String)),
                        _named.sort_key.contains(bindparam("word", type_=String)),
                    )
                )
            ),
            or_(bindparam("protected", type_=Boolean), ~_PROTECTED),
        )
        .order_by(_unit.sort_key, _person.sort_key, _person.id)
        .limit(_number(limit))
        .offset(_NONE)
    )


class SqlPersonListQueries:
    """The same statements on both engines, each worked out once for its shape."""

    def __init__(self, fetch: Fetch, *, dialect: str) -> None:
        self._fetch = fetch
        self._dialect = dialect

    def ids(
        self,
        wanted: PersonFilter,
        order: PersonOrder,
        *,
        day: date,
        see_protected: bool,
        among: Sequence[str] | None = None,
        practice: Practice = PRACTICE,
        most: int | None = None,
    ) -> Sequence[str]:
        """Every person that the filter lets through; the hidden ones first, or not at all."""
        shape = _Shape(
            certified=wanted.certified,
            in_unit=wanted.unit_id is not None,
            handled=wanted.handler_id is not None,
            in_units=wanted.unit_ids is not None,
            answer=wanted.answer,
            to_do=wanted.to_do,
            by=order.by,
            descending=order.descending,
            protected=see_protected,
            among=among is not None,
            most=most,
        )
        values = {
            "day": day,
            "unit": wanted.unit_id,
            "handler": wanted.handler_id,
            "units": listed(sorted(wanted.unit_ids or ()), self._dialect),
            "expires_by": expires_by(day, practice),
            "asked_before": asked_before(day),
            "offered_before": offered_before(day, practice),
            "rounds": practice.offers_to_still_no,
            "ids": None if among is None else listed(among, self._dialect),
        }
        hidden: list[Row] = []
        if not see_protected and not wanted.tells:
            hidden = self._fetch(_HIDDEN if among is None else _HIDDEN_AMONG, values)
        found = self._fetch(_listing(shape), values)
        return PackedIds(chain(sorted(row[0] for row in hidden), (row[0] for row in found)))

    def facts(self, ids: Sequence[str], *, day: date) -> Sequence[PersonFacts]:
        """What is known of those persons on the day, in any order."""
        if not ids:
            return []
        values = {"ids": listed(ids, self._dialect), "day": day}
        made: dict[str, list[date]] = {}
        for person, offered in self._fetch(_OFFERS, values):
            made.setdefault(person, []).append(offered)
        return [_facts(row, made.get(row[0], ())) for row in self._fetch(_FACTS, values)]

    def marks(self, ids: Collection[str]) -> Mapping[str, PersonMark]:
        """Those of the persons that there are, by id."""
        rows = self._fetch(_MARKS, {"ids": listed(ids, self._dialect)}) if ids else ()
        return {
            key: PersonMark(number=number, protected=bool(protected))
            for key, number, protected in rows
        }

    def residents(
        self, unit_name: str, *, limit: int, day: date, see_protected: bool
    ) -> Sequence[str]:
        """Who lives in a unit with such words in its name, by unit and then by name."""
        name = sort_key(unit_name)
        if len(name) < _SHORTEST_UNIT or name.replace("-", "").isdigit():
            return []
        values = {
            "name": name,
            "word": f"-{name}",
            "day": day,
            "protected": see_protected,
        }
        return [row[0] for row in self._fetch(_residents(limit), values)]

    def total(self) -> int:
        """How many persons there are."""
        return int(self._fetch(_TOTAL, {})[0][0])


def _facts(row: Sequence[Any], offered: Sequence[date]) -> PersonFacts:
    (
        person, number, given, family, protected, unit, room, home, certificate, ground,
        valid_to, last_day, renewed, wants, answered, waits,
    ) = row  # fmt: skip
    return PersonFacts(
        id=person,
        number=number,
        given_name=given,
        family_name=family,
        unit=unit,
        room=room,
        has_home=home is not None,
        certificate=certificate,
        ground=ground,
        last_day=last_day,
        standing=Standing(
            protected=bool(protected),
            certified=certificate is not None,
            valid_to=valid_to,
            renewed=bool(renewed),
            wants=wants,
            answered=answered,
            waits=bool(waits),
            offered=tuple(offered),
        ),
    )
