"""A task answers once, on the GUI thread, whatever becomes of its job or its caller."""

from __future__ import annotations

import threading
from functools import partial

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from munhalsa.desktop.tasks import Cancelled, Control, Tasks
from tests.support.windows import settle


class Gate:
    """A job that waits until the test lets it go."""

    def __init__(self) -> None:
        self.opened = threading.Event()
        self.reached = threading.Event()
        self.thread: threading.Thread | None = None

    def job(self) -> str:
        self.thread = threading.current_thread()
        self.reached.set()
        assert self.opened.wait(10)
        return "svar"


def test_the_job_runs_on_the_worker_and_the_answer_on_the_gui_thread(tasks: Tasks) -> None:
    gate = Gate()
    answers: list[tuple[str, threading.Thread]] = []
    owner = QObject()

    def answer(text: str) -> None:
        answers.append((text, threading.current_thread()))

    tasks.on_store(owner, gate.job, done=answer)
    assert gate.reached.wait(10)
    assert answers == [], "the GUI thread went on while the job stood at its gate"
    gate.opened.set()
    settle(tasks)
    assert answers == [("svar", threading.main_thread())]
    assert gate.thread is not None
    assert gate.thread.name.startswith("store")
    assert gate.thread is not threading.main_thread()


def test_an_answer_that_is_there_at_once_still_comes_through_the_event_loop(tasks: Tasks) -> None:
    owner = QObject()
    answers: list[int] = []
    task = tasks.on_store(owner, lambda: 7, done=answers.append)
    assert task.future is not None
    task.future.result(10)
    assert answers == []
    settle(tasks)
    assert answers == [7]


@pytest.mark.parametrize("pool", ["on_store", "on_files"])
def test_a_failure_is_answered_once_on_the_gui_thread(tasks: Tasks, pool: str) -> None:
    failures: list[tuple[BaseException, threading.Thread]] = []
    successes: list[object] = []

    def broken() -> int:
        raise ValueError("trasigt")

    owner = QObject()
    getattr(tasks, pool)(
        owner,
        broken,
        done=successes.append,
        failed=lambda error: failures.append((error, threading.current_thread())),
    )
    settle(tasks)
    assert successes == []
    ((error, thread),) = failures
    assert isinstance(error, ValueError)
    assert thread is threading.main_thread()


def test_a_failure_that_nobody_takes_is_announced(tasks: Tasks, qtbot: QtBot) -> None:
    owner = QObject()
    with qtbot.waitSignal(tasks.failed) as announced:
        tasks.on_store(owner, lambda: 1 // 0, done=lambda _: None)
    assert announced.args is not None
    assert isinstance(announced.args[0], ZeroDivisionError)


def test_even_an_exit_in_a_job_is_an_answer(tasks: Tasks) -> None:
    failures: list[BaseException] = []

    def leave() -> None:
        raise SystemExit(3)

    owner = QObject()
    tasks.on_store(owner, leave, done=lambda _: None, failed=failures.append)
    settle(tasks)
    assert [type(error) for error in failures] == [SystemExit]


def test_one_worker_owns_the_store(tasks: Tasks) -> None:
    threads: set[str] = set()
    owner = QObject()
    for _ in range(20):
        tasks.on_store(owner, lambda: threading.current_thread().name, done=threads.add)
    settle(tasks)
    assert len(threads) == 1


def test_the_answer_to_a_destroyed_receiver_is_dropped(tasks: Tasks) -> None:
    gate = Gate()
    answers: list[object] = []
    owner = QObject()
    tasks.on_store(owner, gate.job, done=answers.append, failed=answers.append)
    assert gate.reached.wait(10)
    delete(owner)
    gate.opened.set()
    settle(tasks)
    assert answers == []


def test_of_tasks_for_the_newest_only_older_answers_are_dropped(tasks: Tasks) -> None:
    gate = Gate()
    ran: list[str] = []
    answers: list[str] = []
    owner, other = QObject(), QObject()
    tasks.on_store(owner, gate.job, done=answers.append, latest="search")
    assert gate.reached.wait(10)

    def look_up(text: str) -> str:
        ran.append(text)
        return text

    for text in ("a", "an", "and"):
        tasks.on_store(owner, partial(look_up, text), done=answers.append, latest="search")
    tasks.on_store(other, lambda: "annan", done=answers.append, latest="search")
    gate.opened.set()
    settle(tasks)
    assert answers == ["and", "annan"]
    assert ran == ["and"], "what nobody waits for is not even begun"


def test_a_long_job_tells_how_far_it_has_come(tasks: Tasks) -> None:
    steps: list[tuple[int, int, threading.Thread]] = []
    answers: list[str] = []

    def count(control: Control) -> str:
        for step in range(1, 101):
            control.report(step, 100)
        return "klart"

    owner = QObject()
    tasks.long_on_store(
        owner,
        count,
        progress=lambda done, total: steps.append((done, total, threading.current_thread())),
        done=answers.append,
    )
    settle(tasks)
    settle(tasks)
    assert answers == ["klart"]
    assert steps[-1] == (100, 100, threading.main_thread())
    assert [done for done, _, _ in steps] == sorted(done for done, _, _ in steps)


def test_a_long_job_can_be_stopped(tasks: Tasks) -> None:
    gate = Gate()
    undone: list[str] = []
    failures: list[BaseException] = []

    def work(control: Control) -> str:
        try:
            gate.job()
            control.report(1, 2)
        except Cancelled:
            undone.append("tillbaka")
            raise
        return "klart"

    owner = QObject()
    task = tasks.long_on_store(
        owner, work, progress=lambda *_: None, done=lambda _: None, failed=failures.append
    )
    assert gate.reached.wait(10)
    task.cancel()
    gate.opened.set()
    settle(tasks)
    assert undone == ["tillbaka"]
    assert [type(error) for error in failures] == [Cancelled]


def test_a_job_stopped_before_it_began_answers_too(tasks: Tasks) -> None:
    gate = Gate()
    failures: list[BaseException] = []
    owner = QObject()
    tasks.on_store(owner, gate.job, done=lambda _: None)
    waiting = tasks.long_on_store(
        owner,
        lambda _: pytest.fail("began"),
        progress=lambda *_: None,
        done=lambda _: None,
        failed=failures.append,
    )
    assert gate.reached.wait(10)
    waiting.cancel()
    gate.opened.set()
    settle(tasks)
    assert [type(error) for error in failures] == [Cancelled]


def test_closing_waits_for_what_runs_and_answers_nothing_more(qapp: QObject) -> None:
    tasks = Tasks()
    gate = Gate()
    answers: list[object] = []
    owner = QObject()
    tasks.on_store(owner, gate.job, done=answers.append)
    never = tasks.on_store(owner, lambda: answers.append("kördes"), done=answers.append)
    assert gate.reached.wait(10)
    assert never.future is not None
    never.future.add_done_callback(lambda _: gate.opened.set())
    tasks.close()
    assert never.future.cancelled()
    late = tasks.on_store(owner, lambda: answers.append("för sent"), done=answers.append)
    assert late.dropped
    assert answers == []


def test_what_nobody_waits_for_comes_after_all_that_somebody_does(tasks: Tasks) -> None:
    owner, gate = QObject(), Gate()
    done: list[str] = []
    tasks.later(owner, lambda: "siffror", done=done.append, latest="counts")
    tasks.on_store(owner, gate.job, done=done.append)
    tasks.later(owner, lambda: "nyare siffror", done=done.append, latest="counts")
    tasks.later(owner, lambda: "enheter", done=done.append)
    tasks.on_store(owner, lambda: "lista", done=done.append, latest="start")
    tasks.later(owner, lambda: "resten", done=done.append, latest="page", soon=True)
    assert tasks.awaits(owner, "page")
    gate.opened.set()
    settle(tasks)
    assert done == ["svar", "lista", "resten", "nyare siffror", "enheter"]
    assert not tasks.awaits(owner, "page")


def test_what_waits_when_the_store_closes_is_never_done(tasks: Tasks) -> None:
    owner = QObject()
    done: list[object] = []
    tasks.later(owner, lambda: done.append("gjord"), done=done.append, latest="counts")
    tasks.drop_waiting()
    settle(tasks)
    assert done == []
    assert not tasks.is_busy
    assert not tasks.awaits(owner, "counts")
