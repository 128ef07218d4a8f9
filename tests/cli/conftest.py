"""Somebody at the command line, at a store that is new or has the small municipality in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.commands import CommandLine, copy_of, fill, found, somebody


@pytest.fixture(autouse=True)
def no_choice_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment chooses neither store nor profile."""
    monkeypatch.delenv("MUNHALSA_STORE", raising=False)
    monkeypatch.delenv("MUNHALSA_PROFILE", raising=False)


@pytest.fixture
def nobody_yet(tmp_path: Path) -> CommandLine:
    """Somebody who has a passphrase file and no store."""
    return somebody(tmp_path)


@pytest.fixture(scope="session")
def _filled(tmp_path_factory: pytest.TempPathFactory) -> CommandLine:
    line = somebody(tmp_path_factory.mktemp("kommun"))
    found(line)
    fill(line)
    return line


@pytest.fixture
def boras(_filled: CommandLine, tmp_path: Path) -> CommandLine:
    """Somebody at an embedded store with the small municipality in it."""
    return copy_of(_filled, tmp_path)


@pytest.fixture
def shared(tmp_path: Path, postgres_url: str, postgres_passphrase_file: Path) -> CommandLine:
    """The same at a shared database."""
    line = somebody(tmp_path, store=postgres_url, passphrase_file=postgres_passphrase_file)
    found(line)
    fill(line)
    return line


@pytest.fixture(params=["sqlcipher", "postgresql"])
def everywhere(request: pytest.FixtureRequest) -> CommandLine:
    """The same on each engine in turn."""
    name = "boras" if request.param == "sqlcipher" else "shared"
    line = request.getfixturevalue(name)
    assert isinstance(line, CommandLine)
    return line
