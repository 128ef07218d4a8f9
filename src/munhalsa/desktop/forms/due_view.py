"""Made from ui/due_view.ui by tools/make_forms.py: change that file, not this one."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSpacerItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)


class DueViewForm:
    """The widgets of DueView, made in its owner."""

    def set_up(self, owner: QWidget) -> None:
        if not owner.objectName():
            owner.setObjectName("DueView")
        self.column = QVBoxLayout(owner)
        self.column.setSpacing(12)
        self.column.setObjectName("column")
        self.column.setContentsMargins(20, 16, 20, 20)
        self.back_row = QHBoxLayout()
        self.back_row.setSpacing(8)
        self.back_row.setObjectName("back_row")
        self.back_row.setContentsMargins(0, 0, 0, 0)
        self.back = QPushButton(owner)
        self.back.setObjectName("back")
        self.back.setProperty("look", "quiet")

        self.back_row.addWidget(self.back)

        self.back_push = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.back_row.addItem(self.back_push)

        self.column.addLayout(self.back_row)

        self.heading_row = QHBoxLayout()
        self.heading_row.setSpacing(8)
        self.heading_row.setObjectName("heading_row")
        self.heading_row.setContentsMargins(0, 0, 0, 0)
        self.heading = QLabel(owner)
        self.heading.setObjectName("heading")
        self.heading.setWordWrap(True)
        self.heading.setProperty("look", "page")

        self.heading_row.addWidget(self.heading)

        self.count = QLabel(owner)
        self.count.setObjectName("count")
        self.count.setProperty("look", "muted")

        self.heading_row.addWidget(self.count)

        self.heading_row.setStretch(0, 1)

        self.column.addLayout(self.heading_row)

        self.why = QLabel(owner)
        self.why.setObjectName("why")
        self.why.setProperty("look", "muted")
        self.why.setWordWrap(True)

        self.column.addWidget(self.why)

        self.filters = QWidget(owner)
        self.filters.setObjectName("filters")

        self.column.addWidget(self.filters)

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

        self.deeds = QWidget(owner)
        self.deeds.setObjectName("deeds")

        self.column.addWidget(self.deeds)

        self.retranslate(owner)

    def retranslate(self, owner: QWidget) -> None:
        self.back.setText(QCoreApplication.translate("DueView", "Översikt", None))
