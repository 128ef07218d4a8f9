"""Breaking the link to earlier numbers, when somebody has got a new, fictitious identity.

What is cleaned is gone for good (spec: records, protected identity).
"""

from __future__ import annotations

from dataclasses import replace

from munhalsa.application.contacts import person_to_edit
from munhalsa.application.context import Context
from munhalsa.application.ports import Changes, Deed
from munhalsa.application.protect_person import check_on_paper
from munhalsa.domain.account import Permission
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.log_cleaning import GONE, LINK_BROKEN
from munhalsa.domain.refusal import Notice

WHAT_GOES = (
    "Tidigare nummer, sammanslagningar och allt som loggen innehåller om personen tas bort för "
    "gott. Det som har gjorts hittills går därefter inte att ångra. Att det gjordes, när och av "
    "vem står kvar i loggen."
)
WHAT_STAYS = (
    "Säkerhetskopior som redan finns innehåller uppgifterna tills de gallras, och filer som har "
    "lämnats ut ändras inte. Gå igenom namn, adress, kontakter och anteckningar på kortet."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakLink:
    """Whose link; ``reason`` is logged and must not tell the earlier identity."""

    number: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkBroken:
    """How many events of the log have lost their content; ``receipt`` is the one that says so."""

    receipt: str
    events: int
    changes: Changes
    warnings: tuple[Notice, ...]


def break_link(context: Context, command: BreakLink) -> LinkBroken:
    """Clean records, log, search and drafts; asks for the passphrase and cannot be undone."""
    context.require_everywhere(Permission.MERGE_PERSONS)
    context.require_confirmed(Permission.MERGE_PERSONS)
    found = person_to_edit(context, command.number)
    check_on_paper(context, found, command.reason)
    deed = Deed(
        action=LINK_BROKEN,
        subject_kind="person",
        subject_id=found.id,
        purpose=command.reason.strip(),
    )
    with context.write(deed, Permission.MERGE_PERSONS) as work:
        gone = work.forget_before(found.id)
        work.redeem(replace(deed, details={GONE: gone}))
        done = work.commit()
    stays = Notice(code="elsewhere", message=WHAT_STAYS)
    return LinkBroken(receipt=done.event, events=len(gone), changes=done.changes, warnings=(stays,))
