"""What is to be told to Intygsbeställningen, one row a certificate, read as it is written out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import Boolean, Date, bindparam, text

from munhalsa.adapters.store.queries.run import Run
from munhalsa.application.export_profile import ExportRow
from munhalsa.application.ports import ExportSource
from munhalsa.domain.certificate import EndReason, Ground, RegistrationKind
from munhalsa.domain.person import ProtectedIdentity
from munhalsa.domain.unit import UnitType

_SELECT = """
    SELECT c.id AS certificate_id, c.number, c.ground, c.issued, c.issuer, c.valid_to, c.ended,
           c.end_reason, c.letter_to, p.id AS person_id, p.number AS identity_number,
           p.given_name, p.family_name, p.protected_identity,
           u.type AS unit_type, u.name AS unit_name, u.code AS unit_code, h.room,
           COALESCE(u.street, h.street) AS street,
           COALESCE(u.postal_code, h.postal_code) AS postal_code,
           COALESCE(u.city, h.city) AS city,
           u.responsible_name, u.responsible_phone,
           (SELECT string_agg(g.kind, ' ') FROM registration g
             WHERE g.certificate_id = c.id AND {told}) AS waiting,
           (SELECT r.wants FROM response r WHERE r.person_id = p.id AND r.answered <= :day
             ORDER BY r.answered DESC, r.id DESC LIMIT 1) AS wants,
           (SELECT r.answered FROM response r WHERE r.person_id = p.id AND r.answered <= :day
             ORDER BY r.answered DESC, r.id DESC LIMIT 1) AS answered,
           (SELECT d.name FROM dentist d WHERE d.person_id = p.id
             AND (d.from_day IS NULL OR d.from_day <= :day)
             ORDER BY d.id DESC LIMIT 1) AS dentist,
           k.name AS contact_name, k.phone AS contact_phone, k.address AS contact_address,
           k.gets_letters
      FROM certificate c
      JOIN person p ON p.id = c.person_id
      LEFT JOIN residence h ON h.person_id = p.id AND h.kind = 'home'
           AND h.from_day <= :day AND (h.to_day IS NULL OR h.to_day >= :day)
      LEFT JOIN unit u ON u.id = h.unit_id
      LEFT JOIN contact k ON k.id = (
           SELECT t.id FROM contact t WHERE t.person_id = p.id
              AND (t.from_day IS NULL OR t.from_day <= :day)
              AND (t.to_day IS NULL OR t.to_day >= :day)
            ORDER BY t.gets_letters DESC, t.id LIMIT 1)
"""
_WAITING = "g.state = 'to_register'"
_SINCE = "g.since >= :since"
_TOLD = " WHERE EXISTS (SELECT 1 FROM registration g WHERE g.certificate_id = c.id AND {told})"
_ORDER = " ORDER BY p.sort_key, p.id, c.issued"

_TYPES = (bindparam("day", type_=Date),)
_COLUMNS = {
    "issued": Date,
    "valid_to": Date,
    "ended": Date,
    "wants": Boolean,
    "answered": Date,
    "gets_letters": Boolean,
}


def _statement(*, told: str, where: str) -> Any:
    statement = text(_SELECT.format(told=told) + where + _ORDER).bindparams(*_TYPES)
    if ":since" in told:
        statement = statement.bindparams(bindparam("since", type_=Date))
    return statement.columns(**_COLUMNS)


_TO_REGISTER = _statement(told=_WAITING, where=_TOLD.format(told=_WAITING))
_CHANGED_SINCE = _statement(told=_SINCE, where=_TOLD.format(told=_SINCE))
_EVERYTHING = _statement(told=_WAITING, where=" WHERE c.voided_on IS NULL")


class SqlRegistrationQueries:
    """Rows stream: memory does not grow with the number of certificates."""

    def __init__(self, run: Run) -> None:
        self._run = run

    def export_sources(
        self, day: date, *, everything: bool, since: date | None
    ) -> Iterator[ExportSource]:
        values: dict[str, Any] = {"day": day}
        if since is not None:
            found = self._run(_CHANGED_SINCE, {**values, "since": since})
        else:
            found = self._run(_EVERYTHING if everything else _TO_REGISTER, values)
        for row in found:
            yield ExportSource(
                certificate_id=row.certificate_id,
                person_id=row.person_id,
                protected=row.protected_identity != ProtectedIdentity.NONE.value,
                row=_row(row),
            )


def _row(row: Any) -> ExportRow:
    home = ", ".join(
        part for part in (row.street, " ".join(filter(None, (row.postal_code, row.city)))) if part
    )
    to_contact = bool(row.gets_letters) and row.letter_to is None
    return ExportRow(
        waiting=frozenset(RegistrationKind(kind) for kind in (row.waiting or "").split()),
        personal_identity_number=row.identity_number,
        given_name=row.given_name,
        family_name=row.family_name,
        certificate_number=row.number,
        ground=Ground(row.ground),
        issued=row.issued,
        issuer=row.issuer,
        valid_to=row.valid_to,
        ended=row.ended,
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
