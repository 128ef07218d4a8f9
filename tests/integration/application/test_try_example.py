"""The example municipality to try things in: made whole, found again, never the store last used."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from munhalsa.application.view_person import list_persons
from munhalsa.application.waiting_registrations import Waiting, count_waiting
from munhalsa.application.workplace import Tried, WhichStore
from tests.support.stores import TODAY
from tests.support.whole_program import whole_program


def persons_in(tried: Tried, which: WhichStore) -> int:
    here = replace(which, store=tried.store, ask=lambda _: tried.passphrase, remember=False)
    with whole_program().open(here) as place:
        assert count_waiting(place.context) == Waiting(certificates=0, units=0)
        return len(list_persons(place.context))


def test_it_is_made_filled_and_found_again(tmp_path: Path) -> None:
    program, which = whole_program(), WhichStore(today=TODAY, profile=tmp_path)
    tried = program.try_example(which)
    assert persons_in(tried, which) > 500
    key = Path(tried.store, "keyslots.json").read_bytes()
    assert program.try_example(which) == tried
    assert Path(tried.store, "keyslots.json").read_bytes() == key
    assert not program.has_store(which)


def test_one_that_was_cut_short_is_made_anew(tmp_path: Path) -> None:
    program, which = whole_program(), WhichStore(today=TODAY, profile=tmp_path)
    cut_short = tmp_path / "data" / "exempel" / "register.ny"
    cut_short.mkdir(parents=True)
    (cut_short / "store.db").write_bytes(b"half")
    assert persons_in(program.try_example(which), which) > 500
    assert not cut_short.exists()
