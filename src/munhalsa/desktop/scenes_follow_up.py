"""Scenes of Uppföljning: a figure in periods, one with a goal, and the persons behind one."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from munhalsa.desktop.dialogs.reasons import ReasonsDialog
from munhalsa.desktop.dialogs.records import RecordsDialog
from munhalsa.desktop.view import Place
from munhalsa.desktop.window.main_window import MainWindow

Show = Callable[[MainWindow], QWidget]


def _figure(figure: str) -> Show:
    def show(window: MainWindow) -> QWidget:
        window.go(Place(view="follow_up", about=figure))
        return window

    return show


def _records(window: MainWindow) -> QWidget:
    return RecordsDialog("M1 Antal personer", (), window, window)


def _reasons(window: MainWindow) -> QWidget:
    because = ["2026-03-01: 2026-09-30", "2026-05-20"]
    return ReasonsDialog("M3", because, window.look, window)


SCENES: Mapping[str, Show] = {
    "follow_up-M3": _figure("M3"),
    "follow_up-T1": _figure("T1"),
    "records": _records,
    "reasons": _reasons,
}
