"""Stores for tests that must hold on both engines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from munhalsa.adapters.store.store import SqlStore
from munhalsa.application.context import Context
from tests.support.stores import context_for, postgres_store, sqlcipher_store


@pytest.fixture(params=["sqlcipher", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SqlStore]:
    """A new real store, once on each engine."""
    if request.param == "sqlcipher":
        folder = tmp_path / "register"
        folder.mkdir()
        with sqlcipher_store(folder) as made:
            yield made
    else:
        with postgres_store(request.getfixturevalue("postgres_server")) as made:
            yield made


@pytest.fixture
def context(store: SqlStore) -> Context:
    """A coordinator at the store, on 2026-11-22."""
    return context_for(store)
