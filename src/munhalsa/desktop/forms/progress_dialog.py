"""Made from ui/progress_dialog.ui by tools/make_forms.py: change that file, not this one."""

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
    QVBoxLayout,
)


class ProgressDialogForm:
    """The widgets of ProgressDialog, made in its owner."""

    def set_up(self, owner: QDialog) -> None:
        if not owner.objectName():
            owner.setObjectName("ProgressDialog")
        self.column = QVBoxLayout(owner)
        self.column.setSpacing(12)
        self.column.setObjectName("column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.heading = QLabel(owner)
        self.heading.setObjectName("heading")
        self.heading.setWordWrap(True)
        self.heading.setProperty("look", "section")

        self.column.addWidget(self.heading)

        self.bar = QProgressBar(owner)
        self.bar.setObjectName("bar")
        self.bar.setTextVisible(False)

        self.column.addWidget(self.bar)

        self.how_far = QLabel(owner)
        self.how_far.setObjectName("how_far")
        self.how_far.setProperty("look", "muted")

        self.column.addWidget(self.how_far)

        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.setObjectName("buttons")
        self.buttons.setContentsMargins(0, 4, 0, 0)
        self.push = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.push)

        self.cancel = QPushButton(owner)
        self.cancel.setObjectName("cancel")

        self.buttons.addWidget(self.cancel)

        self.column.addLayout(self.buttons)

        self.retranslate(owner)

    def retranslate(self, owner: QDialog) -> None:
        self.cancel.setText(QCoreApplication.translate("ProgressDialog", "&Avbryt", None))
