"""Writing what an export profile asks for to a file, and telling the file's own fingerprint."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from munhalsa.adapters.tables.files import unusable
from munhalsa.adapters.tables.writer import format_for, write_table
from munhalsa.application.export_profile import ExportCell, ExportProfile


class ProfileExportWriter:
    """The ending of the file's name says CSV or XLSX, else the profile does."""

    def write_export(
        self, path: Path, *, profile: ExportProfile, rows: Iterator[Sequence[ExportCell]]
    ) -> str:
        """Write the file, whole or not at all; its SHA-256 (hex)."""
        write_table(path, profile.headings, rows, format_for(path, profile))
        try:
            with path.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise unusable(error) from error
