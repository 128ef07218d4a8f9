"""Made from ui/export_panel.ui by tools/make_forms.py: change that file, not this one."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
)
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)


class ExportPanelForm:
    """The widgets of ExportPanel, made in its owner."""

    def set_up(self, owner: QFrame) -> None:
        if not owner.objectName():
            owner.setObjectName("ExportPanel")
        owner.setFrameShape(QFrame.Shape.NoFrame)
        owner.setProperty("look", "card")
        self.column = QVBoxLayout(owner)
        self.column.setSpacing(8)
        self.column.setObjectName("column")
        self.column.setContentsMargins(16, 16, 16, 16)
        self.heading = QLabel(owner)
        self.heading.setObjectName("heading")
        self.heading.setProperty("look", "section")

        self.column.addWidget(self.heading)

        self.waiting = QLabel(owner)
        self.waiting.setObjectName("waiting")
        self.waiting.setWordWrap(True)

        self.column.addWidget(self.waiting)

        self.how = QLabel(owner)
        self.how.setObjectName("how")
        self.how.setWordWrap(True)
        self.how.setProperty("look", "muted")

        self.column.addWidget(self.how)

        self.write_row = QWidget(owner)
        self.write_row.setObjectName("write_row")
        self.help = QPushButton(self.write_row)
        self.help.setObjectName("help")
        self.help.setAutoDefault(False)
        self.help.setProperty("look", "primary")
        self.write = QPushButton(self.write_row)
        self.write.setObjectName("write")
        self.write.setAutoDefault(False)
        self.write_units = QPushButton(self.write_row)
        self.write_units.setObjectName("write_units")
        self.write_units.setAutoDefault(False)

        self.column.addWidget(self.write_row)

        self.written = QLabel(owner)
        self.written.setObjectName("written")
        self.written.setWordWrap(True)

        self.column.addWidget(self.written)

        self.reference_label = QLabel(owner)
        self.reference_label.setObjectName("reference_label")

        self.column.addWidget(self.reference_label)

        self.reference = QLineEdit(owner)
        self.reference.setObjectName("reference")
        self.reference.setMaxLength(100)

        self.column.addWidget(self.reference)

        self.mark_row = QWidget(owner)
        self.mark_row.setObjectName("mark_row")
        self.mark = QPushButton(self.mark_row)
        self.mark.setObjectName("mark")
        self.mark.setAutoDefault(False)
        self.mark_other = QPushButton(self.mark_row)
        self.mark_other.setObjectName("mark_other")
        self.mark_other.setAutoDefault(False)

        self.column.addWidget(self.mark_row)

        self.reference_label.setBuddy(self.reference)

        self.retranslate(owner)

    def retranslate(self, owner: QFrame) -> None:
        self.heading.setText(
            QCoreApplication.translate("ExportPanel", "Lämna ut till Intygsbeställningen", None)
        )
        self.help.setText(QCoreApplication.translate("ExportPanel", "Registreringshjäl&p", None))
        self.write.setText(
            QCoreApplication.translate("ExportPanel", "Skriv fil med &intyg …", None)
        )
        self.write_units.setText(
            QCoreApplication.translate("ExportPanel", "Skriv fil med &enheter …", None)
        )
        self.reference_label.setText(
            QCoreApplication.translate("ExportPanel", "VGR:s referens, om &du har fått någon", None)
        )
        self.mark.setText(
            QCoreApplication.translate("ExportPanel", "Mar&kera filen som registrerad", None)
        )
        self.mark_other.setText(
            QCoreApplication.translate("ExportPanel", "Markera e&n annan fil …", None)
        )
