"""The queue of units: what about them waits, is written to a file, and is registered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from munhalsa.adapters.ids import new_id
from munhalsa.adapters.tables.export_writer import ProfileExportWriter
from munhalsa.adapters.tables.profiles import load_profile
from munhalsa.application.context import Context
from munhalsa.application.export_registrations import export_registrations
from munhalsa.application.mark_registered import mark_registered
from munhalsa.application.ports import Deed
from munhalsa.application.registration_queue import mark_unit_to_register
from munhalsa.domain.account import DeliveredPart
from munhalsa.domain.certificate import RegistrationState
from munhalsa.domain.unit import (
    Unit,
    UnitChange,
    UnitRegistration,
    UnitType,
    changes_between,
)
from tests.support.deeds import add, found, issue, register, unit
from tests.support.exports import UNITS, export, mark, rows_of
from tests.support.stores import on_day

GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "exports"
DAY = timedelta(days=1)


def tell(context: Context, which: Unit, changes: Iterable[UnitChange]) -> None:
    deed = Deed(action="test.queue", subject_kind="unit", subject_id=which.id)
    with context.write(deed) as work:
        mark_unit_to_register(
            work, new_id=new_id, unit_id=which.id, changes=changes, day=context.today
        )
        work.commit()


def exported(context: Context, folder: Path, **options: Any) -> list[dict[str, str]]:
    file = folder / "enheter.csv"
    export(context, file, UNITS, **options)
    return rows_of(file)


def test_changed_units_as_they_should_be_to_the_byte(context: Context, tmp_path: Path) -> None:
    new = unit("Ängen", "SB02", email="angen@example.se", places=12)
    changed = unit("Björkgläntan", "SB01", street="Parkgatan 4", postal_code="504 30", city="Borås")
    closed = unit("Åsen", None, type=UnitType.LSS_HOUSING, active_to=context.today)
    quiet = unit("Östergården", "SB03")
    add(context, new, changed, closed, quiet)
    tell(context, new, [UnitChange.NEW, UnitChange.PHONE])
    tell(context, changed, [UnitChange.ADDRESS, UnitChange.PHONE, UnitChange.RESPONSIBLE])
    tell(context, closed, [UnitChange.NEW, UnitChange.CLOSED, UnitChange.NAME])
    file = tmp_path / "enheter.csv"
    done = export(context, file, UNITS)
    assert file.read_bytes() == (GOLDEN / "intygsbestallningen-enheter.csv").read_bytes()
    assert (done.rows, done.left_out_protected, done.warnings) == (3, 0, ())
    (kept,) = found(context, DeliveredPart)
    assert set(kept.subjects.split()) == {new.id, changed.id, closed.id}


def test_all_are_those_that_are_active(context: Context, tmp_path: Path) -> None:
    quiet = unit("Ängen", "SB02")
    closed = unit("Åsen", None, active_to=context.today - DAY)
    told = unit("Öst", "SB03", active_to=context.today - DAY)
    add(context, quiet, closed, told)
    tell(context, told, [UnitChange.CLOSED])
    assert exported(context, tmp_path)[0]["Boendeenhet"] == "Öst"
    rows = exported(context, tmp_path, everything=True)
    assert [(row["Boendeenhet"], row["Åtgärd"]) for row in rows] == [
        ("Ängen", ""),
        ("Öst", "Stängd enhet"),
    ]


def test_what_has_changed_since_a_day(context: Context, tmp_path: Path) -> None:
    early, late, waiting = unit("A", "1"), unit("B", "2"), unit("C", "3")
    add(context, early, late, waiting)
    tell(context, early, [UnitChange.PHONE])
    tell(context, waiting, [UnitChange.NEW])
    later = on_day(context, context.today + DAY)
    tell(later, late, [UnitChange.PHONE])
    tell(later, waiting, [UnitChange.EMAIL])
    export(later, tmp_path / "all.csv", UNITS, since=later.today)
    mark(later, tmp_path / "all.csv")
    tell(later, waiting, [UnitChange.NAME])
    rows = exported(later, tmp_path, since=later.today)
    assert [(row["Boendeenhet"], row["Ändringar"]) for row in rows] == [
        ("B", "Ändrad telefon"),
        ("C", "Ändrat namn, Ändrad e-post"),
    ]
    assert [row["Boendeenhet"] for row in exported(later, tmp_path)] == ["A", "C"]


def test_a_change_after_the_file_stays_in_the_queue(context: Context, tmp_path: Path) -> None:
    which = unit()
    add(context, which)
    tell(context, which, [UnitChange.NEW])
    file = tmp_path / "enheter.xlsx"
    export(context, file, UNITS)
    tell(context, which, [UnitChange.RESPONSIBLE])
    done = mark(context, file, reference="E-1")
    assert (done.certificates, done.units, done.lines) == (0, 1, 1)
    assert done.changes.subjects == {which.id}
    (row,) = exported(context, tmp_path)
    assert row["Åtgärd"] == "Ändrad ansvarig"
    lines = found(context, UnitRegistration, unit_id=which.id)
    assert {(line.kind, line.state, line.reference) for line in lines} == {
        (UnitChange.NEW, RegistrationState.REGISTERED, "E-1"),
        (UnitChange.RESPONSIBLE, RegistrationState.TO_REGISTER, None),
    }


def test_all_exported_takes_units_and_certificates(context: Context, tmp_path: Path) -> None:
    which = unit()
    add(context, which)
    tell(context, which, [UnitChange.PHONE])
    register(context)
    issue(context)
    export(context, tmp_path / "enheter.csv", UNITS)
    export(context, tmp_path / "intyg.csv")
    done = mark_registered(context, file_sha256=None)
    assert (done.certificates, done.units, done.lines) == (1, 1, 2)
    later = on_day(context, context.today + DAY)
    tell(later, which, [UnitChange.PHONE])
    (line,) = found(context, UnitRegistration, unit_id=which.id)
    assert (line.state, line.since) == (RegistrationState.TO_REGISTER, later.today)
    assert (line.registered_on, line.registered_by) == (None, None)


def test_what_vgr_is_told_of_a_changed_unit() -> None:
    before = unit()
    told = {
        "name": UnitChange.NAME,
        "responsible_name": UnitChange.RESPONSIBLE,
        "responsible_phone": UnitChange.PHONE,
        "email": UnitChange.EMAIL,
        "street": UnitChange.ADDRESS,
        "postal_code": UnitChange.ADDRESS,
        "city": UnitChange.ADDRESS,
    }
    for name, change in told.items():
        values: dict[str, Any] = {name: "Annat"}
        assert changes_between(before, replace(before, **values)) == (change,)
    closed = replace(before, active_to=date(2026, 12, 31), name="Annat", street="A", city="B")
    assert changes_between(before, closed) == (
        UnitChange.CLOSED,
        UnitChange.NAME,
        UnitChange.ADDRESS,
    )
    assert changes_between(closed, replace(closed, active_to=None)) == ()
    assert changes_between(before, replace(before, places=5, entry_instructions="1234")) == ()


def test_what_a_profile_has_no_word_for_is_not_told_and_still_waits(
    context: Context, tmp_path: Path
) -> None:
    named, rung = unit("A", "1"), unit("B", "2")
    add(context, named, rung)
    tell(context, named, [UnitChange.NAME])
    tell(context, rung, [UnitChange.PHONE])
    names_only = replace(load_profile(UNITS), actions={"name": "Ändrat namn"})
    file = tmp_path / "namn.csv"
    done = export_registrations(context, ProfileExportWriter(), profile=names_only, out=file)
    assert (done.rows, mark(context, file).lines) == (1, 1)
    assert [row["Boendeenhet"] for row in exported(context, tmp_path)] == ["B"]
