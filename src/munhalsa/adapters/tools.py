"""What lies beside an open store, loaded when it is first used: tables, exports, printed forms."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from munhalsa.application.export_registrations import ExportWriter
    from munhalsa.application.printing import FormPrinter
    from munhalsa.application.workplace import Tables


class _Later:
    """Stands for what ``make`` gives, which is called when something is first asked of it."""

    def __init__(self, make: Callable[[], object]) -> None:
        self._make = make

    @cached_property
    def _made(self) -> object:
        return self._make()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._made, name)


def tables(own_profiles: Path | None = None) -> Tables:
    """Tables in files, written by the municipality's own export profiles where it has any."""

    def make() -> object:
        from munhalsa.adapters.tables.table_files import TableFiles

        return TableFiles(own_profiles)

    return cast("Tables", _Later(make))


def exporter() -> ExportWriter:
    """Files for Intygsbeställningen."""

    def make() -> object:
        from munhalsa.adapters.tables.export_writer import ProfileExportWriter

        return ProfileExportWriter()

    return cast("ExportWriter", _Later(make))


def printer() -> FormPrinter:
    """Printed forms."""

    def make() -> object:
        from munhalsa.adapters.documents.printing import PdfForms

        return PdfForms()

    return cast("FormPrinter", _Later(make))
