"""Made from ui/response_dialog.ui by tools/make_forms.py: change that file, not this one."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
)
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)


class ResponseDialogForm:
    """The widgets of ResponseDialog, made in its owner."""

    def set_up(self, owner: QDialog) -> None:
        if not owner.objectName():
            owner.setObjectName("ResponseDialog")
        self.column = QVBoxLayout(owner)
        self.column.setSpacing(4)
        self.column.setObjectName("column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.question = QLabel(owner)
        self.question.setObjectName("question")
        self.question.setProperty("look", "section")
        self.question.setWordWrap(True)

        self.column.addWidget(self.question)

        self.yes = QRadioButton(owner)
        self.yes.setObjectName("yes")

        self.column.addWidget(self.yes)

        self.no = QRadioButton(owner)
        self.no.setObjectName("no")

        self.column.addWidget(self.no)

        self.wants_slot = QWidget(owner)
        self.wants_slot.setObjectName("wants_slot")
        self.wants_column = QVBoxLayout(self.wants_slot)
        self.wants_column.setSpacing(0)
        self.wants_column.setObjectName("wants_column")
        self.wants_column.setContentsMargins(0, 0, 0, 0)

        self.column.addWidget(self.wants_slot)

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

        self.by_label = QLabel(owner)
        self.by_label.setObjectName("by_label")
        self.by_label.setProperty("look", "apart")

        self.column.addWidget(self.by_label)

        self.by = QComboBox(owner)
        self.by.setObjectName("by")

        self.column.addWidget(self.by)

        self.by_slot = QWidget(owner)
        self.by_slot.setObjectName("by_slot")
        self.by_column = QVBoxLayout(self.by_slot)
        self.by_column.setSpacing(0)
        self.by_column.setObjectName("by_column")
        self.by_column.setContentsMargins(0, 0, 0, 0)

        self.column.addWidget(self.by_slot)

        self.who_label = QLabel(owner)
        self.who_label.setObjectName("who_label")
        self.who_label.setProperty("look", "apart")

        self.column.addWidget(self.who_label)

        self.who = QLineEdit(owner)
        self.who.setObjectName("who")
        self.who.setMaxLength(200)

        self.column.addWidget(self.who)

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

        self.by_label.setBuddy(self.by)
        self.who_label.setBuddy(self.who)

        self.retranslate(owner)

        self.save.setDefault(True)

    def retranslate(self, owner: QDialog) -> None:
        owner.setWindowTitle(QCoreApplication.translate("ResponseDialog", "Registrera svar", None))
        self.question.setText(
            QCoreApplication.translate(
                "ResponseDialog", "Vad svarar personen på erbjudandet om munhälsobedömning?", None
            )
        )
        self.yes.setText(QCoreApplication.translate("ResponseDialog", "Ö&nskar", None))
        self.no.setText(QCoreApplication.translate("ResponseDialog", "Önskar &inte", None))
        self.day_label.setText(
            QCoreApplication.translate("ResponseDialog", "&Dagen svaret gavs", None)
        )
        self.by_label.setText(QCoreApplication.translate("ResponseDialog", "&Vem svarade", None))
        self.who_label.setText(
            QCoreApplication.translate("ResponseDialog", "Na&mn, om det inte är personen", None)
        )
        self.leave.setText(QCoreApplication.translate("ResponseDialog", "&Avbryt", None))
        self.save.setText(QCoreApplication.translate("ResponseDialog", "&Spara svaret", None))
