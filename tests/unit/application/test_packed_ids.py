"""Packed ids are the list that they were made of."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from munhalsa.application.packed_ids import PackedIds

# Few different bytes, so that one id is also found across two others.
IDS = st.lists(
    st.lists(st.sampled_from([0, 1]), min_size=16, max_size=16).map(
        lambda parts: str(UUID(bytes=bytes(parts)))
    ),
    max_size=30,
)


@given(IDS, st.data())
def test_it_is_the_list(ids: list[str], data: st.DataObject) -> None:
    packed = PackedIds(ids)
    assert list(packed) == ids
    assert len(packed) == len(ids)
    first, last = (data.draw(st.integers(-40, 40)) for _ in range(2))
    assert packed[first:last] == ids[first:last]
    for one in ids:
        assert packed.index(one) == ids.index(one)
        assert one in packed


def test_what_is_not_there() -> None:
    zero, one = str(UUID(int=0)), str(UUID(int=1))
    across = str(UUID(bytes=UUID(int=1).bytes[8:] + UUID(int=0).bytes[:8]))
    packed = PackedIds([one, zero, one])
    for absent in (across, "no id", "", zero[:8], 1):
        assert absent not in packed
    assert (packed.index(one), packed.index(one, 1), packed.index(zero, -2)) == (0, 2, 1)
    for start, stop in ((1, 2), (3, None)):
        with pytest.raises(ValueError, match="not among"):
            packed.index(one, start, stop)
    with pytest.raises(IndexError):
        packed[3]
    assert packed[-1] == one
