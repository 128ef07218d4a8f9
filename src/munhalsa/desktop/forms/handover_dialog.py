"""Made from ui/handover_dialog.ui by tools/make_forms.py: change that file, not this one."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
)
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
)


class HandoverDialogForm:
    """The widgets of HandoverDialog, made in its owner."""

    def set_up(self, owner: QDialog) -> None:
        if not owner.objectName():
            owner.setObjectName("HandoverDialog")
        self.column = QVBoxLayout(owner)
        self.column.setSpacing(4)
        self.column.setObjectName("column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.what = QLabel(owner)
        self.what.setObjectName("what")
        self.what.setWordWrap(True)
        self.what.setProperty("look", "section")

        self.column.addWidget(self.what)

        self.consequence = QLabel(owner)
        self.consequence.setObjectName("consequence")
        self.consequence.setProperty("look", "apart")
        self.consequence.setWordWrap(True)

        self.column.addWidget(self.consequence)

        self.to_label = QLabel(owner)
        self.to_label.setObjectName("to_label")
        self.to_label.setProperty("look", "apart")

        self.column.addWidget(self.to_label)

        self.to = QComboBox(owner)
        self.to.setObjectName("to")

        self.column.addWidget(self.to)

        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.setObjectName("buttons")
        self.buttons.setContentsMargins(0, 12, 0, 0)
        self.push = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.push)

        self.leave = QPushButton(owner)
        self.leave.setObjectName("leave")
        self.leave.setAutoDefault(False)

        self.buttons.addWidget(self.leave)

        self.save = QPushButton(owner)
        self.save.setObjectName("save")
        self.save.setProperty("look", "primary")

        self.buttons.addWidget(self.save)

        self.column.addLayout(self.buttons)

        self.to_label.setBuddy(self.to)

        self.retranslate(owner)

        self.save.setDefault(True)

    def retranslate(self, owner: QDialog) -> None:
        owner.setWindowTitle(QCoreApplication.translate("HandoverDialog", "Lämna över", None))
        self.to_label.setText(QCoreApplication.translate("HandoverDialog", "&Tar över", None))
        self.leave.setText(QCoreApplication.translate("HandoverDialog", "&Avbryt", None))
        self.save.setText(QCoreApplication.translate("HandoverDialog", "&Lämna över", None))
