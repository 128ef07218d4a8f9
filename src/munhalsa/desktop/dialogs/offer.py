"""The yearly question that was put and not answered yet: how and when."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QWidget

from munhalsa.application.record_offers import RecordOffers
from munhalsa.desktop.forms.offer_dialog import OfferDialogForm
from munhalsa.desktop.look import Look
from munhalsa.desktop.widgets.date_field import DateField
from munhalsa.desktop.widgets.field_message import Faults, FieldMessage
from munhalsa.domain.refusal import Refusal, Rejected
from munhalsa.domain.response import OfferChannel


class OfferDialog(QDialog):
    """``given`` carries the command; the caller closes the dialog, or shows it the refusal."""

    given = Signal(object)

    def __init__(
        self, persons: tuple[str, ...], *, today: date, look: Look, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.ui = OfferDialogForm()
        self.ui.set_up(self)
        self._persons = persons
        self.day = DateField(look, today=today, parent=self)
        self.day.set_day(today)
        self.ui.day_label.setBuddy(self.day)
        self.day.setAccessibleName(self.ui.day_label.text().replace("&", ""))
        self.ui.day_column.addWidget(self.day)
        self._channel = FieldMessage(self.ui.phone, self)
        day = FieldMessage(self.day, self)
        self.ui.channel_column.addWidget(self._channel)
        self.ui.day_column.addWidget(day)
        self._faults = Faults({"channel": self._channel, "offered": day})
        self._choices = {
            self.ui.phone: OfferChannel.PHONE,
            self.ui.letter: OfferChannel.LETTER,
            self.ui.visit: OfferChannel.VISIT,
        }
        many = self.tr("Samma erbjudande till {0} personer.").format(len(persons))
        self.ui.whom.setText(many)
        self.ui.whom.setVisible(len(persons) > 1)
        for choice in self._choices:
            choice.clicked.connect(self._channel.clear)
        self.ui.save.clicked.connect(self._give)
        self.ui.leave.clicked.connect(self.reject)
        QWidget.setTabOrder(self.ui.visit, self.day)
        QWidget.setTabOrder(self.day, self.ui.by)
        self.setMinimumWidth(look.sizes.px(400))
        self.ui.phone.setFocus()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """As high as the words need: lines that wrap are not told by a size hint."""
        super().showEvent(event)
        self.ui.column.activate()
        self.resize(self.width(), self.ui.column.totalHeightForWidth(self.width()))

    def show_refusal(self, refusal: Refusal) -> bool:
        """Show it at its field; False if it belongs to none."""
        return self._faults.show(refusal)

    def _give(self) -> None:
        self._faults.clear()
        try:
            self.given.emit(self._command())
        except Rejected as refusal:
            self._faults.show(refusal)

    def _command(self) -> RecordOffers:
        chosen = next((one for one in self._choices if one.isChecked()), None)
        if chosen is None:
            raise Rejected("missing", self.tr("Välj hur frågan ställdes."), field="channel")
        offered = self.day.day(field="offered")
        if offered is None:
            raise Rejected("missing", self.tr("Ange vilken dag frågan ställdes."), field="offered")
        return RecordOffers(
            persons=self._persons,
            offered=offered,
            channel=self._choices[chosen],
            offered_by=self.ui.by.text().strip() or None,
        )
