"""The first step and what it leads to besides a new register: one that exists, or the example."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QRadioButton

from munhalsa.application.workplace import Tried
from munhalsa.desktop.first_start.page import Goal, Page, Start, choose_folder, show_typed
from munhalsa.desktop.forms.first_start_example import ExamplePageForm
from munhalsa.desktop.forms.first_start_existing import ExistingPageForm
from munhalsa.desktop.forms.first_start_welcome import WelcomePageForm
from munhalsa.desktop.widgets.field_message import Faults, FieldMessage
from munhalsa.domain.refusal import Refusal, Rejected

_BETWEEN, _AROUND = 8, 4


class WelcomePage(Page):
    """A new register, one that exists, one out of a backup, or the example."""

    def __init__(self, start: Start) -> None:
        super().__init__(start)
        self.ui = ui = WelcomePageForm()
        ui.set_up(self)
        ui.intro.setText(
            self.tr(
                "Munhälsa håller reda på vilka som har intyg om N-tandvård, vad de har svarat om "
                "munhälsobedömning och vad som ska registreras i Intygsbeställningen. Allt ligger "
                "krypterat hos er. Ingenting skickas någonstans."
            )
        )
        ui.new_note.setText(self.tr("För kommunens första användare. Det tar ungefär fem minuter."))
        ui.existing_note.setText(
            self.tr("Ett register som någon redan har skapat, här eller i en delad databas.")
        )
        ui.backup_note.setText(self.tr("När registret är skadat eller borta, eller datorn är ny."))
        ui.example_note.setText(
            self.tr("En påhittad kommun att pröva allt i. Ingen av personerna finns.")
        )
        ui.intro.setContentsMargins(0, 0, 0, _BETWEEN)
        for note in (ui.new_note, ui.existing_note, ui.backup_note, ui.example_note):
            # Under the words of the choice that it is about, and apart from the next one.
            note.setIndent(ui.new_register.iconSize().width() + _BETWEEN + 2 * _AROUND)
            note.setContentsMargins(0, 0, 0, _BETWEEN)
        ui.new_register.setChecked(True)

    @property
    def title(self) -> str:
        """The heading."""
        return self.tr("Välkommen")

    def enter(self) -> None:
        """At what is chosen."""
        self._chosen().setFocus()

    def leave(self, go_on: Callable[[], None]) -> None:
        """The example is made ready here, as it takes a moment."""
        answers = self.start.answers
        answers.goal = {
            self.ui.new_register: Goal.NEW,
            self.ui.existing: Goal.EXISTING,
            self.ui.backup: Goal.BACKUP,
            self.ui.example: Goal.EXAMPLE,
        }[self._chosen()]
        if answers.goal is not Goal.EXAMPLE:
            go_on()
            return
        which = self.start.desk.which

        def ready(tried: Tried) -> None:
            answers.example = tried
            go_on()

        self.start.ask_program(
            lambda program: program.try_example(which), done=ready, failed=self.start.explain
        )

    def _chosen(self) -> QRadioButton:
        ui = self.ui
        radios = (ui.new_register, ui.existing, ui.backup, ui.example)
        return next(radio for radio in radios if radio.isChecked())


class ExistingPage(Page):
    """Where it is, who one is, and the passphrase."""

    def __init__(self, start: Start) -> None:
        super().__init__(start)
        self.ui = ui = ExistingPageForm()
        ui.set_up(self)
        ui.intro.setText(
            self.tr(
                "Välj mappen där registret ligger, eller skriv adressen till den delade databasen "
                "(postgresql://namn@server/databas)."
            )
        )
        fields = {"store": ui.store, "user": ui.user, "passphrase": ui.passphrase}
        messages = {name: FieldMessage(field, self) for name, field in fields.items()}
        for name, before in (
            ("store", ui.store_row),
            ("user", ui.user_note),
            ("passphrase", ui.passphrase),
        ):
            ui.column.insertWidget(ui.column.indexOf(before) + 1, messages[name])
        self.faults = Faults(messages)
        self._store_message = messages["store"]
        ui.browse.clicked.connect(
            lambda: choose_folder(ui.store, self.tr("Välj registrets mapp"), self)
        )
        ui.show_passphrase.toggled.connect(lambda shown: show_typed((ui.passphrase,), shown))

    @property
    def title(self) -> str:
        """The heading."""
        return self.tr("Öppna ett register")

    @property
    def next_text(self) -> str:
        """It is opened."""
        return self.tr("&Öppna")

    def enter(self) -> None:
        """First where it is."""
        self.ui.store.setFocus()

    def leave(self, go_on: Callable[[], None]) -> None:
        """Open it; what goes wrong is told at the field it is about."""
        self.faults.clear()
        ui, desk = self.ui, self.start.desk
        store, user = ui.store.text().strip(), ui.user.text().strip()
        if not store:
            self._refused(
                Rejected(
                    "store_missing", self.tr("Välj mappen eller skriv adressen."), field="store"
                )
            )
            return
        desk.turn_to(replace(desk.which, store=store, user=user or None))

        def opened() -> None:
            ui.passphrase.clear()
            go_on()

        self.start.open_store(ui.passphrase.text() or None, done=opened, failed=self._refused)

    def _refused(self, error: BaseException) -> None:
        if isinstance(error, Refusal):
            if not self.faults.show(error):
                self._store_message.say(error.message)
                self.ui.store.setFocus()
        else:
            self.start.explain(error)


class ExamplePage(Page):
    """The example is ready; what opens it is told."""

    def __init__(self, start: Start) -> None:
        super().__init__(start)
        self.ui = ui = ExamplePageForm()
        ui.set_up(self)
        ui.intro.setText(
            self.tr(
                "Exempelkommunen är klar, med påhittade boendeenheter, personer och intyg. Pröva "
                "vad du vill: inget här rör ert eget register."
            )
        )
        ui.note.setText(
            self.tr(
                "Fönstret låser sig när du har varit borta en stund, och då behövs lösenfrasen. "
                "Exemplet finns kvar till nästa gång du väljer det här."
            )
        )
        ui.passphrase.setReadOnly(True)

    @property
    def title(self) -> str:
        """The heading."""
        return self.tr("Prova med exempelkommunen")

    @property
    def next_text(self) -> str:
        """It is opened."""
        return self.tr("&Öppna exemplet")

    def enter(self) -> None:
        """The passphrase can be read and copied."""
        example = self.start.answers.example
        if example is not None:
            self.ui.passphrase.setText(example.passphrase)
        self.ui.passphrase.setFocus()

    def leave(self, go_on: Callable[[], None]) -> None:
        """Open it; the next start asks again what one wants."""
        example, desk = self.start.answers.example, self.start.desk
        if example is None:
            return
        desk.turn_to(replace(desk.which, store=example.store, user=example.user, remember=False))
        self.start.open_store(example.passphrase, done=go_on, failed=self.start.explain)
