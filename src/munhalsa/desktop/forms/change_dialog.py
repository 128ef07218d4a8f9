"""Made from ui/change_dialog.ui by tools/make_forms.py: change that file, not this one."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
)
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)


class ChangeDialogForm:
    """The widgets of ChangeDialog, made in its owner."""

    def set_up(self, owner: QDialog) -> None:
        if not owner.objectName():
            owner.setObjectName("ChangeDialog")
        self.column = QVBoxLayout(owner)
        self.column.setSpacing(4)
        self.column.setObjectName("column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.what = QLabel(owner)
        self.what.setObjectName("what")
        self.what.setProperty("look", "section")
        self.what.setWordWrap(True)

        self.column.addWidget(self.what)

        self.explanation = QLabel(owner)
        self.explanation.setObjectName("explanation")
        self.explanation.setProperty("look", "apart")
        self.explanation.setWordWrap(True)

        self.column.addWidget(self.explanation)

        self.choice_label = QLabel(owner)
        self.choice_label.setObjectName("choice_label")
        self.choice_label.setProperty("look", "apart")

        self.column.addWidget(self.choice_label)

        self.choice_slot = QWidget(owner)
        self.choice_slot.setObjectName("choice_slot")
        self.choice_column = QVBoxLayout(self.choice_slot)
        self.choice_column.setSpacing(4)
        self.choice_column.setObjectName("choice_column")
        self.choice_column.setContentsMargins(0, 0, 0, 0)
        self.choice = QComboBox(self.choice_slot)
        self.choice.setObjectName("choice")

        self.choice_column.addWidget(self.choice)

        self.column.addWidget(self.choice_slot)

        self.day_label = QLabel(owner)
        self.day_label.setObjectName("day_label")
        self.day_label.setProperty("look", "apart")

        self.column.addWidget(self.day_label)

        self.day_slot = QWidget(owner)
        self.day_slot.setObjectName("day_slot")
        self.day_column = QVBoxLayout(self.day_slot)
        self.day_column.setSpacing(4)
        self.day_column.setObjectName("day_column")
        self.day_column.setContentsMargins(0, 0, 0, 0)

        self.column.addWidget(self.day_slot)

        self.basis_label = QLabel(owner)
        self.basis_label.setObjectName("basis_label")
        self.basis_label.setProperty("look", "apart")

        self.column.addWidget(self.basis_label)

        self.basis_slot = QWidget(owner)
        self.basis_slot.setObjectName("basis_slot")
        self.basis_column = QVBoxLayout(self.basis_slot)
        self.basis_column.setSpacing(4)
        self.basis_column.setObjectName("basis_column")
        self.basis_column.setContentsMargins(0, 0, 0, 0)
        self.basis = QComboBox(self.basis_slot)
        self.basis.setObjectName("basis")

        self.basis_column.addWidget(self.basis)

        self.column.addWidget(self.basis_slot)

        self.words_label = QLabel(owner)
        self.words_label.setObjectName("words_label")
        self.words_label.setProperty("look", "apart")

        self.column.addWidget(self.words_label)

        self.words_slot = QWidget(owner)
        self.words_slot.setObjectName("words_slot")
        self.words_column = QVBoxLayout(self.words_slot)
        self.words_column.setSpacing(4)
        self.words_column.setObjectName("words_column")
        self.words_column.setContentsMargins(0, 0, 0, 0)
        self.words = QLineEdit(self.words_slot)
        self.words.setObjectName("words")

        self.words_column.addWidget(self.words)

        self.column.addWidget(self.words_slot)

        self.above_follows = QSpacerItem(0, 8, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

        self.column.addItem(self.above_follows)

        self.follows_frame = QFrame(owner)
        self.follows_frame.setObjectName("follows_frame")
        self.follows_frame.setProperty("look", "card")
        self.follows_column = QVBoxLayout(self.follows_frame)
        self.follows_column.setSpacing(4)
        self.follows_column.setObjectName("follows_column")
        self.follows_column.setContentsMargins(12, 12, 12, 12)
        self.follows_title = QLabel(self.follows_frame)
        self.follows_title.setObjectName("follows_title")
        self.follows_title.setProperty("look", "muted")

        self.follows_column.addWidget(self.follows_title)

        self.follows = QLabel(self.follows_frame)
        self.follows.setObjectName("follows")
        self.follows.setWordWrap(True)

        self.follows_column.addWidget(self.follows)

        self.column.addWidget(self.follows_frame)

        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.setObjectName("buttons")
        self.buttons.setContentsMargins(0, 12, 0, 0)
        self.button_push = QSpacerItem(
            0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum
        )

        self.buttons.addItem(self.button_push)

        self.leave = QPushButton(owner)
        self.leave.setObjectName("leave")
        self.leave.setAutoDefault(False)

        self.buttons.addWidget(self.leave)

        self.save = QPushButton(owner)
        self.save.setObjectName("save")
        self.save.setProperty("look", "primary")

        self.buttons.addWidget(self.save)

        self.column.addLayout(self.buttons)

        self.choice_label.setBuddy(self.choice)
        self.basis_label.setBuddy(self.basis)
        self.words_label.setBuddy(self.words)

        self.retranslate(owner)

        self.save.setDefault(True)

    def retranslate(self, owner: QDialog) -> None:
        owner.setWindowTitle(QCoreApplication.translate("ChangeDialog", "Ändra", None))
        self.choice_label.setText(QCoreApplication.translate("ChangeDialog", "Val", None))
        self.day_label.setText(QCoreApplication.translate("ChangeDialog", "&Dag", None))
        self.basis_label.setText(
            QCoreApplication.translate(
                "ChangeDialog", "&Sekretessprövning för den andra kommunen", None
            )
        )
        self.words_label.setText(QCoreApplication.translate("ChangeDialog", "Text", None))
        self.follows_title.setText(
            QCoreApplication.translate("ChangeDialog", "Det här händer", None)
        )
        self.leave.setText(QCoreApplication.translate("ChangeDialog", "&Avbryt", None))
        self.save.setText(QCoreApplication.translate("ChangeDialog", "&Spara", None))
