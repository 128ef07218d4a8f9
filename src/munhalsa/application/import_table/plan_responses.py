"""What a table of answers would change: one answer a person and day."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from munhalsa.application.import_table.known import KnownResponse
from munhalsa.application.import_table.person_file import PersonFile
from munhalsa.application.import_table.plan import Desk, Sheet, Verdict
from munhalsa.application.import_table.plan_queue import QueuePlanner
from munhalsa.application.import_table.raw_table import RawTable
from munhalsa.application.import_table.rows_visits import (
    RESPONSE_TYPES,
    ResponseRow,
    convert_rows,
)
from munhalsa.application.import_table.visit_sheet import VisitSheet
from munhalsa.application.record_response import is_passed_on
from munhalsa.domain.certificate import RegistrationKind
from munhalsa.domain.person import Contact
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.response import Response


def plan_responses(table: RawTable, desk: Desk) -> Sheet:
    """A verdict for every row of the table."""
    converted = convert_rows(
        table,
        ResponseRow,
        kind=desk.kind,
        around=desk.around,
        types=RESPONSE_TYPES,
        mapping=desk.choices.mapping,
    )
    visits = VisitSheet(desk, converted)
    planner = _ResponsePlanner(desk, visits)
    for row in visits.rows:
        planner.judge(row)
    planner.finish()
    return planner.sheet


class _ResponsePlanner:
    def __init__(self, desk: Desk, visits: VisitSheet[ResponseRow]) -> None:
        self.sheet = visits.sheet
        self._desk = desk
        self._visits = visits
        self._headings = desk.headings
        self._queue = QueuePlanner(desk, self.sheet)
        self._touched: dict[str, PersonFile] = {}
        self._contacts: dict[str, list[Contact]] = {}
        for contact in desk.reader.find(Contact, person_id=visits.persons):
            self._contacts.setdefault(contact.person_id, []).append(contact)

    def judge(self, row: ResponseRow) -> None:
        """A verdict for one row; what it brings is put in the ledger."""
        file = self._visits.file_of(row)
        if file is None or self._visits.stood_earlier(row, file.id, row.answered):
            return
        try:
            self._visits.check_day(file, row, row.answered, heading=self._headings["answered"])
            passed_on = self._is_passed_on(file, row)
        except Rejected as fault:
            self.sheet.reject(row.row, fault)
            return
        same_day = [one for one in file.responses if one.answered == row.answered]
        known = max(same_day, key=attrgetter("id"), default=None)
        if known is None:
            self._bring(file, row, passed_on=passed_on)
            self.sheet.judge(row.row, Verdict.NEW)
            return
        changed = self._revise(file, known, row, passed_on=passed_on)
        self.sheet.judge_known(row.row, changed)

    def finish(self) -> None:
        """Put down what Intygsbeställningen is to be told, when every row has been planned."""
        for file in self._touched.values():
            self._queue.note(file)
        self._queue.write()

    def _is_passed_on(self, file: PersonFile, row: ResponseRow) -> bool:
        if row.answered_by is None:
            return False
        try:
            return is_passed_on(
                row.answered_by, self._contacts.get(file.id, ()), answered=row.answered
            )
        except Rejected as fault:
            heading = self._headings["answered_by"]
            raise Rejected(fault.code, fault.message, field=heading) from None

    def _bring(self, file: PersonFile, row: ResponseRow, *, passed_on: bool) -> None:
        values: dict[str, Any] = {
            "id": self._desk.new_id(),
            "person_id": file.id,
            "answered": row.answered,
            "wants": row.wants,
            "answered_by": row.answered_by,
        }
        self.sheet.ledger.add(Response, passed_on=passed_on, **values)
        file.responses.append(KnownResponse(version=1, passed_on=passed_on, **values))
        if passed_on:
            self._warn_passed_on(row)
        self._tell(file, row)

    def _revise(
        self, file: PersonFile, known: KnownResponse, row: ResponseRow, *, passed_on: bool
    ) -> list[str]:
        """Other values for the answer of that day; the headings of what changed."""
        new: dict[str, Any] = {}
        if bool(known.wants) != row.wants:
            new["wants"] = row.wants
        if row.answered_by not in (None, known.answered_by):
            new["answered_by"] = row.answered_by
        if not new:
            return []
        changed = [self._headings[name] for name in new]
        if row.answered_by is not None and passed_on is not bool(known.passed_on):
            new["passed_on"] = passed_on
        self.sheet.ledger.edit(Response, known, subject=file.id, **new)
        if passed_on:
            self._warn_passed_on(row)
        if "wants" in new:
            self._tell(file, row)
        return changed

    def _warn_passed_on(self, row: ResponseRow) -> None:
        self.sheet.warn(
            row.row,
            "passed_on",
            "Den som svarade har inget registrerat uppdrag att företräda personen. Svaret är "
            "taget som framfört.",
            column=self._headings["answered_by"],
        )

    def _tell(self, file: PersonFile, row: ResponseRow) -> None:
        if _is_newest(file.responses, row):
            self._touched[file.id] = file
            file.queue.append(RegistrationKind.RESPONSE)


def _is_newest(responses: Sequence[KnownResponse], row: ResponseRow) -> bool:
    return all(one.answered <= row.answered for one in responses)
