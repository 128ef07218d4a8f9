"""What follows from a row beside what it tells itself, said before it is done.

A death or a move out of the region ends certificates and homes of which the row says nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from munhalsa.application.import_table.ledger import Ledger
from munhalsa.application.import_table.plan import RowVerdict, Verdict
from munhalsa.application.ports import Edit
from munhalsa.domain.certificate import Certificate
from munhalsa.domain.person import Residence


def with_consequences(ledger: Ledger, rows: Sequence[RowVerdict]) -> Sequence[RowVerdict]:
    """The verdicts, and of a row that changes something what follows from that."""
    found: dict[int, dict[str, None]] = {}
    for row, edit in ledger.following():
        words = _words(edit)
        if words is not None:
            found.setdefault(row, {})[words] = None
    if not found:
        return rows
    return [
        replace(row, message=f"{row.message} Av det följer: {', '.join(found[row.row])}.")
        if row.row in found and row.verdict is Verdict.CHANGED
        else row
        for row in rows
    ]


def _words(edit: Edit) -> str | None:
    after = edit.after
    if edit.kind is Certificate and "voided_on" in after:
        return "ett intyg makuleras"
    if edit.kind is Certificate and "ended" in after:
        return f"intyget slutar {after['ended']}"
    if edit.kind is Residence and "to_day" in after:
        return f"boendet slutar {after['to_day']}"
    return None
