"""What is to be told to Intygsbeställningen, one row a certificate, read as it is written out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, Boolean, Date, bindparam, text

from munhalsa.adapters.store.queries.run import Run
from munhalsa.application.export_profile import ExportRow
from munhalsa.application.ports import ExportSource
from munhalsa.application.registration_queue import worth_telling
from munhalsa.domain.certificate import EndReason, Ground, RegistrationKind
from munhalsa.domain.person import ProtectedIdentity
from munhalsa.domain.unit import UnitType

# Home and contact are joined by id, lest an engine compares everybody with everybody's.
# The address is that of the person: the own one, else that of the housing. Somebody at home with
# home care belongs to a unit too, whose office is no address of theirs.
_SELECT = """
    SELECT c.id AS certificate_id, c.number, c.ground, c.issued, c.issuer, c.valid_to, c.ended,
           c.last_day, c.end_reason, c.letter_to, p.id AS person_id, p.number AS identity_number,
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
_WAITING = "g.state = 'to_register'"
# Of what has changed since the day, what waits from before is told too: a certificate must not look
# like a changed one where it is new.
_SINCE = "(g.since >= :since OR g.state = 'to_register')"
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
    "wants": Boolean,
    "answered": Date,
    "gets_letters": Boolean,
}


def _statement(*, told: str, where: str) -> Any:
    statement = text(_SELECT.format(told=told, day=_DAY_OF_HOME) + where + _ORDER).bindparams(
        *_TYPES
    )
    if ":since" in where:
        statement = statement.bindparams(bindparam("since", type_=Date))
    return statement.columns(**_COLUMNS)


_TO_REGISTER = _statement(told=_WAITING, where=_TOLD.format(told=_WAITING))
_CHANGED_SINCE = _statement(told=_SINCE, where=_TOLD.format(told="g.since >= :since"))
_EVERYTHING = _statement(told=_WAITING, where=" WHERE c.voided_on IS NULL")


_COUNTS = text(
    "SELECT (SELECT count(DISTINCT certificate_id) FROM registration "
    "WHERE state = 'to_register') AS certificates, "
    "(SELECT count(DISTINCT unit_id) FROM unit_registration "
    "WHERE state = 'to_register') AS units"
)


class SqlRegistrationQueries:
    """Rows stream: memory does not grow with the number of certificates."""

    def __init__(self, run: Run) -> None:
        self._run = run

    def waiting(self) -> tuple[int, int]:
        found = self._run(_COUNTS).one()
        return found.certificates, found.units

    def export_sources(
        self, day: date, *, everything: bool, since: date | None
    ) -> Iterator[ExportSource]:
        values: dict[str, Any] = {"day": day}
        if since is not None:
            found = self._run(_CHANGED_SINCE, {**values, "since": since})
        else:
            found = self._run(_EVERYTHING if everything else _TO_REGISTER, values)
        for row in found:
            lines = tuple(_line(line) for line in (row.told or "").splitlines())
            yield ExportSource(
                certificate_id=row.certificate_id,
                person_id=row.person_id,
                protected=row.protected_identity != ProtectedIdentity.NONE.value,
                lines=lines,
                row=_row(row, _worth_telling(frozenset(kind for kind, _ in lines))),
            )


_KINDS = {kind.value: kind for kind in RegistrationKind}
_worth_telling = cache(worth_telling)


def _line(told: str) -> tuple[RegistrationKind, str]:
    kind, _, line = told.partition(" ")
    return _KINDS[kind], line


def _row(row: Any, waiting: frozenset[RegistrationKind]) -> ExportRow:
    own = (f"c/o {row.care_of}" if row.care_of else None, row.street)
    city = " ".join(filter(None, (row.postal_code, row.city)))
    home = ", ".join(part for part in (*own, city) if part)
    to_contact = bool(row.gets_letters) and row.letter_to is None
    return ExportRow(
        waiting=waiting,
        personal_identity_number=row.identity_number,
        given_name=row.given_name,
        family_name=row.family_name,
        certificate_number=row.number,
        ground=Ground(row.ground),
        issued=row.issued,
        issuer=row.issuer,
        valid_to=row.valid_to,
        ended=row.ended,
        last_day=row.last_day,
        end_reason=None if row.end_reason is None else EndReason(row.end_reason),
        unit_type=None if row.unit_type is None else UnitType(row.unit_type),
        unit_name=row.unit_name,
        unit_code=row.unit_code,
        room=row.room,
        street=row.street,
        postal_code=row.postal_code,
        city=row.city,
        responsible_name=row.responsible_name,
        responsible_phone=row.responsible_phone,
        wants=row.wants,
        answered=row.answered,
        letter_name=row.contact_name
        if to_contact
        else row.letter_to or f"{row.given_name} {row.family_name}",
        letter_address=row.contact_address if to_contact else home or None,
        dentist=row.dentist,
        contact_name=row.contact_name,
        contact_phone=row.contact_phone,
    )
