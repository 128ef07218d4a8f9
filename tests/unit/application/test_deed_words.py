"""Every action that the program logs has its words."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from munhalsa.adapters.store import checkpoint, log_in
from munhalsa.application import undo
from munhalsa.application.deed_words import DEED_WORDS, deed_words
from munhalsa.application.import_table import commit
from munhalsa.domain.disposal_order import WITHDRAWN
from munhalsa.domain.log_cleaning import DISPOSED, LINK_BROKEN

SOURCE = Path(__file__).resolve().parents[3] / "src" / "munhalsa"


def _texts(node: ast.expr) -> Iterator[str]:
    for inner in ast.walk(node):
        if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
            yield inner.value


def _logged_actions() -> Iterator[str]:
    """What stands where a Deed is told its action, and what printing hands on to one."""
    for folder in ("application", "adapters"):
        for path in (SOURCE / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and ast.unparse(node.func) == "Deed":
                    for keyword in node.keywords:
                        if keyword.arg == "action":
                            yield from _texts(keyword.value)
                elif isinstance(node, ast.Call) and ast.unparse(node.func) == "note_printed":
                    yield from _texts(node.args[1])


@cache
def _all_actions() -> set[str]:
    named = {*(one.ACTION for one in (commit, undo, checkpoint)), DISPOSED, LINK_BROKEN, WITHDRAWN}
    return {*_logged_actions(), *named, log_in.BEGAN, log_in.ENDED}


def test_every_action_has_words() -> None:
    logged = _all_actions()
    assert len(logged) > 20
    assert logged - DEED_WORDS.keys() == set()


def test_no_words_for_what_is_never_logged() -> None:
    assert DEED_WORDS.keys() - _all_actions() == set()


def test_an_event_in_words() -> None:
    assert deed_words("certificate.issue") == "Intyg utfärdat"
    assert deed_words("certificate.issue", undone=True) == "Rättad: intyg utfärdat"
    assert deed_words("something.newer") == "Ändrad"
