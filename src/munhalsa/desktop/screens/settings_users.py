"""Inställningar, användare: who comes in, with what rights; for a coordinator."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import TypeVar

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFrame, QWidget

from munhalsa.application.context import Context
from munhalsa.application.districts import list_districts
from munhalsa.application.hand_over import HandOver, count_to_hand_over, hand_over
from munhalsa.application.ports import Changes
from munhalsa.application.users import (
    UserChanged,
    UserLine,
    add_user,
    end_user,
    grant_role,
    revoke_role,
)
from munhalsa.application.view_units import list_units
from munhalsa.application.workplace import Workplace
from munhalsa.desktop.dialogs.confirm import ConfirmDialog
from munhalsa.desktop.dialogs.user import (
    HandoverDialog,
    NewUser,
    Places,
    RevokeDialog,
    Right,
    UserDialog,
)
from munhalsa.desktop.forms.users_panel import UsersPanelForm
from munhalsa.desktop.look import Look
from munhalsa.desktop.models.user_model import UserSource, user_model
from munhalsa.desktop.screens.form_steps import explain_at_field
from munhalsa.desktop.theme import Tone
from munhalsa.desktop.view import Frame
from munhalsa.desktop.widgets.flow_rows import flow_of
from munhalsa.desktop.widgets.table import Table
from munhalsa.domain.account import Permission

T = TypeVar("T")
_ROWS = 4

translate = QCoreApplication.translate


class UsersPanel(QFrame):
    """The list, and what can be done to whoever is chosen in it."""

    def __init__(self, frame: Frame, parent: QWidget) -> None:
        super().__init__(parent)
        self._frame = frame
        self.ui = UsersPanelForm()
        self.ui.set_up(self)
        self.model = user_model(frame.desk, self)
        self.table = Table(self.model, frame.look, name=self.tr("Användare"), parent=self)
        self.ui.list_column.addWidget(self.table)
        flow_of(self.ui.buttons)
        self.dialog: UserDialog | RevokeDialog | HandoverDialog | None = None
        ui = self.ui
        for button, run in (
            (ui.add, self._add),
            (ui.grant, self._grant),
            (ui.revoke, self._revoke),
            (ui.hand_over, self._hand_over),
            (ui.end, self._end),
        ):
            button.clicked.connect(run)
        self.table.chosen.connect(self._show_state)
        self.model.modelReset.connect(self._show_state)
        frame.look.changed.connect(self._take_sizes)
        self._take_sizes()
        self._show_state()

    def load(self) -> None:
        """Fill the list, or hide all of it from whoever does not manage users."""
        shown = self._frame.desk.may_everywhere(Permission.MANAGE_USERS)
        self.setVisible(shown)
        if shown:
            self.model.show(UserSource())

    def put_in_order(self) -> None:
        """Tab goes from the list to the buttons, as one reads."""
        ui = self.ui
        chain = (self.table, ui.add, ui.grant, ui.revoke, ui.hand_over, ui.end)
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    def take_in(self, changes: Changes) -> None:
        """Something was changed."""
        if not self.isHidden() and self.model.is_touched_by(changes):
            self.model.reload()

    def _take_sizes(self) -> None:
        sizes = self._frame.look.sizes
        self.table.setMinimumHeight(sizes.row * (_ROWS + 1))

    def _chosen(self) -> UserLine | None:
        name = self.table.current_id
        place = None if name is None else self.model.place_of(name)
        return None if place is None else self.model.row(place)

    def _show_state(self, _id: str = "") -> None:
        user = self._chosen()
        session = self._frame.desk.session
        other = user is not None and session is not None and user.name != session.name
        there = user is not None and user.ended_on is None
        ui = self.ui
        ui.grant.setEnabled(there and other)
        ui.revoke.setEnabled(there and bool(user and (user.grants or user.sees_protected)))
        ui.hand_over.setEnabled(user is not None)
        ui.end.setEnabled(there and other)

    def _add(self) -> None:
        self._ask_places(None)

    def _grant(self) -> None:
        user = self._chosen()
        if user is not None:
            self._ask_places(user.name)

    def _ask_places(self, to: str | None) -> None:
        def read(context: Context) -> Places:
            return Places(
                units=list_units(context), districts=list_districts(context), today=context.today
            )

        def ask(places: Places) -> None:
            dialog = UserDialog(places, look=self._frame.look, parent=self.window(), to=to)
            dialog.given.connect(self._carry_out)
            self._open(dialog)

        self._frame.desk.read(self, read, done=ask)

    def _revoke(self) -> None:
        user = self._chosen()
        if user is None:
            return
        dialog = RevokeDialog(user, look=self._frame.look, parent=self.window())
        dialog.given.connect(self._take_back)
        self._open(dialog)

    def _end(self) -> None:
        user = self._chosen()
        if user is None:
            return
        name = user.name
        dialog = ending(name, self._frame.look, self.window())
        dialog.finished.connect(dialog.deleteLater)
        dialog.ask(
            lambda: self._do(
                lambda place: end_user(place.context, place.keeper, name),
                self.tr("{0} är avslutad.").format(name),
            )
        )

    def _hand_over(self) -> None:
        user = self._chosen()
        if user is None:
            return
        rows = [self.model.row(place) for place in range(len(self.model.ids))]
        others = [one.name for one in rows if one and one.ended_on is None and one != user]
        if not others:
            self._frame.say(self.tr("Det finns ingen annan att lämna över till."), tone=Tone.WARN)
            return
        name, first = user.name, HandOver(name=user.name, to=others[0])

        def ask(persons: int) -> None:
            dialog = HandoverDialog(
                name, others, persons=persons, look=self._frame.look, parent=self.window()
            )
            dialog.given.connect(lambda to: self._give_over(HandOver(name=name, to=to)))
            self._open(dialog)

        self._frame.desk.read(
            self, lambda context: count_to_hand_over(context, first).persons, done=ask
        )

    def _give_over(self, command: HandOver) -> None:
        self._do(
            lambda place: hand_over(place.context, command),
            self.tr("Allt är överlämnat till {0}.").format(command.to),
        )

    def _carry_out(self, asked: NewUser | Right) -> None:
        if isinstance(asked, NewUser):
            name = asked.command.name
            self._do(
                lambda place: add_user(
                    place.context, place.keeper, asked.command, passphrase=asked.passphrase
                ),
                self.tr("{0} är tillagd.").format(name),
            )
            return
        self._do(
            lambda place: grant_role(
                place.context, asked.name, asked.role, sees_protected=asked.sees_protected
            ),
            self.tr("{0} har fått rättigheten.").format(asked.name),
        )

    def _take_back(self, asked: Right) -> None:
        self._do(
            lambda place: revoke_role(
                place.context, asked.name, asked.role, sees_protected=asked.sees_protected
            ),
            self.tr("Rättigheten är återtagen från {0}.").format(asked.name),
        )

    def _open(self, dialog: UserDialog | RevokeDialog | HandoverDialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(self._left)
        dialog.open()

    def _do(self, job: Callable[[Workplace], T], said: str) -> None:
        def done(result: T) -> None:
            self._close()
            warnings = result.warnings if isinstance(result, UserChanged) else ()
            tone = Tone.WARN if warnings else Tone.OK
            self._frame.say(" ".join((said, *(one.message for one in warnings))), tone=tone)

        def failed(error: BaseException) -> None:
            if self.dialog is None:
                self._frame.explain(error)
            else:
                explain_at_field(self._frame, self.dialog, error)

        self._frame.desk.do_at(self, job, done=done, failed=failed)

    def _close(self) -> None:
        if self.dialog is not None:
            self.dialog.accept()

    def _left(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.deleteLater()


def ending(name: str, look: Look, parent: QWidget) -> ConfirmDialog:
    """Whether a user shall come in no longer."""
    return ConfirmDialog(
        translate("UsersPanel", "Avsluta {0}?").format(name),
        translate(
            "UsersPanel",
            "Användaren kommer inte längre in, och lösenfrasen öppnar ingenting. "
            "Vill du ångra läggs användaren till på nytt.",
        ),
        yes=translate("UsersPanel", "Avsluta a&nvändaren"),
        look=look,
        parent=parent,
    )
