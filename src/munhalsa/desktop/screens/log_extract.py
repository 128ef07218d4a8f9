"""Loggutdrag: for whom and why, and the pages shown before they are printed or saved."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from munhalsa.application.person_log import LogFor, PersonLog, extract_log
from munhalsa.application.workplace import Workplace
from munhalsa.desktop.dialogs.fields import Field, FieldsDialog, FieldsForm
from munhalsa.desktop.printing.showing import page_file, show_pages
from munhalsa.desktop.screens.form_steps import explain_at_field
from munhalsa.desktop.view import Frame
from munhalsa.domain.handing_out import told
from munhalsa.domain.lazy_dataclass import dataclass

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True, kw_only=True)
class LogAsked:
    """Whose log, for whom and why."""

    number: str
    told_to: LogFor


def ask_for_log(
    frame: Frame, view: QWidget, *, today: date, number: str | None = None
) -> FieldsDialog:
    """Ask, write the pages into the private folder and show them; without ``number`` ask it too."""
    dialog = FieldsDialog(log_form(number), today=today, look=frame.look, parent=view.window())
    out = page_file(frame)

    def make(place: Workplace, asked: LogAsked) -> PersonLog:
        return extract_log(
            place.context, place.printer, number=asked.number, out=out, told_to=asked.told_to
        )

    def done(_: PersonLog) -> None:
        dialog.accept()
        title = translate("LogExtract", "Loggutdrag")
        show_pages(frame, out, name="loggutdrag", title=title, parent=view)

    failed = partial(explain_at_field, frame, dialog)

    dialog.given.connect(
        lambda asked: frame.desk.do_at(
            view, lambda place: make(place, asked), done=done, failed=failed
        )
    )
    dialog.open()
    return dialog


def log_form(number: str | None) -> FieldsForm:
    """Of whom, where that is not said, for whom and why."""
    whose = (
        () if number else (Field(name="number", label=translate("LogExtract", "&Personnummer")),)
    )
    return FieldsForm(
        what=translate("LogExtract", "Loggutdrag"),
        explanation=translate(
            "LogExtract",
            "Vem som har sett och ändrat uppgifter om en person: när, vilken enhet, vilken roll "
            "och vad. Ingen som arbetar här nämns vid namn. Mottagare och ändamål står i loggen.",
        ),
        save=translate("LogExtract", "&Visa utdraget"),
        fields=(
            *whose,
            Field(
                name="recipient",
                label=translate("LogExtract", "&Lämnas till"),
                value=translate("LogExtract", "Personen själv"),
            ),
            Field(
                name="purpose",
                label=translate("LogExtract", "Ä&ndamål"),
                value=translate("LogExtract", "Begäran om loggutdrag"),
            ),
        ),
        command=lambda filled: _asked(filled, number),
    )


def _asked(filled: Mapping[str, Any], number: str | None) -> LogAsked:
    recipient, purpose = (told(filled[name] or "", field=name) for name in ("recipient", "purpose"))
    return LogAsked(
        number=number or filled["number"] or "",
        told_to=LogFor(recipient=recipient, purpose=purpose),
    )
