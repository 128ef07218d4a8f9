"""Made from ui/overview_view.ui by tools/make_forms.py: change that file, not this one."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)


class OverviewViewForm:
    """The widgets of OverviewView, made in its owner."""

    def set_up(self, owner: QWidget) -> None:
        if not owner.objectName():
            owner.setObjectName("OverviewView")
        self.column = QVBoxLayout(owner)
        self.column.setSpacing(0)
        self.column.setObjectName("column")
        self.column.setContentsMargins(0, 0, 0, 0)
        self.board = QWidget(owner)
        self.board.setObjectName("board")
        self.board_column = QVBoxLayout(self.board)
        self.board_column.setSpacing(12)
        self.board_column.setObjectName("board_column")
        self.board_column.setContentsMargins(20, 16, 20, 20)
        self.heading_row = QHBoxLayout()
        self.heading_row.setSpacing(8)
        self.heading_row.setObjectName("heading_row")
        self.heading_row.setContentsMargins(0, 0, 0, 0)
        self.heading = QLabel(self.board)
        self.heading.setObjectName("heading")
        self.heading.setProperty("look", "page")

        self.heading_row.addWidget(self.heading)

        self.heading_push = QSpacerItem(
            0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum
        )

        self.heading_row.addItem(self.heading_push)

        self.today = QLabel(self.board)
        self.today.setObjectName("today")
        self.today.setProperty("look", "muted")

        self.heading_row.addWidget(self.today)

        self.board_column.addLayout(self.heading_row)

        self.todo_heading = QLabel(self.board)
        self.todo_heading.setObjectName("todo_heading")
        self.todo_heading.setProperty("look", "section")

        self.board_column.addWidget(self.todo_heading)

        self.queues = QWidget(self.board)
        self.queues.setObjectName("queues")

        self.board_column.addWidget(self.queues)

        self.lower = QWidget(self.board)
        self.lower.setObjectName("lower")
        self.lower_row = QHBoxLayout(self.lower)
        self.lower_row.setSpacing(12)
        self.lower_row.setObjectName("lower_row")
        self.lower_row.setContentsMargins(0, 0, 0, 0)
        self.units_card = QFrame(self.lower)
        self.units_card.setObjectName("units_card")
        self.units_card.setFrameShape(QFrame.Shape.NoFrame)
        self.units_card.setProperty("look", "card")
        self.units_column = QVBoxLayout(self.units_card)
        self.units_column.setSpacing(8)
        self.units_column.setObjectName("units_column")
        self.units_column.setContentsMargins(16, 16, 16, 16)
        self.units_heading = QLabel(self.units_card)
        self.units_heading.setObjectName("units_heading")
        self.units_heading.setProperty("look", "section")

        self.units_column.addWidget(self.units_heading)

        self.units_remark = QLabel(self.units_card)
        self.units_remark.setObjectName("units_remark")
        self.units_remark.setProperty("look", "muted")
        self.units_remark.setWordWrap(True)

        self.units_column.addWidget(self.units_remark)

        self.lower_row.addWidget(self.units_card)

        self.coverage_card = QFrame(self.lower)
        self.coverage_card.setObjectName("coverage_card")
        self.coverage_card.setFrameShape(QFrame.Shape.NoFrame)
        self.coverage_card.setProperty("look", "card")
        self.coverage_column = QVBoxLayout(self.coverage_card)
        self.coverage_column.setSpacing(8)
        self.coverage_column.setObjectName("coverage_column")
        self.coverage_column.setContentsMargins(16, 16, 16, 16)
        self.coverage_heading = QLabel(self.coverage_card)
        self.coverage_heading.setObjectName("coverage_heading")
        self.coverage_heading.setProperty("look", "section")

        self.coverage_column.addWidget(self.coverage_heading)

        self.share = QLabel(self.coverage_card)
        self.share.setObjectName("share")
        self.share.setProperty("look", "figure")

        self.coverage_column.addWidget(self.share)

        self.of_whom = QLabel(self.coverage_card)
        self.of_whom.setObjectName("of_whom")
        self.of_whom.setProperty("look", "muted")
        self.of_whom.setWordWrap(True)

        self.coverage_column.addWidget(self.of_whom)

        self.bar = QProgressBar(self.coverage_card)
        self.bar.setObjectName("bar")
        self.bar.setTextVisible(False)

        self.coverage_column.addWidget(self.bar)

        self.missing = QLabel(self.coverage_card)
        self.missing.setObjectName("missing")
        self.missing.setWordWrap(True)

        self.coverage_column.addWidget(self.missing)

        self.remark = QLabel(self.coverage_card)
        self.remark.setObjectName("remark")
        self.remark.setProperty("look", "muted")
        self.remark.setWordWrap(True)

        self.coverage_column.addWidget(self.remark)

        self.quarters = QWidget(self.coverage_card)
        self.quarters.setObjectName("quarters")

        self.coverage_column.addWidget(self.quarters)

        self.table_row = QHBoxLayout()
        self.table_row.setObjectName("table_row")
        self.table = QPushButton(self.coverage_card)
        self.table.setObjectName("table")

        self.table_row.addWidget(self.table)

        self.table_push = QSpacerItem(
            0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum
        )

        self.table_row.addItem(self.table_push)

        self.coverage_column.addLayout(self.table_row)

        self.coverage_push = QSpacerItem(
            0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding
        )

        self.coverage_column.addItem(self.coverage_push)

        self.lower_row.addWidget(self.coverage_card)

        self.board_column.addWidget(self.lower)

        self.column.addWidget(self.board)

        self.retranslate(owner)

    def retranslate(self, owner: QWidget) -> None:
        self.heading.setText(QCoreApplication.translate("OverviewView", "Översikt", None))
        self.todo_heading.setText(QCoreApplication.translate("OverviewView", "Att göra", None))
        self.units_heading.setText(
            QCoreApplication.translate("OverviewView", "Intyg och platser på enheterna", None)
        )
        self.units_remark.setText(
            QCoreApplication.translate(
                "OverviewView",
                "Lägst andel först. Där kan det finnas någon som ingen har sett.",
                None,
            )
        )
        self.coverage_heading.setText(
            QCoreApplication.translate("OverviewView", "Täckningsgrad", None)
        )
        self.table.setText(QCoreApplication.translate("OverviewView", "Visa i Uppföljning", None))
