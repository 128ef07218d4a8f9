"""Inställningar, säkerhet: backups, whether the store is whole, and one's own passphrase."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from munhalsa.application.drop_log import (
    OldLogDropped,
    OldLogFound,
    drop_old_events,
    find_old_events,
)
from munhalsa.application.keep_store import (
    back_up,
    change_passphrase,
    renew_data_key,
    renew_recovery_code,
)
from munhalsa.application.log_receipt import print_log_receipt
from munhalsa.application.ports_keeping import Check, Kept
from munhalsa.application.print_recovery import print_recovery_code
from munhalsa.application.workplace import Workplace
from munhalsa.desktop.dialogs.fields import Field, FieldKind, FieldsDialog, FieldsForm
from munhalsa.desktop.dialogs.log_dropped import LogReceiptDialog, OldLogDialog, why_words
from munhalsa.desktop.dialogs.recovery_code import RecoveryCodeDialog
from munhalsa.desktop.printing.showing import print_and_show
from munhalsa.desktop.screens.form_steps import explain_at_field
from munhalsa.desktop.screens.out_steps import with_passphrase
from munhalsa.desktop.screens.settings_organisation import Part
from munhalsa.desktop.theme import Tone
from munhalsa.desktop.view import Frame
from munhalsa.domain.account import Permission
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.passphrase import LONGEST
from munhalsa.domain.refusal import Rejected

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """What is shown."""

    today: date
    backup: datetime | None
    own_keys: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPassphrase:
    """The one that holds, and the one to come."""

    present: str
    new: str


class KeepingPanel(QWidget):
    """A shared database keeps its backups and passwords itself: then only the check is here."""

    def __init__(self, frame: Frame, parent: QWidget) -> None:
        super().__init__(parent)
        self._frame = frame
        self._shown: Keeping | None = None
        self.dialog: FieldsDialog | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.part = Part(
            self.tr("Registrets säkerhet"),
            self.tr("Kopior görs och provas av sig själva medan ni arbetar. Förvara en även på "
                    "annan plats."),
            (self.tr("Vad"), self.tr("Läge")),
            frame.look,
            self,
            grow=1,
        )  # fmt: skip
        column.addWidget(self.part)
        self.back_up = self.part.add_button(self.tr("Säkerhetskopiera n&u"), self._back_up)
        self.check = self.part.add_button(self.tr("&Kontrollera registret"), self._check)
        self.change = self.part.add_button(self.tr("Byt &lösenfras …"), self._change)
        self.renew = self.part.add_button(self.tr("Byt registrets n&yckel …"), self._renew)
        self.code = self.part.add_button(self.tr("Ny återställningsk&od …"), self._renew_code)
        self.drop_log = self.part.add_button(self.tr("Ta &bort gammal logg …"), self._drop_log)
        frame.look.changed.connect(self.part.list.fit)

    @property
    def fields(self) -> Sequence[QWidget]:
        """What Tab goes through, in order."""
        return (
            *(self.part.list, self.back_up, self.check, self.change, self.renew, self.code),
            self.drop_log,
        )

    def load(self) -> None:
        """How it stands now."""
        self._frame.desk.do_at(self, _read, done=self._show, failed=self._frame.explain)

    def show_checks(self, checks: Sequence[Check]) -> None:
        """What was looked at, after how it stands."""
        self._list(checks)

    def _show(self, found: Keeping) -> None:
        self._shown = found
        may_back_up = self._frame.desk.may(Permission.BACKUP)
        self.back_up.setVisible(found.own_keys and may_back_up)
        writes = found.own_keys and not self._frame.desk.reads_only
        self.change.setVisible(writes)
        for button in (self.renew, self.code):
            button.setVisible(writes and self._frame.desk.may(Permission.MANAGE_KEYS))
        self.drop_log.setVisible(self._frame.desk.may_everywhere(Permission.DROP_LOG))
        self._list(())

    def _list(self, checks: Sequence[Check]) -> None:
        found = self._shown
        if found is None:
            return
        taken = self.tr("ingen än")
        if found.backup is not None:
            taken = f"{found.backup.astimezone():%Y-%m-%d %H:%M}"
        rows = [("backup", (self.tr("Senaste säkerhetskopia"), taken))] if found.own_keys else []
        for place, one in enumerate(checks):
            state = self.tr("som det ska") if one.ok else self.tr("FEL")
            rows.append((str(place), (one.name, f"{state}: {one.detail}")))
        self.part.list.show_rows(rows)

    def _back_up(self) -> None:
        def done(_kept: Kept) -> None:
            self._frame.say(self.tr("Säkerhetskopian är gjord och provad."))
            self.load()

        self._run(self.back_up, lambda place: back_up(place.context, place.keeper), done)

    def _check(self) -> None:
        def done(checks: Sequence[Check]) -> None:
            self.show_checks(checks)
            wrong = sum(not one.ok for one in checks)
            if wrong:
                words = self.tr("Kontrollen fann fel. Läs vad som står om dem i listan.")
                self._frame.say(words, tone=Tone.BAD)
            else:
                self._frame.say(self.tr("Registret är kontrollerat: allt är som det ska."))

        self._run(self.check, lambda place: place.keeper.verify(), done)

    def _renew(self) -> None:
        def done(_kept: Kept) -> None:
            words = self.tr("Registret har fått en ny nyckel. Alla lösenfraser gäller som förut.")
            self._frame.say(words)
            self.load()

        with_passphrase(
            self._frame,
            self,
            self.tr(
                "Allt i registret krypteras om, och en säkerhetskopia görs. Det behövs när någon "
                "som har slutat kan ha kvar registrets fil. Äldre säkerhetskopior har den gamla "
                "nyckeln."
            ),
            lambda place: renew_data_key(place.context, place.keeper),
            done=done,
        )

    def _drop_log(self) -> None:
        """What goes and what stays is told first; then the passphrase, and the receipt."""

        def ask(found: OldLogFound) -> None:
            dialog = OldLogDialog(found, self._frame, self.window())
            dialog.go_on.connect(
                lambda: with_passphrase(
                    self._frame,
                    self,
                    why_words(found),
                    lambda place: drop_old_events(place.context, place.keeper),
                    done=self._show_dropped,
                )
            )
            dialog.open()

        self._run(self.drop_log, lambda place: find_old_events(place.context, place.keeper), ask)

    def _show_dropped(self, done: OldLogDropped) -> None:
        def print_it() -> None:
            print_and_show(
                self._frame,
                lambda place, out: print_log_receipt(place.context, place.printer, done, out=out),
                name="borttagen-logg",
                title=self.tr("Kvitto på borttagen logg"),
                parent=dialog,
            )

        dialog = LogReceiptDialog(done, self._frame, self.window())
        dialog.printed.connect(print_it)
        dialog.open()
        self.load()

    def _renew_code(self) -> None:
        with_passphrase(
            self._frame,
            self,
            self.tr(
                "Registret får en ny återställningskod, och den som finns på papper slutar gälla. "
                "Det behövs när pappret är borta, eller kan ha setts av någon."
            ),
            lambda place: renew_recovery_code(place.context, place.keeper),
            done=self._show_code,
        )

    def _show_code(self, code: str) -> None:
        name = Path(self._frame.desk.which.store or "").name

        def print_it() -> None:
            print_and_show(
                self._frame,
                lambda place, out: print_recovery_code(
                    place.context, place.printer, code=code, store_name=name, out=out
                ),
                name="aterstallningskod",
                title=self.tr("Återställningskod"),
                parent=dialog,
            )

        dialog = RecoveryCodeDialog(code, self._frame.look, self.window(), print_it=print_it)
        dialog.open()

    def _run(
        self, button: QPushButton, job: Callable[[Workplace], Any], done: Callable[[Any], None]
    ) -> None:
        """The button waits with the work."""
        button.setEnabled(False)

        def ended(result: Any) -> None:
            button.setEnabled(True)
            done(result)

        def failed(error: BaseException) -> None:
            button.setEnabled(True)
            self._frame.explain(error)

        self._frame.desk.do_at(self, job, done=ended, failed=failed)

    def _change(self) -> None:
        if self._shown is None:
            return
        dialog = FieldsDialog(
            passphrase_form(),
            today=self._shown.today,
            look=self._frame.look,
            parent=self.window(),
        )
        self.dialog = dialog
        dialog.given.connect(lambda asked: self._keep(dialog, asked))
        dialog.open()

    def _keep(self, dialog: FieldsDialog, asked: NewPassphrase) -> None:
        def done(_: None) -> None:
            dialog.accept()
            self._frame.say(self.tr("Lösenfrasen är ändrad."))

        failed = partial(explain_at_field, self._frame, dialog)

        self._frame.desk.do_at(
            self,
            lambda place: _changed(place, asked.new),
            done=done,
            failed=failed,
            passphrase=asked.present,
        )


def passphrase_form() -> FieldsForm:
    """The present passphrase, and the new one twice."""

    def secret(name: str, label: str) -> Field:
        return Field(name=name, label=label, kind=FieldKind.SECRET, longest=LONGEST)

    return FieldsForm(
        what=translate("Keeping", "Byt lösenfras"),
        explanation=translate(
            "Keeping",
            "Minst 12 tecken; flera vanliga ord efter varandra är bättre än krångliga tecken. "
            "Återställningskoden gäller som förut.",
        ),
        save=translate("Keeping", "&Byt"),
        fields=(
            secret("passphrase", translate("Keeping", "&Nuvarande lösenfras")),
            secret("new", translate("Keeping", "N&y lösenfras")),
            secret("again", translate("Keeping", "Den nya en gång &till")),
        ),
        command=_asked,
    )


def _asked(filled: Mapping[str, Any]) -> NewPassphrase:
    present, new, again = (filled[name] or "" for name in ("passphrase", "new", "again"))
    if not present:
        words = translate("Keeping", "Skriv den lösenfras som gäller nu.")
        raise Rejected("missing", words, field="passphrase")
    if not new:
        words = translate("Keeping", "Skriv den nya lösenfrasen.")
        raise Rejected("missing", words, field="new")
    if new != again:
        words = translate("Keeping", "De två är inte lika. Skriv den nya en gång till.")
        raise Rejected("not_alike", words, field="again")
    return NewPassphrase(present=present, new=new)


def _changed(place: Workplace, new: str) -> None:
    """What is wrong with the new one is told at its own field."""
    try:
        change_passphrase(place.context, place.keeper, new)
    except Rejected as refusal:
        raise Rejected(refusal.code, refusal.message, field="new") from None


def _read(place: Workplace) -> Keeping:
    return Keeping(
        today=place.context.today,
        backup=place.keeper.newest_backup(),
        own_keys=place.keeper.has_key_slots,
    )
