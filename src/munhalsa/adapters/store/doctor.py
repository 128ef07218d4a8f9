"""`doctor`: what the program stands on at this machine, what is wrong and how to mend it."""

from __future__ import annotations

import locale
import platform
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher

from munhalsa.adapters.lock import FILE_NAME, FileLock
from munhalsa.adapters.paths import ProgramPaths, refuse_unsafe_place
from munhalsa.adapters.store import migrate
from munhalsa.adapters.store.backup import backups_in
from munhalsa.adapters.store.backup_file import time_in
from munhalsa.adapters.store.engine import (
    check_engine_version,
    postgres_address,
    postgres_engine,
)
from munhalsa.adapters.store.folder import StoreFolder, check_encrypted_file
from munhalsa.adapters.store.newer import Standing, standing_of
from munhalsa.adapters.vault.keyring_copy import WHAT_IT_PROTECTS, KeyringCopy, KeyringTrouble
from munhalsa.adapters.vault.slot_file import decode
from munhalsa.adapters.vault.slots import SlotKind
from munhalsa.application.ports_keeping import Check
from munhalsa.application.reading_only import OPEN_FOR_READING
from munhalsa.domain.refusal import Refusal

_RESOURCES = (
    "fonts/NotoSans-Regular.ttf",
    "fonts/NotoSans-Bold.ttf",
    "rules/ruleset.toml",
    "security/common_passphrases.txt",
    "security/words.txt",
    "municipalities_vastra_gotaland.csv",
)
_LEAST_FREE = 500 * 1024 * 1024
_REINSTALL = "Installera om munhalsa."


def examine(
    paths: ProgramPaths,
    *,
    keyring: KeyringCopy | None = None,
    store: str | None = None,
    password: str | None = None,
) -> tuple[Check, ...]:
    """The program and its surroundings, and a store if one is named.

    ``keyring``: else this machine's. A store in a folder is looked at from the outside: no key is
    needed and nothing is opened; of a shared database it is seen whether it can be reached.
    """
    program = (
        _check("Program", _program),
        _check("Databasmotor", _engine),
        _check("Resurser", _resources),
        _check("Mappar", lambda: _folders(paths)),
        _check("Nyckelring", lambda: _keyring(keyring or KeyringCopy.of_this_machine())),
        _check("Språk och tid", _locale),
    )
    if store is None:
        return program
    if store.startswith(("postgresql://", "postgres://")):
        return (*program, _check("Delad databas", lambda: _database_server(store, password)))
    place = StoreFolder(Path(store).expanduser().absolute())
    return (
        *program,
        _check("Registrets mapp", lambda: _place(place)),
        _check("Registrets fil", lambda: _database(place)),
        _check("Registrets nycklar", lambda: _slots(place)),
        _check("Säkerhetskopior", lambda: _backups(place)),
        _check("Diskutrymme", lambda: _space(place.path)),
    )


def _check(name: str, look: Callable[[], tuple[bool, str]]) -> Check:
    try:
        ok, detail = look()
    except Refusal as refusal:
        ok, detail = False, refusal.message
    return Check(name=name, ok=ok, detail=detail)


def _program() -> tuple[bool, str]:
    return True, (
        f"munhalsa {version('munhalsa')}, Python {platform.python_version()}, "
        f"{platform.system()} {platform.release()}, {'installerat' if _is_frozen() else 'källkod'}."
    )


def _is_frozen() -> bool:
    return bool(getattr(sys, "frozen", False))


def _engine() -> tuple[bool, str]:
    check_engine_version()
    connection = sqlcipher.connect(":memory:")
    try:
        answer = connection.execute("PRAGMA cipher_version").fetchone()
        if not answer:
            return False, f"Databasmotorn kan inte kryptera. {_REINSTALL}"
        # The provider is known only where something is encrypted.
        connection.execute("PRAGMA key = 'x'").fetchall()
        provider = connection.execute("PRAGMA cipher_provider_version").fetchone()
    finally:
        connection.close()
    return True, (
        f"SQLite {sqlcipher.sqlite_version}, SQLCipher {answer[0]} ({provider[0]}), "
        f"psycopg {_version_of('psycopg')}, registrets schema {migrate.newest_revision()}."
    )


def _version_of(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "okänd version"


def _resources() -> tuple[bool, str]:
    root = files("munhalsa.resources")
    missing = [name for name in _RESOURCES if not root.joinpath(name).is_file()]
    if missing:
        return False, f"Det här saknas i programmet: {', '.join(missing)}. {_REINSTALL}"
    return True, "Typsnitt, regler och listor finns."


def _folders(paths: ProgramPaths) -> tuple[bool, str]:
    places = (paths.config, paths.data, paths.logs, paths.temp)
    if any(_is_file(place) for folder in places for place in (folder, *folder.parents)):
        return False, (
            "En fil ligger där programmet vill ha sina mappar. Flytta den, eller välj andra mappar "
            "med --profile."
        )
    return True, (
        f"Inställningar: {paths.config}. Data: {paths.data}. Loggar: {paths.logs}. "
        f"Tillfälliga filer: {paths.temp}."
    )


def _is_file(place: Path) -> bool:
    return place.exists() and not place.is_dir()


def _keyring(keyring: KeyringCopy) -> tuple[bool, str]:
    if keyring.is_secure:
        return True, WHAT_IT_PROTECTS
    return True, KeyringTrouble.NOT_SECURE.message


def _locale() -> tuple[bool, str]:
    language = locale.getlocale()[0] or "C"
    now = datetime.now().astimezone()
    if sys.getfilesystemencoding().lower() not in ("utf-8", "utf8"):
        return False, (
            "Filnamn med å, ä och ö går inte att använda. Ställ in datorn på UTF-8, till exempel "
            "med LANG=sv_SE.UTF-8."
        )
    return True, f"Språk {language}, tidszon {now.tzname()} (UTC{now:%z}), klockan {now:%H:%M}."


def _place(place: StoreFolder) -> tuple[bool, str]:
    place.require_store()
    refuse_unsafe_place(place.path)
    lock = FileLock(place.path / FILE_NAME)
    try:
        free = lock.acquire()
    except OSError:
        return False, (
            "Det går inte att skriva i registrets mapp. Kontrollera rätten till mappen och att "
            "disken inte är full eller skrivskyddad."
        )
    lock.release()
    state = "ingen använder det nu" if free else "ett annat program använder det nu"
    return True, f"Registret ligger i {place.path}; {state}."


def _database(place: StoreFolder) -> tuple[bool, str]:
    check_encrypted_file(place.database)
    size = place.database.stat().st_size / 1024 / 1024
    if place.open_mark.exists():
        return True, (
            f"Filen är krypterad och på {size:.1f} MB. Den är öppen, eller stängdes inte i "
            "ordning och kontrolleras då när den öppnas."
        )
    return True, f"Filen är krypterad och på {size:.1f} MB."


def _slots(place: StoreFolder) -> tuple[bool, str]:
    try:
        # Not by KeySlots: that is for the program that holds the store's lock.
        slots = decode(place.key_slots.read_bytes())
    except OSError:
        return False, "Nyckelfilen keyslots.json kan inte läsas. Kontrollera rätten till mappen."
    if slots.rekey_pending:
        return True, "Ett nyckelbyte avbröts. Öppna registret, så görs det färdigt."
    kinds = [slot.kind for slot in slots.slots]
    if SlotKind.RECOVERY not in kinds:
        return False, (
            "Det finns ingen återställningskod. Glöms lösenfrasen kommer ingen in i registret."
        )
    users = kinds.count(SlotKind.USER)
    return True, f"{users} lösenfraser och en återställningskod öppnar registret."


def _backups(place: StoreFolder) -> tuple[bool, str]:
    found = backups_in(place.backups)
    if not found:
        return True, "Det finns ingen säkerhetskopia ännu. Gör en med munhalsa backup."
    newest = time_in(found[0])
    return True, f"{len(found)} säkerhetskopior, den senaste från {newest:%Y-%m-%d %H:%M} UTC."


def _space(folder: Path) -> tuple[bool, str]:
    for place in _existing(folder):
        free = shutil.disk_usage(place).free
        detail = f"{free / 1024**3:.1f} GB är lediga på disken."
        if free < _LEAST_FREE:
            return False, f"{detail} Frigör utrymme, annars kan säkerhetskopior inte göras."
        return True, detail
    return False, "Disken finns inte. Anslut den."


def _existing(folder: Path) -> Iterator[Path]:
    return (place for place in (folder, *folder.parents) if place.exists())


def _database_server(address: str, password: str | None) -> tuple[bool, str]:
    engine = postgres_engine(postgres_address(address), password)
    try:
        standing = standing_of(engine)
    finally:
        engine.dispose()
    if standing is Standing.NEWER:
        return True, f"Databasen nås. {OPEN_FOR_READING}"
    if standing is Standing.OLDER:
        return True, "Databasen nås; den är från en äldre version och uppdateras när den öppnas."
    return True, "Databasen nås och innehåller ett register."
