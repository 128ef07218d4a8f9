"""The last steps: what Intygsbeställningen has already, and the lists one has."""

from __future__ import annotations

from collections.abc import Callable

from munhalsa.application.import_table.kinds import KindName
from munhalsa.desktop.first_start.page import Page, Start
from munhalsa.desktop.forms.first_start_lists import ListsPageForm
from munhalsa.desktop.forms.first_start_registered import RegisteredPageForm
from munhalsa.desktop.screens.exchange_import import ImportPanel
from munhalsa.desktop.screens.exchange_words import kind_word
from munhalsa.desktop.widgets.field_message import FieldMessage


class RegisteredPage(Page):
    """Are the certificates there already?"""

    def __init__(self, start: Start) -> None:
        super().__init__(start)
        self.ui = ui = RegisteredPageForm()
        ui.set_up(self)
        ui.intro.setText(
            self.tr(
                "Frågan gäller intygen och boendeenheterna i de listor ni har i dag. Svaret avgör "
                "om de ska stå i kön till Intygsbeställningen när de tas in."
            )
        )
        ui.yes_note.setText(self.tr("Bara det som ändras från och med nu hamnar i kön."))
        ui.no_note.setText(self.tr("Allt som tas in hamnar i kön, så att ingen glöms bort."))
        self.message = FieldMessage(ui.yes, self)
        ui.column.insertWidget(ui.column.indexOf(ui.no_note) + 1, self.message)

    @property
    def title(self) -> str:
        """The heading."""
        return self.tr("Finns era intyg redan i Intygsbeställningen?")

    def enter(self) -> None:
        """No answer is proposed."""
        self.ui.yes.setFocus()

    def leave(self, go_on: Callable[[], None]) -> None:
        """It must be answered."""
        if not (self.ui.yes.isChecked() or self.ui.no.isChecked()):
            self.message.say(self.tr("Välj ett av svaren."))
            self.ui.yes.setFocus()
            return
        self.message.clear()
        self.start.answers.registered = self.ui.yes.isChecked()
        go_on()


class ListsPage(Page):
    """Units, then persons, out of the lists one has; or later."""

    def __init__(self, start: Start) -> None:
        super().__init__(start)
        self.ui = ui = ListsPageForm()
        ui.set_up(self)
        ui.intro.setText(
            self.tr(
                "Ta in boendeenheterna först och sedan personerna, om ni har listor. Annars går "
                "det bra att göra senare, under Ta in och lämna ut."
            )
        )
        self._taken: list[KindName] = []
        self.importing = ImportPanel(start, self)
        ui.column.insertWidget(ui.column.indexOf(ui.taken) + 1, self.importing)
        self.importing.turned.connect(self._turn)
        self.importing.taken_in.connect(self._note)
        ui.taken.setVisible(False)

    @property
    def title(self) -> str:
        """The heading."""
        return self.tr("Ta in listorna ni har")

    @property
    def next_text(self) -> str:
        """All of it is done."""
        return self.tr("&Till första intyget")

    def enter(self) -> None:
        """The answer of the step before holds for every list."""
        self.importing.set_registered(self.start.answers.registered)
        self.importing.focus_first()

    def _turn(self, to_result: bool) -> None:
        self.start.quiet()
        self.start.hold(held=self.importing.under_way)
        self.ui.column.setStretchFactor(self.importing, 1 if to_result else 0)

    def _note(self, kind: str) -> None:
        if KindName(kind) not in self._taken:
            self._taken.append(KindName(kind))
        names = ", ".join(map(kind_word, self._taken))
        self.ui.taken.setText(self.tr("Intaget: {0}.").format(names))
        self.ui.taken.setVisible(True)
