"""What waits to be told to Intygsbeställningen, and when it goes back there."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from typing import TypeVar

from munhalsa.application.ports import UnitOfWork
from munhalsa.domain.certificate import (
    Certificate,
    Registration,
    RegistrationKind,
    RegistrationState,
)
from munhalsa.domain.unit import UnitChange, UnitRegistration

Line = TypeVar("Line", Registration, UnitRegistration)

# Something new is told with everything there is to know about it.
_TOLD_WITH_NEW = frozenset(
    {
        RegistrationKind.GROUND,
        RegistrationKind.VALIDITY,
        RegistrationKind.RESPONSE,
        RegistrationKind.UNIT,
        RegistrationKind.ADDRESS,
        RegistrationKind.CONTACT,
        RegistrationKind.NAME_OR_NUMBER,
    }
)


def line_key(line: Registration | UnitRegistration) -> str:
    """A line of the queue as it stands: it has another key when it is put there anew."""
    return f"{line.id} {line.version}"


def told_by(together: Collection[RegistrationKind], kind: RegistrationKind) -> RegistrationKind:
    """The line that tells of the change, given all that is put in the queue in the same deed.

    Only there: once a new certificate waits, it may stand in a file already, and what changes after
    that must be told when the certificate is registered.
    """
    if RegistrationKind.NEW in together and kind in _TOLD_WITH_NEW:
        return RegistrationKind.NEW
    return kind


def worth_telling(waiting: Iterable[RegistrationKind]) -> frozenset[RegistrationKind]:
    """What to say of a certificate: of a void one only that, of a new one not what has changed."""
    kinds = frozenset(waiting)
    if RegistrationKind.VOIDED in kinds:
        return frozenset({RegistrationKind.VOIDED})
    return kinds - _TOLD_WITH_NEW if RegistrationKind.NEW in kinds else kinds


def unit_worth_telling(waiting: Iterable[UnitChange]) -> frozenset[UnitChange]:
    """What to say of a unit: of a new one only that, and that it is closed."""
    kinds = frozenset(waiting)
    return kinds & {UnitChange.NEW, UnitChange.CLOSED} if UnitChange.NEW in kinds else kinds


def concerned(certificates: Iterable[Certificate], *, day: date) -> list[Certificate]:
    """Those that a change about the person is told for: neither void, over nor handed over."""
    return [
        certificate
        for certificate in certificates
        if certificate.voided_on is None
        and (certificate.last_day is None or certificate.last_day >= day)
        and (certificate.handed_over_on is None or certificate.handed_over_on >= day)
    ]


def mark_to_register(
    work: UnitOfWork,
    *,
    new_id: Callable[[], str],
    certificate_id: str,
    person_id: str,
    kinds: Iterable[RegistrationKind],
    day: date,
    lines: Sequence[Registration] | None = None,
) -> None:
    """Put the kinds in the queue; what was registered goes back, what waits is marked anew.

    ``lines`` are the certificate's, where they have been read already.
    """
    wanted = list(kinds)
    if lines is None:
        lines = work.find(Registration, certificate_id=certificate_id)
    known = {line.kind: line for line in lines}
    for kind in dict.fromkeys(told_by(wanted, kind) for kind in wanted):
        if kind in known:
            _mark_anew(work, known[kind], day)
        else:
            line = Registration(
                id=new_id(),
                certificate_id=certificate_id,
                person_id=person_id,
                kind=kind,
                since=day,
                marked_at=work.now,
            )
            work.add(line)


def mark_unit_to_register(
    work: UnitOfWork,
    *,
    new_id: Callable[[], str],
    unit_id: str,
    changes: Iterable[UnitChange],
    day: date,
) -> None:
    """Put what has changed about a unit in the queue, in the same way as for a certificate."""
    known = {line.kind: line for line in work.find(UnitRegistration, unit_id=unit_id)}
    for kind in dict.fromkeys(changes):
        if kind in known:
            _mark_anew(work, known[kind], day)
        else:
            line = UnitRegistration(
                id=new_id(), unit_id=unit_id, kind=kind, since=day, marked_at=work.now
            )
            work.add(line)


def _mark_anew(work: UnitOfWork, line: Line, day: date) -> None:
    work.change(
        line,
        state=RegistrationState.TO_REGISTER,
        since=day,
        marked_at=work.now,
        registered_on=None,
        registered_by=None,
    )
