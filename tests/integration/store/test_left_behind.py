"""Every form of the store that a release left behind is opened, brought up to date and whole."""

from __future__ import annotations

import gzip
import json
import shutil
from pathlib import Path

import psycopg
import pytest

from munhalsa.adapters.store.checks import count_rows
from munhalsa.adapters.store.migrate import newest_revision, revision_of
from munhalsa.adapters.store.opening import OpenStore, open_postgres
from munhalsa.adapters.store.verify import verify_open
from munhalsa.application.view_person import list_persons
from tests.support.founded import CLOCK, open_store
from tests.support.stores import context_for
from tools.make_store_fixture import HOLDS, SHARED, STORES

# The log grows by each log-in, and what a migration writes anew can have other lines.
_OWN_TO_EACH = ("audit_", "search_")


def _forms() -> list[Path]:
    return sorted(STORES.iterdir())


def test_there_is_one_at_least() -> None:
    assert _forms()


@pytest.mark.parametrize("left", _forms(), ids=lambda left: left.name)
def test_an_embedded_store_is_opened_and_whole(left: Path, tmp_path: Path) -> None:
    shutil.copytree(left, tmp_path / "register")
    with open_store(tmp_path / "register") as opened:
        _check(opened, left)


@pytest.mark.parametrize("left", _forms(), ids=lambda left: left.name)
def test_a_shared_store_is_opened_and_whole(
    left: Path, postgres_url: str, postgres_password: str
) -> None:
    with psycopg.connect(postgres_url, password=postgres_password) as connection:
        connection.execute(gzip.decompress((left / SHARED).read_bytes()))
    with open_postgres(postgres_url, password=postgres_password, clock=CLOCK) as opened:
        _check(opened, left)


def _check(opened: OpenStore, left: Path) -> None:
    held: dict[str, int] = json.loads((left / HOLDS).read_text(encoding="utf-8"))
    with opened.store.engine.connect() as connection:
        assert revision_of(connection) == newest_revision()
        counts = count_rows(connection)
    kept = {name: rows for name, rows in held.items() if not name.startswith(_OWN_TO_EACH)}
    assert {name: counts[name] for name in kept} == kept
    persons = list_persons(context_for(opened.store, session=opened.session))
    assert len(persons) == held["person"] > 5
    assert [check.detail for check in verify_open(opened) if not check.ok] == []
