"""Made from ui/offer_dialog.ui by tools/make_forms.py: change that file, not this one."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
)
from PySide6.QtWidgets import (
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


class OfferDialogForm:
    """The widgets of OfferDialog, made in its owner."""

    def set_up(self, owner: QDialog) -> None:
        if not owner.objectName():
            owner.setObjectName("OfferDialog")
        self.column = QVBoxLayout(owner)
        self.column.setSpacing(4)
        self.column.setObjectName("column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.question = QLabel(owner)
        self.question.setObjectName("question")
        self.question.setProperty("look", "section")
        self.question.setWordWrap(True)

        self.column.addWidget(self.question)

        self.whom = QLabel(owner)
        self.whom.setObjectName("whom")
        self.whom.setProperty("look", "muted")
        self.whom.setWordWrap(True)

        self.column.addWidget(self.whom)

        self.phone = QRadioButton(owner)
        self.phone.setObjectName("phone")

        self.column.addWidget(self.phone)

        self.letter = QRadioButton(owner)
        self.letter.setObjectName("letter")

        self.column.addWidget(self.letter)

        self.visit = QRadioButton(owner)
        self.visit.setObjectName("visit")

        self.column.addWidget(self.visit)

        self.channel_slot = QWidget(owner)
        self.channel_slot.setObjectName("channel_slot")
        self.channel_column = QVBoxLayout(self.channel_slot)
        self.channel_column.setSpacing(4)
        self.channel_column.setObjectName("channel_column")
        self.channel_column.setContentsMargins(0, 0, 0, 0)

        self.column.addWidget(self.channel_slot)

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

        self.by = QLineEdit(owner)
        self.by.setObjectName("by")
        self.by.setMaxLength(200)

        self.column.addWidget(self.by)

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

        self.retranslate(owner)

        self.save.setDefault(True)

    def retranslate(self, owner: QDialog) -> None:
        owner.setWindowTitle(
            QCoreApplication.translate("OfferDialog", "Registrera erbjudande", None)
        )
        self.question.setText(
            QCoreApplication.translate(
                "OfferDialog", "Hur ställdes frågan om munhälsobedömning?", None
            )
        )
        self.phone.setText(QCoreApplication.translate("OfferDialog", "Per &telefon", None))
        self.letter.setText(QCoreApplication.translate("OfferDialog", "Med &brev", None))
        self.visit.setText(QCoreApplication.translate("OfferDialog", "Vid ett b&esök", None))
        self.day_label.setText(
            QCoreApplication.translate("OfferDialog", "&Dagen frågan ställdes", None)
        )
        self.by_label.setText(
            QCoreApplication.translate("OfferDialog", "Na&mn, om någon annan frågade", None)
        )
        self.leave.setText(QCoreApplication.translate("OfferDialog", "&Avbryt", None))
        self.save.setText(QCoreApplication.translate("OfferDialog", "&Spara erbjudandet", None))
