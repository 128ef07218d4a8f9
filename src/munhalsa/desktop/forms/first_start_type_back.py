"""Made from ui/first_start_type_back.ui by tools/make_forms.py: change that file, not this one."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)


class TypeBackPageForm:
    """The widgets of TypeBackPage, made in its owner."""

    def set_up(self, owner: QWidget) -> None:
        if not owner.objectName():
            owner.setObjectName("TypeBackPage")
        self.column = QVBoxLayout(owner)
        self.column.setSpacing(4)
        self.column.setObjectName("column")
        self.column.setContentsMargins(0, 0, 0, 0)
        self.intro = QLabel(owner)
        self.intro.setObjectName("intro")
        self.intro.setWordWrap(True)

        self.column.addWidget(self.intro)

        self.first_label = QLabel(owner)
        self.first_label.setObjectName("first_label")
        self.first_label.setProperty("look", "apart")

        self.column.addWidget(self.first_label)

        self.first = QLineEdit(owner)
        self.first.setObjectName("first")
        self.first.setMaxLength(12)

        self.column.addWidget(self.first)

        self.second_label = QLabel(owner)
        self.second_label.setObjectName("second_label")
        self.second_label.setProperty("look", "apart")

        self.column.addWidget(self.second_label)

        self.second = QLineEdit(owner)
        self.second.setObjectName("second")
        self.second.setMaxLength(12)

        self.column.addWidget(self.second)

        self.below = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.column.addItem(self.below)

        self.first_label.setBuddy(self.first)
        self.second_label.setBuddy(self.second)

        self.retranslate(owner)

    def retranslate(self, owner: QWidget) -> None:
        pass
