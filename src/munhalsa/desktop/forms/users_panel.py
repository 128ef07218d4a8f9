"""Made from ui/users_panel.ui by tools/make_forms.py: change that file, not this one."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
)
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)


class UsersPanelForm:
    """The widgets of UsersPanel, made in its owner."""

    def set_up(self, owner: QFrame) -> None:
        if not owner.objectName():
            owner.setObjectName("UsersPanel")
        owner.setFrameShape(QFrame.Shape.NoFrame)
        owner.setProperty("look", "card")
        self.column = QVBoxLayout(owner)
        self.column.setSpacing(8)
        self.column.setObjectName("column")
        self.column.setContentsMargins(16, 16, 16, 16)
        self.heading = QLabel(owner)
        self.heading.setObjectName("heading")
        self.heading.setProperty("look", "section")

        self.column.addWidget(self.heading)

        self.about = QLabel(owner)
        self.about.setObjectName("about")
        self.about.setWordWrap(True)
        self.about.setProperty("look", "muted")

        self.column.addWidget(self.about)

        self.list_slot = QWidget(owner)
        self.list_slot.setObjectName("list_slot")
        self.list_column = QVBoxLayout(self.list_slot)
        self.list_column.setSpacing(4)
        self.list_column.setObjectName("list_column")
        self.list_column.setContentsMargins(0, 0, 0, 0)

        self.column.addWidget(self.list_slot)

        self.buttons = QWidget(owner)
        self.buttons.setObjectName("buttons")
        self.add = QPushButton(self.buttons)
        self.add.setObjectName("add")
        self.grant = QPushButton(self.buttons)
        self.grant.setObjectName("grant")
        self.revoke = QPushButton(self.buttons)
        self.revoke.setObjectName("revoke")
        self.hand_over = QPushButton(self.buttons)
        self.hand_over.setObjectName("hand_over")
        self.end = QPushButton(self.buttons)
        self.end.setObjectName("end")

        self.column.addWidget(self.buttons)

        self.retranslate(owner)

    def retranslate(self, owner: QFrame) -> None:
        self.heading.setText(QCoreApplication.translate("UsersPanel", "Användare", None))
        self.about.setText(
            QCoreApplication.translate(
                "UsersPanel",
                "Var och en kommer in med en egen lösenfras och ser bara den del av "
                "kommunen som rollen gäller för.",
                None,
            )
        )
        self.add.setText(QCoreApplication.translate("UsersPanel", "Lägg t&ill …", None))
        self.grant.setText(QCoreApplication.translate("UsersPanel", "Ge r&oll …", None))
        self.revoke.setText(QCoreApplication.translate("UsersPanel", "Ta till&baka …", None))
        self.hand_over.setText(QCoreApplication.translate("UsersPanel", "L&ämna över …", None))
        self.end.setText(QCoreApplication.translate("UsersPanel", "A&vsluta …", None))
