"""What is decided about rows, as data: of several decisions about a row the last one holds."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import NamedTuple

import pytest

from munhalsa.adapters.tables.kinds import load_kind
from munhalsa.application.import_table.conflicts import (
    conflicts_of,
    keep_columns,
    keep_here,
    leave_out,
    prefer,
    prefer_first,
    prefer_last,
    take_file,
    take_file_in,
    without_conflict,
)
from munhalsa.application.import_table.kept_cells import heading_of_part, keys_kept
from munhalsa.application.import_table.kinds import KindName
from munhalsa.application.import_table.ledger import Ledger
from munhalsa.application.import_table.plan import (
    Conflict,
    ConflictKind,
    ImportChoices,
    ImportPlan,
    RowVerdict,
    Sheet,
    Verdict,
)
from munhalsa.domain.certificate import Registration
from munhalsa.domain.person import Person, Residence
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.unit import Unit

PERSONS = load_kind("personer")
NOTHING = ImportChoices()


class Held(NamedTuple):
    """A record of the store, whatever it is."""

    id: str = "1"
    version: int = 1
    given_name: str | None = "Signe"
    sort_key: str = "signe"
    to_day: date | None = date(2026, 1, 1)
    room: str | None = "12"
    state: str = "registered"
    responsible_name: str = "Ej angiven"
    protected_identity: str = "none"


def plan(
    *verdicts: Verdict,
    choices: ImportChoices = NOTHING,
    conflicts: tuple[Conflict, ...] = (),
) -> ImportPlan:
    """A plan of rows 2, 3, …"""
    rows = tuple(RowVerdict(row=row, verdict=one) for row, one in enumerate(verdicts, start=2))
    return ImportPlan(
        kind=KindName.PERSONS,
        sha256="",
        day=date(2026, 11, 22),
        choices=choices,
        moment="",
        rows=rows,
        notices=(),
        unknown_columns=(),
        counts=Counter(row.verdict for row in rows),
        conflicts=conflicts,
        ledger=Ledger(),
    )


def against(row: int, column: str | None = None) -> Conflict:
    return Conflict(row=row, kind=ConflictKind.REPLACES, column=column)


def sheet() -> Sheet:
    return Sheet(total=9, progress=lambda _done, _total: True)


def found(sheet: Sheet, verdict: Verdict = Verdict.CHANGED) -> list[tuple[int, ConflictKind]]:
    rows = [RowVerdict(row=2, verdict=verdict), RowVerdict(row=3, verdict=verdict)]
    return [(one.row, one.kind) for one in conflicts_of(sheet, rows, PERSONS)]


@pytest.mark.parametrize(
    ("kind", "fields", "is_conflict"),
    [
        (Person, {"given_name": "Sigrid"}, True),
        (Person, {"sort_key": "sigrid"}, False),
        (Person, {"protected_identity": "protected_registration"}, False),
        (Unit, {"responsible_name": "Eva Ek"}, False),
        (Residence, {"to_day": date(2026, 2, 1)}, False),
        (Residence, {"room": "13"}, True),
        (Registration, {"state": "to_register"}, False),
    ],
)
def test_a_value_that_somebody_entered_gives_way(
    kind: type[object], fields: dict[str, object], is_conflict: bool
) -> None:
    one = sheet()
    one.ledger.row = 2
    one.ledger.edit(kind, Held(), subject="p", **fields)
    assert found(one) == ([(2, ConflictKind.REPLACES)] if is_conflict else [])


def test_what_was_empty_is_filled_without_asking() -> None:
    one = sheet()
    one.ledger.row = 2
    one.ledger.edit(Person, Held(given_name=None), subject="p", given_name="Signe")
    assert found(one) == []


def test_each_row_answers_for_its_own_fields_of_a_record() -> None:
    one = sheet()
    one.ledger.row = 2
    one.ledger.edit(Person, Held(), subject="p", sort_key="b")
    one.ledger.row = 3
    one.ledger.edit(Person, Held(), subject="p", given_name="Bo")
    assert found(one) == [(3, ConflictKind.REPLACES)]
    assert {row: edit.after for row, edit in one.ledger.changed_by_row()} == {
        2: {"sort_key": "b"},
        3: {"given_name": "Bo"},
    }


def test_the_weightiest_of_several_is_told() -> None:
    one = sheet()
    one.contest(2, ConflictKind.REPLACES)
    one.contest(2, ConflictKind.MOVES)
    one.contest(2, ConflictKind.REPLACES)
    one.contest(2, ConflictKind.REPLACES, column="Telefon")
    assert found(one) == [(2, ConflictKind.MOVES), (2, ConflictKind.REPLACES)]


def test_a_row_that_changes_nothing_is_no_conflict_but_two_that_differ_are() -> None:
    one = sheet()
    one.contest(2, ConflictKind.REPLACES)
    one.duplicate(3, first=2, differing=["Rum"])
    assert found(one, Verdict.REJECTED) == [(3, ConflictKind.DUPLICATE)]
    (told,) = conflicts_of(one, one.verdicts(), PERSONS)
    assert told.first == 2


def test_a_row_that_counts_by_choice_is_told_of_as_such() -> None:
    one = sheet()
    one.duplicate(2, first=5, differing=[])
    (row,) = one.verdicts()
    assert row.message == "Samma rad finns på rad 5 i filen, och den räknas efter ditt val."
    assert conflicts_of(one, one.verdicts(), PERSONS) == ()


def test_what_is_new_is_left_out_and_what_is_known_is_kept() -> None:
    made = plan(Verdict.NEW, Verdict.CHANGED, Verdict.CHANGED)
    kept = keep_here(NOTHING, made, [against(2), against(3), against(4, "Rum")])
    assert (kept.left_out, kept.kept) == (frozenset({2}), frozenset({3}))
    assert kept.kept_cells == {(4, "Rum")}
    assert kept.decided == {2, 3, 4}
    assert take_file(kept, [2, 3, 4]) == NOTHING
    # A cell that is kept and still goes against the register takes the row with it.
    assert keep_here(kept, made, [against(4, "Rum")]).kept == {3, 4}


def test_what_is_decided_of_one_column_leaves_the_others_as_they_were() -> None:
    kept = keep_columns(leave_out(NOTHING, [2, 3]), 2, ["Rum", "Telefon"])
    free = take_file_in(kept, [against(2, "Rum"), against(3)])
    assert (free.kept_cells, free.left_out) == (frozenset({(2, "Telefon")}), frozenset())


def test_what_belongs_together_is_kept_together_and_a_key_never() -> None:
    home = {"unit", "residence_from", "room", "street", "postal_code", "city"}
    cells = [(2, "Boendeenhet"), (2, "Efternamn"), (3, "Avslutat")]
    assert keys_kept(PERSONS, cells) == {
        2: home | {"family_name"},
        3: {"ended", "end_reason"},
    }
    assert heading_of_part(load_kind("folkbokforing"), "unit_id") == "Gatuadress"
    assert heading_of_part(PERSONS, "issued") is None
    assert heading_of_part(load_kind("befolkning"), "count") is None
    for never in ("Personnummer", "Skyddade uppgifter"):
        with pytest.raises(Rejected) as refusal:
            keys_kept(PERSONS, [(2, never)])
        assert refusal.value.code == "cell_not_keepable"


def test_the_last_decision_holds() -> None:
    first = leave_out(NOTHING, [2, 3])
    second = prefer(first, 3, over=2)
    assert (second.left_out, second.preferred) == (frozenset(), frozenset({3}))
    assert prefer(second, 2, over=3).preferred == {2}
    assert leave_out(second, [3]).preferred == set()


def test_the_last_of_rows_with_one_key_counts_or_the_first() -> None:
    three = [
        Conflict(row=row, kind=ConflictKind.DUPLICATE, first=first)
        for row, first in ((5, 2), (9, 2), (4, 3))
    ]
    last = prefer_last(NOTHING, [*three, Conflict(row=7, kind=ConflictKind.MOVES)])
    assert last.preferred == frozenset({9, 4})
    now = [Conflict(row=row, kind=ConflictKind.DUPLICATE, first=9) for row in (2, 5)]
    assert prefer_last(last, now) == last
    assert prefer_first(last, now).preferred == frozenset({4})


def test_rows_left_out_by_choice_are_not_faulty() -> None:
    made = plan(Verdict.REJECTED, Verdict.REJECTED, Verdict.NEW, choices=leave_out(NOTHING, [2]))
    assert made.faulty == 1


def test_what_one_row_no_longer_does_the_next_does_not_either() -> None:
    seen: list[ImportChoices] = []

    def again(choices: ImportChoices) -> ImportPlan:
        seen.append(choices)
        left = () if len(seen) > 1 else (Conflict(row=3, kind=ConflictKind.MOVES),)
        return plan(Verdict.UNCHANGED, Verdict.CHANGED, choices=choices, conflicts=left)

    first = plan(
        Verdict.CHANGED,
        Verdict.DUPLICATE,
        Verdict.DUPLICATE,
        conflicts=(
            Conflict(row=2, kind=ConflictKind.REPLACES),
            Conflict(row=4, kind=ConflictKind.DUPLICATE, first=2),
        ),
    )
    assert without_conflict(first, again).choices.kept == {2, 3}
    assert len(seen) == 2
