"""Lists of training, on both engines: new once, unchanged ever after."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from munhalsa.adapters.ids import new_id
from munhalsa.adapters.tables.kinds import load_kind
from munhalsa.adapters.tables.table_files import TableFiles
from munhalsa.application.context import Context
from munhalsa.application.import_table.cells import Surroundings
from munhalsa.application.import_table.commit import commit_import
from munhalsa.application.import_table.kinds import NO_MAPPING
from munhalsa.application.import_table.rows_trainings import convert_trainings
from munhalsa.application.own_training_kinds import add_training_kind
from munhalsa.application.undo import undo_import
from munhalsa.domain.training import Issuer, Participant, Training, TrainingUnit
from munhalsa.domain.unit import Unit, UnitType
from tests.support.deeds import add, alter
from tests.support.imports import codes, every, one, table_of, take_in, verdicts
from tests.support.stores import TODAY, context_for, sqlcipher_store

EXAMPLE = Path(__file__).resolve().parents[4] / "resources" / "example"
NEW, UNCHANGED, REJECTED = (1, 0, 0, 0, 0), (0, 0, 1, 0, 0), (0, 0, 0, 0, 1)


def session(**cells: Any) -> dict[str, Any]:
    line = {
        "Datum": "2026-03-01",
        "Typ": "Praktisk träning",
        "Timmar": "1,5",
        "Antal deltagare": 2,
        "Deltagare": "Anna Ek;Bo  Ås;",
        "Boendeenhet": "B1; Ekgården ;b1",
        "Utbildare": "Kim Öst",
    }
    return line | {heading.replace("_", " "): cell for heading, cell in cells.items()}


def test_a_session_comes_in_once_with_its_units_and_names(place: Context) -> None:
    add(place, Issuer(id=new_id(), name="Ek, Anna", sort_key="ek"))
    done = take_in(place, "utbildningar", session())
    assert verdicts(done) == NEW
    training = one(place, Training)
    assert (training.day, training.kind, training.hundredths) == (
        date(2026, 3, 1),
        "practical",
        150,
    )
    assert (training.participant_count, training.trainer) == (2, "Kim Öst")
    assert len(every(place, TrainingUnit)) == 2
    people = {person.name: person.issuer_id for person in every(place, Participant)}
    assert people == {"Anna Ek": one(place, Issuer).id, "Bo Ås": None}
    as_written = session(Antal_deltagare="", Boendeenhet="ekgården;B1", Timmar=1.5)
    for again in (session(), as_written):
        assert verdicts(take_in(place, "utbildningar", again)) == UNCHANGED
    twice = take_in(place, "utbildningar", session(Timmar="2"), session(Timmar="2,00"))
    assert verdicts(twice) == (1, 0, 0, 1, 0)
    place_before = len(every(place, Training))
    undo_import(place, str(twice.batch))
    assert len(every(place, Training)) == place_before - 1
    undo_import(place, str(done.batch))
    assert not every(place, Participant)
    assert not every(place, TrainingUnit)


def test_what_is_odd_is_pointed_out_and_counts_all_the_same(place: Context) -> None:
    alter(place, one(place, Unit, code="B2"), active_to=date(2026, 2, 28))
    done = take_in(
        place, "utbildningar", session(Antal_deltagare="", Deltagare="", Utbildare="", extra="x")
    )
    assert verdicts(done) == NEW
    assert codes(done) == ["unit_not_active", "participants_unknown"]
    assert done.unknown_columns == ("extra",)
    unknown = session(Boendeenhet="Lindgården; Hemtjänst Syd")
    assert verdicts(take_in(place, "utbildningar", unknown)) == REJECTED
    added = take_in(place, "utbildningar", unknown, add_units=True)
    assert (verdicts(added), codes(added)) == (NEW, ["unit_added", "unit_added"])
    assert one(place, Unit, name="Hemtjänst Syd").type is UnitType.HOME_HELP
    assert verdicts(take_in(place, "utbildningar", unknown)) == UNCHANGED
    add_training_kind(place, "Munvård vid stroke")
    own = session(Typ="munvård vid stroke", Boendeenhet="")
    assert verdicts(take_in(place, "utbildningar", own)) == NEW


@pytest.mark.parametrize(
    ("cells", "code", "column"),
    [
        ({"Datum": "2026-11-23"}, "date_in_future", "Datum"),
        ({"Timmar": "1,255"}, "hours_invalid", "Timmar"),
        ({"Timmar": "0"}, "hours_out_of_range", "Timmar"),
        ({"Antal_deltagare": "1"}, "participants_below_named", "Deltagare"),
        ({"Deltagare": "a" * 121}, "name_invalid", "Deltagare"),
        ({"Typ": "Något annat"}, "choice_unknown", "Typ"),
        ({"Datum": ""}, "value_missing", "Datum"),
    ],
)
def test_what_no_session_is_stays_outside_with_its_cell(
    cells: dict[str, Any], code: str, column: str
) -> None:
    around = Surroundings(today=TODAY, lowest_age=20)
    table = table_of([session(**cells)])
    done = convert_trainings(table, kind=load_kind("utbildningar"), around=around)
    assert not done.rows
    (row,) = done.rejected
    assert (row.code, row.column) == (code, column)


def test_the_example_goes_in_without_rejects_and_twice_without_effect(tmp_path: Path) -> None:
    tables = TableFiles()
    with sqlcipher_store(tmp_path) as store:
        for name in ("boendeenheter", "utbildningar", "utbildningar"):
            kind = tables.kind(name)
            table = tables.read(EXAMPLE / f"{name}.xlsx", kind=kind, mapping=NO_MAPPING)
            done = commit_import(context_for(store), table, kind)
            assert done.rejected == 0
    assert (done.rows_in, done.unchanged) == (61, 61)
