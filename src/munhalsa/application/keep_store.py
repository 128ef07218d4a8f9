"""Keeping the store: backups, keys and passphrases, for those who may."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from munhalsa.application.context import Context
from munhalsa.application.ports import Deed
from munhalsa.application.ports_keeping import Keeper, Kept
from munhalsa.application.settings import setting_value
from munhalsa.domain.account import Permission
from munhalsa.domain.refusal import NotAllowed

BACKUP_MONTHS = "backup_months"
BACKUP_INTERVAL = timedelta(minutes=30)
"""How long a change may be without a backup while somebody works."""


def back_up(context: Context, keeper: Keeper, *, to: Path | None = None) -> Kept:
    """A tested backup that somebody asks for, in the store's own folder or in another."""
    context.require(Permission.BACKUP)
    return back_up_unasked(context, keeper, to=to)


def back_up_unasked(context: Context, keeper: Keeper, *, to: Path | None = None) -> Kept:
    """A tested backup as the program makes them by itself, whoever is at work."""
    with context.read(Permission.BACKUP) as reader:
        months = setting_value(reader, context.rules, BACKUP_MONTHS, day=context.today)
    kept = keeper.keep_backup(to=to, months=int(months))
    details = {"rows": sum(kept.rows.values())}
    deed = Deed(action="backup.made", subject_kind="store", subject_id="", details=details)
    context.store.note(deed, session=context.session)
    return kept


def back_up_if_changed(context: Context, keeper: Keeper) -> Kept | None:
    """A backup if any record has changed since the newest one; reads alone trigger none."""
    return back_up_unasked(context, keeper) if keeper.changed_since_backup() else None


def renew_data_key(context: Context, keeper: Keeper) -> Kept:
    """A new data key, under which every way in still opens, and a first backup under it."""
    context.require_confirmed(Permission.MANAGE_KEYS)
    keeper.renew_data_key(session=context.session)
    return back_up_unasked(context, keeper)


def renew_recovery_code(context: Context, keeper: Keeper) -> str:
    """A new recovery code in the place of the former; it is told here and never again."""
    context.require_confirmed(Permission.MANAGE_KEYS)
    deed = Deed(action="recovery_code.renewed", subject_kind="store", subject_id="")
    return keeper.renew_recovery_code(
        before=lambda: context.store.note(deed, session=context.session)
    )


def change_passphrase(context: Context, keeper: Keeper, passphrase: str) -> None:
    """Another passphrase for oneself; the present one must have been given in this command."""
    session = context.session
    if not session.confirmed:
        raise NotAllowed(
            "passphrase_needed",
            "Det här kräver att den nuvarande lösenfrasen anges. Ange --passphrase-file.",
        )
    deed = Deed(action="passphrase.changed", subject_kind="account", subject_id=session.account_id)
    keeper.set_passphrase(
        session.name, passphrase, before=lambda: context.store.note(deed, session=session)
    )
