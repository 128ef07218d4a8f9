"""The same dentist for many, for example a whole unit's clinic: one deed, all or nothing."""

from __future__ import annotations

from datetime import date

from munhalsa.application.context import Context
from munhalsa.application.person_details import DetailsChanged
from munhalsa.application.ports import Deed, UnitOfWork
from munhalsa.application.seen import check_shown
from munhalsa.domain.account import Permission
from munhalsa.domain.contact import check_first_day
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.person import Dentist, Person
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.unit_details import required


@dataclass(frozen=True, slots=True, kw_only=True)
class NameDentists:
    """Whose, by their ids, and the dentist chosen from a day."""

    persons: tuple[str, ...]
    name: str
    from_day: date


def name_dentists(context: Context, command: NameDentists) -> DetailsChanged:
    """Note the dentist of each; whoever has that one from that day is left as they are."""
    context.require(Permission.EDIT_PERSONS)
    name = required(command.name, field="name", message="Ange behandlarens namn.")
    persons = tuple(dict.fromkeys(command.persons))
    deed = Deed(
        action="person.dentist",
        subject_kind="person",
        subject_id=persons[0] if len(persons) == 1 else "",
        details={"persons": len(persons)},
    )
    with context.write(deed, Permission.EDIT_PERSONS) as work:
        named = [
            _name(context, work, person, name, command.from_day)
            for person in work.find(Person, id=list(persons))
        ]
        if not any(named):
            raise Rejected("nothing_to_change", "Behandlaren är redan registrerad.", field="name")
        done = work.commit()
    return DetailsChanged(event=done.event, changes=done.changes)


def _name(context: Context, work: UnitOfWork, person: Person, name: str, day: date) -> bool:
    check_first_day(day, birth_year=person.birth_year, today=context.today)
    same = work.find(Dentist, person_id=person.id, from_day=day)
    if any(one.name == name for one in same):
        return False
    if same:
        check_shown(context.seen, same[-1], what="behandlaren")
        work.change(same[-1], name=name)
    else:
        work.add(Dentist(id=context.new_id(), person_id=person.id, name=name, from_day=day))
    return True
