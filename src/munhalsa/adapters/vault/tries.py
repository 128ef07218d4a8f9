"""Wrong tries at a store's door: after five of them one has to wait, longer each time.

The count lies in the store's folder, without secrets, and outlives the program. It slows down
somebody at this machine; against somebody with a copy of the folder only Argon2id stands.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from munhalsa.adapters.atomic_file import write_atomically
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import StoreUnavailable
from munhalsa.domain.swedish import counted

FILE_NAME = "tries.json"
FREE_TRIES = 5
FIRST_DELAY = timedelta(seconds=30)
LONGEST_DELAY = timedelta(minutes=15)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tries:
    """How many there were, and when the newest was."""

    count: int
    last: datetime


class TryCounter:
    """Counts tries at one store; ``clock`` gives aware times."""

    def __init__(self, folder: Path, clock: Callable[[], datetime]) -> None:
        self._path = folder / FILE_NAME
        self._clock = clock

    def begin(self) -> None:
        """Count a try before it is made, so that killing the program does not spare it.

        Raises StoreUnavailable while one has to wait; that costs no try.
        """
        now = self._clock()
        tries = self._read()
        if tries is None:
            self._write(_Tries(count=1, last=now))
            return
        if tries.last > now:
            tries = _Tries(count=tries.count, last=now)
            self._write(tries)
        remaining = tries.last + delay_after(tries.count) - now
        if remaining > timedelta():
            raise _too_many(remaining)
        self._write(_Tries(count=tries.count + 1, last=now))

    def forget(self) -> None:
        """Start from nought: somebody got in."""
        with suppress(OSError):
            self._path.unlink()

    def take_back(self) -> None:
        """Uncount a try that failed for another reason than a wrong secret."""
        tries = self._read()
        if tries is not None:
            self._write(_Tries(count=tries.count - 1, last=tries.last))

    def _read(self) -> _Tries | None:
        """None without a file, and for one that nobody could have written but by accident."""
        try:
            content = json.loads(self._path.read_bytes())
            count, last = content["count"], datetime.fromisoformat(content["last"])
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None
        if not isinstance(count, int) or count < 0 or last.tzinfo is None:
            return None
        return _Tries(count=count, last=last)

    def _write(self, tries: _Tries) -> None:
        """A full or read-only disk must not keep the rightful user out."""
        content = json.dumps({"count": tries.count, "last": tries.last.isoformat()})
        with suppress(OSError):
            write_atomically(self._path, content.encode())


def delay_after(count: int) -> timedelta:
    """How long to wait after that many wrong tries: none for four, then doubled each time."""
    if count < FREE_TRIES:
        return timedelta()
    doublings = min(count - FREE_TRIES, 10)
    return min(FIRST_DELAY * (1 << doublings), LONGEST_DELAY)


def _too_many(remaining: timedelta) -> StoreUnavailable:
    waiting = counted(math.ceil(remaining.total_seconds()), "sekund", "sekunder")
    return StoreUnavailable(
        "too_many_attempts",
        f"Det har blivit för många felaktiga försök. Vänta {waiting} och försök igen.",
        field="passphrase",
    )
