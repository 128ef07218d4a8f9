"""An export that is killed with kill -9: all that it delivered is there, or nothing of it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from munhalsa.adapters.store.verify import verify_open
from munhalsa.domain.account import DeliveredExport, DeliveredPart
from tests.support.deeds import born, issue, register
from tests.support.export_crash import DONE, HALF, WRITTEN
from tests.support.exports import export, mark
from tests.support.founded import copied_store, open_store
from tests.support.imports import dump
from tests.support.stores import context_for

_PERSONS = 5


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed store with five certificates that wait."""
    folder = copied_store(tmp_path / "register")
    with open_store(folder) as opened:
        context = context_for(opened.store, session=opened.session)
        for number in range(_PERSONS):
            register(context, born(1930 + number))
            issue(context, born(1930 + number))
    return folder


def _cut_off(folder: Path, file: Path, *moments: str) -> None:
    program = [sys.executable, "-m", "tests.support.export_crash"]
    subprocess.run([*program, str(folder), str(file), *moments], check=True)


@pytest.mark.parametrize("moment", [HALF, WRITTEN])
def test_an_export_killed_on_the_way_is_wholly_absent(
    folder: Path, tmp_path: Path, moment: str
) -> None:
    with open_store(folder) as opened:
        before = dump(opened.store)
    file = tmp_path / "till-vgr.csv"
    _cut_off(folder, file, moment)
    assert not file.exists()
    with open_store(folder) as opened:
        assert [check.detail for check in verify_open(opened) if not check.ok] == []
        assert dump(opened.store) == before
        context = context_for(opened.store, session=opened.session)
        assert export(context, file).rows == _PERSONS
        assert mark(context, file).lines == _PERSONS


def test_an_export_killed_when_it_was_done_is_wholly_there(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "till-vgr.csv"
    _cut_off(folder, file, DONE)
    with open_store(folder) as opened:
        assert [check.detail for check in verify_open(opened) if not check.ok] == []
        with opened.store.read() as reader:
            (kept,) = reader.find(DeliveredExport)
            parts = reader.find(DeliveredPart, export_id=kept.id)
        assert sum(len(part.subjects.splitlines()) for part in parts) == _PERSONS
        context = context_for(opened.store, session=opened.session)
        assert mark(context, file).lines == _PERSONS
