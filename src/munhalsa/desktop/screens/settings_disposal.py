"""Inställningar, gallring: who is due, what is asked for, who approved it, and the receipts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from munhalsa.application.carry_out_disposal import (
    WHAT_GOES,
    DisposalDone,
    carry_out_disposal,
)
from munhalsa.application.context import Context
from munhalsa.application.deliver_disposal import Delivered, confirm_delivery, deliver_disposal
from munhalsa.application.disposal_receipt import print_receipt, receipt_of
from munhalsa.application.disposal_words import STATE_WORDS, order_state_words
from munhalsa.application.ports import Changes
from munhalsa.application.propose_disposal import DisposalProposal, propose_disposal
from munhalsa.application.request_disposal import (
    OrderLine,
    OrderShown,
    approve_disposal,
    list_disposals,
    request_disposal,
    show_disposal,
)
from munhalsa.application.withdraw_disposal import withdraw_disposal
from munhalsa.application.workplace import Workplace
from munhalsa.desktop.dialogs.disposal import OrderDialog, ProposalDialog, ReceiptDialog
from munhalsa.desktop.dialogs.fields import Field, FieldsForm
from munhalsa.desktop.dialogs.passphrase import Deed
from munhalsa.desktop.dialogs.whole_keys import WholeKeysDialog
from munhalsa.desktop.printing.showing import print_and_show
from munhalsa.desktop.screens.form_steps import ask_fields
from munhalsa.desktop.screens.out_steps import choose_out, with_passphrase
from munhalsa.desktop.screens.settings_organisation import Part
from munhalsa.desktop.theme import Tone
from munhalsa.desktop.view import Frame
from munhalsa.domain.account import Permission
from munhalsa.domain.swedish import counted
from munhalsa.domain.two_people import ApprovalState

translate = QCoreApplication.translate
DISPOSAL_KINDS = frozenset({"disposal", "account", "role_grant"})


class DisposalPanel(QWidget):
    """Every disposal with its steps; only for whoever may see the receipts."""

    def __init__(self, frame: Frame, parent: QWidget) -> None:
        super().__init__(parent)
        self._frame = frame
        self._shown: Sequence[OrderLine] = ()
        self.dialog: QWidget | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.part = Part(
            self.tr("Gallring"),
            self.tr(
                "Uppgifter vars tid har gått ut tas bort för gott. En kontaktperson "
                "begär, en annan ser igenom listan och godkänner, och den som begärde utför "
                "gallringen inom 30 dagar. Det går aldrig att ångra."
            ),
            (self.tr("Begärd"), self.tr("Beslut och antal"), self.tr("Läge")),
            frame.look,
            self,
        )
        column.addWidget(self.part)
        add = self.part.add_button
        self.propose = add(self.tr("Vilka &ska gallras …"), self._propose)
        self.request = add(self.tr("Begär ga&llring …"), self._request)
        self.look_through = add(self.tr("Se &igenom listan …"), self._look_through)
        self.deliver = add(self.tr("Skriv till arki&vet …"), self._deliver)
        self.confirm = add(self.tr("Arkivets kvitt&o …"), self._confirm)
        self.carry_out = add(self.tr("&Utför gallringen …"), self._carry_out)
        self.withdraw = add(self.tr("&Återkalla …"), self._withdraw)
        self.receipt = add(self.tr("Visa &kvittot …"), self._receipt)
        self.part.list.itemSelectionChanged.connect(self._show_state)
        frame.look.changed.connect(self.part.list.fit)
        self._show_state()

    @property
    def fields(self) -> Sequence[QWidget]:
        """What Tab goes through, in order."""
        return (
            *(self.part.list, self.propose, self.request, self.look_through),
            *(self.deliver, self.confirm, self.carry_out, self.withdraw, self.receipt),
        )

    def load(self) -> None:
        """Fill the list, or hide all of it."""
        shown = self._frame.desk.may_everywhere(Permission.SEE_DISPOSALS)
        self.setVisible(shown)
        if shown:
            self._frame.desk.read(self, list_disposals, done=self.show_lines, latest="disposals")

    def take_in(self, changes: Changes) -> None:
        """Something was changed."""
        if not self.isHidden() and (not changes.kinds or DISPOSAL_KINDS & changes.kinds):
            self.load()

    def show_lines(self, found: Sequence[OrderLine]) -> None:
        """The disposals as they stand."""
        self._shown = found
        self.part.list.show_rows([(line.id, row_of(line)) for line in found])
        self._show_state()

    def _show_state(self) -> None:
        line = self._chosen()
        disposes = self._frame.desk.may(Permission.DISPOSE)
        self.propose.setEnabled(disposes)
        self.request.setEnabled(disposes)
        used = line is not None and line.state is ApprovalState.USED
        self.look_through.setEnabled(line is not None and line.may_withdraw)
        # Where nothing can be changed the roles say nothing of what can be done.
        changes = None if self._frame.desk.reads_only else line
        self.withdraw.setEnabled(changes is not None and changes.may_withdraw)
        self.deliver.setEnabled(changes is not None and changes.may_deliver)
        self.confirm.setEnabled(changes is not None and changes.may_confirm)
        self.carry_out.setEnabled(changes is not None and changes.may_carry_out)
        self.receipt.setEnabled(used)

    def _chosen(self) -> OrderLine | None:
        chosen = self.part.list.chosen
        return next((line for line in self._shown if line.id == chosen), None)

    def _of_chosen(self, do: Callable[[OrderLine], None]) -> None:
        line = self._chosen()
        if line is not None:
            do(line)

    # Looking.

    def _propose(self) -> None:
        def done(found: DisposalProposal) -> None:
            self._open(ProposalDialog(found, self._frame, self.window()))

        self._frame.desk.read(self, propose_disposal, done=done)

    def _look_through(self) -> None:
        def look(line: OrderLine) -> None:
            def done(shown: OrderShown) -> None:
                dialog = OrderDialog(shown, self._frame, self.window())
                dialog.approved.connect(lambda: self._approve(line))
                self._open(dialog)

            self._frame.desk.read(self, partial(show_disposal, request=line.id), done=done)

        self._of_chosen(look)

    def _receipt(self) -> None:
        self._of_chosen(self.show_receipt)

    def show_receipt(self, line: OrderLine) -> None:
        """The receipt, which can be printed."""
        dialog = ReceiptDialog(line, self._frame, self.window())
        dialog.printed.connect(lambda: self._print(line.id))
        self._open(dialog)

    def _print(self, request: str) -> None:
        def make(place: Workplace, out: Path) -> object:
            receipt = receipt_of(place.context, request)
            return print_receipt(place.context, place.printer, receipt, out=out)

        title = self.tr("Kvitto på gallring")
        print_and_show(self._frame, make, name="gallring", title=title, parent=self.window())

    def _open(self, dialog: ProposalDialog | OrderDialog | ReceiptDialog) -> None:
        self.dialog = dialog
        dialog.open()

    # Doing.

    def _request(self) -> None:
        self._ask(
            request_form(),
            lambda context, asked: request_disposal(context, **asked),
            self.tr("Begäran är gjord. En annan kontaktperson ser igenom listan och godkänner."),
        )

    def _approve(self, line: OrderLine) -> None:
        with_passphrase(
            self._frame,
            self,
            approve_words(line),
            lambda place: approve_disposal(place.context, line.id),
            done=lambda _: self._frame.say(
                self.tr("Gallringen är godkänd. Den som begärde den har 30 dagar på sig.")
            ),
        )

    def _withdraw(self) -> None:
        def withdraw(line: OrderLine) -> None:
            self._ask(
                withdraw_form(),
                lambda context, asked: withdraw_disposal(context, line.id, **asked),
                self.tr("Begäran är återkallad. Ingen gallras efter den."),
            )

        self._of_chosen(withdraw)

    def _deliver(self) -> None:
        def deliver(line: OrderLine) -> None:
            choose_out(
                self,
                self.tr("Skriv leveransen till arkivet"),
                name="leverans",
                suffix="zip",
                chosen=lambda out: self.deliver_to(line.id, out),
            )

        self._of_chosen(deliver)

    def deliver_to(self, request: str, out: Path) -> None:
        """Ask for the passphrase and write the file; its keys are shown once."""

        def done(delivered: Delivered) -> None:
            keys = WholeKeysDialog(delivered.written, self._frame.look, self.window())
            self.dialog = keys
            keys.open()

        with_passphrase(
            self._frame,
            self,
            self.tr("Filen innehåller allt om dem som står på listan."),
            lambda place: deliver_disposal(place.context, place.keeper, request, out=out),
            done=done,
        )

    def _confirm(self) -> None:
        def confirm(line: OrderLine) -> None:
            self._ask(
                confirm_form(),
                lambda context, asked: confirm_delivery(context, line.id, **asked),
                self.tr("Arkivets kvitto är antecknat. Gallringen kan utföras."),
            )

        self._of_chosen(confirm)

    def _carry_out(self) -> None:
        def carry_out(line: OrderLine) -> None:
            with_passphrase(
                self._frame,
                self,
                carry_out_words(line),
                lambda place: carry_out_disposal(place.context, place.keeper, line.id),
                done=self._carried_out,
            )

        self._of_chosen(carry_out)

    def _carried_out(self, done: DisposalDone) -> None:
        for warning in done.warnings:
            self._frame.say(warning.message, tone=Tone.WARN)
        self.show_receipt(done.order)

    def _ask(
        self,
        form: FieldsForm,
        deed: Callable[[Context, dict[str, str]], object],
        told: str,
    ) -> None:
        self.dialog = ask_fields(
            self._frame,
            self,
            form,
            deed,
            shown=(),
            done=lambda _: self._frame.say(told),
            today=date.max,
        )


def row_of(line: OrderLine) -> tuple[str, str, str]:
    """A disposal as the list shows it."""
    when = line.requested_at.astimezone().strftime("%Y-%m-%d %H:%M")
    state = order_state_words(line)
    if line.approved_by is not None:
        by = translate("Disposal", "godkänd av {0}").format(line.approved_by)
        approved = STATE_WORDS[ApprovalState.APPROVED]
        waits = state.startswith(approved)
        state = by + state.removeprefix(approved) if waits else f"{state}, {by}"
    count = line.asked_for if line.disposed is None else line.disposed
    many = translate("Disposal", "{0} · {1} personer")
    one = translate("Disposal", "{0} · 1 person")
    what = one.format(line.decision) if count == 1 else many.format(line.decision, count)
    return f"{when} · {line.requested_by}", what, state[:1].upper() + state[1:]


def approve_words(line: OrderLine) -> Deed:
    """What is let through."""
    why = translate(
        "Disposal",
        "{0} begär att {1} gallras enligt {2}. Har du sett igenom listan och godkänner "
        "den skriver du din lösenfras.",
    )
    return Deed(
        translate("Disposal", "Godkänn gallringen"),
        why.format(line.requested_by, _persons(line), line.decision),
        translate("Disposal", "&Godkänn"),
    )


def carry_out_words(line: OrderLine) -> Deed:
    """What goes for good."""
    heading = translate("Disposal", "Gallra {0} för gott?").format(_persons(line))
    words = translate("Disposal", "{0} gallras enligt {1}.")
    return Deed(
        heading,
        f"{words.format(_persons(line), line.decision)} {WHAT_GOES}",
        translate("Disposal", "&Gallra för gott"),
        for_good=True,
    )


def _persons(line: OrderLine) -> str:
    return counted(line.asked_for, "person", "personer")


def request_form() -> FieldsForm:
    """By which decision."""
    return FieldsForm(
        what=translate("Disposal", "Begär gallring"),
        explanation=translate(
            "Disposal",
            "Alla som ska gallras i dag sätts på listan. Beslutet står i loggen och på kvittot. En "
            "annan kontaktperson ska se igenom listan och godkänna den.",
        ),
        save=translate("Disposal", "&Begär"),
        fields=(Field(name="decision", label=translate("Disposal", "&Kommunens beslut")),),
        command=lambda filled: {"decision": filled["decision"] or ""},
    )


def withdraw_form() -> FieldsForm:
    """Why, for whoever wants to say."""
    return FieldsForm(
        what=translate("Disposal", "Återkalla begäran"),
        explanation=translate(
            "Disposal",
            "Ingen gallras efter begäran, som står kvar som återkallad. Ska någon ändå gallras "
            "görs en ny begäran.",
        ),
        save=translate("Disposal", "&Återkalla"),
        fields=(Field(name="reason", label=translate("Disposal", "&Skäl, om det behövs")),),
        command=lambda filled: {"reason": filled["reason"] or ""},
    )


def confirm_form() -> FieldsForm:
    """What the archive has said."""
    return FieldsForm(
        what=translate("Disposal", "Arkivets kvitto"),
        explanation=translate(
            "Disposal",
            "Anteckna arkivets kvitto när arkivet har tagit emot filen och kunnat läsa den. Sedan "
            "kan gallringen utföras, och leveransen skrivs inte om.",
        ),
        save=translate("Disposal", "An&teckna"),
        fields=(Field(name="reference", label=translate("Disposal", "&Kvitto")),),
        command=lambda filled: {"reference": filled["reference"] or ""},
    )
