"""Mappings of columns on the command line: what a file's columns are read as, and what is kept."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from munhalsa.application.import_table.cells import Surroundings
from munhalsa.application.import_table.file_columns import file_columns, unknown_words
from munhalsa.application.import_table.kinds import Kind, KindName
from munhalsa.application.import_table.known_table import (
    KnownTable,
    forget_mapping,
    list_mappings,
    read_known_table,
)
from munhalsa.application.workplace import Tables
from munhalsa.cli.answer import Answer
from munhalsa.cli.desk import Desk
from munhalsa.cli.parser import Command, option, word
from munhalsa.cli.table_reading import HOW_TO_READ, asked_mapping, found_document, found_lines
from munhalsa.domain.account import Permission, RememberedMapping
from munhalsa.domain.refusal import FileUnusable, Rejected


def _look(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        context, tables = workplace.context, workplace.tables
        context.require_everywhere(Permission.IMPORT)
        kind, path = tables.kind(asked.kind), Path(asked.file)
        mapping = asked_mapping(tables, asked, file=asked.mapping)
        try:
            known = read_known_table(context, tables, path, kind, mapping)
        except FileUnusable:
            table = tables.survey(path, kind=kind, mapping=mapping)
            known = KnownTable(table=table, kind=kind, mapping=mapping)
        around = Surroundings(today=context.today, lowest_age=context.rules.lowest_age_limit)
    found = file_columns(known.table, kind, known.mapping)
    words = unknown_words(known.table, kind, known.mapping, around)
    return Answer(
        document={
            "file": found_document(known),
            "columns": [{"heading": one.name, "column": one.key} for one in found.columns],
            "missing": found.missing,
            "repeated": found.repeated,
            "unknown_words": [
                {"column": one.column.key, "word": one.word, "rows": one.rows} for one in words
            ],
        },
        lines=[
            *found_lines(known),
            *(f"{one.name}: {_read_as(kind, one.key)}" for one in found.columns),
            *(f"Saknas: {heading}" for heading in found.missing),
            *(f"Finns mer än en gång: {heading}" for heading in found.repeated),
            *(f"Okänt ord i {one.column.heading}: {one.word} ({one.rows})" for one in words),
        ],
        warnings=(),
    )


def _list(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        found = list_mappings(workplace.context)
        tables = workplace.tables
    return Answer(
        document={"mappings": [_document(one) for one in found]},
        lines=[_line(one, tables) for one in found] or ["Inga kolumnval är sparade."],
        warnings=(),
    )


def _show(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        found = [one for one in list_mappings(workplace.context) if one.id == asked.mapping]
        tables = workplace.tables
    if not found:
        raise Rejected(
            "mapping_not_found",
            "Det finns inga sparade kolumnval med det numret. Kontrollera det.",
            field="mapping",
        )
    (one,) = found
    kind = tables.kind(one.kind)
    return Answer(
        document=_document(one), lines=[_line(one, tables), *_lines(one, kind)], warnings=()
    )


def _forget(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        done = forget_mapping(workplace.context, asked.mapping)
    return Answer(document={"event": done.event}, lines=["Kolumnvalen är borttagna."], warnings=())


def _document(one: RememberedMapping) -> dict[str, object]:
    return {
        "mapping": one.id,
        "kind": one.kind,
        "columns": json.loads(one.columns),
        "words": json.loads(one.words),
        "noted_on": one.noted_on,
    }


def _line(one: RememberedMapping, tables: Tables) -> str:
    title = tables.kind(KindName(one.kind)).title
    headings = ", ".join(json.loads(one.columns)) or "bara ord"
    return f"{one.id}  {one.noted_on.isoformat()}  {title}: {headings}"


def _lines(one: RememberedMapping, kind: Kind) -> Iterator[str]:
    for heading, key in json.loads(one.columns).items():
        yield f"{heading}: {_read_as(kind, key or None)}"
    for key, words in json.loads(one.words).items():
        for theirs, ours in words.items():
            yield f"{_read_as(kind, key)}: {theirs} läses som {ours or 'tom cell'}"


def _read_as(kind: Kind, key: str | None) -> str:
    headings = {column.key: column.heading for column in kind.columns}
    return "används inte" if key is None else headings.get(key, key)


COMMANDS = (
    Command(
        words="mapping look",
        help="visa vad kolumnerna i en tabell läses som; inget tas in",
        run=_look,
        arguments=(
            word("kind", "tabellens slag", shown="SLAG"),
            word("file", "xlsx, xls, ods eller csv", shown="TABELL"),
            option("--mapping", "TOML-fil med kolumnval", word="FIL"),
            *HOW_TO_READ,
        ),
        example="mapping look personer lista.xlsx",
    ),
    Command(
        words="mapping list",
        help="visa kolumnval som är sparade",
        run=_list,
        example="mapping list",
    ),
    Command(
        words="mapping show",
        help="visa vad sparade kolumnval säger",
        run=_show,
        arguments=(word("mapping", "kolumnvalens nummer, från listan", shown="KOLUMNVAL"),),
        example="mapping show 01a200cd-dd70-7cc2-8190-e27cd13e6b56",
    ),
    Command(
        words="mapping forget",
        help="ta bort sparade kolumnval",
        run=_forget,
        arguments=(word("mapping", "kolumnvalens nummer, från listan", shown="KOLUMNVAL"),),
        example="mapping forget 01a200cd-dd70-7cc2-8190-e27cd13e6b56",
    ),
)
