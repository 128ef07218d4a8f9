"""A new store out of a backup, beside whatever there is and never over it."""

from __future__ import annotations

import secrets
import shutil
from pathlib import Path

from munhalsa.adapters.atomic_file import sync_folder
from munhalsa.adapters.paths import refuse_unsafe_place
from munhalsa.adapters.store.backup import check_restored
from munhalsa.adapters.store.backup_file import Manifest, unpack
from munhalsa.adapters.store.folder import StoreFolder, check_encrypted_file
from munhalsa.adapters.store.found import refuse_occupied
from munhalsa.adapters.store.unlock import WayIn, unlock
from munhalsa.adapters.vault.anchors import Anchor, AnchorReason, Anchors
from munhalsa.adapters.vault.key_slots import KeySlots
from munhalsa.application.ports import Clock
from munhalsa.domain.refusal import FileUnusable, StoreUnavailable


def restore_backup(file: Path, to: Path, *, clock: Clock, way_in: WayIn | None = None) -> Path:
    """Make a store of a backup in a folder that is empty or not there yet; the folder.

    With ``way_in`` the store is also opened, checked and counted before it counts as restored;
    without it only the file's digests are compared, and the keys of that day open it.
    """
    target = to.expanduser().absolute()
    refuse_unsafe_place(target)
    refuse_occupied(target)
    draft = target.with_name(f".{target.name}.{secrets.token_hex(4)}.founding")
    try:
        draft.mkdir(mode=0o700, parents=True)
        _lay_out(StoreFolder(draft), file, clock=clock, way_in=way_in)
        if target.exists():
            target.rmdir()
        draft.rename(target)
        sync_folder(target.parent)
    except OSError:
        raise FileUnusable(
            "store_not_made",
            "Registret kunde inte läggas i mappen. Kontrollera att du har rätt att skriva där och "
            "att det finns plats på disken.",
            field="to",
        ) from None
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return target


def _lay_out(folder: StoreFolder, file: Path, *, clock: Clock, way_in: WayIn | None) -> None:
    manifest = unpack(file, folder.path)
    folder.backups.mkdir(mode=0o700)
    check_encrypted_file(folder.database)
    slots = KeySlots.load(folder.path)
    if way_in is not None:
        _check(folder, slots, manifest, clock=clock, way_in=way_in)
    Anchors(folder.path).append(
        Anchor(chain=chain, seq=seq, hash=head, time=manifest.taken, reason=AnchorReason.BACKUP)
        for chain, (seq, head) in manifest.heads.items()
    )


def _check(
    folder: StoreFolder, slots: KeySlots, manifest: Manifest, *, clock: Clock, way_in: WayIn
) -> None:
    """A backup may have been taken while the key was renewed: then either key may open it."""
    opened = unlock(folder, slots, way_in, clock).opened
    for key in opened.keys[:-1]:
        try:
            return check_restored(folder.database, manifest, key)
        except StoreUnavailable as refusal:
            if refusal.code != "store_damaged":
                raise
    return check_restored(folder.database, manifest, opened.keys[-1])
