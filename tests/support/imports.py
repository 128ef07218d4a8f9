"""Short ways to take tables in, and to see everything a store holds."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import select, text

from munhalsa.adapters.store.shelves import SHELVES
from munhalsa.adapters.store.store import SqlStore
from munhalsa.adapters.tables.kinds import load_kind
from munhalsa.application.context import Context
from munhalsa.application.import_table.commit import commit_import, plan_import
from munhalsa.application.import_table.plan import ImportChoices, ImportPlan
from munhalsa.application.import_table.raw_table import RawTable
from munhalsa.application.import_table.receipt import Receipt
from munhalsa.domain.account import ImportBatch, ImportRemarks
from munhalsa.domain.certificate import Registration, RegistrationKind, RegistrationState
from munhalsa.domain.person import Residence
from munhalsa.domain.unit import Unit
from tests.support.deeds import SIGNE

Line = Mapping[str, Any]
NOTES = (ImportBatch, ImportRemarks)

HOME = {
    "Enhetskod": "B1",
    "Boendenamn": "Björkgården",
    "Boendetyp": "Särskilt boende",
    "Ansvarig": "Eva Ek",
    "Telefon": "033-10 00 00",
}
OTHER_HOME = {**HOME, "Enhetskod": "B2", "Boendenamn": "Ekgården"}
HOME_CARE = {**HOME, "Enhetskod": "H1", "Boendenamn": "Hemtjänst Norr", "Boendetyp": "Hemtjänst"}


def table_of(lines: Sequence[Line]) -> RawTable:
    """A table with the headings of all lines; the first line stands on row 2."""
    headings = tuple(dict.fromkeys(heading for line in lines for heading in line))
    rows = [
        (number, tuple(line.get(heading, "") for heading in headings))
        for number, line in enumerate(lines, start=2)
    ]
    mark = hashlib.sha256(repr(rows).encode()).hexdigest()
    return RawTable(headings=headings, rows=rows, sha256=mark, header_row=1)


def take_in(context: Context, kind: str, *lines: Line, **choices: Any) -> Receipt:
    """Import the lines as one table; what holds for any import is looked at each time."""
    table, read, chosen = table_of(lines), load_kind(kind), ImportChoices(**choices)
    receipt = commit_import(context, table, read, chosen)
    verdicts(receipt)
    again = plan_import(context, table, read, chosen)
    assert not again.brings_something, "the same file again must bring nothing"
    return receipt


def plan_of(context: Context, kind: str, *lines: Line, **choices: Any) -> ImportPlan:
    """Only plan it."""
    return plan_import(context, table_of(lines), load_kind(kind), ImportChoices(**choices))


def units(context: Context) -> None:
    """Two homes and a home-care area."""
    take_in(context, "boendeenheter", HOME, OTHER_HOME, HOME_CARE)


def person_line(number: str, **cells: Any) -> dict[str, Any]:
    """A line of personer; cells by heading, with _ for a space."""
    line: dict[str, Any] = {
        "Personnummer": number,
        "Förnamn": "Signe",
        "Efternamn": "Wåhlström",
    }
    return line | {heading.replace("_", " "): cell for heading, cell in cells.items()}


def signe(**cells: Any) -> dict[str, Any]:
    """Signe, with a certificate at Björkgården unless the cells say otherwise."""
    usual = {"Boendeenhet": "B1", "Grund": "2a", "Intyg utfärdat": "2025-03-01"}
    return person_line(SIGNE, **(usual | cells))


def queue(context: Context) -> list[tuple[RegistrationKind, RegistrationState]]:
    """The lines for Intygsbeställningen."""
    return [
        (line.kind, line.state) for line in every(context, Registration, order_by="certificate_id")
    ]


def verdicts(receipt: Receipt) -> tuple[int, int, int, int, int]:
    """New, changed, unchanged, duplicate, rejected."""
    counts = (
        receipt.new,
        receipt.changed,
        receipt.unchanged,
        receipt.duplicate,
        receipt.rejected,
    )
    assert receipt.rows_in == sum(counts)
    return counts


def codes(receipt: Receipt) -> list[str]:
    """The codes of the warnings."""
    return [warning.code for warning in receipt.warnings]


def every(context: Context, kind: type[Any], /, *, order_by: str = "id", **equal: Any) -> list[Any]:
    """All records of a kind whose fields equal what is asked for."""
    with context.store.read() as reader:
        return [
            record
            for record in reader.find(kind, order_by=order_by)
            if all(getattr(record, name) == value for name, value in equal.items())
        ]


def one(context: Context, kind: type[Any], /, **equal: Any) -> Any:
    """The only record of a kind."""
    (found,) = every(context, kind, **equal)
    return found


def homes(context: Context) -> list[tuple[str | None, str | None, date, date | None]]:
    """Unit name, room, first and last day of every home, the earliest first."""
    names = {unit.id: unit.name for unit in every(context, Unit)}
    return [
        (names.get(home.unit_id or ""), home.room, home.from_day, home.to_day)
        for home in every(context, Residence, order_by="from_day")
    ]


def dump(store: SqlStore) -> dict[str, list[Any]]:
    """Every record but its version, the notes of imports left out; and what search would find."""
    held: dict[str, list[Any]] = {}
    with store.read() as reader:
        for shelf in SHELVES:
            if shelf.record not in NOTES:
                records = [asdict(record) for record in reader.find(shelf.record)]
                held[shelf.table.name] = [
                    {name: value for name, value in record.items() if name != "version"}
                    for record in records
                ]
        terms = text("SELECT kind, term, order_key, person_id FROM search_term")
        held["search_term"] = sorted(tuple(row) for row in reader.run(terms))
        texts = text("SELECT person_id, text FROM search_text")
        held["search_text"] = sorted(tuple(row) for row in reader.run(texts))
    return held


def stamps(store: SqlStore) -> dict[str, list[Any]]:
    """When each record was made and by whom."""
    with store.read() as reader:
        return {
            shelf.table.name: sorted(
                tuple(row)
                for row in reader.run(
                    select(shelf.table.c.id, shelf.table.c.created_at, shelf.table.c.created_by)
                )
            )
            for shelf in SHELVES
            if shelf.record not in NOTES
        }
