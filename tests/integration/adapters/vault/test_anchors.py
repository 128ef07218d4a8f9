"""The anchors beside the key slots: added to, never rewritten, whole after a power loss."""

from __future__ import annotations

import resource
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from munhalsa.adapters.vault.anchors import Anchor, AnchorReason, Anchors
from munhalsa.domain.refusal import FileUnusable, StoreUnavailable

WHOLE = (
    b'{"chain": "main", "seq": 5, "hash": "ab", "time": "2026-11-22T08:00:00+00:00", '
    b'"reason": "log_in"}'
)


def _anchor(seq: int, reason: AnchorReason = AnchorReason.LOG_IN) -> Anchor:
    time = datetime(2026, 11, 22, 8, 0, seq, tzinfo=UTC)
    return Anchor(chain="main", seq=seq, hash=f"{seq:064x}", time=time, reason=reason)


@contextmanager
def _largest_file(size: int) -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_without_a_file_there_are_none(tmp_path: Path) -> None:
    assert Anchors(tmp_path).read() == ()
    assert list(tmp_path.iterdir()) == []


def test_what_is_added_is_read_in_order(tmp_path: Path) -> None:
    anchors = [_anchor(number, reason) for number, reason in enumerate(AnchorReason)]
    Anchors(tmp_path).append(anchors[:1])
    Anchors(tmp_path).append(anchors[1:])
    assert Anchors(tmp_path).read() == tuple(anchors)
    assert stat.S_IMODE((tmp_path / "anchors.jsonl").stat().st_mode) == 0o600


def test_what_stands_there_is_never_written_again(tmp_path: Path) -> None:
    path = tmp_path / "anchors.jsonl"
    Anchors(tmp_path).append([_anchor(1)])
    before, inode = path.read_bytes(), path.stat().st_ino
    Anchors(tmp_path).append([_anchor(2)])
    assert path.read_bytes().startswith(before)
    assert path.stat().st_ino == inode


@pytest.mark.parametrize("torn", [1, 20, 100])
def test_a_last_line_torn_by_a_power_loss_is_as_if_never_written(tmp_path: Path, torn: int) -> None:
    path = tmp_path / "anchors.jsonl"
    Anchors(tmp_path).append([_anchor(1), _anchor(2)])
    whole = path.read_bytes()
    path.write_bytes(whole[:-torn])
    assert Anchors(tmp_path).read() == (_anchor(1),)
    Anchors(tmp_path).append([_anchor(3)])
    assert Anchors(tmp_path).read() == (_anchor(1), _anchor(3))


def test_of_a_torn_line_longer_than_what_comes_in_its_place_nothing_stays(tmp_path: Path) -> None:
    path = tmp_path / "anchors.jsonl"
    Anchors(tmp_path).append([_anchor(1)])
    path.write_bytes(path.read_bytes() + b"x" * 1000)
    Anchors(tmp_path).append([_anchor(3)])
    assert path.read_bytes().endswith(b"}\n")
    assert Anchors(tmp_path).read() == (_anchor(1), _anchor(3))


def test_the_newest_are_the_last_ones_in_the_order_they_were_added(tmp_path: Path) -> None:
    anchors = Anchors(tmp_path)
    anchors.append([_anchor(number) for number in (1, 2, 3)])
    assert anchors.newest(2) == (_anchor(2), _anchor(3))
    assert anchors.newest(9) == anchors.read()


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"{",
        b"[]",
        b"\xff",
        b'{"chain": "main"}',
        WHOLE.replace(b'"main"', b"1"),
        WHOLE.replace(b"5,", b'"5",'),
        WHOLE.replace(b'"ab"', b"1"),
        WHOLE.replace(b"+00:00", b""),
        WHOLE.replace(b'"2026-11-22T08:00:00+00:00"', b"5"),
        WHOLE.replace(b"log_in", b"x"),
    ],
)
def test_any_other_line_that_cannot_be_read_is_said(tmp_path: Path, line: bytes) -> None:
    path = tmp_path / "anchors.jsonl"
    Anchors(tmp_path).append([_anchor(1)])
    written = path.read_bytes()
    path.write_bytes(WHOLE + b"\n" + written)
    assert [one.seq for one in Anchors(tmp_path).read()] == [5, 1]
    path.write_bytes(line + b"\n" + written)
    with pytest.raises(StoreUnavailable) as caught:
        Anchors(tmp_path).read()
    assert caught.value.code == "anchors_damaged"


def test_a_file_that_is_a_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "anchors.jsonl").mkdir()
    with pytest.raises(StoreUnavailable):
        Anchors(tmp_path).read()
    with pytest.raises(FileUnusable):
        Anchors(tmp_path).append([_anchor(1)])


def test_a_full_disk_is_said_and_leaves_what_was_there(tmp_path: Path) -> None:
    anchors = Anchors(tmp_path)
    anchors.append([_anchor(1)])
    size = (tmp_path / "anchors.jsonl").stat().st_size
    with _largest_file(size + 10), pytest.raises(FileUnusable) as caught:
        anchors.append([_anchor(2)])
    assert caught.value.code == "anchors_not_written"
    assert (tmp_path / "anchors.jsonl").stat().st_size == size
    anchors.append([_anchor(3)])
    assert anchors.read() == (_anchor(1), _anchor(3))
