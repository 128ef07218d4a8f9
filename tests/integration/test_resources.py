"""The data that goes with the program is found wherever the program lies."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from tests.support.commands import unmeasured

ROOT = Path(__file__).resolve().parents[2]
LISTING = """
import sys
from importlib.resources import as_file, files
sys.path.insert(0, sys.argv[1])
with as_file(files("munhalsa.resources")) as folder:
    assert folder.is_relative_to(sys.argv[1]), folder
    for path in folder.rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            print(path.relative_to(folder).as_posix())
"""


def _run(*command: str | Path) -> str:
    result = subprocess.run(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        env=unmeasured(os.environ),
    )
    assert result.returncode == 0, result.stdout
    return result.stdout


def _below(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def _names(folder: Traversable) -> set[str]:
    return {entry.name for entry in folder.iterdir() if entry.name != "__pycache__"}


def test_the_installed_program_finds_the_resources_of_this_tree() -> None:
    found = files("munhalsa.resources")
    assert _names(found) == {p.name for p in (ROOT / "resources").iterdir()} - {"__pycache__"}
    assert (found / "fonts" / "OFL.txt").read_text(encoding="utf-8").startswith("Copyright")


def test_a_wheel_carries_every_resource_and_every_migration(tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    tree.mkdir()
    for name in ("pyproject.toml", "setup.py", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, tree)
    for name in ("src", "resources", "requirements"):
        shutil.copytree(
            ROOT / name, tree / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info")
        )
    module = [sys.executable, "-W", "ignore", "-m"]
    _run(*module, "build", "--wheel", "--no-isolation", "--outdir", tmp_path, tree)
    (wheel,) = tmp_path.glob("*.whl")
    target = tmp_path / "installed"
    _run(*module, "pip", "install", "--no-index", "--no-deps", "--target", target, wheel)
    listed = _run(sys.executable, "-I", "-c", LISTING, target)
    assert set(listed.splitlines()) == _below(tree / "resources")
    migrations = "munhalsa/adapters/store/migrations"
    assert _below(target / migrations) == _below(tree / "src" / migrations)


@pytest.mark.parametrize("name", ["NotoSans-Regular.ttf", "NotoSans-Bold.ttf"])
def test_the_bundled_font_holds_the_letters_of_swedish_registers(name: str) -> None:
    with (files("munhalsa.resources") / "fonts" / name).open("rb") as stream:
        held = set(TTFont(stream).getBestCmap())
    wanted = "åäöÅÄÖéÉüÜøØæÆńŃłŁşŞșȘğĞčČžŽšŠćĆđĐőŐřŘıİżŻąĄęĘ–—”’…•§°½×"
    assert {letter for letter in wanted if ord(letter) not in held} == set()
