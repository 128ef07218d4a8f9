"""Disagreements: how far up the ladder each has come, and the next thing to do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QWidget

from munhalsa.application.disagreements import (
    answer_step,
    close_disagreement,
    follow_up,
    take_step,
)
from munhalsa.application.save_list import HIDDEN
from munhalsa.application.view_disagreements import DisagreementLine, find_disagreements
from munhalsa.desktop.commands import command
from munhalsa.desktop.dialogs.fields import FieldsForm
from munhalsa.desktop.forms.deviations_view import DeviationsViewForm
from munhalsa.desktop.look import read_in_order
from munhalsa.desktop.screens import deviation_forms
from munhalsa.desktop.screens.deviation_actions import FormAsker
from munhalsa.desktop.view import Frame
from munhalsa.desktop.widgets.flow import Flow
from munhalsa.desktop.widgets.plain_list import PlainList
from munhalsa.domain.account import Permission

translate = QCoreApplication.translate
DISAGREEMENT_KINDS = frozenset({"disagreement", "disagreement_step", "person", "unit"})


class DisagreementsPanel(QObject):
    """All of them, the closed ones last."""

    def __init__(
        self, frame: Frame, ui: DeviationsViewForm, asker: FormAsker, view: QWidget
    ) -> None:
        super().__init__(view)
        self._frame, self._asker, self._ui = frame, asker, ui
        self._about = ui.disagreements_about.text()
        self._lines: dict[str, DisagreementLine] = {}
        tr = self.tr
        self.list = PlainList(
            (tr("Gäller"), tr("Så länge"), tr("Steg"), tr("Ansvarar"), tr("Läge")),
            frame.look,
            name=tr("Oenigheter"),
            parent=ui.disagreements_page,
            person_of=self._person_of,
        )
        ui.disagreements_page_column.insertWidget(1, self.list)
        ui.disagreements_page_column.addStretch(1)
        self.step = command(self, tr("Ta upp i nästa &steg …"), self._step, key="Ctrl+Shift+U")
        self.answer = command(self, tr("Svar &i steget …"), self._answer, key="Ctrl+Shift+V")
        self.close = command(self, tr("Avsluta &oenigheten …"), self._close, key="Ctrl+Shift+W")
        self.follow = command(self, tr("Följ &upp …"), self._follow, key="Ctrl+Shift+J")
        self._edits = frame.desk.may(Permission.EDIT_DEVIATIONS)
        row = Flow(ui.disagreement_deeds, 8)
        before: QWidget = self.list
        for action in self.all():
            button = button_of(action, ui.disagreement_deeds)
            row.addWidget(button)
            QWidget.setTabOrder(before, button)
            before = button
        read_in_order(ui.disagreements_about, self.list, ui.disagreement_deeds)
        self.list.itemSelectionChanged.connect(self._allow)
        frame.look.changed.connect(self.list.fit)
        self._allow()

    def all(self) -> Sequence[QAction]:
        """What the user may do."""
        return (self.step, self.answer, self.close, self.follow) if self._edits else ()

    def read(self) -> None:
        """Fill the list."""
        self._frame.desk.read(
            self,
            lambda context: find_disagreements(context, closed=True),
            done=self._show,
            latest="disagreements",
        )

    def _show(self, lines: Sequence[DisagreementLine]) -> None:
        ordered = sorted(lines, key=lambda one: one.closed_on is not None)
        self._lines = {one.id: one for one in ordered}
        nobody = self.tr("Ingen är registrerad än. Välj Ny oenighet på fliken Register.")
        self._ui.disagreements_about.setText(self._about if lines else f"{self._about} {nobody}")
        self.list.show_rows([(one.id, _texts(one)) for one in ordered])
        self._allow()

    def _person_of(self, id: str) -> str | None:
        line = self._lines[id]
        return HIDDEN if line.masked else line.person_id

    def _chosen(self) -> DisagreementLine | None:
        return self._lines.get(self.list.chosen or "")

    def _allow(self) -> None:
        line = self._chosen()
        is_open = line is not None and not line.masked and line.closed_on is None
        self.step.setEnabled(is_open)
        self.answer.setEnabled(is_open and line is not None and line.step is not None)
        self.close.setEnabled(is_open)
        self.follow.setEnabled(line is not None and not line.masked)

    def _step(self) -> None:
        self._ask(deviation_forms.step_form, take_step, self.tr("Steget är sparat."))

    def _answer(self) -> None:
        self._ask(deviation_forms.step_answer_form, answer_step, self.tr("Svaret är sparat."))

    def _close(self) -> None:
        words = self.tr("Oenigheten är avslutad.")
        self._ask(deviation_forms.end_form, close_disagreement, words)

    def _follow(self) -> None:
        self._ask(deviation_forms.follow_form, follow_up, self.tr("Uppföljningen är sparad."))

    def _ask(self, made: Callable[[Any, DisagreementLine], FieldsForm], do: Any, done: str) -> None:
        line = self._chosen()
        if line is not None:
            self._asker.ask(lambda desk: made(desk, line), do, done, shown=line)


def button_of(action: QAction, parent: QWidget) -> QPushButton:
    """A button that gives a command."""
    button = QPushButton(action.text(), parent)
    button.setToolTip(action.toolTip())
    button.setEnabled(action.isEnabled())
    button.clicked.connect(action.trigger)
    action.enabledChanged.connect(button.setEnabled)
    return button


def _texts(line: DisagreementLine) -> Sequence[str]:
    if line.masked:
        return (translate("DisagreementsPanel", "Skyddad uppgift"), "", "", "", "")
    step = "" if line.step is None else translate("DisagreementsPanel", "Steg {0}")
    if line.closed_on is not None:
        state = translate("DisagreementsPanel", "Avslutad {0}").format(line.closed_on)
    elif line.answered_on is not None:
        state = translate("DisagreementsPanel", "Besvarad {0}").format(line.answered_on)
    else:
        state = translate("DisagreementsPanel", "Öppen sedan {0}").format(line.day)
    return (
        line.about or "",
        line.temporary_solution or "",
        step.format(line.step),
        line.holder or "",
        state,
    )
