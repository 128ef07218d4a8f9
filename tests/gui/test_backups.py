"""While one works a backup is made every half hour, if there is something to back up."""

from __future__ import annotations

import shutil
from pathlib import Path

from munhalsa.application.change_municipality import ChangeSender, change_municipality
from munhalsa.desktop.window.backups import Backups
from munhalsa.desktop.window.main_window import MainWindow
from tests.support.windows import settle


def test_a_backup_while_one_works_and_what_hinders_it(window: MainWindow, tmp_path: Path) -> None:
    folder = tmp_path / "register" / "backups"
    backups = Backups(window)
    assert (backups.timer.interval(), backups.timer.isActive()) == (30 * 60 * 1000, True)

    def change(phone: str) -> None:
        command = ChangeSender(phone=phone)
        window.desk.do(
            window, lambda at: change_municipality(at, command), shown=(), done=lambda _: None
        )
        backups.timer.timeout.emit()
        settle(window.desk.tasks)

    change("033-35 70 00")
    assert len(list(folder.glob("*.mhbackup"))) == 1
    assert "Säkerhetskopierad" in window.ui.backup.text()
    backups.timer.timeout.emit()
    settle(window.desk.tasks)
    assert len(list(folder.glob("*.mhbackup"))) == 1
    shutil.rmtree(folder)
    folder.write_bytes(b"")
    change("033-35 70 01")
    assert "säkerhetskopior" in window.messages.text
    window.desk.closed.emit()
    assert not backups.timer.isActive()
