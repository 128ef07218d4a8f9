"""What a worker leaves behind, or comes across, is freed on the GUI thread."""

from __future__ import annotations

import gc
import threading
import weakref

from munhalsa.application.memory import without_cycle_search
from munhalsa.desktop.garbage import GarbageSearch
from munhalsa.desktop.tasks import Tasks
from tests.support.windows import settle

_MANY = 50 * gc.get_threshold()[0]


class Ring:
    """Only a search finds that nobody holds it."""

    def __init__(self) -> None:
        self.itself = self


def leave_garbage() -> None:
    for _ in range(_MANY):
        Ring()


def watched(freed: list[threading.Thread]) -> None:
    """Garbage of the GUI thread that tells on which thread it is freed."""
    weakref.finalize(Ring(), lambda: freed.append(threading.current_thread()))


def test_a_worker_frees_nothing_of_the_windows(tasks: Tasks) -> None:
    freed: list[threading.Thread] = []
    watched(freed)
    tasks.on_store(tasks, leave_garbage, done=lambda _: None)
    settle(tasks)
    GarbageSearch(tasks).look()
    assert freed == [threading.main_thread()]


def test_nothing_is_searched_while_a_big_table_is_made(tasks: Tasks) -> None:
    freed: list[threading.Thread] = []
    watched(freed)
    leave_garbage()
    search = GarbageSearch(tasks)
    with without_cycle_search():
        search.look()
        assert freed == []
    search.look()
    assert freed == [threading.main_thread()]
    search.look()


def test_python_searches_again_when_the_workers_are_gone() -> None:
    assert gc.isenabled()
    workers = Tasks()
    assert not gc.isenabled()
    workers.close()
    assert gc.isenabled()
