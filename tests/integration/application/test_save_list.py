"""A list saved in a file: what is in it, who is left out, and what the log says."""

from __future__ import annotations

import json
import weakref
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import select

from munhalsa.adapters.store import store as store_module
from munhalsa.adapters.store.log_rows import audit_event
from munhalsa.adapters.store.store import SqlStore
from munhalsa.adapters.tables.table_files import TableFiles
from munhalsa.application.context import Context
from munhalsa.application.save_list import (
    HIDDEN,
    ListColumn,
    ListRow,
    ListSaved,
    SaveList,
    save_list,
)
from munhalsa.domain.account import Role
from munhalsa.domain.person import ProtectedIdentity
from munhalsa.domain.refusal import FileUnusable, NotAllowed, Rejected
from tests.support.deeds import SIGNE, add, alter, assert_refused, born, latest, register, unit
from tests.support.exports import home, rows_of

ASKED = SaveList(
    name="persons",
    title="Personer",
    columns=(
        ListColumn(title="Namn", width=20),
        ListColumn(title="Personnummer", width=14, identity=True),
        ListColumn(title="Svarade"),
    ),
    told=(("Filter", "Alla med intyg"),),
    of_persons=True,
    recipient=" Folktandvården \n Ekhöjden ",
    purpose="planera besök",
)


def row(name: str, number: str, person: str | None) -> ListRow:
    return ListRow((name, f"{number[:8]}-••••", date(2026, 3, 1)), person)


def save(context: Context, out: Path, *rows: ListRow, **changes: object) -> ListSaved:
    return save_list(
        context,
        TableFiles(),
        replace(ASKED, **changes),  # type: ignore[arg-type]
        windows=lambda _: [rows[:1], rows[1:]],
        out=out,
    )


def test_who_is_in_the_file_who_is_left_out_and_what_is_logged(
    context: Context, store: SqlStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    signe, hidden = register(context), register(context, born(1942))
    alter(context, hidden, protected_identity=ProtectedIdentity.CONFIDENTIALITY_MARKING)
    rows = [
        row("=cmd|' /C calc'!A1", SIGNE, signe.id),
        row("Ek, Åke", hidden.number, hidden.id),
        row("Skyddad uppgift", "••••••••", HIDDEN),
        ListRow(("Ingen person", None, None), None),
        ListRow(("Signe och Åke", None, None), signe.id, hidden.id),
    ]
    saved = save(context, tmp_path / "lista.xlsx", *rows)
    assert (saved.rows, saved.left_out_protected, saved.left_out_scope) == (2, 2, 0)
    assert [notice.message for notice in saved.warnings] == [
        "2 med skyddade uppgifter är inte med."
    ]
    book = openpyxl.load_workbook(saved.file)
    sheet, about = book.worksheets
    assert [cell.value for cell in sheet[2]][:2] == ["=cmd|' /C calc'!A1", "19410101-••••"]
    assert (sheet["A2"].data_type, sheet["C2"].is_date, sheet.freeze_panes) == ("s", True, "A2")
    assert {line[0]: line[1] for line in about.iter_rows(values_only=True)} == {
        "Lista": "Personer",
        "Filter": "Alla med intyg",
        "Dag": about["B3"].value,
        "Sparad av": "Kim Lind",
        "Mottagare": "Folktandvården Ekhöjden",
        "Ändamål": "planera besök",
        "Antal rader": 2,
        "Utelämnade med skyddade uppgifter": 2,
    }
    assert about["B3"].value == datetime.combine(context.today, time())
    (event,) = latest(context)
    assert (event.action, event.subject_id) == ("list.save", "persons")
    assert event.purpose == "planera besök (mottagare: Folktandvården Ekhöjden)"
    with store.engine.connect() as connection:
        details = json.loads(
            connection.scalars(
                select(audit_event.c.details).where(audit_event.c.id == event.event)
            ).one()
        )
    assert (details["rows"], details["left_out_protected"]) == (2, 2)
    assert details["recipient"] == "Folktandvården Ekhöjden"
    with store.read() as reader:
        assert reader.history.of_subject(signe.id)[0].event == event.event
        assert reader.history.of_subject(hidden.id)[0].event != event.event

    named = replace(context, session=replace(context.session, sees_protected=True))
    whole = save(named, tmp_path / "lista.csv", *rows[:2], whole_numbers=True)
    assert (whole.rows, whole.left_out_protected) == (1, 1)
    assert [one["Personnummer"] for one in rows_of(whole.file)] == [f"{SIGNE[:8]}-{SIGNE[8:]}"]
    assert rows_of(whole.file)[0]["Namn"] == "'=cmd|' /C calc'!A1"
    other = register(context, born(1943))
    monkeypatch.setattr(store_module, "PERSONS_AN_EVENT", 1)
    save(context, tmp_path / "lista.csv", rows[0], row("Berg, Bo", other.number, other.id))
    parts = latest(context, limit=2)
    assert [one.action for one in parts] == ["list.save"] * 2
    with store.read() as reader:
        told = [reader.history.of_subject(each.id)[0].event for each in (other, signe)]
    assert told == [one.event for one in parts]


def test_refused_without_leave_passphrase_recipient_or_purpose(
    context: Context, tmp_path: Path
) -> None:
    out, session = tmp_path / "lista.csv", context.session
    for changes, code in (
        ({"confirmed": False}, "passphrase_needed"),
        ({"roles": frozenset({Role.ISSUER})}, "not_allowed"),
    ):
        with pytest.raises(NotAllowed) as refused:
            save(replace(context, session=replace(session, **changes)), out)
        assert refused.value.code == code
    for values, code in (
        ({"recipient": " "}, "recipient_missing"),
        ({"purpose": ""}, "purpose_missing"),
        ({"purpose": "x" * 201}, "purpose_too_long"),
    ):
        with pytest.raises(Rejected) as wrong:
            save(context, out, **values)
        assert_refused(wrong, code, code.split("_")[0])
    assert list(tmp_path.glob("lista*")) == []


def test_units_go_out_without_a_passphrase_and_persons_only_within_the_scope_of_export(
    context: Context, tmp_path: Path
) -> None:
    out = tmp_path / "lista.csv"
    anybody = replace(
        context,
        session=replace(context.session, confirmed=False, roles=frozenset({Role.ISSUER})),
    )
    assert save(anybody, out, row("Björkgläntan", SIGNE, None), of_persons=False).rows == 1
    here, there = unit(), unit("Ekhöjden", "SB02")
    add(context, here, there)
    near, far = register(context), register(context, born(1942))
    home(context, near.id, unit_id=here.id)
    home(context, far.id, unit_id=there.id)
    narrow = replace(
        context,
        session=replace(
            context.session,
            roles=frozenset({Role.ISSUER, Role.COORDINATOR}),
            scopes={Role.COORDINATOR: frozenset({here.id})},
        ),
    )
    saved = save(
        narrow,
        tmp_path / "lista.xlsx",
        row("A", SIGNE, near.id),
        row("B", far.number, far.id),
    )
    assert (saved.rows, saved.left_out_scope) == (1, 1)
    assert [notice.code for notice in saved.warnings] == ["left_out_scope"]


def test_a_list_that_cannot_be_logged_is_not_there_and_what_was_there_stays(
    context: Context, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "lista.xlsx"
    out.write_bytes(b"before")
    signe = register(context)

    def full(*_: object, **__: object) -> str:
        raise FileUnusable("disk_full", "Disken är full.")

    monkeypatch.setattr(type(context.store), "note", full)
    with pytest.raises(FileUnusable):
        save(context, out, row("A", SIGNE, signe.id))
    assert out.read_bytes() == b"before"
    assert [one.name for one in tmp_path.glob("*lista*")] == ["lista.xlsx"]


class Window(list[ListRow]):
    """A window of rows that can be watched going away."""


def test_rows_are_let_go_of_as_they_are_written(context: Context, tmp_path: Path) -> None:
    seen: list[weakref.ref[Window]] = []

    def windows(_: Context) -> Iterator[Window]:
        for number in range(6):
            assert sum(one() is not None for one in seen) <= 1
            window = Window(row(f"{number} {place}", SIGNE, None) for place in range(300))
            seen.append(weakref.ref(window))
            yield window
            del window

    for name in ("lista.csv", "lista.xlsx"):
        asked = replace(ASKED, of_persons=False)
        out = tmp_path / name
        assert save_list(context, TableFiles(), asked, windows=windows, out=out).rows == 1800
