"""Somebody at the command line, at a store that is new or has the small municipality in it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.commands import CommandLine, copy_of, fill, found, somebody
from tests.support.postgres import Server


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


@pytest.fixture(scope="session")
def _filled_shared(
    tmp_path_factory: pytest.TempPathFactory, postgres_server: Server
) -> tuple[CommandLine, str]:
    name = postgres_server.create()
    folder = tmp_path_factory.mktemp("delat")
    file = folder / "databaslosen.txt"
    file.write_text(postgres_server.password + "\n", encoding="utf-8")
    line = somebody(folder, store=postgres_server.url(name), passphrase_file=file)
    found(line)
    fill(line)
    return line, name


@pytest.fixture
def shared(
    _filled_shared: tuple[CommandLine, str], tmp_path: Path, postgres_server: Server
) -> Iterator[CommandLine]:
    """The same at a shared database."""
    line, name = _filled_shared
    shutil.copytree(line.folder, tmp_path, dirs_exist_ok=True)
    with postgres_server.database(template=name) as url:
        yield somebody(tmp_path, store=url, passphrase_file=tmp_path / "databaslosen.txt")


@pytest.fixture(params=["sqlcipher", "postgresql"])
def everywhere(request: pytest.FixtureRequest) -> CommandLine:
    """The same on each engine in turn."""
    name = "boras" if request.param == "sqlcipher" else "shared"
    line = request.getfixturevalue(name)
    assert isinstance(line, CommandLine)
    return line
