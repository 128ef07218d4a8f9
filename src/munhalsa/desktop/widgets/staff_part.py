"""The part of a unit's card that tells of its own care staff."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from munhalsa.application.staff_words import days_words
from munhalsa.desktop.look import Look, set_look
from munhalsa.desktop.widgets.flow import Flow
from munhalsa.desktop.widgets.plain_list import PlainList
from munhalsa.domain.staff import StaffStanding

_SPACE = 8


class StaffPart(QWidget):
    """A list with its buttons; gone where there is nobody and nothing to be done."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        tr = self.tr
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(_SPACE)
        heading, self.about = QLabel(tr("Enhetens personal"), self), QLabel(self)
        set_look(heading, "section")
        set_look(self.about, "muted")
        self.about.setWordWrap(True)
        self.list = PlainList(
            (tr("Namn"), tr("Titel"), tr("Utbildad")),
            look,
            name=tr("Enhetens personal"),
            parent=self,
            grow=0,
        )
        self._buttons = QWidget(self)
        self._row = Flow(self._buttons, _SPACE)
        for widget in (heading, self.about, self.list, self._buttons):
            column.addWidget(widget)
        look.changed.connect(self.list.fit)

    def set_actions(self, actions: Sequence[tuple[str, QAction]]) -> None:
        """The buttons below the list with their short words, each as open as its command."""
        for words, action in actions:
            button = QPushButton(words, self._buttons)
            button.setAccessibleName(action.text().replace("&", ""))
            button.setToolTip(action.toolTip())
            button.clicked.connect(action.trigger)
            action.enabledChanged.connect(button.setEnabled)
            button.setEnabled(action.isEnabled())
            self._row.addWidget(button)

    def show_staff(self, staff: Sequence[StaffStanding], *, may_keep: bool) -> None:
        """Those who have not left; who was chosen and is still there stays so."""
        self.list.show_rows([(one.member.id, self._texts(one)) for one in staff])
        self.list.setVisible(bool(staff))
        self._buttons.setVisible(may_keep)
        self.about.setText(self._told(staff))
        self.about.setVisible(bool(self.about.text()))
        self.setVisible(bool(staff) or may_keep)

    def _told(self, staff: Sequence[StaffStanding]) -> str:
        if not staff:
            return self.tr(
                "Ingen är inlagd. Den som läggs till kan väljas vid utbildning och besök."
            )
        unnamed = sum(not one.is_named for one in staff)
        if not unnamed:
            return ""
        return self.tr(
            "{0} av {1} är inte namngivna vid någon utbildning här de senaste tre åren."
        ).format(unnamed, len(staff))

    def _texts(self, one: StaffStanding) -> tuple[str, str, str]:
        title = "\n".join(part for part in (one.member.title, days_words(one)) if part)
        return one.member.name, title, str(one.named) if one.is_named else self.tr("nej")
