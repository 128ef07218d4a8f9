"""What a list of insatser would change: who has care and no certificate becomes a candidate."""

from __future__ import annotations

from datetime import date
from typing import Any

from munhalsa.application.import_table.care_units import CareUnits
from munhalsa.application.import_table.duplicates import LikenessIndex, NewPerson
from munhalsa.application.import_table.known import KnownPerson
from munhalsa.application.import_table.open_sheet import open_sheet
from munhalsa.application.import_table.person_file import (
    PersonFile,
    numbers_used,
    read_files,
    rows_of_hidden,
)
from munhalsa.application.import_table.plan import (
    Desk,
    Sheet,
    Verdict,
)
from munhalsa.application.import_table.protected_remarks import (
    PROTECTED_ELSEWHERE,
    rows_with_remark,
)
from munhalsa.application.import_table.raw_table import RawTable
from munhalsa.application.import_table.rows_care import CareRow, convert_care
from munhalsa.application.import_table.unit_index import folded
from munhalsa.application.register_person import person_of
from munhalsa.domain.candidate import Candidate, Support
from munhalsa.domain.certificate import is_ours_from
from munhalsa.domain.departure import has_returned
from munhalsa.domain.person import Person, ProtectedIdentity, Residence, ResidenceKind
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.swedish import name_sort_key
from munhalsa.domain.unit import Unit

SOURCE = "insatser"


def plan_care(table: RawTable, desk: Desk) -> Sheet:
    """A verdict for every row of the table."""
    converted = convert_care(
        table, kind=desk.kind, around=desk.around, mapping=desk.choices.mapping
    )
    sheet, rows = open_sheet(desk, converted)
    numbers = {row.identity.value for row in rows}
    files = read_files(desk.reader, numbers, day=desk.day)
    sheet.ledger.under = numbers_used(files)
    sheet.hidden = rows_of_hidden(rows, files, desk.session)
    marked = rows_with_remark(table, kind=desk.kind, mapping=desk.choices.mapping)
    protected = {row.identity.value for row in rows if row.row in marked}
    planner = _CarePlanner(desk, sheet, {file.id for file in files.values()}, protected)
    for row in rows:
        sheet.ledger.row = row.row
        sheet.notices.extend(row.notices)
        number = row.identity.value
        file = files.get(number)
        if file is None:
            file = files[number] = PersonFile(_somebody_new(row, desk.new_id()), is_new=True)
        planner.judge(file, row)
    return sheet


class _CarePlanner:
    def __init__(self, desk: Desk, sheet: Sheet, known: set[str], protected: set[str]) -> None:
        self._desk = desk
        self._protected = protected
        self._sheet = sheet
        self._headings = desk.headings
        self._units = CareUnits(desk, sheet)
        self._likeness = LikenessIndex(desk, sheet)
        self._seen: dict[tuple[Any, ...], CareRow] = {}
        ids = sorted(known)
        self._listed = {one.person_id for one in desk.reader.find(Candidate, person_id=ids)}
        self._supports: dict[str, list[Support]] = {}
        for support in desk.reader.find(Support, person_id=ids):
            self._supports.setdefault(support.person_id, []).append(support)

    def judge(self, file: PersonFile, row: CareRow) -> None:
        """A verdict for one row; what it brings is put in the ledger."""
        key = (file.id, folded(row.service), folded(row.unit or ""), row.from_day)
        first = self._seen.setdefault(key, row)
        if first is not row:
            differing = self._sheet.differing(first, row, self._headings)
            self._sheet.duplicate(row.row, first=first.row, differing=differing)
            return
        try:
            unit = self._units.check(row)
            self._check_new(file, row)
        except Rejected as fault:
            self._sheet.reject(row.row, fault)
            return
        if self._is_settled(file, row):
            self._sheet.judge(row.row, Verdict.UNCHANGED)
            return
        known = self._known(file, row, unit)
        if known is None and _is_over(row, self._desk.day):
            self._sheet.warn(
                row.row,
                "support_over",
                "Insatsen är avslutad, så raden har inte tagits in.",
                column=self._headings["to_day"],
            )
            self._sheet.judge(row.row, Verdict.UNCHANGED)
            return
        if known is not None:
            self._sheet.judge_known(row.row, self._revise(file, known, row))
            self._list(file)
            return
        self._bring(file, row, unit)

    def _check_new(self, file: PersonFile, row: CareRow) -> None:
        if not file.is_new or file.is_entered:
            return
        if row.identity.value in self._protected:
            raise Rejected(
                PROTECTED_ELSEWHERE,
                "En kolumn som inte används säger att uppgifterna är skyddade. Registrera personen "
                "först, med skyddade uppgifter, eller ta bort anmärkningen om den inte gäller.",
                field=self._headings["identity"],
            )
        for key in ("given_name", "family_name"):
            if getattr(row, key) is None:
                raise Rejected(
                    "name_missing",
                    "Personen finns inte i registret, och namnet saknas i raden. Fyll i det.",
                    field=self._headings[key],
                )

    def _is_settled(self, file: PersonFile, row: CareRow) -> bool:
        """Whether there is nothing to find out: a certificate is there, or the person is gone."""
        day = self._desk.day
        if file.died_on is not None and file.died_on <= day:
            self._sheet.warn(
                row.row,
                "person_deceased",
                "Personen är registrerad som avliden, så raden har inte tagits in.",
                column=self._headings["identity"],
            )
            return True
        if self._is_elsewhere(file, row):
            return True
        return any(is_ours_from(one, day) for one in file.certificates)

    def _is_elsewhere(self, file: PersonFile, row: CareRow) -> bool:
        """Whether somebody who moved away has only care from before that, and stays away."""
        gone, day = file.person.moved_out_on, self._desk.day
        if gone is None or gone > day or has_returned(gone, row.from_day or day):
            return False
        self._sheet.warn(
            row.row,
            "person_moved_out",
            f"Personen är registrerad som utflyttad {gone}, efter att insatsen började, så raden "
            "har inte tagits in. Har personen flyttat tillbaka: registrera boendet först.",
            column=self._headings["from_day"],
        )
        return True

    def _note_return(self, file: PersonFile, row: CareRow) -> None:
        """Whoever moved away is here again with care that began since."""
        gone = file.person.moved_out_on
        if not has_returned(gone, row.from_day or self._desk.day):
            return
        fields: dict[str, Any] = {"moved_out_on": None, "moved_out_to": None}
        self._sheet.ledger.edit(Person, file.person, subject=file.id, **fields)
        file.person = file.person._replace(**fields)
        self._sheet.warn(
            row.row,
            "moved_back",
            f"Personen var registrerad som utflyttad {gone}. Det gäller inte längre.",
            column=self._headings["from_day"],
        )

    def _known(self, file: PersonFile, row: CareRow, unit: Unit | None) -> Support | None:
        for support in self._supports.get(file.id, ()):
            same_unit = unit is None or support.unit_id in (None, unit.id)
            same_day = row.from_day is None or support.from_day in (None, row.from_day)
            if folded(support.name) == folded(row.service) and same_unit and same_day:
                return support
        return None

    def _revise(self, file: PersonFile, known: Support, row: CareRow) -> list[str]:
        if row.to_day is None or row.to_day == known.to_day:
            return []
        self._sheet.ledger.edit(Support, known, subject=file.id, to_day=row.to_day)
        return [self._headings["to_day"]]

    def _bring(self, file: PersonFile, row: CareRow, unit: Unit | None) -> None:
        if unit is None and row.unit is not None:
            unit = self._units.add(row)
        if file.is_new and not file.is_entered:
            self._enter(file, row, unit)
        self._note_return(file, row)
        self._lodge(file, row, unit)
        self._sheet.ledger.add(
            Support,
            id=self._desk.new_id(),
            person_id=file.id,
            name=row.service,
            unit_id=None if unit is None else unit.id,
            from_day=row.from_day,
            to_day=row.to_day,
        )
        self._list(file)
        self._sheet.judge(row.row, Verdict.NEW)

    def _list(self, file: PersonFile) -> None:
        """Make a candidate of the person, once."""
        if file.id in self._listed:
            return
        self._listed.add(file.id)
        self._sheet.ledger.add(
            Candidate,
            id=self._desk.new_id(),
            person_id=file.id,
            listed_on=self._desk.day,
            source=SOURCE,
        )

    def _enter(self, file: PersonFile, row: CareRow, unit: Unit | None) -> None:
        given, family = row.given_name or "", row.family_name or ""
        person = person_of(row.identity, id=file.id, given_name=given, family_name=family)
        file.is_entered = True
        self._sheet.ledger.add(
            Person,
            **{
                name: getattr(person, name)
                for name in (
                    *("id", "number", "birth_year", "sex"),
                    *("given_name", "family_name", "sort_key"),
                )
            },
        )
        unit_id = None if unit is None else unit.id
        self._likeness.contest(NewPerson(row.row, row.identity, given, family, unit_id))

    def _lodge(self, file: PersonFile, row: CareRow, unit: Unit | None) -> None:
        """Whoever has no home yet lives at the housing, or is cared for by the unit that comes."""
        if unit is None:
            return
        homes = [one for one in file.homes if one.to_day is None or one.to_day >= self._desk.day]
        if homes:
            if unit.type.is_housing and all(one.unit_id != unit.id for one in homes):
                self._sheet.warn(
                    row.row,
                    "other_home",
                    "Personen har ett annat boende i registret. Det har inte ändrats.",
                    column=self._headings["unit"],
                )
            return
        kind = ResidenceKind.HOME if unit.type.is_housing else ResidenceKind.RESPONSIBLE
        if kind in file.settled or (kind is ResidenceKind.RESPONSIBLE and not file.is_new):
            return
        file.settled.add(kind)
        self._sheet.ledger.add(
            Residence,
            id=self._desk.new_id(),
            person_id=file.id,
            kind=kind,
            unit_id=unit.id,
            from_day=min(row.from_day or self._desk.day, self._desk.day),
        )


def _is_over(row: CareRow, day: date) -> bool:
    return row.to_day is not None and row.to_day < day


def _somebody_new(row: CareRow, id: str) -> KnownPerson:
    given, family = row.given_name or "", row.family_name or ""
    return KnownPerson(
        id=id,
        version=1,
        number=row.identity.value,
        given_name=given,
        family_name=family,
        sort_key=name_sort_key(family=family, given=given),
        protected_identity=ProtectedIdentity.NONE,
        died_on=None,
    )
