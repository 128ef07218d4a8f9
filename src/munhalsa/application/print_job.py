"""A printing job for many: in which order, and whether in one file or in one each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from munhalsa.application.forms import Printed
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import FileUnusable
from munhalsa.domain.swedish import sort_key

if TYPE_CHECKING:
    from munhalsa.application.printing import Addressed, Progress

F = TypeVar("F")
_LAST = "\U0010ffff"


class Order(StrEnum):
    """How the pages lie: by name, or home by home and room by room, as they are handed out."""

    NAME = "name"
    HOME = "home"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintJob:
    """``out`` is the file, or with ``each`` a folder that is empty or not there yet."""

    out: Path
    order: Order = Order.NAME
    each: bool = False
    progress: Progress | None = None


def in_order(order: Order, addressed: Iterable[Addressed]) -> list[Addressed]:
    """Those of a job, who come in name order; whoever lives at no housing comes last."""
    if order is Order.NAME:
        return list(addressed)

    def place(each: Addressed) -> tuple[str, str]:
        unit = _LAST if each.unit is None else each.unit.sort_key
        room = "" if each.home is None else each.home.room or ""
        return unit, sort_key(room.zfill(8))

    return sorted(addressed, key=place)


def print_job(
    job: PrintJob,
    forms: Sequence[tuple[str, F]],
    write: Callable[[Sequence[F], Path, Progress | None], Printed],
) -> Printed:
    """Write all to one file, or each to one by its name; all or nothing.

    A name must say nothing about the person.
    """
    if not job.each or not forms:
        return write([form for _, form in forms], job.out, job.progress)
    _check_empty(job.out)
    files: list[Path] = []
    pages = 0
    try:
        job.out.mkdir(parents=True, exist_ok=True)
        for name, form in forms:
            file = job.out / f"{name}.pdf"
            files.append(file)
            pages += write([form], file, None).pages
            if job.progress is not None:
                job.progress(len(files), len(forms))
    except BaseException as error:
        for file in files:
            file.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise _not_written() from error
        raise
    return Printed(path=job.out, pages=pages, files=tuple(files))


def _check_empty(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FileUnusable(
            "folder_not_empty",
            "Mappen är inte tom. Välj en tom mapp, eller en som inte finns än.",
            field="out",
        )


def _not_written() -> FileUnusable:
    return FileUnusable(
        "file_not_written",
        "Det går inte att skriva i mappen. Kontrollera att det finns plats och att mappen går att "
        "skriva i.",
        field="out",
    )
