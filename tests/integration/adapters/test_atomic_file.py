"""A file is the old one or the new one, also when the disk is full or the program is killed."""

from __future__ import annotations

import resource
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from munhalsa.adapters.atomic_file import remove_leftovers, write_atomically

KILLED_WHILE_WRITING = """
import os, sys
from pathlib import Path
from munhalsa.adapters import atomic_file
os.fsync = lambda descriptor: os.kill(os.getpid(), 9)
atomic_file.write_atomically(Path(sys.argv[1]), b"new")
"""


def test_the_new_file_replaces_the_old_one_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old and longer")
    path.chmod(0o644)
    write_atomically(path, b"new")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_full_disk_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "file"
    write_atomically(path, b"old")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        with pytest.raises(OSError, match="File too large"):
            write_atomically(path, bytes(2000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert path.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_program_killed_while_writing_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "file"
    write_atomically(path, b"old")
    other = tmp_path / ".other.abc.part"
    other.touch()
    killed = subprocess.run([sys.executable, "-c", KILLED_WHILE_WRITING, str(path)], check=False)
    assert killed.returncode == -9
    assert path.read_bytes() == b"old"
    assert len(list(tmp_path.iterdir())) == 3
    remove_leftovers(path)
    assert {path.name for path in tmp_path.iterdir()} == {"file", other.name}


def test_leftovers_that_cannot_be_removed_are_left(tmp_path: Path) -> None:
    stubborn = tmp_path / ".file.abc.part"
    stubborn.mkdir()
    remove_leftovers(tmp_path / "file")
    assert stubborn.exists()
