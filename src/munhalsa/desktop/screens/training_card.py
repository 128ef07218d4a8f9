"""A list with its heading and buttons, and what is printed of what is chosen in it."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from munhalsa.application.forms import Printed
from munhalsa.desktop.look import set_look
from munhalsa.desktop.printing.preview import PreviewDialog
from munhalsa.desktop.view import Frame
from munhalsa.desktop.widgets.flow import Flow

_SPACE = 8


class TrainingCard(QFrame):
    """A heading, a line about what is below, a list and its buttons."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        set_look(self, "card")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(16, 16, 16, 16)
        self.column.setSpacing(_SPACE)
        self.heading, self.about = QLabel(title, self), QLabel(self)
        set_look(self.heading, "section")
        set_look(self.about, "muted")
        self.about.setWordWrap(True)
        self.buttons = QWidget(self)
        self.pressed: list[QPushButton] = []
        self._row = Flow(self.buttons, _SPACE)
        self.column.addWidget(self.heading)
        self.column.addWidget(self.about)
        self.column.addWidget(self.buttons)

    def put(self, table: QWidget) -> None:
        """The list, above the buttons."""
        self.column.insertWidget(self.column.indexOf(self.buttons), table, 1)

    def add_button(self, action: QAction) -> None:
        """A button for an action, shown and open as the action is."""
        button = QPushButton(action.text(), self.buttons)
        button.clicked.connect(action.trigger)

        def follow() -> None:
            button.setEnabled(action.isEnabled())
            button.setVisible(action.isVisible())

        action.changed.connect(follow)
        button.setToolTip(action.toolTip())
        self._row.addWidget(button)
        self.pressed.append(button)


def show_printed(
    view: QWidget, frame: Frame, make: Callable[..., Printed], name: str, title: str
) -> None:
    """Print to a file of our own and show it; the file is gone when the preview is."""
    out = frame.temp / f"{uuid4().hex}.pdf"

    def show(printed: Printed) -> None:
        dialog = PreviewDialog(
            printed.path,
            name=name,
            title=title,
            tasks=frame.desk.tasks,
            look=frame.look,
            parent=view,
        )
        dialog.finished.connect(lambda _: out.unlink(missing_ok=True))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    frame.desk.do_at(
        view,
        lambda place: make(place.context, place.printer, out=out),
        done=show,
        failed=frame.explain,
    )
