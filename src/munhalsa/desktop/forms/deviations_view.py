"""Made from ui/deviations_view.ui by tools/make_forms.py: change that file, not this one."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)


class DeviationsViewForm:
    """The widgets of DeviationsView, made in its owner."""

    def set_up(self, owner: QWidget) -> None:
        if not owner.objectName():
            owner.setObjectName("DeviationsView")
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
        self.heading.setWordWrap(True)
        self.heading.setProperty("look", "page")

        self.heading_row.addWidget(self.heading)

        self.count = QLabel(owner)
        self.count.setObjectName("count")
        self.count.setProperty("look", "muted")

        self.heading_row.addWidget(self.count)

        self.heading_row.setStretch(0, 1)

        self.column.addLayout(self.heading_row)

        self.tabs = QTabWidget(owner)
        self.tabs.setObjectName("tabs")
        self.register_page = QWidget()
        self.register_page.setObjectName("register_page")
        self.register_page_column = QVBoxLayout(self.register_page)
        self.register_page_column.setSpacing(12)
        self.register_page_column.setObjectName("register_page_column")
        self.register_page_column.setContentsMargins(0, 12, 0, 0)
        self.filters = QWidget(self.register_page)
        self.filters.setObjectName("filters")

        self.register_page_column.addWidget(self.filters)

        self.pages = QStackedWidget(self.register_page)
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

        self.register_page_column.addWidget(self.pages)

        self.deeds = QWidget(self.register_page)
        self.deeds.setObjectName("deeds")

        self.register_page_column.addWidget(self.deeds)

        self.tabs.addTab(self.register_page, "")
        self.disagreements_page = QWidget()
        self.disagreements_page.setObjectName("disagreements_page")
        self.disagreements_page_column = QVBoxLayout(self.disagreements_page)
        self.disagreements_page_column.setSpacing(12)
        self.disagreements_page_column.setObjectName("disagreements_page_column")
        self.disagreements_page_column.setContentsMargins(0, 12, 0, 0)
        self.disagreements_about = QLabel(self.disagreements_page)
        self.disagreements_about.setObjectName("disagreements_about")
        self.disagreements_about.setWordWrap(True)
        self.disagreements_about.setProperty("look", "muted")

        self.disagreements_page_column.addWidget(self.disagreements_about)

        self.disagreement_deeds = QWidget(self.disagreements_page)
        self.disagreement_deeds.setObjectName("disagreement_deeds")

        self.disagreements_page_column.addWidget(self.disagreement_deeds)

        self.tabs.addTab(self.disagreements_page, "")
        self.trends_page = QWidget()
        self.trends_page.setObjectName("trends_page")
        self.trends_page_column = QVBoxLayout(self.trends_page)
        self.trends_page_column.setSpacing(12)
        self.trends_page_column.setObjectName("trends_page_column")
        self.trends_page_column.setContentsMargins(0, 12, 0, 0)
        self.trends_about = QLabel(self.trends_page)
        self.trends_about.setObjectName("trends_about")
        self.trends_about.setWordWrap(True)
        self.trends_about.setProperty("look", "muted")

        self.trends_page_column.addWidget(self.trends_about)

        self.tabs.addTab(self.trends_page, "")
        self.meeting_page = QWidget()
        self.meeting_page.setObjectName("meeting_page")
        self.meeting_page_column = QVBoxLayout(self.meeting_page)
        self.meeting_page_column.setSpacing(12)
        self.meeting_page_column.setObjectName("meeting_page_column")
        self.meeting_page_column.setContentsMargins(0, 12, 0, 0)
        self.meeting_about = QLabel(self.meeting_page)
        self.meeting_about.setObjectName("meeting_about")
        self.meeting_about.setWordWrap(True)
        self.meeting_about.setProperty("look", "muted")

        self.meeting_page_column.addWidget(self.meeting_about)

        self.meeting_deeds = QWidget(self.meeting_page)
        self.meeting_deeds.setObjectName("meeting_deeds")

        self.meeting_page_column.addWidget(self.meeting_deeds)

        self.tabs.addTab(self.meeting_page, "")

        self.column.addWidget(self.tabs)

        self.retranslate(owner)

    def retranslate(self, owner: QWidget) -> None:
        self.heading.setText(QCoreApplication.translate("DeviationsView", "Avvikelser", None))
        self.tabs.setAccessibleName(
            QCoreApplication.translate("DeviationsView", "Delar av vyn", None)
        )
        self.tabs.setTabText(
            self.tabs.indexOf(self.register_page),
            QCoreApplication.translate("DeviationsView", "Register", None),
        )
        self.disagreements_about.setText(
            QCoreApplication.translate(
                "DeviationsView",
                "Från 2027-01-01 har avtalet en trappa för oenigheter. Vad som gäller "
                "för personen så länge ska alltid stå.",
                None,
            )
        )
        self.tabs.setTabText(
            self.tabs.indexOf(self.disagreements_page),
            QCoreApplication.translate("DeviationsView", "Oenigheter", None),
        )
        self.trends_about.setText(
            QCoreApplication.translate(
                "DeviationsView",
                "Hur många avvikelser som hände varje kvartal, efter vad de gäller och "
                "efter enhet.",
                None,
            )
        )
        self.tabs.setTabText(
            self.tabs.indexOf(self.trends_page),
            QCoreApplication.translate("DeviationsView", "Utveckling", None),
        )
        self.meeting_about.setText(
            QCoreApplication.translate(
                "DeviationsView",
                "Att ta upp på nästa möte med vårdgivaren. Inga personer är namngivna.",
                None,
            )
        )
        self.tabs.setTabText(
            self.tabs.indexOf(self.meeting_page),
            QCoreApplication.translate("DeviationsView", "Inför mötet", None),
        )
