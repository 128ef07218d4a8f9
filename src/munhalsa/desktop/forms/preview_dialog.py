"""Made from ui/preview_dialog.ui by tools/make_forms.py: change that file, not this one."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
    Qt,
)
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)


class PreviewDialogForm:
    """The widgets of PreviewDialog, made in its owner."""

    def set_up(self, owner: QDialog) -> None:
        if not owner.objectName():
            owner.setObjectName("PreviewDialog")
        self.column = QVBoxLayout(owner)
        self.column.setSpacing(12)
        self.column.setObjectName("column")
        self.column.setContentsMargins(16, 12, 16, 16)
        self.tools = QWidget(owner)
        self.tools.setObjectName("tools")
        self.earlier = QPushButton(self.tools)
        self.earlier.setObjectName("earlier")
        self.earlier.setAutoDefault(False)
        self.later = QPushButton(self.tools)
        self.later.setObjectName("later")
        self.later.setAutoDefault(False)
        self.smaller = QPushButton(self.tools)
        self.smaller.setObjectName("smaller")
        self.smaller.setAutoDefault(False)
        self.larger = QPushButton(self.tools)
        self.larger.setObjectName("larger")
        self.larger.setAutoDefault(False)

        self.column.addWidget(self.tools)

        self.page_number = QLabel(owner)
        self.page_number.setObjectName("page_number")
        self.page_number.setWordWrap(True)
        self.page_number.setProperty("look", "muted")

        self.column.addWidget(self.page_number)

        self.pages = QScrollArea(owner)
        self.pages.setObjectName("pages")
        self.pages.setProperty("look", "paper")
        self.pages.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.pages.setWidgetResizable(False)
        self.pages.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

        self.column.addWidget(self.pages)

        self.buttons = QWidget(owner)
        self.buttons.setObjectName("buttons")
        self.save = QPushButton(self.buttons)
        self.save.setObjectName("save")
        self.save.setAutoDefault(False)
        self.leave = QPushButton(self.buttons)
        self.leave.setObjectName("leave")
        self.leave.setAutoDefault(False)
        self.print = QPushButton(self.buttons)
        self.print.setObjectName("print")
        self.print.setProperty("look", "primary")

        self.column.addWidget(self.buttons)

        self.retranslate(owner)

        self.print.setDefault(True)

    def retranslate(self, owner: QDialog) -> None:
        owner.setWindowTitle(
            QCoreApplication.translate("PreviewDialog", "Granska och skriv ut", None)
        )
        self.earlier.setText(QCoreApplication.translate("PreviewDialog", "&Förra sidan", None))
        self.later.setText(QCoreApplication.translate("PreviewDialog", "&Nästa sida", None))
        self.smaller.setText(QCoreApplication.translate("PreviewDialog", "Min&dre", None))
        self.larger.setText(QCoreApplication.translate("PreviewDialog", "S&törre", None))
        self.pages.setAccessibleName(QCoreApplication.translate("PreviewDialog", "Sidan", None))
        self.save.setText(QCoreApplication.translate("PreviewDialog", "&Spara som fil …", None))
        self.leave.setText(QCoreApplication.translate("PreviewDialog", "Stän&g", None))
        self.print.setText(QCoreApplication.translate("PreviewDialog", "S&kriv ut …", None))
