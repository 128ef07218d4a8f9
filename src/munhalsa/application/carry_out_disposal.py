"""Carrying out a disposal (gallring): everything about those on the list gone for good."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, replace

from munhalsa.application.context import Context
from munhalsa.application.keep_store import BACKUP_MONTHS, back_up_unasked
from munhalsa.application.ports import Changes, Deed, Reader
from munhalsa.application.ports_keeping import Keeper
from munhalsa.application.propose_disposal import Judged, judged_today, rules_here
from munhalsa.application.request_disposal import (
    OrderLine,
    RuleUsed,
    all_seen,
    check_day_has_come,
    list_disposals,
    nobody_left,
    not_seen,
    the_order,
)
from munhalsa.application.settings import setting_value
from munhalsa.domain.account import Permission
from munhalsa.domain.disposal import Fate
from munhalsa.domain.disposal_order import TERMS, Disposal, backups_gone_on, check_delivered
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.log_cleaning import DISPOSED
from munhalsa.domain.refusal import FileUnusable, Notice, StoreUnavailable
from munhalsa.domain.two_people import check_used_by

GONE = "gone"
"""Where its details name the content that is gone and that none of its entries answers for."""

WHAT_GOES = (
    "Allt om dem som står på listan tas bort för gott: uppgifter, sökning, utkast och loggens "
    "innehåll. Det går aldrig att ångra, och inte heller det som tidigare har gjorts med dem. "
    "Fastställda kvartal står kvar som de är. En säkerhetskopia tas först; uppgifterna finns kvar "
    "i kopiorna tills de har gått ut, och i filer som har lämnats ut."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DisposalDone:
    """The receipt, and what could not be finished."""

    order: OrderLine
    event: str
    changes: Changes
    warnings: tuple[Notice, ...]


def carry_out_disposal(context: Context, keeper: Keeper, request: str) -> DisposalDone:
    """Take them away, all or nothing, after a backup; nothing of it can be undone.

    The list is looked at again in the same transaction: who is no longer due is left out.
    """
    context.require_confirmed(Permission.DISPOSE)
    context.require_everywhere(Permission.DISPOSE)
    check_day_has_come(context)
    with context.read(Permission.DISPOSE) as reader:
        _check(context, reader, request)
        seen = all_seen(context, reader, the_order(reader, request))
    if not seen:
        raise not_seen(context)
    if keeper.has_key_slots:
        back_up_unasked(context, keeper)
    deed = Deed(action=DISPOSED, subject_kind="disposal", subject_id=request)
    with context.write(deed, Permission.DISPOSE) as work:
        order = _check(context, work, request)
        chosen = _still_due(context, work, order)
        months = int(setting_value(work, context.rules, BACKUP_MONTHS, day=context.today))
        gone = work.dispose([one.file.person.id for one in chosen])
        left_out = order.asked_for - len(chosen)
        work.change(
            the_order(work, request),
            persons="",
            used_at=work.now,
            carried_out_on=context.today,
            disposed=len(chosen),
            left_out=left_out,
            rows=sum(gone.rows.values()),
            log_contents=gone.log_contents,
            rules=json.dumps([asdict(one) for one in _rules_used(chosen)], ensure_ascii=False),
            backups_gone_on=backups_gone_on(context.today, months=months),
        )
        details = {GONE: gone.contents, "persons": len(chosen), "left_out": left_out}
        work.redeem(replace(deed, purpose=order.decision, details=details))
        done = work.commit()
    (receipt,) = [one for one in list_disposals(context) if one.id == request]
    return DisposalDone(
        order=receipt,
        event=done.event,
        changes=done.changes,
        warnings=(*_left_out(left_out), *_written_over(keeper)),
    )


def _check(context: Context, reader: Reader, request: str) -> Disposal:
    order = the_order(reader, request)
    account, now = context.session.account_id, context.clock.now()
    check_used_by(order, TERMS, account=account, now=now)
    check_delivered(order)
    return order


def _still_due(context: Context, reader: Reader, order: Disposal) -> Sequence[Judged]:
    listed = set(order.person_ids)
    chosen = [
        one
        for one in judged_today(context, reader, rules_here(context, reader))
        if one.file.person.id in listed and one.verdict.fate is Fate.DUE
    ]
    if not chosen:
        raise nobody_left()
    return chosen


def _rules_used(chosen: Sequence[Judged]) -> list[RuleUsed]:
    """Every rule that decided, and for how many; in the order of the rules' names."""
    rules = {one.verdict.rule for one in chosen}
    return [
        RuleUsed(
            name=rule.name,
            years=rule.years,
            source=rule.source,
            assumption=rule.assumption,
            persons=sum(one.verdict.rule == rule for one in chosen),
        )
        for rule in sorted(rules, key=lambda rule: rule.name)
    ]


def _left_out(count: int) -> tuple[Notice, ...]:
    if not count:
        return ()
    words = (
        f"{count} på listan lämnades kvar: något har antecknats eller öppnats sedan begäran "
        "gjordes."
    )
    return (Notice(code="left_out", message=words),)


def _written_over(keeper: Keeper) -> tuple[Notice, ...]:
    """The pages that held it are written over when it is gone already, so a fault only warns."""
    try:
        keeper.write_over()
    except (FileUnusable, StoreUnavailable) as fault:
        words = (
            "Gallringen är utförd, men registrets fil kunde inte skrivas om. Det som togs bort är "
            f"ändå överskrivet. {fault.message}"
        )
        return (Notice(code="not_written_over", message=words),)
    return ()
