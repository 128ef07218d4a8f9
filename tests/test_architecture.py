"""The rules of the house, held by machine."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "munhalsa"
MIGRATIONS = SOURCE / "adapters" / "store" / "migrations"
LONGEST = 500
# Generated out of ui/*.ui, which is the source and as long as the page is.
FORMS = SOURCE / "desktop" / "forms"

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


def _lint_imports(source: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
        + ["--config", str(ROOT / "pyproject.toml")],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(source)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def test_the_layers_hold() -> None:
    result = _lint_imports(SOURCE.parent)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    ("room", "line"),
    [
        ("domain", "import munhalsa.application"),
        ("application", "import munhalsa.adapters"),
        ("application", "import cryptography"),
        ("adapters", "import munhalsa.cli"),
        ("cli", "import munhalsa.adapters.store"),
        ("cli", "import munhalsa.desktop"),
        ("desktop", "import munhalsa.cli"),
        ("cli", "import munhalsa.bootstrap"),
        ("cli", "from sqlalchemy import text"),
        ("adapters/vault", "import sqlcipher3"),
        ("adapters/store", "from PySide6 import QtCore"),
        ("adapters/tables", "from reportlab.pdfgen import canvas"),
        (".", "import munhalsa.domain"),
    ],
)
def test_a_breach_of_the_layers_is_seen(tmp_path: Path, room: str, line: str) -> None:
    source = tmp_path / "src"
    shutil.copytree(SOURCE, source / "munhalsa", ignore=shutil.ignore_patterns("__pycache__"))
    (source / "munhalsa" / "bootstrap.py").touch()
    (source / "munhalsa" / room / "breach.py").write_text(f"{line}\n", encoding="utf-8")
    result = _lint_imports(source)
    assert result.returncode == 1, result.stdout
    assert re.search(r"Contracts: \d+ kept, [12] broken", result.stdout), result.stdout


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
        if FORMS not in path.parents
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


def test_use_cases_reach_the_store_through_the_context_which_knows_whom_a_user_may_see() -> None:
    past = re.compile(r"\bstore\.(read|write)\(")
    rooms = (SOURCE / "application", SOURCE / "desktop", SOURCE / "cli")
    around = [
        str(path.relative_to(ROOT))
        for room in rooms
        for path in _modules(room)
        if path.name != "context.py" and past.search(path.read_text(encoding="utf-8"))
    ]
    assert around == []


def test_what_others_fell_into_is_not_used() -> None:
    """Answers in the middle of others, forms read at run time, lists sorted beside the database,
    and tables made beside the migrations.
    """
    traps = re.compile(r"\b(processEvents|QUiLoader|loadUiType|QSortFilterProxyModel|create_all)\b")
    used = [
        f"{path.relative_to(ROOT)}: {found[0]}"
        for path in _modules(SOURCE)
        if (found := traps.search(path.read_text(encoding="utf-8")))
    ]
    assert used == []
