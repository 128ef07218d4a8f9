"""The list to sign at a session of training, and the certificates of those who took part."""

from __future__ import annotations

from pathlib import Path

from munhalsa.application.context import Context
from munhalsa.application.find_records import the_municipality
from munhalsa.application.forms import Printed
from munhalsa.application.logged_files import gone_unless_logged
from munhalsa.application.ports import Deed, Reader
from munhalsa.application.printing import FormPrinter, letterhead_of
from munhalsa.application.training_forms import (
    AttendanceForm,
    AttendanceRow,
    TrainingCertificateForm,
)
from munhalsa.application.training_steps import (
    TrainingSheet,
    session_to_change,
    sheet_of,
    training_by_id,
)
from munhalsa.domain.account import Permission
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.staff import StaffMember
from munhalsa.domain.training import TrainingState
from munhalsa.domain.training_rules import hours_text
from munhalsa.domain.unit import Unit

FEWEST_LINES = 10
"""A list to sign has at least so many lines, also where few are expected."""
_SPARE = 3


def print_attendance_list(
    context: Context, printer: FormPrinter, *, training: str, out: Path
) -> Printed:
    """The list to sign at a session: those who are named, and lines for others.

    Where nobody is named yet, the staff of its units stand there.
    """
    context.require(Permission.SEE_TRAININGS)
    with context.read(Permission.SEE_TRAININGS) as reader:
        sheet = sheet_of(reader, context.rules, training_by_id(reader, training))
        letterhead = letterhead_of(reader, the_municipality(reader))
        units = _units_of(reader, sheet)
        expected = _expected(reader, sheet)
    found = sheet.training
    if found.state is TrainingState.CANCELLED:
        raise Rejected(
            "training_cancelled",
            "Utbildningen är inställd, så det finns ingen närvaro att skriva ut.",
            field="training",
        )
    named = [
        AttendanceRow(name=one.name, unit=units.get(one.unit_id or ""))
        for one in sheet.participants
    ] or expected
    lines = max(FEWEST_LINES, (sheet.count or 0) + _SPARE, len(named) + _SPARE)
    form = AttendanceForm(
        printed_on=context.today,
        kind=sheet.kind.name,
        day=found.day,
        hours=hours_text(found.hundredths),
        units=", ".join(unit.name for unit in sheet.units) or None,
        trainer=found.trainer,
        place=found.place,
        rows=(*named, *(AttendanceRow() for _ in range(lines - len(named)))),
    )
    printed = printer.attendance_list(
        form, letterhead=letterhead, created=context.clock.now(), out=out
    )
    deed = Deed(action="print.attendance_list", subject_kind="training", subject_id=found.id)
    return _noted(context, deed, printed)


def print_training_certificates(
    context: Context, printer: FormPrinter, *, training: str, out: Path
) -> Printed:
    """One for each who is named as having taken part in a session that was held."""
    context.require(Permission.EDIT_TRAININGS)
    with context.read(Permission.EDIT_TRAININGS) as reader:
        sheet = sheet_of(reader, context.rules, session_to_change(context, reader, training))
        letterhead = letterhead_of(reader, the_municipality(reader))
        units = _units_of(reader, sheet)
    found = sheet.training
    if found.state is not TrainingState.HELD:
        raise Rejected(
            "not_held",
            "Intyg om utbildning skrivs ut när utbildningen har hållits. Notera den som hållen.",
            field="training",
        )
    if not sheet.participants:
        raise Rejected(
            "nobody_named",
            "Ingen deltagare är noterad med namn. Fyll i deltagarnas namn först.",
            field="training",
        )
    forms = [
        TrainingCertificateForm(
            printed_on=context.today,
            name=one.name,
            unit=units.get(one.unit_id or ""),
            kind=sheet.kind.name,
            day=found.day,
            hours=hours_text(found.hundredths),
            trainer=found.trainer,
            place=found.place,
        )
        for one in sheet.participants
    ]
    printed = printer.training_certificates(
        forms, letterhead=letterhead, created=context.clock.now(), out=out
    )
    deed = Deed(action="print.training_certificate", subject_kind="training", subject_id=found.id)
    return _noted(context, deed, printed)


def _expected(reader: Reader, sheet: TrainingSheet) -> list[AttendanceRow]:
    """Who works at the units on the day of a session to come."""
    if sheet.training.state is not TrainingState.PLANNED:
        return []
    units = {unit.id: unit.name for unit in sheet.units}
    staff = reader.find(StaffMember, order_by="sort_key", unit_id=sorted(units))
    return [
        AttendanceRow(name=one.name, unit=units[one.unit_id])
        for one in staff
        if one.is_there_on(sheet.training.day)
    ]


def _units_of(reader: Reader, sheet: TrainingSheet) -> dict[str, str]:
    ids = sorted({one.unit_id for one in sheet.participants if one.unit_id is not None})
    return {unit.id: unit.name for unit in reader.find(Unit, id=ids)}


def _noted(context: Context, deed: Deed, printed: Printed) -> Printed:
    with gone_unless_logged(printed.path):
        context.store.note(deed, session=context.session)
    return printed
