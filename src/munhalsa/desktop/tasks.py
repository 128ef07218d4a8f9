"""Work beside the window: one worker owns the store, two more do file work on plain data.

A task answers once, on the GUI thread, also when it fails. No job knows a QObject: the signal
belongs to ``Tasks``, which outlives every job, so a receiver may be destroyed at any moment and
its answer is then dropped. Of tasks that only the newest answer matters for (``latest``), older
answers are dropped too. What nobody waits for (``later``) is begun when all else is answered.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Generic, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from munhalsa.desktop.garbage import GarbageSearch

T = TypeVar("T")

_FILE_WORKERS = 2


class Cancelled(Exception):
    """The user stopped the task; nothing half done is left."""


class Control:
    """What a long job is handed: it tells how far it has come and learns that it shall stop."""

    def __init__(self, tell: Callable[[int, int], None]) -> None:
        self._tell = tell
        self._stop = threading.Event()

    def report(self, done: int, total: int) -> None:
        """Tell how many of how many steps are done; raises Cancelled if the user said stop."""
        if self._stop.is_set():
            raise Cancelled
        self._tell(done, total)

    def stop(self) -> None:
        """Make the next report raise Cancelled."""
        self._stop.set()


class Task(Generic[T]):
    """One job on its way; ``cancel`` asks it to stop, and it then fails with Cancelled."""

    def __init__(
        self,
        receiver: QObject,
        done: Callable[[T], None],
        failed: Callable[[BaseException], None] | None,
        control: Control | None = None,
        progress: QObject | None = None,
    ) -> None:
        self.receiver = receiver
        self.done = done
        self.failed = failed
        self.dropped = False
        self.progress = progress
        self._control = control
        self.future: Future[T] | None = None

    def cancel(self) -> None:
        """Stop it: at once if it waits, at its next report if it runs."""
        if self._control is not None:
            self._control.stop()
        if self.future is not None:
            self.future.cancel()

    def drop(self) -> None:
        """Nobody wants the answer any longer."""
        self.dropped = True
        self.cancel()


class _Progress(QObject):
    """Carries a job's reports to the GUI thread, the newest only."""

    reported = Signal()

    def __init__(
        self, parent: QObject, receiver: QObject, tell: Callable[[int, int], None]
    ) -> None:
        super().__init__(parent)
        self._receiver = receiver
        self._told = tell
        self._lock = threading.Lock()
        self._newest: tuple[int, int] | None = None
        self.reported.connect(self._answer, Qt.ConnectionType.QueuedConnection)

    def tell(self, done: int, total: int) -> None:
        """Called by the job; a report that was not yet shown is replaced."""
        with self._lock:
            waiting = self._newest is not None
            self._newest = (done, total)
        if not waiting:
            self.reported.emit()

    @Slot()
    def _answer(self) -> None:
        with self._lock:
            newest, self._newest = self._newest, None
        if newest is not None and shiboken6.isValid(self._receiver):
            self._told(*newest)


class Tasks(QObject):
    """Runs jobs and brings their answers to the GUI thread.

    ``failed`` carries the errors of tasks whose caller takes none; ``settled`` says that
    everything is answered.
    """

    failed = Signal(object)
    settled = Signal()
    _arrived = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._garbage = GarbageSearch(self)
        self._store = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")
        self._files = ThreadPoolExecutor(max_workers=_FILE_WORKERS, thread_name_prefix="files")
        self._on_their_way = 0
        self._waiting: deque[tuple[Task[Any], Callable[[], Any]]] = deque()
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._begin_waiting)
        self._closed = False
        self._latest: dict[tuple[QObject, str], Task[Any]] = {}
        self._arrived.connect(self._answer, Qt.ConnectionType.QueuedConnection)

    @property
    def is_busy(self) -> bool:
        """Whether anything is still to be answered."""
        return self._on_their_way > 0

    def awaits(self, receiver: QObject, latest: str) -> bool:
        """Whether the newest answer of that name is still on its way to it."""
        return (receiver, latest) in self._latest

    def on_store(
        self,
        receiver: QObject,
        job: Callable[[], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[BaseException], None] | None = None,
        latest: str | None = None,
    ) -> Task[T]:
        """Run a job on the store's worker, after those before it."""
        task = Task(receiver, done, failed)
        self._supersede(task, latest)
        return self._start(self._store, task, job)

    def later(
        self,
        receiver: QObject,
        job: Callable[[], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[BaseException], None] | None = None,
        latest: str | None = None,
        soon: bool = False,
    ) -> None:
        """Run a job on the store's worker when nothing else waits for an answer.

        ``soon``: before what else is to be done later; what was answered is painted first.
        """
        task = Task(receiver, done, failed)
        self._supersede(task, latest)
        if not self._closed:
            self._on_their_way += 1
            put = self._waiting.appendleft if soon else self._waiting.append
            put((task, job))
            self._turn.start()

    def drop_waiting(self) -> None:
        """What is to be done later is never done, and not answered: the store is closed."""
        dropped, self._waiting = self._waiting, deque()
        for task, _ in dropped:
            task.drop()
            self._take_away(task)
        self._tell_settled()

    def on_files(
        self,
        receiver: QObject,
        job: Callable[[], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[BaseException], None] | None = None,
    ) -> Task[T]:
        """Run a job that reads or writes files and knows only plain data."""
        return self._start(self._files, Task(receiver, done, failed), job)

    def long_on_store(
        self,
        receiver: QObject,
        job: Callable[[Control], T],
        *,
        progress: Callable[[int, int], None],
        done: Callable[[T], None],
        failed: Callable[[BaseException], None] | None = None,
    ) -> Task[T]:
        """Run a job on the store's worker that reports its progress and can be stopped."""
        told = _Progress(self, receiver, progress)
        control = Control(told.tell)
        task = Task(receiver, done, failed, control, told)
        return self._start(self._store, task, lambda: job(control))

    def close(self) -> None:
        """Wait for what runs, drop what waits; nothing runs or answers after this."""
        self._closed = True
        self._turn.stop()
        self._arrived.disconnect(self._answer)
        self._store.shutdown(wait=True, cancel_futures=True)
        self._files.shutdown(wait=True, cancel_futures=True)
        self._garbage.end()

    def _supersede(self, task: Task[Any], latest: str | None) -> None:
        if latest is None:
            return
        older = self._latest.pop((task.receiver, latest), None)
        if older is not None:
            older.drop()
        self._latest[task.receiver, latest] = task

    def _start(self, pool: ThreadPoolExecutor, task: Task[T], job: Callable[[], T]) -> Task[T]:
        if self._closed:
            task.drop()
            return task
        self._on_their_way += 1
        self._submit(pool, task, job)
        return task

    def _submit(self, pool: ThreadPoolExecutor, task: Task[T], job: Callable[[], T]) -> None:
        task.future = pool.submit(job)
        task.future.add_done_callback(lambda future: self._arrived.emit(task, future))

    @Slot()
    def _begin_waiting(self) -> None:
        """The next of them, if all that are on their way only wait as well."""
        while self._waiting and self._on_their_way == len(self._waiting):
            task, job = self._waiting.popleft()
            if task.dropped:
                self._take_away(task)
                self._tell_settled()
            else:
                self._submit(self._store, task, job)

    def _take_away(self, task: Task[Any]) -> None:
        self._on_their_way -= 1
        for key in [key for key, newest in self._latest.items() if newest is task]:
            del self._latest[key]

    def _tell_settled(self) -> None:
        if self._waiting:
            self._turn.start()
        if not self.is_busy:
            self.settled.emit()

    @Slot(object, object)
    def _answer(self, task: Task[Any], future: Future[Any]) -> None:
        self._take_away(task)
        if task.progress is not None:
            task.progress.deleteLater()
        try:
            if not task.dropped and shiboken6.isValid(task.receiver):
                self._hand_over(task, future)
        finally:
            self._tell_settled()

    def _hand_over(self, task: Task[Any], future: Future[Any]) -> None:
        error = Cancelled() if future.cancelled() else future.exception()
        if error is None:
            task.done(future.result())
        elif task.failed is not None:
            task.failed(error)
        elif not isinstance(error, Cancelled):
            self.failed.emit(error)
