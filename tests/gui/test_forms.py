"""Designer files are the source of the forms, and every word on screen can be translated."""

from __future__ import annotations

import ast
import html
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools import make_forms

ROOT = make_forms.ROOT
DESKTOP = ROOT / "src" / "munhalsa" / "desktop"
MARKS = {"tr", "translate", "QT_TRANSLATE_NOOP"}
# Letters that only Swedish has, or words in a row that begin as a sentence does.
SWEDISH = re.compile(r"[åäöÅÄÖ]|^[A-Z][a-z]+ [a-z]+ [a-z]+")


def test_the_forms_are_those_of_the_designer_files(tmp_path: Path) -> None:
    committed = {
        path.name: path.read_text(encoding="utf-8")
        for path in make_forms.TARGET.glob("*.py")
        if path.name != "__init__.py"
    }
    (tmp_path / "old.py").write_text("", encoding="utf-8")
    make_forms.main(tmp_path)
    made = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()}
    assert made == committed


def test_no_widget_inherits_its_form() -> None:
    for path in DESKTOP.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                assert not [base for base in node.bases if ast.unparse(base).endswith("Form")]


def test_a_designer_file_without_a_widget_is_told(tmp_path: Path) -> None:
    path = tmp_path / "empty.ui"
    path.write_text("<ui version='4.0'/>", encoding="utf-8")
    with pytest.raises(ValueError, match=r"empty\.ui"):
        make_forms.make_form(path)


def _words_in(path: Path) -> Iterator[str]:
    """Swedish words in the code that are not marked for translation; docstrings are English."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    marked: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in MARKS:
            marked.update(inner for part in node.args for inner in ast.walk(part))
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            marked.add(node.value)
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) else None
        if isinstance(text, str) and node not in marked and SWEDISH.search(text):
            yield text


@pytest.mark.parametrize(
    "path", sorted(DESKTOP.rglob("*.py")), ids=lambda path: str(path.relative_to(DESKTOP))
)
def test_every_word_on_screen_is_marked_for_translation(path: Path) -> None:
    assert list(_words_in(path)) == []


def test_the_words_can_be_taken_out_for_a_translator(tmp_path: Path) -> None:
    words = tmp_path / "munhalsa.ts"
    sources = [str(path) for folder in (DESKTOP, make_forms.SOURCE) for path in _sources(folder)]
    done = subprocess.run(
        [str(Path(sys.executable).parent / "pyside6-lupdate"), *sources]
        + ["-source-language", "sv_SE", "-ts", str(words)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    text = words.read_text(encoding="utf-8")
    found = {html.unescape(source) for source in re.findall(r"<source>(.+?)</source>", text)}
    assert "&Lösenfras" in found
    assert "Sortera efter {0}" in found
    assert len(found) > 30


def _sources(folder: Path) -> list[Path]:
    return [
        path
        for path in sorted(folder.rglob("*"))
        if path.suffix in {".py", ".ui"} and make_forms.TARGET not in path.parents
    ]
