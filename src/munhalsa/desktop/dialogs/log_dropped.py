"""The oldest of the log: what would go and what stays, and the receipt of what went."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QDialogButtonBox, QWidget

from munhalsa.application.drop_log import OldLogDropped, OldLogFound
from munhalsa.application.log_receipt import receipt_facts, receipt_notes
from munhalsa.desktop.dialogs.disposal import Sheet
from munhalsa.desktop.look import set_look
from munhalsa.desktop.view import Frame
from munhalsa.domain.swedish import spaced

translate = QCoreApplication.translate
_TALL = 360


class OldLogDialog(Sheet):
    """``go_on`` when somebody wants what is told to be done."""

    go_on = Signal()

    def __init__(self, found: OldLogFound, frame: Frame, parent: QWidget) -> None:
        title = translate("LogDropping", "Ta bort loggens äldsta händelser")
        super().__init__(title, frame, parent, tall=_TALL)
        old = found.old
        self.say(self.tr("Det här tas bort för gott"), "section")
        self.gone = self.tr("{0} loggade från {1} till {2}, om alla och av alla.").format(
            self.tr("1 händelse")
            if old.count == 1
            else self.tr("{0} händelser").format(spaced(old.count)),
            old.first,
            old.last,
        )
        self.say(self.gone)
        self.say(
            self.tr(
                "Det som gjordes då går inte längre att ångra, och syns inte i historiken, i "
                "loggutdrag eller i kvitton på intag från den tiden."
            ),
            "muted",
        )
        self.say(self.tr("Det här blir kvar"), "section")
        self.say(
            self.tr(
                "Allt som är loggat från och med {0}, och allt i registret. I loggen står en "
                "undertecknad kontrollpunkt: hur många som togs bort och från vilka dagar."
            ).format(found.before)
        )
        self.say(
            self.tr("En säkerhetskopia görs först. Den innehåller händelserna tills den gallras.")
            if found.backs_up
            else self.tr("Databasens administratör tar en säkerhetskopia innan."),
            "muted",
        )
        self.drop = self.buttons.addButton(
            self.tr("&Ta bort …"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self.drop.setAutoDefault(False)
        set_look(self.drop, "primary")
        self.drop.clicked.connect(self._go_on)
        self.close_up()

    def _go_on(self) -> None:
        self.accept()
        self.go_on.emit()


class LogReceiptDialog(Sheet):
    """What went, and the key that signed it; ``printed`` asks for paper."""

    printed = Signal()

    def __init__(self, done: OldLogDropped, frame: Frame, parent: QWidget) -> None:
        title = translate("LogDropping", "Kvitto på borttagen logg")
        super().__init__(title, frame, parent, tall=_TALL)
        self.facts = "\n".join(f"{name}: {value}" for name, value in receipt_facts(done))
        self.say(self.facts)
        self.say(self.tr("Spara kvittot"), "section")
        for note in receipt_notes(done):
            self.say(note, "muted")
        self.print_button = self.buttons.addButton(
            self.tr("S&kriv ut …"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self.print_button.clicked.connect(self.printed)
        self.close_up()


def why_words(found: OldLogFound) -> str:
    """What the passphrase lets through."""
    words = translate("LogDropping", "Loggen från {0} till {1} tas bort för gott.")
    return words.format(found.old.first, found.old.last)
