"""Leaving the region: the certificate and every home end, and it is noted when and where to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from munhalsa.application.certificate_steps import end_on
from munhalsa.application.context import Context
from munhalsa.application.departures import Departed, end_homes
from munhalsa.application.find_records import person_by_number
from munhalsa.application.planned_visits import end_visits
from munhalsa.application.ports import Changes, Deed
from munhalsa.domain.account import Permission
from munhalsa.domain.certificate import Certificate, EndReason
from munhalsa.domain.departure import Fate, check_day_of_leaving, check_leaves_region, fate_of
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.person import Person, Residence
from munhalsa.domain.refusal import Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveRegion:
    """``day`` is the last day here; ``to`` is where to, as it is known."""

    number: str
    day: date
    to: str | None = None


def leave_region(
    context: Context,
    command: LeaveRegion,
    *,
    region: Mapping[str, str],
    dry_run: bool = False,
) -> Departed:
    """End what is valid and every home with the last day; a move within the region is refused."""
    context.require(Permission.EDIT_PERSONS)
    with context.read(Permission.EDIT_PERSONS) as reader:
        found = person_by_number(reader, command.number, today=context.today)
    deed = Deed(action="person.leave", subject_kind="person", subject_id=found.id)
    with context.write(deed, Permission.EDIT_PERSONS) as work:
        person = work.get(Person, found.id)
        certificates = work.find(Certificate, order_by="issued", person_id=person.id)
        check_day_of_leaving(
            person,
            command.day,
            today=context.today,
            residences=work.find(Residence, person_id=person.id),
            certificates=certificates,
        )
        fates = [(one, fate_of(one, last=command.day)) for one in certificates]
        to = (command.to or "").strip() or None
        if any(fate is Fate.ENDS for _, fate in fates):
            check_leaves_region(to, region=region)
        ended = tuple(
            end_on(context, work, one, day=command.day, reason=EndReason.MOVED_OUT)
            for one, fate in fates
            if fate is Fate.ENDS
        )
        homes = end_homes(work, person, last=command.day)
        off = end_visits(context, work, person, after=command.day, reason="flyttad")
        person = work.change(person, moved_out_on=command.day, moved_out_to=to)
        done = None if dry_run else work.commit()
    return Departed(
        person=person,
        ended=ended,
        homes=homes,
        event=None if done is None else done.event,
        changes=Changes() if done is None else done.changes,
        warnings=(*_later([one for one, fate in fates if fate is Fate.BEGAN_LATER]), *off),
    )


def _later(certificates: Sequence[Certificate]) -> tuple[Notice, ...]:
    return tuple(
        Notice(
            code="records_after_move",
            message=f"Intyg {one.number} börjar gälla {one.issued}, efter flytten. "
            "Makulera det om det inte ska gälla.",
        )
        for one in certificates
    )
