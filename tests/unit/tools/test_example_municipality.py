"""The made-up municipality: what its users may rely on, in the bundled size and a larger one."""

import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import personnummer.personnummer as oracle
import pytest

from tools.example_municipality import (
    DATE_COLUMNS,
    HEADINGS,
    KINDS,
    Cell,
    Municipality,
    Place,
    generate,
)
from tools.example_municipality.bundled import bundled_example
from tools.example_municipality.numbers import COORDINATION_NUMBERS, NumberBook, NumbersUsedUp

LARGER = Place(
    code="1499",
    name="Falköping",
    inhabitants=None,
    localities=(("521 30", "Falköping"), ("521 40", "Falköping")),
    domain="falkoping.example",
)
Record = dict[str, Cell]


@pytest.fixture(scope="module", params=["bundled", "larger"])
def municipality(request: pytest.FixtureRequest) -> Municipality:
    if request.param == "bundled":
        return bundled_example()
    return generate(persons=4000, seed=7, years=20, today=date(2027, 2, 28), municipality=LARGER)


def records(municipality: Municipality, kind: str) -> list[Record]:
    table = municipality.tables[kind]
    return [dict(zip(table.headings, row, strict=True)) for row in table.rows]


def number(cell: Cell) -> str:
    """Twelve digits, out of every way in which the example writes a number."""
    digits = re.sub(r"\D", "", str(cell))
    return digits if len(digits) == 12 else f"19{digits}"


def day(cell: Cell) -> date:
    return date.fromisoformat(cell) if isinstance(cell, str) else as_date(cell)


def as_date(cell: Cell) -> date:
    assert isinstance(cell, date)
    return cell


def certificates(municipality: Municipality) -> Iterator[tuple[str, Record]]:
    for row in records(municipality, "personer"):
        if row["Intyg utfärdat"] is not None:
            yield number(row["Personnummer"]), row


def last_day(row: Record) -> date:
    ends = [day(row[heading]) for heading in ("Giltigt till", "Avslutat") if row[heading]]
    return min([*ends, date.max])


def valid_on(row: Record, when: date) -> bool:
    return day(row["Intyg utfärdat"]) <= when <= last_day(row)


def answer(row: Record) -> str:
    return str(row["Önskar munhälsobedömning"] or "?")[0].upper()


def all_numbers(municipality: Municipality) -> Iterator[str]:
    for kind, table in municipality.tables.items():
        for heading in ("Personnummer", "Nytt personnummer"):
            if heading in table.headings:
                found = [row[heading] for row in records(municipality, kind)]
                yield from (number(cell) for cell in found if cell is not None)


def test_every_kind_has_its_headings_and_rows(municipality: Municipality) -> None:
    assert tuple(municipality.tables) == KINDS
    for kind, table in municipality.tables.items():
        assert table.rows, kind
        assert all(len(row) == len(table.headings) for row in table.rows)
        if kind != "befolkning":
            assert table.headings == HEADINGS[kind]


def test_it_has_as_many_persons_as_were_asked_for(municipality: Municipality) -> None:
    found = {number(row["Personnummer"]) for row in records(municipality, "personer")}
    assert len(found) == municipality.persons


def test_identity_numbers_are_right_and_belong_to_nobody(municipality: Municipality) -> None:
    for found in set(all_numbers(municipality)):
        assert oracle.valid(found), found
        assert 980 <= int(found[8:11]) <= 999 or found in COORDINATION_NUMBERS
        digits = [int(digit) for digit in found[2:]]
        doubled = [sum(divmod(2 * digit, 10)) for digit in digits[::2]]
        assert (sum(doubled) + sum(digits[1::2])) % 10 == 0


def test_coordination_numbers_are_out_of_the_published_list_for_tests() -> None:
    path = Path(__file__).parents[2] / "fixtures" / "numbers" / "coordination_numbers.json"
    assert set(COORDINATION_NUMBERS) <= set(json.loads(path.read_text("utf-8")))


def test_given_names_go_with_the_sex_in_the_number(municipality: Municipality) -> None:
    sexes: dict[str, Counter[bool]] = {}
    for row in records(municipality, "personer"):
        woman = int(number(row["Personnummer"])[10]) % 2 == 0
        sexes.setdefault(str(row["Förnamn"]).strip(), Counter())[woman] += 1
    assert set(sexes["Margareta"]) == {True}
    assert set(sexes["Lennart"]) == {False}
    assert all(len(counts) == 1 for counts in sexes.values())


def test_certificates_of_one_person_do_not_overlap(municipality: Municipality) -> None:
    by_person: dict[str, list[Record]] = {}
    for found, row in certificates(municipality):
        by_person.setdefault(found, []).append(row)
    several = [rows for rows in by_person.values() if len(rows) > 1]
    assert len(several) > len(by_person) / 20
    for rows in several:
        for earlier, later in pairwise(rows):
            assert last_day(earlier) < day(later["Intyg utfärdat"])


def test_nobody_is_below_the_age_limit_even_if_the_dates_are_moved(
    municipality: Municipality,
) -> None:
    for found, row in certificates(municipality):
        assert day(row["Intyg utfärdat"]).year - int(found[:4]) >= 26


def test_the_dates_of_a_row_agree(municipality: Municipality) -> None:
    beginning = municipality.today - timedelta(days=366 * municipality.years)
    for _, row in certificates(municipality):
        issued = day(row["Intyg utfärdat"])
        assert beginning <= issued <= municipality.today
        assert day(row["Boende från"]) <= issued <= last_day(row)
        assert (row["Avslutat"] is None) == (row["Avslutsorsak"] is None)
        if row["Avslutsorsak"] == "Avliden":
            assert day(row["Avliden"]) == day(row["Avslutat"]) <= municipality.today
        else:
            assert row["Avliden"] is None
        assert (row["Svarsdatum"] is None) == (row["Önskar munhälsobedömning"] is None)
        if row["Svarsdatum"]:
            assert issued <= day(row["Svarsdatum"]) <= min(last_day(row), municipality.today)


def test_dates_stand_only_in_the_columns_for_dates(municipality: Municipality) -> None:
    for kind in HEADINGS:
        for row in records(municipality, kind):
            for heading, cell in row.items():
                if heading in DATE_COLUMNS[kind]:
                    assert cell is None or isinstance(day(cell), date)
                else:
                    assert not isinstance(cell, date), (kind, heading)
                    assert not re.search(r"\d{4}-\d{2}-\d{2}", str(cell)), (kind, heading)


def test_every_unit_that_is_named_exists_and_was_active(municipality: Municipality) -> None:
    units = {str(row["Boendenamn"]): row for row in records(municipality, "boendeenheter")}
    assert len(units) == len(municipality.tables["boendeenheter"].rows)
    assert len({row["Boendetyp"] for row in units.values()}) == 7
    assert any(row["Aktiv till"] for row in units.values())
    for kind in ("bedomningar", "utbildningar", "avvikelser"):
        for row in records(municipality, kind):
            if row["Boendeenhet"]:
                when = day(row["Datum"])
                unit = units[str(row["Boendeenhet"]).strip()]
                assert day(unit["Aktiv från"]) <= when <= day(unit["Aktiv till"] or date.max)
    for _, row in certificates(municipality):
        unit = units[str(row["Boendeenhet"]).strip()]
        assert day(unit["Aktiv från"]) <= day(row["Boende från"])
        assert min(last_day(row), municipality.today) <= day(unit["Aktiv till"] or date.max)


def test_no_two_residents_share_a_room(municipality: Municipality) -> None:
    taken: dict[tuple[str, Cell], list[Record]] = {}
    for _, row in certificates(municipality):
        if row["Rum"]:
            taken.setdefault((str(row["Boendeenhet"]).strip(), row["Rum"]), []).append(row)
    for rows in taken.values():
        for earlier, later in pairwise(rows):
            gone = day(earlier["Avslutat"] or date.max)
            assert gone < day(later["Boende från"])


def test_telephone_numbers_are_those_kept_for_fiction(municipality: Municipality) -> None:
    found = 0
    for kind in HEADINGS:
        for row in records(municipality, kind):
            for heading, cell in row.items():
                if "telefon" in heading.lower() and cell:
                    digits = re.sub(r"\D", "", str(cell))
                    mobile = digits.startswith("07017406") and int(digits[-2:]) >= 5
                    assert len(digits) == 10
                    assert mobile or digits.startswith("03139006"), cell
                    found += 1
    assert found > municipality.persons / 2


def test_answers_are_divided_as_promised(municipality: Municipality) -> None:
    newest = dict(certificates(municipality))
    counts = Counter(answer(row) for row in newest.values())
    total = counts.total()
    assert counts["J"] / total == pytest.approx(0.75, abs=0.03)
    assert counts["N"] / total == pytest.approx(0.13, abs=0.03)
    assert counts["?"] / total == pytest.approx(0.12, abs=0.03)


def test_grounds_ends_and_protected_identities_all_occur(municipality: Municipality) -> None:
    rows = records(municipality, "personer")
    assert {row["Grund"] for row in rows} == {"1", "2a", "2b", "2c", None}
    assert {row["Avslutsorsak"] for row in rows} == {
        *("Avliden", "Flyttat", "Ej längre berättigad", "Felaktigt utfärdat", "Ersatt"),
        None,
    }
    assert {row["Skyddade uppgifter"] for row in rows} == {
        *("Sekretessmarkering", "Skyddad folkbokföring"),
        None,
    }
    hidden = [row for row in rows if row["Skyddade uppgifter"]]
    assert 0.003 < len(hidden) / len(rows) < 0.02
    assert all(row["Gatuadress"] is None for row in hidden)
    assert any(row["Giltigt till"] for row in rows)


def test_names_have_the_letters_of_many_languages(municipality: Municipality) -> None:
    rows = records(municipality, "personer")
    names = "".join(f"{row['Förnamn']}{row['Efternamn']}" for row in rows)
    assert set("åäöÅÖéøćžłŁńıŞğ") <= set(names)


def test_coverage_is_near_three_per_cent_and_below(municipality: Municipality) -> None:
    table = municipality.tables["befolkning"]
    assert table.headings[:3] == ("region", "ålder", "kön")
    years = [int(heading.removeprefix("Folkmängd ")) for heading in table.headings[3:]]
    last = municipality.today.year - 1
    assert years == list(range(last - municipality.years, last + 1))
    assert len(table.rows) == 202
    assert table.rows[-1][1] == "100+ år"
    adults = sum(
        int(str(row[-1])) for row in table.rows if int(re.sub(r"\D", "", str(row[1]))) >= 24
    )
    certified = sum(valid_on(row, municipality.today) for _, row in certificates(municipality))
    assert 0.025 < certified / adults < 0.03


def test_what_came_after_lies_within_a_certificate(municipality: Municipality) -> None:
    held: dict[str, list[Record]] = {}
    for found, row in certificates(municipality):
        held.setdefault(found, []).append(row)
    for kind in ("svar", "bedomningar", "tandvardsbesok"):
        seen = set()
        for row in records(municipality, kind):
            when = day(row[DATE_COLUMNS[kind][0]])
            found = number(row["Personnummer"])
            assert when <= municipality.today
            assert any(valid_on(certificate, when) for certificate in held[found])
            seen.add((found, when, row.get("Vårdgivare")))
        assert len(seen) == len(municipality.tables[kind].rows)


def test_some_units_were_trained_within_three_years_and_some_were_not(
    municipality: Municipality,
) -> None:
    since = municipality.today - timedelta(days=1095)
    rows = records(municipality, "utbildningar")
    trained = {row["Boendeenhet"] for row in rows if day(row["Datum"]) > since}
    units = records(municipality, "boendeenheter")
    assert 1 < len(trained) < len(units)
    assert {row["Typ"] for row in rows} >= {"Intygsutfärdare", "Allmän munhälsovård"}


def test_lists_of_services_hold_new_people_some_of_them_young(municipality: Municipality) -> None:
    known = {number(row["Personnummer"]) for row in records(municipality, "personer")}
    listed = [number(row["Personnummer"]) for row in records(municipality, "insatser")]
    new = set(listed) - known
    assert len(listed) == len(set(listed))
    assert len(listed) / 2 < len(new) < len(listed)
    ages = [municipality.today.year - int(found[:4]) for found in new]
    assert any(20 <= age < 24 for age in ages)
    changed = {number(row["Personnummer"]) for row in records(municipality, "folkbokforing")}
    assert changed & known
    assert changed - known


def test_a_kind_is_the_same_whichever_others_are_made() -> None:
    def tables(*kinds: str) -> Municipality:
        return generate(persons=300, seed=5, years=5, today=date(2026, 9, 30), kinds=kinds)

    together = tables(*KINDS).tables
    for kind in KINDS:
        assert tables(kind).tables == {kind: together[kind]}


def test_another_seed_gives_other_people() -> None:
    def numbers(seed: int) -> set[Cell]:
        made = generate(
            persons=50, seed=seed, years=5, today=date(2026, 9, 30), kinds=("personer",)
        )
        return {row[0] for row in made.tables["personer"].rows}

    assert numbers(1) == numbers(1)
    assert numbers(1) != numbers(2)


def test_one_person_is_enough() -> None:
    made = generate(persons=1, seed=1, years=5, today=date(2026, 9, 30))
    assert len({number(row[0]) for row in made.tables["personer"].rows}) == 1


def test_numbers_go_on_over_full_days_until_there_are_none() -> None:
    book = NumberBook(last_birth=date(1906, 1, 3))
    middle = date(1906, 1, 2).toordinal()
    drawn = [book.draw(birth=middle, woman=True)[0] for _ in range(30)]
    assert len(set(drawn)) == 30
    assert {found[:8] for found in drawn[:10]} == {"19060102"}
    assert {found[:8] for found in drawn[10:20]} == {"19060103"}
    assert {found[:8] for found in drawn[20:]} == {"19060101"}
    with pytest.raises(NumbersUsedUp):
        book.draw(birth=middle, woman=True)
    assert int(book.draw(birth=middle, woman=False)[0][10]) % 2 == 1


def test_the_note_beside_the_bundled_files_describes_them() -> None:
    folder = Path(__file__).parents[3] / "resources" / "example"
    note = tomllib.loads((folder / "example.toml").read_text("utf-8"))
    assert note["reference_day"] == date(2026, 9, 30)
    assert note["municipality"] == {"code": "1471", "name": "Götene"}
    assert [entry["kind"] for entry in note["files"]] == list(KINDS)
    assert all((folder / entry["file"]).is_file() for entry in note["files"])
