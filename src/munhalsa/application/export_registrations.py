"""What Intygsbeställningen needs, written to a file as a profile says."""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date
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
from munhalsa.application.memory import without_cycle_search
from munhalsa.application.ports import (
    Changes,
    Committed,
    Deed,
    ExportSource,
    Reader,
    UnitOfWork,
)
from munhalsa.application.unit_export import UnitSource, unit_sources
from munhalsa.domain.account import DeliveredExport, DeliveredPart, Permission
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Notice

ROWS_A_PART = 500
"""How many rows of a file are told of in one record, so that memory holds no more."""


class ExportWriter(Protocol):
    """Writes rows to a file as a profile wants them."""

    def write_export(
        self,
        path: Path,
        *,
        profile: ExportProfile,
        rows: Iterator[Sequence[ExportCell]],
        settle: Callable[[str], object],
    ) -> None:
        """Write the file, whole or not at all.

        ``settle`` is told its SHA-256 (hex) when all is written and the file is not there yet; if
        it fails, it never is.
        """


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


class _Delivered:
    """What the file tells, written part by part as it goes: never more of it is held."""

    def __init__(self, context: Context, work: UnitOfWork) -> None:
        self._context = context
        self._work = work
        self.export = context.new_id()
        self.rows = 0
        self._parts = 0
        self._subjects: list[str] = []
        self._lines: list[str] = []

    def take(self, subject: str, lines: Iterable[str]) -> None:
        """One row more, and the lines of the queue that it tells of."""
        self.rows += 1
        self._subjects.append(subject)
        self._lines += lines
        if len(self._subjects) == ROWS_A_PART:
            self.write()

    def write(self) -> None:
        """Write what was taken since the last part."""
        if not self._subjects:
            return
        self._work.add_at_once(
            DeliveredPart(
                id=self._context.new_id(),
                export_id=self.export,
                position=self._parts,
                subjects="\n".join(self._subjects),
                lines="\n".join(self._lines),
            )
        )
        self._parts += 1
        self._subjects, self._lines = [], []


class _LeftOut:
    """How many persons are left out: they come in name order, all rows of each together."""

    def __init__(self) -> None:
        self.count = 0
        self._last = ""

    def note(self, person: str) -> None:
        """A row of somebody that is not in the file."""
        self.count += person != self._last
        self._last = person


class _Selection:
    """Rows for the file one after the other, keeping count of who is left out."""

    def __init__(self, profile: ExportProfile, delivered: _Delivered, *, everything: bool) -> None:
        self._profile = profile
        self._everything = everything
        self.delivered = delivered
        self.protected = _LeftOut()
        self.without_consent = _LeftOut()

    def rows(
        self, sources: Iterable[ExportSource | UnitSource], withdrawn: Collection[str]
    ) -> Iterator[ExportRow | UnitExportRow]:
        """The certificates that may go out, or the units."""
        take, told = self.delivered.take, self._profile.actions
        for source in sources:
            if not is_selected(self._profile, source.row, everything=self._everything):
                continue
            # What the profile has no word for is not told, so it still waits afterwards.
            lines = [line for kind, line in source.lines if kind in told]
            if isinstance(source, UnitSource):
                take(source.unit_id, lines)
                yield source.row
            elif source.protected:
                self.protected.note(source.person_id)
            elif source.person_id in withdrawn:
                self.without_consent.note(source.person_id)
            else:
                take(source.certificate_id, lines)
                yield source.row


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
    with (
        without_cycle_search(),
        context.write(_deed(profile), Permission.EXPORT) as work,
        closing(_sources(context, work, profile, everything=everything, since=since)) as sources,
    ):
        delivered = _Delivered(context, work)
        selection = _Selection(profile, delivered, everything=everything)
        rows = selection.rows(sources, without_consent(work, context.today))
        done: list[Committed] = []
        writer.write_export(
            out,
            profile=profile,
            rows=cells_of(profile, rows),
            settle=lambda sha256: done.append(_log(work, profile, selection, sha256)),
        )
    protected, consent = selection.protected.count, selection.without_consent.count
    return Exported(
        file=out,
        rows=delivered.rows,
        left_out_protected=protected,
        left_out_consent=consent,
        event=done[0].event,
        changes=done[0].changes,
        warnings=left_out(protected=protected, consent=consent),
    )


def _log(work: UnitOfWork, profile: ExportProfile, selection: _Selection, sha256: str) -> Committed:
    """The last part, what the parts belong to, and the event that answers for all of them."""
    delivered = selection.delivered
    delivered.write()
    counts = {
        "left_out_protected": selection.protected.count,
        "left_out_consent": selection.without_consent.count,
    }
    work.redeem(replace(_deed(profile), details={"rows": delivered.rows, **counts}))
    work.add(
        DeliveredExport(
            id=delivered.export,
            profile=profile.name,
            file_sha256=sha256,
            row_count=delivered.rows,
            made_at=work.now,
            **counts,
        )
    )
    return work.commit()


def _sources(
    context: Context,
    reader: Reader,
    profile: ExportProfile,
    *,
    everything: bool,
    since: date | None,
) -> Generator[ExportSource | UnitSource]:
    if profile.subject is Subject.UNIT:
        return unit_sources(reader, day=context.today, everything=everything, since=since)
    return reader.registrations.export_sources(context.today, everything=everything, since=since)


def _deed(profile: ExportProfile) -> Deed:
    return Deed(
        action="export.write",
        subject_kind="export",
        subject_id=profile.name,
        purpose=profile.title,
    )
