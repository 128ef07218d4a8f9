"""Made from ui/first_start_place.ui by tools/make_forms.py: change that file, not this one."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)


class PlacePageForm:
    """The widgets of PlacePage, made in its owner."""

    def set_up(self, owner: QWidget) -> None:
        if not owner.objectName():
            owner.setObjectName("PlacePage")
        self.column = QVBoxLayout(owner)
        self.column.setSpacing(4)
        self.column.setObjectName("column")
        self.column.setContentsMargins(0, 0, 0, 0)
        self.intro = QLabel(owner)
        self.intro.setObjectName("intro")
        self.intro.setWordWrap(True)
        self.intro.setProperty("look", "muted")

        self.column.addWidget(self.intro)

        self.here = QRadioButton(owner)
        self.here.setObjectName("here")

        self.column.addWidget(self.here)

        self.folder_label = QLabel(owner)
        self.folder_label.setObjectName("folder_label")
        self.folder_label.setProperty("look", "apart")

        self.column.addWidget(self.folder_label)

        self.folder_row = QHBoxLayout()
        self.folder_row.setSpacing(8)
        self.folder_row.setObjectName("folder_row")
        self.folder_row.setContentsMargins(0, 0, 0, 0)
        self.folder = QLineEdit(owner)
        self.folder.setObjectName("folder")

        self.folder_row.addWidget(self.folder)

        self.browse = QPushButton(owner)
        self.browse.setObjectName("browse")
        self.browse.setAutoDefault(False)

        self.folder_row.addWidget(self.browse)

        self.column.addLayout(self.folder_row)

        self.shared = QRadioButton(owner)
        self.shared.setObjectName("shared")

        self.column.addWidget(self.shared)

        self.shared_fields = QWidget(owner)
        self.shared_fields.setObjectName("shared_fields")
        self.shared_column = QVBoxLayout(self.shared_fields)
        self.shared_column.setSpacing(8)
        self.shared_column.setObjectName("shared_column")
        self.shared_column.setContentsMargins(0, 0, 0, 0)
        self.address_label = QLabel(self.shared_fields)
        self.address_label.setObjectName("address_label")

        self.shared_column.addWidget(self.address_label)

        self.address = QLineEdit(self.shared_fields)
        self.address.setObjectName("address")

        self.shared_column.addWidget(self.address)

        self.password_label = QLabel(self.shared_fields)
        self.password_label.setObjectName("password_label")

        self.shared_column.addWidget(self.password_label)

        self.password = QLineEdit(self.shared_fields)
        self.password.setObjectName("password")
        self.password.setMaxLength(256)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)

        self.shared_column.addWidget(self.password)

        self.column.addWidget(self.shared_fields)

        self.below = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.column.addItem(self.below)

        self.folder_label.setBuddy(self.folder)
        self.address_label.setBuddy(self.address)
        self.password_label.setBuddy(self.password)

        self.retranslate(owner)

    def retranslate(self, owner: QWidget) -> None:
        self.here.setText(QCoreApplication.translate("PlacePage", "På den &här datorn", None))
        self.folder_label.setText(QCoreApplication.translate("PlacePage", "&Mapp", None))
        self.browse.setText(QCoreApplication.translate("PlacePage", "&Välj mapp …", None))
        self.shared.setText(
            QCoreApplication.translate(
                "PlacePage", "I en &delad databas, som flera arbetar i", None
            )
        )
        self.address_label.setText(QCoreApplication.translate("PlacePage", "&Adress", None))
        self.address.setPlaceholderText(
            QCoreApplication.translate("PlacePage", "postgresql://namn@server/databas", None)
        )
        self.password_label.setText(
            QCoreApplication.translate("PlacePage", "Databasens &lösenord", None)
        )
