"""What follows from a row beside what it tells itself, said before it is done.

A death or a move out of the region ends certificates and homes of which the row says nothing, and
a new name or number is to be registered in Intygsbeställningen. Of somebody whose protected
identity the user may not see, it is not told that there are any.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from munhalsa.application.import_table.plan import Desk, RowVerdict, Sheet, Verdict
from munhalsa.application.ports import Edit
from munhalsa.domain.certificate import Certificate
from munhalsa.domain.person import Person, Residence


def with_consequences(desk: Desk, sheet: Sheet) -> Sequence[RowVerdict]:
    """The verdicts, and of a row that changes something what follows from that."""
    found: dict[int, dict[str, None]] = {}
    rows = sheet.verdicts()
    edits = ((row, edit.subject, _words(edit)) for row, edit in sheet.ledger.following())
    following = [*edits, *sheet.follows]
    hidden = _hidden(desk, {subject for _, subject, _ in following})
    for row, subject, words in following:
        if words is not None and subject not in hidden:
            found.setdefault(row, {})[words] = None
    if not found:
        return rows
    return [
        replace(row, message=f"{row.message} Av det följer: {', '.join(found[row.row])}.")
        if row.row in found and row.verdict is Verdict.CHANGED
        else row
        for row in rows
    ]


def _hidden(desk: Desk, persons: Collection[str]) -> frozenset[str]:
    """Those of them whom the user may not see."""
    if desk.session.sees_protected:
        return frozenset()
    known = desk.reader.find(Person, id=sorted(persons))
    return frozenset(one.id for one in known if one.is_protected)


def _words(edit: Edit) -> str | None:
    after = edit.after
    if edit.kind is Certificate and "voided_on" in after:
        return "ett intyg makuleras"
    if edit.kind is Certificate and "ended" in after:
        return f"intyget slutar {after['ended']}"
    if edit.kind is Residence and "to_day" in after:
        return f"boendet slutar {after['to_day']}"
    return None
