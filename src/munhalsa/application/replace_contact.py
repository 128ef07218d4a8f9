"""Another god man: the old one ends, the new one begins and takes the letters, in one deed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from munhalsa.application.came_under import note_number_used
from munhalsa.application.contacts import (
    ContactChanged,
    current_contacts,
    mandate_warnings,
    person_to_edit,
    tell_contacts,
)
from munhalsa.application.context import Context
from munhalsa.application.ports import Deed, UnitOfWork
from munhalsa.application.registration_queue import concerned
from munhalsa.domain.account import Permission
from munhalsa.domain.certificate import Certificate
from munhalsa.domain.contact import (
    REPRESENTING,
    check_days,
    contact_named,
    day_before_successor,
    tidied,
)
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.person import Contact, Person
from munhalsa.domain.refusal import Notice
from munhalsa.domain.response import Offer, Response

_TAKEN_OVER = ("relation", "authority", "mandate", "may_be_told", "gets_letters")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplaceContact:
    """``contact`` (name or id) is followed by another from ``day``; None: the one god man there is.

    ``fields`` are the new one's; what they say nothing of, save how to be reached, is taken over.
    """

    number: str
    contact: str | None
    day: date
    fields: Mapping[str, Any]


def replace_contact(context: Context, command: ReplaceContact) -> ContactChanged:
    """End the old one the day before and begin the new one; letters and open offers follow."""
    fields = tidied({"name": None, **command.fields})
    found = person_to_edit(context, command.number, Permission.KEEP_CONTACTS)
    deed = Deed(action="person.contact_replace", subject_kind="person", subject_id=found.id)
    with context.write(deed, Permission.KEEP_CONTACTS) as work:
        person = work.get(Person, found.id)
        contacts = current_contacts(work, person.id, context.today)
        old = contact_named(contacts, command.contact, among=REPRESENTING)
        taken = {name: getattr(old, name) for name in _TAKEN_OVER}
        new = Contact(id=context.new_id(), person_id=person.id, **{**taken, **fields})
        new = replace(new, from_day=command.day)
        check_days(new.from_day, new.to_day, birth_year=person.birth_year, today=context.today)
        before = work.find(Contact, person_id=person.id)
        work.change(old, to_day=day_before_successor(old, command.day))
        work.add(new)
        turned = _turn_letters(context, work, old, new)
        later = tell_contacts(context, work, person.id, before, now=turned)
        offers = _open_offers(work, person.id)
        note_number_used(context, work, command.number)
        done = work.commit()
    return ContactChanged(
        contact=new,
        event=done.event,
        changes=done.changes,
        warnings=(*mandate_warnings(new), *offers, *later),
    )


def _turn_letters(context: Context, work: UnitOfWork, old: Contact, new: Contact) -> bool:
    """Letters about a certificate that were to go to the old one by name; whether any were."""
    turned = False
    certificates = work.find(Certificate, person_id=old.person_id)
    for certificate in concerned(certificates, day=context.today):
        if certificate.letter_to == old.name:
            work.change(certificate, letter_to=new.name)
            turned = True
    return turned


def _open_offers(work: UnitOfWork, person_id: str) -> tuple[Notice, ...]:
    """An offer is made to the person, so the new one answers it; but must hear of it."""
    answers = [one.answered for one in work.find(Response, person_id=person_id)]
    since = max(answers, default=date.min)
    offered = [one.offered for one in work.find(Offer, person_id=person_id) if one.offered > since]
    if not offered:
        return ()
    return (
        Notice(
            code="open_offer",
            message=f"Erbjudandet från {max(offered)} är inte besvarat. Det gäller nu den nya "
            "kontakten: fråga igen.",
        ),
    )
