"""Registreringshjälp as it is drawn: the queue as it is, else an example, of nobody."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from munhalsa.application.export_profile import Subject
from munhalsa.application.registration_fields import HelpField
from munhalsa.application.registration_help import HelpRow
from munhalsa.desktop.screens.exchange import ExchangeView
from munhalsa.desktop.screens.registration import RegistrationPage
from munhalsa.desktop.screens.views import REGISTRATION, UNIT_QUEUE
from munhalsa.desktop.view import Place
from munhalsa.desktop.window.main_window import MainWindow

translate = QCoreApplication.translate
_VIEW = "exchange"


def queue(window: MainWindow) -> QWidget:
    """The certificates that wait; in an empty register that none does."""
    window.go(Place(view=_VIEW, about=REGISTRATION))
    return window


def units(window: MainWindow) -> QWidget:
    """The units that wait."""
    window.go(Place(view=_VIEW, about=f"{REGISTRATION}:{UNIT_QUEUE}"))
    return window


def copied(window: MainWindow) -> QWidget:
    """In the middle of a row: some fields are copied, and the next lies in the clipboard."""
    window.go(Place(view=_VIEW, about=REGISTRATION))
    view = window.pages.views[_VIEW]
    if isinstance(view, ExchangeView):
        page = view.registration
        once = Qt.ConnectionType.SingleShotConnection
        page.model.filled.connect(lambda _: _copy(window, page), once)
    return window


def fault(window: MainWindow) -> QWidget:
    """The municipality's own export profile cannot be used."""
    window.go(Place(view=_VIEW, about=REGISTRATION))
    view = window.pages.views[_VIEW]
    if isinstance(view, ExchangeView):
        page, once = view.registration, Qt.ConnectionType.SingleShotConnection
        told = translate(
            "Scenes", "Exportprofilen är fel: columns 3.field: fältet namn finns inte. Rätta filen."
        )
        page.model.filled.connect(lambda _: page.show_fault(told), once)
    return window


def _copy(window: MainWindow, page: RegistrationPage) -> None:
    def begin(_: None) -> None:
        if page.card.row is None:
            page.card.tell_empty(Subject.CERTIFICATE, empty=False)
            page.card.show_row(_example())
        for _each in range(3):
            page.copy.trigger()

    window.desk.read(window, lambda _: None, done=begin)


def _example() -> HelpRow:
    headings = (
        (translate("Scenes", "Personnummer"), "193601016987", False),
        (translate("Scenes", "Förnamn"), translate("Scenes", "Märta"), False),
        (translate("Scenes", "Boendeenhet"), translate("Scenes", "Björkgläntan"), True),
        (translate("Scenes", "Gatuadress"), translate("Scenes", "Parkgatan 4"), True),
        (translate("Scenes", "Behandlare"), "", False),
    )
    return HelpRow(
        id="",
        name=translate("Scenes", "Märta Andersson"),
        action=translate("Scenes", "Ändrad boendeenhet"),
        changes=(translate("Scenes", "Ändrad boendeenhet"), translate("Scenes", "Ändrad adress")),
        fields=tuple(
            HelpField(heading=heading, text=text, changed=changed, step=bool(text))
            for heading, text, changed in headings
        ),
        shown=frozenset(),
        reference="VGR-17",
    )


SCENES: Mapping[str, Callable[[MainWindow], QWidget]] = MappingProxyType(
    {
        "registration": queue,
        "registration-units": units,
        "registration-copied": copied,
        "registration-fault": fault,
    }
)
"""By the name of each picture."""
