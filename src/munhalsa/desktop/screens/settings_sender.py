"""Inställningar, blanketterna: who they are from, and the municipality's logo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from munhalsa.application.change_logo import logos, picture_in, remove_logo, set_logo
from munhalsa.application.change_municipality import (
    ChangeSender,
    change_municipality,
    show_municipality,
)
from munhalsa.application.context import Context
from munhalsa.application.ports import Changes
from munhalsa.application.workplace import Workplace
from munhalsa.desktop.dialogs.fields import Field, FieldsDialog, FieldsForm
from munhalsa.desktop.screens.form_steps import explain_at_field
from munhalsa.desktop.screens.settings_organisation import Part
from munhalsa.desktop.undoing import ask_to_undo
from munhalsa.desktop.view import Frame
from munhalsa.domain.account import Permission
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.unit import Logo, Municipality

translate = QCoreApplication.translate
SENDER_KINDS = frozenset({"municipality", "logo"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """What is shown."""

    today: date
    municipality: Municipality
    logo: tuple[Logo, ...]


class SenderPanel(QWidget):
    """What every printed form says of its sender; only for whoever may change settings."""

    def __init__(self, frame: Frame, parent: QWidget) -> None:
        super().__init__(parent)
        self._frame = frame
        self._shown: Sender | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.part = Part(
            self.tr("Blanketternas avsändare"),
            self.tr("Står på allt som skrivs ut, med logotypen överst."),
            (self.tr("Uppgift"), self.tr("På blanketterna")),
            frame.look,
            self,
        )
        column.addWidget(self.part)
        self.change = self.part.add_button(self.tr("Än&dra …"), self._change)
        self.choose = self.part.add_button(self.tr("&Välj logotyp …"), self._choose)
        self.remove = self.part.add_button(self.tr("Ta &bort logotypen"), self._remove)
        frame.look.changed.connect(self.part.list.fit)

    @property
    def fields(self) -> Sequence[QWidget]:
        """What Tab goes through, in order."""
        return (self.part.list, self.change, self.choose, self.remove)

    def load(self) -> None:
        """Fill the list, or hide all of it."""
        shown = self._frame.desk.may(Permission.CHANGE_SETTINGS)
        self.setVisible(shown)
        if shown:
            self._frame.desk.read(self, _read, done=self._show, latest="sender")

    @property
    def _logo(self) -> tuple[Logo, ...]:
        return () if self._shown is None else self._shown.logo

    def take_in(self, changes: Changes) -> None:
        """Something was changed."""
        if not self.isHidden() and (not changes.kinds or SENDER_KINDS & changes.kinds):
            self.load()

    def take_logo(self, path: Path) -> None:
        """Keep the picture of that file."""

        def keep(place: Workplace) -> Any:
            return set_logo(place.context, place.printer, picture_in(path))

        self._frame.desk.do_at(
            self,
            keep,
            shown=(self._logo,),
            done=lambda done: self._say(self.tr("Logotypen är sparad."), done.event),
            failed=self._frame.explain,
        )

    def _show(self, found: Sender) -> None:
        self._shown = found
        own = found.municipality
        told = (
            ("department", self.tr("Avdelning"), own.department),
            ("phone", self.tr("Telefon"), own.phone),
            ("street", self.tr("Gatuadress"), own.street),
            ("postal", self.tr("Postadress"), " ".join(filter(None, (own.postal_code, own.city)))),
            ("logo", self.tr("Logotyp"), self.tr("finns") if found.logo else None),
        )
        self.part.list.show_rows([(name, (title, text or "–")) for name, title, text in told])
        self.remove.setEnabled(bool(found.logo))

    def _change(self) -> None:
        shown = self._shown
        if shown is None:
            return
        form = sender_form(shown.municipality)
        dialog = FieldsDialog(form, today=shown.today, look=self._frame.look, parent=self.window())
        dialog.given.connect(lambda asked: self._keep(dialog, asked, shown.municipality))
        dialog.open()

    def _keep(self, dialog: FieldsDialog, asked: ChangeSender, shown: Municipality) -> None:
        def done(result: Any) -> None:
            dialog.accept()
            self._say(self.tr("Avsändaren är sparad."), result.event)

        failed = partial(explain_at_field, self._frame, dialog)

        self._do(lambda context: change_municipality(context, asked), shown, done, failed)

    def _choose(self) -> None:
        chooser = QFileDialog(self, self.tr("Välj logotyp"))
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.setNameFilter(self.tr("Bilder (*.png *.jpg *.jpeg)"))
        chooser.fileSelected.connect(lambda name: self.take_logo(Path(name)))
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    def _remove(self) -> None:
        self._do(
            remove_logo,
            (self._logo,),
            lambda done: self._say(self.tr("Logotypen är borttagen."), done.event),
            self._frame.explain,
        )

    def _do(
        self,
        run: Callable[[Context], Any],
        shown: object,
        done: Callable[[Any], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        self._frame.desk.do(self, run, shown=shown, done=done, failed=failed)

    def _say(self, words: str, event: str) -> None:
        self._frame.say(
            words,
            undo=lambda: ask_to_undo(
                event,
                self._frame,
                self.window(),
                done=lambda _: self._frame.say(self.tr("Ändringen är ångrad.")),
            ),
        )


def sender_form(own: Municipality) -> FieldsForm:
    """What the forms are to say of the municipality."""
    return FieldsForm(
        what=translate("Sender", "Blanketternas avsändare"),
        explanation=translate("Sender", "Det som lämnas tomt står inte på blanketterna."),
        save=translate("Sender", "&Spara"),
        fields=(
            Field(name="department", label=translate("Sender", "Av&delning"), value=own.department),
            Field(name="phone", label=translate("Sender", "&Telefon"), value=own.phone),
            Field(
                name="street", label=translate("Sender", "&Gatuadress eller box"), value=own.street
            ),
            Field(
                name="postal_code", label=translate("Sender", "&Postnummer"), value=own.postal_code
            ),
            Field(name="city", label=translate("Sender", "P&ostort"), value=own.city),
        ),
        command=lambda filled: ChangeSender(**{name: text or "" for name, text in filled.items()}),
    )


def _read(context: Context) -> Sender:
    return Sender(today=context.today, municipality=show_municipality(context), logo=logos(context))
