"""Made from ui/follow_up_view.ui by tools/make_forms.py: change that file, not this one."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
)
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)


class FollowUpViewForm:
    """The widgets of FollowUpView, made in its owner."""

    def set_up(self, owner: QWidget) -> None:
        if not owner.objectName():
            owner.setObjectName("FollowUpView")
        self.column = QVBoxLayout(owner)
        self.column.setSpacing(12)
        self.column.setObjectName("column")
        self.column.setContentsMargins(20, 16, 20, 20)
        self.heading = QLabel(owner)
        self.heading.setObjectName("heading")
        self.heading.setProperty("look", "page")

        self.column.addWidget(self.heading)

        self.quarter_row = QWidget(owner)
        self.quarter_row.setObjectName("quarter_row")
        self.quarter_line = QHBoxLayout(self.quarter_row)
        self.quarter_line.setSpacing(12)
        self.quarter_line.setObjectName("quarter_line")
        self.quarter_line.setContentsMargins(0, 0, 0, 0)
        self.quarter_label = QLabel(self.quarter_row)
        self.quarter_label.setObjectName("quarter_label")

        self.quarter_line.addWidget(self.quarter_label)

        self.quarter = QComboBox(self.quarter_row)
        self.quarter.setObjectName("quarter")
        self.quarter.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

        self.quarter_line.addWidget(self.quarter)

        self.state = QLabel(self.quarter_row)
        self.state.setObjectName("state")
        self.state.setWordWrap(True)
        self.state.setProperty("look", "muted")

        self.quarter_line.addWidget(self.state)

        self.quarter_line.setStretch(2, 1)

        self.column.addWidget(self.quarter_row)

        self.tiles = QWidget(owner)
        self.tiles.setObjectName("tiles")

        self.column.addWidget(self.tiles)

        self.figure_card = QFrame(owner)
        self.figure_card.setObjectName("figure_card")
        self.figure_card.setFrameShape(QFrame.Shape.NoFrame)
        self.figure_card.setProperty("look", "card")
        self.figure_column = QVBoxLayout(self.figure_card)
        self.figure_column.setSpacing(8)
        self.figure_column.setObjectName("figure_column")
        self.figure_column.setContentsMargins(16, 16, 16, 16)
        self.figure_name = QLabel(self.figure_card)
        self.figure_name.setObjectName("figure_name")
        self.figure_name.setWordWrap(True)
        self.figure_name.setProperty("look", "section")

        self.figure_column.addWidget(self.figure_name)

        self.figure_text = QLabel(self.figure_card)
        self.figure_text.setObjectName("figure_text")
        self.figure_text.setWordWrap(True)

        self.figure_column.addWidget(self.figure_text)

        self.figure_source = QLabel(self.figure_card)
        self.figure_source.setObjectName("figure_source")
        self.figure_source.setWordWrap(True)
        self.figure_source.setProperty("look", "muted")

        self.figure_column.addWidget(self.figure_source)

        self.chart = QWidget(self.figure_card)
        self.chart.setObjectName("chart")

        self.figure_column.addWidget(self.chart)

        self.otherwise = QLabel(self.figure_card)
        self.otherwise.setObjectName("otherwise")
        self.otherwise.setWordWrap(True)

        self.figure_column.addWidget(self.otherwise)

        self.values = QWidget(self.figure_card)
        self.values.setObjectName("values")

        self.figure_column.addWidget(self.values)

        self.button_row = QHBoxLayout()
        self.button_row.setSpacing(8)
        self.button_row.setObjectName("button_row")
        self.records = QPushButton(self.figure_card)
        self.records.setObjectName("records")

        self.button_row.addWidget(self.records)

        self.button_push = QSpacerItem(
            0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum
        )

        self.button_row.addItem(self.button_push)

        self.figure_column.addLayout(self.button_row)

        self.column.addWidget(self.figure_card)

        self.lists_heading = QLabel(owner)
        self.lists_heading.setObjectName("lists_heading")
        self.lists_heading.setWordWrap(True)
        self.lists_heading.setProperty("look", "section")

        self.column.addWidget(self.lists_heading)

        self.lists = QWidget(owner)
        self.lists.setObjectName("lists")

        self.column.addWidget(self.lists)

        self.push = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.column.addItem(self.push)

        self.quarter_label.setBuddy(self.quarter)

        self.retranslate(owner)

    def retranslate(self, owner: QWidget) -> None:
        self.heading.setText(QCoreApplication.translate("FollowUpView", "Uppföljning", None))
        self.quarter_label.setText(QCoreApplication.translate("FollowUpView", "Kvartal", None))
        self.records.setText(
            QCoreApplication.translate("FollowUpView", "Visa uppgifterna bakom", None)
        )
        self.lists_heading.setText(QCoreApplication.translate("FollowUpView", "Listorna", None))
