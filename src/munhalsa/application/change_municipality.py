"""The municipality as sender of its forms: department, telephone and address."""

from __future__ import annotations

from collections.abc import Mapping

from munhalsa.application.context import Context
from munhalsa.application.find_records import the_municipality
from munhalsa.application.ports import Changes, Deed
from munhalsa.domain.account import Permission
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.unit import Municipality

LONGEST = 60
_POSTAL_DIGITS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSender:
    """What the forms are to say of their sender; None leaves a detail as it is, "" clears it."""

    department: str | None = None
    phone: str | None = None
    street: str | None = None
    postal_code: str | None = None
    city: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SenderChanged:
    """The municipality as it now stands."""

    municipality: Municipality
    event: str
    changes: Changes


def show_municipality(context: Context) -> Municipality:
    """The municipality that the store belongs to; it is no secret to whoever may log in."""
    with context.read(Permission.CHANGE_SETTINGS) as reader:
        return the_municipality(reader)


def change_municipality(context: Context, command: ChangeSender) -> SenderChanged:
    """Change what the forms say of their sender."""
    context.require_everywhere(Permission.CHANGE_SETTINGS)
    fields = _fields(command)
    with context.read(Permission.CHANGE_SETTINGS) as reader:
        found = the_municipality(reader)
    deed = Deed(action="municipality.change", subject_kind="municipality", subject_id=found.id)
    with context.write(deed, Permission.CHANGE_SETTINGS) as work:
        municipality = work.change(the_municipality(work), **fields)
        done = work.commit()
    return SenderChanged(municipality=municipality, event=done.event, changes=done.changes)


def _fields(command: ChangeSender) -> Mapping[str, str | None]:
    given = {
        "department": command.department,
        "phone": command.phone,
        "street": command.street,
        "postal_code": command.postal_code,
        "city": command.city,
    }
    fields = {name: _accepted(text, name) for name, text in given.items() if text is not None}
    if not fields:
        raise Rejected(
            "nothing_to_change", "Ange något att ändra: avdelning, telefon eller adress."
        )
    return fields


def _accepted(text: str, field: str) -> str | None:
    plain = " ".join(text.split())
    if len(plain) > LONGEST or not plain.isprintable():
        raise Rejected(
            "text_too_long",
            f"Texten får ha högst {LONGEST} tecken, alla synliga, för att rymmas på blanketterna.",
            field=field,
        )
    if field == "postal_code" and plain:
        return _postal_code(plain)
    return plain or None


def _postal_code(text: str) -> str:
    digits = text.replace(" ", "")
    if len(digits) != _POSTAL_DIGITS or not (digits.isascii() and digits.isdigit()):
        raise Rejected("postal_code_invalid", "Postnumret ska ha fem siffror.", field="postal_code")
    return f"{digits[:3]} {digits[3:]}"
