"""Many edits in few statements: those that may be made at once, wave after wave."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from munhalsa.application.ports import Edit


def waves(
    edits: Sequence[Edit],
) -> list[dict[tuple[type[Any], tuple[str, ...]], list[Edit]]]:
    """The edits by what they set; the n-th edit of a subject's table goes into the n-th wave.

    Two homes of one person may swap days: the order within a person must stand, that between
    persons need not.
    """
    found: list[dict[tuple[type[Any], tuple[str, ...]], list[Edit]]] = []
    done: dict[tuple[type[Any], str], int] = defaultdict(int)
    for edit in edits:
        turn = done[edit.kind, edit.subject]
        done[edit.kind, edit.subject] += 1
        if turn == len(found):
            found.append({})
        found[turn].setdefault((edit.kind, tuple(edit.after)), []).append(edit)
    return found
