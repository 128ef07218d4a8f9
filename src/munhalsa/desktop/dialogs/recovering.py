"""Back in by the recovery code, for whoever has forgotten the passphrase."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from munhalsa.desktop.desk import Desk
from munhalsa.desktop.dialogs.fields import Field, FieldKind, FieldsDialog, FieldsForm
from munhalsa.desktop.look import Look
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.passphrase import LONGEST
from munhalsa.domain.refusal import Refusal, Rejected

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True, kw_only=True)
class Recover:
    """What was filled in: the code as it was typed, and the passphrase to come."""

    user: str
    recovery_code: str
    passphrase: str


def ask_to_recover(
    desk: Desk,
    look: Look,
    parent: QWidget,
    *,
    users: Sequence[str],
    recovered: Callable[[str, str], None],
) -> FieldsDialog:
    """Ask for the code and a new passphrase, and set it; what is wrong is told at its field.

    ``recovered`` gets the user and the passphrase.
    """
    form = recovery_form(users, chosen=desk.which.user)
    dialog = FieldsDialog(form, today=date.max, look=look, parent=parent)

    def recover(asked: Recover) -> None:
        dialog.ui.save.setEnabled(False)
        desk.tasks.on_store(
            dialog,
            lambda: desk.program.recover(
                desk.which,
                recovery_code=asked.recovery_code,
                user=asked.user,
                passphrase=asked.passphrase,
            ),
            done=lambda _: well(asked),
            failed=failed,
        )

    def well(asked: Recover) -> None:
        dialog.accept()
        recovered(asked.user, asked.passphrase)

    def failed(error: BaseException) -> None:
        dialog.ui.save.setEnabled(True)
        if not isinstance(error, Refusal):
            raise error
        # What is at no field of the form, such as a store in use, is told where one looks.
        known = error.field if error.field in dialog.fields else "recovery_code"
        dialog.show_refusal(Refusal(error.code, error.message, field=known))

    dialog.given.connect(recover)
    dialog.open()
    return dialog


def recovery_form(users: Sequence[str], *, chosen: str | None) -> FieldsForm:
    """Who it is, the code, and the new passphrase twice."""

    def secret(name: str, label: str) -> Field:
        return Field(name=name, label=label, kind=FieldKind.SECRET, longest=LONGEST)

    return FieldsForm(
        what=translate("Recovering", "Ny lösenfras med återställningskoden"),
        explanation=translate(
            "Recovering",
            "Koden skrevs ut när registret skapades. Att den används står i loggen. Lösenfrasen "
            "ska ha minst 12 tecken; flera vanliga ord efter varandra är bättre än krångliga "
            "tecken.",
        ),
        save=translate("Recovering", "&Byt lösenfras"),
        fields=(
            Field(
                name="user",
                label=translate("Recovering", "&Vem är du?"),
                kind=FieldKind.CHOICE,
                choices=[(name, name) for name in users],
                value=chosen,
                wide=True,
            ),
            Field(
                name="recovery_code",
                label=translate("Recovering", "&Återställningskoden"),
                wide=True,
            ),
            secret("passphrase", translate("Recovering", "N&y lösenfras")),
            secret("again", translate("Recovering", "Den nya en gång &till")),
        ),
        command=_asked,
    )


def _asked(filled: Mapping[str, Any]) -> Recover:
    code, new, again = (filled[name] or "" for name in ("recovery_code", "passphrase", "again"))
    if not code.strip():
        words = translate("Recovering", "Skriv koden från pappret, med eller utan bindestreck.")
        raise Rejected("missing", words, field="recovery_code")
    if not new:
        words = translate("Recovering", "Skriv den nya lösenfrasen.")
        raise Rejected("missing", words, field="passphrase")
    if new != again:
        words = translate("Recovering", "De två är inte lika. Skriv den nya en gång till.")
        raise Rejected("not_alike", words, field="again")
    return Recover(user=filled["user"], recovery_code=code, passphrase=new)
