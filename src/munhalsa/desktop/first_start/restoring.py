"""A register out of a backup, in a folder of its own beside whatever there is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from munhalsa.desktop.first_start.page import Page, Start, choose_folder, show_typed
from munhalsa.desktop.forms.first_start_restoring import RestoringPageForm
from munhalsa.desktop.widgets.field_message import Faults, FieldMessage
from munhalsa.domain.refusal import Refusal, Rejected


class RestoringPage(Page):
    """Which backup, where to, who one is, and the passphrase that held when it was taken."""

    def __init__(self, start: Start) -> None:
        super().__init__(start)
        self.ui = ui = RestoringPageForm()
        ui.set_up(self)
        ui.intro.setText(
            self.tr(
                "Kopian läses tillbaka till ett nytt register i en egen mapp. Det register som "
                "finns rörs inte. Lösenfraserna är de som gällde när kopian togs. Kopior ligger i "
                "registrets mapp, under backups, och där ni själva har lagt dem."
            )
        )
        fields = {
            "file": ui.backup,
            "to": ui.to,
            "user": ui.user,
            "passphrase": ui.passphrase,
        }
        messages = {name: FieldMessage(field, self) for name, field in fields.items()}
        for name, before in (
            ("file", ui.backup_row),
            ("to", ui.to_row),
            ("user", ui.user_note),
            ("passphrase", ui.passphrase),
        ):
            ui.column.insertWidget(ui.column.indexOf(before) + 1, messages[name])
        self.faults = Faults(messages)
        self._file_message, self._to_message = messages["file"], messages["to"]
        ui.choose_backup.clicked.connect(self._choose_backup)
        ui.choose_to.clicked.connect(
            lambda: choose_folder(ui.to, self.tr("Välj en tom mapp"), self)
        )
        ui.show_passphrase.toggled.connect(lambda shown: show_typed((ui.passphrase,), shown))

    @property
    def title(self) -> str:
        """The heading."""
        return self.tr("Läs tillbaka en säkerhetskopia")

    @property
    def next_text(self) -> str:
        """It is read back and opened."""
        return self.tr("Läs &tillbaka och öppna")

    def enter(self) -> None:
        """First which backup; a folder is proposed."""
        which = self.start.desk.which
        self.ui.backup.setFocus()
        if not self.ui.to.text():
            self.start.ask_program(
                lambda program: program.proposed_place(which),
                done=lambda place: self.ui.to.setText(f"{place}-aterlast"),
                failed=self.start.explain,
            )

    def leave(self, go_on: Callable[[], None]) -> None:
        """Read it back, check it, and open it; what goes wrong is told at its field."""
        self.faults.clear()
        ui, desk = self.ui, self.start.desk
        secret = ui.passphrase.text()
        for field, name, words in (
            (ui.backup, "file", self.tr("Välj säkerhetskopian.")),
            (ui.to, "to", self.tr("Välj mappen för registret.")),
            (ui.passphrase, "passphrase", self.tr("Skriv lösenfrasen.")),
        ):
            if not field.text().strip():
                self._refused(Rejected("missing", words, field=name))
                return
        file, to = Path(ui.backup.text().strip()), Path(ui.to.text().strip())
        which = replace(desk.which, store=None, user=ui.user.text().strip() or None)

        def restored(store: str) -> None:
            desk.turn_to(replace(which, store=store))
            self.start.open_store(secret, done=opened, failed=self._refused)

        def opened() -> None:
            ui.passphrase.clear()
            go_on()

        asking = replace(which, ask=lambda _: secret, confirm=True)
        self.start.ask_program(
            lambda program: program.restore(asking, backup=file, to=to),
            done=restored,
            failed=self._refused,
        )

    def _choose_backup(self) -> None:
        chooser = QFileDialog(self, self.tr("Välj säkerhetskopian"))
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.setNameFilters([self.tr("Säkerhetskopior (*.mhbackup)"), self.tr("Alla filer (*)")])
        chooser.fileSelected.connect(self.ui.backup.setText)
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    def _refused(self, error: BaseException) -> None:
        if not isinstance(error, Refusal):
            self.start.explain(error)
        elif error.field == "store":
            self._to_message.say(error.message)
            self.ui.to.setFocus()
        elif not self.faults.show(error):
            self._file_message.say(error.message)
            self.ui.backup.setFocus()
