"""Which fields a change concerns: what is marked, and what one comes to by the key that copies."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from munhalsa.application.export_profile import (
    ACTION,
    CHANGES,
    ExportCell,
    ExportProfile,
    ExportRow,
    Subject,
    UnitExportRow,
    cells_of,
)
from munhalsa.domain.certificate import RegistrationKind
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.unit import UnitChange

_HOME = ("unit_name", "unit_code", "unit_type", "room", "responsible_name", "responsible_phone")
_LETTER = ("letter_name", "letter_address")
_ADDRESS = ("street", "postal_code", "city")
_CERTIFICATE: Mapping[StrEnum, tuple[str, ...]] = {
    RegistrationKind.ENDED: ("last_day", "ended", "end_reason"),
    RegistrationKind.GROUND: ("ground", "certificate_number", "issued", "issuer"),
    RegistrationKind.VALIDITY: ("last_day", "valid_to"),
    RegistrationKind.RESPONSE: ("wants", "answered"),
    RegistrationKind.UNIT: _HOME,
    RegistrationKind.ADDRESS: (*_ADDRESS, "letter_address"),
    RegistrationKind.CONTACT: (*_LETTER, "contact_name", "contact_phone"),
    RegistrationKind.NAME_OR_NUMBER: ("personal_identity_number", "given_name", "family_name"),
    RegistrationKind.LETTER_COPY: _LETTER,
}
_UNIT: Mapping[StrEnum, tuple[str, ...]] = {
    UnitChange.CLOSED: ("active_to",),
    UnitChange.NAME: ("name",),
    UnitChange.RESPONSIBLE: ("responsible_name",),
    UnitChange.PHONE: ("responsible_phone",),
    UnitChange.EMAIL: ("email",),
    UnitChange.ADDRESS: _ADDRESS,
}
_CHANGED = {Subject.CERTIFICATE: _CERTIFICATE, Subject.UNIT: _UNIT}
# By these one finds in the web form what has changed.
_KEYS = {
    Subject.CERTIFICATE: frozenset({"personal_identity_number", "certificate_number"}),
    Subject.UNIT: frozenset({"name", "code"}),
}
_NEW = {Subject.CERTIFICATE: RegistrationKind.NEW, Subject.UNIT: UnitChange.NEW}


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpField:
    """One field to type in; ``text`` is empty where the web form's shall be.

    ``step``: the key that copies the next field comes to it.
    """

    heading: str
    text: str
    changed: bool
    step: bool


def fields_of(profile: ExportProfile, row: ExportRow | UnitExportRow) -> tuple[HelpField, ...]:
    """The fields in the profile's order and words, without what says what to do.

    One steps through everything that is filled in of what is new, and else through that by which it
    is found and what has changed, also where that has become empty.
    """
    subject = profile.subject
    changed = _changed(subject, row)
    is_new = _NEW[subject] in row.waiting
    (cells,) = cells_of(profile, [row])
    found = []
    for column, cell in zip(profile.columns, cells, strict=True):
        names = set(column.fields)
        if names <= {ACTION, CHANGES}:
            continue
        text = _text(profile, cell)
        marked = bool(names & changed)
        by = bool(text) and (is_new or bool(names & _KEYS[subject]))
        found.append(
            HelpField(heading=column.heading, text=text, changed=marked, step=marked or by)
        )
    return tuple(found)


def _changed(subject: Subject, row: ExportRow | UnitExportRow) -> set[str]:
    """Names of fields; with a housing comes its address."""
    changed = {name for kind in row.waiting for name in _CHANGED[subject].get(kind, ())}
    if isinstance(row, ExportRow) and row.unit_type is not None and row.unit_type.is_housing:
        moved = RegistrationKind.UNIT in row.waiting
        changed.update((*_ADDRESS, "letter_address") if moved else ())
    return changed


def _text(profile: ExportProfile, cell: ExportCell) -> str:
    if isinstance(cell, date):
        return cell.strftime(profile.date_format)
    return "" if cell is None else str(cell)
