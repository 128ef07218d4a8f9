"""The queue to Intygsbeställningen on screen: what waits, and what to type in of one at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum

from munhalsa.application.context import Context
from munhalsa.application.export_profile import (
    ExportProfile,
    ExportRow,
    Subject,
    UnitExportRow,
    is_selected,
    words_of,
)
from munhalsa.application.find_records import (
    certificate_by_number,
    is_certificate_number,
    person_by_number,
)
from munhalsa.application.left_out import left_out, without_consent
from munhalsa.application.mark_registered import already_registered
from munhalsa.application.person_list import SHOW_NUMBERS
from munhalsa.application.ports import Deed, QueuedCertificate, Reader
from munhalsa.application.registration_fields import HelpField, fields_of
from munhalsa.application.settings import setting_value
from munhalsa.application.unit_export import unit_sources
from munhalsa.domain.account import Permission
from munhalsa.domain.certificate import Registration
from munhalsa.domain.identity import formatted, masked
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Notice
from munhalsa.domain.unit import UnitRegistration

PROFILES: Mapping[Subject, str] = {
    Subject.CERTIFICATE: "intygsbestallningen",
    Subject.UNIT: "intygsbestallningen-enheter",
}
"""By their names: those that tell Intygsbeställningen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingLine:
    """A certificate or a unit in the queue; ``number`` is a person's, ready to be shown.

    ``identity`` is the whole number, ``code`` the certificate's number or the unit's code.
    ``action`` and ``changes`` are in the profile's words, ``subject_id`` is the person or the unit.
    """

    id: str
    subject_id: str
    name: str
    identity: str | None
    number: str
    code: str | None
    action: str
    changes: str
    since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingQueue:
    """What may be shown of the queue, and how many persons are left out of it."""

    lines: tuple[WaitingLine, ...]
    left_out_protected: int = 0
    left_out_consent: int = 0

    @property
    def notices(self) -> tuple[Notice, ...]:
        """How many are left out, in words."""
        return left_out(protected=self.left_out_protected, consent=self.left_out_consent)


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpRow:
    """Everything to type in of one certificate or unit.

    ``shown`` are the lines of the queue that it tells of, to be given back when it is marked;
    ``reference`` is VGR's from before.
    """

    id: str
    name: str
    action: str
    changes: tuple[str, ...]
    fields: tuple[HelpField, ...]
    shown: frozenset[str]
    reference: str | None


def waiting_queue(context: Context, profile: ExportProfile) -> WaitingQueue:
    """What the profile would write to a file, line by line; writes nothing."""
    context.require(Permission.REGISTER)
    with context.read(Permission.REGISTER) as reader:
        if profile.subject is Subject.UNIT:
            return WaitingQueue(lines=tuple(_unit_lines(context, reader, profile)))
        return _certificates(context, reader, profile)


def note_queue(context: Context, profile: ExportProfile, *, hits: int) -> None:
    """Log that the queue was shown; a queue of units names nobody."""
    context.require(Permission.REGISTER)
    if profile.subject is Subject.CERTIFICATE:
        deed = Deed(
            action="registration.list",
            subject_kind="search",
            subject_id=profile.name,
            details={"hits": hits},
        )
        context.store.note(deed, session=context.session)


def show_waiting(context: Context, profile: ExportProfile, id: str) -> HelpRow:
    """One row as the file would have it; refused if it waits no longer or may not be shown."""
    context.require(Permission.REGISTER)
    with context.read(Permission.REGISTER) as reader:
        if profile.subject is Subject.UNIT:
            return _unit_row(context, reader, profile, id)
        row, person_id = _certificate_row(context, reader, profile, id)
    deed = Deed(action="registration.show", subject_kind="person", subject_id=person_id)
    context.store.note(deed, session=context.session, persons=[person_id])
    return row


def certificates_waiting(
    context: Context, profile: ExportProfile, number: str
) -> Sequence[HelpRow]:
    """What waits about a certificate or a person, by number."""
    context.require(Permission.REGISTER)
    with context.read(Permission.REGISTER) as reader:
        if is_certificate_number(number):
            ids = {certificate_by_number(reader, number, today=context.today).id}
        else:
            person = person_by_number(reader, number, today=context.today)
            ids = {line.certificate_id for line in reader.find(Registration, person_id=person.id)}
        queue = _certificates(context, reader, profile)
    found = [line.id for line in queue.lines if line.id in ids]
    if not found:
        raise already_registered()
    return [show_waiting(context, profile, one) for one in found]


def _certificates(context: Context, reader: Reader, profile: ExportProfile) -> WaitingQueue:
    withdrawn = without_consent(reader, context.today)
    whole = setting_value(reader, context.rules, SHOW_NUMBERS, day=context.today) == "yes"
    lines, protected, consent = [], set(), set()
    for one in reader.registrations.queue(context.today):
        words = words_of(profile, one.waiting)
        if not words or not _is_chosen(context, reader, profile, one):
            continue
        if one.protected:
            protected.add(one.person_id)
        elif one.person_id in withdrawn:
            consent.add(one.person_id)
        else:
            lines.append(_line(one, words, whole_number=whole))
    return WaitingQueue(
        lines=tuple(lines), left_out_protected=len(protected), left_out_consent=len(consent)
    )


def _is_chosen(
    context: Context, reader: Reader, profile: ExportProfile, one: QueuedCertificate
) -> bool:
    """Whether the profile, which may take some rows only, takes this one."""
    if not profile.only:
        return True
    source = reader.registrations.export_source(context.today, one.certificate_id)
    return source is not None and is_selected(profile, source.row)


def _line(one: QueuedCertificate, words: tuple[str, ...], *, whole_number: bool) -> WaitingLine:
    number = one.identity_number
    return WaitingLine(
        id=one.certificate_id,
        subject_id=one.person_id,
        name=f"{one.family_name}, {one.given_name}",
        identity=number,
        number=formatted(number) if whole_number else masked(number),
        code=one.certificate_number,
        action=words[0],
        changes=", ".join(words),
        since=one.since,
    )


def _unit_lines(context: Context, reader: Reader, profile: ExportProfile) -> Iterable[WaitingLine]:
    for source in unit_sources(reader, day=context.today, everything=False, since=None):
        if is_selected(profile, source.row):
            words = words_of(profile, source.row.waiting)
            yield WaitingLine(
                id=source.unit_id,
                subject_id=source.unit_id,
                name=source.row.name,
                identity=None,
                number="",
                code=source.row.code,
                action=words[0],
                changes=", ".join(words),
                since=source.queued,
            )


def _certificate_row(
    context: Context, reader: Reader, profile: ExportProfile, id: str
) -> tuple[HelpRow, str]:
    source = reader.registrations.export_source(context.today, id)
    if (
        source is None
        or source.protected
        or source.person_id in without_consent(reader, context.today)
    ):
        raise already_registered()
    name = f"{source.row.given_name} {source.row.family_name}"
    lines = reader.find(Registration, certificate_id=id)
    return _row(profile, id, name, source.row, source.lines, lines), source.person_id


def _unit_row(context: Context, reader: Reader, profile: ExportProfile, id: str) -> HelpRow:
    for source in unit_sources(reader, day=context.today, everything=False, since=None):
        if source.unit_id == id:
            lines = reader.find(UnitRegistration, unit_id=id)
            return _row(profile, id, source.row.name, source.row, source.lines, lines)
    raise already_registered()


def _row(
    profile: ExportProfile,
    id: str,
    name: str,
    row: ExportRow | UnitExportRow,
    waiting: Iterable[tuple[StrEnum, str]],
    lines: Iterable[Registration | UnitRegistration],
) -> HelpRow:
    if not is_selected(profile, row):
        raise already_registered()
    words = words_of(profile, row.waiting)
    return HelpRow(
        id=id,
        name=name,
        action=words[0],
        changes=words,
        fields=fields_of(profile, row),
        shown=frozenset(line for kind, line in waiting if kind in profile.actions),
        reference=next((line.reference for line in lines if line.reference), None),
    )
