"""What was taken in before."""

from __future__ import annotations

from munhalsa.application.context import Context
from munhalsa.application.import_table.kinds import KindName
from munhalsa.domain.account import ImportBatch, Permission

# What these bring is told to Intygsbeställningen, unless it is there already.
TOLD_KINDS = frozenset({KindName.UNITS, KindName.PERSONS})


def must_ask_if_registered(context: Context, kind: KindName) -> bool:
    """Whether it must be asked if Intygsbeställningen knows it all: at the first table of a kind.

    An import that was undone is as good as none.
    """
    context.require_everywhere(Permission.IMPORT)
    if kind not in TOLD_KINDS:
        return False
    with context.read(Permission.IMPORT) as reader:
        return all(batch.kind != kind for batch in reader.find(ImportBatch, undone=False))
