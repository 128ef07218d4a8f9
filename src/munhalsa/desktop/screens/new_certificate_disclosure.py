"""Nytt intyg, the disclosure assessment (sekretessprövning): for each recipient, on what ground."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from munhalsa.application.issue_certificate import DisclosureDraft
from munhalsa.desktop.forms.new_certificate_rest import NewCertificateRestForm
from munhalsa.desktop.look import Look, set_look
from munhalsa.desktop.person_words import basis_words, recipient_words
from munhalsa.desktop.screens.new_certificate_words import basis_wants
from munhalsa.desktop.widgets.field_message import FieldMessage
from munhalsa.desktop.widgets.flow import Flow
from munhalsa.desktop.widgets.typed import fill, on_typed
from munhalsa.domain.certificate import DisclosureBasis, Recipient
from munhalsa.domain.disclosure import check_details
from munhalsa.domain.refusal import Rejected

_GAP = 10
_SAME = "same"
_ALWAYS = (Recipient.VGR, Recipient.DENTAL_PROVIDER)


class _Row(QWidget):
    """One recipient; ``same`` offers to do as with the first one."""

    changed = Signal()

    def __init__(self, recipient: Recipient, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.recipient = recipient
        name = recipient_words(recipient)
        self.label = QLabel(f"{name[:1].upper()}{name[1:]}", self)
        self.basis = QComboBox(self)
        self.basis.addItem(self.tr("Inte gjord än"), None)
        if recipient is not Recipient.VGR:
            self.basis.addItem(self.tr("Samma som för VGR"), _SAME)
        for basis in DisclosureBasis:
            self.basis.addItem(basis_words(basis), basis.value)
        self.basis.setAccessibleName(self.tr("Sekretessprövning för {0}").format(name))
        self.label.setBuddy(self.basis)
        self.details = QLineEdit(self)
        self.details.setAccessibleName(self.tr("Vad prövningen för {0} bygger på").format(name))
        self.message = FieldMessage(self.details, self)
        line = QWidget(self)
        flow = Flow(line, _GAP)
        for widget in (self.label, self.basis, self.details):
            flow.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(line)
        column.addWidget(self.message)
        self.fit(look)
        self.basis.currentIndexChanged.connect(self._chosen)
        on_typed(self.details, lambda _: self.message.clear())
        on_typed(self.details, lambda _: self.changed.emit())
        self.details.installEventFilter(self)
        self._show_details()

    @property
    def chosen(self) -> DisclosureBasis | None:
        """On what ground."""
        value = self.basis.currentData()
        return None if value in (None, _SAME) else DisclosureBasis(value)

    @property
    def is_same(self) -> bool:
        """As with the first one."""
        return bool(self.basis.currentData() == _SAME)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """What it rests on is checked when it is left, also when nothing was written."""
        if event.type() is QEvent.Type.FocusOut and watched is self.details:
            self.check()
        return False

    def fit(self, look: Look) -> None:
        """The text may have another size."""
        self.label.setMinimumWidth(look.sizes.px(96))
        self.basis.setMinimumWidth(look.sizes.px(220))
        self.details.setMinimumWidth(look.sizes.px(250))

    def check(self) -> None:
        """Say if what it rests on is missing."""
        if self.chosen is None:
            self.message.clear()
            return
        try:
            check_details(self.chosen, self.details.text())
        except Rejected as refusal:
            self.message.say(refusal.message)
        else:
            self.message.clear()

    def set(self, basis: str | None, details: str) -> None:
        """Show what was chosen."""
        self.basis.setCurrentIndex(max(self.basis.findData(basis), 0) if basis else 0)
        fill(self.details, details)
        self.message.clear()

    def _chosen(self) -> None:
        self._show_details()
        self.message.clear()
        self.changed.emit()

    def _show_details(self) -> None:
        self.details.setVisible(self.chosen is not None)
        if self.chosen is not None:
            self.details.setPlaceholderText(basis_wants(self.chosen))


class DisclosureSection(QObject):
    """``changed`` at each change."""

    changed = Signal()

    def __init__(self, ui: NewCertificateRestForm, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._ui, self._look = ui, look
        self._rows = [_Row(one, look, ui.disclosure_cell) for one in Recipient]
        ui.disclosure_line.hide()
        self.more = QPushButton(self.tr("Fler mottagare"), ui.disclosure_cell)
        self.more.setCheckable(True)
        self.more.setAutoDefault(False)
        set_look(self.more, "link")
        links = QWidget(ui.disclosure_cell)
        Flow(links, _GAP).addWidget(self.more)
        for row in self._rows:
            ui.disclosure_column.addWidget(row)
            row.changed.connect(self.changed)
        ui.disclosure_column.addWidget(links)
        ui.disclosure_label.setBuddy(self._rows[0].basis)
        self.more.toggled.connect(lambda _: self._show_rows())
        self._show_rows()

    @property
    def messages(self) -> Mapping[str, FieldMessage]:
        """The message that a refusal about the details belongs to."""
        at = next((row for row in self._rows if not self._is_whole(row)), self._rows[0])
        return {
            "details": at.message,
            **{f"details {row.recipient}": row.message for row in self._rows if row is not at},
        }

    @property
    def drafts(self) -> list[DisclosureDraft]:
        """What is stated, for each recipient that something is stated for."""
        first = self._rows[0]
        found = []
        for row in self._rows:
            stated = first if row.is_same else row
            if stated.chosen is not None:
                found.append(
                    DisclosureDraft(
                        recipient=row.recipient,
                        basis=stated.chosen,
                        details=stated.details.text().strip() or None,
                    )
                )
        return found

    @property
    def fields(self) -> list[QWidget]:
        """What Tab goes through, in order."""
        rows = [field for row in self._rows for field in (row.basis, row.details)]
        return [*rows, self.more]

    def fit(self) -> None:
        """The text may have another size."""
        for row in self._rows:
            row.fit(self._look)

    def check(self) -> None:
        """Say where what it rests on is missing."""
        for row in self._rows:
            row.check()

    def clear(self) -> None:
        """Somebody else."""
        for row in self._rows:
            row.set(None, "")
        self.more.setChecked(False)

    def draft(self) -> dict[str, Any]:
        """What is stated."""
        return {
            row.recipient.value: [row.basis.currentData(), row.details.text()] for row in self._rows
        }

    def restore(self, draft: Mapping[str, Any]) -> None:
        """Show what was stated."""
        for row in self._rows:
            basis, details = draft[row.recipient.value]
            row.set(basis, details)
            if basis is not None and row.recipient not in _ALWAYS:
                self.more.setChecked(True)

    def _is_whole(self, row: _Row) -> bool:
        return row.chosen is None or bool(row.details.text().strip())

    def _show_rows(self) -> None:
        for row in self._rows:
            row.setVisible(row.recipient in _ALWAYS or self.more.isChecked())
