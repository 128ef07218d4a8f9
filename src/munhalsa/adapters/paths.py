"""Where things lie: the program's own folders, and where a store may not lie."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import platformdirs

from munhalsa.adapters.lock import FileLock
from munhalsa.adapters.mounts import Mount, is_on_network, mounts_of_this_machine
from munhalsa.adapters.synced_folders import cloud_service_of
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import FileUnusable, StoreUnavailable

PROGRAM = "munhalsa"
PROFILE_VARIABLE = "MUNHALSA_PROFILE"

_WAY_OUT = (
    "Välj en mapp på datorns egen disk. Ska flera arbeta i samma register, använd en delad "
    "databas; ska en del av det följa med ut, gör ett paket."
)
_TEMP_LOCK = ".lock"
_GATE = ".gate"
"""Held while a program makes its folder, or the next one could take it for an abandoned one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramPaths:
    """The program's own folders for one person; none is made before it is needed."""

    config: Path
    data: Path
    logs: Path
    temp: Path

    @property
    def default_store(self) -> Path:
        """Where a new store is proposed."""
        return self.data / "register"

    @property
    def own_profiles(self) -> Path:
        """Where the municipality's own export profiles lie, if it has any."""
        return self.config / "exportprofiler"


def program_paths(
    profile: Path | None = None, environ: Mapping[str, str] = os.environ
) -> ProgramPaths:
    """The folders in ``--profile``, else in MUNHALSA_PROFILE, else where the system wants them."""
    chosen = profile or (Path(environ[PROFILE_VARIABLE]) if environ.get(PROFILE_VARIABLE) else None)
    if chosen is not None:
        folder = chosen.expanduser().absolute()
        return ProgramPaths(
            config=folder, data=folder / "data", logs=folder / "logs", temp=folder / "temp"
        )
    return ProgramPaths(
        config=platformdirs.user_config_path(PROGRAM, appauthor=False),
        data=platformdirs.user_data_path(PROGRAM, appauthor=False),
        logs=platformdirs.user_log_path(PROGRAM, appauthor=False),
        temp=platformdirs.user_cache_path(PROGRAM, appauthor=False) / "temp",
    )


def refuse_unsafe_place(
    folder: Path,
    *,
    mounts: Iterable[Mount] | None = None,
    environ: Mapping[str, str] = os.environ,
) -> None:
    """Raise StoreUnavailable for a live store's folder that is copied or shared behind our back.

    A database that another program copies while it is written, or that lies at the other end of a
    network, is damaged sooner or later. The folder need not exist yet.
    """
    place = folder.expanduser().resolve()
    service = cloud_service_of(place, environ)
    if service is not None:
        raise StoreUnavailable(
            "store_in_cloud_folder",
            f"Ett register kan inte ligga i en mapp som kopieras av {service}: det kan skadas och "
            f"kopieras till obehöriga. {_WAY_OUT}",
            field="store",
        )
    if is_on_network(place, mounts_of_this_machine() if mounts is None else mounts):
        raise StoreUnavailable(
            "store_on_network",
            f"Ett register kan inte ligga på en nätverksmapp: där kan det skadas. {_WAY_OUT}",
            field="store",
        )


class PrivateTemp:
    """A folder for what must lie in a file for a moment, such as a page to be printed.

    Each program has one of its own, which it empties when it ends; what a killed program left is
    emptied when the next one starts.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._own = folder / f"run-{secrets.token_hex(8)}"
        self._lock = FileLock(self._own / _TEMP_LOCK)
        self._gate = FileLock(folder / _GATE)

    @property
    def folder(self) -> Path:
        """The folder to write in, from ``open`` to ``close``."""
        return self._own

    def open(self) -> None:
        """Empty what is left of others and make one's own; raises FileUnusable."""
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._folder.chmod(0o700)
            self._gate.wait()
            try:
                self._empty_abandoned()
                self._own.mkdir(mode=0o700)
                self._lock.acquire()
            finally:
                self._gate.release()
        except OSError:
            raise FileUnusable(
                "temp_not_writable",
                "Programmets mapp för tillfälliga filer kan inte användas. Kontrollera att det "
                "finns plats på disken och att du har rätt att skriva i din hemmapp.",
            ) from None

    def close(self) -> None:
        """Take away one's own folder; a file that is still shown stays until the next start."""
        self._lock.release()
        shutil.rmtree(self._own, ignore_errors=True)

    def __enter__(self) -> Self:
        self.open()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _empty_abandoned(self) -> None:
        for left in self._folder.iterdir():
            if left.name == _GATE:
                continue
            lock = FileLock(left / _TEMP_LOCK)
            with suppress(OSError):
                if left.is_symlink() or not left.is_dir():
                    left.unlink()
                elif lock.acquire():
                    lock.release()
                    shutil.rmtree(left, ignore_errors=True)
