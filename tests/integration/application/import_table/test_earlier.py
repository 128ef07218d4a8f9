"""What was taken in before is listed also when its log is dropped, with what is still known."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from munhalsa.application.context import Context
from munhalsa.application.import_table.earlier import list_imports
from munhalsa.domain.account import ImportBatch
from tests.support.deeds import SIGNE, add
from tests.support.imports import person_line, take_in, units

# 2021-03-04 05:06:07 UTC, in the first 48 bits.
OLD = "0177fba0-fa18-7000-8000-000000000001"
OLDER = "0177fba0-fa18-7000-8000-000000000000"
HERE = {"Boendeenhet": "B1", "Grund": "2a", "Intyg utfärdat": "2025-03-01"}


def batch(id: str, **changes: Any) -> ImportBatch:
    counts = {"rows_in": 4, "new": 2, "changed": 1, "unchanged": 0, "duplicate": 0, "rejected": 1}
    given = {"kind": "personer", "file_sha256": "4be1", "event_id": id, **counts}
    return ImportBatch(id=id, **{**given, **changes})


def test_one_whose_log_is_dropped_is_last_without_by_whom(context: Context) -> None:
    units(context)
    add(
        context,
        batch(OLD),
        batch(OLDER, undone=True),
        batch("00000000-0000-4000-8000-000000000000"),
        batch("0-by-hand"),
        batch("never-finished", event_id=None),
    )
    new = take_in(context, "personer", person_line(SIGNE, **HERE))
    listed = [one for one in list_imports(context) if one.kind == "personer"]
    assert [(one.batch, one.is_logged) for one in listed] == [
        (new.batch, True),
        (OLD, False),
        (OLDER, False),
        ("00000000-0000-4000-8000-000000000000", False),
        ("0-by-hand", False),
    ]
    now, old, older, by_chance, by_hand = listed
    assert (now.user, now.time is None) == (context.session.name, False)
    assert old.time == datetime(2021, 3, 4, 5, 6, 7, tzinfo=UTC)
    assert (old.rows_in, old.new, old.changed, old.rejected, old.user) == (4, 2, 1, 1, None)
    assert (old.undone, older.undone) == (False, True)
    assert (by_chance.time, by_hand.time) == (None, None)
