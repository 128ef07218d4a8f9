"""``window --screenshots DIR``: every view and dialog as a picture, without a screen."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtWidgets import QApplication

from munhalsa.application.workplace import Program, WhichStore
from munhalsa.desktop import screens, screenshots
from munhalsa.desktop.clipboard import Clipboard
from munhalsa.desktop.desk import Desk
from munhalsa.desktop.look import Look
from munhalsa.desktop.preferences import Preferences
from munhalsa.desktop.qt_messages import known_messages_left_out
from munhalsa.desktop.scenes_settled import wait_for
from munhalsa.desktop.start import Surroundings, make_application
from munhalsa.desktop.tasks import Tasks
from munhalsa.desktop.theme import ThemeName
from munhalsa.desktop.window.main_window import MainWindow

_ROOM = (1280, 800)


def draw(
    program: Program,
    which: WhichStore,
    folder: Path,
    *,
    surroundings: Surroundings,
    theme: ThemeName = ThemeName.LIGHT,
    scale: int = 100,
    text_percent: int = 100,
) -> tuple[Path, ...]:
    """The pictures written; ``which`` must open without a person, ``scale`` is in per cent.

    Scale and platform are taken at the first call in a program only: Qt reads them once.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_SCALE_FACTOR", f"{scale / 100:g}")
    with known_messages_left_out():
        app = make_application(["munhalsa"])
        look = Look(app)
        look.choose(theme=theme, text_percent=text_percent)
        tasks = Tasks()
        desk = Desk(program, which, tasks)
        clipboard = Clipboard(QApplication.clipboard())
        failures: list[BaseException] = []
        desk.open(desk, passphrase=None, done=lambda _: None, failed=failures.append)
        wait_for(tasks)
        try:
            if failures:
                raise failures[0]
            preferences = Preferences(surroundings.preferences)
            window = MainWindow(
                desk, look, preferences, clipboard, screens.entries(), temp=surroundings.temp
            )
            window.resize(*_ROOM)
            window.show()
            window.start()
            wait_for(tasks)
            return tuple(screenshots.draw_all(window, folder))
        finally:
            # What still lies there would be asked for when Python is gone.
            clipboard.clear()
            desk.close(desk, done=lambda _: None, failed=lambda _: None)
            wait_for(tasks)
            tasks.close()
            for widget in QApplication.topLevelWidgets():
                widget.hide()
