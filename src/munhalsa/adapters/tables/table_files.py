"""Tables in files behind the application's port."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from munhalsa.adapters.tables.files import read_bytes, replacing
from munhalsa.adapters.tables.kinds import load_kind
from munhalsa.adapters.tables.list_writer import write_list
from munhalsa.adapters.tables.mapping import read_mapping
from munhalsa.adapters.tables.profiles import ProfileShelf
from munhalsa.adapters.tables.reader import NONE_KNOWN, read_table, survey_table
from munhalsa.adapters.tables.recognition import recognised_kinds
from munhalsa.adapters.tables.report_book import write_book
from munhalsa.adapters.tables.template_book import write_rejected, write_template
from munhalsa.adapters.tables.writer import TableFormat, write_table
from munhalsa.application.export_profile import ExportCell, ExportProfile, FileType, ProfileFound
from munhalsa.application.import_table.kinds import TAKEN_IN, Kind, KindName, TableMapping
from munhalsa.application.import_table.raw_table import RawTable
from munhalsa.application.import_table.template import template_of
from munhalsa.application.report_book import BookSheet
from munhalsa.application.save_list import About, ListColumn


class TableFiles:
    """Reads and writes tables; kinds and profiles come from the program's own data."""

    def __init__(self, own_profiles: Path | None = None) -> None:
        self._profiles = ProfileShelf(own_profiles)

    def kind(self, name: str) -> Kind:
        """The kind of table of that name; refused when there is none."""
        return load_kind(name)

    def mapping(self, path: Path) -> TableMapping:
        """The user's mapping of headings and words."""
        return read_mapping(path)

    def profile(self, name: str) -> ExportProfile:
        """The export profile of that name; refused when there is none."""
        return self._profiles.load(name)

    def profiles(self) -> Sequence[ProfileFound]:
        """Every export profile, the municipality's own too."""
        return self._profiles.found()

    def recognise(self, path: Path, *, known: Mapping[KindName, Collection[str]]) -> Sequence[Kind]:
        """The kinds whose headings a file has, the likeliest first; none where nothing fits."""
        return recognised_kinds(path, [load_kind(name) for name in TAKEN_IN], known=known)

    def read(
        self,
        path: Path,
        *,
        kind: Kind,
        mapping: TableMapping,
        known: Mapping[str, TableMapping] = NONE_KNOWN,
    ) -> RawTable:
        """The table in a file."""
        return read_table(path, kind=kind, mapping=mapping, known=known)

    def survey(self, path: Path, *, kind: Kind, mapping: TableMapping) -> RawTable:
        """The likeliest table in a file, also when it lacks what the kind must have."""
        return survey_table(path, kind=kind, mapping=mapping)

    def sha256(self, path: Path) -> str:
        """The SHA-256 (hex) of a file, by which it is known again."""
        return hashlib.sha256(read_bytes(path)).hexdigest()

    def write(
        self,
        path: Path,
        *,
        headings: Sequence[str],
        rows: Iterable[Sequence[ExportCell]],
        file_type: FileType,
    ) -> int:
        """Write a table; the number of rows."""
        return write_table(path, headings, rows, TableFormat(file_type=file_type))

    def write_list(
        self,
        path: Path,
        *,
        columns: Sequence[ListColumn],
        rows: Iterable[Sequence[ExportCell]],
        about: Callable[[], About],
        settle: Callable[[], None],
    ) -> None:
        """Write a list as it is shown; see ListWriter."""
        write_list(path, columns=columns, rows=rows, about=about, settle=settle)

    def write_book(self, path: Path, sheets: Sequence[BookSheet]) -> None:
        """Write a workbook of several sheets."""
        write_book(path, sheets)

    def write_rejected(self, path: Path, *, table: RawTable, reasons: Mapping[int, str]) -> int:
        """The rejected rows in the layout they came in, with the reason beside."""
        return write_rejected(path, table=table, reasons=reasons)

    def write_template(self, path: Path, *, kind: Kind) -> None:
        """An empty workbook of a kind."""
        write_template(path, template_of(kind))

    def write_json(self, path: Path, document: Mapping[str, Any]) -> None:
        """Write one JSON object."""
        with replacing(path) as temporary:
            text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
            temporary.write_text(text, encoding="utf-8")
