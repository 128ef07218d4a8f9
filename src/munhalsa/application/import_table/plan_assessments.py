"""What a table of assessments would change: a visit is its person, day and outcome."""

from __future__ import annotations

from datetime import date
from typing import Any

from munhalsa.application.import_table.added_unit import added_unit
from munhalsa.application.import_table.known import KnownAssessment
from munhalsa.application.import_table.person_file import PersonFile
from munhalsa.application.import_table.plan import Desk, Sheet, Verdict
from munhalsa.application.import_table.raw_table import RawTable
from munhalsa.application.import_table.rows_visits import (
    ASSESSMENT_TYPES,
    AssessmentRow,
    convert_rows,
)
from munhalsa.application.import_table.unit_index import UnitIndex, folded
from munhalsa.application.import_table.visit_sheet import VisitSheet
from munhalsa.domain.assessment import Assessment, AssessmentOutcome
from munhalsa.domain.assessment_rules import SEEN
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.unit import Unit, UnitName, UnitType

CORRECTED_BY_LIST = "Ändrad genom en inläst lista"
_SOMEBODY = frozenset({"ja", "j", "1", "sant", "true", "x"})
_NOBODY = frozenset({"nej", "n", "0", "falskt", "false", "ingen", "inga", "ingen personal"})


def plan_assessments(table: RawTable, desk: Desk) -> Sheet:
    """A verdict for every row of the table; it never creates a deviation from an outcome."""
    converted = convert_rows(
        table,
        AssessmentRow,
        kind=desk.kind,
        around=desk.around,
        types=ASSESSMENT_TYPES,
        mapping=desk.choices.mapping,
    )
    visits = VisitSheet(desk, converted)
    planner = _AssessmentPlanner(desk, visits)
    for row in visits.rows:
        planner.judge(row)
    return planner.sheet


def staff_of(text: str | None) -> dict[str, Any]:
    """Whether staff took part, and their names, from a cell that says one or the other."""
    if text is None:
        return {"staff_took_part": None, "staff": None}
    word = folded(text)
    if word in _NOBODY:
        return {"staff_took_part": False, "staff": None}
    return {"staff_took_part": True, "staff": None if word in _SOMEBODY else text}


class _AssessmentPlanner:
    def __init__(self, desk: Desk, visits: VisitSheet[AssessmentRow]) -> None:
        self.sheet = visits.sheet
        self._desk = desk
        self._visits = visits
        self._headings = desk.headings
        self._units = UnitIndex(desk.reader.find(Unit), desk.reader.find(UnitName))
        self._known: dict[tuple[str, date], list[KnownAssessment]] = {}
        for one in desk.reader.exchange.assessments(visits.persons):
            self._known.setdefault((one.person_id, one.day), []).append(one)

    def judge(self, row: AssessmentRow) -> None:
        """A verdict for one row; what it brings is put in the ledger."""
        file = self._visits.file_of(row)
        if file is None or self._visits.stood_earlier(row, file.id, row.day, row.outcome):
            return
        try:
            self._visits.check_day(
                file,
                row,
                row.day,
                heading=self._headings["day"],
                after_death=row.outcome is AssessmentOutcome.NOT_PRESENT,
            )
            unit = self._unit(row)
        except Rejected as fault:
            self.sheet.reject(row.row, fault)
            return
        same_day = self._known.setdefault((file.id, row.day), [])
        known = next(
            (
                one
                for one in sorted(same_day, key=lambda one: one.duplicate_of_id is not None)
                if one.outcome == row.outcome
            ),
            None,
        )
        if known is None:
            self._bring(file, row, unit, same_day)
            return
        self.sheet.judge_known(row.row, self._revise(file, known, row, unit))

    def _unit(self, row: AssessmentRow) -> Unit | None:
        """The unit that the row names; Rejected where it is unknown and may not be added."""
        if row.unit is None:
            return None
        heading = self._headings["unit"]
        unit = self._units.find(row.unit, day=row.day, heading=heading)
        if unit is not None:
            return unit
        if not self._desk.choices.add_units:
            raise Rejected(
                "unit_unknown",
                "Enheten finns inte i registret. Läs in boendeenheterna först, rätta namnet "
                "eller välj att lägga till okända enheter.",
                field=heading,
            )
        return self._add_unit(row, row.unit)

    def _add_unit(self, row: AssessmentRow, name: str) -> Unit:
        return added_unit(
            self.sheet,
            self._units,
            id=self._desk.new_id(),
            row=row.row,
            name=name,
            otherwise=UnitType.NURSING_HOME,
            heading=self._headings["unit"],
        )

    def _bring(
        self,
        file: PersonFile,
        row: AssessmentRow,
        unit: Unit | None,
        same_day: list[KnownAssessment],
    ) -> None:
        self._visits.warn_without_certificate(file, row, row.day)
        if unit is not None and not unit.is_active_on(row.day):
            self._warn(row, "unit_not_active", "Enheten var inte aktiv den dagen.", "unit")
        if any(one.duplicate_of_id is None for one in same_day):
            self._warn(
                row,
                "same_day",
                "Det finns redan en munhälsobedömning samma dag med ett annat resultat. Båda "
                "behålls.",
                "outcome",
            )
        values: dict[str, Any] = {
            "id": self._desk.new_id(),
            "person_id": file.id,
            "day": row.day,
            "outcome": row.outcome,
            "unit_id": _home(file, row.day) if unit is None else unit.id,
            **self._told(row),
        }
        self.sheet.ledger.add(Assessment, **values)
        same_day.append(KnownAssessment(version=1, duplicate_of_id=None, **values))
        self.sheet.judge(row.row, Verdict.NEW)

    def _told(self, row: AssessmentRow) -> dict[str, Any]:
        """What the row says beside the key and the unit."""
        need = row.care_need
        if need is not None and row.outcome not in SEEN:
            self._warn(
                row,
                "care_need_left_out",
                "Vårdbehov hör till en utförd bedömning. Det har inte tagits in.",
                "care_need",
            )
            need = None
        return {
            "performed_by": row.performed_by,
            "title": row.title,
            "phone": row.phone,
            **staff_of(row.staff),
            "care_need": need,
        }

    def _revise(
        self, file: PersonFile, known: KnownAssessment, row: AssessmentRow, unit: Unit | None
    ) -> list[str]:
        """Other values, visibly: the headings of what changed. An empty cell changes nothing."""
        told = self._told(row)
        if row.staff is None:
            del told["staff"], told["staff_took_part"]
        elif told["staff"] is None and told["staff_took_part"] and known.staff:
            del told["staff"]
        if unit is not None:
            told["unit_id"] = unit.id
        new = {
            name: value
            for name, value in told.items()
            if (value is not None or name == "staff") and value != getattr(known, name)
        }
        if not new:
            return []
        self.sheet.ledger.edit(
            Assessment,
            known,
            subject=file.id,
            **new,
            corrected_on=self._desk.day,
            correction=CORRECTED_BY_LIST,
        )
        return [self._headings[_HEADING.get(name, name)] for name in new]

    def _warn(self, row: AssessmentRow, code: str, message: str, key: str) -> None:
        self.sheet.warn(row.row, code, message, column=self._headings[key])


_HEADING = {"unit_id": "unit", "staff_took_part": "staff"}


def _home(file: PersonFile, day: date) -> str | None:
    """The unit that the person lived at."""
    for home in file.homes:
        if home.from_day <= day and (home.to_day is None or day <= home.to_day):
            return home.unit_id
    return None
