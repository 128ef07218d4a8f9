"""The recovery code: shown and printed, then typed back in part with the code out of sight."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt

from munhalsa.application.print_recovery import print_recovery_code
from munhalsa.desktop.first_start.page import Page, Start
from munhalsa.desktop.forms.first_start_recovery import RecoveryPageForm
from munhalsa.desktop.forms.first_start_type_back import TypeBackPageForm
from munhalsa.desktop.printing.showing import print_and_show
from munhalsa.desktop.widgets.field_message import FieldMessage

GROUPS = (3, 6)
"""The groups of the code that are typed back, the first being 1."""

_ALIKE = str.maketrans("OIL", "011")


class RecoveryPage(Page):
    """Shows the code large, and prints it."""

    def __init__(self, start: Start) -> None:
        super().__init__(start)
        self.ui = ui = RecoveryPageForm()
        ui.set_up(self)
        ui.intro.setText(
            self.tr(
                "Med återställningskoden kommer ni in om lösenfrasen glöms. Den visas bara nu. "
                "Skriv ut den och lås in den, till exempel i kommunens kassaskåp."
            )
        )
        ui.note.setText(
            self.tr("Den som har koden och datorn kan öppna registret, så lägg den inte framme.")
        )
        code = " ".join((start.answers.recovery_code or "").split("-"))
        ui.code.setText(code)
        ui.code.setAccessibleName(self.tr("Återställningskod: {0}").format(code))
        flags = Qt.TextInteractionFlag
        ui.code.setTextInteractionFlags(
            flags.TextSelectableByKeyboard | flags.TextSelectableByMouse
        )
        ui.print.clicked.connect(self._print)

    @property
    def title(self) -> str:
        """The heading."""
        return self.tr("Återställningskod")

    def enter(self) -> None:
        """Printing comes first."""
        self.ui.print.setFocus()

    def _print(self) -> None:
        answers = self.start.answers
        code, name = answers.recovery_code or "", Path(answers.store).name
        print_and_show(
            self.start,
            lambda place, out: print_recovery_code(
                place.context, place.printer, code=code, store_name=name, out=out
            ),
            name="aterstallningskod",
            title=self.tr("Återställningskod"),
            parent=self,
        )


class TypeBackPage(Page):
    """Two of the groups are typed, from the paper."""

    def __init__(self, start: Start) -> None:
        super().__init__(start)
        self.ui = ui = TypeBackPageForm()
        ui.set_up(self)
        ui.intro.setText(
            self.tr(
                "Visa att koden är sparad: skriv två av dess grupper från papperet. Gå bakåt om "
                "den inte är utskriven än."
            )
        )
        groups = (start.answers.recovery_code or "").split("-")
        fields = ((ui.first_label, ui.first), (ui.second_label, ui.second))
        self._wanted = []
        for (label, field), number in zip(fields, GROUPS, strict=True):
            label.setText(self.tr("Grupp &{0}").format(number))
            message = FieldMessage(field, self)
            ui.column.insertWidget(ui.column.indexOf(field) + 1, message)
            field.setMaximumWidth(start.look.sizes.px(180))
            self._wanted.append((field, message, groups[number - 1]))

    @property
    def title(self) -> str:
        """The heading."""
        return self.tr("Är koden sparad?")

    def enter(self) -> None:
        """The first group."""
        self.ui.first.setFocus()

    def leave(self, go_on: Callable[[], None]) -> None:
        """Both must be right; the code is then forgotten."""
        wrong = []
        for field, message, group in self._wanted:
            message.clear()
            if _plain(field.text()) != _plain(group):
                message.say(self.tr("Det stämmer inte med koden. Jämför tecken för tecken."))
                wrong.append(field)
        if wrong:
            wrong[0].setFocus()
            return
        self.start.answers.recovery_code = None
        go_on()


def _plain(text: str) -> str:
    """Letters that are taken for figures count as those, as when the code is used."""
    return "".join(text.split()).replace("-", "").upper().translate(_ALIKE)
