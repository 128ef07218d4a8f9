"""Remembering what came in under the number of somebody who has been joined to another."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from munhalsa.application.context import Context
from munhalsa.application.find_records import is_certificate_number
from munhalsa.application.ports import UnitOfWork
from munhalsa.domain.identity import parse
from munhalsa.domain.merge import CameUnder, Merge


def note_number_used(context: Context, work: UnitOfWork, number: str) -> None:
    """Note whatever the deed has added so far for somebody who was named by that number.

    The number of a certificate names nobody.
    """
    if is_certificate_number(number):
        return
    wanted = parse(number, today=context.today).value
    note_merges_used(work, work.find(Merge, other_number=wanted), new_id=context.new_id)


def note_merges_used(
    work: UnitOfWork, merges: Iterable[Merge], *, new_id: Callable[[], str]
) -> None:
    """The same for those who were named by the numbers of these merges."""
    joined = {one.person_id: one.id for one in merges}
    if not joined:
        return
    for kind, record, person in work.added():
        if person in joined:
            came = CameUnder(
                id=new_id(),
                person_id=person,
                merge_id=joined[person],
                kind=kind,
                record_id=record,
            )
            work.add(came)
