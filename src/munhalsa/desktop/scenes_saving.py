"""Scenes of saving a list: of persons, and where there are several lists to choose among."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QDialog, QWidget

from munhalsa.desktop.view import Place
from munhalsa.desktop.window.main_window import MainWindow
from munhalsa.desktop.window.saving import open_saving

Show = Callable[[MainWindow], QWidget]


def _saving(view: str) -> Show:
    def show(window: MainWindow) -> QWidget:
        window.go(Place(view=view))
        shown = window.pages.current
        dialog: QDialog | None = None
        if shown is not None:
            dialog = open_saving(shown.widget, window, name=view)
        return window if dialog is None else dialog

    return show


SCENES: Mapping[str, Show] = {
    "save_list-persons": _saving("persons"),
    "save_list-training": _saving("training"),
}
