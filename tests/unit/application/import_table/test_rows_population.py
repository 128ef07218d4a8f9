"""Population: the kind's own columns, and statistics tables as they are saved."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from munhalsa.adapters.tables.kinds import load_kind
from munhalsa.application.import_table.columns import Converted
from munhalsa.application.import_table.raw_table import Cell
from munhalsa.application.import_table.rows_population import PopulationRow, convert_population
from munhalsa.domain.refusal import FileUnusable
from tests.support.tables import AROUND, raw

KIND = load_kind("befolkning")
OWN = ["Kommunkod", "År", "Ålder från", "Antal"]
STATISTICS = ["region", "ålder", "kön", "Folkmängd 2024", "Folkmängd 2025"]


def _convert(headings: Sequence[str], *rows: Sequence[Cell]) -> Converted[PopulationRow]:
    return convert_population(raw(headings, *rows), kind=KIND, around=AROUND)


def _counts(converted: Converted[PopulationRow]) -> dict[tuple[str, int, int], int]:
    return {(row.municipality_code, row.year, row.age_from): row.count for row in converted.rows}


def test_own_columns() -> None:
    converted = _convert(OWN, [1490, 2025.0, "24", "84 000"], ["1490", "2024", "24 år", 83000])
    assert _counts(converted) == {("1490", 2025, 24): 84000, ("1490", 2024, 24): 83000}
    assert converted.notices == ()


def test_own_columns_with_faults() -> None:
    converted = _convert(OWN, ["Borås", 2025, 24, 1], ["1490", 2025, 24, -1])
    assert [(row.row, row.code) for row in converted.rejected] == [
        (2, "municipality_code_invalid"),
        (3, "number_too_small"),
    ]


def test_counts_that_look_as_if_they_overlap_are_warned_of() -> None:
    converted = _convert(OWN, ["1490", 2025, 24, 84000], ["1490", 2025, 25, 82800])
    assert [notice.code for notice in converted.notices] == ["population_classes"]
    rising = _convert(OWN, ["1490", 2025, 24, 1200], ["1490", 2025, 25, 1300])
    assert rising.notices == ()
    ages: list[list[Cell]] = [["1490", 2025, age, 200 - age] for age in range(101)]
    whole = _convert(OWN, *ages)
    assert whole.notices == ()


def test_a_statistics_table_is_summed_over_the_sexes() -> None:
    converted = _convert(
        STATISTICS,
        ["1490 Borås", "24 år", "män", 648, 659],
        ["1490 Borås", "24 år", "kvinnor", 658.0, "645"],
        ["1490 Borås", "100+ år", "män", 3, 4],
    )
    assert _counts(converted) == {
        ("1490", 2024, 24): 1306,
        ("1490", 2025, 24): 1304,
        ("1490", 2024, 100): 3,
        ("1490", 2025, 100): 4,
    }
    assert (converted.rejected, converted.unknown_columns, converted.notices) == ([], (), ())


def test_totals_beside_their_parts_are_left_out() -> None:
    converted = _convert(
        STATISTICS,
        ["1490 Borås", "totalt ålder", "totalt", 9999, 9999],
        ["1490 Borås", "24 år", "totalt", 7, 7],
        ["1490 Borås", "24 år", "män", 3, 3],
        ["1490 Borås", "24 år", "kvinnor", 4, 4],
    )
    assert _counts(converted) == {("1490", 2024, 24): 7, ("1490", 2025, 24): 7}


def test_totals_alone_are_the_count() -> None:
    converted = _convert(STATISTICS, ["1490 Borås", "24 år", "totalt", 7, 8])
    assert _counts(converted) == {("1490", 2024, 24): 7, ("1490", 2025, 24): 8}


def test_a_workbook_of_statistics_names_a_region_and_an_age_only_once() -> None:
    converted = _convert(
        ["", "", "", "2025"],
        ["1490 Borås", "0 år", "män", 1],
        ["", "", "kvinnor", 2],
        ["", "1 år", "män", 3],
        ["", "", "kvinnor", 4],
        ["1442 Vårgårda", "0 år", "män", 5],
        ["Källa: statistikmyndigheten", "", "", ""],
    )
    assert _counts(converted) == {
        ("1490", 2025, 0): 3,
        ("1490", 2025, 1): 7,
        ("1442", 2025, 0): 5,
    }
    assert converted.rejected == []


def test_other_figures_in_a_statistics_table_are_listed_not_read() -> None:
    converted = _convert(
        ["region", "ålder", "Folkmängd 2025", "Folkökning 2025", ""], ["1490 B", "1 år", 5, 6, ""]
    )
    assert _counts(converted) == {("1490", 2025, 1): 5}
    assert converted.unknown_columns == ("Folkökning 2025",)


def test_counties_and_the_country_are_left_out_and_told() -> None:
    converted = _convert(
        STATISTICS, ["00 Riket", "24 år", "män", 1, 1], ["14 Län", "24 år", "män", 1, 1]
    )
    assert converted.rows_in == 0
    (notice,) = converted.notices
    assert notice.code == "regions_left_out"
    assert notice.message.startswith("2 rader")


@pytest.mark.parametrize(
    ("cells", "codes"),
    [
        (["Borås", "24 år", "män", 1, 1], ["municipality_code_invalid"]),
        (["1490 Borås", "0-4 år", "män", 1, 1], ["age_not_single"]),
        (["1490 Borås", "24 år", "män", "..", 1], ["integer_invalid"]),
        (["1490 Borås", "24 år", "män", -1, 1.5], ["integer_invalid", "integer_invalid"]),
    ],
)
def test_a_cell_that_cannot_be_read_rejects_its_sum(cells: list[Cell], codes: list[str]) -> None:
    converted = _convert(STATISTICS, cells, ["1490 Borås", "24 år", "kvinnor", 5, 5])
    assert [(row.row, row.code) for row in converted.rejected] == [(2, code) for code in codes]
    assert 0 not in _counts(converted).values()


def test_years_down_instead_of_across_are_summed_over_the_sexes_too() -> None:
    converted = _convert(
        ["region", "ålder", "kön", "år", "Folkmängd"],
        ["1490 Borås", "24 år", "totalt", "2025", 7],
        ["1490 Borås", "24 år", "män", "2025", 3],
        ["1490 Borås", "24 år", "kvinnor", "2025", 4],
    )
    assert _counts(converted) == {("1490", 2025, 24): 7}
    assert converted.unknown_columns == ()
    totals = _convert(
        ["region", "ålder", "kön", "år", "Folkmängd"], ["1490 B", "24 år", "totalt", "2025", 7]
    )
    assert _counts(totals) == {("1490", 2025, 24): 7}


@pytest.mark.parametrize(
    ("cells", "codes"),
    [
        (["1490 Borås", "24 år", "män", "2025", ".."], ["integer_invalid"]),
        (["Borås", "24 år", "män", "2025", 3], ["municipality_code_invalid"]),
        (["1490 Borås", "25 år", "män", "2025", ".."], ["integer_invalid"]),
    ],
)
def test_what_a_missing_part_may_belong_to_is_no_sum(cells: list[Cell], codes: list[str]) -> None:
    converted = _convert(
        ["region", "ålder", "kön", "år", "Folkmängd"],
        cells,
        ["1490 Borås", "24 år", "kvinnor", "2025", 4],
        ["1490 Borås", "24 år", "kvinnor", "2024", 5],
    )
    assert [row.code for row in converted.rejected] == codes
    belongs = "24 år" in cells
    known = {("1490", 2024, 24): 5}
    assert _counts(converted) == (known if belongs else {**known, ("1490", 2025, 24): 4})


BOTH = ["Region - region", "Alder - ålder", "Kon - kön", "BE0101N1 - Folkmängd 2025 - 2025"]


@pytest.mark.parametrize(
    ("headings", "rows"),
    [
        (
            ["Region", "Alder", "Kon", "BE0101N1 2025"],
            [["1490", "20", "1", 3], ["1490", "20", "2", 4], ["1490", "20", "1+2", 7]],
        ),
        (
            BOTH,
            [
                ["1490 - Borås", "20 - 20 år", "1 - män", 3],
                ["1490 - Borås", "20 - 20 år", "2 - kvinnor", 4],
                ["1490 - Borås", "20 - 20 år", "1+2 - totalt", 7],
                ["1490 - Borås", "tot - totalt ålder", "1 - män", 99],
            ],
        ),
        (
            ["region", "alder", "kon", "tid", "BE0101N1"],
            [["1490", "20", "1", "2025", 3], ["1490", "20", "2", "2025", 4]],
        ),
    ],
)
def test_codes_and_texts_with_codes_are_read_as_texts_are(
    headings: list[str], rows: list[list[Cell]]
) -> None:
    """As PxWeb saves its tables: with texts, with codes or with both."""
    converted = _convert(headings, *rows)
    assert _counts(converted) == {("1490", 2025, 20): 7}
    assert (converted.rejected, converted.unknown_columns) == ([], ())


def test_other_figures_are_not_taken_for_inhabitants_by_their_code() -> None:
    with pytest.raises(FileUnusable) as refused:
        _convert(["Region", "Alder", "BE0101N2 2025"], ["1490", "20", 1])
    assert refused.value.code == "headings_missing"
    only_text = _convert(["region", "ålder", "Folkmängd 2025"], ["Borås", "20 år", 7])
    assert "både koder och texter" in only_text.rejected[0].message


def test_the_same_year_twice_is_refused() -> None:
    with pytest.raises(FileUnusable) as refused:
        _convert(["region", "ålder", "Folkmängd 2025", "Antal 2025"])
    assert refused.value.code == "headings_repeated"


def test_a_statistics_table_without_counts_is_refused() -> None:
    with pytest.raises(FileUnusable) as refused:
        _convert(["region", "ålder", "Folkökning 2025"])
    assert refused.value.code == "headings_missing"
