"""Small numbers are hidden, and nothing that is hidden can be worked out again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from munhalsa.domain.deviation import Direction
from munhalsa.domain.metrics import Count, CubeCell, Hidden, Share
from munhalsa.domain.report import QuarterlyReport
from munhalsa.domain.small_numbers import protect
from munhalsa.domain.visit_figures import MarginCell, Period, VisitCell, needs_of, reach_of
from munhalsa.domain.work_figures import DeviationCount, Failures
from tests.support.reports import UNITS, cell, counts, report_of

SMALL, WITHHELD = Hidden.SMALL, Hidden.WITHHELD
DIMENSIONS = ("unit", "ground", "sex", "age")


class Reader:
    """Somebody with the released report who tries every set of counts that agrees with it."""

    def __init__(self, report: QuarterlyReport) -> None:
        self.report = report
        self.total = report.with_certificate

    def can_be(self, count: Count) -> Sequence[int]:
        if count is SMALL:
            return range(1, 5)
        return range(5, self.total + 1) if count is WITHHELD else [int(count)]

    def answers(self) -> list[tuple[int, ...]]:
        wishes = self.report.wishes
        told = (wishes.yes, wishes.no, wishes.not_asked)
        # All three withheld says nothing, not even that each is 5 or more.
        nothing = set(told) == {WITHHELD}
        choices = [range(self.total + 1) if nothing else self.can_be(one) for one in told]
        return [one for one in product(*choices) if sum(one) == self.total]

    def worlds(self, dimension: str) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
        everybody = self.report.breakdowns["M1"][dimension]
        wanting = {row.key: row.count for row in self.report.breakdowns["M2"][dimension]}
        yes = self.report.wishes.yes
        for all_counts in self.columns([row.count for row in everybody], self.total):
            if dimension == "age" and not self.agrees_with_coverage(everybody, all_counts):
                continue
            if not wanting:
                yield all_counts, ()
                continue
            told = [wanting.get(row.key, 0) for row in everybody]
            for some in self.columns(told, int(yes), most=all_counts):
                yield all_counts, some

    def columns(
        self, told: Sequence[Count], total: int, *, most: Sequence[int] | None = None
    ) -> Iterator[tuple[int, ...]]:
        """Every column that is told so and adds up, no count above ``most``."""
        if not told:
            if total == 0:
                yield ()
            return
        for first in self.can_be(told[0]):
            if first > total or (most is not None and first > most[0]):
                continue
            rest_of_most = None if most is None else most[1:]
            for rest in self.columns(told[1:], total - first, most=rest_of_most):
                yield (first, *rest)

    def agrees_with_coverage(self, rows: Sequence[Share], column: Sequence[int]) -> bool:
        coverage = self.report.coverage
        if coverage is None or isinstance(coverage.certificates, Hidden):
            return True
        ages = dict(zip((row.key for row in rows), column, strict=True))
        unknown = ages.get("unknown", 0)
        if coverage.unknown_age not in (SMALL, WITHHELD, unknown):
            return False
        least = ages["old"]
        most = least + ages["middle"]
        if coverage.lowest_age == 24:
            least = most
        return least <= coverage.certificates <= most


def hidden_at(told: Sequence[Count]) -> list[int]:
    return [index for index, count in enumerate(told) if isinstance(count, Hidden)]


def assert_nothing_leaks(report: QuarterlyReport) -> None:
    reader = Reader(report)
    wishes = report.wishes
    told = [wishes.yes, wishes.no, wishes.not_asked]
    if hidden_at(told) and reader.total:
        possible = reader.answers()
        for index in hidden_at(told):
            assert len({one[index] for one in possible}) > 1, told
    for dimension in DIMENSIONS:
        everybody = report.breakdowns["M1"][dimension]
        wanting = report.breakdowns["M2"][dimension]
        if not everybody:
            assert not wanting
            continue
        worlds = list(reader.worlds(dimension))
        assert worlds, "the report contradicts itself"
        for index in hidden_at([row.count for row in everybody]):
            assert len({world[0][index] for world in worlds}) > 1, everybody
        keys = [row.key for row in everybody]
        for row in wanting:
            if isinstance(row.count, Hidden):
                found = {world[1][keys.index(row.key)] for world in worlds}
                assert len(found) > 1, (everybody, wanting)


def assert_small_is_hidden_and_the_rest_is_true(
    internal: QuarterlyReport, released: QuarterlyReport
) -> None:
    for figure in ("M1", "M2"):
        for dimension in DIMENSIONS:
            true = {row.key: int(row.count) for row in internal.breakdowns[figure][dimension]}
            for row in released.breakdowns[figure][dimension]:
                if row.count is SMALL:
                    assert 1 <= true[row.key] <= 4
                elif row.count is WITHHELD:
                    assert true[row.key] >= 5
                else:
                    assert row.count == true[row.key]
                    assert not 1 <= row.count <= 4


cells = st.builds(
    cell,
    st.integers(1, 7),
    unit_id=st.sampled_from([None, "own_home", *(identity for identity, _, _ in UNITS[:3])]),
    ground=st.sampled_from(["1", "2a", "2c"]),
    sex=st.sampled_from(["female", "male", "unknown"]),
    birth_year=st.sampled_from([None, 1940, 1980, 2002, 2004]),
    wants=st.sampled_from([True, True, False, None]),
)


@given(
    st.lists(cells, max_size=6),
    st.sampled_from([None, 1000]),
    st.sampled_from([24, 25]),
)
@settings(max_examples=150)
def test_no_reader_can_work_out_what_is_hidden(
    found: list[CubeCell], population: int | None, lowest_age: int
) -> None:
    internal = report_of(found, population=population, lowest_age=lowest_age)
    released = protect(internal)
    assert released.for_release
    assert released.with_certificate == internal.with_certificate
    assert_small_is_hidden_and_the_rest_is_true(internal, released)
    assert_nothing_leaks(released)


@pytest.mark.long
@given(st.lists(cells, max_size=8), st.sampled_from([None, 1000]), st.sampled_from([24, 25]))
@settings(max_examples=3000)
def test_no_reader_can_work_out_what_is_hidden_at_length(
    found: list[CubeCell], population: int | None, lowest_age: int
) -> None:
    internal = report_of(found, population=population, lowest_age=lowest_age)
    assert_nothing_leaks(protect(internal))


def shown(report: QuarterlyReport, figure: str, dimension: str) -> Mapping[str, object]:
    return counts(report.breakdowns[figure][dimension])


def test_large_numbers_are_shown() -> None:
    internal = report_of([cell(20, wants=wants) for wants in (True, False, None)])
    released = protect(internal)
    left_out = {figure: dict.fromkeys(DIMENSIONS, ()) for figure in ("A1", "D3")}
    assert released.breakdowns == {**internal.breakdowns, **left_out}
    assert (released.wishes, released.coverage) == (internal.wishes, internal.coverage)


def test_a_small_number_is_hidden_and_the_smallest_other_with_it() -> None:
    found = [cell(3), cell(30, unit_id="id-B"), cell(9, unit_id="id-C")]
    found += [cell(40, wants=False, unit_id="id-B"), cell(40, wants=None, unit_id="id-B")]
    released = protect(report_of(found))
    assert shown(released, "M1", "unit") == {"A": SMALL, "B": 110, "C": WITHHELD}
    assert shown(released, "M2", "unit") == {"A": SMALL, "B": 30, "C": WITHHELD}
    assert released.wishes == report_of(found).wishes


def test_two_small_numbers_hide_each_other_unless_their_sum_tells() -> None:
    two = [cell(2), cell(3, unit_id="id-B"), cell(30, unit_id="id-C")]
    assert shown(protect(report_of(two)), "M1", "unit") == {"A": SMALL, "B": SMALL, "C": 30}
    threes = [cell(3), cell(3, unit_id="id-B"), cell(30, unit_id="id-C")]
    assert shown(protect(report_of(threes)), "M1", "unit") == {"A": SMALL, "B": SMALL, "C": 30}
    ones = [cell(1), cell(1, unit_id="id-B"), cell(30, unit_id="id-C")]
    assert shown(protect(report_of(ones)), "M1", "unit") == {
        "A": SMALL,
        "B": SMALL,
        "C": WITHHELD,
    }


def test_what_cannot_be_protected_is_left_out() -> None:
    released = protect(report_of([cell(3)]))
    assert released.with_certificate == 3
    assert released.breakdowns["M1"] == dict.fromkeys(DIMENSIONS, ())
    assert released.breakdowns["M2"] == dict.fromkeys(DIMENSIONS, ())
    assert released.coverage is not None
    assert released.coverage.unknown_age is WITHHELD


def test_zero_is_shown() -> None:
    released = protect(report_of([cell(30), cell(20, wants=False, sex="male")]))
    assert shown(released, "M1", "ground") == {"1": 0, "2a": 50, "2b": 0, "2c": 0}
    assert shown(released, "M2", "sex") == {"female": 30, "male": 0}


def test_a_small_answer_hides_the_other_one_rather_than_the_yes() -> None:
    found = [cell(300), cell(2, wants=False), cell(400, wants=None)]
    wishes = protect(report_of(found)).wishes
    assert (wishes.yes, wishes.no, wishes.not_asked) == (300, SMALL, WITHHELD)


def test_without_another_answer_the_yes_goes_too_and_its_breakdown_with_it() -> None:
    released = protect(report_of([cell(300), cell(20, unit_id="id-B"), cell(2, wants=False)]))
    wishes = released.wishes
    assert (wishes.yes, wishes.no, wishes.not_asked) == (WITHHELD, SMALL, 0)
    assert released.breakdowns["M2"] == dict.fromkeys(DIMENSIONS, ())
    assert shown(released, "M1", "unit") == {"A": 302, "B": 20}


def test_answers_that_nothing_can_protect_are_all_withheld() -> None:
    wishes = protect(report_of([cell(2, wants=False)])).wishes
    assert {wishes.yes, wishes.no, wishes.not_asked} == {WITHHELD}


def test_the_coverage_is_withheld_where_it_tells_how_few_are_below_its_age() -> None:
    internal = report_of([cell(40), cell(60, birth_year=1970), cell(3, birth_year=2004)])
    released = protect(internal).coverage
    assert released is not None
    assert (released.certificates, released.share) == (WITHHELD, None)
    assert (released.missing_to_target, released.population) == (WITHHELD, 1000)
    ages = shown(protect(internal), "M1", "age")
    assert ages == {"young": SMALL, "middle": 60, "old": WITHHELD}


def test_the_coverage_stands_where_a_few_more_of_unknown_age_hide_them() -> None:
    found = [cell(40), cell(60, birth_year=1970)]
    found += [cell(3, birth_year=2004), cell(2, birth_year=None)]
    released = protect(report_of(found))
    assert released.coverage is not None
    assert released.coverage.certificates == 100
    assert released.coverage.unknown_age is SMALL
    ages = shown(released, "M1", "age")
    assert ages == {"young": SMALL, "middle": 60, "old": 40, "unknown": SMALL}


def test_an_age_group_that_is_counted_in_part_hides_the_one_below_it() -> None:
    found = [cell(40), cell(5, birth_year=1970), cell(5, birth_year=2002)]
    found += [cell(3, birth_year=2004)]
    released = protect(report_of(found, lowest_age=25))
    assert released.coverage is not None
    assert released.coverage.certificates == 45
    ages = shown(released, "M1", "age")
    assert ages == {"young": SMALL, "middle": WITHHELD, "old": 40}


def test_where_only_those_who_want_it_cannot_be_protected_the_coverage_stands() -> None:
    found = [cell(4), cell(4, birth_year=1970)]
    found += [cell(40, wants=False), cell(60, birth_year=1970, wants=False)]
    released = protect(report_of(found))
    assert released.coverage is not None
    assert released.coverage.certificates == 108
    assert shown(released, "M1", "age") == {"young": 0, "middle": 64, "old": 44}
    assert released.breakdowns["M2"]["age"] == ()


def test_what_the_coverage_tells_of_ages_hides_nothing_of_other_breakdowns() -> None:
    found = [cell(2), cell(3, sex="male"), cell(30, sex="unknown")]
    found += [cell(30, sex=sex, wants=False) for sex in ("female", "male", "unknown")]
    released = protect(report_of(found))
    assert shown(released, "M1", "sex") == {"female": 32, "male": 33, "unknown": 60}
    assert shown(released, "M2", "sex") == {"female": SMALL, "male": SMALL, "unknown": 30}


def test_without_a_population_there_is_no_coverage_to_protect() -> None:
    released = protect(report_of([cell(40), cell(3, birth_year=2004)], population=None))
    assert released.coverage is None
    assert shown(released, "M1", "age") == {"young": SMALL, "middle": 0, "old": WITHHELD}


def test_where_everybody_wants_the_assessment_both_figures_hide_the_same_rows() -> None:
    found = [cell(3), cell(30, unit_id="id-B"), cell(9, unit_id="id-C")]
    released = protect(report_of(found))
    assert shown(released, "M1", "unit") == shown(released, "M2", "unit")
    assert shown(released, "M1", "unit") == {"A": SMALL, "B": 30, "C": WITHHELD}


def test_protecting_twice_changes_nothing() -> None:
    released = protect(report_of([cell(3), cell(30, unit_id="id-B"), cell(9, unit_id="id-C")]))
    assert protect(released) is released


periods_of_units = st.lists(
    st.tuples(st.sampled_from(["id-A", "id-B", "id-C"]), st.integers(0, 2), st.integers(1, 7)),
    max_size=7,
)


@given(periods_of_units)
@settings(max_examples=100)
def test_no_reader_can_work_out_a_period_from_the_others(
    found: list[tuple[str, int, int]],
) -> None:
    cells = [MarginCell("unit", unit, period, count) for unit, period, count in found]
    cells += [MarginCell("sex", "female", period, count) for _, period, count in found]
    internal = report_of([cell(30)], assessed=cells)
    released = protect(internal)
    parts = released.period_breakdowns["M3"]
    columns = [parts[period]["unit"] for period in Period]
    keys = [row.key for row in columns[-1]]
    told = [{row.key: row.count for row in column} for column in columns]
    totals = [int(internal.assessed.of(period)) for period in Period]
    worlds = list(nested(keys, told, totals))
    for column, world in zip(told, range(3), strict=True):
        for place, key in enumerate(keys):
            if isinstance(column.get(key), Hidden):
                assert len({one[world][place] for one in worlds}) > 1, told


def nested(
    keys: Sequence[str], told: Sequence[Mapping[str, Count]], totals: Sequence[int]
) -> Iterator[tuple[tuple[int, ...], ...]]:
    """Every set of counts that agrees: each period within the next; one left out tells nothing."""

    def choices(column: Mapping[str, Count], total: int) -> list[tuple[int, ...]]:
        if not column:
            return [()]
        options = [
            range(1, 5) if column.get(key, 0) is SMALL
            else range(5, total + 1) if column.get(key, 0) is WITHHELD
            else [int(column.get(key, 0))]
            for key in keys
        ]  # fmt: skip
        return [one for one in product(*options) if sum(one) == total]

    for world in product(*(choices(*pair) for pair in zip(told, totals, strict=True))):
        pairs = [(a, b) for a, b in pairwise(world) if a and b]
        if all(few <= many for a, b in pairs for few, many in zip(a, b, strict=True)):
            yield world


FAILURE = Failures(
    direction=Direction.TO_MUNICIPALITY, category="wrong_unit", name="Fel", count=3, reasons=("x",)
)


def test_what_tells_of_few_persons_in_ways_of_its_own_is_left_out() -> None:
    visits = [VisitCell(0, "performed", True, True, "urgent", True, 9)]
    visits += [VisitCell(2, "unwell", False, None, None, False, 3)]
    internal = report_of(
        [cell(30, received=True)],
        reach=reach_of(visits),
        needs=needs_of(visits, visits_known=True),
        failures=(FAILURE, replace(FAILURE, category="not_booked", count=7)),
        deviations={
            "M6": DeviationCount(persons=3, deviations=3),
            "M7": DeviationCount(persons=0, deviations=0),
        },
    )
    released = protect(internal)
    assert set(released.reach) == {Period.QUARTER, Period.YEAR_TO_DATE}
    assert set(released.needs) == set(Period)
    assert [(row.count, row.reasons) for row in released.failures] == [(SMALL, ()), (7, ())]
    assert released.waiting == {"D3": None}
    assert not any(released.breakdowns["D3"].values())
    assert released.received == internal.received
    alone = DeviationCount(persons=1, deviations=1)
    told = protect(replace(internal, deviations={**internal.deviations, "M6": alone}))
    assert told.failures == ()


def visited(visits: int, **told: object) -> VisitCell:
    """Performed visits with staff, of which no need came, unless ``told`` says otherwise."""
    plain = VisitCell(0, "performed", True, True, "none", False, visits)
    return plain._replace(**told)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "few",
    [
        visited(3, performed=False, outcome="unwell"),
        visited(3, staff_took_part=False),
        visited(3, staff_took_part=None),
        visited(3, outcome="partly_performed"),
    ],
)
def test_no_period_of_visits_tells_of_a_few(few: VisitCell) -> None:
    """Neither as a row nor as what is left between two numbers that are told."""
    many = [
        visited(20),
        visited(20, staff_took_part=False),
        visited(20, staff_took_part=None),
        visited(20, outcome="partly_performed", performed=False),
    ]
    others = [one for one in many if one._replace(visits=3) != few]
    assert protect(report_of([cell(30)], reach=reach_of([*others, few]))).reach == {}
    assert set(protect(report_of([cell(30)], reach=reach_of(many))).reach) == set(Period)


@pytest.mark.parametrize(
    "few",
    [
        visited(3, care_need="not_urgent"),
        visited(3, care_need="urgent", cared=True),
        visited(3, care_need=None),
        visited(3),
    ],
)
def test_no_period_of_needs_tells_of_a_few(few: VisitCell) -> None:
    many = [
        visited(20),
        visited(20, care_need="urgent"),
        visited(20, care_need="urgent", cared=True),
    ]
    others = [one for one in many if one._replace(visits=3) != few]
    internal = report_of([cell(30)], needs=needs_of([*others, few], visits_known=True))
    assert protect(internal).needs == {}
    internal = report_of([cell(30)], needs=needs_of(many, visits_known=True))
    assert set(protect(internal).needs) == set(Period)


def test_the_sessions_of_a_unit_are_protected_too() -> None:
    counts_of_units = {"id-A": 3, "id-B": 12, "id-C": 9}
    rows = tuple(Share(key=key, name=key, count=count) for key, count in counts_of_units.items())
    internal = report_of([cell(30)])
    internal = replace(internal, breakdowns={**internal.breakdowns, "M5": {"unit": rows}})
    assert shown(protect(internal), "M5", "unit") == {"id-A": SMALL, "id-B": 12, "id-C": WITHHELD}


def test_where_the_yes_is_hidden_the_share_that_received_it_is_too() -> None:
    released = protect(report_of([cell(300, received=True), cell(2, wants=False)]))
    assert (released.received.received, released.received.share) == (WITHHELD, None)
