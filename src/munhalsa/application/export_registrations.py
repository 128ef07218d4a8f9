"""What Intygsbeställningen needs, written to a file as a profile says."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from munhalsa.application.context import Context
from munhalsa.application.export_profile import (
    ExportCell,
    ExportProfile,
    ExportRow,
    Rows,
    Subject,
    UnitExportRow,
    cells_of,
    is_selected,
)
from munhalsa.application.left_out import left_out, without_consent
from munhalsa.application.logged_files import gone_unless_logged
from munhalsa.application.memory import without_cycle_search
from munhalsa.application.ports import Changes, Deed, ExportSource, Reader
from munhalsa.application.unit_export import UnitSource, unit_sources
from munhalsa.domain.account import DeliveredExport, Permission
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Notice


class ExportWriter(Protocol):
    """Writes rows to a file as a profile wants them."""

    def write_export(
        self, path: Path, *, profile: ExportProfile, rows: Iterator[Sequence[ExportCell]]
    ) -> str:
        """Write the file, whole or not at all; its SHA-256 (hex)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What was written, and how many persons were left out and why."""

    file: Path
    rows: int
    left_out_protected: int
    left_out_consent: int
    event: str
    changes: Changes
    warnings: tuple[Notice, ...]


class _Selection:
    """Rows for the file one after the other, keeping count of who is left out."""

    def __init__(self, profile: ExportProfile, *, everything: bool) -> None:
        self._profile = profile
        self._everything = everything
        self.subjects: list[str] = []
        self.lines: list[str] = []
        self.protected: set[str] = set()
        self.without_consent: set[str] = set()

    def certificates(
        self, sources: Iterator[ExportSource], withdrawn: Collection[str]
    ) -> Iterator[ExportRow]:
        """The certificates that may go out."""
        for source in sources:
            if not is_selected(self._profile, source.row, everything=self._everything):
                continue
            if source.protected:
                self.protected.add(source.person_id)
            elif source.person_id in withdrawn:
                self.without_consent.add(source.person_id)
            else:
                self._take(source.certificate_id, source.lines)
                yield source.row

    def units(self, sources: Iterator[UnitSource]) -> Iterator[UnitExportRow]:
        """The units that wait, or all."""
        for source in sources:
            if is_selected(self._profile, source.row, everything=self._everything):
                self._take(source.unit_id, source.lines)
                yield source.row

    def _take(self, subject: str, lines: Sequence[tuple[StrEnum, str]]) -> None:
        """What the profile has no word for is not told, so it still waits afterwards."""
        self.subjects.append(subject)
        self.lines += [line for kind, line in lines if kind in self._profile.actions]


def export_registrations(
    context: Context,
    writer: ExportWriter,
    *,
    profile: ExportProfile,
    out: Path,
    everything: bool = False,
    since: date | None = None,
) -> Exported:
    """Write what waits to be registered, or everything, or what has changed since a day.

    Persons with protected identity, and those whose consent for VGR was withdrawn, are left out
    and counted. The file and its event are made in one: neither is there without the other.
    """
    context.require_confirmed(Permission.EXPORT)
    everything = everything or (since is None and profile.rows is Rows.ALL)
    selection = _Selection(profile, everything=everything)
    with (
        without_cycle_search(),
        context.write(_deed(profile, selection), Permission.EXPORT) as work,
    ):
        sha256 = writer.write_export(
            out,
            profile=profile,
            rows=_cells(context, work, profile, selection, everything=everything, since=since),
        )
        with gone_unless_logged(out):
            work.redeem(_deed(profile, selection))
            work.add(
                DeliveredExport(
                    id=context.new_id(),
                    profile=profile.name,
                    file_sha256=sha256,
                    row_count=len(selection.subjects),
                    left_out_protected=len(selection.protected),
                    left_out_consent=len(selection.without_consent),
                    made_at=work.now,
                    subjects="\n".join(selection.subjects),
                    lines="\n".join(selection.lines),
                )
            )
            done = work.commit()
    return Exported(
        file=out,
        rows=len(selection.subjects),
        left_out_protected=len(selection.protected),
        left_out_consent=len(selection.without_consent),
        event=done.event,
        changes=done.changes,
        warnings=left_out(
            protected=len(selection.protected), consent=len(selection.without_consent)
        ),
    )


def _cells(
    context: Context,
    reader: Reader,
    profile: ExportProfile,
    selection: _Selection,
    *,
    everything: bool,
    since: date | None,
) -> Iterator[Sequence[ExportCell]]:
    if profile.subject is Subject.UNIT:
        units = unit_sources(reader, day=context.today, everything=everything, since=since)
        return cells_of(profile, selection.units(units))
    withdrawn = without_consent(reader, context.today)
    certificates = reader.registrations.export_sources(
        context.today, everything=everything, since=since
    )
    return cells_of(profile, selection.certificates(certificates, withdrawn))


def _deed(profile: ExportProfile, selection: _Selection) -> Deed:
    return Deed(
        action="export.write",
        subject_kind="export",
        subject_id=profile.name,
        details={
            "rows": len(selection.subjects),
            "left_out_protected": len(selection.protected),
            "left_out_consent": len(selection.without_consent),
        },
    )
