"""What is to be told to Intygsbeställningen, one row a certificate, read as it is written out."""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Any

from sqlalchemy import (
    BindParameter,
    Boolean,
    Date,
    Result,
    String,
    bindparam,
    false,
    or_,
    select,
    text,
)

from munhalsa.adapters.store.own_rows import delivered_part
from munhalsa.adapters.store.queries.run import Run
from munhalsa.application.export_profile import ExportRow
from munhalsa.application.many_records import many_records
from munhalsa.application.ports import ExportSource, QueuedCertificate
from munhalsa.application.registration_queue import worth_telling
from munhalsa.domain.certificate import EndReason, Ground, Recipient, RegistrationKind
from munhalsa.domain.person import ProtectedIdentity
from munhalsa.domain.unit import UnitType

_AT_A_TIME = 1000
_NOT_PROTECTED = ProtectedIdentity.NONE.value

# Home and contact are joined by id, lest an engine compares everybody with everybody's.
# The address is that of the person: the own one, else that of the housing. Somebody at home with
# home care belongs to a unit too, whose office is no address of theirs.
_SELECT = """
    SELECT c.id AS certificate_id, c.number, c.ground, c.issued, c.issuer, c.valid_to, c.ended,
           c.last_day, c.end_reason, c.letter_to, c.handed_over_on, p.id AS person_id,
           p.number AS identity_number,
           p.given_name, p.family_name, p.protected_identity,
           u.type AS unit_type, u.name AS unit_name, u.code AS unit_code, h.room, h.care_of,
           COALESCE(h.street, a.street) AS street,
           CASE WHEN h.street IS NULL THEN a.postal_code ELSE h.postal_code END AS postal_code,
           CASE WHEN h.street IS NULL THEN a.city ELSE h.city END AS city,
           u.responsible_name, u.responsible_phone,
           (SELECT string_agg(g.kind || ' ' || g.id || ' ' || g.version, '\n')
              FROM registration g WHERE g.certificate_id = c.id AND {told}) AS told,
           (SELECT r.wants FROM response r WHERE r.person_id = p.id AND r.answered <= :day
             ORDER BY r.answered DESC, r.id DESC LIMIT 1) AS wants,
           (SELECT r.answered FROM response r WHERE r.person_id = p.id AND r.answered <= :day
             ORDER BY r.answered DESC, r.id DESC LIMIT 1) AS answered,
           (SELECT d.name FROM dentist d WHERE d.person_id = p.id
             AND (d.from_day IS NULL OR d.from_day <= :day)
             ORDER BY d.from_day IS NULL, d.from_day DESC, d.id DESC LIMIT 1) AS dentist,
           k.name AS contact_name, k.phone AS contact_phone, k.address AS contact_address,
           k.gets_letters
      FROM certificate c
      JOIN person p ON p.id = c.person_id
      LEFT JOIN residence h ON h.id = (
           SELECT l.id FROM residence l WHERE l.person_id = p.id AND l.kind = 'home'
              AND l.from_day <= {day} AND (l.to_day IS NULL OR l.to_day >= {day}))
      LEFT JOIN unit u ON u.id = h.unit_id
      LEFT JOIN unit a ON a.id = u.id AND a.type IN :housing
      LEFT JOIN contact k ON k.id = (
           SELECT t.id FROM contact t WHERE t.person_id = p.id
              AND (t.from_day IS NULL OR t.from_day <= :day)
              AND (t.to_day IS NULL OR t.to_day >= :day)
            ORDER BY t.gets_letters DESC, t.id LIMIT 1)
"""
# Where a certificate is over, the home is that of its last day: the dead and the moved have none.
_DAY_OF_HOME = "CASE WHEN c.last_day < :day THEN c.last_day ELSE :day END"
_WAITING = "(g.state = 'to_register' AND g.since <= :day)"
# Of what has changed since the day, what waits from before is told too: a certificate must not look
# like a changed one where it is new.
_SINCE = "g.since <= :day AND (g.since >= :since OR g.state = 'to_register')"
_TOLD = " WHERE EXISTS (SELECT 1 FROM registration g WHERE g.certificate_id = c.id AND {told})"
_ORDER = " ORDER BY p.sort_key, p.id, c.issued"

_HOUSING = tuple(kind.value for kind in UnitType if kind.is_housing)
_TYPES: tuple[BindParameter[Any], ...] = (
    bindparam("day", type_=Date),
    bindparam("housing", value=_HOUSING, expanding=True),
)
_COLUMNS = {
    "issued": Date,
    "valid_to": Date,
    "ended": Date,
    "last_day": Date,
    "handed_over_on": Date,
    "wants": Boolean,
    "answered": Date,
    "gets_letters": Boolean,
}


# SQLite sorts in memory, so of very many persons it sorts one stretch of names at a time. The plus
# keeps it from looking them up one by one in the order of their names, all over the file.
_PERSONS_A_STRETCH = 100_000
_BEFORE_ALL, _AFTER_ALL = "", "\U0010ffff"
_STRETCH = " AND +p.sort_key >= :first AND +p.sort_key < :beyond"
_BOUND = text(
    "SELECT sort_key FROM person WHERE sort_key > :first "
    "ORDER BY sort_key, id LIMIT 1 OFFSET :persons"
)


def _statement(*, told: str, where: str) -> Any:
    statement = text(_SELECT.format(told=told, day=_DAY_OF_HOME) + where + _ORDER).bindparams(
        *_TYPES
    )
    if ":since" in where:
        statement = statement.bindparams(bindparam("since", type_=Date))
    if ":certificate" in where:
        statement = statement.bindparams(bindparam("certificate", type_=String))
    return statement.columns(**_COLUMNS).execution_options(yield_per=_AT_A_TIME)


_TO_REGISTER = (_WAITING, _TOLD.format(told=_WAITING))
_CHANGED_SINCE = (_SINCE, _TOLD.format(told="g.since BETWEEN :since AND :day"))
_EVERYTHING = (_WAITING, " WHERE c.voided_on IS NULL")
_WHICH = (_TO_REGISTER, _CHANGED_SINCE, _EVERYTHING)
_IN_ONE, _IN_STRETCHES = (
    {which: _statement(told=which[0], where=which[1] + stretch) for which in _WHICH}
    for stretch in ("", _STRETCH)
)
_OF_PERSONS = _statement(
    told=_WAITING, where=" WHERE c.voided_on IS NULL AND c.person_id IN :persons"
).bindparams(bindparam("persons", expanding=True))
_ONE = _statement(told=_WAITING, where=" WHERE c.id = :certificate")

_WAIT = """
    SELECT c.id AS certificate_id, c.number AS certificate_number, p.id AS person_id, p.number,
           p.given_name, p.family_name, p.protected_identity, string_agg(g.kind, ' ') AS kinds,
           min(g.since) AS since
      FROM registration g
      JOIN certificate c ON c.id = g.certificate_id
      JOIN person p ON p.id = c.person_id
     WHERE {waiting}
     GROUP BY c.id, c.number, c.issued, p.id, p.number, p.given_name, p.family_name,
              p.protected_identity, p.sort_key
     ORDER BY p.sort_key, p.id, c.issued
"""
_QUEUE = (
    text(_WAIT.format(waiting=_WAITING))
    .bindparams(bindparam("day", type_=Date))
    .columns(since=Date)
)


_COUNTS = text(
    "SELECT (SELECT count(DISTINCT certificate_id) FROM registration "
    "WHERE state = 'to_register' AND since <= :day) AS certificates, "
    "(SELECT count(DISTINCT unit_id) FROM unit_registration "
    "WHERE state = 'to_register') AS units"
).bindparams(bindparam("day", type_=Date))
_MOVING = text(
    "SELECT DISTINCT person_id FROM residence WHERE kind = 'home' AND from_day > :day"
).bindparams(bindparam("day", type_=Date))
_TURNING = text(
    "SELECT DISTINCT person_id FROM contact WHERE from_day > :day OR to_day >= :day"
).bindparams(bindparam("day", type_=Date))


_WITHDRAWN = text(
    "SELECT DISTINCT person_id FROM disclosure "
    "WHERE recipient = :recipient AND withdrawn_on IS NOT NULL"
)


class SqlRegistrationQueries:
    """Rows stream: memory does not grow with the number of certificates."""

    def __init__(self, run: Run, *, dialect: str) -> None:
        self._run = run
        self._dialect = dialect

    def waiting(self, day: date) -> tuple[int, int]:
        found = self._run(_COUNTS, {"day": day}).one()
        return found.certificates, found.units

    def moving_after(self, day: date) -> Sequence[str]:
        return list(self._run(_MOVING, {"day": day}).scalars())

    def contacts_changing_after(self, day: date) -> Sequence[str]:
        return list(self._run(_TURNING, {"day": day}).scalars())

    def withdrawn(self, recipient: Recipient) -> Sequence[str]:
        return list(self._run(_WITHDRAWN, {"recipient": recipient.value}).scalars())

    def deliveries(self, subjects: Collection[str]) -> Sequence[str]:
        part = delivered_part.c
        told = or_(false(), *(part.subjects.contains(one) for one in subjects))
        found = select(part.export_id).where(told).distinct().order_by(part.export_id)
        return list(self._run(found).scalars())

    def queue(self, day: date) -> Sequence[QueuedCertificate]:
        return [
            QueuedCertificate(
                certificate_id=row.certificate_id,
                certificate_number=row.certificate_number,
                person_id=row.person_id,
                protected=row.protected_identity != _NOT_PROTECTED,
                identity_number=row.number,
                given_name=row.given_name,
                family_name=row.family_name,
                waiting=_worth_telling(frozenset(map(_KINDS.__getitem__, row.kinds.split()))),
                since=row.since,
            )
            for row in self._run(_QUEUE, {"day": day})
        ]

    def export_source(self, day: date, certificate_id: str) -> ExportSource | None:
        found = self._run(_ONE, {"day": day, "certificate": certificate_id})
        names, rows = tuple(found.keys()), found.all()
        columns = zip(names, zip(*rows, strict=True), strict=True) if rows else ()
        return _sources(dict(columns))[0] if rows else None

    def export_sources(
        self, day: date, *, everything: bool, since: date | None
    ) -> Generator[ExportSource]:
        values: dict[str, Any] = {"day": day}
        which = _EVERYTHING if everything else _TO_REGISTER
        if since is not None:
            which, values["since"] = _CHANGED_SINCE, since
        bounds = [_BEFORE_ALL, *self._bounds(), _AFTER_ALL]
        if len(bounds) == len((_BEFORE_ALL, _AFTER_ALL)):
            with self._run(_IN_ONE[which], values) as found:
                yield from _streamed(found)
            return
        for first, beyond in pairwise(bounds):
            stretch = {"first": first, "beyond": beyond}
            with self._run(_IN_STRETCHES[which], values | stretch) as found:
                yield from _streamed(found)

    def _bounds(self) -> Iterator[str]:
        """Where one stretch of names ends and the next begins; a server sorts on its own disk."""
        last: str | None = None if self._dialect == "postgresql" else _BEFORE_ALL
        while last is not None:
            values = {"first": last, "persons": _PERSONS_A_STRETCH}
            last = self._run(_BOUND, values).scalar()
            if last is not None:
                yield last

    def export_sources_of(self, day: date, persons: Collection[str]) -> Iterator[ExportSource]:
        for some in _parts(sorted(persons)):
            yield from _streamed(self._run(_OF_PERSONS, {"day": day, "persons": some}))


def _parts(persons: Sequence[str]) -> Iterator[Sequence[str]]:
    for first in range(0, len(persons), _AT_A_TIME):
        yield persons[first : first + _AT_A_TIME]


def _streamed(found: Result[Any]) -> Iterator[ExportSource]:
    names = tuple(found.keys())
    for part in found.partitions(_AT_A_TIME):
        yield from _sources(dict(zip(names, zip(*part, strict=True), strict=True)))


_KINDS = {kind.value: kind for kind in RegistrationKind}
_GROUNDS = {ground.value: ground for ground in Ground}
_END_REASONS = {None: None} | {reason.value: reason for reason in EndReason}
_UNIT_TYPES = {None: None} | {type_.value: type_ for type_ in UnitType}
_AS_THEY_ARE = (
    "given_name",
    "family_name",
    "issued",
    "issuer",
    "valid_to",
    "ended",
    "last_day",
    "unit_name",
    "unit_code",
    "room",
    "street",
    "postal_code",
    "city",
    "responsible_name",
    "responsible_phone",
    "wants",
    "answered",
    "dentist",
    "contact_name",
    "contact_phone",
)
_worth_telling = cache(worth_telling)


def _sources(found: Mapping[str, Sequence[Any]]) -> list[ExportSource]:
    """As many certificates as each column has values."""
    count = len(found["certificate_id"])
    lines = [tuple(map(_line, (told or "").splitlines())) for told in found["told"]]
    letters = [_letter(*each) for each in zip(*map(found.__getitem__, _OF_LETTER), strict=True)]
    rows = many_records(
        ExportRow,
        count,
        {name: found[name] for name in _AS_THEY_ARE}
        | {
            "waiting": [_worth_telling(frozenset(kind for kind, _ in each)) for each in lines],
            "personal_identity_number": found["identity_number"],
            "certificate_number": found["number"],
            "ground": map(_GROUNDS.__getitem__, found["ground"]),
            "end_reason": map(_END_REASONS.__getitem__, found["end_reason"]),
            "unit_type": map(_UNIT_TYPES.__getitem__, found["unit_type"]),
            "letter_name": [name for name, _ in letters],
            "letter_address": [address for _, address in letters],
        },
    )
    return many_records(
        ExportSource,
        count,
        {
            "certificate_id": found["certificate_id"],
            "person_id": found["person_id"],
            "protected": [mark != _NOT_PROTECTED for mark in found["protected_identity"]],
            "lines": lines,
            "row": rows,
            "handed_over_on": found["handed_over_on"],
        },
    )


def _line(told: str) -> tuple[RegistrationKind, str]:
    kind, _, line = told.partition(" ")
    return _KINDS[kind], line


_OF_LETTER = (
    "gets_letters",
    "letter_to",
    "contact_name",
    "contact_address",
    "given_name",
    "family_name",
    "care_of",
    "street",
    "postal_code",
    "city",
)


def _letter(
    to_contact: bool | None,
    letter_to: str | None,
    contact: str | None,
    contact_address: str | None,
    given: str,
    family: str,
    care_of: str | None,
    *home: str | None,
) -> tuple[str | None, str | None]:
    """To whom a letter goes, and where."""
    if to_contact and letter_to is None:
        return contact, contact_address
    street, postal_code, city = home
    place = " ".join(filter(None, (postal_code, city)))
    parts = (f"c/o {care_of}" if care_of else None, street, place)
    return letter_to or f"{given} {family}", ", ".join(filter(None, parts)) or None
