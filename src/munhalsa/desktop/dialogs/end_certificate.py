"""Ending a certificate: why, and its last day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from munhalsa.application.end_certificate import EndCertificate
from munhalsa.desktop.forms.end_dialog import EndDialogForm
from munhalsa.desktop.look import Look
from munhalsa.desktop.widgets.date_field import DateField
from munhalsa.desktop.widgets.field_message import Faults, FieldMessage
from munhalsa.desktop.widgets.still_wheel import keep_still
from munhalsa.domain.certificate import EndReason
from munhalsa.domain.refusal import Refusal, Rejected
from munhalsa.domain.rules import EndReasonRule


class EndDialog(QDialog):
    """``given`` carries the command; the caller closes the dialog, or shows it the refusal."""

    given = Signal(object)

    def __init__(
        self,
        certificate: str,
        *,
        reasons: Sequence[EndReasonRule],
        today: date,
        look: Look,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.ui = EndDialogForm()
        self.ui.set_up(self)
        keep_still(self)
        self._certificate = certificate
        self.ui.what.setText(self.tr("Avsluta intyg {0}").format(certificate))
        self.day = DateField(look, today=today, parent=self)
        self.day.set_day(today)
        self.ui.day_label.setBuddy(self.day)
        self.day.setAccessibleName(self.ui.day_label.text().replace("&", ""))
        self.ui.day_column.addWidget(self.day)
        message = FieldMessage(self.day, self)
        self.ui.day_column.addWidget(message)
        self._faults = Faults({"date": message})
        for reason in reasons:
            self.ui.reason.addItem(reason.word, reason.reason.value)
        self.ui.save.clicked.connect(self._give)
        self.ui.leave.clicked.connect(self.reject)
        QWidget.setTabOrder(self.ui.reason, self.day)
        self.setMinimumWidth(look.sizes.px(400))
        self.ui.reason.setFocus()

    def show_refusal(self, refusal: Refusal) -> bool:
        """Show it at its field; False if it belongs to none."""
        return self._faults.show(refusal)

    def _give(self) -> None:
        self._faults.clear()
        try:
            day = self.day.day(field="date")
            if day is None:
                raise Rejected("missing", self.tr("Ange intygets sista dag."), field="date")
        except Rejected as refusal:
            self._faults.show(refusal)
            return
        self.given.emit(
            EndCertificate(
                number=self._certificate, day=day, reason=EndReason(self.ui.reason.currentData())
            )
        )
