"""Ids are made where a record is made, and never collide."""

from __future__ import annotations

import uuid

from munhalsa.adapters.ids import new_id


def test_ids_are_uuids_of_version_7_that_rise() -> None:
    made = [new_id() for _ in range(2_000)]
    assert made == sorted(set(made))
    for one in (made[0], made[-1]):
        assert str(uuid.UUID(one)) == one
        assert (uuid.UUID(one).version, uuid.UUID(one).variant) == (7, uuid.RFC_4122)


def test_two_machines_do_not_collide_in_the_same_moment() -> None:
    assert len({new_id()[19:] for _ in range(2_000)}) == 2_000
