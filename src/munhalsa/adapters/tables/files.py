"""Bytes of files in and out: whole or not at all, and errors of the disk in plain words."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from munhalsa.application.outputs import check_out
from munhalsa.domain.refusal import FileUnusable

LARGEST_FILE = 200 * 1024 * 1024

_SENTENCES = {
    errno.ENOENT: "Filen eller mappen finns inte. Kontrollera sökvägen.",
    errno.EISDIR: "Det är en mapp, inte en fil. Ange en fil.",
    errno.ENOTDIR: "En del av sökvägen är ingen mapp. Kontrollera sökvägen.",
    errno.EACCES: "Du har inte rätt att läsa eller skriva där. Välj en annan plats.",
    errno.EPERM: "Du har inte rätt att läsa eller skriva där. Välj en annan plats.",
    errno.EROFS: "Platsen går bara att läsa från. Välj en annan plats.",
    errno.ENOSPC: "Disken är full. Frigör plats eller välj en annan disk.",
    errno.EDQUOT: "Ditt utrymme är fullt. Frigör plats eller välj en annan disk.",
    errno.ENAMETOOLONG: "Filnamnet är för långt. Välj ett kortare.",
}
_CODES = {
    errno.ENOENT: "file_not_found",
    errno.EISDIR: "file_is_folder",
    errno.EACCES: "file_no_permission",
    errno.EPERM: "file_no_permission",
    errno.EROFS: "file_no_permission",
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
}


def read_bytes(path: Path, *, largest: int = LARGEST_FILE) -> bytes:
    """All of the file; FileUnusable when it can't be read or is larger than ``largest``."""
    too_large = FileUnusable(
        "file_too_large",
        f"Filen är större än {largest // (1024 * 1024)} MB. Dela upp den i flera filer.",
    )
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise IsADirectoryError(errno.EISDIR, "")
        if not stat.S_ISREG(status.st_mode):  # a device or a pipe may never end
            raise OSError(errno.EINVAL, "")
        if status.st_size > largest:
            raise too_large
        data = path.read_bytes()
    except OSError as error:
        raise unusable(error) from error
    if len(data) > largest:
        raise too_large
    return data


@contextmanager
def replacing(path: Path, settle: Callable[[Path], object] | None = None) -> Iterator[Path]:
    """A path in the same folder to write to; it takes the place of ``path`` when all went well.

    Whatever fails on the way, ``path`` is as it was. ``settle`` is shown what was written when only
    its name is missing, in a place that was tried before. FileUnusable for errors of the disk.
    """
    try:
        check_place(path)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".munhalsa-", suffix=".tmp")
    except OSError as error:
        raise unusable(error) from error
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        _flush(temporary)
        if settle is not None:
            settle(temporary)
        temporary.replace(path)
    except OSError as error:
        raise unusable(error) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def check_place(path: Path) -> None:
    """Raise OSError where no file can be put: a folder stands there, or a file that is held.

    FileUnusable among a store's own files.
    """
    check_out(path)
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, "")
    if path.exists():
        with path.open("r+b"):
            pass


def unusable(error: OSError) -> FileUnusable:
    """The refusal that tells an error of the disk in words."""
    number = error.errno or 0
    return FileUnusable(
        _CODES.get(number, "file_unusable"),
        _SENTENCES.get(number, "Filen går inte att läsa eller skriva. Välj en annan plats."),
    )


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
