"""Marking what Intygsbeställningen has been told of as registered there."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from munhalsa.application.contacts import mark_contacts_ahead
from munhalsa.application.context import Context
from munhalsa.application.find_records import (
    certificate_by_number,
    is_certificate_number,
    person_by_number,
)
from munhalsa.application.ports import Changes, Deed, Edit, Reader, UnitOfWork
from munhalsa.application.registration_queue import line_key
from munhalsa.application.residences import mark_moves_ahead
from munhalsa.domain.account import DeliveredExport, DeliveredPart, Permission
from munhalsa.domain.certificate import Certificate, Registration, RegistrationState
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.person import Person
from munhalsa.domain.refusal import NotAllowed, Notice, Rejected
from munhalsa.domain.unit import UnitRegistration

_Line = Registration | UnitRegistration


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """How many certificates and units were marked, and how many lines of the queue that was."""

    certificates: int
    units: int
    lines: int
    event: str
    changes: Changes
    warnings: tuple[Notice, ...]


def mark_registered(
    context: Context, *, file_sha256: str | None, reference: str | None = None
) -> Registered:
    """Mark what a written file told (or all files did) as registered in Intygsbeställningen.

    What has changed since the file was written stays in the queue.
    """
    context.require(Permission.REGISTER)
    deed = Deed(action="registration.mark", subject_kind="export", subject_id=file_sha256 or "")
    with context.write(deed, Permission.REGISTER) as work:
        return _mark(context, work, _told(work, file_sha256), reference)


def mark_certificate_registered(
    context: Context,
    *,
    certificate_id: str,
    reference: str | None = None,
    shown: Collection[str] | None = None,
) -> Registered:
    """Mark what waits about one certificate, as typed into the web form.

    ``shown``: only these lines of the queue (id and version); what has changed since is left.
    """
    context.require(Permission.REGISTER)
    with context.read(Permission.REGISTER) as reader:
        certificate = reader.get(Certificate, certificate_id)
    deed = Deed(action="registration.mark", subject_kind="person", subject_id=certificate.person_id)
    with context.write(deed, Permission.REGISTER) as work:
        waiting = work.find(
            Registration, certificate_id=certificate_id, state=RegistrationState.TO_REGISTER
        )
        return _mark_shown(context, work, _come(context, waiting), reference, shown)


def mark_number_registered(
    context: Context, *, number: str, reference: str | None = None
) -> Registered:
    """Mark what waits about a certificate, or about a person, by number."""
    context.require(Permission.REGISTER)
    with context.read(Permission.REGISTER) as reader:
        certificate = None
        if is_certificate_number(number):
            certificate = certificate_by_number(reader, number, today=context.today)
            person = reader.get(Person, certificate.person_id)
        else:
            person = person_by_number(reader, number, today=context.today)
    if person.is_protected and not context.session.sees_protected:
        context.note_refusal(Permission.REGISTER, because="protected_identity")
        raise NotAllowed(
            "protected_identity",
            "Personen har skyddade uppgifter. Bara den som har fått särskild rätt kan markera.",
        )
    if certificate is None:
        return mark_persons_registered(context, persons=[person.id], reference=reference)
    return mark_certificate_registered(context, certificate_id=certificate.id, reference=reference)


def mark_unit_registered(
    context: Context,
    *,
    unit_id: str,
    reference: str | None = None,
    shown: Collection[str] | None = None,
) -> Registered:
    """Mark what waits about one unit, in the same way."""
    context.require(Permission.REGISTER)
    deed = Deed(action="registration.mark", subject_kind="unit", subject_id=unit_id)
    with context.write(deed, Permission.REGISTER) as work:
        waiting = work.find(UnitRegistration, unit_id=unit_id, state=RegistrationState.TO_REGISTER)
        return _mark_shown(context, work, waiting, reference, shown)


def mark_persons_registered(
    context: Context, *, persons: Sequence[str], reference: str | None = None
) -> Registered:
    """Mark everything that waits about some persons, as typed into the web form."""
    context.require(Permission.REGISTER)
    deed = Deed(
        action="registration.mark",
        subject_kind="person",
        subject_id=persons[0] if len(persons) == 1 else "",
        details={"persons": len(persons)},
    )
    with context.write(deed, Permission.REGISTER) as work:
        waiting = work.find(
            Registration, person_id=list(persons), state=RegistrationState.TO_REGISTER
        )
        return _mark(context, work, _come(context, waiting), reference)


def _mark_shown(
    context: Context,
    work: UnitOfWork,
    waiting: Sequence[_Line],
    reference: str | None,
    shown: Collection[str] | None,
) -> Registered:
    """All that waits, or only what somebody saw; refused where nothing of that waits still."""
    if shown is None:
        return _mark(context, work, waiting, reference)
    seen = [line for line in waiting if line_key(line) in shown]
    if not waiting:
        raise already_registered()
    if not seen:
        raise Rejected(
            "changed_meanwhile",
            "Uppgifterna har ändrats sedan de visades. För in det som gäller nu och markera sedan.",
        )
    done = _mark(context, work, seen, reference)
    return done if len(seen) == len(waiting) else replace(done, warnings=(_STILL_WAITS,))


def already_registered() -> Rejected:
    """Nothing waits: somebody else was first, or it was taken back."""
    return Rejected(
        "not_waiting", "Det väntar inte längre: någon annan kan ha markerat det som registrerat."
    )


_STILL_WAITS = Notice(
    code="still_waits", message="Något mer om det har ändrats och ligger kvar i kön."
)


def _come(context: Context, waiting: Sequence[Registration]) -> list[Registration]:
    """What is to be told by now: a move ahead waits for its day."""
    return [line for line in waiting if line.since <= context.today]


def _told(reader: Reader, file_sha256: str | None) -> list[_Line]:
    """The lines that wait just as the files told of them."""
    told = {
        (line, int(version))
        for export in _exports(reader, file_sha256)
        for part in reader.find(DeliveredPart, export_id=export.id)
        for line, version in map(str.split, part.lines.splitlines())
    }
    ids = sorted({line for line, _ in told})
    found: list[_Line] = [
        *reader.find(Registration, id=ids, state=RegistrationState.TO_REGISTER),
        *reader.find(UnitRegistration, id=ids, state=RegistrationState.TO_REGISTER),
    ]
    return [line for line in found if (line.id, line.version) in told]


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


def _mark(
    context: Context, work: UnitOfWork, lines: Sequence[_Line], reference: str | None
) -> Registered:
    work.change_all([_registered(context, line, reference) for line in lines])
    persons = {line.person_id for line in lines if isinstance(line, Registration)}
    mark_moves_ahead(context, work, persons)
    mark_contacts_ahead(context, work, persons)
    done = work.commit()
    certificates = {line.certificate_id for line in lines if isinstance(line, Registration)}
    units = {line.unit_id for line in lines if isinstance(line, UnitRegistration)}
    return Registered(
        certificates=len(certificates),
        units=len(units),
        lines=len(lines),
        event=done.event,
        changes=done.changes,
        warnings=()
        if lines
        else (Notice(code="nothing_to_mark", message="Inget i kön väntade på att markeras."),),
    )


def _registered(context: Context, line: _Line, reference: str | None) -> Edit:
    """The line as registered today; VGR's reference from before stands unless there is a new."""
    after = {
        "state": RegistrationState.REGISTERED,
        "registered_on": context.today,
        "registered_by": context.session.name,
        "reference": reference or line.reference,
    }
    return Edit(
        kind=type(line),
        id=line.id,
        version=line.version,
        subject=line.person_id if isinstance(line, Registration) else line.unit_id,
        before={name: getattr(line, name) for name in after},
        after=after,
    )
