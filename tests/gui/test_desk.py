"""The desk opens and closes the store on its worker, and tells everybody what was changed."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from munhalsa.application.context import Context
from munhalsa.application.ports import Changes
from munhalsa.application.register_person import Registered, RegisterPerson, register_person
from munhalsa.application.view_person import list_persons
from munhalsa.desktop.desk import Desk, PassphraseNeeded
from munhalsa.domain.account import Permission, Role, RoleGrant
from munhalsa.domain.refusal import NotAllowed, StoreUnavailable
from tests.support.deeds import alter, found
from tests.support.founded import FOUNDER, PASSPHRASE
from tests.support.stores import TODAY, FixedDay
from tests.support.windows import settle, unexpected


def test_without_a_passphrase_the_desk_says_why_it_needs_one(closed_desk: Desk) -> None:
    failures: list[BaseException] = []
    closed_desk.open(closed_desk, passphrase=None, done=unexpected, failed=failures.append)
    settle(closed_desk.tasks)
    (needed,) = failures
    assert isinstance(needed, PassphraseNeeded)
    assert str(needed)
    assert closed_desk.session is None


def test_a_wrong_passphrase_is_refused_in_words(closed_desk: Desk) -> None:
    failures: list[BaseException] = []
    closed_desk.open(
        closed_desk, passphrase="fel fras för registret", done=unexpected, failed=failures.append
    )
    settle(closed_desk.tasks)
    (refusal,) = failures
    assert isinstance(refusal, StoreUnavailable)
    assert not closed_desk.may(Permission.SEE_PERSONS)


def test_who_logged_in_may_what_the_roles_give(desk: Desk) -> None:
    assert desk.session is not None
    assert desk.session.name == FOUNDER
    assert desk.may(Permission.SEE_PERSONS)
    assert not desk.may(Permission.SEE_PERSONS) or desk.may(Permission.EDIT_PERSONS)


def test_use_cases_run_on_the_worker_that_opened_the_store(desk: Desk) -> None:
    seen: list[tuple[str, int]] = []

    def job(context: Context) -> tuple[str, int]:
        return threading.current_thread().name, len(list_persons(context))

    desk.read(desk, job, done=seen.append)
    settle(desk.tasks)
    ((thread, persons),) = seen
    assert thread.startswith("store")
    assert persons == 0


def _register(context: Context) -> Registered:
    person = RegisterPerson(number="19121212-1212", given_name="Märta", family_name="Andersson")
    return register_person(context, person)


def test_a_commit_is_told_to_all_after_the_one_who_asked(desk: Desk) -> None:
    heard: list[str] = []
    changes: list[tuple[Changes, QObject]] = []
    owner = QObject()
    desk.changed.connect(lambda *what: changes.append(what))
    desk.changed.connect(lambda *_: heard.append("alla"))
    desk.do(owner, _register, shown=(), done=lambda _: heard.append("den som frågade"))
    settle(desk.tasks)
    assert heard == ["den som frågade", "alla"]
    ((told, origin),) = changes
    assert "person" in told.kinds
    assert origin is owner


def test_a_commit_is_told_also_when_the_one_who_asked_is_gone(desk: Desk) -> None:
    changes: list[Changes] = []
    owner = QObject()
    desk.changed.connect(lambda told, _: changes.append(told))
    desk.do(owner, _register, shown=(), done=unexpected)
    delete(owner)
    settle(desk.tasks)
    assert len(changes) == 1


def test_a_refusal_goes_to_the_one_who_asked(desk: Desk, qtbot: QtBot) -> None:
    failures: list[BaseException] = []

    def refuse(_: Context) -> None:
        raise StoreUnavailable("gone", "Registret går inte att nå.")

    desk.do(desk, refuse, shown=(), done=unexpected, failed=failures.append)
    settle(desk.tasks)
    assert [type(error) for error in failures] == [StoreUnavailable]
    with qtbot.waitSignal(desk.tasks.failed):
        desk.do(desk, refuse, shown=(), done=unexpected)


def test_a_closed_desk_reads_nothing_and_opens_again(desk: Desk) -> None:
    desk.close(desk, done=lambda _: None, failed=unexpected)
    assert desk.session is None
    failures: list[BaseException] = []
    desk.read(desk, list_persons, done=unexpected, failed=failures.append)
    settle(desk.tasks)
    (locked,) = failures
    assert isinstance(locked, StoreUnavailable)
    assert locked.code == "locked"
    desk.open(desk, passphrase=PASSPHRASE, done=lambda _: None, failed=unexpected)
    settle(desk.tasks)
    assert desk.session is not None


def test_a_role_that_ended_yesterday_gives_nothing_today_in_a_window_left_open(desk: Desk) -> None:
    def until_today(context: Context) -> None:
        for grant in found(context, RoleGrant, role=Role.COORDINATOR):
            alter(context, grant, until=TODAY)

    desk.do(desk, until_today, shown=(), done=lambda _: None)
    settle(desk.tasks)
    place = desk._workplace
    assert place is not None
    tomorrow = replace(place.context, clock=FixedDay(TODAY + timedelta(days=1)))
    desk._workplace = replace(place, context=tomorrow)
    assert desk.may(Permission.SEE_PERSONS)
    failures: list[BaseException] = []
    desk.read(desk, list_persons, done=unexpected, failed=failures.append)
    settle(desk.tasks)
    assert [type(error) for error in failures] == [NotAllowed]
    assert not desk.may(Permission.SEE_PERSONS)
    assert desk.may(Permission.MANAGE_KEYS)


def test_what_is_handed_back_is_read_again(desk: Desk) -> None:
    desk.let_go_later(desk)
    answers: list[object] = []
    settle(desk.tasks)
    desk.read(desk, list_persons, done=answers.append)
    settle(desk.tasks)
    assert answers == [[]]
