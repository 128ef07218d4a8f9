"""Made from ui/preview_dialog.ui by tools/make_forms.py: change that file, not this one."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
    Qt,
)
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
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
        self.tools = QHBoxLayout()
        self.tools.setSpacing(8)
        self.tools.setObjectName("tools")
        self.tools.setContentsMargins(0, 0, 0, 0)
        self.earlier = QPushButton(owner)
        self.earlier.setObjectName("earlier")
        self.earlier.setAutoDefault(False)

        self.tools.addWidget(self.earlier)

        self.later = QPushButton(owner)
        self.later.setObjectName("later")
        self.later.setAutoDefault(False)

        self.tools.addWidget(self.later)

        self.page_number = QLabel(owner)
        self.page_number.setObjectName("page_number")
        self.page_number.setProperty("look", "muted")

        self.tools.addWidget(self.page_number)

        self.tool_push = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.tools.addItem(self.tool_push)

        self.smaller = QPushButton(owner)
        self.smaller.setObjectName("smaller")
        self.smaller.setAutoDefault(False)

        self.tools.addWidget(self.smaller)

        self.larger = QPushButton(owner)
        self.larger.setObjectName("larger")
        self.larger.setAutoDefault(False)

        self.tools.addWidget(self.larger)

        self.column.addLayout(self.tools)

        self.pages = QScrollArea(owner)
        self.pages.setObjectName("pages")
        self.pages.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.pages.setWidgetResizable(False)
        self.pages.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

        self.column.addWidget(self.pages)

        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.setObjectName("buttons")
        self.buttons.setContentsMargins(0, 0, 0, 0)
        self.push = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.push)

        self.save = QPushButton(owner)
        self.save.setObjectName("save")
        self.save.setAutoDefault(False)

        self.buttons.addWidget(self.save)

        self.leave = QPushButton(owner)
        self.leave.setObjectName("leave")
        self.leave.setAutoDefault(False)

        self.buttons.addWidget(self.leave)

        self.print = QPushButton(owner)
        self.print.setObjectName("print")
        self.print.setProperty("look", "primary")

        self.buttons.addWidget(self.print)

        self.column.addLayout(self.buttons)

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
