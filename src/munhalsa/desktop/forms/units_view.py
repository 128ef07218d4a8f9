"""Made from ui/units_view.ui by tools/make_forms.py: change that file, not this one."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
    Qt,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QSpacerItem,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)


class UnitsViewForm:
    """The widgets of UnitsView, made in its owner."""

    def set_up(self, owner: QWidget) -> None:
        if not owner.objectName():
            owner.setObjectName("UnitsView")
        self.areas = QHBoxLayout(owner)
        self.areas.setSpacing(0)
        self.areas.setObjectName("areas")
        self.areas.setContentsMargins(0, 0, 0, 0)
        self.splitter = QSplitter(owner)
        self.splitter.setObjectName("splitter")
        self.splitter.setOrientation(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(1)
        self.list_area = QWidget(self.splitter)
        self.list_area.setObjectName("list_area")
        self.list_column = QVBoxLayout(self.list_area)
        self.list_column.setSpacing(12)
        self.list_column.setObjectName("list_column")
        self.list_column.setContentsMargins(20, 16, 20, 20)
        self.heading_row = QHBoxLayout()
        self.heading_row.setSpacing(8)
        self.heading_row.setObjectName("heading_row")
        self.heading_row.setContentsMargins(0, 0, 0, 0)
        self.heading = QLabel(self.list_area)
        self.heading.setObjectName("heading")
        self.heading.setProperty("look", "page")

        self.heading_row.addWidget(self.heading)

        self.heading_push = QSpacerItem(
            0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum
        )

        self.heading_row.addItem(self.heading_push)

        self.count = QLabel(self.list_area)
        self.count.setObjectName("count")
        self.count.setProperty("look", "muted")

        self.heading_row.addWidget(self.count)

        self.list_column.addLayout(self.heading_row)

        self.typed = QLineEdit(self.list_area)
        self.typed.setObjectName("typed")
        self.typed.setClearButtonEnabled(True)

        self.list_column.addWidget(self.typed)

        self.filters = QWidget(self.list_area)
        self.filters.setObjectName("filters")

        self.list_column.addWidget(self.filters)

        self.pages = QStackedWidget(self.list_area)
        self.pages.setObjectName("pages")
        self.list_page = QWidget()
        self.list_page.setObjectName("list_page")
        self.list_page_column = QVBoxLayout(self.list_page)
        self.list_page_column.setSpacing(0)
        self.list_page_column.setObjectName("list_page_column")
        self.list_page_column.setContentsMargins(0, 0, 0, 0)
        self.pages.addWidget(self.list_page)
        self.empty_page = QWidget()
        self.empty_page.setObjectName("empty_page")
        self.empty_page_column = QVBoxLayout(self.empty_page)
        self.empty_page_column.setSpacing(0)
        self.empty_page_column.setObjectName("empty_page_column")
        self.empty_page_column.setContentsMargins(0, 0, 0, 0)
        self.pages.addWidget(self.empty_page)

        self.list_column.addWidget(self.pages)

        self.splitter.addWidget(self.list_area)
        self.card_area = QFrame(self.splitter)
        self.card_area.setObjectName("card_area")
        self.card_area.setFrameShape(QFrame.Shape.NoFrame)
        self.card_area.setProperty("look", "side")
        self.card_column = QVBoxLayout(self.card_area)
        self.card_column.setSpacing(0)
        self.card_column.setObjectName("card_column")
        self.card_column.setContentsMargins(0, 0, 0, 0)
        self.back = QPushButton(self.card_area)
        self.back.setObjectName("back")
        self.back.setProperty("look", "quiet")

        self.card_column.addWidget(self.back)

        self.splitter.addWidget(self.card_area)

        self.areas.addWidget(self.splitter)

        self.retranslate(owner)

    def retranslate(self, owner: QWidget) -> None:
        self.heading.setText(QCoreApplication.translate("UnitsView", "Enheter", None))
        self.typed.setPlaceholderText(
            QCoreApplication.translate(
                "UnitsView", "Sök enhet: namn, ort, kod eller ansvarig", None
            )
        )
        self.typed.setAccessibleName(QCoreApplication.translate("UnitsView", "Sök enhet", None))
        self.filters.setAccessibleName(QCoreApplication.translate("UnitsView", "Filter", None))
        self.back.setText(QCoreApplication.translate("UnitsView", "&Till listan", None))
