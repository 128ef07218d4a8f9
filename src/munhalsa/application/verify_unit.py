"""Confirming that a unit's contact details are right, with or without having changed them."""

from __future__ import annotations

from datetime import date

from munhalsa.application.context import Context
from munhalsa.application.find_records import unit_by_code_or_name
from munhalsa.application.ports import Deed, Reader
from munhalsa.application.settings import setting_value
from munhalsa.application.unit_fields import UnitChanged
from munhalsa.domain.account import Permission
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.unit import Unit

MONTHS = "unit_contact_months"


def months_confirmed(context: Context, reader: Reader) -> int:
    """For how many months contact details count as confirmed."""
    return int(setting_value(reader, context.rules, MONTHS, day=context.today))


def verify_unit(context: Context, unit: str, *, day: date | None = None) -> UnitChanged:
    """Note that the contact details were confirmed that day, today if None."""
    context.require(Permission.CONFIRM_UNITS)
    confirmed = day or context.today
    if confirmed > context.today:
        raise Rejected(
            "date_in_future",
            "Datumet ligger framåt i tiden. Ange den dag uppgifterna bekräftades.",
            field="date",
        )
    with context.read(Permission.CONFIRM_UNITS) as reader:
        found = unit_by_code_or_name(reader, unit)
    deed = Deed(action="unit.verify", subject_kind="unit", subject_id=found.id)
    with context.write(deed, Permission.CONFIRM_UNITS) as work:
        before = work.get(Unit, found.id)
        if before.verified_on is not None and before.verified_on > confirmed:
            raise Rejected(
                "verified_later",
                "Uppgifterna är redan bekräftade en senare dag. Ange en dag efter den.",
                field="date",
            )
        after = work.change(before, verified_on=confirmed)
        done = work.commit()
    return UnitChanged(unit=after, event=done.event, changes=done.changes)
