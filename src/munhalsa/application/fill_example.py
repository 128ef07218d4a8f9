"""Filling a new store with the example municipality: its sender, its lists, and its issuers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from munhalsa.application.change_municipality import ChangeSender, change_municipality
from munhalsa.application.import_table.commit import commit_import
from munhalsa.application.import_table.kinds import NO_MAPPING
from munhalsa.application.import_table.plan import ImportChoices
from munhalsa.application.import_table.receipt import Receipt
from munhalsa.application.issuers import add_issuer
from munhalsa.application.keep_staff import AddStaff, StaffDetails, add_staff
from munhalsa.application.workplace import Example, Workplace

# Changes of the population register are left for whoever tries the program.
LEFT_TO_TRY = frozenset({"folkbokforing"})


def _nothing(_file: Path, _receipt: Receipt) -> None:
    return None


def fill_example(
    workplace: Workplace,
    example: Example,
    *,
    taken_in: Callable[[Path, Receipt], None] = _nothing,
) -> None:
    """Everything that Intygsbeställningen is said to know already; tells of each list."""
    context = workplace.context
    change_municipality(context, ChangeSender(**example.sender))
    for name, file in example.lists:
        if name not in LEFT_TO_TRY:
            kind = workplace.tables.kind(name)
            table = workplace.tables.read(file, kind=kind, mapping=NO_MAPPING)
            taken_in(file, commit_import(context, table, kind, ImportChoices(registered=True)))
    for issuer in example.issuers:
        add_issuer(context, {"name": issuer, "from_day": None})
    for unit, people in example.staff.items():
        for one in people:
            details = StaffDetails(name=one["name"], title=one["title"])
            add_staff(context, AddStaff(unit=unit, details=details))
