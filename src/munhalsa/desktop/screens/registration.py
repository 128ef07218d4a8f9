"""Registreringshjälp: what waits for Intygsbeställningen, typed in one at a time by one key."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QWidget

from munhalsa.application.context import Context
from munhalsa.application.export_profile import ExportProfile, Subject
from munhalsa.application.mark_registered import (
    Registered,
    mark_certificate_registered,
    mark_unit_registered,
)
from munhalsa.application.ports import Changes
from munhalsa.application.registration_help import PROFILES, HelpRow, show_waiting
from munhalsa.application.workplace import Workplace
from munhalsa.desktop.commands import command
from munhalsa.desktop.models.waiting_model import WaitingSource, waiting_model
from munhalsa.desktop.screens.registration_card import RegistrationCard
from munhalsa.desktop.screens.registration_side import RegistrationSide
from munhalsa.desktop.screens.views import UNIT_QUEUE
from munhalsa.desktop.theme import Tone
from munhalsa.desktop.undoing import ask_to_undo
from munhalsa.desktop.view import Frame
from munhalsa.desktop.widgets.announce import announce
from munhalsa.domain.refusal import Refusal, Rejected

_ANYTHING = Changes()
_WIDE, _SIDE = 900, 380
_ANY = 16777215
"""Qt's word for no greatest width."""


class RegistrationPage(QWidget):
    """To the left the queue, to the right the fields of one row. ``left`` when one goes back."""

    left = Signal()

    def __init__(self, frame: Frame, parent: QWidget) -> None:
        super().__init__(parent)
        self._frame = frame
        self._profiles: dict[Subject, ExportProfile] = {}
        self._source: WaitingSource | None = None
        self._wanted = ""
        self._asked = ""
        self._noted = False
        tr = self.tr
        self.copy = command(self, tr("&Kopiera nästa fält"), self._copy_next, key="F2")
        self.back = command(self, tr("&Förra fältet igen"), self._copy_last, key="Shift+F2")
        self.mark = command(self, tr("&Markera registrerad"), self._mark, key="Ctrl+Return")
        self.skip = command(self, tr("Ho&ppa över"), self._skip, key="Ctrl+J")
        self.persons = command(
            self, tr("Visa &intyg"), partial(self._turn_to, Subject.CERTIFICATE), key="Alt+1"
        )
        self.units = command(
            self, tr("Visa boende&enheter"), partial(self._turn_to, Subject.UNIT), key="Alt+2"
        )
        self.leave = command(
            self, tr("&Tillbaka till Ta in och lämna ut"), self.left.emit, key="Ctrl+B"
        )
        self.model = waiting_model(frame.desk, self)
        self.side = RegistrationSide(self.model, frame.look, self)
        self.card = RegistrationCard(
            frame, (self.copy, self.back, self.skip), (self.mark,), parent=self
        )
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(12)
        self._row.addWidget(self.side)
        self._row.addWidget(self.card, 1)
        self._listen()
        self._take_sizes()
        self._show_row(None)

    def commands(self) -> Sequence[QAction]:
        """Copy, mark, go on, and to the other queue."""
        copying = (self.copy, self.back, self.mark, self.skip)
        return (*copying, self.persons, self.units, self.leave)

    def open(self, about: str = "") -> None:
        """Show a queue, beginning with the certificate or person of that id if it is there."""
        subject = Subject.UNIT if about == UNIT_QUEUE else Subject.CERTIFICATE
        self._wanted = "" if subject is Subject.UNIT else about
        self._noted = False
        self._show_row(None)
        if self._profiles:
            self._ask(subject)
        else:
            self._frame.desk.do_at(
                self, _profiles, done=lambda found: self._begin(found, subject), failed=self._fail
            )

    def touched_by(self, changes: Changes) -> bool:
        """Whether the queue may be other than what is shown; what is not shown is not read."""
        shown = self._source is not None and not self.isHidden()
        return shown and self.model.is_touched_by(changes)

    def reload(self, changes: Changes) -> None:
        """Fetch the queue anew, and the row if it may have changed."""
        if self.touched_by(changes):
            self.model.take_in(changes)
            self._read_row(self.side.table.current_id or "", again=True)

    # What is shown.

    def _listen(self) -> None:
        self.side.back.clicked.connect(self.left)
        self.side.chosen.connect(self._turn_to)
        self.side.table.chosen.connect(self._read_row)
        self.side.table.opened.connect(lambda _: self._to_fields())
        self.model.filled.connect(self._filled)
        self._frame.look.changed.connect(self._take_sizes)
        away = QShortcut(Qt.Key.Key_Escape, self)
        away.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        away.activated.connect(self.left)

    def _begin(self, found: dict[Subject, ExportProfile], subject: Subject) -> None:
        self._profiles = found
        self._ask(subject)

    def _turn_to(self, subject: Subject) -> None:
        self._wanted, self._noted = "", False
        if self._profiles:
            self._ask(subject)

    def _ask(self, subject: Subject) -> None:
        """Another queue begins with nothing chosen; the same one goes on where it was."""
        self.side.show_subject(subject)
        self._source = WaitingSource(self._profiles[subject])
        self.model.show(self._source)

    def _filled(self, count: int) -> None:
        source = self._source
        if source is None:
            return
        if not self._noted:
            self._noted = True
            self._frame.desk.read(self, source.note, done=lambda _: None)
        self.side.tell(count, source.queue.notices)
        self.card.tell_empty(source.profile.subject, empty=not count)
        self.skip.setEnabled(count > 1)
        lines = source.queue.lines
        begin = next((one.id for one in lines if self._wanted in (one.id, one.subject_id)), None)
        self._wanted = ""
        if begin is not None:
            self.side.table.choose(begin)
        elif count and self.side.table.current_id is None:
            self.side.table.choose_first()
        elif not count:
            announce(self.card, self.tr("Kön är tom"))
        self._read_row(self.side.table.current_id or "")
        if count and not self.isAncestorOf(self.window().focusWidget()):
            self.side.table.setFocus()

    def _read_row(self, id: str, *, again: bool = False) -> None:
        """Each reading is logged, so that the row that is shown is not read without need."""
        source = self._source
        if id == self._asked and not again:
            return
        self._asked = id
        if source is None or not id:
            self._show_row(None)
            return

        def failed(error: BaseException) -> None:
            self._show_row(None)
            self._passed_by(error)
            self.model.take_in(_ANYTHING)

        self._frame.desk.read(
            self,
            lambda context: show_waiting(context, source.profile, id),
            done=self._show_row,
            failed=failed,
            latest="row",
        )

    def _show_row(self, row: HelpRow | None) -> None:
        if row is None:
            self._asked = ""
        self.card.show_row(row)
        for action in (self.copy, self.mark):
            action.setEnabled(row is not None)
        self.back.setEnabled(self.card.can_go_back)

    # What is done.

    def _into_sight(self, widget: QWidget) -> None:
        """Where one lies above the other, what is worked with may be out of the window."""
        above: QWidget | None = self
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None:
            above.ensureWidgetVisible(widget)

    def _to_fields(self) -> None:
        self.card.fields.setFocus()
        self._into_sight(self.card.fields)

    def _copy_next(self) -> None:
        self.card.copy_next()
        self._into_sight(self.card.copy_buttons[0])
        self.back.setEnabled(self.card.can_go_back)

    def _copy_last(self) -> None:
        self.card.copy_last()
        self.back.setEnabled(self.card.can_go_back)

    def _mark(self) -> None:
        row, source = self.card.row, self._source
        if row is None or source is None:
            return
        self.mark.setEnabled(False)
        reference = self.card.given_reference
        following = self._following(row.id)
        is_unit = source.profile.subject is Subject.UNIT

        def job(context: Context) -> Registered:
            if is_unit:
                return mark_unit_registered(
                    context, unit_id=row.id, reference=reference, shown=row.shown
                )
            return mark_certificate_registered(
                context, certificate_id=row.id, reference=reference, shown=row.shown
            )

        def failed(error: BaseException) -> None:
            self.mark.setEnabled(True)
            self._passed_by(error)
            self.reload(_ANYTHING)

        self._frame.desk.do(
            self,
            job,
            shown=(),
            done=lambda done: self._marked(row, done, following),
            failed=failed,
        )

    def _marked(self, row: HelpRow, done: Registered, following: str | None) -> None:
        self.card.let_go()
        notes = " ".join(one.message for one in done.warnings)
        self._frame.say(
            f"{self.tr('Markerad som registrerad: {0}.').format(row.name)} {notes}".strip(),
            tone=Tone.WARN if notes else Tone.OK,
            undo=lambda: ask_to_undo(
                done.event,
                self._frame,
                self.window(),
                done=lambda _: self._frame.say(self.tr("Ändringen är ångrad.")),
            ),
        )
        if following is not None:
            self.side.table.choose(following)
            self._to_fields()

    def _skip(self) -> None:
        following = self._following(self.side.table.current_id)
        if following is not None:
            self.card.let_go()
            self.side.table.choose(following)
            self._to_fields()

    def _following(self, id: str | None) -> str | None:
        """The next in the queue, from its end to its beginning; None where there is no other."""
        ids = self.model.ids
        place = self.model.place_of(id) if id is not None else None
        if place is None or len(ids) < 2:
            return None
        return ids[(place + 1) % len(ids)]

    def _passed_by(self, error: BaseException) -> None:
        """Somebody else was there: it is told."""
        if isinstance(error, Rejected):
            self._frame.say(error.message, tone=Tone.WARN)
        else:
            self._frame.explain(error)

    def _fail(self, error: BaseException) -> None:
        """A profile of the municipality's own may be at fault; then nothing is shown."""
        if isinstance(error, Refusal):
            self.show_fault(error.message)
        else:
            self._frame.explain(error)

    def show_fault(self, text: str) -> None:
        """Nothing can be typed in, and why."""
        self.side.empty()
        self.card.tell_fault(text)

    # Room.

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """There is more or less room."""
        super().resizeEvent(event)
        self._turn()

    def _take_sizes(self) -> None:
        self._turn()

    def _turn(self) -> None:
        """Beside each other where there is room for both, else one above the other."""
        px, ways = self._frame.look.sizes.px, QBoxLayout.Direction
        wide = self.width() >= px(_WIDE)
        self._row.setDirection(ways.LeftToRight if wide else ways.TopToBottom)
        self.side.setMaximumWidth(px(_SIDE) if wide else _ANY)
        self.side.setMinimumWidth(px(_SIDE) if wide else 0)
        self.side.fit(tall=wide)


def _profiles(place: Workplace) -> dict[Subject, ExportProfile]:
    return {subject: place.tables.profile(name) for subject, name in PROFILES.items()}
