"""The steps that describe a new register: whose it is, where it lies, what opens it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QLineEdit

from munhalsa.application.accounts import accepted_user_name
from munhalsa.desktop.first_start.page import Page, Start, choose_folder, show_typed
from munhalsa.desktop.forms.first_start_passphrase import PassphrasePageForm
from munhalsa.desktop.forms.first_start_place import PlacePageForm
from munhalsa.desktop.forms.first_start_who import WhoPageForm
from munhalsa.desktop.widgets.field_message import Faults, FieldMessage
from munhalsa.domain.refusal import Refusal, Rejected
from munhalsa.domain.swedish import sort_key


class WhoPage(Page):
    """Which municipality, and who is its first user."""

    def __init__(self, start: Start) -> None:
        super().__init__(start)
        self.ui = ui = WhoPageForm()
        ui.set_up(self)
        self._codes: Mapping[str, str] = {}
        ui.intro.setText(self.tr("Skriv början på kommunens namn, så fylls resten i."))
        ui.user_note.setText(
            self.tr(
                "För- och efternamn. Det står på intyg som du utfärdar och i loggen. Du blir "
                "kontaktperson och administratör, och kan lägga till andra senare."
            )
        )
        messages = {
            "municipality": FieldMessage(ui.municipality, self),
            "user": FieldMessage(ui.user, self),
        }
        ui.column.insertWidget(ui.column.indexOf(ui.municipality) + 1, messages["municipality"])
        ui.column.insertWidget(ui.column.indexOf(ui.user) + 1, messages["user"])
        self.faults = Faults(messages)

    @property
    def title(self) -> str:
        """The heading."""
        return self.tr("Vilken kommun, och vem är du?")

    def enter(self) -> None:
        """The municipalities are fetched the first time."""
        if not self._codes:
            self.start.ask_program(
                lambda program: program.municipalities(),
                done=self._fill,
                failed=self.start.explain,
            )
        else:
            self.ui.municipality.setFocus()

    def leave(self, go_on: Callable[[], None]) -> None:
        """Both must be there, and be what they say."""
        self.faults.clear()
        answers = self.start.answers
        try:
            name = self._chosen_name()
            answers.user = accepted_user_name(self.ui.user.text())
        except Refusal as refusal:
            self.faults.show(refusal)
            return
        answers.municipality, answers.municipality_name = self._codes[name], name
        go_on()

    def _fill(self, municipalities: Mapping[str, str]) -> None:
        self._codes = {name: code for code, name in municipalities.items()}
        completer = QCompleter(sorted(self._codes, key=sort_key), self.ui.municipality)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
        self.ui.municipality.setCompleter(completer)
        self.ui.municipality.setFocus()

    def _chosen_name(self) -> str:
        """The municipality whose name was typed, or the only one that it begins."""
        typed = " ".join(self.ui.municipality.text().split()).casefold()
        typed = typed.removesuffix(" kommun").removesuffix(" stad")
        whole = (typed, typed.removesuffix("s"))
        names = [name for name in self._codes if name.casefold() in whole]
        if not names and typed:
            names = [name for name in self._codes if name.casefold().startswith(typed)]
        if len(names) != 1:
            raise Rejected(
                "unknown_municipality",
                self.tr("Välj en av kommunerna i Västra Götaland. Skriv början på namnet."),
                field="municipality",
            )
        self.ui.municipality.setText(names[0])
        return names[0]


class PlacePage(Page):
    """On this machine, or in a shared database."""

    def __init__(self, start: Start) -> None:
        super().__init__(start)
        self.ui = ui = PlacePageForm()
        ui.set_up(self)
        ui.intro.setText(
            self.tr(
                "Registret är en krypterad mapp på datorns egen disk. Den får inte ligga på en "
                "nätverksmapp eller i OneDrive, Dropbox, iCloud eller Google Drive: där kan den "
                "skadas. Ska flera arbeta i samma register behövs en delad databas."
            )
        )
        messages = {
            "folder": FieldMessage(ui.folder, self),
            "address": FieldMessage(ui.address, self),
            "passphrase": FieldMessage(ui.password, self),
        }
        ui.column.insertWidget(ui.column.indexOf(ui.folder_row) + 1, messages["folder"])
        ui.shared_column.insertWidget(ui.shared_column.indexOf(ui.address) + 1, messages["address"])
        ui.shared_column.addWidget(messages["passphrase"])
        self._messages = messages
        self.faults = Faults(messages)
        ui.here.setChecked(True)
        ui.here.toggled.connect(self._show_fields)
        ui.browse.clicked.connect(
            lambda: choose_folder(ui.folder, self.tr("Välj en tom mapp för registret"), self)
        )
        self._show_fields()

    @property
    def title(self) -> str:
        """The heading."""
        return self.tr("Var ska registret ligga?")

    def enter(self) -> None:
        """A place is proposed the first time."""
        if not self.ui.folder.text():
            which = self.start.desk.which
            self.start.ask_program(
                lambda program: program.proposed_place(which),
                done=self._propose,
                failed=self.start.explain,
            )
        else:
            self._field().setFocus()

    def leave(self, go_on: Callable[[], None]) -> None:
        """A folder must be fit for a store; a shared database is founded at once."""
        self.faults.clear()
        ui, answers = self.ui, self.start.answers
        answers.shared = ui.shared.isChecked()
        answers.place = self._field().text().strip()
        if not answers.place:
            self._refused(
                Rejected("place_missing", self.tr("Ange var registret ska ligga."), field="store")
            )
            return

        def fit(_: None) -> None:
            if answers.shared:
                secret = ui.password.text() or None
                self.start.found(secret, done=go_on, failed=self._refused)
            else:
                go_on()

        place = answers.place
        self.start.ask_program(
            lambda program: program.check_place(place), done=fit, failed=self._refused
        )

    def _propose(self, place: str) -> None:
        self.ui.folder.setText(place)
        self.ui.folder.setFocus()

    def _field(self) -> QLineEdit:
        return self.ui.address if self.ui.shared.isChecked() else self.ui.folder

    def _refused(self, error: BaseException) -> None:
        if not isinstance(error, Refusal):
            self.start.explain(error)
        elif error.field == "passphrase" and self.ui.shared.isChecked():
            self.faults.show(error)
        else:
            name = "address" if self.ui.shared.isChecked() else "folder"
            self._messages[name].say(error.message)
            self._field().setFocus()

    def _show_fields(self) -> None:
        here = self.ui.here.isChecked()
        for widget in (self.ui.folder_label, self.ui.folder, self.ui.browse):
            widget.setVisible(here)
        self.ui.shared_fields.setVisible(not here)
        self.faults.clear()


class PassphrasePage(Page):
    """What opens the register; it is made when this step is left."""

    def __init__(self, start: Start) -> None:
        super().__init__(start)
        self.ui = ui = PassphrasePageForm()
        ui.set_up(self)
        ui.intro.setText(
            self.tr(
                "Lösenfrasen skyddar allt i registret. Den ska ha minst 12 tecken. Sex ord som "
                "inte hör ihop är lätta att minnas och svåra att gissa. Du får klistra in den, "
                "till exempel från ett lösenordsprogram."
            )
        )
        messages = {
            "passphrase": FieldMessage(ui.passphrase, self),
            "again": FieldMessage(ui.again, self),
        }
        ui.column.insertWidget(ui.column.indexOf(ui.passphrase) + 1, messages["passphrase"])
        ui.column.insertWidget(ui.column.indexOf(ui.again) + 1, messages["again"])
        self.faults = Faults(messages)
        ui.show_passphrase.toggled.connect(
            lambda shown: show_typed((ui.passphrase, ui.again), shown)
        )
        self._show_keyring(None)

    @property
    def title(self) -> str:
        """The heading."""
        return self.tr("Välj en lösenfras")

    @property
    def next_text(self) -> str:
        """The store is made."""
        return self.tr("Skapa &registret")

    @property
    def wants_keyring(self) -> bool:
        """Whether the system's key store shall open it too."""
        return self.ui.keyring.isChecked()

    def enter(self) -> None:
        """Whether there is a key store to trust is found out here."""
        self.ui.passphrase.setFocus()
        self.start.ask_program(
            lambda program: program.keyring_words(),
            done=self._show_keyring,
            failed=self.start.explain,
        )

    def leave(self, go_on: Callable[[], None]) -> None:
        """By the rules alone, twice the same; then the store is made and opened."""
        self.faults.clear()
        ui, answers = self.ui, self.start.answers
        passphrase = ui.passphrase.text()
        own_words = (answers.municipality_name, answers.user)

        def accepted(_: None) -> None:
            if ui.again.text() != passphrase:
                self._refused(
                    Rejected(
                        "passphrases_differ",
                        self.tr("De två lösenfraserna är inte lika. Skriv den en gång till."),
                        field="again",
                    )
                )
                return
            self.start.found(passphrase, done=made, failed=self._refused)

        def made() -> None:
            ui.passphrase.clear()
            ui.again.clear()
            if self.wants_keyring:
                self.start.desk.do_at(
                    self,
                    lambda place: place.keeper.remember_in_keyring(),
                    done=lambda _: go_on(),
                    failed=not_kept,
                )
            else:
                go_on()

        def not_kept(error: BaseException) -> None:
            go_on()
            self.start.explain(error)

        self.start.ask_program(
            lambda program: program.check_new_passphrase(passphrase, own_words=own_words),
            done=accepted,
            failed=self._refused,
        )

    def _refused(self, error: BaseException) -> None:
        if not isinstance(error, Refusal) or not self.faults.show(error):
            self.start.explain(error)

    def _show_keyring(self, words: str | None) -> None:
        self.ui.keyring.setVisible(words is not None)
        self.ui.keyring_note.setVisible(words is not None)
        self.ui.keyring_note.setText(words or "")
