"""Made from ui/unit_card.ui by tools/make_forms.py: change that file, not this one."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
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


class UnitCardForm:
    """The widgets of UnitCard, made in its owner."""

    def set_up(self, owner: QWidget) -> None:
        if not owner.objectName():
            owner.setObjectName("UnitCard")
        self.column = QVBoxLayout(owner)
        self.column.setSpacing(10)
        self.column.setObjectName("column")
        self.column.setContentsMargins(20, 16, 20, 20)
        self.name = QLabel(owner)
        self.name.setObjectName("name")
        self.name.setProperty("look", "page")
        self.name.setWordWrap(True)

        self.column.addWidget(self.name)

        self.where = QLabel(owner)
        self.where.setObjectName("where")
        self.where.setProperty("look", "muted")
        self.where.setWordWrap(True)

        self.column.addWidget(self.where)

        self.chips = QWidget(owner)
        self.chips.setObjectName("chips")

        self.column.addWidget(self.chips)

        self.buttons = QWidget(owner)
        self.buttons.setObjectName("buttons")

        self.column.addWidget(self.buttons)

        self.contact = QFrame(owner)
        self.contact.setObjectName("contact")
        self.contact.setFrameShape(QFrame.Shape.NoFrame)
        self.contact.setProperty("look", "card")
        self.contact_column = QVBoxLayout(self.contact)
        self.contact_column.setSpacing(6)
        self.contact_column.setObjectName("contact_column")
        self.contact_column.setContentsMargins(12, 12, 12, 12)
        self.contact_title = QLabel(self.contact)
        self.contact_title.setObjectName("contact_title")
        self.contact_title.setProperty("look", "strong")

        self.contact_column.addWidget(self.contact_title)

        self.contact_text = QLabel(self.contact)
        self.contact_text.setObjectName("contact_text")
        self.contact_text.setWordWrap(True)

        self.contact_column.addWidget(self.contact_text)

        self.confirmed = QLabel(self.contact)
        self.confirmed.setObjectName("confirmed")
        self.confirmed.setProperty("look", "muted")
        self.confirmed.setWordWrap(True)

        self.contact_column.addWidget(self.confirmed)

        self.column.addWidget(self.contact)

        self.facts = QFrame(owner)
        self.facts.setObjectName("facts")
        self.facts.setFrameShape(QFrame.Shape.NoFrame)
        self.facts_rows = QFormLayout(self.facts)
        self.facts_rows.setSpacing(6)
        self.facts_rows.setObjectName("facts_rows")
        self.facts_rows.setContentsMargins(0, 0, 0, 0)

        self.column.addWidget(self.facts)

        self.residents_head = QHBoxLayout()
        self.residents_head.setSpacing(8)
        self.residents_head.setObjectName("residents_head")
        self.residents_head.setContentsMargins(0, 0, 0, 0)
        self.residents_title = QLabel(owner)
        self.residents_title.setObjectName("residents_title")
        self.residents_title.setProperty("look", "section")

        self.residents_head.addWidget(self.residents_title)

        self.residents_push = QSpacerItem(
            0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum
        )

        self.residents_head.addItem(self.residents_push)

        self.tick_all = QPushButton(owner)
        self.tick_all.setObjectName("tick_all")
        self.tick_all.setProperty("look", "link")

        self.residents_head.addWidget(self.tick_all)

        self.column.addLayout(self.residents_head)

        self.residents = QWidget(owner)
        self.residents.setObjectName("residents")
        self.residents_column = QVBoxLayout(self.residents)
        self.residents_column.setSpacing(2)
        self.residents_column.setObjectName("residents_column")
        self.residents_column.setContentsMargins(0, 0, 0, 0)

        self.column.addWidget(self.residents)

        self.nobody = QLabel(owner)
        self.nobody.setObjectName("nobody")
        self.nobody.setProperty("look", "muted")
        self.nobody.setWordWrap(True)

        self.column.addWidget(self.nobody)

        self.move = QPushButton(owner)
        self.move.setObjectName("move")
        self.move.setProperty("look", "quiet")

        self.column.addWidget(self.move)

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

        self.push = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.column.addItem(self.push)

        self.retranslate(owner)

    def retranslate(self, owner: QWidget) -> None:
        self.buttons.setAccessibleName(
            QCoreApplication.translate("UnitCard", "Att göra med enheten", None)
        )
        self.contact_title.setText(QCoreApplication.translate("UnitCard", "Kontakt", None))
        self.tick_all.setText(QCoreApplication.translate("UnitCard", "Markera alla", None))
        self.nobody.setText(QCoreApplication.translate("UnitCard", "Ingen bor här i dag.", None))
        self.history_title.setText(QCoreApplication.translate("UnitCard", "Historik", None))
