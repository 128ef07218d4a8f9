"""The two passphrases of a file with the whole municipality, which nobody is told again."""

from __future__ import annotations

from PySide6.QtCore import QLocale
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from munhalsa.application.ports_keeping import WholeWritten
from munhalsa.desktop.look import Look, set_look

_WIDE, _MARGIN, _SPACE, _CLOSE = 560, 24, 12, 4


class WholeKeysDialog(QDialog):
    """Stays until somebody says that the passphrases are written down."""

    def __init__(self, written: WholeWritten, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Lösenfraserna till filen"))
        self.setMinimumWidth(look.sizes.px(_WIDE))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(_MARGIN, 20, _MARGIN, 20)
        self._column.setSpacing(_SPACE)
        rows, apart = (
            QLocale().toString(sum(kinds.values()))
            for kinds in (written.rows, written.protected_rows)
        )
        self._say(self.tr("Hela kommunen är skriven"), "section")
        self._say(
            self.tr("{0} håller {1} rader, och {2} i delen för skyddade uppgifter.").format(
                written.file.name, rows, apart
            )
        )
        self.passphrase = self._field(self.tr("För &kommunen"), written.passphrase)
        self.protected = self._field(
            self.tr("För &skyddade uppgifter"), written.protected_passphrase
        )
        self._say(
            self.tr(
                "Lösenfraserna visas bara nu och finns ingen annanstans. Lämna dem på annan väg "
                "än filen, och den andra bara till den som ska se skyddade uppgifter."
            ),
            "muted",
        )
        self.close_button = QPushButton(self.tr("Jag har &antecknat dem"), self)
        set_look(self.close_button, "primary")
        self.close_button.clicked.connect(self.accept)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(self.close_button)
        self._column.addLayout(line)
        self.finished.connect(self._forget)
        self.passphrase.setFocus()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """As high as the words need: lines that wrap are not told by a size hint."""
        super().showEvent(event)
        self._column.activate()
        self.resize(self.width(), self._column.totalHeightForWidth(self.width()))

    def reject(self) -> None:
        """Esc alone does not lose what is shown only once."""

    def _forget(self) -> None:
        for field in (self.passphrase, self.protected):
            field.clear()
        self.deleteLater()

    def _say(self, text: str, look: str | None = None) -> None:
        label = QLabel(text, self)
        label.setWordWrap(True)
        if look is not None:
            set_look(label, look)
        self._column.addWidget(label)

    def _field(self, title: str, passphrase: str) -> QLineEdit:
        label, field = QLabel(title, self), QLineEdit(passphrase, self)
        label.setBuddy(field)
        field.setReadOnly(True)
        field.setAccessibleName(title.replace("&", ""))
        both = QVBoxLayout()
        both.setSpacing(_CLOSE)
        both.addWidget(label)
        both.addWidget(field)
        self._column.addLayout(both)
        return field
