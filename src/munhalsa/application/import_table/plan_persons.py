"""What a table of persons would change: persons, homes, certificates, answers, row by row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, TypeAlias

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
from munhalsa.application.import_table.plan_certificates import (
    CertificateChange,
    CertificatePlanner,
)
from munhalsa.application.import_table.plan_deaths import DeathPlanner
from munhalsa.application.import_table.plan_details import DetailPlanner
from munhalsa.application.import_table.plan_homes import HomePlanner, first_day
from munhalsa.application.import_table.plan_queue import QueuePlanner
from munhalsa.application.import_table.plan_quick import says_nothing_new
from munhalsa.application.import_table.plan_visits_left import VisitsLeftPlanner
from munhalsa.application.import_table.raw_table import RawTable
from munhalsa.application.import_table.rows_persons import PersonRow, convert_persons
from munhalsa.domain.candidate import Candidate, CandidateState
from munhalsa.domain.certificate import is_ours_from
from munhalsa.domain.eligibility import age_gate
from munhalsa.domain.person import ProtectedIdentity
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.swedish import name_sort_key
from munhalsa.domain.unit import Unit

SOURCE = "personer"
"""What a candidate out of such a table came by."""

# A row, its unit, and the headings of what it changes; None where it brings something new.
_Accepted: TypeAlias = tuple[PersonRow, Unit | None, list[str] | None]


def plan_persons(table: RawTable, desk: Desk) -> Sheet:
    """A verdict for every row of the table."""
    converted = convert_persons(
        table, kind=desk.kind, around=desk.around, mapping=desk.choices.mapping
    )
    sheet, rows = open_sheet(desk, converted)
    numbers = {row.identity.value for row in rows}
    files = read_files(desk.reader, numbers, day=desk.day)
    sheet.ledger.under = numbers_used(files)
    sheet.hidden = rows_of_hidden(rows, files, desk.session)
    groups: dict[str, list[PersonRow]] = {}
    for row in rows:
        if row.notices:
            sheet.notices.extend(row.notices)
        number = row.identity.value
        file = files.get(number)
        if file is None:
            file = files[number] = PersonFile(_somebody_new(row, desk.new_id()), is_new=True)
        told = _with_kept_names(sheet, row, file.person) if sheet.kept else row
        groups.setdefault(file.id, []).append(told)
    planner = _PersonPlanner(desk, sheet)
    for rows in groups.values():
        planner.judge(files[rows[0].identity.value], rows)
    planner.finish()
    return sheet


class _PersonPlanner:
    def __init__(self, desk: Desk, sheet: Sheet) -> None:
        self._desk = desk
        self._sheet = sheet
        self._headings = desk.headings
        self._today = desk.day
        self._certificates = CertificatePlanner(desk, sheet)
        self._homes = HomePlanner(desk, sheet)
        self._details = DetailPlanner(desk, sheet)
        self._deaths = DeathPlanner(desk, sheet, self._certificates)
        self._visits = VisitsLeftPlanner(desk, sheet)
        self._queue = QueuePlanner(desk, sheet)
        self._likeness = LikenessIndex(desk, sheet)

    def judge(self, file: PersonFile, rows: Sequence[PersonRow]) -> None:
        """A verdict for every row of one person."""
        if len(file.homes) > 1:
            file.homes.sort(key=first_day)
        if len(rows) > 1:
            rows = self._without_duplicates(rows)
        if not file.is_new and self._are_known(file, rows):
            for row in rows:
                self._sheet.leave(row.row)
            return
        accepted = self._accept(file, rows)
        if not accepted:
            return
        accepted.reverse()
        died_before = file.died_on
        newest = accepted[0][0]
        changed = self._details.write(file, [row for row, _, _ in accepted])
        self._write_homes_and_answers(file, accepted, changed)
        self._sheet.ledger.row = newest.row
        if self._details.note_return(file, newest):
            self._list_returned(file, newest)
        self._visits.settle(file, newest)
        died = file.died_on
        if died is not None and (file.touched or died != died_before):
            self._deaths.settle(file, newest, died, before=died_before)
        self._queue.note(file)
        for row, _, headings_of_certificate in accepted:
            if headings_of_certificate is None:
                self._sheet.judge(row.row, Verdict.NEW)
            else:
                self._sheet.judge_known(row.row, [*headings_of_certificate, *changed[row.row]])
        self._look_over(file, newest, is_new=any(each is None for _, _, each in accepted))

    def _write_homes_and_answers(
        self, file: PersonFile, accepted: Sequence[_Accepted], changed: dict[int, list[str]]
    ) -> None:
        """What is no place by itself, as a postal town, adds to a home that another row tells."""
        for row, unit, _ in sorted(accepted, key=_names_no_place):
            self._sheet.ledger.row = row.row
            changed.setdefault(row.row, []).extend(self._homes.write(file, row, unit))
        for row, _, _ in accepted:
            self._sheet.ledger.row = row.row
            changed[row.row] += self._details.answer(file, row)

    def _are_known(self, file: PersonFile, rows: Sequence[PersonRow]) -> bool:
        for row in rows:
            try:
                unit = self._homes.check(row)
            except Rejected:
                return False
            if not says_nothing_new(file, row, unit, today=self._today):
                return False
        return True

    def finish(self) -> None:
        """Put down what needed every row to be planned first."""
        self._queue.write()

    def _without_duplicates(self, rows: Sequence[PersonRow]) -> list[PersonRow]:
        """One row for each day of issue, the oldest first, the first in the file counting."""
        kept: dict[date | None, PersonRow] = {}
        for row in rows:
            first = kept.setdefault(row.issued, row)
            if first is not row:
                differing = self._sheet.differing(first, row, self._headings)
                self._sheet.duplicate(row.row, first=first.row, differing=differing)
        return sorted(kept.values(), key=lambda row: (row.issued or date.min, row.row))

    def _accept(self, file: PersonFile, rows: Sequence[PersonRow]) -> list[_Accepted]:
        """The rows that no rule stops, with their certificates written; the others are rejected."""
        accepted: list[_Accepted] = []
        for row in rows:
            try:
                unit = self._homes.check(row)
                change = self._certificates.check(file, row)
            except Rejected as fault:
                self._sheet.reject(row.row, fault)
                continue
            self._sheet.ledger.row = row.row
            if not file.is_entered:
                self._details.enter(file, row.identity)
            accepted.append((row, unit, self._write_certificate(file, row, change)))
        return accepted

    def _list(self, file: PersonFile, row: PersonRow) -> None:
        """Somebody new without any certificate is to be assessed: on no list nobody would see.

        Whoever is too young waits for the year in which it becomes possible.
        """
        words = "Raden har inget intyg, så personen står bland möjligen berättigade, att bedömas"
        gate = age_gate(rules=self._desk.rules, day=self._today, birth_year=row.identity.birth_year)
        later: dict[str, Any] = {}
        if gate.possible_from_year is not None:
            later = {
                "state": CandidateState.NOT_ENTITLED,
                "again_on": date(gate.possible_from_year, 1, 1),
                "reason": gate.because.sentence,
            }
            words = f"{words} från {gate.possible_from_year}"
        self._sheet.ledger.add(
            Candidate,
            id=self._desk.new_id(),
            person_id=file.id,
            listed_on=self._today,
            source=SOURCE,
            **later,
        )
        self._sheet.warn(
            row.row, "listed_as_candidate", f"{words}.", column=self._headings["issued"]
        )

    def _list_returned(self, file: PersonFile, row: PersonRow) -> None:
        """Whoever is back without a certificate of ours is to be assessed, as somebody new is."""
        if any(is_ours_from(one, self._today) for one in file.certificates):
            return
        if not self._desk.reader.find(Candidate, person_id=file.id):
            self._list(file, row)

    def _write_certificate(
        self, file: PersonFile, row: PersonRow, change: CertificateChange | None
    ) -> list[str] | None:
        if change is None:
            return None if file.is_new else []
        headings = self._certificates.write(file, row, change)
        return None if change.known is None else headings

    def _look_over(self, file: PersonFile, row: PersonRow, *, is_new: bool) -> None:
        """Warn of what somebody should look at, where the file brought something new."""
        if file.is_new and not file.certificates and file.died_on is None:
            self._list(file, row)
        if is_new and not file.homes:
            self._sheet.warn(
                row.row,
                "no_home",
                "Personen har inget boende i registret. Fyll i Boendeenhet eller adress.",
                column=self._headings["unit"],
            )
        if file.is_new:
            unit_id = file.homes[-1].unit_id if file.homes else None
            self._likeness.contest(
                NewPerson(row.row, row.identity, row.given_name, row.family_name, unit_id)
            )


def _names_no_place(accepted: _Accepted) -> bool:
    row = accepted[0]
    return row.unit is None and row.street is None


def _with_kept_names(sheet: Sheet, row: PersonRow, known: KnownPerson) -> PersonRow:
    """The row with the names of the register where those are to be kept."""
    if row.row not in sheet.kept:
        return row
    names = sheet.kept[row.row] & {"given_name", "family_name"}
    return replace(row, **{name: getattr(known, name) for name in names})


def _somebody_new(row: PersonRow, id: str) -> KnownPerson:
    return KnownPerson(
        id=id,
        version=1,
        number=row.identity.value,
        given_name=row.given_name,
        family_name=row.family_name,
        sort_key=name_sort_key(family=row.family_name, given=row.given_name),
        protected_identity=ProtectedIdentity.NONE,
        died_on=None,
    )
