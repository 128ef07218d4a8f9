"""`verify`: the file, the tables, the log and its anchors, the keys, the newest backup."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

from sqlalchemy import Connection, Engine

from munhalsa.adapters.store import audit
from munhalsa.adapters.store.audit_check import LogFindings, check_anchors, check_log
from munhalsa.adapters.store.backup import backups_in, trial_of
from munhalsa.adapters.store.backup_file import read_manifest
from munhalsa.adapters.store.checks import reading
from munhalsa.adapters.store.engine import keeping_few_pages
from munhalsa.adapters.store.opening import (
    OpenStore,
    Vault,
    checkpoint_key,
    open_parts,
    open_postgres_parts,
    shared_anchors,
)
from munhalsa.adapters.store.own_rows import account_table
from munhalsa.adapters.store.schema_check import schema_differences
from munhalsa.adapters.store.unlock import WayIn
from munhalsa.adapters.vault.anchors import Anchors
from munhalsa.adapters.vault.checkpoint_key import CheckpointKey, fingerprint
from munhalsa.adapters.vault.key_slots import KeySlots
from munhalsa.application.ports import Clock, Head
from munhalsa.application.ports_keeping import Check, LogState
from munhalsa.domain.refusal import FileUnusable, Refusal, StoreUnavailable

_MEND = "Läs tillbaka den senaste säkerhetskopian med munhalsa restore."
_TELL = "Säg till den som ansvarar för informationssäkerheten."
_TELLS_OF_DAMAGE = frozenset({"store_damaged", "audit_chain_broken", "audit_chain_missing"})


def verify_embedded(folder: Path, *, way_in: WayIn, clock: Clock) -> tuple[Check, ...]:
    """Open a store without logging in and look at everything.

    Raises StoreUnavailable when it cannot be looked at: wrong key, in use, not there.
    """
    with ExitStack() as stack:
        try:
            parts = open_parts(folder, way_in=way_in, clock=clock, cost=None, stack=stack)
        except StoreUnavailable as refusal:
            if refusal.code not in _TELLS_OF_DAMAGE:
                raise
            return (Check(name="Filen", ok=False, detail=refusal.message),)
        anchors = Anchors(folder.expanduser().absolute())
        return _verified(parts.engine, parts.vault, anchors, newer=parts.newer)


def verify_postgres(
    address: str, *, password: str | None, anchors_folder: Path | None = None
) -> tuple[Check, ...]:
    """Look at everything in a shared database, without logging in."""
    with ExitStack() as stack:
        parts = open_postgres_parts(address, password=password, user=None, stack=stack)
        anchors = None if anchors_folder is None else shared_anchors(anchors_folder, address)
        return _verified(parts.engine, None, anchors, newer=parts.newer)


def verify_log_embedded(folder: Path, *, way_in: WayIn, clock: Clock) -> LogState:
    """Open a store without logging in and look at its log; raises StoreUnavailable."""
    with ExitStack() as stack:
        parts = open_parts(folder, way_in=way_in, clock=clock, cost=None, stack=stack)
        anchors = Anchors(folder.expanduser().absolute())
        backups = None if parts.vault is None else parts.vault.folder.backups
        key = checkpoint_key(parts.vault, anchors, make=False)
        return _log_state(parts.engine, anchors, backups, key)


def verify_log_postgres(
    address: str, *, password: str | None, anchors_folder: Path | None = None
) -> LogState:
    """Look at the log of a shared database, without logging in."""
    with ExitStack() as stack:
        parts = open_postgres_parts(address, password=password, user=None, stack=stack)
        anchors = None if anchors_folder is None else shared_anchors(anchors_folder, address)
        key = checkpoint_key(None, anchors, make=False)
        return _log_state(parts.engine, anchors, None, key)


def _log_state(
    engine: Engine, anchors: Anchors | None, backups: Path | None, key: CheckpointKey | None
) -> LogState:
    with reading(engine) as connection:
        heads = audit.heads(connection)
    return LogState(
        checks=tuple(_log_checks(engine, anchors, backups, key)),
        heads={chain: Head(seq=seq, hash=head) for chain, (seq, head) in heads.items()},
    )


def verify_open(opened: OpenStore) -> tuple[Check, ...]:
    """Look at everything in a store that somebody works in."""
    newer = opened.store.reads_only
    return _verified(opened.store.engine, opened.vault, opened.anchors, newer=newer)


def tables_to_check(engine: Engine) -> tuple[str, ...]:
    """The tables of an embedded store, each of which can be looked at by itself."""
    if engine.dialect.name != "sqlite":
        return ()
    with reading(engine) as connection:
        return tuple(
            connection.exec_driver_sql(
                "SELECT name FROM sqlite_master WHERE type = 'table' "
                "AND sql NOT LIKE 'CREATE VIRTUAL%' AND name NOT LIKE 'sqlite%' ORDER BY name"
            ).scalars()
        )


def check_table(engine: Engine, name: str) -> Check:
    """Whether every page of a table can be read and hangs together."""

    def look(connection: Connection) -> tuple[bool, str]:
        with keeping_few_pages(connection):
            found = connection.exec_driver_sql(f'PRAGMA quick_check("{name}")').scalars().all()
        if list(found) != ["ok"]:
            return False, f"Registrets fil är skadad. {_MEND}"
        return True, "Tabellen är hel."

    return _guarded(name, engine, look)


def _verified(
    engine: Engine, vault: Vault | None, anchors: Anchors | None, *, newer: bool
) -> tuple[Check, ...]:
    backups = None if vault is None else vault.folder.backups
    checks = [_guarded("Filen", engine, _check_file)] if vault is not None else []
    checks += [
        _guarded("Tabellerna", engine, _check_newer_schema if newer else _check_schema),
        *_log_checks(engine, anchors, backups, checkpoint_key(vault, anchors, make=False)),
    ]
    if vault is not None:
        checks.append(_guarded("Nycklarna", engine, lambda on: _check_keys(on, vault)))
        checks.append(_check_backup(vault.folder.backups))
    return tuple(checks)


def _log_checks(
    engine: Engine, anchors: Anchors | None, backups: Path | None, key: CheckpointKey | None
) -> list[Check]:
    public = None if key is None else key.public
    return [
        _guarded("Loggen", engine, lambda on: _check_log(on, public)),
        _guarded("Loggens ankare", engine, lambda on: _check_anchors(on, anchors, backups)),
    ]


def _guarded(name: str, engine: Engine, look: Callable[[Connection], tuple[bool, str]]) -> Check:
    try:
        with reading(engine) as connection:
            ok, detail = look(connection)
    except Refusal as refusal:
        ok, detail = False, refusal.message
    return Check(name=name, ok=ok, detail=detail)


def _check_file(connection: Connection) -> tuple[bool, str]:
    if connection.exec_driver_sql("PRAGMA cipher_integrity_check").first() is not None:
        return False, f"Någon del av filen är skadad eller ändrad. {_MEND}"
    if connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar_one() != "ok":
        return False, f"Filen hänger inte ihop. {_MEND}"
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        return False, f"Någon uppgift hör till något som inte finns. {_MEND}"
    return True, "Varje del av filen är hel."


def _check_schema(connection: Connection) -> tuple[bool, str]:
    differences = schema_differences(connection)
    if differences:
        return False, (
            f"Detta är inte som programmet gjorde det: {', '.join(differences[:5])}. {_TELL}"
        )
    return True, "Alla tabeller och spärrar är som programmet gjorde dem."


def _check_newer_schema(_connection: Connection) -> tuple[bool, str]:
    """Looked at as it was opened: else it would not be."""
    return True, (
        "Registret är gjort med en nyare version av munhalsa. Allt som den här versionen läser "
        "finns, och loggen har den form den känner."
    )


def _check_log(connection: Connection, key: str | None) -> tuple[bool, str]:
    findings = check_log(connection)
    if not findings.total:
        whole = f"Alla {findings.events} händelser är som de skrevs, i ordning."
        return True, f"{whole}{_dropped(findings, key)}"
    more = findings.total - len(findings.faults)
    listed = "; ".join(findings.faults) + (f"; och {more} fel till" if more else "")
    return False, f"Loggen har ändrats: {listed}. {_TELL}"


def _dropped(findings: LogFindings, key: str | None) -> str:
    """Since when the log is there, and by which key that is signed."""
    checkpoint = findings.checkpoint
    if checkpoint is None:
        return ""
    whose = (
        "registrets nyckel"
        if checkpoint.key == key
        else "en nyckel som inte är den här datorns eller registrets nuvarande: jämför med kvittot"
    )
    return (
        f" Den börjar {checkpoint.before}: {findings.dropped} äldre har tagits bort bakom en "
        f"kontrollpunkt, undertecknad med {fingerprint(checkpoint.key)} ({whose})."
    )


def _check_anchors(
    connection: Connection, anchors: Anchors | None, backups: Path | None
) -> tuple[bool, str]:
    written = () if anchors is None else anchors.read()
    anchored = [(anchor.chain, anchor.seq, anchor.hash) for anchor in written]
    anchored += list(_heads_in_backups(backups))
    faults, newest = check_anchors(connection, anchored)
    if faults:
        return False, f"Loggen stämmer inte med ankarna: {'; '.join(faults[:5])}. {_TELL}"
    heads = audit.heads(connection)
    later = sum(heads[chain][0] - seq for chain, seq in newest.items() if chain in heads)
    if not anchored:
        return True, "Loggen är inte förankrad härifrån ännu."
    if later:
        return True, (
            "Alla ankare ligger i loggen. Ännu inte förankrat: det som kom efter det senaste, "
            f"{later} händelser."
        )
    return True, "Alla ankare ligger i loggen, och den är förankrad till slutet."


def _heads_in_backups(backups: Path | None) -> Iterator[tuple[str, int, str]]:
    for file in () if backups is None else backups_in(backups):
        # One that cannot be read is another check's business.
        with suppress(FileUnusable):
            for chain, (seq, head) in read_manifest(file).heads.items():
                yield chain, seq, head


def _check_keys(connection: Connection, vault: Vault) -> tuple[bool, str]:
    slots = KeySlots.load(vault.folder.path)
    if not slots.is_sealed_by(vault.data_key) or slots.rekey_pending:
        return False, f"Nyckelfilen är ändrad av något annat än programmet. {_TELL}"
    names = set(
        connection.execute(account_table.select().with_only_columns(account_table.c.name)).scalars()
    )
    if not set(slots.users) <= names:
        return False, f"En nyckel öppnar registret för någon som inte har något konto. {_TELL}"
    code = "och en återställningskod" if slots.has_recovery else "men ingen återställningskod"
    return True, f"{len(slots.users)} användare kan öppna registret, {code} finns."


def _check_backup(folder: Path) -> Check:
    name = "Säkerhetskopian"
    found = backups_in(folder)
    if not found:
        return Check(name=name, ok=True, detail="Ingen säkerhetskopia finns ännu.")
    newest = found[0]
    try:
        read_manifest(newest)
        trial = json.loads(trial_of(newest).read_text(encoding="utf-8"))
        ok = trial["ok"] is True and trial["bytes"] == newest.stat().st_size
    except (OSError, ValueError, KeyError, TypeError, FileUnusable):
        ok = False
    if not ok:
        detail = "Den senaste säkerhetskopian är inte hel. Gör en ny med munhalsa backup."
        return Check(name=name, ok=False, detail=detail)
    return Check(name=name, ok=True, detail="Den senaste säkerhetskopian är läst på prov och hel.")
