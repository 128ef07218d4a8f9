"""Tidigare intag: what was taken in before its log was dropped is there, and says so."""

from __future__ import annotations

from munhalsa.desktop.screens.exchange_earlier import EarlierImports
from munhalsa.desktop.window.main_window import MainWindow
from munhalsa.domain.account import ImportBatch
from tests.support.deeds import add
from tests.support.person_view import run
from tests.support.windows import settle


def test_one_whose_log_is_dropped_says_so_and_cannot_be_undone(window: MainWindow) -> None:
    batch = ImportBatch(
        id="old",
        kind="boendeenheter",
        file_sha256="4b",
        event_id="gone",
        rows_in=4,
        new=2,
        changed=1,
        unchanged=0,
        duplicate=0,
        rejected=1,
    )
    run(window.desk, lambda context: add(context, batch))
    earlier = EarlierImports(window)
    earlier.reload()
    settle(window.desk.tasks)
    (text,) = earlier.texts
    assert text.startswith("– · Boendeenheter · 4 rader, 2 nya och 1 ändrade · 1 inte intagna · ")
    assert text.endswith(
        "loggen från den tiden är borttagen: vem som tog in listan syns inte, och intaget kan inte "
        "ångras"
    )
    assert (len(earlier.receipts), len(earlier.buttons)) == (1, 0)
    listing = earlier.listing()
    ((row,),) = run(window.desk, lambda context: list(listing.windows(context)))
    assert (row.cells[0], row.cells[-2], row.cells[-1]) == (None, None, "Loggen är borttagen")
    earlier.deleteLater()
