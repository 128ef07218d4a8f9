"""The two passphrases of a file with the whole municipality, which nobody is told again."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QWidget

from munhalsa.application.ports_keeping import WholeWritten
from munhalsa.desktop.dialogs.shown_once import ShownOnceDialog
from munhalsa.desktop.look import Look

translate = QCoreApplication.translate


class WholeKeysDialog(ShownOnceDialog):
    """What was written, and its passphrases."""

    def __init__(self, written: WholeWritten, look: Look, parent: QWidget) -> None:
        rows, apart = (
            QLocale().toString(sum(kinds.values()))
            for kinds in (written.rows, written.protected_rows)
        )
        super().__init__(
            title=translate("WholeKeys", "Lösenfraserna till filen"),
            heading=translate("WholeKeys", "Filen med hela kommunen är sparad"),
            told=translate(
                "WholeKeys", "{0} innehåller {1} rader, och {2} i delen för skyddade uppgifter."
            ).format(written.file.name, rows, apart),
            secrets=(
                (translate("WholeKeys", "För &kommunen"), written.passphrase),
                (translate("WholeKeys", "För &skyddade uppgifter"), written.protected_passphrase),
            ),
            note=translate(
                "WholeKeys",
                "Lösenfraserna visas bara nu och finns ingen annanstans. Lämna dem på annan väg "
                "än filen, och den andra bara till den som ska se skyddade uppgifter.",
            ),
            noted=translate("WholeKeys", "Jag har &antecknat dem"),
            look=look,
            parent=parent,
        )
        self.passphrase, self.protected = self.fields
