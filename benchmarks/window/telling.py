"""How a window in a process of its own tells what is measured of it."""

from __future__ import annotations

import os
import sys

from PySide6.QtCore import QTimer

from benchmarks.memory import resident

READY = "ready"


def tell_and_end(*, after: float) -> None:
    """Tell at once that it is ready, and so many seconds later how large the process is."""
    sys.stdout.write(f"{READY}\n")
    sys.stdout.flush()
    QTimer.singleShot(round(after * 1000), _tell_size_and_end)


def _tell_size_and_end() -> None:
    """Ends without closing: a backup would be made, which is measured elsewhere."""
    sys.stdout.write(f"{resident('VmRSS')}\n")
    sys.stdout.flush()
    os._exit(0)
