"""Makes src/munhalsa/desktop/forms/ out of ui/: ``python tools/make_forms.py [FOLDER]``.

What Qt's compiler writes is made to look like the rest of the program: typed, without the imports
it does not need, and called by our names (``set_up``, ``retranslate``).
"""

from __future__ import annotations

import re
import subprocess
import sys
import textwrap
from pathlib import Path
from xml.etree import ElementTree as ET

from PySide6.QtCore import QLibraryInfo

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "ui"
TARGET = ROOT / "src" / "munhalsa" / "desktop" / "forms"
_LONGEST_TEXT = 70
_LINTED = "F401,I,PIE790,UP"


def make_form(path: Path) -> str:
    """The Python text of one Designer file, not yet in the house's style."""
    root = ET.parse(path).getroot().find("widget")  # noqa: S314 - our own file
    if root is None:
        raise ValueError(f"{path.name} holds no widget")
    compiled = _run(_compiler(), "--generator", "python", "--no-autoconnection", str(path))
    return _retold(compiled, name=root.attrib["name"], base=root.attrib["class"], file=path.name)


def make_all(folder: Path) -> None:
    """Write every form there, in the house's style."""
    for path in sorted(SOURCE.glob("*.ui")):
        (folder / f"{path.stem}.py").write_text(make_form(path), encoding="utf-8")
    ruff = str(Path(sys.executable).parent / "ruff")
    style = ("--quiet", "--no-cache", "--config", "pyproject.toml", str(folder))
    _run(ruff, "check", "--fix", "--select", _LINTED, *style)
    _run(ruff, "format", *style)


def _compiler() -> str:
    """Qt's own compiler, without the script around it that costs more than the work."""
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.LibraryExecutablesPath)
    return str(Path(folder) / "uic")


def _run(tool: str, *arguments: str) -> str:
    done = subprocess.run(
        [tool, *arguments], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode:
        raise RuntimeError(f"{tool}: {done.stderr}")
    return done.stdout


def _retold(compiled: str, *, name: str, base: str, file: str) -> str:
    body = compiled[compiled.index("from PySide6") :]
    body = re.sub(r"^(#(if|endif).*|\s*# (setupUi|retranslateUi))\n", "", body, flags=re.MULTILINE)
    body = re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), body)
    body = re.sub(rf'u"((?:[^"\\\n]|\\.){{{_LONGEST_TEXT},}})"', _in_lines, body)
    head, _, tail = body.partition(f"class Ui_{name}(object):\n")
    tail = re.sub(rf'(?<!")\b{name}\b(?!")', "owner", tail)
    tail = tail.replace("def setupUi(self, owner):", f"def set_up(self, owner: {base}) -> None:")
    tail = tail.replace(
        "def retranslateUi(self, owner):", f"def retranslate(self, owner: {base}) -> None:"
    )
    tail = tail.replace("retranslateUi", "retranslate")
    return (
        f'"""Made from ui/{file} by tools/make_forms.py: change that file, not this one."""\n\n'
        f"from __future__ import annotations\n\n{head}"
        f'class {name}Form:\n    """The widgets of {name}, made in its owner."""\n\n{tail}'
    )


def _in_lines(match: re.Match[str]) -> str:
    """A long text as several literals, one a line, which Python reads as one."""
    lines = textwrap.wrap(
        match[1], _LONGEST_TEXT, drop_whitespace=False, break_long_words=False,
        break_on_hyphens=False,
    )  # fmt: skip
    return "\n".join(f'"{line}"' for line in lines)


def main(folder: Path = TARGET) -> None:
    """Write every form, and take away those whose Designer file is gone."""
    sources = {f"{path.stem}.py" for path in SOURCE.glob("*.ui")}
    for path in folder.glob("*.py"):
        if path.name not in {*sources, "__init__.py"}:
            path.unlink()
    make_all(folder)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
