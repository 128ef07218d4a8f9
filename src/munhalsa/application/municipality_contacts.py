"""The municipality's contact persons (kontaktpersoner) toward VGR; there must be at least one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from munhalsa.application.context import Context
from munhalsa.application.districts import district_by_name
from munhalsa.application.find_records import the_municipality
from munhalsa.application.ports import Changes, Deed
from munhalsa.domain.account import Permission
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Notice, Rejected
from munhalsa.domain.swedish import sort_key
from munhalsa.domain.unit import MunicipalityContact
from munhalsa.domain.unit_details import email, phone, required


@dataclass(frozen=True, slots=True, kw_only=True)
class AddContactPerson:
    """Somebody from a day, today if None; ``district`` where only for a part (name or id)."""

    name: str
    phone: str | None = None
    email: str | None = None
    district: str | None = None
    from_day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactPersonChanged:
    """The contact person as they now stand."""

    contact: MunicipalityContact
    event: str
    changes: Changes
    warnings: tuple[Notice, ...] = ()


def list_contact_persons(context: Context) -> Sequence[MunicipalityContact]:
    """Every contact person, former ones too, in name order."""
    with context.read() as reader:
        return sorted(reader.find(MunicipalityContact), key=lambda one: sort_key(one.name))


def add_contact_person(context: Context, command: AddContactPerson) -> ContactPersonChanged:
    """Add a contact person, who must be reachable by telephone or e-mail."""
    context.require_everywhere(Permission.EDIT_UNITS)
    name = required(command.name, field="name", message="Ange kontaktpersonens namn.")
    number, mail = phone(command.phone, field="phone"), email(command.email)
    if number is None and mail is None:
        raise Rejected("missing", "Ange telefon eller e-post till kontaktpersonen.", field="phone")
    with context.read() as reader:
        municipality = the_municipality(reader)
    deed = Deed(
        action="municipality.contact_add",
        subject_kind="municipality",
        subject_id=municipality.id,
    )
    with context.write(deed, Permission.EDIT_UNITS) as work:
        district = None if not command.district else district_by_name(work, command.district)
        contact = MunicipalityContact(
            id=context.new_id(),
            municipality_code=municipality.id,
            name=name,
            phone=number,
            email=mail,
            district_id=None if district is None else district.id,
            from_day=command.from_day or context.today,
        )
        work.add(contact)
        done = work.commit()
    return ContactPersonChanged(contact=contact, event=done.event, changes=done.changes)


def end_contact_person(context: Context, name: str, *, day: date) -> ContactPersonChanged:
    """Note somebody's last day as contact person, by name or id; warns when nobody is left."""
    context.require_everywhere(Permission.EDIT_UNITS)
    with context.read() as reader:
        municipality = the_municipality(reader)
    deed = Deed(
        action="municipality.contact_end",
        subject_kind="municipality",
        subject_id=municipality.id,
    )
    with context.write(deed, Permission.EDIT_UNITS) as work:
        contacts = work.find(MunicipalityContact)
        contact = _open_one(contacts, name)
        if contact.from_day is not None and day < contact.from_day:
            raise Rejected(
                "end_before_start",
                "Sista dagen ligger före den första. Rätta datumet.",
                field="date",
            )
        left = [one for one in contacts if one.to_day is None and one.id != contact.id]
        contact = work.change(contact, to_day=day)
        done = work.commit()
    return ContactPersonChanged(
        contact=contact, event=done.event, changes=done.changes, warnings=_warnings(left)
    )


def _open_one(contacts: Sequence[MunicipalityContact], name: str) -> MunicipalityContact:
    still = [one for one in contacts if one.to_day is None]
    found = [one for one in still if one.id == name or sort_key(one.name) == sort_key(name)]
    if len(found) == 1:
        return found[0]
    if found:
        raise Rejected(
            "contact_ambiguous",
            "Flera kontaktpersoner har det namnet. Ange kontaktpersonens id i stället.",
            field="name",
        )
    raise Rejected(
        "contact_not_found",
        "Ingen nuvarande kontaktperson har det namnet. Kontrollera stavningen.",
        field="name",
    )


def _warnings(left: Sequence[MunicipalityContact]) -> tuple[Notice, ...]:
    if left:
        return ()
    return (
        Notice(
            code="no_contact_person",
            message="Kommunen står utan kontaktperson. Lägg in en ny.",
        ),
    )
