"""What a unit may be told to be: texts made tidy, and what cannot be so refused at its field."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Protocol

from munhalsa.domain.dates import months_before
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.unit import RunBy, Unit

LONGEST_TEXT = 120
LONGEST_INSTRUCTIONS = 500
_MOST = 9999
_POSTAL_DIGITS = 5
_PHONE = re.compile(r"[0-9+() -]+(?: ?(?:ankn\.?|anknytning) ?\d+)?", re.IGNORECASE)
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_MUNICIPALITY = re.compile(r"\d{4}", re.ASCII)

REQUIRED: Mapping[str, str] = {
    "name": "Ange enhetens namn.",
    "responsible_name": "Ange vem som är ansvarig för enheten.",
    "responsible_phone": "Ange ett telefonnummer till enheten.",
}
CONTACT_DETAILS = frozenset({"responsible_name", "responsible_phone", "email"})


class _HasParent(Protocol):
    @property
    def id(self) -> str: ...

    @property
    def parent_id(self) -> str | None: ...


def tidy(text: str | None, *, field: str, longest: int = LONGEST_TEXT) -> str | None:
    """One line without spare spaces, None where nothing is left; too long or unseen is refused."""
    plain = " ".join((text or "").split())
    if len(plain) > longest or not plain.isprintable():
        raise Rejected(
            "text_too_long",
            f"Texten får ha högst {longest} tecken, alla synliga. Korta den.",
            field=field,
        )
    return plain or None


def required(text: str | None, *, field: str, message: str) -> str:
    """As ``tidy``, of what must be there."""
    plain = tidy(text, field=field)
    if plain is None:
        raise Rejected("missing", message, field=field)
    return plain


def postal_code(text: str | None, *, field: str = "postal_code") -> str | None:
    """Five digits as they are written: 501 15."""
    plain = tidy(text, field=field)
    if plain is None:
        return None
    digits = plain.replace(" ", "")
    if len(digits) != _POSTAL_DIGITS or not (digits.isascii() and digits.isdigit()):
        raise Rejected("postal_code_invalid", "Postnumret ska ha fem siffror.", field=field)
    return f"{digits[:3]} {digits[3:]}"


def phone(text: str | None, *, field: str) -> str | None:
    """A telephone number as people write it, with an extension if there is one."""
    plain = tidy(text, field=field)
    if plain is not None and (
        not _PHONE.fullmatch(plain) or sum(one.isdigit() for one in plain) < _POSTAL_DIGITS
    ):
        raise Rejected(
            "phone_invalid",
            "Telefonnumret kan bara ha siffror, mellanslag, bindestreck och plus.",
            field=field,
        )
    return plain


def email(text: str | None, *, field: str = "email") -> str | None:
    """An e-mail address, so far as can be seen."""
    plain = tidy(text, field=field)
    if plain is not None and not _MAIL.fullmatch(plain):
        raise Rejected(
            "email_invalid",
            "E-postadressen är inte fullständig. Skriv den som namn@exempel.se.",
            field=field,
        )
    return plain


def tidied(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The same fields of a unit, each made tidy; what it cannot be is refused at its field."""
    return {name: _tidied(name, value) for name, value in fields.items()}


def _tidied(name: str, value: Any) -> Any:
    if name in REQUIRED:
        value = required(value, field=name, message=REQUIRED[name])
        return phone(value, field=name) if name == "responsible_phone" else value
    if name == "postal_code":
        return postal_code(value)
    if name == "email":
        return email(value)
    if name == "entry_instructions":
        return tidy(value, field=name, longest=LONGEST_INSTRUCTIONS)
    if isinstance(value, str) and name in ("code", "street", "city", "contractor", "lies_in"):
        return tidy(value, field=name)
    return value


def check_unit(unit: Unit, *, municipality: str) -> Unit:
    """The unit as it is kept, or why it cannot be so; fields that depend on others are settled."""
    for field in ("places", "care_staff"):
        value = getattr(unit, field)
        if value is not None and not 0 <= value <= _MOST:
            raise Rejected(
                "number_invalid", f"Antalet ska vara ett helt tal från 0 till {_MOST}.", field=field
            )
    if unit.run_by is RunBy.CONTRACTOR and unit.contractor is None:
        raise Rejected(
            "contractor_missing", "Ange vilket företag som driver enheten.", field="contractor"
        )
    if unit.active_from and unit.active_to and unit.active_to < unit.active_from:
        raise Rejected(
            "active_to_before_active_from",
            "Aktiv till ligger före den dag enheten blev aktiv. Rätta ett av datumen.",
            field="active_to",
        )
    if unit.lies_in is not None and not _MUNICIPALITY.fullmatch(unit.lies_in):
        raise Rejected("municipality_invalid", "Kommunkoden ska ha fyra siffror.", field="lies_in")
    return _settled(unit, municipality)


def _settled(unit: Unit, municipality: str) -> Unit:
    if unit.run_by is RunBy.MUNICIPALITY:
        unit = replace(unit, contractor=None)
    return replace(unit, lies_in=None) if unit.lies_in == municipality else unit


def check_parent(unit: str, parent: str | None, units: Collection[_HasParent]) -> None:
    """Refuse a unit that would come to belong to itself, by however many steps."""
    parents = {one.id: one.parent_id for one in units}
    above = parent
    while above is not None:
        if above == unit:
            raise Rejected(
                "parent_cycle",
                "En enhet kan inte höra till sig själv eller till en enhet under den. "
                "Välj en annan överordnad enhet.",
                field="parent",
            )
        above = parents.get(above)


def contacts_are_old(unit: Unit, *, day: date, months: int) -> bool:
    """Whether somebody should confirm who answers for the unit and how to reach them."""
    if unit.active_to is not None and unit.active_to < day:
        return False
    return unit.verified_on is None or unit.verified_on < months_before(day, months)
