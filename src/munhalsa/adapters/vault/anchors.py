"""Heads of the audit chains, written outside the database: ``anchors.jsonl``.

A file of its own beside the key slots, for it grows at every log-in while the key slots hardly ever
change: a line is added and synced, nothing that stands there is ever written again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from munhalsa.adapters.atomic_file import sync_folder
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import FileUnusable, StoreUnavailable

FILE_NAME = "anchors.jsonl"

_FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0)


class AnchorReason(StrEnum):
    """At what occasion the head was written; a window that locks logs out."""

    LOG_IN = "log_in"
    LOG_OUT = "log_out"
    BACKUP = "backup"
    CHECKPOINT = "checkpoint"


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """The head of one chain at one time: its last event's number and hash (hexadecimal)."""

    chain: str
    seq: int
    hash: str
    time: datetime
    reason: AnchorReason


class Anchors:
    """The anchors of one store; only the program that holds the store's lock may add one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._path = folder / FILE_NAME

    def append(self, anchors: Iterable[Anchor]) -> None:
        """Add anchors, on the disk when this returns; raises FileUnusable."""
        lines = "".join(_line(anchor) for anchor in anchors).encode()
        is_new = not self._path.exists()
        try:
            descriptor = os.open(self._path, _FLAGS, 0o600)
            try:
                _add(descriptor, lines)
            finally:
                os.close(descriptor)
            if is_new:
                sync_folder(self._path.parent)
        except OSError:
            raise FileUnusable(
                "anchors_not_written",
                "Loggens ankare kunde inte skrivas bredvid registret. Kontrollera att det finns "
                "plats på disken och att du har rätt att skriva i mappen.",
            ) from None

    def read(self) -> tuple[Anchor, ...]:
        """All anchors, oldest first; none without a file.

        A last line without its end is what a power loss left and was never confirmed. Any other
        line that cannot be read raises StoreUnavailable.
        """
        return tuple(map(_anchor, self._lines()))

    def newest(self, most: int) -> tuple[Anchor, ...]:
        """The last ones, as ``read`` gives them."""
        return tuple(map(_anchor, self._lines()[-most:]))

    def _lines(self) -> list[bytes]:
        try:
            content = self._path.read_bytes()
        except FileNotFoundError:
            return []
        except OSError:
            raise _damaged() from None
        return content[: _end_of_whole_lines(content)].split(b"\n")[:-1]


def _add(descriptor: int, lines: bytes) -> None:
    """Write behind the last whole line, or leave the file ending there."""
    with os.fdopen(os.dup(descriptor), "rb") as file:
        end = _end_of_whole_lines(file.read())
    os.ftruncate(descriptor, end)
    os.lseek(descriptor, end, os.SEEK_SET)
    try:
        left = memoryview(lines)
        while left:
            left = left[os.write(descriptor, left) :]
        os.fsync(descriptor)
    except OSError:
        os.ftruncate(descriptor, end)
        raise


def _line(anchor: Anchor) -> str:
    fields = {
        "chain": anchor.chain,
        "seq": anchor.seq,
        "hash": anchor.hash,
        "time": anchor.time.isoformat(),
        "reason": anchor.reason.value,
    }
    return json.dumps(fields, ensure_ascii=False) + "\n"


def _anchor(line: bytes) -> Anchor:
    try:
        fields = json.loads(line)
        chain, seq, head = fields["chain"], fields["seq"], fields["hash"]
        time, reason = datetime.fromisoformat(fields["time"]), AnchorReason(fields["reason"])
    except (ValueError, KeyError, TypeError, RecursionError):
        raise _damaged() from None
    strings = isinstance(chain, str) and isinstance(head, str)
    if not strings or not isinstance(seq, int) or time.tzinfo is None:
        raise _damaged()
    return Anchor(chain=chain, seq=seq, hash=head, time=time, reason=reason)


def _end_of_whole_lines(content: bytes) -> int:
    return content.rfind(b"\n") + 1


def _damaged() -> StoreUnavailable:
    return StoreUnavailable(
        "anchors_damaged",
        "Filen med loggens ankare, anchors.jsonl, är skadad eller ändrad. Jämför med ankaret i "
        "den senaste säkerhetskopian eller på den senaste utskrivna kvartalsrapporten.",
    )
