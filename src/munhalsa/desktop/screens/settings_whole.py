"""Inställningar, hela kommunen ut: who asked for it, who approved it, and the file itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from munhalsa.application.export_whole import (
    RequestLine,
    WholeExported,
    approve_export,
    list_requests,
    request_export,
    write_export,
)
from munhalsa.application.ports import Changes
from munhalsa.application.whole_words import STATE_WORDS
from munhalsa.application.workplace import Workplace
from munhalsa.desktop.dialogs.fields import Field, FieldsDialog, FieldsForm
from munhalsa.desktop.dialogs.passphrase import Deed, PassphraseDialog
from munhalsa.desktop.dialogs.progress import run_long
from munhalsa.desktop.dialogs.whole_keys import WholeKeysDialog
from munhalsa.desktop.screens.form_steps import ask_fields
from munhalsa.desktop.screens.out_steps import choose_out, with_passphrase
from munhalsa.desktop.screens.settings_organisation import Part
from munhalsa.desktop.tasks import Cancelled, Control
from munhalsa.desktop.theme import Tone
from munhalsa.desktop.view import Frame
from munhalsa.domain.account import Permission
from munhalsa.domain.two_people import ApprovalState

translate = QCoreApplication.translate
WHOLE_KINDS = frozenset({"export_approval", "account", "role_grant"})


class WholePanel(QWidget):
    """The requests with their buttons; only for whoever may approve one."""

    def __init__(self, frame: Frame, parent: QWidget) -> None:
        super().__init__(parent)
        self._frame = frame
        self._shown: Sequence[RequestLine] = ()
        self.dialog: FieldsDialog | None = None
        self.keys: WholeKeysDialog | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.part = Part(
            self.tr("Hela kommunen ut"),
            self.tr(
                "Allt i registret som öppna, krypterade filer, till ett annat system eller ett "
                "arkiv. En begär, en annan godkänner, och den som begärde skriver filen inom "
                "24 timmar."
            ),
            (self.tr("Begärd"), self.tr("Mottagare och ändamål"), self.tr("Läge")),
            frame.look,
            self,
        )
        column.addWidget(self.part)
        self.request = self.part.add_button(self.tr("Beg&är utlämning …"), self._request)
        self.approve = self.part.add_button(self.tr("Godkänn &begäran …"), self._approve)
        self.write = self.part.add_button(self.tr("Skriv &filen …"), self._choose)
        self.part.list.itemSelectionChanged.connect(self._show_state)
        frame.look.changed.connect(self.part.list.fit)
        self._show_state()

    @property
    def fields(self) -> Sequence[QWidget]:
        """What Tab goes through, in order."""
        return (self.part.list, self.request, self.approve, self.write)

    def load(self) -> None:
        """Fill the list, or hide all of it."""
        shown = self._frame.desk.may_everywhere(Permission.APPROVE_EXPORT)
        self.setVisible(shown)
        if shown:
            self._frame.desk.read(self, list_requests, done=self.show_lines, latest="whole")

    def take_in(self, changes: Changes) -> None:
        """Something was changed."""
        if not self.isHidden() and (not changes.kinds or WHOLE_KINDS & changes.kinds):
            self.load()

    def write_to(self, request: str, out: Path) -> None:
        """Ask for the passphrase and write the file, with its progress and a way to stop."""
        why = self.tr("Filen innehåller allt i registret. Det kan ta en stund att skriva den.")
        dialog = PassphraseDialog(why, self._frame.look, self)
        dialog.given.connect(lambda passphrase: self._write(dialog, passphrase, request, out))
        dialog.open()

    def _write(self, dialog: PassphraseDialog, passphrase: str, request: str, out: Path) -> None:
        def job(place: Workplace, control: Control) -> WholeExported:
            return write_export(
                place.context, place.keeper, request, out=out, progress=control.report
            )

        def done(exported: WholeExported) -> None:
            dialog.done_well()
            self._tell_keys(exported)

        def failed(error: BaseException) -> None:
            if dialog.refuse(error):
                return
            if isinstance(error, Cancelled):
                words = self.tr("Avbrutet. Ingen fil är skriven, och godkännandet gäller än.")
                self._frame.say(words, tone=Tone.WARN)
            else:
                self._frame.explain(error)

        what = self.tr("Hela kommunen skrivs")
        run_long(self._frame, dialog, what, job, done=done, failed=failed, passphrase=passphrase)

    def show_lines(self, found: Sequence[RequestLine]) -> None:
        """The requests as they stand."""
        self._shown = found
        self.part.list.show_rows([(line.id, row_of(line)) for line in found])
        self._show_state()

    def _show_state(self) -> None:
        line = self._chosen()
        self.request.setEnabled(self._frame.desk.may_change(Permission.EXPORT))
        self.approve.setEnabled(line is not None and line.may_approve)
        self.write.setEnabled(line is not None and line.may_write)

    def _chosen(self) -> RequestLine | None:
        chosen = self.part.list.chosen
        return next((line for line in self._shown if line.id == chosen), None)

    def _request(self) -> None:
        told = self.tr("Begäran är gjord. En annan kontaktperson eller administratör godkänner.")
        self.dialog = ask_fields(
            self._frame,
            self,
            request_form(),
            lambda context, asked: request_export(context, **asked),
            shown=(),
            done=lambda _: self._frame.say(told),
            today=date.max,
        )

    def _approve(self) -> None:
        line = self._chosen()
        if line is None:
            return
        request = line.id
        why = approve_words(line)
        with_passphrase(
            self._frame,
            self,
            why,
            lambda place: approve_export(place.context, request),
            done=lambda _: self._frame.say(
                self.tr("Begäran är godkänd. Den som gjorde den har 24 timmar på sig.")
            ),
        )

    def _choose(self) -> None:
        line = self._chosen()
        if line is not None:
            request = line.id
            choose_out(
                self,
                self.tr("Skriv hela kommunen"),
                name="kommunen",
                suffix="zip",
                chosen=lambda out: self.write_to(request, out),
            )

    def _tell_keys(self, done: WholeExported) -> None:
        self.keys = WholeKeysDialog(done.written, self._frame.look, self.window())
        self.keys.finished.connect(self._left)
        self.keys.open()

    def _left(self) -> None:
        self.keys = None


def row_of(line: RequestLine) -> tuple[str, str, str]:
    """A request as the list shows it."""
    when = line.requested_at.astimezone().strftime("%Y-%m-%d %H:%M")
    state = STATE_WORDS[line.state]
    if line.approved_by is not None:
        by = translate("Whole", "godkänd av {0}").format(line.approved_by)
        state = by if line.state is ApprovalState.APPROVED else f"{state}, {by}"
    state = state[:1].upper() + state[1:]
    return f"{when} · {line.requested_by}", f"{line.recipient} · {line.purpose}", state


def approve_words(line: RequestLine) -> Deed:
    """What is let through."""
    why = translate(
        "Whole",
        "{0} begär att allt i registret lämnas ut till {1} för {2}. Godkänner du det skriver du "
        "din lösenfras.",
    )
    return Deed(
        translate("Whole", "Godkänn utlämningen"),
        why.format(line.requested_by, line.recipient, line.purpose),
        translate("Whole", "&Godkänn"),
    )


def request_form() -> FieldsForm:
    """For whom and why."""
    return FieldsForm(
        what=translate("Whole", "Begär att hela kommunen lämnas ut"),
        explanation=translate(
            "Whole",
            "Mottagare och ändamål står i loggen. En annan kontaktperson eller administratör ska "
            "godkänna begäran.",
        ),
        save=translate("Whole", "&Begär"),
        fields=(
            Field(name="recipient", label=translate("Whole", "&Mottagare")),
            Field(name="purpose", label=translate("Whole", "Ä&ndamål")),
        ),
        command=lambda filled: {
            "recipient": filled["recipient"] or "",
            "purpose": filled["purpose"] or "",
        },
    )
