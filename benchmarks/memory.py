"""How much a process grows while something runs, as the Linux kernel counts it."""

from __future__ import annotations

import ctypes
import gc
import re
import sys
from pathlib import Path
from typing import Self

_STATUS = Path("/proc/self/status")
_CLEAR = Path("/proc/self/clear_refs")
_RESET_PEAK = "5"


class Watch:
    """``grown``: bytes of resident memory at the peak, above the beginning; 0 on other systems."""

    def __init__(self) -> None:
        self.grown = 0
        self._begun = 0

    def __enter__(self) -> Self:
        if sys.platform == "linux":
            gc.collect()
            # What was freed is handed back first, or work would hide in it.
            ctypes.CDLL(None).malloc_trim(0)
            _CLEAR.write_text(_RESET_PEAK)
            self._begun = resident("VmRSS")
        return self

    def __exit__(self, *raised: object) -> None:
        if sys.platform == "linux":
            self.grown = max(0, resident("VmHWM") - self._begun)


def resident(name: str) -> int:
    """Bytes, by the kernel's word: VmRSS is what there is now, VmHWM the peak."""
    found = re.search(rf"^{name}:\s+(\d+) kB$", _STATUS.read_text(), re.MULTILINE)
    if found is None:
        raise LookupError(f"the kernel tells no {name}")
    return int(found[1]) * 1024
