"""Reading a table for a command: how it is read, by which mapping, and what is kept of it."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from pathlib import Path
from typing import Any

from munhalsa.application.import_table.kinds import NO_MAPPING, Kind, TableMapping
from munhalsa.application.import_table.known_table import (
    KnownTable,
    MappingKept,
    read_known_table,
    remember_mapping,
)
from munhalsa.application.import_table.read_as import how_it_was_read, read_as
from munhalsa.application.workplace import Tables, Workplace
from munhalsa.cli.parser import flag, option
from munhalsa.domain.refusal import WrongUsage

HOW_TO_READ = (
    option("--sheet", "bladet i arbetsboken", word="BLAD"),
    option("--header-row", "raden med rubriker; 0 om den saknas", word="RAD"),
    option("--encoding", "textfilens teckenkodning: utf-8 eller windows-1252", word="KOD"),
    option("--delimiter", "textfilens skiljetecken: semikolon, komma, tabb", word="TECKEN"),
)
TABLE_OPTIONS = (
    option("--mapping", "TOML-fil med kolumnval", word="FIL"),
    flag("--save-mapping", "kom ihåg kolumnvalen för listor med samma rubriker"),
    flag("--no-remembered-mapping", "använd inga sparade kolumnval"),
    *HOW_TO_READ,
)


_HOW = ("sheet", "header_row", "encoding", "delimiter")


def asked_mapping(tables: Tables, asked: Namespace, *, file: str | None) -> TableMapping:
    """The mapping in a file, with what the command says itself of how to read the table."""
    mapping = NO_MAPPING if file is None else tables.mapping(Path(file))
    typed = read_as(
        sheet=asked.sheet,
        header_row=asked.header_row,
        encoding=asked.encoding,
        delimiter=asked.delimiter,
    )
    said = {name: value for name in _HOW if (value := getattr(typed, name)) is not None}
    return replace(mapping, **said)


def known_table(workplace: Workplace, asked: Namespace, kind: Kind) -> KnownTable:
    """The table that a command with ``TABLE_OPTIONS`` means."""
    if asked.save_mapping and asked.mapping is None:
        raise WrongUsage(
            "mapping_missing", "--save-mapping hör ihop med --mapping.", field="save_mapping"
        )
    return read_known_table(
        workplace.context,
        workplace.tables,
        Path(asked.file),
        kind,
        asked_mapping(workplace.tables, asked, file=asked.mapping),
        use_memory=not asked.no_remembered_mapping,
    )


def kept(workplace: Workplace, asked: Namespace, known: KnownTable) -> MappingKept:
    """Keep the mapping if that was asked."""
    if not asked.save_mapping:
        return MappingKept()
    return remember_mapping(workplace.context, known.table, known.kind, known.mapping)


def found_document(known: KnownTable) -> dict[str, Any]:
    """What was found out about the file, as JSON."""
    table = known.table
    return {
        "form": table.form,
        "sheet": table.sheet,
        "sheets": table.sheets,
        "header_row": table.header_row,
        "encoding": table.encoding,
        "delimiter": table.delimiter,
        "remembered_mapping": None if known.remembered is None else known.remembered.id,
    }


def found_lines(known: KnownTable) -> list[str]:
    """What was found out about the file, for people."""
    lines = [f"Läst som {how_it_was_read(known.table)}."]
    if known.remembered is not None:
        lines.append(
            f"Kolumnerna lästes som {known.remembered.noted_on.isoformat()} med samma rubriker. "
            f"Visa: munhalsa mapping show {known.remembered.id}"
        )
    return lines
