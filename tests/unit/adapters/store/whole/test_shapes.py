"""What a line may hold is what its record may, and every table goes out or is left out by name."""

from __future__ import annotations

from typing import Any

import pytest

from munhalsa.adapters.store.schema import metadata
from munhalsa.adapters.store.whole.shapes import LEFT_OUT, Fault, all_shapes
from munhalsa.adapters.store.whole.sorted_ids import SortedIds

_PERSON = {
    "id": "01900000-0000-7000-8000-000000000001",
    "version": 1,
    "number": "195001232296",
    "birth_year": 1950,
    "sex": "male",
    "given_name": "Åke",
    "family_name": "Ö",
    "sort_key": "x",
    "protected_identity": "none",
    "language": None,
    "needs_interpreter": False,
    "died_on": None,
    "moved_out_on": "2026-11-22",
    "moved_out_to": None,
    "handler_id": None,
    "municipality_id": "1490",
    "created_at": "2026-11-22T10:00:00.000000+00:00",
    "created_by": "a",
    "changed_at": "2026-11-22T10:00:00.000000+00:00",
    "changed_by": "a",
}


def test_every_table_goes_out_or_is_left_out_by_name() -> None:
    assert {*all_shapes(), *(table.name for table in LEFT_OUT)} == set(metadata.tables)


def test_the_schema_says_what_a_field_holds_and_points_to() -> None:
    schema = all_shapes()["person"].schema()
    fields = schema["properties"]
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["required"] == list(_PERSON)
    assert schema["additionalProperties"] is False
    assert schema["x-ordered-by"] == ["id"]
    assert fields["handler_id"]["x-points-to"] == "account"
    assert fields["sex"] == {"type": "string", "enum": ["female", "male", "unknown"]}
    assert fields["died_on"] == {"type": ["string", "null"], "format": "date"}
    assert fields["created_at"]["format"] == "date-time"
    assert fields["needs_interpreter"] == {"type": "boolean"}
    end = all_shapes()["certificate"].schema()["properties"]["end_reason"]
    assert None in end["enum"]
    assert "deceased" in end["enum"]


def test_a_line_as_it_should_be_passes() -> None:
    all_shapes()["person"].check(_PERSON)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", None),
        ("id", "x" * 37),
        ("version", "1"),
        ("version", True),
        ("version", 2**31),
        ("number", 195001232296),
        ("given_name", "noll\0"),
        ("given_name", "\ud800"),
        ("sex", "okänt"),
        ("needs_interpreter", 0),
        ("died_on", "2026-02-30"),
        ("died_on", "20260228"),
        ("created_at", "2026-11-22T10:00:00+00:00"),
        ("created_at", "2026-11-22T25:00:00.000000+00:00"),
    ],
)
def test_a_value_that_may_not_stand_there_is_told_by_its_field(field: str, value: Any) -> None:
    with pytest.raises(Fault) as caught:
        all_shapes()["person"].check({**_PERSON, field: value})
    assert caught.value.field == field


def test_a_field_too_many_or_too_few_is_told() -> None:
    shape = all_shapes()["person"]
    with pytest.raises(Fault, match="ett fält som inte hör dit"):
        shape.check({**_PERSON, "hemligt": 1})
    with pytest.raises(Fault, match="saknas"):
        shape.check({name: _PERSON[name] for name in _PERSON if name != "number"})
    with pytest.raises(Fault, match="inget JSON-objekt"):
        shape.check([_PERSON])


def test_ids_in_order_are_found_again() -> None:
    ids = SortedIds()
    known = [f"01900000-0000-7000-8000-{number:012x}" for number in range(0, 200, 2)]
    assert all(map(ids.add, known))
    assert not ids.add("kommunen")
    assert len(ids) == 100
    assert all(one in ids for one in known)
    assert "01900000-0000-7000-8000-000000000001" not in ids
    assert "01900000-0000-7000-8000-00000000000E" not in ids
