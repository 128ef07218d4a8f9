"""A window started as a program of its own, and what it tells."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.window.telling import READY

_ROOT = Path(__file__).parents[2]
_NO_BYTECODE = "PYTHONDONTWRITEBYTECODE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Started:
    """A window to be started; ``told`` goes to its standard input.

    ``bytecode`` is where compiled modules are kept: as in an installed program, all but the first
    start find them there.
    """

    module: str
    arguments: Sequence[str]
    bytecode: Path
    told: str = ""

    def until_ready(self) -> None:
        """Start it, wait until it is ready, and let it end."""
        self._run(seconds=0.0)

    def size_after(self, seconds: float) -> int:
        """Start it and tell its resident bytes so long after it was ready."""
        return int(self._run(seconds=seconds))

    def _run(self, *, seconds: float) -> str:
        command = [sys.executable, "-m", self.module, str(seconds), *self.arguments]
        process = subprocess.Popen(
            command,
            cwd=_ROOT,
            env=self._environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        with process:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(f"{self.told}\n")
            process.stdin.close()
            if process.stdout.readline().strip() != READY:
                raise RuntimeError(f"{self.module} did not get to a window")
            return process.stdout.readline()

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name != _NO_BYTECODE}
        own = {"QT_QPA_PLATFORM": "offscreen", "PYTHONPYCACHEPREFIX": str(self.bytecode)}
        return kept | own
