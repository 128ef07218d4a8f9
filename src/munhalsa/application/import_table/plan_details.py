"""Name, protection, death, dentist, contact and answer of a person, out of one or more rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from munhalsa.application.import_table.known import (
    KnownContact,
    KnownDentist,
    KnownResponse,
)
from munhalsa.application.import_table.person_file import PersonFile
from munhalsa.application.import_table.plan import ConflictKind, Desk, Sheet
from munhalsa.application.import_table.rows_persons import PersonRow
from munhalsa.domain.certificate import RegistrationKind
from munhalsa.domain.departure import has_returned
from munhalsa.domain.identity import IdentityNumber
from munhalsa.domain.person import (
    Authority,
    Contact,
    Dentist,
    Person,
    ProtectedIdentity,
    Relation,
)
from munhalsa.domain.response import Response
from munhalsa.domain.swedish import name_sort_key

_REPRESENTING = frozenset({Relation.GUARDIAN, Relation.ADMINISTRATOR, Relation.LASTING_POWER})


class DetailPlanner:
    """Rows of one person come with the newest first: what it says of the person counts."""

    def __init__(self, desk: Desk, sheet: Sheet) -> None:
        self._desk = desk
        self._sheet = sheet
        self._headings = desk.headings

    def write(self, file: PersonFile, rows: Sequence[PersonRow]) -> dict[int, list[str]]:
        """Put down what the rows say of the person; changed headings by row."""
        changed: dict[int, list[str]] = {}
        for columns, write in (
            (("given_name", "family_name"), self._name),
            (("protected_identity",), self._protection),
            (("died_on",), self._death),
            (("dentist",), self._dentist),
            (("contact_name", "contact_relation", "contact_phone"), self._contact),
        ):
            self._from_newest(file, rows, columns, write, changed)
        return changed

    def _from_newest(
        self,
        file: PersonFile,
        rows: Sequence[PersonRow],
        columns: tuple[str, ...],
        write: Callable[[PersonFile, PersonRow], list[str]],
        changed: dict[int, list[str]],
    ) -> None:
        """Write from the newest row that says something; older ones that differ are pointed out."""
        chosen: PersonRow | None = None
        for row in rows:
            if getattr(row, columns[0]) is None:
                continue
            if chosen is None:
                chosen = row
                self._sheet.ledger.row = row.row
                changed.setdefault(row.row, []).extend(write(file, row))
                continue
            for column in columns:
                if getattr(row, column) not in (None, getattr(chosen, column)):
                    self._sheet.warn(
                        row.row,
                        "differs_from_newer_row",
                        f"En nyare rad om samma person (rad {chosen.row}) säger något annat, och "
                        "det är den som har tagits in.",
                        column=self._headings[column],
                    )

    def enter(self, file: PersonFile, identity: IdentityNumber) -> None:
        """Put a new person down, for now by the name in the first row."""
        person = file.person
        file.is_entered = True
        self._sheet.ledger.add(
            Person,
            id=person.id,
            number=person.number,
            birth_year=identity.birth_year,
            sex=identity.sex,
            given_name=person.given_name,
            family_name=person.family_name,
            sort_key=person.sort_key,
        )

    def _name(self, file: PersonFile, row: PersonRow) -> list[str]:
        told = {"given_name": row.given_name, "family_name": row.family_name}
        new = self._differing(file, told)
        if not new:
            return []
        key = name_sort_key(family=row.family_name, given=row.given_name)
        self._revise(file, **new, sort_key=key)
        file.queue.append(RegistrationKind.NAME_OR_NUMBER)
        return [self._headings[name] for name in new]

    def _protection(self, file: PersonFile, row: PersonRow) -> list[str]:
        new = self._differing(file, {"protected_identity": row.protected_identity})
        if not new:
            return []
        heading = self._headings["protected_identity"]
        lifts = row.protected_identity is ProtectedIdentity.NONE
        if lifts and not self._desk.session.sees_protected:
            # A stale list must not lay open somebody whom this user may not even see.
            self._sheet.warn(
                row.row,
                "protection_kept",
                "Filen säger att de skyddade uppgifterna har upphört. Skyddet ligger kvar: bara "
                "den som har särskild rätt kan ta bort det.",
                column=heading,
            )
            return []
        self._revise(file, **new)
        if lifts:
            self._sheet.warn(
                row.row,
                "protection_lifted",
                "Personen hade skyddade uppgifter i registret, och filen säger att skyddet har "
                "upphört. Kontrollera att det stämmer.",
                column=heading,
            )
        return [heading]

    def _death(self, file: PersonFile, row: PersonRow) -> list[str]:
        died = row.died_on
        if died is None or died == file.died_on:
            return []
        self._revise(file, died_on=died)
        return [self._headings["died_on"]]

    def note_return(self, file: PersonFile, row: PersonRow) -> bool:
        """Whether somebody who moved away is back: the file brings a home or certificate since."""
        gone = file.person.moved_out_on
        homes = [home.from_day for home in file.homes if home.id in file.touched]
        days = [*homes, *(each.issued for each in file.certificates if each.id in file.touched)]
        if not any(has_returned(gone, day) for day in days):
            return False
        by_home = any(has_returned(gone, day) for day in homes)
        with self._sheet.ledger.because("unit" if by_home else "issued"):
            self._revise(file, moved_out_on=None, moved_out_to=None)
        self._sheet.warn(
            row.row,
            "moved_back",
            f"Personen var registrerad som utflyttad {gone}. Det gäller inte längre.",
            column=self._headings["unit"],
        )
        return True

    def _dentist(self, file: PersonFile, row: PersonRow) -> list[str]:
        known = max(file.dentists, key=_since, default=None)
        if row.dentist is None or (known is not None and known.name == row.dentist):
            return []
        if known is not None:
            self._sheet.contest(row.row, ConflictKind.REPLACES, column=self._headings["dentist"])
        fields: dict[str, Any] = {
            "id": self._desk.new_id(),
            "person_id": file.id,
            "name": row.dentist,
            "from_day": None if known is None else self._desk.day,
        }
        self._sheet.ledger.add(Dentist, **fields)
        file.dentists.append(KnownDentist(version=1, **fields))
        return [self._headings["dentist"]]

    def _contact(self, file: PersonFile, row: PersonRow) -> list[str]:
        name = row.contact_name or ""
        known = next((each for each in file.contacts if _same_name(each.name, name)), None)
        if known is None:
            self._add_contact(file, row, name)
            file.queue.append(RegistrationKind.CONTACT)
            return [self._headings["contact_name"]]
        told = {"relation": row.contact_relation, "phone": row.contact_phone}
        new: dict[str, Any] = {
            key: value
            for key, value in told.items()
            if value is not None and value != getattr(known, key)
        }
        if not new:
            return []
        for key, value in new.items():
            with self._sheet.ledger.because(f"contact_{key}"):
                self._sheet.ledger.edit(Contact, known, subject=file.id, **{key: value})
        file.contacts[file.contacts.index(known)] = known._replace(**new)
        file.queue.append(RegistrationKind.CONTACT)
        return [self._headings[f"contact_{key}"] for key in new]

    def _add_contact(self, file: PersonFile, row: PersonRow, name: str) -> None:
        relation = row.contact_relation or Relation.OTHER
        fields: dict[str, Any] = {
            "id": self._desk.new_id(),
            "person_id": file.id,
            "name": name,
            "relation": relation,
            "phone": row.contact_phone,
        }
        represents = relation in _REPRESENTING
        authority = Authority.REPRESENTS if represents else Authority.PASSES_ON
        self._sheet.ledger.add(Contact, authority=authority, **fields)
        file.contacts.append(KnownContact(version=1, **fields))

    def answer(self, file: PersonFile, row: PersonRow) -> list[str]:
        """An answer of a new date is added, one of a known date brought up to date."""
        day, wants = row.answered, row.wants
        if day is None or wants is None or self._outlives(file, row, day):
            return []
        known = max(
            (each for each in file.responses if each.answered == day),
            key=_entered,
            default=None,
        )
        if known is None:
            fields: dict[str, Any] = {
                "id": self._desk.new_id(),
                "person_id": file.id,
                "answered": day,
                "wants": wants,
            }
            self._sheet.ledger.add(Response, **fields)
            file.responses.append(KnownResponse(version=1, **fields))
        elif bool(known.wants) == wants:
            file.settled.add(known.id)
            return []
        elif known.id in file.settled:
            self._sheet.warn(
                row.row,
                "answer_contradicted",
                "En annan rad i filen har ett annat svar från samma dag. Svaret på den här raden "
                "har inte tagits in.",
                column=self._headings["wants"],
            )
            return []
        else:
            self._sheet.ledger.edit(Response, known, subject=file.id, wants=wants)
            file.responses[file.responses.index(known)] = known._replace(wants=wants)
        file.settled.update(each.id for each in file.responses if each.answered == day)
        if all(each.answered <= day for each in file.responses):
            file.queue.append(RegistrationKind.RESPONSE)
        return [self._headings["wants"]]

    def _outlives(self, file: PersonFile, row: PersonRow, day: date) -> bool:
        """Whether the answer is dated after the death; one that is known already stays."""
        if file.died_on is None or day <= file.died_on:
            return False
        if all(one.answered != day for one in file.responses):
            self._sheet.warn(
                row.row,
                "answer_after_death",
                "Svarsdatum ligger efter dödsdagen. Svaret har inte tagits in.",
                column=self._headings["answered"],
            )
        return True

    def _differing(self, file: PersonFile, told: dict[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in told.items() if value != getattr(file.person, name)}

    def _revise(self, file: PersonFile, **fields: Any) -> None:
        self._sheet.ledger.edit(Person, file.person, subject=file.id, **fields)
        file.person = file.person._replace(**fields)


def _since(dentist: KnownDentist) -> tuple[date, str]:
    return dentist.from_day or date.min, dentist.id


def _entered(response: KnownResponse) -> str:
    return response.id


def _same_name(first: str, second: str) -> bool:
    return first.casefold().split() == second.casefold().split()
