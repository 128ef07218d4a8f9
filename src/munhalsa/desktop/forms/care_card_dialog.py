"""Made from ui/care_card_dialog.ui by tools/make_forms.py: change that file, not this one."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
    Qt,
)
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)


class CareCardDialogForm:
    """The widgets of CareCardDialog, made in its owner."""

    def set_up(self, owner: QDialog) -> None:
        if not owner.objectName():
            owner.setObjectName("CareCardDialog")
        self.column = QVBoxLayout(owner)
        self.column.setSpacing(10)
        self.column.setObjectName("column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.name = QLabel(owner)
        self.name.setObjectName("name")
        self.name.setProperty("look", "page")
        self.name.setWordWrap(True)

        self.column.addWidget(self.name)

        self.halves = QHBoxLayout()
        self.halves.setSpacing(20)
        self.halves.setObjectName("halves")
        self.halves.setContentsMargins(0, 0, 0, 0)
        self.left = QVBoxLayout()
        self.left.setSpacing(6)
        self.left.setObjectName("left")
        self.left.setContentsMargins(0, 0, 0, 0)
        self.phrases_label = QLabel(owner)
        self.phrases_label.setObjectName("phrases_label")
        self.phrases_label.setProperty("look", "strong")
        self.phrases_label.setWordWrap(True)

        self.left.addWidget(self.phrases_label)

        self.approval = QLabel(owner)
        self.approval.setObjectName("approval")
        self.approval.setProperty("look", "warn")
        self.approval.setWordWrap(True)

        self.left.addWidget(self.approval)

        self.phrases = QListWidget(owner)
        self.phrases.setObjectName("phrases")
        self.phrases.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.phrases.setWordWrap(True)

        self.left.addWidget(self.phrases)

        self.lines_slot = QWidget(owner)
        self.lines_slot.setObjectName("lines_slot")
        self.lines_column = QVBoxLayout(self.lines_slot)
        self.lines_column.setSpacing(4)
        self.lines_column.setObjectName("lines_column")
        self.lines_column.setContentsMargins(0, 0, 0, 0)

        self.left.addWidget(self.lines_slot)

        self.own_label = QLabel(owner)
        self.own_label.setObjectName("own_label")
        self.own_label.setProperty("look", "strong")
        self.own_label.setWordWrap(True)

        self.left.addWidget(self.own_label)

        self.own = QPlainTextEdit(owner)
        self.own.setObjectName("own")
        self.own.setTabChangesFocus(True)

        self.left.addWidget(self.own)

        self.own_faults_slot = QWidget(owner)
        self.own_faults_slot.setObjectName("own_faults_slot")
        self.own_faults_column = QVBoxLayout(self.own_faults_slot)
        self.own_faults_column.setSpacing(4)
        self.own_faults_column.setObjectName("own_faults_column")
        self.own_faults_column.setContentsMargins(0, 0, 0, 0)

        self.left.addWidget(self.own_faults_slot)

        self.halves.addLayout(self.left)

        self.right = QVBoxLayout()
        self.right.setSpacing(6)
        self.right.setObjectName("right")
        self.right.setContentsMargins(0, 0, 0, 0)
        self.free_label = QLabel(owner)
        self.free_label.setObjectName("free_label")
        self.free_label.setProperty("look", "strong")
        self.free_label.setWordWrap(True)

        self.right.addWidget(self.free_label)

        self.free_slot = QWidget(owner)
        self.free_slot.setObjectName("free_slot")
        self.free_column = QVBoxLayout(self.free_slot)
        self.free_column.setSpacing(4)
        self.free_column.setObjectName("free_column")
        self.free_column.setContentsMargins(0, 0, 0, 0)

        self.right.addWidget(self.free_slot)

        self.next_label = QLabel(owner)
        self.next_label.setObjectName("next_label")
        self.next_label.setProperty("look", "strong")
        self.next_label.setWordWrap(True)

        self.right.addWidget(self.next_label)

        self.next_slot = QWidget(owner)
        self.next_slot.setObjectName("next_slot")
        self.next_column = QVBoxLayout(self.next_slot)
        self.next_column.setSpacing(4)
        self.next_column.setObjectName("next_column")
        self.next_column.setContentsMargins(0, 0, 0, 0)

        self.right.addWidget(self.next_slot)

        self.signed_label = QLabel(owner)
        self.signed_label.setObjectName("signed_label")
        self.signed_label.setProperty("look", "strong")
        self.signed_label.setWordWrap(True)

        self.right.addWidget(self.signed_label)

        self.signed_slot = QWidget(owner)
        self.signed_slot.setObjectName("signed_slot")
        self.signed_column = QVBoxLayout(self.signed_slot)
        self.signed_column.setSpacing(4)
        self.signed_column.setObjectName("signed_column")
        self.signed_column.setContentsMargins(0, 0, 0, 0)

        self.right.addWidget(self.signed_slot)

        self.preview_label = QLabel(owner)
        self.preview_label.setObjectName("preview_label")
        self.preview_label.setProperty("look", "strong")
        self.preview_label.setWordWrap(True)

        self.right.addWidget(self.preview_label)

        self.preview = QPlainTextEdit(owner)
        self.preview.setObjectName("preview")
        self.preview.setReadOnly(True)
        self.preview.setTabChangesFocus(True)

        self.right.addWidget(self.preview)

        self.halves.addLayout(self.right)

        self.column.addLayout(self.halves)

        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.setObjectName("buttons")
        self.buttons.setContentsMargins(0, 6, 0, 0)
        self.look = QPushButton(owner)
        self.look.setObjectName("look")
        self.look.setAutoDefault(False)

        self.buttons.addWidget(self.look)

        self.push = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.push)

        self.leave = QPushButton(owner)
        self.leave.setObjectName("leave")

        self.buttons.addWidget(self.leave)

        self.save = QPushButton(owner)
        self.save.setObjectName("save")
        self.save.setProperty("look", "primary")

        self.buttons.addWidget(self.save)

        self.column.addLayout(self.buttons)

        self.phrases_label.setBuddy(self.phrases)
        self.own_label.setBuddy(self.own)

        self.retranslate(owner)

        self.save.setDefault(True)

    def retranslate(self, owner: QDialog) -> None:
        owner.setWindowTitle(QCoreApplication.translate("CareCardDialog", "Munvårdskort", None))
        self.phrases_label.setText(
            QCoreApplication.translate("CareCardDialog", "&Fraser ur frasbanken", None)
        )
        self.own_label.setText(
            QCoreApplication.translate(
                "CareCardDialog", "&Egna rader: vad | med vad | när | av vem", None
            )
        )
        self.free_label.setText(
            QCoreApplication.translate("CareCardDialog", "&Gäller hela kortet", None)
        )
        self.next_label.setText(
            QCoreApplication.translate("CareCardDialog", "Nästa &munhälsobedömning", None)
        )
        self.signed_label.setText(
            QCoreApplication.translate("CareCardDialog", "Signeras a&v", None)
        )
        self.preview_label.setText(
            QCoreApplication.translate("CareCardDialog", "Så blir kortet", None)
        )
        self.look.setText(QCoreApplication.translate("CareCardDialog", "Visa si&dan", None))
        self.leave.setText(QCoreApplication.translate("CareCardDialog", "Av&bryt", None))
        self.save.setText(
            QCoreApplication.translate(
                "CareCardDialog", "&Spara, signera och visa utskriften", None
            )
        )
