"""What can be done with the unit whose card is open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QWidget

from munhalsa.application.add_unit import AddUnit, add_unit
from munhalsa.application.change_unit import ChangeUnit, change_unit
from munhalsa.application.close_unit import CloseUnit, UnitClosed, close_unit
from munhalsa.application.context import Context
from munhalsa.application.districts import add_district
from munhalsa.application.move_residents import MoveResidents, move_residents
from munhalsa.application.ports import HistoryLine
from munhalsa.application.prepare_units import UnitsDesk, prepare_units
from munhalsa.application.rename_unit import rename_unit
from munhalsa.application.unit_fields import UnitChanged
from munhalsa.application.verify_unit import verify_unit
from munhalsa.application.view_unit import UnitCard
from munhalsa.desktop.commands import command
from munhalsa.desktop.dialogs.unit import UnitDialog
from munhalsa.desktop.dialogs.unit_steps import (
    CloseUnitDialog,
    DistrictDialog,
    MoveResidentsDialog,
    NewName,
    RenameUnitDialog,
)
from munhalsa.desktop.screens.form_steps import Asks, explain_at_field
from munhalsa.desktop.screens.staff_actions import StaffActions
from munhalsa.desktop.screens.unit_printing import UnitPrinting
from munhalsa.desktop.theme import Tone
from munhalsa.desktop.undoing import ask_to_undo, take_back
from munhalsa.desktop.view import Frame, Place
from munhalsa.desktop.widgets.unit_card import UnitCardView
from munhalsa.domain.account import Permission
from munhalsa.domain.refusal import Refusal
from munhalsa.domain.unit import Unit

R = TypeVar("R")


class UnitActions(QObject):
    """Commands for menus, keys and the buttons of the card; ``added`` carries a new unit's id."""

    added = Signal(str)

    def __init__(self, frame: Frame, view: QWidget, card: UnitCardView) -> None:
        super().__init__(view)
        self._frame, self._view, self._widget = frame, view, card
        self._card: UnitCard | None = None
        make = command
        self.new = make(self, self.tr("&Ny enhet"), self.open_new, key="Ctrl+N", main=True)
        self.verify = make(self, self.tr("&Bekräfta kontakt"), self.confirm, key="Ctrl+B")
        self.change = make(self, self.tr("Ä&ndra uppgifter …"), self.open_change, key="Ctrl+E")
        self.rename = make(self, self.tr("Byt na&mn …"), self.open_rename, key="Ctrl+Shift+B")
        self.move = make(self, self.tr("&Flytta boende …"), self.open_move, key="Ctrl+M")
        self.close = make(self, self.tr("&Stäng enheten …"), self.open_close, key="Ctrl+Shift+S")
        self.district = make(
            self, self.tr("Ny &organisationsdel …"), self.open_district, key="Ctrl+Shift+O"
        )
        self.answers = make(self, self.tr("S&varslista"), self.open_answers, key="Ctrl+Shift+L")
        self.printing = UnitPrinting(frame, view)
        self.staff = StaffActions(frame, view, card.staff)
        card.undo_wanted.connect(self.preview_undo)
        card.ticked.connect(self._show_ticked)
        card.set_move(self.move)
        self.show_card(None)

    def all(self) -> Sequence[QAction]:
        """Every command, the main one first."""
        return (
            *(self.new, self.verify, self.change, self.rename, self.move, self.close),
            *(self.district, self.answers, *self.staff.all(), *self.printing.all()),
        )

    @property
    def may_move(self) -> bool:
        """Whether the user moves people."""
        return self._frame.desk.may(Permission.EDIT_PERSONS)

    def show_card(self, card: UnitCard | None) -> None:
        """What role and state allow with this one."""
        self._card = card
        self.printing.show_card(card)
        self.staff.show_card(card)
        edits = self._frame.desk.may(Permission.EDIT_UNITS)
        still = card is not None and card.record.unit.active_to is None
        self.new.setEnabled(edits)
        self.new.setVisible(edits)
        self.district.setEnabled(edits)
        for action in (self.verify, self.change):
            action.setEnabled(self._may_here(Permission.CONFIRM_UNITS))
        self.rename.setEnabled(self._may_here(Permission.EDIT_UNITS))
        self.answers.setEnabled(self._may_here(Permission.RECORD_RESPONSES))
        self.close.setEnabled(still and self._may_here(Permission.EDIT_UNITS))
        self.move.setEnabled(self.may_move and card is not None)
        if card is not None:
            confirm_first = card.record.confirm_contacts
            main, other = self.change, self.verify
            if confirm_first:
                main, other = self.verify, self.change
            more = (self.answers, *self.printing.all(), self.rename, self.close)
            self._widget.set_actions(main, other, [one for one in more if one.isEnabled()])

    def _may_here(self, permission: Permission) -> bool:
        card = self._card
        return card is not None and self._frame.desk.may_at(permission, card.record.unit.id)

    def confirm(self) -> None:
        """Note that the contact details are right today."""
        card = self._card
        if card is not None:
            unit = card.record.unit
            words = self.tr("Kontaktuppgifterna för {0} är bekräftade.").format(unit.name)
            self._frame.desk.do(
                self,
                lambda context: verify_unit(context, unit.id),
                shown=unit,
                done=lambda done: self._say(words, done.event),
                failed=self._frame.explain,
            )

    def open_answers(self) -> None:
        """Go to the unit's Svarslista."""
        if self._card is not None:
            self._frame.go(Place(view="answer_list", about=self._card.record.unit.id))

    def open_new(self) -> None:
        """Ask for a new unit, and add it."""

        def ask(desk: UnitsDesk) -> None:
            dialog = UnitDialog(desk, None, look=self._frame.look, parent=self._view)
            dialog.given.connect(lambda asked: self._add(dialog, asked))
            _open(dialog)

        self._frame.desk.read(self, prepare_units, done=ask)

    def open_change(self) -> None:
        """Ask for other details, and change them."""
        card = self._card
        if card is None:
            return
        unit = card.record.unit

        def ask(desk: UnitsDesk) -> None:
            dialog = UnitDialog(desk, unit, look=self._frame.look, parent=self._view)
            dialog.given.connect(lambda asked: self._change(dialog, asked))
            _open(dialog)

        self._frame.desk.read(self, prepare_units, done=ask)

    def open_rename(self) -> None:
        """Ask for another name, and give it."""
        card = self._card
        if card is None:
            return
        dialog = RenameUnitDialog(
            card.record.unit, today=card.record.day, look=self._frame.look, parent=self._view
        )

        def rename(asked: NewName) -> None:
            self._do(
                dialog,
                lambda context: rename_unit(context, asked.unit, name=asked.name, day=asked.day),
                lambda done: self._changed(
                    done, self.tr("Enheten heter nu {0}.").format(done.unit.name)
                ),
                shown=card.record.unit,
            )

        dialog.given.connect(rename)
        _open(dialog)

    def open_move(self) -> None:
        """Ask where those who are ticked move, or all if none is, and move them."""
        card = self._card
        if card is None or not self._widget.count:
            return
        unit = card.record.unit
        chosen = self._widget.chosen
        count = len(chosen) or self._widget.count
        only = chosen if 0 < len(chosen) < self._widget.count else None

        def ask(desk: UnitsDesk) -> None:
            dialog = MoveResidentsDialog(
                unit, only, count, desk, look=self._frame.look, parent=self._view
            )
            dialog.given.connect(lambda asked: self._move(dialog, asked))
            _open(dialog)

        self._frame.desk.read(self, prepare_units, done=ask)

    def open_close(self) -> None:
        """Ask for the last day and where people go, and close the unit."""
        card = self._card
        if card is None:
            return
        unit, count = card.record.unit, self._widget.count

        def ask(desk: UnitsDesk) -> None:
            dialog = CloseUnitDialog(unit, count, desk, look=self._frame.look, parent=self._view)
            dialog.given.connect(lambda asked: self._close(dialog, asked, unit))
            _open(dialog)

        self._frame.desk.read(self, prepare_units, done=ask)

    def open_district(self) -> None:
        """Ask for a new part of the organisation, and add it."""
        dialog = DistrictDialog(look=self._frame.look, parent=self._view)

        def add(name: str) -> None:
            self._do(
                dialog,
                lambda context: add_district(context, name),
                lambda done: self._say(
                    self.tr("{0} är tillagd. Lägg enheter i den under Ändra uppgifter.").format(
                        done.district.name
                    ),
                    done.event,
                ),
                shown=(),
            )

        dialog.given.connect(add)
        _open(dialog)

    def preview_undo(self, line: HistoryLine) -> None:
        """Say what would be taken back, and take it back if that is wanted."""
        ask_to_undo(
            line.event,
            self._frame,
            self._view,
            done=lambda _: self._frame.say(self.tr("Ändringen är ångrad.")),
        )

    # Within.

    def _add(self, dialog: UnitDialog, asked: AddUnit) -> None:
        def done(made: UnitChanged) -> None:
            self._changed(made, self.tr("{0} är tillagd.").format(made.unit.name))
            self.added.emit(made.unit.id)

        self._do(dialog, lambda context: add_unit(context, asked), done, shown=())

    def _change(self, dialog: UnitDialog, asked: ChangeUnit) -> None:
        def refused(error: BaseException) -> None:
            if isinstance(error, Refusal) and error.code == "conflict":
                self._frame.desk.read(
                    self, lambda context: _read(context, asked.unit), done=dialog.take_newer
                )
            else:
                explain_at_field(self._frame, dialog, error)

        def done(made: UnitChanged) -> None:
            dialog.accept()
            self._changed(made, self.tr("{0} är ändrad.").format(made.unit.name))

        self._frame.desk.do(
            self,
            lambda context: change_unit(context, asked),
            # The form knows its own version: it goes on with what is newer.
            shown=(),
            done=done,
            failed=refused,
        )

    def _move(self, dialog: MoveResidentsDialog, asked: MoveResidents) -> None:
        self._do(
            dialog,
            lambda context: move_residents(context, asked),
            lambda done: self._say(
                self.tr("Flyttade: {0}. Fyll i rummen på korten. {1}").format(
                    done.moved, " ".join(one.message for one in done.warnings)
                ),
                done.event,
            ),
            shown=(),
        )

    def _close(self, dialog: CloseUnitDialog, asked: CloseUnit, shown: Unit) -> None:
        self._do(
            dialog,
            lambda context: close_unit(context, asked),
            self._say_closed,
            shown=shown,
        )

    def _say_closed(self, done: UnitClosed) -> None:
        words = [
            self.tr("{0} stängs, sista dag {1}. Flyttade: {2}.").format(
                done.unit.name, done.unit.active_to, done.moved
            )
        ]
        if done.cancelled:
            words.append(self.tr("Inställda besöksdagar utan besök: {0}.").format(done.cancelled))
        words += [one.message for one in done.warnings]
        tone = Tone.WARN if done.warnings else Tone.OK
        self._say(" ".join(words), done.event, tone=tone)

    def _do(
        self,
        dialog: Asks,
        job: Callable[[Context], R],
        done: Callable[[R], None],
        *,
        shown: object,
    ) -> None:
        """Run what a dialog asked for; it closes when it is done, or shows why not."""

        def finish(result: R) -> None:
            dialog.accept()
            done(result)

        self._frame.desk.do(
            self,
            job,
            shown=shown,
            done=finish,
            failed=partial(explain_at_field, self._frame, dialog),
        )

    def _changed(self, done: UnitChanged, words: str) -> None:
        notes = " ".join(one.message for one in done.warnings)
        self._say(f"{words} {notes}".strip(), done.event, tone=Tone.WARN if notes else Tone.OK)

    def _say(self, words: str, event: str, *, tone: Tone = Tone.OK) -> None:
        self._frame.say(words.strip(), tone=tone, undo=lambda: take_back(event, self._frame, self))

    def _show_ticked(self, count: int) -> None:
        self.move.setText(
            self.tr("&Flytta {0} markerade …").format(count)
            if count
            else self.tr("&Flytta boende …")
        )
        self._widget.ui.move.setText(
            self.move.text() if count else self.tr("&Flytta alla boende …")
        )


def _read(context: Context, unit: str) -> Unit:
    with context.read(Permission.EDIT_UNITS) as reader:
        return reader.get(Unit, unit)


def _open(dialog: QDialog) -> None:
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
