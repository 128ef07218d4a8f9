"""What somebody writes in a field, told from what the program fills in itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit

_FILLING = "filling"


def on_typed(field: QLineEdit, run: Callable[[str], object]) -> None:
    """Run at each change of the text that is not from ``fill``.

    Assistive technology puts a text there without a key, which ``textEdited`` does not tell of.
    """

    def changed(text: str) -> None:
        if not field.property(_FILLING):
            run(text)

    field.textChanged.connect(changed)


def fill(field: QLineEdit, text: str) -> None:
    """Show a text that nobody wrote just now."""
    field.setProperty(_FILLING, True)
    field.setText(text)
    field.setProperty(_FILLING, False)
