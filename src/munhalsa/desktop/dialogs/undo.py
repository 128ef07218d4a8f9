"""What an undo changes, field by field, before it is done; or what stands in its way."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QHeaderView, QTableWidgetItem, QWidget

from munhalsa.application.deed_words import deed_words
from munhalsa.application.preview_undo import UndoPreview
from munhalsa.desktop.forms.undo_dialog import UndoDialogForm
from munhalsa.desktop.look import Look

translate = QCoreApplication.translate
_TALLEST = 8


class UndoDialog(QDialog):
    """Accepted when it is to be undone; only to be read where something stands in the way."""

    def __init__(self, preview: UndoPreview, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.ui = UndoDialogForm()
        self.ui.set_up(self)
        question = self.tr("Ångra: {0}?").format(_action(preview.event.action))
        blocked = bool(preview.in_the_way)
        if blocked:
            question = self.tr("Det går inte att ångra än")
            self.ui.no.setText(self.tr("S&täng"))
            self.ui.no.setDefault(True)
        self.setWindowTitle(question)
        self.ui.question.setText(question)
        self.ui.consequence.setText(_consequence(preview))
        self.ui.yes.setVisible(not blocked)
        self._fill(preview, look)
        self.ui.yes.clicked.connect(self.accept)
        self.ui.no.clicked.connect(self.reject)
        self.finished.connect(self.deleteLater)
        self.setMinimumWidth(look.sizes.px(760))
        (self.ui.no if blocked else self.ui.yes).setFocus()

    @property
    def rows(self) -> Sequence[tuple[str, ...]]:
        """What the list shows."""
        table = self.ui.lines
        return [
            tuple(_text(table.item(row, column)) for column in range(table.columnCount()))
            for row in range(table.rowCount())
        ]

    def _fill(self, preview: UndoPreview, look: Look) -> None:
        if preview.in_the_way:
            headings = [self.tr("När"), self.tr("Ändring"), self.tr("Av")]
            rows = [
                (f"{one.time.astimezone():%Y-%m-%d %H:%M}", deed_words(one.action), one.user)
                for one in preview.in_the_way
            ]
        else:
            headings = [self.tr("Uppgift"), self.tr("Nu"), self.tr("Blir")]
            rows = [(one.what, one.now, one.becomes) for one in preview.lines]
        table = self.ui.lines
        table.setColumnCount(len(headings))
        table.setHorizontalHeaderLabels(headings)
        table.setRowCount(len(rows))
        for row, texts in enumerate(rows):
            said = ", ".join(f"{name} {text}" for name, text in zip(headings, texts, strict=True))
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, text if column else f"{said}.")
                table.setItem(row, column, item)
        across = table.horizontalHeader()
        across.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.verticalHeader().hide()
        height = look.sizes.px(34)
        table.verticalHeader().setDefaultSectionSize(height)
        tall = min(len(rows), _TALLEST) * height + across.sizeHint().height()
        table.setFixedHeight(tall + look.sizes.px(8))
        table.setVisible(bool(rows))


def _consequence(preview: UndoPreview) -> str:
    if preview.in_the_way:
        return translate("UndoDialog", "Senare ändringar bygger på den. Ångra dem först:")
    words = [
        translate("UndoDialog", "En uppgift ändras tillbaka.")
        if preview.records == 1
        else translate("UndoDialog", "{0} uppgifter ändras tillbaka.").format(preview.records)
    ]
    if preview.more:
        words.append(
            translate("UndoDialog", "De första visas, {0} till följer.").format(preview.more)
        )
    if preview.asks_again:
        words.append(translate("UndoDialog", "Det kräver lösenfrasen."))
    return " ".join(words)


def _action(action: str) -> str:
    words = deed_words(action)
    return f"{words[0].lower()}{words[1:]}"


def _text(item: QTableWidgetItem | None) -> str:
    return "" if item is None else item.text()
