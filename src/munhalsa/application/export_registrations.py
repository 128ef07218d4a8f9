"""What Intygsbeställningen needs, written as a profile says, and marked when it is registered."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from munhalsa.application.context import Context
from munhalsa.application.export_profile import (
    ExportCell,
    ExportProfile,
    ExportRow,
    cells_of,
    is_selected,
)
from munhalsa.application.ports import Changes, Deed, ExportSource, Reader
from munhalsa.domain.account import DeliveredExport, Permission
from munhalsa.domain.certificate import (
    Certificate,
    Disclosure,
    Recipient,
    Registration,
    RegistrationState,
)
from munhalsa.domain.disclosure import may_hand_over
from munhalsa.domain.refusal import Notice, Rejected


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """How many certificates were marked, and how many lines of the queue that was."""

    certificates: int
    lines: int
    event: str
    changes: Changes
    warnings: tuple[Notice, ...]


class _Selection:
    """Rows for the file one after the other, keeping count of who is left out."""

    def __init__(self, withdrawn: Collection[str]) -> None:
        self._withdrawn = withdrawn
        self.certificates: list[str] = []
        self.protected: set[str] = set()
        self.without_consent: set[str] = set()

    def rows(
        self, sources: Iterator[ExportSource], profile: ExportProfile, *, everything: bool
    ) -> Iterator[ExportRow]:
        """The rows that may go out."""
        for source in sources:
            if not is_selected(profile, source.row, everything=everything):
                continue
            if source.protected:
                self.protected.add(source.person_id)
            elif source.person_id in self._withdrawn:
                self.without_consent.add(source.person_id)
            else:
                self.certificates.append(source.certificate_id)
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
    and counted.
    """
    context.require_confirmed(Permission.EXPORT)
    with context.store.read() as reader:
        selection = _Selection(_withdrawn(reader, context.today))
        sources = reader.registrations.export_sources(
            context.today, everything=everything, since=since
        )
        rows = selection.rows(sources, profile, everything=everything)
        sha256 = writer.write_export(out, profile=profile, rows=cells_of(profile, rows))
    deed = Deed(
        action="export.write",
        subject_kind="export",
        subject_id=profile.name,
        details={
            "rows": len(selection.certificates),
            "left_out_protected": len(selection.protected),
            "left_out_consent": len(selection.without_consent),
        },
    )
    with context.write(deed) as work:
        work.add(
            DeliveredExport(
                id=context.new_id(),
                profile=profile.name,
                file_sha256=sha256,
                row_count=len(selection.certificates),
                left_out_protected=len(selection.protected),
                made_at=work.now,
                certificates="\n".join(selection.certificates),
            )
        )
        done = work.commit()
    return Exported(
        file=out,
        rows=len(selection.certificates),
        left_out_protected=len(selection.protected),
        left_out_consent=len(selection.without_consent),
        event=done.event,
        changes=done.changes,
        warnings=_left_out(selection),
    )


def mark_registered(
    context: Context, *, file_sha256: str | None, reference: str | None = None
) -> Registered:
    """Mark what a written file told (or all files did) as registered in Intygsbeställningen.

    What has changed since the file was written stays in the queue.
    """
    context.require(Permission.REGISTER)
    deed = Deed(action="registration.mark", subject_kind="export", subject_id=file_sha256 or "")
    with context.write(deed) as work:
        told = {
            line.id: line
            for export in _exports(work, file_sha256)
            for line in _waiting(work, export.certificates.split("\n"))
            if line.marked_at <= export.made_at
        }
        for line in told.values():
            work.change(
                line,
                state=RegistrationState.REGISTERED,
                registered_on=context.today,
                registered_by=context.session.name,
                reference=reference or line.reference,
            )
        done = work.commit()
    certificates = len({line.certificate_id for line in told.values()})
    return Registered(
        certificates=certificates,
        lines=len(told),
        event=done.event,
        changes=done.changes,
        warnings=()
        if told
        else (Notice(code="nothing_to_mark", message="Inget i kön väntade på att markeras."),),
    )


def mark_certificate_registered(
    context: Context, *, certificate_id: str, reference: str | None = None
) -> Registered:
    """Mark everything that waits about one certificate, as typed into the web form."""
    context.require(Permission.REGISTER)
    with context.store.read() as reader:
        certificate = reader.get(Certificate, certificate_id)
    deed = Deed(action="registration.mark", subject_kind="person", subject_id=certificate.person_id)
    with context.write(deed) as work:
        lines = _waiting(work, [certificate_id])
        for line in lines:
            work.change(
                line,
                state=RegistrationState.REGISTERED,
                registered_on=context.today,
                registered_by=context.session.name,
                reference=reference or line.reference,
            )
        done = work.commit()
    return Registered(
        certificates=1 if lines else 0,
        lines=len(lines),
        event=done.event,
        changes=done.changes,
        warnings=(),
    )


def _withdrawn(reader: Reader, day: date) -> frozenset[str]:
    by_person: dict[str, list[Disclosure]] = {}
    for disclosure in reader.find(Disclosure, recipient=Recipient.VGR):
        by_person.setdefault(disclosure.person_id, []).append(disclosure)
    return frozenset(
        person
        for person, disclosures in by_person.items()
        if not may_hand_over(disclosures, recipient=Recipient.VGR, day=day)
    )


def _exports(reader: Reader, file_sha256: str | None) -> list[DeliveredExport]:
    if file_sha256 is None:
        return reader.find(DeliveredExport)
    found = reader.find(DeliveredExport, file_sha256=file_sha256)
    if not found:
        raise Rejected(
            "export_unknown",
            "Filen är inte skriven härifrån, eller så har den ändrats sedan dess. "
            "Välj filen som den skrevs.",
            field="file",
        )
    return found


def _waiting(reader: Reader, certificates: Sequence[str]) -> list[Registration]:
    return [
        line
        for line in reader.find(Registration, certificate_id=[one for one in certificates if one])
        if line.state is RegistrationState.TO_REGISTER
    ]


def _left_out(selection: _Selection) -> tuple[Notice, ...]:
    notices = []
    if selection.protected:
        notices.append(
            Notice(
                code="left_out_protected",
                message=f"{len(selection.protected)} med skyddade uppgifter är inte med. "
                "De hanteras på papper.",
            )
        )
    if selection.without_consent:
        notices.append(
            Notice(
                code="left_out_consent",
                message=f"{len(selection.without_consent)} är inte med eftersom samtycket är "
                "återkallat.",
            )
        )
    return tuple(notices)
