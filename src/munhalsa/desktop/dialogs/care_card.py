"""A munvårdskort: lines chosen from the phrase bank or written, and how the card will read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from PySide6.QtCore import QCoreApplication, Qt, Signal, SignalInstance
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidgetItem, QWidget

from munhalsa.application.care_cards import AddCareCard
from munhalsa.desktop.forms.care_card_dialog import CareCardDialogForm
from munhalsa.desktop.look import Look
from munhalsa.desktop.widgets.date_field import DateField
from munhalsa.desktop.widgets.field_message import Faults, FieldMessage
from munhalsa.domain.care_card_rules import LONGEST_TEXT, LineDraft
from munhalsa.domain.care_phrases import CarePhrase
from munhalsa.domain.dates import add_months
from munhalsa.domain.refusal import Refusal, Rejected

translate = QCoreApplication.translate
_WIDTH, _HEIGHT, _OWN_HEIGHT = 900, 600, 84
_PARTS = ("what", "with_what", "how_often", "by_whom")


class CareCardDialog(QDialog):
    """The program suggests nothing: phrases stand as in the bank.

    ``given`` carries the command, ``look_wanted`` the same to see the page first.
    """

    given = Signal(object)
    look_wanted = Signal(object)

    def __init__(
        self,
        number: str,
        name: str,
        phrases: Sequence[CarePhrase],
        *,
        signed_by: str,
        today: date,
        look: Look,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.ui = CareCardDialogForm()
        self.ui.set_up(self)
        self._number, self._phrases = number, tuple(phrases)
        self.ui.name.setText(name)
        self.ui.approval.setText(
            self.tr("Exempelfraser: ska godkännas av vårdgivaren innan de används.")
        )
        self.ui.approval.setVisible(not all(one.confirmed for one in phrases))
        self.free = QLineEdit(self)
        self.free.setMaxLength(LONGEST_TEXT)
        self.free.setPlaceholderText(self.tr("Till exempel: sitt upp, en sak i taget"))
        self.next = DateField(look, today=today, parent=self)
        self.next.set_day(add_months(today, 12))
        self.signed = QLineEdit(signed_by, self)
        self._put_fields()
        self._fill_phrases()
        self.ui.own.setFixedHeight(look.sizes.px(_OWN_HEIGHT))
        self.ui.own.setAccessibleName(self.tr("Egna rader"))
        self.ui.preview.setAccessibleName(self.tr("Så blir kortet"))
        self.ui.phrases.itemChanged.connect(self._show_preview)
        self.ui.own.textChanged.connect(self._show_preview)
        self.free.textChanged.connect(self._show_preview)
        self.ui.save.clicked.connect(lambda: self._give(self.given))
        self.ui.look.clicked.connect(lambda: self._give(self.look_wanted))
        self.ui.leave.clicked.connect(self.reject)
        high = min(look.sizes.px(_HEIGHT), parent.window().height())
        self.resize(look.sizes.px(_WIDTH), high)
        self._show_preview()
        self.ui.phrases.setFocus()

    @property
    def signed_by(self) -> str:
        """Who signs, as it stands in the form."""
        return self.signed.text().strip()

    def show_refusal(self, refusal: Refusal) -> bool:
        """Show it at its field, or at what the card is made of: nothing typed is lost."""
        whole = Rejected(refusal.code, refusal.message, field="lines")
        return self._faults.show(refusal) or self._faults.show(whole)

    def _put_fields(self) -> None:
        ui = self.ui
        messages: dict[str, FieldMessage] = {}
        own = FieldMessage(ui.own, self)
        chosen = FieldMessage(ui.phrases, self)
        ui.own_faults_column.addWidget(own)
        ui.lines_column.addWidget(chosen)
        messages |= {"lines": chosen, "phrase": chosen, "what": own, "with_what": own}
        messages |= {"how_often": own, "by_whom": own, "line": own}
        for column, field, label, name in (
            (ui.free_column, self.free, ui.free_label, "free_text"),
            (ui.next_column, self.next, ui.next_label, "next_assessment"),
            (ui.signed_column, self.signed, ui.signed_label, "signed_by"),
        ):
            column.addWidget(field)
            label.setBuddy(field)
            field.setAccessibleName(label.text().replace("&", ""))
            messages[name] = FieldMessage(field, self)
            column.addWidget(messages[name])
        self._faults = Faults(messages)
        fields = (ui.phrases, ui.own, self.free, self.next, self.signed, ui.preview)
        for before, after in pairwise((*fields, ui.look, ui.leave, ui.save)):
            QWidget.setTabOrder(before, after)

    def _fill_phrases(self) -> None:
        for phrase in self._phrases:
            words = " · ".join(
                part
                for part in (phrase.what, phrase.with_what, phrase.how_often, phrase.by_whom)
                if part
            )
            item = QListWidgetItem(words, self.ui.phrases)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            spoken = self.tr("{0}: {1}.").format(phrase.group, words)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
        self.ui.phrases.setAccessibleName(self.tr("Fraser ur frasbanken"))
        if self._phrases:
            self.ui.phrases.setCurrentRow(0)

    def _lines(self) -> tuple[LineDraft, ...]:
        """The chosen phrases in the order of the bank, then the lines that were written."""
        chosen = [
            LineDraft(phrase=phrase.id)
            for place, phrase in enumerate(self._phrases)
            if self.ui.phrases.item(place).checkState() is Qt.CheckState.Checked
        ]
        written = [
            _written(text) for text in self.ui.own.toPlainText().splitlines() if text.strip()
        ]
        return (*chosen, *written)

    def _show_preview(self) -> None:
        bank = {phrase.id: phrase for phrase in self._phrases}
        told = [self.free.text().strip()] if self.free.text().strip() else []
        try:
            lines = self._lines()
        except Rejected as refusal:
            self.ui.preview.setPlainText(refusal.message)
            return
        for place, line in enumerate(lines, start=1):
            words = bank.get(line.phrase or "", line)
            parts = [getattr(words, part) for part in _PARTS]
            told.append(f"{place}. {' · '.join(part for part in parts if part)}")
        self.ui.preview.setPlainText("\n".join(told) or self.tr("Välj minst en fras."))

    def _give(self, wanted: SignalInstance) -> None:
        self._faults.clear()
        try:
            if not self.signed_by:
                raise Rejected("missing", self.tr("Ange vem som signerar."), field="signed_by")
            command = AddCareCard(
                number=self._number,
                lines=self._lines(),
                free_text=self.free.text(),
                next_assessment=self.next.day(field="next_assessment"),
                signed_by=self.signed_by,
            )
        except Rejected as refusal:
            self._faults.show(refusal)
            return
        wanted.emit(command)


def _written(text: str) -> LineDraft:
    parts = [part.strip() or None for part in text.split("|")]
    if len(parts) > len(_PARTS):
        raise Rejected(
            "line_parts",
            translate(
                "CareCardDialog",
                "En rad skrivs som vad | med vad | när | av vem. Ta bort det som är för mycket.",
            ),
            field="line",
        )
    return LineDraft(**dict(zip(_PARTS, parts, strict=False)))
