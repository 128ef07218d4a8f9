"""Writing the whole of an open store to one encrypted file."""

from __future__ import annotations

import errno
import hashlib
import logging
import os
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import IO

from sqlalchemy import Connection, Engine, select

from munhalsa.adapters.atomic_file import sync_folder
from munhalsa.adapters.store import rows
from munhalsa.adapters.store.checks import count_rows, reading
from munhalsa.adapters.store.migrate import revision_of
from munhalsa.adapters.store.schema import metadata
from munhalsa.adapters.store.whole.age import WORK_FACTOR
from munhalsa.adapters.store.whole.out import WholeLines
from munhalsa.adapters.store.whole.packing import ARCHIVE, WHOLE, Origin, Packed, Part, pack
from munhalsa.adapters.store.whole.persons_out import PersonLines
from munhalsa.adapters.store.whole.shapes import KindShape, all_shapes
from munhalsa.adapters.vault.passphrases import generate_passphrase
from munhalsa.application.outputs import check_out
from munhalsa.application.ports_keeping import WholeWritten
from munhalsa.domain.refusal import FileUnusable

_log = logging.getLogger(__name__)

Progress = Callable[[int, int], None]

_PART = ".part"
_TOLD_EVERY = 500


def write_whole(
    engine: Engine,
    out: Path,
    *,
    made: str,
    settle: Callable[[WholeWritten], object],
    progress: Progress | None = None,
    work_factor: int = WORK_FACTOR,
    persons: Collection[str] | None = None,
) -> WholeWritten:
    """Write everything as of one moment, under passphrases that are made here.

    Of only some ``persons`` everything about them, for an archive.

    The place is looked at before anything is gathered. ``settle`` is called when all is written and
    the file is not there yet; if it fails, it never is. ``progress`` is told how many rows are
    written, of how many; what it raises ends it. Raises FileUnusable; then nothing is left.
    """
    check_out(out)
    _require_free(out)
    settled = False
    passphrases = {part: generate_passphrase() for part in Part}
    try:
        with _draft(out) as draft:
            with draft.open("r+b") as sink:
                with reading(engine) as connection:
                    packed = pack_store(
                        connection,
                        sink,
                        made=made,
                        passphrases=passphrases,
                        progress=progress,
                        work_factor=work_factor,
                        persons=persons,
                    )
                sink.flush()
                os.fsync(sink.fileno())
            written = WholeWritten(
                file=out,
                rows=packed.rows,
                protected_rows=packed.protected_rows,
                passphrase=passphrases[Part.MUNICIPALITY],
                protected_passphrase=passphrases[Part.PROTECTED],
                sha256=_sha256(draft),
            )
            _require_free(out)
            settle(written)
            settled = True
            draft.replace(out)
    except OSError as error:
        if settled:
            raise _not_in_place() from None
        raise _not_written(full=error.errno in (errno.ENOSPC, errno.EDQUOT)) from None
    _keep_through_power_loss(out)
    return written


def _require_free(out: Path) -> None:
    """Never over another file: its passphrases, if it is an earlier set, would be for nothing."""
    if out.exists() or out.is_symlink():
        raise FileUnusable(
            "file_exists",
            "Det finns redan en fil eller mapp med det namnet. Välj ett annat namn; "
            "godkännandet är inte förbrukat.",
            field="out",
        )


def _keep_through_power_loss(out: Path) -> None:
    """The file stands and its passphrases must be told, whatever the folder answers."""
    try:
        sync_folder(out.parent)
    except OSError as error:
        _log.warning("the folder of the whole set was not synced: errno %s", error.errno)


def pack_store(
    connection: Connection,
    sink: IO[bytes],
    *,
    made: str,
    passphrases: dict[Part, str],
    work_factor: int,
    progress: Progress | None = None,
    persons: Collection[str] | None = None,
) -> Packed:
    """Everything that the open read transaction sees, or what is about some persons."""
    table = rows.municipality
    code, name = connection.execute(select(table.c.id, table.c.name)).one()
    origin = Origin(
        program=version("munhalsa"),
        schema=revision_of(connection) or "",
        municipality=code,
        name=name,
        made=made,
    )
    whole = WholeLines(connection) if persons is None else PersonLines(connection, persons)
    steps = None if progress is None else _Steps(progress, _rows_in(connection))

    def lines(shape: KindShape, part: Part) -> Iterable[bytes]:
        names = [field.name for field in shape.fields]
        protected = part is Part.PROTECTED
        found = whole.lines(metadata.tables[shape.name], names, protected=protected)
        return found if steps is None else steps.counted(found)

    return pack(
        sink,
        origin=origin,
        lines=lines,
        passphrases=passphrases,
        work_factor=work_factor,
        kind=WHOLE if persons is None else ARCHIVE,
    )


def _sha256(file: Path) -> str:
    with file.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def _rows_in(connection: Connection) -> int:
    counted = count_rows(connection)
    return sum(counted[name] for name in all_shapes())


class _Steps:
    """Tells now and then how far it has come, at the first line too."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress, self._total, self._done = progress, total, 0

    def counted(self, lines: Iterable[bytes]) -> Iterator[bytes]:
        """The lines, told of as they go by."""
        for line in lines:
            if self._done % _TOLD_EVERY == 0:
                self._progress(self._done, self._total)
            self._done += 1
            yield line


@contextmanager
def _draft(out: Path) -> Iterator[Path]:
    """A file beside the one to be, readable by its owner only; gone at the end unless renamed."""
    descriptor, name = tempfile.mkstemp(prefix=f".{out.name}.", suffix=_PART, dir=out.parent)
    os.close(descriptor)
    draft = Path(name)
    try:
        yield draft
    finally:
        draft.unlink(missing_ok=True)


def _not_in_place() -> FileUnusable:
    return FileUnusable(
        "file_not_in_place",
        "Filen kunde inte läggas på sin plats, så den finns inte, men godkännandet är förbrukat. "
        "Kontrollera mappen, gör en ny begäran och låt någon godkänna den.",
        field="out",
    )


def _not_written(*, full: bool) -> FileUnusable:
    if full:
        return FileUnusable(
            "disk_full",
            "Disken är full, så ingen fil skrevs. Frigör utrymme och försök igen; "
            "godkännandet är inte förbrukat.",
            field="out",
        )
    return FileUnusable(
        "file_not_written",
        "Filen kunde inte skrivas. Kontrollera att mappen finns och att du har rätt att skriva i "
        "den; godkännandet är inte förbrukat.",
        field="out",
    )
