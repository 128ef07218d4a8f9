"""Made from ui/first_start_restoring.ui by tools/make_forms.py: change that file, not this one."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
)
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)


class RestoringPageForm:
    """The widgets of RestoringPage, made in its owner."""

    def set_up(self, owner: QWidget) -> None:
        if not owner.objectName():
            owner.setObjectName("RestoringPage")
        self.column = QVBoxLayout(owner)
        self.column.setSpacing(4)
        self.column.setObjectName("column")
        self.column.setContentsMargins(0, 0, 0, 0)
        self.intro = QLabel(owner)
        self.intro.setObjectName("intro")
        self.intro.setWordWrap(True)
        self.intro.setProperty("look", "muted")

        self.column.addWidget(self.intro)

        self.backup_label = QLabel(owner)
        self.backup_label.setObjectName("backup_label")
        self.backup_label.setProperty("look", "apart")

        self.column.addWidget(self.backup_label)

        self.backup_row = QHBoxLayout()
        self.backup_row.setSpacing(8)
        self.backup_row.setObjectName("backup_row")
        self.backup_row.setContentsMargins(0, 0, 0, 0)
        self.backup = QLineEdit(owner)
        self.backup.setObjectName("backup")

        self.backup_row.addWidget(self.backup)

        self.choose_backup = QPushButton(owner)
        self.choose_backup.setObjectName("choose_backup")
        self.choose_backup.setAutoDefault(False)

        self.backup_row.addWidget(self.choose_backup)

        self.column.addLayout(self.backup_row)

        self.to_label = QLabel(owner)
        self.to_label.setObjectName("to_label")
        self.to_label.setProperty("look", "apart")

        self.column.addWidget(self.to_label)

        self.to_row = QHBoxLayout()
        self.to_row.setSpacing(8)
        self.to_row.setObjectName("to_row")
        self.to_row.setContentsMargins(0, 0, 0, 0)
        self.to = QLineEdit(owner)
        self.to.setObjectName("to")

        self.to_row.addWidget(self.to)

        self.choose_to = QPushButton(owner)
        self.choose_to.setObjectName("choose_to")
        self.choose_to.setAutoDefault(False)

        self.to_row.addWidget(self.choose_to)

        self.column.addLayout(self.to_row)

        self.user_label = QLabel(owner)
        self.user_label.setObjectName("user_label")
        self.user_label.setProperty("look", "apart")

        self.column.addWidget(self.user_label)

        self.user = QLineEdit(owner)
        self.user.setObjectName("user")
        self.user.setMaxLength(100)

        self.column.addWidget(self.user)

        self.user_note = QLabel(owner)
        self.user_note.setObjectName("user_note")
        self.user_note.setWordWrap(True)
        self.user_note.setProperty("look", "muted")

        self.column.addWidget(self.user_note)

        self.passphrase_label = QLabel(owner)
        self.passphrase_label.setObjectName("passphrase_label")
        self.passphrase_label.setProperty("look", "apart")

        self.column.addWidget(self.passphrase_label)

        self.passphrase = QLineEdit(owner)
        self.passphrase.setObjectName("passphrase")
        self.passphrase.setMaxLength(256)
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)

        self.column.addWidget(self.passphrase)

        self.show_passphrase = QCheckBox(owner)
        self.show_passphrase.setObjectName("show_passphrase")

        self.column.addWidget(self.show_passphrase)

        self.below = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.column.addItem(self.below)

        self.backup_label.setBuddy(self.backup)
        self.to_label.setBuddy(self.to)
        self.user_label.setBuddy(self.user)
        self.passphrase_label.setBuddy(self.passphrase)

        self.retranslate(owner)

    def retranslate(self, owner: QWidget) -> None:
        self.backup_label.setText(
            QCoreApplication.translate("RestoringPage", "&Säkerhetskopian", None)
        )
        self.choose_backup.setText(
            QCoreApplication.translate("RestoringPage", "&Välj kopia …", None)
        )
        self.to_label.setText(
            QCoreApplication.translate("RestoringPage", "&Mapp för det återlästa registret", None)
        )
        self.choose_to.setText(QCoreApplication.translate("RestoringPage", "Väl&j mapp …", None))
        self.user_label.setText(
            QCoreApplication.translate("RestoringPage", "Ditt &namn i registret", None)
        )
        self.user_note.setText(
            QCoreApplication.translate("RestoringPage", "Tomt: registrets första användare.", None)
        )
        self.passphrase_label.setText(
            QCoreApplication.translate("RestoringPage", "Lösenf&ras", None)
        )
        self.show_passphrase.setText(
            QCoreApplication.translate("RestoringPage", "Visa &det jag skriver", None)
        )
