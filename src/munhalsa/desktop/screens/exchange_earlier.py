"""Ta in och lämna ut: what was taken in before, and back to before it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from munhalsa.application.import_table.earlier import EarlierImport, list_imports
from munhalsa.application.save_list import ListColumn, ListRow
from munhalsa.desktop.look import set_look
from munhalsa.desktop.models.listing import Listing
from munhalsa.desktop.screens.exchange_receipt import ReceiptOutputs
from munhalsa.desktop.screens.exchange_undo import Host, ask_to_undo
from munhalsa.desktop.screens.exchange_words import kind_word, rows_of
from munhalsa.domain.swedish import spaced

_FIRST = 5
translate = QCoreApplication.translate


class EarlierImports(QFrame):
    """One line for each import, newest first; what is not undone can be, with a button."""

    def __init__(self, host: Host) -> None:
        super().__init__()
        self._host = host
        self._gives_way = self._wants_focus = False
        self._found: Sequence[EarlierImport] = ()
        self._lines: list[QWidget] = []
        self.buttons: list[QPushButton] = []
        self.receipts: list[QPushButton] = []
        self._outputs = ReceiptOutputs(host, self)
        set_look(self, "card")
        heading = QLabel(self.tr("Tidigare intag"), self)
        set_look(heading, "section")
        self.older = QPushButton(self)
        self.older.setAutoDefault(False)
        set_look(self.older, "link")
        self.older.clicked.connect(lambda: self._show(whole=True))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 12, 16, 16)
        self._column.setSpacing(8)
        self._column.addWidget(heading)
        self._column.addWidget(self.older, 0, Qt.AlignmentFlag.AlignLeft)
        self._show(whole=False)

    @property
    def texts(self) -> Sequence[str]:
        """What is said of each import shown."""
        return [label.text() for line in self._lines for label in line.findChildren(QLabel)]

    def listing(self) -> Listing:
        """All of them, to be saved in a file."""
        tr = self.tr
        rows = [
            ListRow(
                (
                    None if one.time is None else one.time.astimezone().date(),
                    kind_word(one.kind),
                    *(one.rows_in, one.new, one.changed, one.rejected),
                    one.user,
                    _state_words(one),
                )
            )
            for one in self._found
        ]
        titles = (tr("Dag"), tr("Lista"), tr("Rader"), tr("Nya"), tr("Ändrade"), tr("Inte intagna"))
        return Listing(
            name=tr("Tidigare intag"),
            columns=tuple(ListColumn(title=title) for title in (*titles, tr("Av"), tr("Läge"))),
            count=len(rows),
            of_persons=False,
            windows=lambda _: [rows],
        )

    def reload(self) -> None:
        """Ask again."""
        self._host.desk.read(self, list_imports, done=self._take, latest="imports")

    def _take(self, found: Sequence[EarlierImport]) -> None:
        self._found = found
        self._show(whole=False)
        if self._wants_focus and self.buttons:
            self.buttons[0].setFocus()
        self._wants_focus = False

    def give_way(self, gives_way: bool) -> None:
        """A plan has the page for itself."""
        self._gives_way = gives_way
        self._show_or_not()

    def _show(self, *, whole: bool) -> None:
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.buttons, self.receipts = [], []
        shown = self._found if whole else self._found[:_FIRST]
        self._lines = [self._line(one) for one in shown]
        for place, line in enumerate(self._lines, start=1):
            self._column.insertWidget(place, line)
        self.older.raise_()
        reached = [each for line in self._lines for each in line.findChildren(QPushButton)]
        for before, after in pairwise([*reached, self.older]):
            self.setTabOrder(before, after)
        hidden = len(self._found) - len(shown)
        self.older.setVisible(hidden > 0)
        self.older.setText(self.tr("Visa {0} äldre").format(spaced(hidden)))
        self._show_or_not()

    def _show_or_not(self) -> None:
        self.setVisible(bool(self._found) and not self._gives_way)

    def _line(self, one: EarlierImport) -> QWidget:
        line = QWidget(self)
        across = QHBoxLayout(line)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(12)
        words = QLabel(self._words(one), line)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        set_look(words, "muted")
        across.addWidget(words, 1)
        across.addWidget(self._receipt_button(one, words.text(), line), 0)
        if one.is_logged and not one.undone:
            across.addWidget(self._undo_button(one, words.text(), line), 0)
        return line

    def _receipt_button(self, one: EarlierImport, words: str, line: QWidget) -> QPushButton:
        receipt = QPushButton(self.tr("Kvitto"), line)
        receipt.setAutoDefault(False)
        receipt.setAccessibleName(self.tr("Kvitto: {0}").format(words))
        set_look(receipt, "link")
        receipt.clicked.connect(lambda: self._outputs.show_earlier(one.batch))
        self.receipts.append(receipt)
        return receipt

    def _undo_button(self, one: EarlierImport, words: str, line: QWidget) -> QPushButton:
        undo = QPushButton(self.tr("Ångra …"), line)
        undo.setAutoDefault(False)
        undo.setAccessibleName(self.tr("Ångra …: {0}").format(words))
        set_look(undo, "link")
        undo.clicked.connect(lambda: ask_to_undo(one.batch, self._host, self, undone=self._undone))
        self.buttons.append(undo)
        return undo

    def _undone(self) -> None:
        """The button goes away with its line; the focus stays among the others."""
        self._wants_focus = True
        self.reload()

    def _words(self, one: EarlierImport) -> str:
        when = "–" if one.time is None else f"{one.time.astimezone():%Y-%m-%d %H:%M}"
        text = self.tr("{0} · {1} · {2}, {3} nya och {4} ändrade").format(
            when,
            kind_word(one.kind),
            rows_of(one.rows_in),
            spaced(one.new),
            spaced(one.changed),
        )
        if one.user is not None:
            text += f" · {one.user}"
        if one.rejected:
            text += self.tr(" · {0} inte intagna").format(spaced(one.rejected))
        if not one.is_logged:
            text += self.tr(
                " · loggen från den tiden är borttagen: vem som tog in listan syns inte, och "
                "intaget kan inte ångras"
            )
        return self.tr("Rättad: {0}").format(text) if one.undone else text


def _state_words(one: EarlierImport) -> str:
    if one.undone:
        return translate("EarlierImports", "Rättad")
    return "" if one.is_logged else translate("EarlierImports", "Loggen är borttagen")
