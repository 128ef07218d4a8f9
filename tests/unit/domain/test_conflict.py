"""Two changes of one record, put together field by field."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from munhalsa.domain.conflict import both_changes

TEXTS = st.sampled_from(["a", "b", None])
VALUES = st.fixed_dictionaries({"name": TEXTS, "phone": TEXTS})


@given(base=VALUES, mine=VALUES, theirs=VALUES)
def test_nothing_is_lost_that_only_one_has_changed_and_the_rest_is_asked(
    base: dict[str, str | None], mine: dict[str, str | None], theirs: dict[str, str | None]
) -> None:
    found = both_changes(base=base, mine=mine, theirs=theirs)
    asked = {one.field: (one.mine, one.theirs) for one in found.clashes}
    for field, before in base.items():
        changed = {mine[field], theirs[field]} - {before}
        if len(changed) <= 1 and (
            mine[field] == theirs[field] or before in (mine[field], theirs[field])
        ):
            assert found.values[field] == (changed.pop() if changed else before)
            assert field not in asked
        else:
            assert asked[field] == (mine[field], theirs[field])
            assert found.values[field] == theirs[field]
