"""Made from ui/settings_view.ui by tools/make_forms.py: change that file, not this one."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
)
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QLabel,
    QSizePolicy,
    QSpacerItem,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)


class SettingsViewForm:
    """The widgets of SettingsView, made in its owner."""

    def set_up(self, owner: QWidget) -> None:
        if not owner.objectName():
            owner.setObjectName("SettingsView")
        self.column = QVBoxLayout(owner)
        self.column.setSpacing(12)
        self.column.setObjectName("column")
        self.column.setContentsMargins(20, 16, 20, 20)
        self.heading = QLabel(owner)
        self.heading.setObjectName("heading")
        self.heading.setProperty("look", "page")

        self.column.addWidget(self.heading)

        self.appearance = QFrame(owner)
        self.appearance.setObjectName("appearance")
        self.appearance.setFrameShape(QFrame.Shape.NoFrame)
        self.appearance.setProperty("look", "card")
        self.appearance_column = QVBoxLayout(self.appearance)
        self.appearance_column.setSpacing(8)
        self.appearance_column.setObjectName("appearance_column")
        self.appearance_column.setContentsMargins(16, 16, 16, 16)
        self.appearance_heading = QLabel(self.appearance)
        self.appearance_heading.setObjectName("appearance_heading")
        self.appearance_heading.setProperty("look", "section")

        self.appearance_column.addWidget(self.appearance_heading)

        self.theme_label = QLabel(self.appearance)
        self.theme_label.setObjectName("theme_label")

        self.appearance_column.addWidget(self.theme_label)

        self.theme = QComboBox(self.appearance)
        self.theme.setObjectName("theme")

        self.appearance_column.addWidget(self.theme)

        self.text_label = QLabel(self.appearance)
        self.text_label.setObjectName("text_label")

        self.appearance_column.addWidget(self.text_label)

        self.text_size = QSpinBox(self.appearance)
        self.text_size.setObjectName("text_size")
        self.text_size.setMinimum(100)
        self.text_size.setMaximum(200)
        self.text_size.setSingleStep(25)

        self.appearance_column.addWidget(self.text_size)

        self.column.addWidget(self.appearance)

        self.safety = QFrame(owner)
        self.safety.setObjectName("safety")
        self.safety.setFrameShape(QFrame.Shape.NoFrame)
        self.safety.setProperty("look", "card")
        self.safety_column = QVBoxLayout(self.safety)
        self.safety_column.setSpacing(8)
        self.safety_column.setObjectName("safety_column")
        self.safety_column.setContentsMargins(16, 16, 16, 16)
        self.safety_heading = QLabel(self.safety)
        self.safety_heading.setObjectName("safety_heading")
        self.safety_heading.setProperty("look", "section")

        self.safety_column.addWidget(self.safety_heading)

        self.idle_label = QLabel(self.safety)
        self.idle_label.setObjectName("idle_label")

        self.safety_column.addWidget(self.idle_label)

        self.idle = QSpinBox(self.safety)
        self.idle.setObjectName("idle")
        self.idle.setMinimum(1)
        self.idle.setMaximum(30)

        self.safety_column.addWidget(self.idle)

        self.idle_note = QLabel(self.safety)
        self.idle_note.setObjectName("idle_note")
        self.idle_note.setWordWrap(True)
        self.idle_note.setProperty("look", "muted")

        self.safety_column.addWidget(self.idle_note)

        self.column.addWidget(self.safety)

        self.about = QFrame(owner)
        self.about.setObjectName("about")
        self.about.setFrameShape(QFrame.Shape.NoFrame)
        self.about.setProperty("look", "card")
        self.about_column = QVBoxLayout(self.about)
        self.about_column.setSpacing(8)
        self.about_column.setObjectName("about_column")
        self.about_column.setContentsMargins(16, 16, 16, 16)
        self.about_heading = QLabel(self.about)
        self.about_heading.setObjectName("about_heading")
        self.about_heading.setProperty("look", "section")

        self.about_column.addWidget(self.about_heading)

        self.version = QLabel(self.about)
        self.version.setObjectName("version")

        self.about_column.addWidget(self.version)

        self.licences = QLabel(self.about)
        self.licences.setObjectName("licences")
        self.licences.setWordWrap(True)
        self.licences.setProperty("look", "muted")

        self.about_column.addWidget(self.licences)

        self.column.addWidget(self.about)

        self.below = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.column.addItem(self.below)

        self.theme_label.setBuddy(self.theme)
        self.text_label.setBuddy(self.text_size)
        self.idle_label.setBuddy(self.idle)

        self.retranslate(owner)

    def retranslate(self, owner: QWidget) -> None:
        self.heading.setText(QCoreApplication.translate("SettingsView", "Inställningar", None))
        self.appearance_heading.setText(
            QCoreApplication.translate("SettingsView", "Utseende", None)
        )
        self.theme_label.setText(QCoreApplication.translate("SettingsView", "&Färger", None))
        self.text_label.setText(QCoreApplication.translate("SettingsView", "Te&xtstorlek", None))
        self.text_size.setSuffix(QCoreApplication.translate("SettingsView", " %", None))
        self.safety_heading.setText(QCoreApplication.translate("SettingsView", "Lås", None))
        self.idle_label.setText(
            QCoreApplication.translate(
                "SettingsView", "&Lås när ingen rört tangenter eller mus på", None
            )
        )
        self.idle.setSuffix(QCoreApplication.translate("SettingsView", " min", None))
        self.idle_note.setText(
            QCoreApplication.translate(
                "SettingsView", "Låset går inte att stänga av. Lås själv med Ctrl+L.", None
            )
        )
        self.about_heading.setText(QCoreApplication.translate("SettingsView", "Om munhalsa", None))
