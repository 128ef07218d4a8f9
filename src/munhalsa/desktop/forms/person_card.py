"""Made from ui/person_card.ui by tools/make_forms.py: change that file, not this one."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
    Qt,
)
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)


class PersonCardForm:
    """The widgets of PersonCard, made in its owner."""

    def set_up(self, owner: QWidget) -> None:
        if not owner.objectName():
            owner.setObjectName("PersonCard")
        self.column = QVBoxLayout(owner)
        self.column.setSpacing(8)
        self.column.setObjectName("column")
        self.column.setContentsMargins(16, 16, 12, 20)
        self.name = QLabel(owner)
        self.name.setObjectName("name")
        self.name.setProperty("look", "page")
        self.name.setWordWrap(True)
        self.name.setTextFormat(Qt.TextFormat.PlainText)

        self.column.addWidget(self.name)

        self.number_row = QHBoxLayout()
        self.number_row.setSpacing(6)
        self.number_row.setObjectName("number_row")
        self.number_row.setContentsMargins(0, 0, 0, 0)
        self.number = QLabel(owner)
        self.number.setObjectName("number")
        self.number.setProperty("look", "muted")

        self.number_row.addWidget(self.number)

        self.show_number = QPushButton(owner)
        self.show_number.setObjectName("show_number")
        self.show_number.setProperty("look", "link")

        self.number_row.addWidget(self.show_number)

        self.copy_number = QPushButton(owner)
        self.copy_number.setObjectName("copy_number")
        self.copy_number.setProperty("look", "link")

        self.number_row.addWidget(self.copy_number)

        self.number_push = QSpacerItem(
            0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum
        )

        self.number_row.addItem(self.number_push)

        self.column.addLayout(self.number_row)

        self.where = QLabel(owner)
        self.where.setObjectName("where")
        self.where.setProperty("look", "muted")
        self.where.setWordWrap(True)
        self.where.setTextFormat(Qt.TextFormat.PlainText)

        self.column.addWidget(self.where)

        self.buttons = QWidget(owner)
        self.buttons.setObjectName("buttons")
        self.answer = QPushButton(self.buttons)
        self.answer.setObjectName("answer")
        self.answer.setProperty("look", "primary")
        self.print = QPushButton(self.buttons)
        self.print.setObjectName("print")
        self.more = QPushButton(self.buttons)
        self.more.setObjectName("more")

        self.column.addWidget(self.buttons)

        self.certificate = QFrame(owner)
        self.certificate.setObjectName("certificate")
        self.certificate.setFrameShape(QFrame.Shape.NoFrame)
        self.certificate.setProperty("look", "card")
        self.certificate_column = QVBoxLayout(self.certificate)
        self.certificate_column.setSpacing(4)
        self.certificate_column.setObjectName("certificate_column")
        self.certificate_column.setContentsMargins(14, 12, 14, 12)
        self.certificate_head = QHBoxLayout()
        self.certificate_head.setSpacing(8)
        self.certificate_head.setObjectName("certificate_head")
        self.certificate_head.setContentsMargins(0, 0, 0, 0)
        self.certificate_title = QLabel(self.certificate)
        self.certificate_title.setObjectName("certificate_title")
        self.certificate_title.setProperty("look", "section")
        self.certificate_title.setWordWrap(True)

        self.certificate_head.addWidget(self.certificate_title)

        self.certificate_state = QLabel(self.certificate)
        self.certificate_state.setObjectName("certificate_state")
        self.certificate_state.setProperty("look", "chip-neutral")

        self.certificate_head.addWidget(self.certificate_state)

        self.certificate_column.addLayout(self.certificate_head)

        self.certificate_text = QLabel(self.certificate)
        self.certificate_text.setObjectName("certificate_text")
        self.certificate_text.setProperty("look", "muted")
        self.certificate_text.setWordWrap(True)
        self.certificate_text.setTextFormat(Qt.TextFormat.PlainText)

        self.certificate_column.addWidget(self.certificate_text)

        self.column.addWidget(self.certificate)

        self.response = QFrame(owner)
        self.response.setObjectName("response")
        self.response.setFrameShape(QFrame.Shape.NoFrame)
        self.response.setProperty("look", "card")
        self.response_column = QVBoxLayout(self.response)
        self.response_column.setSpacing(4)
        self.response_column.setObjectName("response_column")
        self.response_column.setContentsMargins(14, 12, 14, 12)
        self.response_head = QHBoxLayout()
        self.response_head.setSpacing(8)
        self.response_head.setObjectName("response_head")
        self.response_head.setContentsMargins(0, 0, 0, 0)
        self.response_title = QLabel(self.response)
        self.response_title.setObjectName("response_title")
        self.response_title.setProperty("look", "section")
        self.response_title.setWordWrap(True)

        self.response_head.addWidget(self.response_title)

        self.response_state = QLabel(self.response)
        self.response_state.setObjectName("response_state")
        self.response_state.setProperty("look", "chip-neutral")

        self.response_head.addWidget(self.response_state)

        self.response_column.addLayout(self.response_head)

        self.response_text = QLabel(self.response)
        self.response_text.setObjectName("response_text")
        self.response_text.setProperty("look", "muted")
        self.response_text.setWordWrap(True)
        self.response_text.setTextFormat(Qt.TextFormat.PlainText)

        self.response_column.addWidget(self.response_text)

        self.column.addWidget(self.response)

        self.care_title = QLabel(owner)
        self.care_title.setObjectName("care_title")
        self.care_title.setProperty("look", "section")

        self.column.addWidget(self.care_title)

        self.care = QWidget(owner)
        self.care.setObjectName("care")
        self.care_rows = QFormLayout(self.care)
        self.care_rows.setSpacing(8)
        self.care_rows.setObjectName("care_rows")
        self.care_rows.setContentsMargins(0, 0, 0, 0)

        self.column.addWidget(self.care)

        self.history_title = QLabel(owner)
        self.history_title.setObjectName("history_title")
        self.history_title.setProperty("look", "section")

        self.column.addWidget(self.history_title)

        self.history = QWidget(owner)
        self.history.setObjectName("history")
        self.history_column = QVBoxLayout(self.history)
        self.history_column.setSpacing(4)
        self.history_column.setObjectName("history_column")
        self.history_column.setContentsMargins(0, 0, 0, 0)

        self.column.addWidget(self.history)

        self.whole_history = QPushButton(owner)
        self.whole_history.setObjectName("whole_history")
        self.whole_history.setProperty("look", "link")

        self.column.addWidget(self.whole_history)

        self.push = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.column.addItem(self.push)

        self.retranslate(owner)

    def retranslate(self, owner: QWidget) -> None:
        self.show_number.setText(QCoreApplication.translate("PersonCard", "Visa", None))
        self.copy_number.setText(QCoreApplication.translate("PersonCard", "Kopiera", None))
        self.answer.setText(QCoreApplication.translate("PersonCard", "Registrera &svar", None))
        self.print.setText(QCoreApplication.translate("PersonCard", "Skriv &ut", None))
        self.more.setText(QCoreApplication.translate("PersonCard", "&Mer", None))
        self.response_title.setText(
            QCoreApplication.translate("PersonCard", "Munhälsobedömning", None)
        )
        self.care_title.setText(QCoreApplication.translate("PersonCard", "Kontakt och vård", None))
        self.history_title.setText(QCoreApplication.translate("PersonCard", "Historik", None))
        self.whole_history.setText(
            QCoreApplication.translate("PersonCard", "Visa hela historiken", None)
        )
