"""The rows of the table, each a function that makes a measure at a place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import munhalsa.desktop  # noqa: F401 - first: it loads Qt without its hook in ``import``
from benchmarks.measuring import Measure
from benchmarks.places import Place
from benchmarks.rows import (
    backups,
    card,
    clients,
    due,
    exports,
    figures,
    imports,
    issuing,
    keystrokes,
    lists,
    moving,
    pages,
    reconciling,
    scrolling,
    search,
    start,
)

Row = Callable[[Place], Measure]

# By the name for --only. The rows that take long come last.
ROWS: Mapping[str, Row] = MappingProxyType(
    {
        "search-prefix": search.name_prefix,
        "search-two-letters": search.two_letters,
        "search-two-words": search.two_words,
        "search-part": search.name_part,
        "search-last-four": search.last_four,
        "search-number": search.whole_number,
        "search-old-number": search.old_number,
        "keystroke": keystrokes.keystroke,
        "scrolling": scrolling.scrolling,
        "start": start.start,
        "memory": start.memory,
        "card": card.card,
        "card-logged": card.card_logged,
        "register-and-issue": issuing.register_and_issue,
        "register-then-issue": issuing.register_then_issue,
        "clients": clients.twenty_clients,
        "move-unit": moving.move_unit,
        "due-never-asked": due.never_asked,
        "due-ask-again": due.ask_again,
        "due-assessment": due.assessment,
        "due-no-care": due.no_care,
        "due-unmet-need": due.unmet_need,
        "figures": figures.figures,
        "write-csv": exports.write_csv,
        "write-xlsx": exports.write_xlsx,
        "export-csv": exports.export_csv,
        "export-xlsx": exports.export_xlsx,
        "list-csv": lists.list_csv,
        "list-xlsx": lists.list_xlsx,
        "certificates": pages.certificates_pdf,
        "certificates-from-store": pages.print_from_store,
        "backup": backups.backup,
        "reconcile": reconciling.reconcile_list,
        "import-again": imports.import_again,
        "import": imports.import_persons,
    }
)

# Rows in which PostgreSQL has no part: drawn or written from memory, or backed up by its own tools.
WITHOUT_SERVER = frozenset({"write-csv", "write-xlsx", "certificates", "backup", "start", "memory"})

ONLY_SERVER = frozenset({"clients"})
"""Many at once: an embedded store has one program at a time."""
