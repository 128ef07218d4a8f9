"""Avstämning: a list out of Intygsbeställningen beside the register, and what differs settled."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QShortcut
from PySide6.QtWidgets import QFileDialog, QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from munhalsa.application.import_table.kinds import KindName, TableMapping
from munhalsa.application.ports import Changes
from munhalsa.application.workplace import Workplace
from munhalsa.desktop.commands import command
from munhalsa.desktop.dialogs.progress import run_long
from munhalsa.desktop.dialogs.save_reconciliation import SaveReportDialog
from munhalsa.desktop.look import set_look
from munhalsa.desktop.screens.exchange_mapping import MappingStep
from munhalsa.desktop.screens.exchange_reading import (
    ListFile,
    Looked,
    look_again,
    look_at_list,
)
from munhalsa.desktop.screens.new_certificate import NUMBER, VIEW
from munhalsa.desktop.screens.reconciliation_jobs import (
    ReadList,
    compare_anew,
    compare_as_chosen,
    read_and_compare,
)
from munhalsa.desktop.screens.reconciliation_result import ReconciliationResult
from munhalsa.desktop.screens.reconciliation_settling import Settling
from munhalsa.desktop.tasks import Control
from munhalsa.desktop.theme import Tone
from munhalsa.desktop.view import Frame, Place
from munhalsa.desktop.widgets.announce import announce
from munhalsa.desktop.widgets.field_message import FieldMessage
from munhalsa.domain.account import Permission
from munhalsa.domain.reconciliation import Choice
from munhalsa.domain.refusal import Refusal

KINDS = frozenset(
    {"person", "certificate", "response", "residence", "unit", "unit_name", "registration"}
    | {"former_number", "disclosure", "settled_difference"}
)
"""Whose change may alter what differs."""


class ReconciliationPage(QWidget):
    """First the list is chosen, then what differs is settled. ``left`` when one goes back."""

    left = Signal()

    def __init__(self, frame: Frame, parent: QWidget) -> None:
        super().__init__(parent)
        self._frame = frame
        self._read: ReadList | None = None
        self.settling = Settling(frame, self)
        self.setAcceptDrops(True)
        self._make_commands()
        self.result = ReconciliationResult(frame.desk, frame.look, self)
        self.result.put_deeds(
            (self.here, self.there, self.leave), (self.card, self.new, self.report, self.columns)
        )
        self.mapping = MappingStep(frame, self, kinds=(KindName.LISTED,))
        self.mapping.ui.go_on.setText(self.tr("Vidare till av&stämningen"))
        self._path: Path | None = None
        self._lay_out()
        self.mapping.settled.connect(self._compare_as_chosen)
        self.mapping.reread.connect(self._look_at)
        self.mapping.left.connect(self._leave_columns)
        self.settling.settled.connect(self.result.show_rows)
        self.result.marked.connect(self._allow)
        self.result.opened.connect(lambda person: frame.go(Place(view="persons", about=person)))
        self._show_step(self.choose_card)

    @property
    def read(self) -> ReadList | None:
        """The list that is looked at."""
        return self._read

    def commands(self) -> Sequence[QAction]:
        """Choose, settle, and what else can be done."""
        settling = (self.here, self.there, self.leave, self.card, self.new)
        return (self.another, *settling, self.report, self.columns, self.back)

    def open(self) -> None:
        """Somebody came here; a list that is being looked at stays."""
        if not self.mapping.isHidden():
            self.mapping.focus_first()
        elif self._read is None:
            self.choose.setFocus()
        else:
            self.result.focus_first()

    def touched_by(self, changes: Changes) -> bool:
        """Whether a list is shown that may differ otherwise now."""
        return self._read is not None and (not changes.kinds or bool(KINDS & changes.kinds))

    def reload(self, changes: Changes) -> None:
        """Compare anew, after all else; what was settled here is shown as it is already."""
        read = self._read
        if read is not None and self.touched_by(changes) and changes is not self.settling.changes:
            self._frame.desk.read_later(
                self,
                lambda context: compare_anew(context, read),
                done=self._take_newer,
                latest="reconcile",
            )

    def choose_file(self) -> None:
        """Ask for a file."""
        chooser = QFileDialog(self, self.tr("Välj en lista ur Intygsbeställningen"))
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.setNameFilters(
            [self.tr("Tabeller (*.xlsx *.xls *.ods *.csv *.txt)"), self.tr("Alla filer (*)")]
        )
        chooser.fileSelected.connect(lambda name: self.take_files([Path(name)]))
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    def take_files(self, paths: Sequence[Path]) -> None:
        """Read the list and compare it; one at a time."""
        self.message.clear()
        if not self.mapping.isHidden():
            self._leave_columns()
        if len(paths) > 1:
            self._fault(self.tr("Stäm av en fil i taget. Släpp bara en."))
            return
        self._path = path = paths[0]
        self._long(lambda place, control: read_and_compare(place, path, control))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Files are welcome."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """As if the file had been chosen."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            self.take_files(paths)

    def show_read(self, read: ReadList) -> None:
        """Show what differs from the list."""
        self._read = read
        self._show_step(self.result)
        self.result.show_found(read)
        self.result.focus_first()
        for notice in read.not_kept:
            self._frame.say(notice.message, tone=Tone.WARN)
        announce(self.result, self.result.summary.text())

    def start_over(self) -> None:
        """Back to choosing, with nothing kept of the list before."""
        self._read = None
        self.message.clear()
        self._show_step(self.choose_card)

    def show_columns(self, looked: Looked) -> None:
        """Let somebody tell which column is which."""
        self._show_step(self.mapping)
        self.mapping.show_list(looked)
        self.mapping.focus_first()

    # The list.

    def _long(self, job: Callable[[Workplace, Control], ReadList | Looked]) -> None:
        run_long(
            self._frame,
            self,
            self.tr("Listan jämförs med registret"),
            job,
            done=self._take,
            failed=self._not_read,
        )

    def _take(self, found: ReadList | Looked) -> None:
        if isinstance(found, Looked):
            self.show_columns(found)
        else:
            self.show_read(found)

    def _compare_as_chosen(self, file: ListFile) -> None:
        self._long(lambda place, control: compare_as_chosen(place, file, control))

    def _look_at(self, kind: KindName, mapping: TableMapping) -> None:
        """The file read in another way."""
        path = self._path
        if path is not None:
            self._long(lambda place, _: look_at_list(place, path, kind, mapping))

    def _change_columns(self) -> None:
        if self._read is not None:
            file = self._read.file
            self._frame.desk.read(
                self, lambda context: look_again(context, file), done=self.show_columns
            )

    def _leave_columns(self) -> None:
        """Back to what was found by the columns as they were, or to choosing."""
        self._show_step(self.choose_card if self._read is None else self.result)
        self.open()

    def _take_newer(self, read: ReadList) -> None:
        if self._read is not None and self._read.file is read.file:
            self._read = replace(read, rows=read.rows.remembering(self.result.rows))
            self.result.show_found(self._read)

    def _not_read(self, error: BaseException) -> None:
        if isinstance(error, Refusal) and not self.mapping.isHidden():
            self.mapping.refuse(error.message)
        elif isinstance(error, Refusal) and self._read is None:
            self._fault(error.message)
        else:
            self._frame.explain(error)

    def _fault(self, text: str) -> None:
        self.message.say(text)
        self.choose.setFocus()

    # What is done with it.

    def _settle(self, choice: Choice) -> None:
        if self._read is not None:
            self.settling.settle(self._read, self.result.rows, self.result.chosen, choice)

    def _open_card(self) -> None:
        row = self.result.current
        if row is not None and row.person_id is not None:
            self._frame.go(Place(view="persons", about=row.person_id))

    def _issue(self) -> None:
        """A certificate for somebody who is only in the list, the number filled in."""
        row = self.result.current
        if row is not None and row.difference is not None:
            about = row.person_id or f"{NUMBER}{row.difference.number}"
            self._frame.go(Place(view=VIEW, about=about))

    def _save_report(self) -> None:
        if self._read is not None:
            SaveReportDialog(self._read, self._frame, self.window()).open()

    def _allow(self) -> None:
        row, marked = self.result.current, self.result.has_choice
        for action in (self.here, self.there, self.leave):
            action.setEnabled(marked)
        self.card.setEnabled(row is not None and row.person_id is not None)
        may_issue = self._frame.desk.may(Permission.ISSUE_CERTIFICATES)
        self.new.setEnabled(may_issue and self.result.can_issue)
        for action in (self.report, self.columns):
            action.setEnabled(self._read is not None)

    # Within.

    def _make_commands(self) -> None:
        tr = self.tr
        self.another = command(
            self, tr("Läs in en &lista …"), self.choose_file, key="Ctrl+O", main=True
        )
        self.here = command(
            self, tr("R&egistret har rätt"), partial(self._settle, Choice.HERE), key="Ctrl+H"
        )
        self.there = command(
            self, tr("L&istan har rätt"), partial(self._settle, Choice.THERE), key="Ctrl+I"
        )
        self.leave = command(
            self, tr("&Får vara olika"), partial(self._settle, Choice.LEAVE), key="Ctrl+J"
        )
        self.card = command(self, tr("Öppna &kortet"), self._open_card, key="Ctrl+Return")
        self.new = command(self, tr("Utfärda i&ntyg …"), self._issue, key="Ctrl+Shift+N")
        self.columns = command(
            self, tr("Ändra k&olumner …"), self._change_columns, key="Ctrl+Shift+K"
        )
        self.report = command(self, tr("Spara ra&pport …"), self._save_report, key="Ctrl+S")
        self.back = command(
            self, tr("&Tillbaka till Ta in och lämna ut"), self.left.emit, key="Ctrl+B"
        )

    def _lay_out(self) -> None:
        look = self._frame.look
        to_exchange = QPushButton(self.tr("Ta in och lämna ut"), self)
        look.put_icon(to_exchange, "arrow-left")
        set_look(to_exchange, "quiet")
        to_exchange.clicked.connect(self.left)
        self.heading = QLabel(self)
        self.heading.setWordWrap(True)
        set_look(self.heading, "page")
        self.choose_card = QFrame(self)
        set_look(self.choose_card, "card")
        title, text = QLabel(self.tr("Stäm av mot en lista"), self), QLabel(self)
        set_look(title, "section")
        text.setWordWrap(True)
        text.setText(
            self.tr(
                "Välj en lista som har kommit ut ur Intygsbeställningen, eller släpp den här: "
                "Excel, LibreOffice eller CSV med en kolumn Personnummer. Den jämförs med "
                "registret. Inget ändras förrän du avgör en skillnad."
            )
        )
        self.choose = QPushButton(self.tr("Välj &fil …"), self)
        set_look(self.choose, "primary")
        self.choose.clicked.connect(self.choose_file)
        self.message = FieldMessage(self.choose, self)
        inner = QVBoxLayout(self.choose_card)
        inner.setContentsMargins(16, 12, 16, 16)
        inner.setSpacing(8)
        for widget in (title, text):
            inner.addWidget(widget)
        inner.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignLeft)
        inner.addWidget(self.message)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(to_exchange, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.heading)
        column.addWidget(self.choose_card)
        column.addWidget(self.mapping, 1)
        column.addWidget(self.result, 1)
        column.addStretch(0)
        self._column = column
        away = QShortcut(Qt.Key.Key_Escape, self)
        away.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        away.activated.connect(self.left)
        QWidget.setTabOrder(to_exchange, self.choose)

    def _show_step(self, step: QWidget) -> None:
        words = self.tr("Avstämning")
        if step is self.result and self._read is not None:
            words = self.tr("Avstämning mot {0}").format(self._read.file.path.name)
        self.heading.setText(words)
        for one in (self.choose_card, self.mapping, self.result):
            one.setVisible(one is step)
        last = self._column.count() - 1
        self._column.setStretch(last, 1 if step is self.choose_card else 0)
        self._allow()
