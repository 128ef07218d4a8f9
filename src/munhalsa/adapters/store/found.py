"""Making a store: whole, or not at all."""

from __future__ import annotations

import getpass
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import DBAPIError

from munhalsa.adapters.atomic_file import sync_folder
from munhalsa.adapters.ids import new_id
from munhalsa.adapters.municipalities import load_municipalities
from munhalsa.adapters.paths import refuse_unsafe_place
from munhalsa.adapters.store import audit, migrate
from munhalsa.adapters.store.engine import postgres_address, postgres_engine, sqlcipher_engine
from munhalsa.adapters.store.errors import explained
from munhalsa.adapters.store.folder import StoreFolder
from munhalsa.adapters.store.schema import metadata
from munhalsa.adapters.store.unit_of_work import StoreUnitOfWork
from munhalsa.adapters.vault.data_key import DataKey
from munhalsa.adapters.vault.key_slots import KeySlots
from munhalsa.adapters.vault.passphrases import accept_passphrase
from munhalsa.adapters.vault.sealing import KdfCost
from munhalsa.application.accounts import founder_session, write_founding
from munhalsa.application.outputs import is_inside_store
from munhalsa.application.ports import Clock, Deed, Session
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import FileUnusable, Rejected, StoreUnavailable
from munhalsa.domain.unit import Municipality

# "munh": two who found in one database at the same time come one after the other.
_FOUNDING_LOCK = 0x6D756E68


@dataclass(frozen=True, slots=True, kw_only=True)
class Founded:
    """A new store; the recovery code is shown once and kept nowhere (None: shared database)."""

    store: str
    user: str
    recovery_code: str | None


def founding_municipality(code: str) -> Municipality:
    """The municipality by its code; raises Rejected for one that is not in Västra Götaland."""
    name = load_municipalities().get(code.strip())
    if name is None:
        raise Rejected(
            "unknown_municipality",
            "Det finns ingen kommun i Västra Götaland med den koden. Ange kommunens fyra siffror, "
            "till exempel 1490.",
            field="municipality",
        )
    return Municipality(id=code.strip(), name=name)


def found_embedded(
    folder: Path,
    *,
    municipality: str,
    passphrase: str,
    clock: Clock,
    user: str | None = None,
    cost: KdfCost | None = None,
) -> Founded:
    """Make an encrypted store in a folder that is empty or not there yet.

    ``municipality`` is a code of four digits, ``user`` the first user (else the log-in name).
    It is made ready beside the folder and put in place by one rename.
    """
    target = folder.expanduser().absolute()
    named = founding_municipality(municipality)
    founder = founder_session(user or getpass.getuser(), new_id=new_id)
    accept_passphrase(passphrase, own_words=(named.name, founder.name))
    refuse_unsafe_place(target)
    refuse_occupied(target)
    with placed_when_whole(target) as draft:
        code = _fill(StoreFolder(draft), named, founder, passphrase, clock=clock, cost=cost)
    return Founded(store=str(target), user=founder.name, recovery_code=code)


@contextmanager
def placed_when_whole(target: Path) -> Iterator[Path]:
    """A folder beside the target to make a store in; it becomes the target if nothing fails."""
    draft = target.with_name(f".{target.name}.{secrets.token_hex(4)}.founding")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _clear_drafts(target)
        draft.mkdir(mode=0o700)
        yield draft
        if target.exists():
            target.rmdir()
        draft.rename(target)
        sync_folder(target.parent)
    except OSError:
        raise FileUnusable(
            "store_not_made",
            "Registret kunde inte skapas i mappen. Kontrollera att du har rätt att skriva där och "
            "att det finns plats på disken.",
            field="store",
        ) from None
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def refuse_occupied(target: Path) -> None:
    """Refuse a folder where there is a store, or anything else, and one inside a store."""
    if StoreFolder(target).holds_store:
        raise _store_exists()
    if is_inside_store(target):
        raise StoreUnavailable(
            "place_in_store",
            "Mappen ligger i ett annat registers mapp, som städas av programmet. Välj en mapp "
            "utanför den.",
            field="store",
        )
    try:
        occupied = target.exists() and (not target.is_dir() or any(target.iterdir()))
    except OSError:
        occupied = True
    if occupied:
        raise StoreUnavailable(
            "folder_not_empty",
            "Mappen är inte tom. Välj en tom mapp, eller en som inte finns än, för registret.",
            field="store",
        )


def _store_exists() -> StoreUnavailable:
    return StoreUnavailable(
        "store_exists",
        "Där finns redan ett register. Välj en tom mapp eller databas, eller öppna det som finns.",
        field="store",
    )


def _clear_drafts(target: Path) -> None:
    for left in target.parent.glob(f".{target.name}.*.founding"):
        shutil.rmtree(left, ignore_errors=True)


def _fill(
    folder: StoreFolder,
    municipality: Municipality,
    founder: Session,
    passphrase: str,
    *,
    clock: Clock,
    cost: KdfCost | None,
) -> str:
    key = DataKey.generate()
    slots = KeySlots.create(folder.path, new_id(), cost=cost)
    slots.add_passphrase(founder.name, passphrase, key, own_words=(municipality.name, founder.name))
    code = slots.add_recovery(key)
    folder.backups.mkdir(mode=0o700)
    folder.database.touch(mode=0o600)
    engine = sqlcipher_engine(folder.database, key.reveal(), mode="rwc")
    try:
        migrate.upgrade(engine)
        with engine.connect() as opened:
            connection = opened.execution_options(writing=True)
            connection.begin()
            _write_first_deed(connection, municipality, founder, audit.EMBEDDED_CHAIN, clock)
    except DBAPIError as error:
        raise explained(error) from None
    finally:
        engine.dispose()
        key.wipe()
    return code


def found_postgres(
    address: str,
    *,
    password: str | None,
    municipality: str,
    clock: Clock,
    user: str | None = None,
) -> Founded:
    """Build the schema and the first records in a database, as its owner, in one transaction."""
    named = founding_municipality(municipality)
    founder = founder_session(user or getpass.getuser(), new_id=new_id)
    engine = postgres_engine(postgres_address(address), password)
    try:
        _found_in(engine, named, founder, clock)
    except DBAPIError as error:
        raise explained(error) from None
    finally:
        engine.dispose()
    return Founded(store=address, user=founder.name, recovery_code=None)


def _found_in(engine: Engine, municipality: Municipality, founder: Session, clock: Clock) -> None:
    with building_in(engine) as connection:
        _write_first_deed(connection, municipality, founder, new_id(), clock)


@contextmanager
def building_in(engine: Engine) -> Iterator[Connection]:
    """A transaction in an empty shared database, with the schema built in it; not committed."""
    with engine.connect() as opened:
        connection = opened.execution_options(writing=True)
        connection.begin()
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _FOUNDING_LOCK})
        if {*metadata.tables, "alembic_version"} & set(inspect(connection).get_table_names()):
            raise _store_exists()
        migrate.build(connection)
        yield connection


def _write_first_deed(
    connection: Connection,
    municipality: Municipality,
    founder: Session,
    chain: str,
    clock: Clock,
) -> None:
    audit.start_chain(connection, chain)
    deed = Deed(action="store.founded", subject_kind="municipality", subject_id=municipality.id)
    work = StoreUnitOfWork(
        connection,
        deed=deed,
        session=founder,
        chain=chain,
        municipality=municipality.id,
        event=new_id(),
        now=clock.now(),
    )
    write_founding(work, municipality=municipality, founder=founder, new_id=new_id)
    work.commit()
