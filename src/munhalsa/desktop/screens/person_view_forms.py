"""What is asked when the filters of the persons are saved under a name."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from munhalsa.desktop.dialogs.change import ChangeForm

translate = QCoreApplication.translate


def name_form(named: Callable[[str | None], str]) -> ChangeForm:
    """The name; ``named`` refuses one that is none."""
    return ChangeForm(
        what=translate("PersonViews", "Spara filtren som en vy"),
        explanation=translate(
            "PersonViews",
            "Vyn visar alltid dem som filtren stämmer på just då, med hur många de är. Den finns "
            "bara hos dig. Skriv ingen persons namn.",
        ),
        save=translate("PersonViews", "&Spara vyn"),
        words_label=translate("PersonViews", "&Namn på vyn"),
        command=lambda filled: named(filled.words),
    )
