"""Spara listan …: the lists that are shown, wherever in the window, and what narrows them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QWidget

from munhalsa.desktop.models.listing import ShowsList
from munhalsa.desktop.view import Frame
from munhalsa.desktop.widgets.filter_bar import Chip
from munhalsa.desktop.widgets.unit_picker import UnitPicker

if TYPE_CHECKING:
    from munhalsa.desktop.dialogs.save_list import Offer, SaveListDialog

_TYPED = "typed"


def lists_in(root: QWidget) -> list[QWidget]:
    """The lists that are shown there, the one that has the focus first."""
    found = [
        widget
        for widget in (root, *root.findChildren(QWidget))
        if isinstance(widget, ShowsList) and (widget is root or widget.isVisibleTo(root))
    ]
    focus = root.window().focusWidget()
    return sorted(found, key=lambda one: one is not focus)


def offers_in(root: QWidget, *, name: str, searched: str = "") -> Sequence[Offer]:
    """Each list as it can be saved, told by what is chosen and typed around it."""
    from munhalsa.desktop.dialogs.save_list import Offer

    return [
        Offer(name=name, listing=one.listing(), told=tuple(_told(root, one, searched)))
        for one in lists_in(root)
        if isinstance(one, ShowsList)
    ]


def open_saving(
    root: QWidget, frame: Frame, *, name: str, searched: str = ""
) -> SaveListDialog | None:
    """Ask what is needed to save what is shown there; None where there is no list."""
    from munhalsa.desktop.dialogs.save_list import SaveListDialog

    offers = offers_in(root, name=name, searched=searched)
    if not offers:
        return None
    dialog = SaveListDialog(offers, frame, root)
    dialog.open()
    return dialog


def saving_button(dialog: QWidget, frame: Frame, *, name: str) -> QPushButton:
    """A button for it, to be put into a dialog that shows a list."""
    button = QPushButton(dialog.tr("Spara &listan …"), dialog)
    button.setAutoDefault(False)
    button.clicked.connect(lambda: open_saving(dialog, frame, name=name))
    return button


def _told(root: QWidget, shown: QWidget, searched: str) -> Iterator[tuple[str, str]]:
    """In words: the page's heading, what is chosen and what is typed."""
    headings = [
        label.text()
        for label in root.findChildren(QLabel)
        if label.property("look") == "page" and label.isVisibleTo(root) and label.text()
    ]
    if headings:
        yield root.tr("Vy"), headings[0]
    chosen = [
        chip.accessibleName() or chip.text()
        for chip in root.findChildren(Chip)
        if chip.isVisibleTo(root) and chip.isChecked()
    ]
    chosen += [
        box.currentText()
        for box in root.findChildren(QComboBox)
        if box.parentWidget() is shown.parentWidget() and box.isVisibleTo(root)
    ]
    typed = [
        field
        for field in root.findChildren(QLineEdit)
        if (isinstance(field, UnitPicker) or field.objectName() == _TYPED)
        and field.isVisibleTo(root)
        and field.text().strip()
    ]
    chosen += [field.text() for field in typed if isinstance(field, UnitPicker)]
    if chosen:
        yield root.tr("Filter"), "; ".join(chosen)
    if searched.strip() or any(not isinstance(field, UnitPicker) for field in typed):
        # What was typed may be somebody's name or number.
        yield root.tr("Sökning"), root.tr("ja; orden står inte här")
