"""Made from ui/answer_list_view.ui by tools/make_forms.py: change that file, not this one."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
)
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QSpacerItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)


class AnswerListViewForm:
    """The widgets of AnswerListView, made in its owner."""

    def set_up(self, owner: QWidget) -> None:
        if not owner.objectName():
            owner.setObjectName("AnswerListView")
        self.column = QVBoxLayout(owner)
        self.column.setSpacing(12)
        self.column.setObjectName("column")
        self.column.setContentsMargins(20, 16, 20, 20)
        self.heading_row = QHBoxLayout()
        self.heading_row.setSpacing(8)
        self.heading_row.setObjectName("heading_row")
        self.heading_row.setContentsMargins(0, 0, 0, 0)
        self.heading = QLabel(owner)
        self.heading.setObjectName("heading")
        self.heading.setProperty("look", "page")

        self.heading_row.addWidget(self.heading)

        self.heading_push = QSpacerItem(
            0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum
        )

        self.heading_row.addItem(self.heading_push)

        self.count = QLabel(owner)
        self.count.setObjectName("count")
        self.count.setProperty("look", "muted")

        self.heading_row.addWidget(self.count)

        self.column.addLayout(self.heading_row)

        self.why = QLabel(owner)
        self.why.setObjectName("why")
        self.why.setProperty("look", "muted")
        self.why.setWordWrap(True)

        self.column.addWidget(self.why)

        self.fields = QWidget(owner)
        self.fields.setObjectName("fields")
        self.fields_row = QHBoxLayout(self.fields)
        self.fields_row.setSpacing(12)
        self.fields_row.setObjectName("fields_row")
        self.fields_row.setContentsMargins(0, 0, 0, 0)
        self.unit_box = QWidget(self.fields)
        self.unit_box.setObjectName("unit_box")
        self.unit_column = QVBoxLayout(self.unit_box)
        self.unit_column.setSpacing(4)
        self.unit_column.setObjectName("unit_column")
        self.unit_column.setContentsMargins(0, 0, 0, 0)
        self.unit_label = QLabel(self.unit_box)
        self.unit_label.setObjectName("unit_label")

        self.unit_column.addWidget(self.unit_label)

        self.fields_row.addWidget(self.unit_box)

        self.day_box = QWidget(self.fields)
        self.day_box.setObjectName("day_box")
        self.day_column = QVBoxLayout(self.day_box)
        self.day_column.setSpacing(4)
        self.day_column.setObjectName("day_column")
        self.day_column.setContentsMargins(0, 0, 0, 0)
        self.day_label = QLabel(self.day_box)
        self.day_label.setObjectName("day_label")

        self.day_column.addWidget(self.day_label)

        self.fields_row.addWidget(self.day_box)

        self.by_box = QWidget(self.fields)
        self.by_box.setObjectName("by_box")
        self.by_column = QVBoxLayout(self.by_box)
        self.by_column.setSpacing(4)
        self.by_column.setObjectName("by_column")
        self.by_column.setContentsMargins(0, 0, 0, 0)
        self.by_label = QLabel(self.by_box)
        self.by_label.setObjectName("by_label")

        self.by_column.addWidget(self.by_label)

        self.by = QComboBox(self.by_box)
        self.by.setObjectName("by")

        self.by_column.addWidget(self.by)

        self.fields_row.addWidget(self.by_box)

        self.name_box = QWidget(self.fields)
        self.name_box.setObjectName("name_box")
        self.name_column = QVBoxLayout(self.name_box)
        self.name_column.setSpacing(4)
        self.name_column.setObjectName("name_column")
        self.name_column.setContentsMargins(0, 0, 0, 0)
        self.name_label = QLabel(self.name_box)
        self.name_label.setObjectName("name_label")

        self.name_column.addWidget(self.name_label)

        self.name = QLineEdit(self.name_box)
        self.name.setObjectName("name")
        self.name.setMaxLength(200)

        self.name_column.addWidget(self.name)

        self.fields_row.addWidget(self.name_box)

        self.column.addWidget(self.fields)

        self.pages = QStackedWidget(owner)
        self.pages.setObjectName("pages")
        self.list_page = QWidget()
        self.list_page.setObjectName("list_page")
        self.list_page_column = QVBoxLayout(self.list_page)
        self.list_page_column.setSpacing(8)
        self.list_page_column.setObjectName("list_page_column")
        self.list_page_column.setContentsMargins(0, 0, 0, 0)
        self.pages.addWidget(self.list_page)
        self.empty_page = QWidget()
        self.empty_page.setObjectName("empty_page")
        self.empty_page_column = QVBoxLayout(self.empty_page)
        self.empty_page_column.setSpacing(8)
        self.empty_page_column.setObjectName("empty_page_column")
        self.empty_page_column.setContentsMargins(0, 0, 0, 0)
        self.pages.addWidget(self.empty_page)

        self.column.addWidget(self.pages)

        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.setObjectName("buttons")
        self.buttons.setContentsMargins(0, 0, 0, 0)
        self.save = QPushButton(owner)
        self.save.setObjectName("save")
        self.save.setProperty("look", "primary")

        self.buttons.addWidget(self.save)

        self.print = QPushButton(owner)
        self.print.setObjectName("print")

        self.buttons.addWidget(self.print)

        self.button_push = QSpacerItem(
            0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum
        )

        self.buttons.addItem(self.button_push)

        self.column.addLayout(self.buttons)

        self.by_label.setBuddy(self.by)
        self.name_label.setBuddy(self.name)

        self.retranslate(owner)

    def retranslate(self, owner: QWidget) -> None:
        self.heading.setText(QCoreApplication.translate("AnswerListView", "Svarslista", None))
        self.why.setText(
            QCoreApplication.translate(
                "AnswerListView",
                "Välj en enhet. J är ja, N är nej och Backsteg tar bort svaret; 1–4 "
                "anger vem som svarade. Den som inte fått frågan lämnas tom.",
                None,
            )
        )
        self.unit_label.setText(QCoreApplication.translate("AnswerListView", "&Enhet", None))
        self.day_label.setText(
            QCoreApplication.translate("AnswerListView", "&Dagen svaren gavs", None)
        )
        self.by_label.setText(QCoreApplication.translate("AnswerListView", "Ve&m svarar", None))
        self.name_label.setText(
            QCoreApplication.translate("AnswerListView", "&Namn, om det inte är personen", None)
        )
        self.save.setText(QCoreApplication.translate("AnswerListView", "&Spara svaren", None))
        self.print.setText(QCoreApplication.translate("AnswerListView", "Skriv &ut listan", None))
