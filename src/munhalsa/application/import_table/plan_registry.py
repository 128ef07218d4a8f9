"""What a list out of the population register would change, of persons who are known already."""

from __future__ import annotations

from collections.abc import Sequence, Set
from datetime import date
from typing import Any

from munhalsa.application.due_words import CHANGE_NAMES
from munhalsa.application.import_table.known import KnownPerson
from munhalsa.application.import_table.open_sheet import open_sheet
from munhalsa.application.import_table.person_file import (
    PersonFile,
    numbers_used,
    read_files,
    rows_of_hidden,
)
from munhalsa.application.import_table.plan import Desk, Sheet
from munhalsa.application.import_table.plan_certificates import CertificatePlanner
from munhalsa.application.import_table.plan_deaths import DeathPlanner
from munhalsa.application.import_table.plan_details import DetailPlanner
from munhalsa.application.import_table.plan_homes import HomePlanner, first_day
from munhalsa.application.import_table.plan_queue import QueuePlanner
from munhalsa.application.import_table.protected_remarks import (
    PROTECTED_ELSEWHERE,
    PROTECTED_IN_WORDS,
    rows_with_remark,
)
from munhalsa.application.import_table.raw_table import RawTable
from munhalsa.application.import_table.rows_persons import PersonRow
from munhalsa.application.import_table.rows_registry import RegistryRow, convert_registry
from munhalsa.domain.certificate import EndReason, RegistrationKind, last_day_of
from munhalsa.domain.departure import Fate, fate_of, homes_to_end, municipality_named
from munhalsa.domain.person import FormerNumber, Person, ProtectedIdentity, Residence
from munhalsa.domain.refusal import Notice, Rejected
from munhalsa.domain.unit import Municipality, Unit

_ABROAD = "utlandet"


def plan_registry(table: RawTable, desk: Desk) -> Sheet:
    """A verdict for every row; whoever is not known is left out and counted."""
    converted = convert_registry(
        table, kind=desk.kind, around=desk.around, mapping=desk.choices.mapping
    )
    sheet, rows = open_sheet(desk, converted)
    files = read_files(desk.reader, {row.identity.value for row in rows}, day=desk.day)
    sheet.ledger.under = numbers_used(files)
    sheet.hidden = rows_of_hidden(rows, files, desk.session)
    marked = _told_by_remark(table, desk, rows)
    planner = _RegistryPlanner(desk, sheet, files, rows)
    planner.protected = {files[number].id for number in marked if number in files}
    for row in rows:
        sheet.ledger.row = row.row
        sheet.notices.extend(row.notices)
        planner.judge(files.get(row.identity.value), row)
    planner.finish()
    return sheet


def _told_by_remark(table: RawTable, desk: Desk, rows: Sequence[RegistryRow]) -> set[str]:
    """The numbers of those who are protected by a remark, and not by the column for it."""
    marked = rows_with_remark(table, kind=desk.kind, mapping=desk.choices.mapping)
    return {row.identity.value for row in rows if row.row in marked and not _is_protected(row)}


def _is_protected(row: RegistryRow) -> bool:
    return row.protected_identity not in (None, ProtectedIdentity.NONE)


class _RegistryPlanner:
    def __init__(
        self,
        desk: Desk,
        sheet: Sheet,
        files: dict[str, PersonFile],
        rows: Sequence[RegistryRow],
    ) -> None:
        self._desk = desk
        self._sheet = sheet
        self._headings = desk.headings
        self._certificates = CertificatePlanner(desk, sheet)
        self._homes = HomePlanner(desk, sheet)
        self._details = DetailPlanner(desk, sheet)
        self._deaths = DeathPlanner(desk, sheet, self._certificates)
        self._queue = QueuePlanner(desk, sheet)
        wanted = {row.new_identity.value for row in rows if row.new_identity is not None}
        self._taken = desk.reader.exchange.persons_by_number(wanted)
        renumbered = {
            files[row.identity.value].id
            for row in rows
            if row.new_identity is not None and row.identity.value in files
        }
        self._persons = {one.id: one for one in desk.reader.find(Person, id=sorted(renumbered))}
        self._housing = {one.id for one in desk.reader.find(Unit) if one.type.is_housing}
        (self._here,) = desk.reader.find(Municipality)
        self._seen: dict[str, RegistryRow] = {}
        self._unknown = 0
        # Of whom a remark says so, by their ids.
        self.protected: Set[str] = frozenset()

    def judge(self, file: PersonFile | None, row: RegistryRow) -> None:
        """A verdict for one row; what follows from it is put in the ledger."""
        if file is None:
            self._unknown += 1
            self._sheet.leave(row.row)
            return
        first = self._seen.setdefault(file.id, row)
        if first is not row:
            differing = self._sheet.differing(first, row, self._headings)
            self._sheet.duplicate(row.row, first=first.row, differing=differing)
            return
        try:
            self._check(file, row)
        except Rejected as fault:
            self._sheet.reject(row.row, fault)
            return
        file.homes.sort(key=first_day)
        self._sheet.judge_known(row.row, self._write(file, row))

    def finish(self) -> None:
        """Put down what needed every row, and count those who are not known."""
        self._queue.write()
        if self._unknown:
            message = f"{self._unknown} i filen finns inte i registret. De har inte tagits in."
            self._sheet.notices.append(Notice(code="not_in_register", message=message))

    def _check(self, file: PersonFile, row: RegistryRow) -> None:
        """Refuse a number that is somebody else's, and to pass over a remark on protection."""
        told = row.protected_identity or file.person.protected_identity
        if file.id in self.protected and told == ProtectedIdentity.NONE:
            raise Rejected(
                PROTECTED_ELSEWHERE,
                PROTECTED_IN_WORDS,
                field=self._headings["protected_identity"],
            )
        new = row.new_identity
        if new is None or new.value == file.person.number:
            return
        taken = self._taken.get(new.value)
        if taken is not None and taken.id != file.id:
            raise Rejected(
                "number_taken",
                "Det nya numret finns redan i registret. Slå ihop posterna om det är samma person.",
                field=self._headings["new_identity"],
            )

    def _write(self, file: PersonFile, row: RegistryRow) -> list[str]:
        told = _as_person(row, file.person)
        died_before = file.died_on
        changed = self._details.write(file, [told]).get(row.row, [])
        changed += self._renumber(file, row)
        if file.died_on is not None and file.died_on != died_before:
            self._deaths.settle(file, told, file.died_on, before=died_before)
        elif row.emigrated_on is not None:
            changed += self._leave(file, row, row.emigrated_on, to=_ABROAD, key="emigrated_on")
        elif row.moved_to_municipality is not None:
            changed += self._move_away(file, row, row.moved_to_municipality)
        elif file.died_on is None:
            changed += self._address(file, row, told)
        self._queue.note(file)
        for kind in self._queue.awaited(file):
            words = f"{CHANGE_NAMES[kind]} att registrera i Intygsbeställningen"
            self._sheet.follows.append((row.row, file.id, words))
        return changed

    def _renumber(self, file: PersonFile, row: RegistryRow) -> list[str]:
        """Another number; the old one is kept as a way to find the person."""
        new = row.new_identity
        if new is None or new.value in (file.person.number, *self._own_numbers(file)):
            return []
        with self._sheet.ledger.because("new_identity"):
            self._sheet.ledger.edit(
                Person,
                self._persons[file.id],
                subject=file.id,
                number=new.value,
                birth_year=new.birth_year,
                sex=new.sex,
            )
        self._sheet.ledger.add(
            FormerNumber, id=self._desk.new_id(), person_id=file.id, number=file.person.number
        )
        file.queue.append(RegistrationKind.NAME_OR_NUMBER)
        return [self._headings["new_identity"]]

    def _own_numbers(self, file: PersonFile) -> list[str]:
        """Numbers that lead to the person already."""
        return [number for number, person in self._taken.items() if person.id == file.id]

    def _move_away(self, file: PersonFile, row: RegistryRow, text: str) -> list[str]:
        """Out of the region the certificate ends; within it somebody has to hand it over."""
        place = municipality_named(text, self._desk.rules.region)
        if place == self._here.id or file.person.moved_out_on is not None:
            return []
        if place is None:
            return self._leave(file, row, self._desk.day, to=text, key="moved_to_municipality")
        self._sheet.warn(
            row.row,
            "moves_within_region",
            "Personen har flyttat till en annan kommun i Västra Götaland, där intyget fortsätter "
            "att gälla. Lämna över ansvaret till den kommunen.",
            column=self._headings["moved_to_municipality"],
        )
        return []

    def _leave(
        self, file: PersonFile, row: RegistryRow, day: date, *, to: str, key: str
    ) -> list[str]:
        """As when somebody leaves the region: the certificate and every home end with the day."""
        person = file.person
        if person.moved_out_on is not None or (file.died_on is not None and file.died_on <= day):
            return []
        with self._sheet.ledger.because(key):
            self._end_all(file, row, day, key=key)
        if key == "moved_to_municipality":
            self._warn(
                row,
                key,
                "day_assumed",
                "Filen säger inte när personen flyttade. Dagen för intaget har använts.",
            )
        self._sheet.ledger.edit(Person, person, subject=file.id, moved_out_on=day, moved_out_to=to)
        file.person = person._replace(moved_out_on=day, moved_out_to=to)
        return [self._headings[key]]

    def _end_all(self, file: PersonFile, row: RegistryRow, day: date, *, key: str) -> None:
        """Certificates and homes, with the day."""
        for certificate in list(file.certificates):
            fate = fate_of(certificate, last=day)
            if fate is Fate.ENDS:
                fields: dict[str, Any] = {
                    "ended": day,
                    "end_reason": EndReason.MOVED_OUT,
                    "last_day": last_day_of(certificate.valid_to, day),
                }
                self._certificates.revise(file, certificate, fields)
                file.tell(certificate.id, RegistrationKind.ENDED)
            elif fate is Fate.BEGAN_LATER:
                self._warn(
                    row, key, "records_after_move", "Ett intyg gäller från en dag efter flytten."
                )
        stretches = self._desk.reader.find(Residence, person_id=file.id)
        for home in homes_to_end(stretches, last=day):
            self._sheet.ledger.edit(Residence, home, subject=file.id, to_day=day)

    def _address(self, file: PersonFile, row: RegistryRow, told: PersonRow) -> list[str]:
        """A new address, of somebody who does not live at a housing.

        Many at a housing stay registered where they lived before: that moves nobody.
        """
        if row.street is None:
            return []
        day = self._desk.day
        home = next(
            (
                one
                for one in file.homes
                if one.from_day <= day and (one.to_day is None or one.to_day >= day)
            ),
            None,
        )
        if home is None or home.unit_id not in self._housing:
            return self._homes.write(file, told, None)
        return []

    def _warn(self, row: RegistryRow, key: str, code: str, message: str) -> None:
        self._sheet.warn(row.row, code, message, column=self._headings[key])


def _as_person(row: RegistryRow, known: KnownPerson) -> PersonRow:
    """The row as one of the kind personer that says nothing of units, certificates or answers."""
    nothing = dict.fromkeys(
        (
            *("unit", "residence_from", "room", "dentist", "issuer", "wants", "answered"),
            *("contact_name", "contact_relation", "contact_phone"),
            *("ground", "issued", "valid_to", "ended", "end_reason"),
        )
    )
    return PersonRow(
        row=row.row,
        notices=(),
        identity=row.identity,
        given_name=row.given_name or known.given_name,
        family_name=row.family_name or known.family_name,
        street=row.street,
        postal_code=row.postal_code,
        city=row.city,
        protected_identity=row.protected_identity,
        died_on=row.died_on,
        **nothing,
    )
