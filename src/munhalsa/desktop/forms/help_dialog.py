"""Made from ui/help_dialog.ui by tools/make_forms.py: change that file, not this one."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
)
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QSpacerItem,
    QTextBrowser,
    QVBoxLayout,
)


class HelpDialogForm:
    """The widgets of HelpDialog, made in its owner."""

    def set_up(self, owner: QDialog) -> None:
        if not owner.objectName():
            owner.setObjectName("HelpDialog")
        self.column = QVBoxLayout(owner)
        self.column.setSpacing(12)
        self.column.setObjectName("column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.text = QTextBrowser(owner)
        self.text.setObjectName("text")
        self.text.setOpenExternalLinks(False)
        self.text.setOpenLinks(False)
        self.text.setTabChangesFocus(True)

        self.column.addWidget(self.text)

        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.setObjectName("buttons")
        self.buttons.setContentsMargins(0, 4, 0, 0)
        self.push = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.push)

        self.leave = QPushButton(owner)
        self.leave.setObjectName("leave")

        self.buttons.addWidget(self.leave)

        self.column.addLayout(self.buttons)

        self.retranslate(owner)

        self.leave.setDefault(True)

    def retranslate(self, owner: QDialog) -> None:
        self.text.setAccessibleName(QCoreApplication.translate("HelpDialog", "Hjälptext", None))
        self.leave.setText(QCoreApplication.translate("HelpDialog", "&Stäng", None))
