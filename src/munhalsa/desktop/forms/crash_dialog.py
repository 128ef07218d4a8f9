"""Made from ui/crash_dialog.ui by tools/make_forms.py: change that file, not this one."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
)
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
)


class CrashDialogForm:
    """The widgets of CrashDialog, made in its owner."""

    def set_up(self, owner: QDialog) -> None:
        if not owner.objectName():
            owner.setObjectName("CrashDialog")
        self.column = QVBoxLayout(owner)
        self.column.setSpacing(12)
        self.column.setObjectName("column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.heading = QLabel(owner)
        self.heading.setObjectName("heading")
        self.heading.setProperty("look", "page")

        self.column.addWidget(self.heading)

        self.what = QLabel(owner)
        self.what.setObjectName("what")
        self.what.setWordWrap(True)

        self.column.addWidget(self.what)

        self.report_label = QLabel(owner)
        self.report_label.setObjectName("report_label")

        self.column.addWidget(self.report_label)

        self.report = QPlainTextEdit(owner)
        self.report.setObjectName("report")
        self.report.setReadOnly(True)
        self.report.setTabChangesFocus(True)

        self.column.addWidget(self.report)

        self.note = QLabel(owner)
        self.note.setObjectName("note")
        self.note.setWordWrap(True)
        self.note.setProperty("look", "muted")

        self.column.addWidget(self.note)

        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.setObjectName("buttons")
        self.buttons.setContentsMargins(0, 4, 0, 0)
        self.push = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.push)

        self.save = QPushButton(owner)
        self.save.setObjectName("save")
        self.save.setAutoDefault(False)

        self.buttons.addWidget(self.save)

        self.leave = QPushButton(owner)
        self.leave.setObjectName("leave")
        self.leave.setProperty("look", "primary")

        self.buttons.addWidget(self.leave)

        self.column.addLayout(self.buttons)

        self.report_label.setBuddy(self.report)

        self.retranslate(owner)

        self.leave.setDefault(True)

    def retranslate(self, owner: QDialog) -> None:
        owner.setWindowTitle(QCoreApplication.translate("CrashDialog", "Fel i programmet", None))
        self.heading.setText(
            QCoreApplication.translate("CrashDialog", "Något gick fel i programmet", None)
        )
        self.report_label.setText(
            QCoreApplication.translate(
                "CrashDialog", "&Felrapport, utan uppgifter om personer", None
            )
        )
        self.note.setText(
            QCoreApplication.translate(
                "CrashDialog", "Rapporten lämnar inte datorn om du inte själv skickar den.", None
            )
        )
        self.save.setText(QCoreApplication.translate("CrashDialog", "&Spara rapporten …", None))
        self.leave.setText(QCoreApplication.translate("CrashDialog", "&Avsluta munhalsa", None))
