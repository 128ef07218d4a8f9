"""Made-up pictures of disposal: who is due, a list to look through, and the receipt."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from munhalsa.application.propose_disposal import DisposalLine, DisposalProposal, RuleLine
from munhalsa.application.request_disposal import OrderLine, OrderShown, RuleUsed
from munhalsa.desktop.dialogs.disposal import OrderDialog, ProposalDialog, ReceiptDialog
from munhalsa.desktop.dialogs.fields import FieldsDialog
from munhalsa.desktop.dialogs.passphrase import PassphraseDialog
from munhalsa.desktop.scenes_settled import scroll_to
from munhalsa.desktop.screens.settings import SettingsView
from munhalsa.desktop.screens.settings_disposal import (
    approve_words,
    carry_out_words,
    confirm_form,
    request_form,
    withdraw_form,
)
from munhalsa.desktop.view import Place
from munhalsa.desktop.window.main_window import MainWindow
from munhalsa.domain.disposal import StillOpen
from munhalsa.domain.two_people import ApprovalState

_DAY = date(2032, 2, 3)
_WHEN = datetime(2032, 2, 3, 9, 30, tzinfo=UTC)
translate = QCoreApplication.translate
_SOL = translate("Scenes", "Socialtjänst (SoL)")
_SOURCE = translate("Scenes", "Omsorgsnämndens gallringsbeslut ON 2026/17")


def _order(state: ApprovalState, **changes: object) -> OrderLine:
    waits, used = state is ApprovalState.WAITING, state is ApprovalState.USED
    values: dict[str, object] = {
        "id": state.value,
        "decision": "ON 2026/17",
        "looked_at": _DAY,
        "asked_for": 14,
        "state": state,
        "requested_by": "Kim Lind",
        "requested_at": _WHEN,
        "approved_by": None if waits else "Eva Ek",
        "approved_at": None if waits else _WHEN,
        "archive_first": not used,
        "delivered_at": None if waits or used else _WHEN,
        "delivered_sha256": None,
        "archive_reference": None,
        "carried_out_on": _DAY if used else None,
        "disposed": 13 if used else None,
        "left_out": 1 if used else None,
        "rows": 412 if used else None,
        "log_contents": 655 if used else None,
        "rules": (
            RuleUsed(name=_SOL, years=5, source=_SOURCE, assumption=None, persons=12),
            RuleUsed(
                name=translate("Scenes", "Stöd och service (LSS)"),
                years=5,
                source=translate("Scenes", "LSS (1993:387) 21 c och 21 d §§"),
                assumption=translate("Scenes", "Att registret räknas dit är ett antagande."),
                persons=1,
            ),
        )
        if used
        else (),
        "backups_gone_on": date(2033, 3, 3) if used else None,
        "may_approve": waits,
        "may_deliver": state is ApprovalState.APPROVED,
        "may_confirm": state is ApprovalState.APPROVED,
        "may_carry_out": False,
        "may_withdraw": not used,
    }
    made: Callable[..., OrderLine] = OrderLine
    return made(**{**values, **changes})


def _line(place: int, name: str, number: str, *, late: bool = False) -> DisposalLine:
    return DisposalLine(
        id=str(place),
        number=number,
        name=name,
        protected=False,
        rule=_SOL,
        last_note=date(2025, 4, 7) if late else date(2026, 11, 22),
        ended=date(2030, 4, 7) if late else date(2031, 11, 22),
        finish_by=date(2031, 12, 31) if late else date(2032, 12, 31),
        late=late,
    )


_DUE = (
    _line(1, translate("Scenes", "Åkesson, Ragnhild"), "193601016987", late=True),
    _line(2, "Ekwall, Torvald", "194001042383"),
    _line(3, "Wallgren, Sixten", "196001062626"),
)
_RULES = (
    RuleLine(regime="sol", name=_SOL, years=5, source=_SOURCE, assumption=None, decided=True),
    RuleLine(
        regime="patient",
        name="Patientuppgifter",
        years=10,
        source=translate("Scenes", "Patientdatalagen (2008:355) 3 kap. 17 §: minst tio år"),
        assumption=translate("Scenes", "Att hemsjukvårdens uppgifter räknas dit är ett antagande."),
        decided=False,
    ),
)
_RESEARCH = (_line(4, "Zetterqvist, Hillevi", "194001079120"),)


def panel(window: MainWindow) -> QWidget:
    """One that waits, one at the archive and one that is carried out."""
    window.go(Place(view="settings"))
    view = window.pages.current
    states = (ApprovalState.WAITING, ApprovalState.APPROVED, ApprovalState.USED)

    def show(_: None) -> None:
        if isinstance(view, SettingsView):
            view.disposal.show_lines([_order(state) for state in states])
            view.disposal.part.list.selectRow(1)
            scroll_to(window, view.disposal.receipt)

    window.desk.read(window, lambda _: None, done=show)
    return window


def proposal(window: MainWindow) -> QWidget:
    """Who is due, who is kept, and what stands in the way."""
    found = DisposalProposal(
        day=_DAY,
        rules=_RULES,
        due=_DUE,
        research=_RESEARCH,
        still_open={StillOpen.CERTIFICATE: 31, StillOpen.DEVIATION: 2},
        left_out_protected=1,
    )
    return ProposalDialog(found, window, window)


def nobody(window: MainWindow) -> QWidget:
    """Nobody is due."""
    found = DisposalProposal(
        day=_DAY, rules=_RULES, due=(), research=(), still_open={}, left_out_protected=0
    )
    return ProposalDialog(found, window, window)


def look_through(window: MainWindow) -> QWidget:
    """A list before it is approved."""
    shown = OrderShown(order=_order(ApprovalState.WAITING), persons=_DUE, fallen_away=1)
    return OrderDialog(shown, window, window)


def request(window: MainWindow) -> QWidget:
    """By which decision."""
    return FieldsDialog(request_form(), today=_DAY, look=window.look, parent=window)


def confirm(window: MainWindow) -> QWidget:
    """What the archive has said."""
    return FieldsDialog(confirm_form(), today=_DAY, look=window.look, parent=window)


def withdraw(window: MainWindow) -> QWidget:
    """Why it is withdrawn."""
    return FieldsDialog(withdraw_form(), today=_DAY, look=window.look, parent=window)


def approve(window: MainWindow) -> QWidget:
    """What is let through, and the passphrase."""
    return PassphraseDialog(approve_words(_order(ApprovalState.WAITING)), window.look, window)


def carry_out(window: MainWindow) -> QWidget:
    """What goes for good, and the passphrase."""
    return PassphraseDialog(carry_out_words(_order(ApprovalState.APPROVED)), window.look, window)


def receipt(window: MainWindow) -> QWidget:
    """What is left of it: the receipt."""
    return ReceiptDialog(_order(ApprovalState.USED), window, window)


SCENES: dict[str, Callable[[MainWindow], QWidget]] = {
    "settings-disposal": panel,
    "disposal-proposal": proposal,
    "disposal-nobody": nobody,
    "disposal-list": look_through,
    "disposal-request": request,
    "disposal-confirm": confirm,
    "disposal-withdraw": withdraw,
    "disposal-approve": approve,
    "disposal-carry-out": carry_out,
    "disposal-receipt": receipt,
}
