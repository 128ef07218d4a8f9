"""What an event comes to, what clashes with it, and which events hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from munhalsa.domain.person import Person, Residence
from munhalsa.domain.undo import RecordChange, clashes, net_changes, undone_events

Image = Mapping[str, Any] | None


def change(before: Image, after: Image, *, id: str = "a", kind: type[Any] = Person) -> RecordChange:
    return RecordChange(kind=kind, id=id, subject="s", before=before, after=after)


def images(changes: list[RecordChange]) -> list[tuple[Image, Image]]:
    return [(each.before, each.after) for each in changes]


@pytest.mark.parametrize(
    ("steps", "net"),
    [
        ([(None, {"x": 1})], [(None, {"x": 1})]),
        ([(None, {"x": 1, "y": 1}), ({"x": 1}, {"x": 2})], [(None, {"x": 2, "y": 1})]),
        ([(None, {"x": 1}), ({"x": 1}, None)], []),
        ([({"x": 1}, {"x": 2}), ({"x": 2}, {"x": 3})], [({"x": 1}, {"x": 3})]),
        ([({"x": 1}, {"x": 2}), ({"y": 1}, {"y": 2})], [({"x": 1, "y": 1}, {"x": 2, "y": 2})]),
        ([({"x": 1}, {"x": 2}), ({"x": 2, "y": 5}, None)], [({"x": 1, "y": 5}, None)]),
        ([({"x": 1}, None), (None, {"x": 4})], [({"x": 1}, {"x": 4})]),
    ],
)
def test_the_changes_of_one_record_come_to_one(
    steps: list[tuple[Image, Image]], net: list[tuple[Image, Image]]
) -> None:
    assert images(net_changes(change(*step) for step in steps)) == net


def test_records_stand_in_the_order_of_their_last_change() -> None:
    net = net_changes(
        [
            change({"x": 1}, {"x": 2}),
            change(None, {}, id="b"),
            change({"x": 2}, {"x": 3}),
            change(None, {}, kind=Residence),
        ]
    )
    assert [(each.kind, each.id) for each in net] == [
        (Person, "b"),
        (Person, "a"),
        (Residence, "a"),
    ]


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        (change({"x": 1}, {"x": 2}), change({"x": 2}, {"x": 3}), True),
        (change({"x": 1}, {"x": 2}), change({"y": 2}, {"y": 3}), False),
        (change({"x": 1}, {"x": 2}), change({"x": 2}, None), True),
        (change({"x": 1}, {"x": 2}), change(None, {"x": 2}), True),
        (change(None, {"x": 2}), change({"y": 2}, {"y": 3}), True),
        (change({"x": 2}, None), change({"y": 2}, {"y": 3}), True),
        (change({"x": 1}, {"x": 2}), change({"x": 2}, {"x": 3}, id="b"), False),
        (change({"x": 1}, {"x": 2}), change({"x": 2}, {"x": 3}, kind=Residence), False),
    ],
)
def test_a_clash_is_the_same_field_or_a_whole_record(
    mine: RecordChange, theirs: RecordChange, expected: bool
) -> None:
    assert clashes({(mine.kind, mine.id): mine}, theirs) is expected


@pytest.mark.parametrize(
    ("undoings", "undone"),
    [
        ([], set()),
        ([("u1", "e")], {"e"}),
        ([("u1", "e"), ("u2", "u1")], {"u1"}),
        ([("u1", "e"), ("u2", "u1"), ("u3", "u2")], {"e", "u2"}),
        ([("u1", "e"), ("u2", "u1"), ("u3", "e")], {"e", "u1"}),
    ],
)
def test_an_undone_undo_holds_no_more(undoings: list[tuple[str, str]], undone: set[str]) -> None:
    assert undone_events(undoings) == undone
