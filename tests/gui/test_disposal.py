"""Disposal from the settings: looked at, asked for, approved by another, carried out, printed."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from PySide6.QtWidgets import QDialog
from sqlalchemy import text

from munhalsa.adapters.store.store import SqlStore
from munhalsa.application.context import Context
from munhalsa.application.request_disposal import (
    approve_disposal,
    list_disposals,
    request_disposal,
)
from munhalsa.desktop.dialogs.disposal import OrderDialog, ProposalDialog, ReceiptDialog
from munhalsa.desktop.printing.preview import PreviewDialog
from munhalsa.desktop.screens.settings import SettingsView
from munhalsa.desktop.view import Place
from munhalsa.desktop.window.main_window import MainWindow
from munhalsa.domain.account import Account, Role, RoleGrant
from munhalsa.domain.person import Person
from tests.gui.test_organisation import fill, press, rows
from tests.gui.test_whole import _do, _give
from tests.support.deeds import FAMILY, add, found, register
from tests.support.founded import PASSPHRASE
from tests.support.windows import settle

_EVA = "01900000-0000-7000-8000-0000000000e0"


def _somebody_of_long_ago(context: Context) -> None:
    register(context)
    with cast("SqlStore", context.store).engine.begin() as connection:
        connection.execute(
            text("UPDATE person SET changed_at = '2015-03-01T00:00:00.000000+00:00'")
        )


def _let_in_eva(context: Context) -> None:
    grant = RoleGrant(id=context.new_id(), account_id=_EVA, role=Role.COORDINATOR)
    add(context, Account(id=_EVA, name="Eva Ek"), grant)


def _of_eva(context: Context) -> Context:
    session = replace(context.session, account_id=_EVA, name="Eva Ek", confirmed=True)
    return replace(context, session=session)


def _as_eva(context: Context) -> None:
    approve_disposal(_of_eva(context), list_disposals(context)[0].id)


def _shown(window: MainWindow, kind: type[QDialog]) -> QDialog:
    settle(window.desk.tasks)
    (dialog,) = [one for one in window.findChildren(kind) if one.isVisible()]
    return dialog


def test_who_has_stood_the_time_goes_for_good_when_two_say_so(window: MainWindow) -> None:
    _do(window, _somebody_of_long_ago)
    _do(window, _let_in_eva)
    window.go(Place(view="settings"))
    settle(window.desk.tasks)
    view = window.pages.views["settings"]
    assert isinstance(view, SettingsView)
    panel = view.disposal
    press(window, panel.propose)
    proposal = cast("ProposalDialog", _shown(window, ProposalDialog))
    assert FAMILY in rows(proposal.due)[0][0]
    assert rows(proposal.due)[0][3] == "2021-12-31, försenad"
    press(window, proposal.leave)
    _do(window, lambda context: request_disposal(_of_eva(context), decision="ON 2026/16"))
    panel.load()
    settle(window.desk.tasks)
    press(window, panel.withdraw)
    fill(window, reason="")
    assert rows(panel.part.list)[0][2] == "Återkallad"
    assert not panel.withdraw.isEnabled()
    assert not panel.look_through.isEnabled()
    _do(window, lambda context: request_disposal(_of_eva(context), decision="ON 2026/16"))
    panel.load()
    settle(window.desk.tasks)
    panel.part.list.selectRow(0)
    press(window, panel.look_through)
    press(window, cast("OrderDialog", _shown(window, OrderDialog)).approve)
    _give(window, PASSPHRASE)
    assert rows(panel.part.list)[0][2].startswith("Godkänd av ")
    assert not panel.carry_out.isEnabled()
    press(window, panel.request)
    assert fill(window, decision="").isVisible(), "a decision is needed"
    fill(window, decision="ON 2026/17")
    assert rows(panel.part.list)[0][1:] == ["ON 2026/17 · 1 person", "Väntar på godkännande"]
    panel.part.list.selectRow(0)
    press(window, panel.look_through)
    order = cast("OrderDialog", _shown(window, OrderDialog))
    assert FAMILY in rows(order.persons)[0][0]
    assert not order.approve.isVisible(), "nobody approves what they asked for"
    press(window, order.leave)
    _do(window, _as_eva)
    panel.load()
    settle(window.desk.tasks)
    assert rows(panel.part.list)[0][2] == "Godkänd av Eva Ek"

    press(window, panel.carry_out)
    _give(window, PASSPHRASE)

    receipt = cast("ReceiptDialog", _shown(window, ReceiptDialog))
    assert "Gallrade personer: 1" in receipt.facts
    assert FAMILY not in receipt.facts
    left: list[list[Person]] = []
    _do(window, lambda context: left.append(found(context, Person)))
    assert left == [[]]
    assert rows(panel.part.list)[0][2] == "Utförd, godkänd av Eva Ek"
    press(window, receipt.print_button)
    preview = _shown(window, PreviewDialog)
    preview.reject()
    receipt.reject()
    assert not panel.carry_out.isEnabled()
    assert panel.receipt.isEnabled()
