"""Handing a registerutdrag out: on paper for people, as a file of data for machines, logged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any, Protocol

from munhalsa.application.context import Context
from munhalsa.application.find_records import person_by_number, the_municipality
from munhalsa.application.logged_files import gone_unless_logged
from munhalsa.application.person_extract import (
    ExtractSection,
    PersonExtract,
    gather_extract,
)
from munhalsa.application.person_log import local_time, log_part
from munhalsa.application.ports import Deed
from munhalsa.application.printing import (
    Addressed,
    FormPrinter,
    letterhead_of,
    refuse_protected,
)
from munhalsa.application.report_forms import PaperTable, ReportForm, ReportPart
from munhalsa.domain.account import Permission
from munhalsa.domain.handing_out import purpose_for, told
from munhalsa.domain.identity import formatted
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Rejected

_FORMAT, _VERSION = "munhalsa-person-extract", 1
_SHARES = (0.34, 0.66)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractPerson:
    """Of whom (an identity number), for whom and why; a PDF, a file of data, or both."""

    number: str
    recipient: str
    purpose: str
    pdf: Path | None = None
    data: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonExtracted:
    """What was written: files, pages of the PDF (None without), records and events told."""

    files: tuple[Path, ...]
    pages: int | None
    records: int
    events: int


class DataWriter(Protocol):
    """Writes one JSON object to a file."""

    def write_json(self, path: Path, document: Mapping[str, Any]) -> None:
        """Write it whole or not at all."""


def extract_person(
    context: Context, printer: FormPrinter, writer: DataWriter, command: ExtractPerson
) -> PersonExtracted:
    """Write everything that is held about one person; no file is left without its event.

    Takes the passphrase once more. A protected identity goes out on paper only, by who sees it.
    """
    context.require_confirmed(Permission.EXPORT)
    recipient = told(command.recipient, field="recipient")
    purpose = told(command.purpose, field="purpose")
    if command.pdf is None and command.data is None:
        raise Rejected(
            "file_missing", "Ange var utdraget ska sparas, som PDF eller JSON.", field="out"
        )
    with context.read(Permission.EXPORT) as reader:
        person = person_by_number(reader, command.number, today=context.today)
        municipality = the_municipality(reader)
        letterhead = letterhead_of(reader, municipality)
        extract = gather_extract(context, reader, person)
    refuse_protected(context, [Addressed(person=person, home=None, unit=None)])
    if person.is_protected and command.data is not None:
        raise Rejected(
            "protected_on_paper",
            "Skyddade uppgifter lämnas bara ut på papper. Spara utdraget som PDF och skriv ut det.",
            field="data",
        )
    pages = None
    with ExitStack() as kept:
        if command.pdf is not None:
            form = _form(extract, recipient=recipient, purpose=purpose)
            created = context.clock.now()
            printed = printer.report(form, letterhead=letterhead, created=created, out=command.pdf)
            pages = printed.pages
            kept.enter_context(gone_unless_logged(command.pdf))
        if command.data is not None:
            document = _document(extract, recipient=recipient, purpose=purpose)
            writer.write_json(command.data, document)
            kept.enter_context(gone_unless_logged(command.data))
        deed = Deed(
            action="person.extract",
            subject_kind="person",
            subject_id=person.id,
            purpose=purpose_for(recipient, purpose),
            details={"recipient": recipient},
        )
        context.store.note(deed, session=context.session, persons=[person.id])
    files = tuple(file for file in (command.pdf, command.data) if file is not None)
    records = sum(len(section.records) for section in extract.sections)
    return PersonExtracted(files=files, pages=pages, records=records, events=len(extract.log))


def _form(extract: PersonExtract, *, recipient: str, purpose: str) -> ReportForm:
    person = extract.person
    return ReportForm(
        texts="person_extract",
        printed_on=extract.day,
        title="Registerutdrag",
        facts=(
            ("Gäller", f"{person.given_name} {person.family_name}"),
            ("Nummer", formatted(person.number)),
            ("Lämnas till", recipient),
            ("Ändamål", purpose),
        ),
        parts=(*map(_part, extract.sections), *_log_parts(extract)),
    )


def _part(section: ExtractSection) -> ReportPart:
    many = len(section.told)
    tables = tuple(
        PaperTable(
            heads=("Uppgift", "Vad som står" if many == 1 else f"{place} av {many}"),
            shares=_SHARES,
            rows=rows,
        )
        for place, rows in enumerate(section.told, start=1)
        if rows
    )
    return ReportPart(heading=section.heading, tables=tables)


def _log_parts(extract: PersonExtract) -> Iterator[ReportPart]:
    """Who has seen and changed; the whole municipality going out is told beside it."""
    yield log_part(extract.log)
    if extract.went_out:
        yield ReportPart(
            heading="Utlämnat med hela kommunen",
            tables=(
                PaperTable(
                    heads=("Tid", "Mottagare", "Ändamål"),
                    shares=(0.2, 0.34, 0.46),
                    rows=tuple(
                        (local_time(one.time), one.recipient, one.purpose)
                        for one in extract.went_out
                    ),
                ),
            ),
        )


def _document(extract: PersonExtract, *, recipient: str, purpose: str) -> Mapping[str, Any]:
    return {
        "format": _FORMAT,
        "version": _VERSION,
        "made": extract.day.isoformat(),
        "recipient": recipient,
        "purpose": purpose,
        "records": {
            section.kind: [_plain(asdict(record)) for record in section.records]
            for section in extract.sections
        },
        "log": [_plain(asdict(line)) for line in extract.log],
        "went_out": [_plain(asdict(one)) for one in extract.went_out],
    }


def _plain(values: Mapping[str, Any]) -> Mapping[str, Any]:
    """Days and times in ISO form; words of enumerations are text already."""
    return {
        name: value.isoformat() if isinstance(value, date | datetime) else value
        for name, value in values.items()
    }
