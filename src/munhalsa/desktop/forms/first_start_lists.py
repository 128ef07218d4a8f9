"""Made from ui/first_start_lists.ui by tools/make_forms.py: change that file, not this one."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget


class ListsPageForm:
    """The widgets of ListsPage, made in its owner."""

    def set_up(self, owner: QWidget) -> None:
        if not owner.objectName():
            owner.setObjectName("ListsPage")
        self.column = QVBoxLayout(owner)
        self.column.setSpacing(8)
        self.column.setObjectName("column")
        self.column.setContentsMargins(0, 0, 0, 0)
        self.intro = QLabel(owner)
        self.intro.setObjectName("intro")
        self.intro.setWordWrap(True)
        self.intro.setProperty("look", "muted")

        self.column.addWidget(self.intro)

        self.taken = QLabel(owner)
        self.taken.setObjectName("taken")
        self.taken.setWordWrap(True)
        self.taken.setProperty("look", "ok")

        self.column.addWidget(self.taken)

        self.below = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.column.addItem(self.below)

        self.retranslate(owner)

    def retranslate(self, owner: QWidget) -> None:
        pass
