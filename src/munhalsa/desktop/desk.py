"""The open store as the window knows it: who is at work, and use cases run on the store's worker.

Everything that touches the store happens on that one thread, opening and closing included. A view
gives a function of the ``Context`` and gets the answer back on the GUI thread.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from typing import Protocol, TypeVar, runtime_checkable

from PySide6.QtCore import QCoreApplication, QObject, Signal
from shiboken6 import isValid

from munhalsa.application.accounts import of_today
from munhalsa.application.context import Context
from munhalsa.application.ports import Changes, HistoryLine, Session
from munhalsa.application.ports_keeping import Keeper
from munhalsa.application.workplace import Program, WhichStore, Workplace
from munhalsa.desktop.tasks import Cancelled, Control, Task, Tasks
from munhalsa.domain.account import PERMISSIONS, READING, Permission, Role
from munhalsa.domain.refusal import Refusal, StoreUnavailable

T = TypeVar("T")
Failed = Callable[[BaseException], None]


@runtime_checkable
class HasChanges(Protocol):
    """What every use case that wrote something answers with."""

    @property
    def changes(self) -> Changes:
        """What its commit touched."""


class PassphraseNeeded(Exception):
    """The store cannot be opened without a person's passphrase; the text says why."""


class Desk(QObject):
    """One user at one store.

    ``changed`` carries each commit's Changes and the one who made it, ``committed`` what the use
    case answered; ``overtaken`` tells that somebody else has changed what is shown.
    """

    changed = Signal(object, object)
    committed = Signal(object)
    opened = Signal()
    closed = Signal()
    overtaken = Signal()
    _renewed = Signal(object, object)

    def __init__(self, program: Program, which: WhichStore, tasks: Tasks) -> None:
        super().__init__()
        self._program = program
        self._which = which
        self._tasks = tasks
        self._stack = ExitStack()
        self._workplace: Workplace | None = None
        self._session: Session | None = None
        self._renewed.connect(self._renew)

    @property
    def program(self) -> Program:
        """What can be done before a store is open; call it on the store's worker only."""
        return self._program

    @property
    def which(self) -> WhichStore:
        """The store that was asked for."""
        return self._which

    @property
    def tasks(self) -> Tasks:
        """The workers, for work that needs no open store."""
        return self._tasks

    @property
    def session(self) -> Session | None:
        """Who is logged in; None while the store is closed."""
        return self._session

    @property
    def reads_only(self) -> bool:
        """Whether the store is a newer program's, so that nothing in it can be changed."""
        return self._workplace is not None and self._workplace.context.store.reads_only

    def may(self, permission: Permission) -> bool:
        """Whether a role of the user gives leave, to show or hide; the use case checks again."""
        if self._session is None or (self.reads_only and permission not in READING):
            return False
        return any(permission in PERMISSIONS[role] for role in self._session.roles)

    def may_change(self, permission: Permission) -> bool:
        """As ``may``, where the leave is one to read but what is done is kept in the store."""
        return not self.reads_only and self.may(permission)

    def may_everywhere(self, permission: Permission) -> bool:
        """As ``may``, and for the whole municipality."""
        session = self._session
        return (
            session is not None and session.units_for(permission) is None and self.may(permission)
        )

    def may_at(self, permission: Permission, unit_id: str) -> bool:
        """As ``may``, and for that unit."""
        units = None if self._session is None else self._session.units_for(permission)
        return self.may(permission) and (units is None or unit_id in units)

    def may_undo(self, line: HistoryLine, *, leave: Permission = Permission.UNDO_OWN) -> bool:
        """Whether the user takes back that line: an own change, or for a coordinator anybody's.

        ``leave`` is what an own change of its kind takes.
        """
        if self._session is None:
            return False
        if self.reads_only:
            return False
        own = line.user_id == self._session.account_id
        return Role.COORDINATOR in self._session.roles or (own and self.may(leave))

    def open(
        self,
        receiver: QObject,
        *,
        passphrase: str | None,
        done: Callable[[None], None],
        failed: Failed,
    ) -> None:
        """Open the store and log in; fails with PassphraseNeeded where one must be asked for.

        With a passphrase no other way in is tried.
        """
        answers = [] if passphrase is None else [passphrase]

        def ask(why: str) -> str:
            if not answers:
                raise PassphraseNeeded(why)
            return answers.pop()

        asked = replace(self._which, ask=ask, confirm=passphrase is not None)

        def enter() -> Workplace:
            with ExitStack() as stack:
                place = stack.enter_context(self._program.open(asked))
                self._stack = stack.pop_all()
            return _as(place, confirmed=False)

        def entered(place: Workplace) -> None:
            self._workplace = place
            self._session = place.context.session
            done(None)
            self.opened.emit()

        self._tasks.on_store(receiver, enter, done=entered, failed=failed)

    def close(self, receiver: QObject, *, done: Callable[[None], None], failed: Failed) -> None:
        """Close the store and drop its key, after what is on its way; to lock, or to end."""
        self._workplace = None
        self._session = None
        self._tasks.drop_waiting()

        def leave() -> None:
            stack, self._stack = self._stack, ExitStack()
            stack.close()

        self._tasks.on_store(receiver, leave, done=done, failed=failed)
        self.closed.emit()

    def turn_to(self, which: WhichStore) -> None:
        """The store to open next, when another was founded or chosen."""
        self._which = which

    def read(
        self,
        receiver: QObject,
        job: Callable[[Context], T],
        *,
        done: Callable[[T], None],
        failed: Failed | None = None,
        latest: str | None = None,
    ) -> Task[T]:
        """Run a use case that only reads; of those with one ``latest`` only the newest answers."""
        place = self._workplace
        return self._tasks.on_store(
            receiver,
            lambda: job(self._today(place).context),
            done=done,
            failed=failed,
            latest=latest,
        )

    def read_later(
        self,
        receiver: QObject,
        job: Callable[[Context], T],
        *,
        done: Callable[[T], None],
        latest: str,
        soon: bool = False,
    ) -> None:
        """Read what nobody waits for, after all else; not at all if the store closes first.

        ``soon``: before what else is read later.
        """
        place = self._workplace
        self._tasks.later(
            receiver,
            lambda: job(self._today(place).context),
            done=done,
            latest=latest,
            soon=soon,
        )

    def keep_later(
        self, receiver: QObject, job: Callable[[Keeper], T], *, done: Callable[[T], None]
    ) -> None:
        """Look at the store as a whole when nobody waits for anything else."""
        keeper = _open(self._workplace).keeper
        self._tasks.later(receiver, lambda: job(keeper), done=done)

    def let_go_later(self, receiver: QObject) -> None:
        """Hand back the memory that is not needed any longer, after all else."""
        keeper = _open(self._workplace).keeper
        self._tasks.later(receiver, keeper.let_go_of_memory, done=lambda _: None)

    def do(
        self,
        receiver: QObject,
        job: Callable[[Context], T],
        *,
        shown: object,
        done: Callable[[T], None],
        failed: Failed | None = None,
    ) -> Task[T]:
        """Run a use case that writes; the caller is answered first, then every view is told.

        ``shown``: the records that stood before the user, alone or within others; what somebody
        else has made of them since is not written over. () where nothing is put in the place of
        anything.
        """
        return self.do_at(
            receiver, lambda place: job(place.context), shown=shown, done=done, failed=failed
        )

    def do_at(
        self,
        receiver: QObject,
        job: Callable[[Workplace], T],
        *,
        shown: object = (),
        done: Callable[[T], None],
        failed: Failed | None = None,
        passphrase: str | None = None,
    ) -> Task[T]:
        """As ``do``, for what needs the printer, the tables or the keeping as well.

        With a passphrase, for what asks for it again: fails at that field if it is not the right
        one, and holds for this job only.
        """
        place = self._workplace
        return self._tasks.on_store(
            self,
            lambda: job(_shown(_confirmed(self._today(place), passphrase), shown)),
            done=self._told(receiver, done),
            failed=self._failed(receiver, failed),
        )

    def do_long(
        self,
        receiver: QObject,
        job: Callable[[Workplace, Control], T],
        *,
        progress: Callable[[int, int], None],
        done: Callable[[T], None],
        failed: Failed | None = None,
        passphrase: str | None = None,
    ) -> Task[T]:
        """As ``do_at``, for long work that reports its progress and can be stopped."""
        place = self._workplace
        return self._tasks.long_on_store(
            self,
            lambda control: job(_confirmed(self._today(place), passphrase), control),
            progress=lambda *steps: progress(*steps) if isValid(receiver) else None,
            done=self._told(receiver, done),
            failed=self._failed(receiver, failed),
        )

    def _today(self, place: Workplace | None) -> Workplace:
        """The workplace with the roles as they hold today; on the store's worker."""
        opened = _open(place)
        context = of_today(opened.context)
        if context is opened.context:
            return opened
        renewed = replace(opened, context=context)
        self._renewed.emit(opened, renewed)
        return renewed

    def _renew(self, before: Workplace, renewed: Workplace) -> None:
        """Go on with the roles of today, unless the store has been closed meanwhile."""
        if self._workplace is before:
            self._workplace = renewed
            self._session = renewed.context.session

    def _told(self, receiver: QObject, done: Callable[[T], None]) -> Callable[[T], None]:
        """What was written is told to all, also if who asked for it is gone."""

        def tell(result: T) -> None:
            try:
                if isValid(receiver):
                    done(result)
            finally:
                if isinstance(result, HasChanges):
                    self.committed.emit(result)
                    self.changed.emit(result.changes, receiver)

        return tell

    def _failed(self, receiver: QObject, failed: Failed | None) -> Failed:
        def tell(error: BaseException) -> None:
            if failed is not None and isValid(receiver):
                failed(error)
            elif not isinstance(error, Cancelled):
                self._tasks.failed.emit(error)
            if isinstance(error, Refusal) and error.code == "conflict":
                self.overtaken.emit()

        return tell


def _as(place: Workplace, *, confirmed: bool) -> Workplace:
    """The passphrase that opened the store counts for no later deed."""
    session = replace(place.context.session, confirmed=confirmed)
    return replace(place, context=replace(place.context, session=session))


def _confirmed(place: Workplace, passphrase: str | None) -> Workplace:
    if passphrase is None:
        return place
    place.keeper.check_passphrase(passphrase)
    return _as(place, confirmed=True)


def _shown(place: Workplace, shown: object) -> Workplace:
    """Where nothing was shown, nothing is asked about it."""
    if shown == ():
        return place
    return replace(place, context=place.context.after_showing(shown))


def _open(place: Workplace | None) -> Workplace:
    if place is None:
        raise StoreUnavailable(
            "locked",
            QCoreApplication.translate("Desk", "Programmet är låst. Lås upp det och försök igen."),
        )
    return place
