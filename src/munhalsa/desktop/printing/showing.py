"""What is printed is shown before anything is done with it, and its file goes with the preview."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol
from uuid import uuid4

from PySide6.QtWidgets import QWidget

from munhalsa.application.workplace import Workplace
from munhalsa.desktop.desk import Desk
from munhalsa.desktop.look import Look
from munhalsa.desktop.printing.preview import PreviewDialog


class Host(Protocol):
    """What it is shown in: the window, or the first start."""

    @property
    def desk(self) -> Desk:
        """Runs use cases."""

    @property
    def look(self) -> Look:
        """Colours, sizes and icons."""

    @property
    def temp(self) -> Path:
        """The private folder, where pages lie while they are shown."""

    def explain(self, error: BaseException) -> None:
        """Tell why something was not done."""


def page_file(host: Host) -> Path:
    """Where pages are to be written; whoever shows them takes the file away again."""
    return host.temp / f"{uuid4().hex}.pdf"


def show_pages(
    host: Host,
    pdf: Path,
    *,
    name: str,
    title: str,
    parent: QWidget,
    only_look: bool = False,
    note: str = "",
    closed: Callable[[], None] | None = None,
) -> None:
    """Show pages that were written to ``page_file``; ``name`` says nothing about a person.

    ``note`` is what to mind before they are printed.
    """
    preview = PreviewDialog(
        pdf,
        name=name,
        title=title,
        tasks=host.desk.tasks,
        look=host.look,
        parent=parent,
        only_look=only_look,
        note=note,
    )
    preview.finished.connect(partial(_forget, pdf))
    if closed is not None:
        preview.finished.connect(lambda _: closed())
    preview.finished.connect(preview.deleteLater)
    preview.open()


def print_and_show(
    host: Host,
    make: Callable[[Workplace, Path], object],
    *,
    name: str,
    title: str,
    parent: QWidget,
) -> None:
    """Write the pages by a use case, and show them."""
    out = page_file(host)
    host.desk.do_at(
        parent,
        lambda place: make(place, out),
        done=lambda _: show_pages(host, out, name=name, title=title, parent=parent),
        failed=host.explain,
    )


def _forget(pdf: Path, _result: int) -> None:
    pdf.unlink(missing_ok=True)
