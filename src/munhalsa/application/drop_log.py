"""Dropping the oldest events of the log, when they are older than the municipality keeps them."""

from __future__ import annotations

from datetime import date, datetime, time

from munhalsa.application.context import Context
from munhalsa.application.keep_store import back_up_unasked
from munhalsa.application.ports_keeping import Keeper, LogDropped, LogOld
from munhalsa.application.settings import setting_value
from munhalsa.domain.account import Permission
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.log_keeping import first_day_kept
from munhalsa.domain.refusal import Rejected

LOG_YEARS = "log_years"


@dataclass(frozen=True, slots=True, kw_only=True)
class OldLogFound:
    """What would go, and the first day that stays; ``backs_up``: a backup is made before."""

    old: LogOld
    before: date
    backs_up: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OldLogDropped:
    """What is gone, by whom and when, and the backup made before; a shared database has its own."""

    dropped: LogDropped
    by: str
    on: date
    backed_up: bool


def find_old_events(context: Context, keeper: Keeper) -> OldLogFound:
    """What ``drop_old_events`` would drop, before anybody is asked for a passphrase."""
    context.require_everywhere(Permission.DROP_LOG)
    first = _first_day_kept(context)
    old = keeper.old_log(_midnight(first))
    if old is None:
        raise _nothing_old(first)
    return OldLogFound(old=old, before=first, backs_up=keeper.has_key_slots)


def drop_old_events(context: Context, keeper: Keeper) -> OldLogDropped:
    """Drop what is older than the setting says, never what is younger than five years.

    A backup is made first. What went is told by number and days, in the log too.
    """
    context.require_confirmed(Permission.DROP_LOG)
    context.require_everywhere(Permission.DROP_LOG)
    first = _first_day_kept(context)
    if keeper.has_key_slots:
        back_up_unasked(context, keeper)
    dropped = keeper.drop_log(
        _midnight(first),
        event=context.new_id(),
        session=context.session,
    )
    if dropped is None:
        raise _nothing_old(first)
    return OldLogDropped(
        dropped=dropped,
        by=context.session.name,
        on=context.today,
        backed_up=keeper.has_key_slots,
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min).astimezone()


def _nothing_old(first: date) -> Rejected:
    return Rejected(
        "log_not_old",
        f"Loggen har inget som är äldre än {first}. Hur länge den sparas är en inställning: "
        f"{LOG_YEARS}.",
    )


def _first_day_kept(context: Context) -> date:
    with context.read(Permission.DROP_LOG) as reader:
        years = int(setting_value(reader, context.rules, LOG_YEARS, day=context.today))
    real = context.clock.now().astimezone().date()
    return first_day_kept(today=context.today, real_today=real, years=years)
