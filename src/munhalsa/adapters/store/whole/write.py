"""Writing the whole of an open store to one encrypted file."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import IO

from sqlalchemy import Connection, Engine, select

from munhalsa.adapters.atomic_file import sync_folder
from munhalsa.adapters.store import rows
from munhalsa.adapters.store.checks import reading
from munhalsa.adapters.store.migrate import revision_of
from munhalsa.adapters.store.schema import metadata
from munhalsa.adapters.store.whole.age import WORK_FACTOR
from munhalsa.adapters.store.whole.out import WholeLines
from munhalsa.adapters.store.whole.packing import Origin, Packed, Part, pack
from munhalsa.adapters.vault.passphrases import generate_passphrase
from munhalsa.application.ports_keeping import WholeWritten
from munhalsa.domain.refusal import FileUnusable

_PART = ".part"


def write_whole(
    engine: Engine,
    out: Path,
    *,
    made: str,
    settle: Callable[[WholeWritten], object],
    work_factor: int = WORK_FACTOR,
) -> WholeWritten:
    """Write everything as of one moment, under passphrases that are made here.

    ``settle`` is called when all is written and the file is not there yet; if it fails, it never
    is. Raises FileUnusable; then nothing is left.
    """
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
                        work_factor=work_factor,
                    )
                sink.flush()
                os.fsync(sink.fileno())
            written = WholeWritten(
                file=out,
                rows=packed.rows,
                protected_rows=packed.protected_rows,
                passphrase=passphrases[Part.MUNICIPALITY],
                protected_passphrase=passphrases[Part.PROTECTED],
            )
            settle(written)
            draft.replace(out)
        sync_folder(out.parent)
    except OSError as error:
        raise _not_written(full=error.errno in (errno.ENOSPC, errno.EDQUOT)) from None
    return written


def pack_store(
    connection: Connection,
    sink: IO[bytes],
    *,
    made: str,
    passphrases: dict[Part, str],
    work_factor: int,
) -> Packed:
    """Everything that the open read transaction sees."""
    table = rows.municipality
    code, name = connection.execute(select(table.c.id, table.c.name)).one()
    origin = Origin(
        program=version("munhalsa"),
        schema=revision_of(connection) or "",
        municipality=code,
        name=name,
        made=made,
    )
    whole = WholeLines(connection)
    return pack(
        sink,
        origin=origin,
        lines=lambda shape, part: whole.lines(
            metadata.tables[shape.name],
            [field.name for field in shape.fields],
            protected=part is Part.PROTECTED,
        ),
        passphrases=passphrases,
        work_factor=work_factor,
    )


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
