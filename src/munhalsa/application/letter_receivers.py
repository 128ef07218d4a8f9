"""To whom a person's letters go: the person, or each contact that gets them instead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from munhalsa.application.addresses import lines_of, postal_lines
from munhalsa.application.forms import Addressee
from munhalsa.application.ports import Reader
from munhalsa.application.printing import Addressed
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.person import Authority, Contact


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiver:
    """The lines on the envelope, a name first, and whom the letter speaks to.

    ``housing`` is the name of it among the lines, where there is one.
    """

    lines: tuple[str, ...]
    addressee: Addressee
    housing: str | None = None

    @property
    def has_address(self) -> bool:
        """Whether anything but names is known; that of a housing leads no postman there."""
        return any(line != self.housing and not line.startswith("c/o ") for line in self.lines[1:])


def contacts_with_letters(
    reader: Reader, persons: Sequence[str], *, day: date
) -> Mapping[str, Sequence[Contact]]:
    """Those who get the letters of each person (ids) that day."""
    found: dict[str, list[Contact]] = {}
    for contact in reader.find(Contact, person_id=list(persons)):
        if contact.gets_letters and contact.is_current_on(day):
            found.setdefault(contact.person_id, []).append(contact)
    return found


def receivers_of(addressed: Addressed, contacts: Sequence[Contact]) -> Iterator[Receiver]:
    """One letter to the person, or one to each who gets the letters instead."""
    if not contacts:
        lines = (addressed.name, *postal_lines(addressed.home, addressed.unit))
        housing = None if addressed.unit is None else addressed.unit.name
        yield Receiver(lines=lines, addressee=Addressee.PERSON, housing=housing)
    for contact in contacts:
        lines = (contact.name, *lines_of(contact.address))
        if contact.authority is Authority.REPRESENTS:
            yield Receiver(lines=lines, addressee=Addressee.REPRESENTATIVE)
        else:
            # It would be wrong to say that this one represents the person.
            care_of = (addressed.name, f"c/o {lines[0]}", *lines[1:])
            yield Receiver(lines=care_of, addressee=Addressee.PERSON)
