"""Made from ui/user_dialog.ui by tools/make_forms.py: change that file, not this one."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
)
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)


class UserDialogForm:
    """The widgets of UserDialog, made in its owner."""

    def set_up(self, owner: QDialog) -> None:
        if not owner.objectName():
            owner.setObjectName("UserDialog")
        self.column = QVBoxLayout(owner)
        self.column.setSpacing(4)
        self.column.setObjectName("column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.what = QLabel(owner)
        self.what.setObjectName("what")
        self.what.setWordWrap(True)
        self.what.setProperty("look", "section")

        self.column.addWidget(self.what)

        self.name_label = QLabel(owner)
        self.name_label.setObjectName("name_label")
        self.name_label.setProperty("look", "apart")

        self.column.addWidget(self.name_label)

        self.name = QLineEdit(owner)
        self.name.setObjectName("name")
        self.name.setMaxLength(100)

        self.column.addWidget(self.name)

        self.role_label = QLabel(owner)
        self.role_label.setObjectName("role_label")
        self.role_label.setProperty("look", "apart")

        self.column.addWidget(self.role_label)

        self.role = QComboBox(owner)
        self.role.setObjectName("role")

        self.column.addWidget(self.role)

        self.where_label = QLabel(owner)
        self.where_label.setObjectName("where_label")
        self.where_label.setProperty("look", "apart")

        self.column.addWidget(self.where_label)

        self.where = QComboBox(owner)
        self.where.setObjectName("where")

        self.column.addWidget(self.where)

        self.until_label = QLabel(owner)
        self.until_label.setObjectName("until_label")
        self.until_label.setProperty("look", "apart")

        self.column.addWidget(self.until_label)

        self.until_slot = QWidget(owner)
        self.until_slot.setObjectName("until_slot")
        self.until_column = QVBoxLayout(self.until_slot)
        self.until_column.setSpacing(4)
        self.until_column.setObjectName("until_column")
        self.until_column.setContentsMargins(0, 0, 0, 0)

        self.column.addWidget(self.until_slot)

        self.authorised_label = QLabel(owner)
        self.authorised_label.setObjectName("authorised_label")
        self.authorised_label.setProperty("look", "apart")

        self.column.addWidget(self.authorised_label)

        self.authorised = QLineEdit(owner)
        self.authorised.setObjectName("authorised")
        self.authorised.setMaxLength(100)

        self.column.addWidget(self.authorised)

        self.sees_protected = QCheckBox(owner)
        self.sees_protected.setObjectName("sees_protected")

        self.column.addWidget(self.sees_protected)

        self.passphrase_label = QLabel(owner)
        self.passphrase_label.setObjectName("passphrase_label")
        self.passphrase_label.setProperty("look", "apart")

        self.column.addWidget(self.passphrase_label)

        self.passphrase = QLineEdit(owner)
        self.passphrase.setObjectName("passphrase")
        self.passphrase.setMaxLength(256)
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)

        self.column.addWidget(self.passphrase)

        self.again_label = QLabel(owner)
        self.again_label.setObjectName("again_label")
        self.again_label.setProperty("look", "apart")

        self.column.addWidget(self.again_label)

        self.again = QLineEdit(owner)
        self.again.setObjectName("again")
        self.again.setMaxLength(256)
        self.again.setEchoMode(QLineEdit.EchoMode.Password)

        self.column.addWidget(self.again)

        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.setObjectName("buttons")
        self.buttons.setContentsMargins(0, 12, 0, 0)
        self.push = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.push)

        self.leave = QPushButton(owner)
        self.leave.setObjectName("leave")
        self.leave.setAutoDefault(False)

        self.buttons.addWidget(self.leave)

        self.save = QPushButton(owner)
        self.save.setObjectName("save")
        self.save.setProperty("look", "primary")

        self.buttons.addWidget(self.save)

        self.column.addLayout(self.buttons)

        self.name_label.setBuddy(self.name)
        self.role_label.setBuddy(self.role)
        self.where_label.setBuddy(self.where)
        self.authorised_label.setBuddy(self.authorised)
        self.passphrase_label.setBuddy(self.passphrase)
        self.again_label.setBuddy(self.again)

        self.retranslate(owner)

        self.save.setDefault(True)

    def retranslate(self, owner: QDialog) -> None:
        owner.setWindowTitle(QCoreApplication.translate("UserDialog", "Användare", None))
        self.name_label.setText(QCoreApplication.translate("UserDialog", "&Namn", None))
        self.role_label.setText(QCoreApplication.translate("UserDialog", "&Roll", None))
        self.where_label.setText(QCoreApplication.translate("UserDialog", "&Gäller för", None))
        self.until_label.setText(
            QCoreApplication.translate("UserDialog", "Till och &med (tomt: tills vidare)", None)
        )
        self.authorised_label.setText(
            QCoreApplication.translate("UserDialog", "&Beslutat av (MAS eller områdeschef)", None)
        )
        self.sees_protected.setText(
            QCoreApplication.translate("UserDialog", "Får se &skyddade uppgifter", None)
        )
        self.passphrase_label.setText(
            QCoreApplication.translate(
                "UserDialog", "Användarens &lösenfras (minst 12 tecken)", None
            )
        )
        self.again_label.setText(
            QCoreApplication.translate("UserDialog", "Lösenfrasen en gång &till", None)
        )
        self.leave.setText(QCoreApplication.translate("UserDialog", "&Avbryt", None))
        self.save.setText(QCoreApplication.translate("UserDialog", "Lägg till an&vändaren", None))
