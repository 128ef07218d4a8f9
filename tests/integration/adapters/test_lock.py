"""One program per store: held against a second one, gone with the first, however it ends."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from munhalsa.adapters.lock import FileLock, StoreLock
from munhalsa.domain.refusal import StoreUnavailable

HOLDER = """
import sys
from pathlib import Path
from munhalsa.adapters.lock import StoreLock
lock = StoreLock(Path(sys.argv[1]))
lock.acquire()
print("held", flush=True)
sys.stdin.readline()
"""


@contextmanager
def _other_program(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A second program that holds the store's lock until it is told to end."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        try:
            assert other.stdout is not None
            assert other.stdout.readline() == "held\n"
            yield other
        finally:
            other.kill()


def _refusal(folder: Path) -> StoreUnavailable:
    with pytest.raises(StoreUnavailable) as caught:
        StoreLock(folder).acquire()
    return caught.value


def test_a_second_program_is_told_that_the_store_is_in_use(tmp_path: Path) -> None:
    with _other_program(tmp_path) as other:
        refusal = _refusal(tmp_path)
        assert refusal.code == "store_in_use"
        assert refusal.message.startswith("Registret används redan av")
        assert f"process {other.pid}" in refusal.message


def test_the_lock_goes_with_a_program_that_ends(tmp_path: Path) -> None:
    with _other_program(tmp_path) as other:
        other.communicate("\n")
        assert other.returncode == 0
        StoreLock(tmp_path).acquire()


def test_the_lock_goes_with_a_program_that_is_killed(tmp_path: Path) -> None:
    with _other_program(tmp_path) as other:
        other.kill()
        other.wait()
        with StoreLock(tmp_path) as lock:
            assert lock.is_held


def test_released_means_free_for_another_program(tmp_path: Path) -> None:
    lock = StoreLock(tmp_path)
    with lock:
        assert _refusal(tmp_path).code == "store_in_use"
    assert not lock.is_held
    with _other_program(tmp_path):
        assert _refusal(tmp_path).code == "store_in_use"
    lock.release()


def test_one_object_takes_the_lock_once(tmp_path: Path) -> None:
    lock = StoreLock(tmp_path)
    lock.acquire()
    with pytest.raises(StoreUnavailable):
        lock.acquire()
    assert lock.is_held
    lock.release()


def test_a_child_program_does_not_keep_the_lock(tmp_path: Path) -> None:
    lock = StoreLock(tmp_path)
    lock.acquire()
    with subprocess.Popen(["cat"], stdin=subprocess.PIPE) as child:
        lock.release()
        with _other_program(tmp_path):
            assert child.poll() is None


def test_two_stores_do_not_hinder_each_other(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    with StoreLock(tmp_path / "one"), StoreLock(tmp_path / "two") as second:
        assert second.is_held


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    assert _refusal(tmp_path / "nowhere").code == "store_missing"
    (tmp_path / "file").touch()
    assert _refusal(tmp_path / "file").code == "store_missing"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_link_in_the_locks_place_is_not_followed(tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.write_text("keep me")
    folder = tmp_path / "store"
    folder.mkdir()
    (folder / "store.lock").symlink_to(target)
    assert _refusal(folder).code == "store_not_writable"
    assert target.read_text() == "keep me"


def test_the_file_names_the_holder_to_nobody_but_its_owner(tmp_path: Path) -> None:
    path = tmp_path / "store.lock"
    with StoreLock(tmp_path):
        assert path.read_text() == str(os.getpid())
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_longer_text_of_a_former_holder_is_gone(tmp_path: Path) -> None:
    path = tmp_path / "store.lock"
    path.write_text("not a number, and rather long")
    lock = FileLock(path)
    assert lock.holder() is None
    assert lock.acquire()
    assert lock.holder() == os.getpid()
    assert FileLock(tmp_path / "none").holder() is None


def test_waiting_takes_a_free_lock(tmp_path: Path) -> None:
    lock = FileLock(tmp_path / "gate")
    lock.wait()
    assert lock.is_held
    assert not FileLock(tmp_path / "gate").acquire()
    lock.release()
