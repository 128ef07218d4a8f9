"""Writing what an export profile asks for to a file, and telling the file's own fingerprint."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from munhalsa.adapters.tables.writer import format_for, write_table
from munhalsa.application.export_profile import ExportCell, ExportProfile


class ProfileExportWriter:
    """The ending of the file's name says CSV or XLSX, else the profile does."""

    def write_export(
        self,
        path: Path,
        *,
        profile: ExportProfile,
        rows: Iterator[Sequence[ExportCell]],
        settle: Callable[[str], object],
    ) -> None:
        """Write it; ``settle`` gets its SHA-256 (hex) when only the file's own name is missing."""

        def written(temporary: Path) -> None:
            with temporary.open("rb") as file:
                settle(hashlib.file_digest(file, "sha256").hexdigest())

        write_table(path, profile.headings, rows, format_for(path, profile), settle=written)
