"""Made from ui/merge_dialog.ui by tools/make_forms.py: change that file, not this one."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
)
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
)


class MergeDialogForm:
    """The widgets of MergeDialog, made in its owner."""

    def set_up(self, owner: QDialog) -> None:
        if not owner.objectName():
            owner.setObjectName("MergeDialog")
        self.column = QVBoxLayout(owner)
        self.column.setSpacing(12)
        self.column.setObjectName("column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.what = QLabel(owner)
        self.what.setObjectName("what")
        self.what.setWordWrap(True)
        self.what.setProperty("look", "page")

        self.column.addWidget(self.what)

        self.explanation = QLabel(owner)
        self.explanation.setObjectName("explanation")
        self.explanation.setWordWrap(True)

        self.column.addWidget(self.explanation)

        self.same = QLabel(owner)
        self.same.setObjectName("same")
        self.same.setWordWrap(True)
        self.same.setProperty("look", "muted")

        self.column.addWidget(self.same)

        self.moves = QLabel(owner)
        self.moves.setObjectName("moves")
        self.moves.setWordWrap(True)

        self.column.addWidget(self.moves)

        self.aside = QLabel(owner)
        self.aside.setObjectName("aside")
        self.aside.setWordWrap(True)

        self.column.addWidget(self.aside)

        self.voided = QLabel(owner)
        self.voided.setObjectName("voided")
        self.voided.setWordWrap(True)
        self.voided.setProperty("look", "warn")

        self.column.addWidget(self.voided)

        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.setObjectName("buttons")
        self.buttons.setContentsMargins(0, 4, 0, 0)
        self.swap = QPushButton(owner)
        self.swap.setObjectName("swap")

        self.buttons.addWidget(self.swap)

        self.push = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.push)

        self.leave = QPushButton(owner)
        self.leave.setObjectName("leave")

        self.buttons.addWidget(self.leave)

        self.join = QPushButton(owner)
        self.join.setObjectName("join")
        self.join.setProperty("look", "primary")

        self.buttons.addWidget(self.join)

        self.column.addLayout(self.buttons)

        self.retranslate(owner)

        self.join.setDefault(True)

    def retranslate(self, owner: QDialog) -> None:
        owner.setWindowTitle(QCoreApplication.translate("MergeDialog", "Slå ihop två poster", None))
        self.what.setText(
            QCoreApplication.translate("MergeDialog", "Slå ihop två poster om samma person", None)
        )
        self.explanation.setText(
            QCoreApplication.translate(
                "MergeDialog",
                "Den vänstra posten finns kvar och får allt som hör till den högra, "
                "vars nummer blir ett tidigare nummer. Det går att återställa, också "
                "senare.",
                None,
            )
        )
        self.swap.setText(QCoreApplication.translate("MergeDialog", "&Byt plats", None))
        self.leave.setText(QCoreApplication.translate("MergeDialog", "&Avbryt", None))
        self.join.setText(QCoreApplication.translate("MergeDialog", "&Slå ihop …", None))
