"""The columns of a list as they are drawn: unknown, and known from before with unknown words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from munhalsa.application.import_table.kinds import KindName, TableMapping
from munhalsa.application.import_table.raw_table import FileForm, RawTable
from munhalsa.application.workplace import Workplace
from munhalsa.desktop.screens.exchange import ExchangeView
from munhalsa.desktop.screens.exchange_reading import ListFile, Looked, look_again
from munhalsa.desktop.view import Place
from munhalsa.desktop.window.main_window import MainWindow
from munhalsa.domain.account import RememberedMapping

translate = QCoreApplication.translate


def _table() -> RawTable:
    lines = (
        translate("Scenes", "Hus;Sort;Chef;Nås på;Platser;Våning"),
        translate("Scenes", "Björkgläntan;Guldkant;Eva Ek;033-10 00 00;24;2"),
        translate("Scenes", "Ekbacken;LSS;Bo Berg;033-10 00 01;6;1"),
        translate("Scenes", "Solgläntan;Guldkant;Ia Ask;033-10 00 02;18;"),
    )
    headings, *rows = (tuple(line.split(";")) for line in lines)
    return RawTable(
        headings=headings,
        rows=list(enumerate(rows, start=4)),
        sha256="",
        header_row=3,
        encoding="cp1252",
        delimiter=";",
    )


def _unknown(place: Workplace) -> Looked:
    """Headings of somebody's own, two of which the list must have."""
    kind = place.tables.kind(KindName.UNITS.value)
    name = translate("Scenes", "våra hus.csv")
    return look_again(place.context, ListFile(path=Path(name), kind=kind, table=_table()))


def _known(place: Workplace) -> Looked:
    """The same in a workbook, as it was read before; a word of it is not known."""
    kind = place.tables.kind(KindName.UNITS.value)
    table = replace(
        _table(),
        encoding=None,
        delimiter=None,
        sheet=translate("Scenes", "Mars"),
        sheets=(translate("Scenes", "Mars"), translate("Scenes", "April")),
        form=FileForm.XLSX,
    )
    keys = ("name", "type", "responsible_name", "responsible_phone", "places")
    wanted = {
        theirs: kind.column(key).heading for theirs, key in zip(table.headings, keys, strict=False)
    }
    kept = RememberedMapping(
        id="", kind=kind.name, fingerprint="", columns="", words="", noted_on=date(2026, 3, 2)
    )
    file = ListFile(
        path=Path(translate("Scenes", "våra hus.xlsx")),
        kind=kind,
        table=table,
        mapping=TableMapping(columns=wanted),
        remembered=kept,
    )
    return look_again(place.context, file)


def _columns(job: Callable[[Workplace], Looked]) -> Callable[[MainWindow], QWidget]:
    def show(window: MainWindow) -> QWidget:
        window.go(Place(view="exchange"))
        view = window.pages.views["exchange"]
        if isinstance(view, ExchangeView):
            window.desk.do_at(window, job, done=view.importing.show_columns)
        return window

    return show


SCENES: Mapping[str, Callable[[MainWindow], QWidget]] = MappingProxyType(
    {"import-columns": _columns(_unknown), "import-columns-known": _columns(_known)}
)
"""By the name of each picture."""
