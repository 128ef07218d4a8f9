"""Registerutdrag from a person's card: for whom and why, in which form, where, and written."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from munhalsa.application.extract_person import ExtractPerson, PersonExtracted, extract_person
from munhalsa.application.view_person import PersonCard
from munhalsa.application.workplace import Workplace
from munhalsa.desktop.dialogs.fields import Field, FieldKind, FieldsDialog, FieldsForm
from munhalsa.desktop.screens.out_steps import choose_out, with_passphrase
from munhalsa.desktop.view import Frame
from munhalsa.domain.handing_out import told

translate = QCoreApplication.translate


class ExtractSteps(QObject):
    """One extract; ``dialog`` is the form that asks."""

    def __init__(self, frame: Frame, view: QWidget, card: PersonCard) -> None:
        super().__init__(view)
        self._frame, self._view = frame, view
        person = card.record.person
        self._number = person.number
        self.dialog = FieldsDialog(
            extract_form(protected=person.is_protected),
            today=card.day,
            look=frame.look,
            parent=view.window(),
        )
        self.dialog.given.connect(self._ask_where)
        self.dialog.finished.connect(self.deleteLater)

    def open(self) -> None:
        """Show the form."""
        self.dialog.open()

    def write(self, asked: Mapping[str, Any], out: Path) -> None:
        """Ask for the passphrase and write the file."""
        as_data = asked["form"] == "json"
        command = ExtractPerson(
            number=self._number,
            recipient=asked["recipient"],
            purpose=asked["purpose"],
            pdf=None if as_data else out,
            data=out if as_data else None,
        )

        def job(place: Workplace) -> PersonExtracted:
            return extract_person(place.context, place.printer, place.tables, command)

        def done(extracted: PersonExtracted) -> None:
            self.dialog.accept()
            self._frame.say(
                translate("Extract", "Registerutdraget är sparat: {0}.").format(
                    extracted.files[0].name
                )
            )

        why = translate("Extract", "Filen innehåller personuppgifter och är inte krypterad.")
        with_passphrase(self._frame, self._view, why, job, done=done, failed=self._frame.explain)

    def _ask_where(self, asked: Mapping[str, Any]) -> None:
        choose_out(
            self._view,
            translate("Extract", "Spara registerutdraget"),
            # Nobody's name or number in the name of a file.
            name="registerutdrag",
            suffix=asked["form"],
            chosen=lambda out: self.write(asked, out),
        )


def extract_form(*, protected: bool) -> FieldsForm:
    """For whom, why and as what; who is protected goes out on paper only."""
    forms = [(translate("Extract", "PDF att läsa och skriva ut"), "pdf")]
    if not protected:
        forms.append((translate("Extract", "JSON, som data"), "json"))
    return FieldsForm(
        what=translate("Extract", "Registerutdrag"),
        explanation=translate(
            "Extract",
            "Allt som finns om personen, med tidigare nummer och vem som har sett och ändrat. Läs "
            "igenom det innan det lämnas ut: kontakter och fritext kan röra andra.",
        ),
        save=translate("Extract", "&Spara …"),
        fields=(
            Field(
                name="recipient",
                label=translate("Extract", "&Lämnas till"),
                value=translate("Extract", "Personen själv"),
            ),
            Field(
                name="purpose",
                label=translate("Extract", "Ä&ndamål"),
                value=translate("Extract", "Begäran enligt artikel 15"),
            ),
            Field(
                name="form",
                label=translate("Extract", "S&paras som"),
                kind=FieldKind.CHOICE,
                choices=tuple(forms),
                value="pdf",
            ),
        ),
        command=_needed,
    )


def _needed(filled: Mapping[str, Any]) -> Mapping[str, Any]:
    for name in ("recipient", "purpose"):
        told(filled[name] or "", field=name)
    return filled
