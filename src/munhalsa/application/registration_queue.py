"""What about a certificate waits to be told to Intygsbeställningen, and when it goes back there."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import date

from munhalsa.application.ports import UnitOfWork
from munhalsa.domain.certificate import (
    Certificate,
    Registration,
    RegistrationKind,
    RegistrationState,
)

# A new certificate is told with everything there is to know about it, so these need no line of
# their own while it waits.
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


def told_by(waiting: Collection[RegistrationKind], kind: RegistrationKind) -> RegistrationKind:
    """The line of the queue that tells of the change, given the lines that wait already."""
    if RegistrationKind.NEW in waiting and kind in _TOLD_WITH_NEW:
        return RegistrationKind.NEW
    return kind


def concerned(certificates: Iterable[Certificate], *, day: date) -> list[Certificate]:
    """Those that a change about the person is told for: not void, and not over by the day."""
    return [
        certificate
        for certificate in certificates
        if certificate.voided_on is None
        and (certificate.last_day is None or certificate.last_day >= day)
    ]


def mark_to_register(
    work: UnitOfWork,
    *,
    new_id: Callable[[], str],
    certificate_id: str,
    person_id: str,
    kinds: Iterable[RegistrationKind],
    day: date,
) -> None:
    """Put the kinds in the queue; what was registered goes back, what waits is marked anew."""
    known = {
        registration.kind: registration
        for registration in work.find(Registration, certificate_id=certificate_id)
    }
    waiting = {
        kind
        for kind, registration in known.items()
        if registration.state is RegistrationState.TO_REGISTER
    }
    for kind in dict.fromkeys(told_by(waiting, kind) for kind in kinds):
        registration = known.get(kind)
        if registration is None:
            work.add(
                Registration(
                    id=new_id(),
                    certificate_id=certificate_id,
                    person_id=person_id,
                    kind=kind,
                    since=day,
                    marked_at=work.now,
                )
            )
        elif kind in waiting:
            work.change(registration, marked_at=work.now)
        else:
            work.change(
                registration,
                state=RegistrationState.TO_REGISTER,
                since=day,
                marked_at=work.now,
                registered_on=None,
                registered_by=None,
            )
