"""What is asked about training and issuers, as it is drawn: with examples, of nobody."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from munhalsa.application.issuers import IssuerOverview
from munhalsa.application.list_trainings import TrainingToDo
from munhalsa.application.training_kinds import KindLine
from munhalsa.application.training_steps import TrainingSheet
from munhalsa.desktop.dialogs.fields import FieldsDialog, FieldsForm
from munhalsa.desktop.screens.training_forms import (
    TrainingDesk,
    add_form,
    cancel_form,
    change_form,
    end_issuer_form,
    hold_form,
    issuer_form,
    kind_form,
)
from munhalsa.desktop.window.main_window import MainWindow
from munhalsa.domain.issuer import IssuerStanding
from munhalsa.domain.training import (
    CancelledBy,
    Issuer,
    Participant,
    Training,
    TrainingState,
)

translate = QCoreApplication.translate
_DAY = date(2026, 11, 22)
_KIND = KindLine(code="practical", name=translate("Scenes", "Praktisk träning"), for_issuers=False)
_SHEET = TrainingSheet(
    training=Training(
        id="1",
        day=date(2026, 11, 20),
        kind="practical",
        hundredths=150,
        state=TrainingState.PLANNED,
        trainer="Robin Lind",
        place="Sal 2",
    ),
    kind=_KIND,
    units=(),
    participants=(
        Participant(id="p", training_id="1", name="Anna Jonsson"),
        Participant(id="q", training_id="1", name="Bo Ek"),
    ),
)
_EVA = IssuerStanding(
    issuer=Issuer(id="e", name="Eva Ek", sort_key="ek", account_id="a", from_day=_DAY),
    day=_DAY,
    months=24,
    trained=None,
    issued=None,
    handles=14,
)
_DESK = TrainingDesk(
    today=_DAY,
    to_do=TrainingToDo(sessions=1, units=3, issuers=1),
    kinds=(_KIND,),
    units=(),
    districts=(),
    issuers=IssuerOverview(
        issuers=(_EVA,),
        users={"a": "Eva Ek", "b": "Kim Lind"},
        places={},
        without_issuer=("Norr",),
        no_contact_person=True,
    ),
)


def add(window: MainWindow) -> QWidget:
    """A new session."""
    return _dialog(window, add_form(_DESK, unit="Alm; Ek"))


def hold(window: MainWindow) -> QWidget:
    """Who came."""
    return _dialog(window, hold_form(_DESK, _SHEET))


def change(window: MainWindow) -> QWidget:
    """Other details."""
    return _dialog(window, change_form(_DESK, _SHEET))


def cancel(window: MainWindow) -> QWidget:
    """Called off, with the deviation it may be."""
    offered = {
        CancelledBy.PROVIDER: translate("Scenes", "utbildning inte hållen"),
        CancelledBy.MUNICIPALITY: translate("Scenes", "personal kom inte till utbildning"),
    }
    return _dialog(window, cancel_form(_SHEET, offered, today=_DAY))


def kind(window: MainWindow) -> QWidget:
    """A kind of the municipality's own."""
    return _dialog(window, kind_form())


def issuer(window: MainWindow) -> QWidget:
    """Other details of an issuer."""
    return _dialog(window, issuer_form(_DESK, _EVA))


def end_issuer(window: MainWindow) -> QWidget:
    """Somebody leaves."""
    return _dialog(window, end_issuer_form(_DESK, _EVA))


SCENES: Mapping[str, Callable[[MainWindow], QWidget]] = MappingProxyType(
    {
        "training-new": add,
        "training-hold": hold,
        "training-change": change,
        "training-cancel": cancel,
        "training-kind": kind,
        "training-issuer": issuer,
        "training-issuer-end": end_issuer,
    }
)
"""By the name of each picture."""


def _dialog(window: MainWindow, form: FieldsForm) -> QWidget:
    return FieldsDialog(form, today=_DAY, look=window.look, parent=window)
