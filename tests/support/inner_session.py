"""Runs a test session of its own, with this project's fixtures and settings."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def run(folder: Path, source: str, *, workers: int = 0) -> subprocess.CompletedProcess[str]:
    """Writes ``source`` as a test file into ``folder`` and runs it; standard output tells all."""
    (folder / "conftest.py").write_text("from tests.conftest import *\n", encoding="utf-8")
    (folder / "test_inner.py").write_text(textwrap.dedent(source), encoding="utf-8")
    outer = ("PYTEST_", "COV")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(outer)}
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-n", str(workers)]
        + ["-c", str(ROOT / "pyproject.toml"), "--rootdir", str(folder), str(folder)],
        env=environment | {"PYTHONPATH": str(ROOT)},
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
