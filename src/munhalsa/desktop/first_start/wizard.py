"""The first start: from nothing to a register with somebody at work in it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QPushButton, QScrollArea, QWidget

from munhalsa.application.workplace import Founding, Program
from munhalsa.desktop.desk import Desk, PassphraseNeeded
from munhalsa.desktop.dialogs.confirm import ConfirmDialog
from munhalsa.desktop.first_start.choosing import ExamplePage, ExistingPage, WelcomePage
from munhalsa.desktop.first_start.founding import PassphrasePage, PlacePage, WhoPage
from munhalsa.desktop.first_start.keeping import RecoveryPage, TypeBackPage
from munhalsa.desktop.first_start.lists import ListsPage, RegisteredPage
from munhalsa.desktop.first_start.page import Answers, Failed, Goal, Page
from munhalsa.desktop.first_start.restoring import RestoringPage
from munhalsa.desktop.forms.first_start import FirstStartForm
from munhalsa.desktop.look import Look
from munhalsa.desktop.tasks import Cancelled
from munhalsa.desktop.theme import Tone
from munhalsa.desktop.widgets.announce import announce
from munhalsa.desktop.widgets.message_bar import MessageBar
from munhalsa.domain.refusal import Refusal, StoreUnavailable

T = TypeVar("T")
_MAKING: Sequence[type[Page]] = (WelcomePage, WhoPage, PlacePage)
_KEEPING: Sequence[type[Page]] = (PassphrasePage, RecoveryPage, TypeBackPage)
_FILLING: Sequence[type[Page]] = (RegisteredPage, ListsPage)


class FirstStart(QDialog):
    """Accepted when a store is open; ``answers.goal`` tells what for. Implements page.Start."""

    def __init__(self, desk: Desk, look: Look, temp: Path) -> None:
        super().__init__()
        self.answers = Answers()
        self._desk, self._look, self._temp = desk, look, temp
        self._built: dict[type[Page], Page] = {}
        self._areas: dict[type[Page], QScrollArea] = {}
        self._at: type[Page] = WelcomePage
        self.ui = FirstStartForm()
        self.ui.set_up(self)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.messages = MessageBar(look, self)
        self.ui.messages.addWidget(self.messages)
        self.ui.next.clicked.connect(self._leave_page)
        self.ui.back.clicked.connect(self._go_back)
        self.ui.leave.clicked.connect(self.reject)
        self._take_sizes()
        self._show_busy(False)
        self._show(WelcomePage)

    @property
    def desk(self) -> Desk:
        """Opens the store, when there is one."""
        return self._desk

    @property
    def look(self) -> Look:
        """Colours, sizes and icons."""
        return self._look

    @property
    def temp(self) -> Path:
        """A private folder."""
        return self._temp

    @property
    def page(self) -> Page:
        """The step that is shown."""
        return self._built[self._at]

    def ask_program(
        self, job: Callable[[Program], T], *, done: Callable[[T], None], failed: Failed
    ) -> None:
        """Run what needs no open store, beside the window."""
        program = self._desk.program
        self._desk.tasks.on_store(
            self, lambda: job(program), done=self._then(done), failed=self._then(failed)
        )
        self._show_busy(True)

    def found(self, secret: str | None, *, done: Callable[[], None], failed: Failed) -> None:
        """Make the store that was described, and open it."""
        answers = self.answers
        municipality = answers.municipality
        which = replace(
            self._desk.which,
            store=answers.place,
            user=answers.user,
            ask=None if secret is None else lambda _: secret,
            confirm=secret is not None,
        )

        def made(founding: Founding) -> None:
            answers.store, answers.recovery_code = founding.store, founding.recovery_code
            self._desk.turn_to(replace(self._desk.which, store=founding.store, user=founding.user))
            self.open_store(secret, done=done, failed=failed)

        self.ask_program(
            lambda program: program.found(which, municipality=municipality),
            done=made,
            failed=failed,
        )

    def open_store(self, secret: str | None, *, done: Callable[[], None], failed: Failed) -> None:
        """Open the store that the desk has been turned to."""

        def refused(error: BaseException) -> None:
            if isinstance(error, PassphraseNeeded):
                error = StoreUnavailable("passphrase_needed", str(error), field="passphrase")
            failed(error)

        self._desk.open(
            self,
            passphrase=secret,
            done=self._then(lambda _: done()),
            failed=self._then(refused),
        )
        self._show_busy(True)

    def hold(self, *, held: bool) -> None:
        """While a step is in the midst of something, only its own buttons lead on or back."""
        for button in (self.ui.next, self.ui.back):
            button.setVisible(not held)

    def say(self, text: str, *, tone: Tone = Tone.OK) -> None:
        """Tell what happened."""
        self.messages.say(text, tone=tone)

    def quiet(self) -> None:
        """What was told last no longer matters."""
        self.messages.clear()

    def explain(self, error: BaseException) -> None:
        """Tell why something was not done; a bug gets its own dialog."""
        if isinstance(error, Cancelled):
            self.say(self.tr("Avbrutet. Ingenting har ändrats."), tone=Tone.WARN)
        elif isinstance(error, Refusal):
            self.say(error.message, tone=Tone.BAD)
        else:
            sys.excepthook(type(error), error, error.__traceback__)

    def reject(self) -> None:
        """Leave; not without a word while the recovery code is on the screen only."""
        if self.answers.recovery_code is None:
            super().reject()
            return
        ConfirmDialog(
            self.tr("Avsluta utan att ha sparat återställningskoden?"),
            self.tr(
                "Registret är skapat och öppnas med lösenfrasen nästa gång. Koden visas aldrig "
                "mer, och utan den finns ingen väg in om lösenfrasen glöms."
            ),
            yes=self.tr("Avsluta &ändå"),
            look=self._look,
            parent=self,
        ).ask(lambda: QDialog.reject(self))

    # Within.

    def _steps(self) -> Sequence[type[Page]]:
        if self.answers.goal is Goal.EXISTING:
            return (WelcomePage, ExistingPage)
        if self.answers.goal is Goal.BACKUP:
            return (WelcomePage, RestoringPage)
        if self.answers.goal is Goal.EXAMPLE:
            return (WelcomePage, ExamplePage)
        keeping = () if self.answers.shared else _KEEPING
        return (*_MAKING, *keeping, *_FILLING)

    def _leave_page(self) -> None:
        self.messages.clear()
        self.page.leave(self._go_on)

    def _go_on(self) -> None:
        steps = self._steps()
        following = steps.index(self._at) + 1
        if following == len(steps):
            self.answers.recovery_code = None
            self.accept()
        else:
            self._show(steps[following])

    def _go_back(self) -> None:
        steps = self._steps()
        self.messages.clear()
        self._show(steps[steps.index(self._at) - 1])

    def _show(self, kind: type[Page]) -> None:
        if kind not in self._built:
            page = self._built[kind] = kind(self)
            for button in page.findChildren(QPushButton):
                button.setAutoDefault(True)
            self._areas[kind] = _scrolling(page)
            self.ui.stack.addWidget(self._areas[kind])
        self._at = kind
        page = self.page
        self.ui.stack.setCurrentWidget(self._areas[kind])
        steps = self._steps()
        at = steps.index(kind)
        self.ui.step.setText(
            self.tr("Steg {0} av {1}").format(at + 1, len(steps)) if at else "munhalsa"
        )
        self.ui.heading.setText(page.title)
        self.ui.next.setText(page.next_text)
        self.ui.back.setVisible(at > 0 and not self._is_past_the_making(kind))
        self.setWindowTitle(f"{page.title} – munhalsa")
        announce(self, page.title)
        page.enter()

    def _is_past_the_making(self, kind: type[Page]) -> bool:
        """A store that is made is not made again; nor is a code that is typed back shown again."""
        made = RegisteredPage if self.answers.recovery_code is None else RecoveryPage
        return kind is made

    def _then(self, answer: Callable[[T], None]) -> Callable[[T], None]:
        def arrived(result: T) -> None:
            self._show_busy(False)
            answer(result)

        return arrived

    def _show_busy(self, busy: bool) -> None:
        """A focus that lies on what is shut waits at the bar, where no key does anything."""
        ui, focus = self.ui, self.focusWidget()
        if busy:
            ui.busy.setVisible(True)
            if focus in (ui.next, ui.back):
                ui.busy.setFocus()
        for widget in (ui.next, ui.back):
            widget.setEnabled(not busy)
        if not busy:
            if focus is ui.busy:
                ui.next.setFocus()
            ui.busy.setVisible(False)

    def _take_sizes(self) -> None:
        px, room = self._look.sizes.px, self.screen().availableSize()
        self.setMinimumSize(min(px(480), room.width()), min(px(360), room.height()))
        self.resize(min(px(900), room.width()), min(px(720), room.height()))


def _scrolling(page: QWidget) -> QScrollArea:
    """A step that scrolls where the window is too small for it, so that nothing is cut."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(page)
    return area
