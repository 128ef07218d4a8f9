"""The rules of the house, held by machine."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "munhalsa"
MIGRATIONS = SOURCE / "adapters" / "store" / "migrations"
LONGEST = 500

# Standard library all the same, but the clock, the machine and the world outside.
NOT_FOR_THE_DOMAIN = {
    "asyncio", "fileinput", "glob", "http", "io", "locale", "logging", "multiprocessing", "os",
    "pathlib", "random", "secrets", "shutil", "socket", "sqlite3", "subprocess", "tempfile",
    "threading", "time", "tomllib", "urllib",
}  # fmt: skip
CLOCK_AND_FILES = {"now", "today", "utcnow", "open", "input", "print", "getenv"}


def _modules(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*.py") if "__pycache__" not in path.parts)


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or ""


def _called(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Attribute):
                yield node.func.attr
            elif isinstance(node.func, ast.Name):
                yield node.func.id


def test_the_layers_hold() -> None:
    result = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr


def test_the_domain_is_standard_library_only() -> None:
    foreign = {
        f"{path.name}: {name}"
        for path in _modules(SOURCE / "domain")
        for name in _imported(path)
        if not name.startswith("munhalsa.domain")
        and (
            (top := name.partition(".")[0]) not in sys.stdlib_module_names
            or top in NOT_FOR_THE_DOMAIN
        )
    }
    assert foreign == set()


def test_the_domain_reads_no_clock_and_no_file() -> None:
    calls = {
        f"{path.name}: {name}"
        for path in _modules(SOURCE / "domain")
        for name in _called(path)
        if name in CLOCK_AND_FILES
    }
    assert calls == set()


def test_migrations_import_no_application_code() -> None:
    imports = {
        f"{path.name}: {name}"
        for path in _modules(MIGRATIONS)
        for name in _imported(path)
        if name.partition(".")[0] == "munhalsa"
    }
    assert imports == set()


@pytest.mark.parametrize("folder", ["src", "tests", "benchmarks", "tools"])
def test_files_stay_short(folder: str) -> None:
    long = {
        f"{path.relative_to(ROOT)}: {lines}"
        for path in _modules(ROOT / folder)
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) >= LONGEST
    }
    assert long == set()


def test_every_room_of_the_source_is_a_package() -> None:
    bare = {
        str(path.parent.relative_to(ROOT))
        for path in _modules(SOURCE)
        if MIGRATIONS not in path.parents and not (path.parent / "__init__.py").exists()
    }
    assert bare == set()
