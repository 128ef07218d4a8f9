"""Another year, other rules: the agreement of 2027 moved in and out, and what stays right."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

from munhalsa.adapters.ids import new_id
from munhalsa.application.context import Context
from munhalsa.application.quarterly_report import quarterly_report
from munhalsa.application.report_document import report_document
from munhalsa.application.report_table import report_rows
from munhalsa.domain.deviation import Deviation, Direction
from munhalsa.domain.quarter import Quarter
from munhalsa.domain.rules import FigureDefinition, Rule, RuleBook
from tests.support.deeds import add, issue, register
from tests.support.stores import FixedDay

R = TypeVar("R", bound=Rule)

OLD, NEW = Quarter(year=2026, number=4), Quarter(year=2027, number=1)
_TURN = date(2027, 1, 1)
_BEFORE = _TURN - timedelta(days=1)


def turned(rows: tuple[R, ...], day: date | None) -> tuple[R, ...]:
    """The rows of a change of agreement with the change on another day, or with none."""
    kept = []
    for row in rows:
        if row.valid_from == _TURN:
            if day is not None:
                kept.append(replace(row, valid_from=day))
        elif row.valid_to == _BEFORE:
            kept.append(replace(row, valid_to=None if day is None else day - timedelta(days=1)))
        else:
            kept.append(row)
    return tuple(kept)


def with_agreement(rules: RuleBook, day: date | None) -> RuleBook:
    """The rules where the agreement of 2027 begins on a day, or never."""
    deviations = rules.deviations
    return replace(
        rules,
        figures=turned(rules.figures, day),
        coverage_targets=turned(rules.coverage_targets, day),
        criteria=turned(rules.criteria, day),
        deviations=replace(
            deviations,
            categories=turned(deviations.categories, day),
            handling=turned(deviations.handling, day),
            ladder=turned(deviations.ladder, day),
        ),
    )


def source(context: Context, quarter: Quarter, figure: str = "M1") -> str:
    (found,) = [one for one in quarterly_report(context, quarter).definitions if one.id == figure]
    return found.source


def test_each_quarter_is_counted_by_the_agreement_of_its_day(context: Context) -> None:
    signe = register(context)
    issue(context)
    told = Deviation(
        id=new_id(), day=date(2026, 12, 1), direction=Direction.TO_MUNICIPALITY,
        category="wrong_unit", person_id=signe.id, cooperation_failure=True,
    )  # fmt: skip
    add(context, told, replace(told, id=new_id(), day=date(2027, 2, 1)))
    later = replace(context, clock=FixedDay(day=date(2028, 6, 1)))
    moved_in = replace(later, rules=with_agreement(later.rules, _TURN))
    moved_on = replace(later, rules=with_agreement(later.rules, date(2028, 1, 1)))
    taken_out = replace(later, rules=with_agreement(later.rules, None))
    old, new = source(moved_in, OLD), source(moved_in, NEW)
    assert (old.startswith("Överenskommelse"), new.startswith("Hälso- och sjuk")) == (True, True)
    assert [source(moved_on, one) for one in (OLD, NEW, Quarter(year=2028, number=1))] == [
        *(old, old, new)
    ]
    assert [source(taken_out, one) for one in (OLD, NEW)] == [old, old]
    for one in (moved_in, moved_on, taken_out):
        for quarter in (OLD, NEW):
            figures = report_document(quarterly_report(one, quarter))["figures"]
            assert (figures["M1"], figures["M6"]) == (1, {"persons": 1, "deviations": 1})
            assert [row["category"] for row in figures["K1"]] == ["wrong_unit"]
    ladders = [
        len(one.rules.deviations.ladder_on(date(2027, 2, 1))) for one in (moved_in, moved_on)
    ]
    assert (ladders[0] > 0, ladders[1]) == (True, 0)


def test_a_figure_that_ends_and_one_that_is_defined_anew(context: Context) -> None:
    def changed(row: FigureDefinition) -> FigureDefinition:
        new = row.valid_from == _TURN
        return replace(row, version="2", text="Ny text.") if new and row.id == "M3" else row

    figures = tuple(
        changed(row)
        for row in context.rules.figures
        if not (row.id == "M7" and row.valid_from == _TURN)
    )
    rules = replace(context.rules, figures=figures)
    later = replace(context, rules=rules, clock=FixedDay(day=date(2027, 6, 1)))
    before, after = (quarterly_report(later, quarter) for quarter in (OLD, NEW))
    assert "M7" in report_document(before)["figures"]
    assert "M7" not in report_document(after)["figures"]
    assert "M7" not in {row[0] for row in report_rows(after)}
    versions = [report_document(one)["definitions"]["M3"]["version"] for one in (before, after)]
    assert versions == ["1", "2"]
    assert later.rules.criteria_on(OLD.last_day) == later.rules.criteria_on(NEW.last_day)
