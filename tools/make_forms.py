"""Makes src/munhalsa/desktop/forms/ out of ui/: ``python tools/make_forms.py [FOLDER]``.

What Qt's compiler writes is made to look like the rest of the program: typed, without the imports
it does not need, and called by our names (``set_up``, ``retranslate``).
"""

from __future__ import annotations

import re
import subprocess
import sys
import textwrap
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "ui"
TARGET = ROOT / "src" / "munhalsa" / "desktop" / "forms"
_LONGEST_TEXT = 70
_LINTED = "F401,I,PIE790,UP"


def make_form(path: Path) -> str:
    """The Python text of one Designer file."""
    root = ET.parse(path).getroot().find("widget")  # noqa: S314 - our own file
    if root is None:
        raise ValueError(f"{path.name} holds no widget")
    compiled = _run("pyside6-uic", "--no-autoconnection", str(path))
    text = _retold(compiled, name=root.attrib["name"], base=root.attrib["class"], file=path.name)
    linted = _run("ruff", "check", "--quiet", "--fix", "--select", _LINTED, *_AS_STDIN, input=text)
    return _run("ruff", "format", "--quiet", *_AS_STDIN, input=linted)


def make_all() -> Mapping[str, str]:
    """The text of every form, by file name."""
    return {f"{path.stem}.py": make_form(path) for path in sorted(SOURCE.glob("*.ui"))}


_AS_STDIN = ("--stdin-filename", "src/munhalsa/desktop/forms/form.py", "-")


def _run(tool: str, *arguments: str, input: str | None = None) -> str:
    done = subprocess.run(
        [str(Path(sys.executable).parent / tool), *arguments],
        cwd=ROOT,
        input=input,
        capture_output=True,
        encoding="utf-8",
        check=False,
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
    forms = make_all()
    for path in folder.glob("*.py"):
        if path.name not in {*forms, "__init__.py"}:
            path.unlink()
    for name, text in forms.items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
