"""An import that is killed with kill -9: wholly there or wholly absent, and done again at once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from munhalsa.adapters.store.store import SqlStore
from munhalsa.adapters.store.verify import verify_open
from munhalsa.application.import_table.earlier import list_imports
from munhalsa.domain.person import Person
from tests.support.deeds import born
from tests.support.founded import copied_store, open_store
from tests.support.import_crash import DONE, PLANNED, WRITTEN
from tests.support.imports import HOME, dump, person_line, take_in, verdicts
from tests.support.stores import context_for

LINES = [
    person_line(born(1930 + number), Boendeenhet="B1", Grund="2a", Intyg_utfärdat="2025-03-01")
    for number in range(20)
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed store with a unit, and a list of persons beside it."""
    lines = [";".join(LINES[0]), *(";".join(line.values()) for line in LINES)]
    (tmp_path / "personer.csv").write_text("\n".join(lines), encoding="utf-8")
    folder = copied_store(tmp_path / "register")
    with open_store(folder) as opened:
        take_in(context_for(opened.store, session=opened.session), "boendeenheter", HOME)
    return folder


def _cut_off(folder: Path, *moments: str) -> None:
    program = [sys.executable, "-m", "tests.support.import_crash"]
    words = [*program, str(folder), str(folder.with_name("personer.csv")), *moments]
    subprocess.run(words, check=True)


def _held(store: SqlStore) -> tuple[dict[str, list[Any]], int]:
    """Every record, and how many imports are told of."""
    return dump(store), len(list_imports(context_for(store)))


def test_an_import_killed_on_the_way_is_wholly_absent(folder: Path) -> None:
    with open_store(folder) as opened:
        before = _held(opened.store)
    _cut_off(folder, PLANNED, WRITTEN)
    with open_store(folder) as opened:
        assert [check.detail for check in verify_open(opened) if not check.ok] == []
        assert _held(opened.store) == before
        context = context_for(opened.store, session=opened.session)
        assert verdicts(take_in(context, "personer", *LINES)) == (20, 0, 0, 0, 0)


@pytest.mark.long
def test_an_import_killed_when_it_was_done_is_wholly_there(folder: Path) -> None:
    _cut_off(folder, DONE)
    with open_store(folder) as opened:
        assert [check.detail for check in verify_open(opened) if not check.ok] == []
        with opened.store.read() as reader:
            assert len(reader.find(Person)) == 20
        context = context_for(opened.store, session=opened.session)
        assert verdicts(take_in(context, "personer", *LINES)) == (0, 0, 20, 0, 0)
