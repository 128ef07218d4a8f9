"""Made from ui/main_window.ui by tools/make_forms.py: change that file, not this one."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMainWindow,
    QSizePolicy,
    QSpacerItem,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)


class MainWindowForm:
    """The widgets of MainWindow, made in its owner."""

    def set_up(self, owner: QMainWindow) -> None:
        if not owner.objectName():
            owner.setObjectName("MainWindow")
        self.ground = QWidget(owner)
        self.ground.setObjectName("ground")
        self.ground.setProperty("look", "page-ground")
        self.areas = QHBoxLayout(self.ground)
        self.areas.setSpacing(0)
        self.areas.setObjectName("areas")
        self.areas.setContentsMargins(0, 0, 0, 0)
        self.side = QFrame(self.ground)
        self.side.setObjectName("side")
        self.side.setFrameShape(QFrame.Shape.NoFrame)
        self.side.setProperty("look", "side")
        self.side_column = QVBoxLayout(self.side)
        self.side_column.setSpacing(4)
        self.side_column.setObjectName("side_column")
        self.side_column.setContentsMargins(10, 16, 10, 16)
        self.brand = QLabel(self.side)
        self.brand.setObjectName("brand")
        self.brand.setIndent(10)
        self.brand.setProperty("look", "brand")

        self.side_column.addWidget(self.brand)

        self.navigation = QWidget(self.side)
        self.navigation.setObjectName("navigation")

        self.side_column.addWidget(self.navigation)

        self.side_push = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.side_column.addItem(self.side_push)

        self.municipality = QLabel(self.side)
        self.municipality.setObjectName("municipality")
        self.municipality.setWordWrap(True)
        self.municipality.setIndent(10)
        self.municipality.setProperty("look", "side-note")

        self.side_column.addWidget(self.municipality)

        self.user = QLabel(self.side)
        self.user.setObjectName("user")
        self.user.setWordWrap(True)
        self.user.setIndent(10)
        self.user.setProperty("look", "side-note")

        self.side_column.addWidget(self.user)

        self.backup = QLabel(self.side)
        self.backup.setObjectName("backup")
        self.backup.setWordWrap(True)
        self.backup.setIndent(10)
        self.backup.setProperty("look", "side-note")

        self.side_column.addWidget(self.backup)

        self.areas.addWidget(self.side)

        self.column = QVBoxLayout()
        self.column.setSpacing(0)
        self.column.setObjectName("column")
        self.column.setContentsMargins(0, 0, 0, 0)
        self.bar = QFrame(self.ground)
        self.bar.setObjectName("bar")
        self.bar.setFrameShape(QFrame.Shape.NoFrame)
        self.bar.setProperty("look", "bar")
        self.bar_row = QHBoxLayout(self.bar)
        self.bar_row.setSpacing(8)
        self.bar_row.setObjectName("bar_row")
        self.bar_row.setContentsMargins(12, 12, 20, 12)
        self.back = QToolButton(self.bar)
        self.back.setObjectName("back")
        self.back.setProperty("look", "quiet")

        self.bar_row.addWidget(self.back)

        self.forward = QToolButton(self.bar)
        self.forward.setObjectName("forward")
        self.forward.setProperty("look", "quiet")

        self.bar_row.addWidget(self.forward)

        self.search = QLineEdit(self.bar)
        self.search.setObjectName("search")
        self.search.setClearButtonEnabled(True)

        self.bar_row.addWidget(self.search)

        self.actions = QHBoxLayout()
        self.actions.setSpacing(8)
        self.actions.setObjectName("actions")
        self.actions.setContentsMargins(0, 0, 0, 0)

        self.bar_row.addLayout(self.actions)

        self.column.addWidget(self.bar)

        self.stack = QStackedWidget(self.ground)
        self.stack.setObjectName("stack")

        self.column.addWidget(self.stack)

        self.messages = QVBoxLayout()
        self.messages.setSpacing(0)
        self.messages.setObjectName("messages")
        self.messages.setContentsMargins(20, 0, 20, 0)

        self.column.addLayout(self.messages)

        self.areas.addLayout(self.column)

        owner.setCentralWidget(self.ground)

        self.retranslate(owner)

    def retranslate(self, owner: QMainWindow) -> None:
        owner.setWindowTitle(QCoreApplication.translate("MainWindow", "munhalsa", None))
        self.brand.setText(QCoreApplication.translate("MainWindow", "munhalsa", None))
        self.navigation.setAccessibleName(QCoreApplication.translate("MainWindow", "Vyer", None))
        self.back.setAccessibleName(QCoreApplication.translate("MainWindow", "Bakåt", None))
        self.forward.setAccessibleName(QCoreApplication.translate("MainWindow", "Framåt", None))
        self.search.setAccessibleName(QCoreApplication.translate("MainWindow", "Sök", None))
        self.search.setPlaceholderText(
            QCoreApplication.translate("MainWindow", "Sök namn, nummer eller enhet", None)
        )
