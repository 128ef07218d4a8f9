"""Remembering that two who are alike are two, so that nobody has to look at them again."""

from __future__ import annotations

from munhalsa.application.context import Context
from munhalsa.application.find_records import person_by_number
from munhalsa.application.merge_persons import check_sight
from munhalsa.application.ports import Changes, Deed, Reader
from munhalsa.domain.account import Permission
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.merge import Merge, NotSame
from munhalsa.domain.refusal import Notice, Rejected


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """What it touched."""

    event: str
    changes: Changes
    warnings: tuple[Notice, ...] = ()


def note_not_same(context: Context, *, number: str, other: str) -> Apart:
    """Note it of the two who have these numbers; they leave the list of possible doubles."""
    context.require(Permission.MERGE_PERSONS)
    with context.read(Permission.MERGE_PERSONS) as reader:
        one = person_by_number(reader, number, today=context.today)
        two = person_by_number(reader, other, today=context.today)
        check_sight(context, one, two)
        known = (
            *reader.find(NotSame, person_id=one.id, other_id=_ids(reader, two.id)),
            *reader.find(NotSame, person_id=two.id, other_id=_ids(reader, one.id)),
        )
    if one.id == two.id:
        raise Rejected(
            "same_person", "Båda numren hör till samma person. Ange två olika.", field="other"
        )
    if known:
        raise Rejected("nothing_to_change", "Det är redan noterat.", field="other")
    deed = Deed(action="person.not_same", subject_kind="person", subject_id=one.id)
    with context.write(deed, Permission.MERGE_PERSONS) as work:
        work.add(
            NotSame(
                id=context.new_id(),
                person_id=one.id,
                other_id=two.id,
                noted_on=context.today,
            )
        )
        done = work.commit()
    return Apart(event=done.event, changes=done.changes)


def _ids(reader: Reader, person: str) -> list[str]:
    """The person's own, and those of whoever was joined to them."""
    return [person, *(one.other_id for one in reader.find(Merge, person_id=person))]
