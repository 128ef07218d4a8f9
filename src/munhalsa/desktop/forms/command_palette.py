"""Made from ui/command_palette.ui by tools/make_forms.py: change that file, not this one."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
)
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListView,
    QVBoxLayout,
)


class CommandPaletteForm:
    """The widgets of CommandPalette, made in its owner."""

    def set_up(self, owner: QDialog) -> None:
        if not owner.objectName():
            owner.setObjectName("CommandPalette")
        self.column = QVBoxLayout(owner)
        self.column.setSpacing(8)
        self.column.setObjectName("column")
        self.column.setContentsMargins(12, 12, 12, 12)
        self.wanted = QLineEdit(owner)
        self.wanted.setObjectName("wanted")

        self.column.addWidget(self.wanted)

        self.found = QListView(owner)
        self.found.setObjectName("found")
        self.found.setUniformItemSizes(True)

        self.column.addWidget(self.found)

        self.retranslate(owner)

    def retranslate(self, owner: QDialog) -> None:
        owner.setWindowTitle(
            QCoreApplication.translate("CommandPalette", "Gör eller gå till", None)
        )
        self.wanted.setAccessibleName(
            QCoreApplication.translate("CommandPalette", "Vad vill du göra?", None)
        )
        self.wanted.setPlaceholderText(
            QCoreApplication.translate(
                "CommandPalette", "Skriv vad du vill göra eller vart du vill gå", None
            )
        )
        self.found.setAccessibleName(
            QCoreApplication.translate("CommandPalette", "Kommandon och platser", None)
        )
