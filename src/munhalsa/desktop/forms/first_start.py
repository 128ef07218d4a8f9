"""Made from ui/first_start.ui by tools/make_forms.py: change that file, not this one."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
)
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QSpacerItem,
    QStackedWidget,
    QVBoxLayout,
)


class FirstStartForm:
    """The widgets of FirstStart, made in its owner."""

    def set_up(self, owner: QDialog) -> None:
        if not owner.objectName():
            owner.setObjectName("FirstStart")
        self.column = QVBoxLayout(owner)
        self.column.setSpacing(12)
        self.column.setObjectName("column")
        self.column.setContentsMargins(28, 24, 28, 20)
        self.step = QLabel(owner)
        self.step.setObjectName("step")
        self.step.setProperty("look", "muted")

        self.column.addWidget(self.step)

        self.heading = QLabel(owner)
        self.heading.setObjectName("heading")
        self.heading.setWordWrap(True)
        self.heading.setProperty("look", "page")

        self.column.addWidget(self.heading)

        self.stack = QStackedWidget(owner)
        self.stack.setObjectName("stack")

        self.column.addWidget(self.stack)

        self.busy = QProgressBar(owner)
        self.busy.setObjectName("busy")
        self.busy.setMaximum(0)
        self.busy.setTextVisible(False)

        self.column.addWidget(self.busy)

        self.messages = QVBoxLayout()
        self.messages.setSpacing(8)
        self.messages.setObjectName("messages")
        self.messages.setContentsMargins(0, 0, 0, 0)

        self.column.addLayout(self.messages)

        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.setObjectName("buttons")
        self.buttons.setContentsMargins(0, 0, 0, 0)
        self.leave = QPushButton(owner)
        self.leave.setObjectName("leave")
        self.leave.setAutoDefault(False)

        self.buttons.addWidget(self.leave)

        self.push = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.push)

        self.back = QPushButton(owner)
        self.back.setObjectName("back")
        self.back.setAutoDefault(False)

        self.buttons.addWidget(self.back)

        self.next = QPushButton(owner)
        self.next.setObjectName("next")
        self.next.setProperty("look", "primary")

        self.buttons.addWidget(self.next)

        self.column.addLayout(self.buttons)

        self.retranslate(owner)

        self.next.setDefault(True)

    def retranslate(self, owner: QDialog) -> None:
        owner.setWindowTitle(QCoreApplication.translate("FirstStart", "munhalsa", None))
        self.busy.setAccessibleName(
            QCoreApplication.translate("FirstStart", "Registret görs i ordning", None)
        )
        self.leave.setText(QCoreApplication.translate("FirstStart", "Avsl&uta", None))
        self.back.setText(QCoreApplication.translate("FirstStart", "Ba&kåt", None))
        self.next.setText(QCoreApplication.translate("FirstStart", "&Fortsätt", None))
