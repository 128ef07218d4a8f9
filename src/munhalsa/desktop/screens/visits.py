"""Besök: the people of a besöksdag one after another, with large targets, on a lap or by touch."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from munhalsa.application.assessment_words import OUTCOME_WORDS
from munhalsa.application.context import Context
from munhalsa.application.drafts import Draft, kept_draft
from munhalsa.application.list_rounds import RoundLine, RoundsWanted, list_rounds, show_round
from munhalsa.application.ports import Changes
from munhalsa.application.record_assessment import (
    AssessmentRecorded,
    RecordAssessment,
    record_assessment,
)
from munhalsa.application.round_steps import RoundSheet, Visit
from munhalsa.desktop.born import born_words
from munhalsa.desktop.commands import command
from munhalsa.desktop.look import set_look
from munhalsa.desktop.models.round_model import ROUND_KINDS
from munhalsa.desktop.screens.visits_draft import KIND, VisitDrafts
from munhalsa.desktop.theme import Tone
from munhalsa.desktop.undoing import ask_to_undo
from munhalsa.desktop.view import Frame, Place
from munhalsa.desktop.widgets.choice import order_tabs
from munhalsa.desktop.widgets.empty_state import EmptyState
from munhalsa.desktop.widgets.plain_list import PlainList
from munhalsa.desktop.widgets.visit_form import TARGET, VisitForm
from munhalsa.domain.assessment import AssessorTitle
from munhalsa.domain.refusal import Refusal
from munhalsa.domain.round import RoundState
from munhalsa.domain.swedish import within_sentence

NAME = "visits"
_PERSONS = "persons"
_BACK, _AHEAD = 30, 366
_SIDE, _WIDE = 330, 800
_ANY = 16777215
"""Qt's word for no greatest width."""


class VisitsView(QWidget):
    """To the left who is on the day's list, to the right what came of one visit."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self._visit: Visit | None = None
        self._about: tuple[str, str] | None = None
        self.sheet: RoundSheet | None = None
        self._today: date | None = None
        self._helped: dict[str, str] = {}
        tr = self.tr
        self.save = command(self, tr("&Spara och nästa"), self._save, key="Ctrl+Return")
        self.next = command(self, tr("&Nästa som är kvar"), self._go_on, key="Ctrl+J")
        self.card = command(self, tr("Öppna &kort"), self._open_card, key="Ctrl+O")
        self.drafts = VisitDrafts(frame, self)
        self._build()
        self.round.currentIndexChanged.connect(self._read_round)
        self.people.itemSelectionChanged.connect(self._show_visit)
        self.form.changed.connect(self._note)
        self.form.given.connect(self.save.trigger)
        frame.look.changed.connect(self._take_sizes)
        self._take_sizes()
        self._show_visit()

    @property
    def widget(self) -> QWidget:
        """The view itself."""
        return self

    def commands(self) -> Sequence[QAction]:
        """Save, go on, and to the card."""
        return (self.save, self.next, self.card)

    def load(self, _place: Place) -> None:
        """The days to choose from: the user's own where the role reaches no others."""

        def read(context: Context) -> tuple[Sequence[RoundLine], date, Draft | None]:
            today = context.today
            wanted = RoundsWanted(
                first=today - timedelta(days=_BACK), last=today + timedelta(days=_AHEAD)
            )
            return list_rounds(context, wanted), today, kept_draft(context, KIND)

        self._frame.desk.read(self, read, done=self._take_rounds, latest="visits")
        self.round.setFocus()

    def touched_by(self, changes: Changes) -> bool:
        """Whether a commit may have changed the day."""
        return not changes.kinds or bool(ROUND_KINDS & changes.kinds)

    def reload(self, changes: Changes) -> None:
        """Fetch it anew."""
        if self.touched_by(changes):
            self._read_round()

    def keep_draft(self) -> None:
        """The window is about to lock or close."""
        self.drafts.keep()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """There is more or less room."""
        super().resizeEvent(event)
        self._turn()

    # What is shown.

    def _build(self) -> None:
        tr, look = self.tr, self._frame.look
        self._row = row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        row.setContentsMargins(20, 16, 20, 20)
        row.setSpacing(12)
        self.side = QFrame(self)
        set_look(self.side, "card")
        side = QVBoxLayout(self.side)
        side.setContentsMargins(16, 16, 16, 16)
        side.setSpacing(8)
        self.heading = QLabel(tr("Besök"), self.side)
        set_look(self.heading, "page")
        self.round = QComboBox(self.side)
        self.round.setAccessibleName(tr("Besöksdag"))
        self.round.setPlaceholderText(tr("Ingen besöksdag"))
        self.people = PlainList(
            (tr("Rum"), tr("Namn"), tr("Läge")),
            look,
            name=tr("Vilka som ska besökas"),
            parent=self.side,
            grow=1,
            person_of=lambda person: person,
        )
        self.progress = QLabel(self.side)
        set_look(self.progress, "muted")
        self.progress.setWordWrap(True)
        self.keys = QLabel(
            tr(
                "Med tangenter: 1–6, sedan J\u00a0N, S\u00a0V\u00a0A och I\u00a0E\u00a0A. Retur "
                "sist sparar och går till nästa. Vem av personalen följer med till nästa person."
            ),
            self.side,
        )
        set_look(self.keys, "muted")
        self.keys.setWordWrap(True)
        for part in (self.heading, self.round, self.people, self.progress, self.keys):
            side.addWidget(part)
        side.addStretch(1)
        row.addWidget(self.side)
        row.addWidget(self._build_page(), 1)

    def _build_page(self) -> QWidget:
        self.page = QFrame(self)
        set_look(self.page, "card")
        column = QVBoxLayout(self.page)
        column.setContentsMargins(20, 16, 20, 20)
        column.setSpacing(12)
        self.name, self.about = QLabel(self.page), QLabel(self.page)
        set_look(self.name, "page")
        set_look(self.about, "muted")
        for label in (self.name, self.about):
            label.setWordWrap(True)
            column.addWidget(label)
        self.form = VisitForm(self._frame.look, self.page)
        column.addWidget(self.form)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        self._buttons = [self._button(one) for one in (self.save, self.next, self.card)]
        for button in self._buttons:
            buttons.addWidget(button)
        buttons.addStretch(1)
        column.addLayout(buttons)
        self.empty = EmptyState(self.page)
        column.addWidget(self.empty, 1)
        column.addStretch(1)
        order_tabs([self.round, self.people, *self.form.fields, *self._buttons])
        for field in (self.round, *self._buttons):
            field.setProperty("large", True)
        return self.page

    def _button(self, action: QAction) -> QPushButton:
        button = QPushButton(action.text(), self.page)
        button.setToolTip(action.toolTip())
        if action is self.save:
            set_look(button, "primary")
        button.clicked.connect(action.trigger)
        action.enabledChanged.connect(button.setEnabled)
        return button

    def _take_rounds(self, found: tuple[Sequence[RoundLine], date, Draft | None]) -> None:
        rounds, today, draft = found
        self._today = today
        self.drafts.take(draft)
        days = [one for one in rounds if one.round.state is not RoundState.CANCELLED]
        chosen = self.round.currentData()
        self.round.blockSignals(True)
        self.round.clear()
        for one in days:
            self.round.addItem(f"{one.round.day} · {one.unit}", one.round.id)
        ahead = [one.round.id for one in days if one.round.day >= today]
        wanted = chosen or (ahead[0] if ahead else days[-1].round.id if days else None)
        self.round.setCurrentIndex(max(0, self.round.findData(wanted)) if days else -1)
        self.round.blockSignals(False)
        self._read_round()

    def _read_round(self, *_: object) -> None:
        one = self.round.currentData()
        if one is None:
            self.sheet = None
            self.people.show_rows(())
            self.progress.setText("")
            self._show_visit()
            return
        self._frame.desk.read(
            self, lambda context: show_round(context, one), done=self.show_sheet, latest="visit"
        )

    def show_sheet(self, sheet: RoundSheet) -> None:
        """The day as it was read; where one left off, or the first who is left."""
        self.sheet = sheet
        self._show_people(sheet)
        done = len(sheet.visits) - len(sheet.left)
        progress = self.tr("{0} av {1} klara").format(done, len(sheet.visits))
        if not self._has_come(sheet):
            progress += ". " + self.tr("Resultat registreras från och med {0}.").format(
                sheet.round.day
            )
        self.progress.setText(progress)
        self._show_visit()

    def _show_people(self, sheet: RoundSheet) -> None:
        rows = [
            (
                one.person_id,
                (
                    one.room or "",
                    one.name,
                    self._state(sheet, one),
                ),
            )
            for one in sheet.visits
        ]
        self.people.show_rows(rows)

    def _show_visit(self) -> None:
        chosen = self.people.chosen
        visits = () if self.sheet is None else self.sheet.visits
        visit = next((one for one in visits if one.person_id == chosen), None)
        about = (
            None if visit is None or self.sheet is None else (self.sheet.round.id, visit.person_id)
        )
        is_other = about is None or about != self._about
        self._visit, self._about = visit, about
        self.name.setText("" if visit is None else visit.name)
        self.about.setText(_about(self, visit))
        sheet = self.sheet
        if is_other and sheet is not None:
            begun = {} if visit is None else self.drafts.told(sheet.round.id, visit.person_id)
            staff = self._helped.get(sheet.round.id, sheet.round.staff or "")
            self.form.begin(staff, begun, names=sheet.staff)
        is_open = visit is not None and visit.outcome is None
        self.form.let(is_open)
        self.save.setEnabled(is_open and sheet is not None and self._has_come(sheet))
        self.next.setEnabled(sheet is not None and bool(sheet.left))
        self.card.setEnabled(visit is not None)
        self._show_whether_empty()
        self.form.fit()

    def _show_whether_empty(self) -> None:
        """The form is shown where it is about somebody, and else what to do."""
        nobody, planned = self._visit is None, self.sheet is not None
        for part in (self.name, self.about, self.form, *self._buttons):
            part.setHidden(nobody)
        for part in (self.people, self.keys, self.progress):
            part.setVisible(planned)
        self.round.setEnabled(self.round.count() > 0)
        self.empty.setVisible(nobody)
        if planned:
            self.empty.tell(
                self.tr("Ingen är vald"), self.tr("Välj någon i listan, så öppnas besöket här.")
            )
        else:
            self.empty.tell(
                self.tr("Ingen besöksdag är planerad"),
                self.tr(
                    "Här görs besöken på en enhet, en person i taget. Planera en besöksdag under "
                    "Munhälsobedömningar, så står den här."
                ),
            )

    def _has_come(self, sheet: RoundSheet) -> bool:
        """What became of a visit is not known before its day."""
        return self._today is None or sheet.round.day <= self._today

    def _state(self, sheet: RoundSheet, visit: Visit) -> str:
        if visit.outcome is not None:
            return OUTCOME_WORDS[visit.outcome]
        begun = self.drafts.told(sheet.round.id, visit.person_id)
        return self.tr("påbörjad") if begun else self.tr("kvar")

    def _note(self) -> None:
        """What is filled in is kept until it is signed, whoever is looked at meanwhile."""
        sheet, visit = self.sheet, self._visit
        if sheet is not None and visit is not None:
            before = self._state(sheet, visit)
            self.drafts.note(sheet.round.id, visit.person_id, self.form.told())
            if self._state(sheet, visit) != before:
                self._show_people(sheet)

    def _take_sizes(self) -> None:
        px = self._frame.look.sizes.px
        self._turn()
        self.people.verticalHeader().setMinimumSectionSize(px(TARGET))
        self.people.fit()

    def _turn(self) -> None:
        """Beside each other where there is room for both, else one above the other."""
        px = self._frame.look.sizes.px
        wide = self.width() >= px(_WIDE)
        ways = QBoxLayout.Direction
        self._row.setDirection(ways.LeftToRight if wide else ways.TopToBottom)
        self.side.setMaximumWidth(px(_SIDE) if wide else _ANY)
        self.side.setMinimumWidth(px(_SIDE))

    # What is done.

    def _save(self) -> None:
        sheet, visit = self.sheet, self._visit
        self.form.clear_faults()
        outcome = self.form.outcome.value
        if sheet is None or visit is None or visit.outcome is not None:
            return
        if outcome is None:
            words = self.tr("Välj vad det blev av besöket.")
            self.form.show_refusal(Refusal("missing", words, field="outcome"))
            return
        content = self.form.content(
            outcome,
            day=sheet.round.day,
            by=sheet.round.hygienist or self._own_name(),
            title=AssessorTitle.DENTAL_HYGIENIST if sheet.round.hygienist else None,
        )
        deed = RecordAssessment(number=visit.identity, content=content)

        def failed(error: BaseException) -> None:
            if not (isinstance(error, Refusal) and self.form.show_refusal(error)):
                self._frame.explain(error)

        self._frame.desk.do(
            self,
            lambda context: record_assessment(context, deed),
            shown=(),
            done=lambda result: self._saved(sheet, visit, result),
            failed=failed,
        )

    def _own_name(self) -> str:
        session = self._frame.desk.session
        return "" if session is None else session.name

    def _saved(self, sheet: RoundSheet, visit: Visit, result: AssessmentRecorded) -> None:
        self.drafts.note(sheet.round.id, visit.person_id, {})
        self.drafts.keep()
        if result.assessment.staff:
            self._helped[sheet.round.id] = result.assessment.staff
        notes = " ".join(one.message for one in result.warnings)
        self._frame.say(
            f"{self.tr('Sparat och signerat för {0}.').format(visit.name)} {notes}".strip(),
            tone=Tone.WARN if notes else Tone.OK,
            undo=lambda: ask_to_undo(
                result.event,
                self._frame,
                self.window(),
                done=lambda _: self._frame.say(self.tr("Ändringen är ångrad.")),
            ),
        )
        self._go_on(after=visit.person_id)

    def _go_on(self, *, after: str | None = None) -> None:
        """To the next who is left, from where one is and then from the top."""
        visits = () if self.sheet is None else self.sheet.visits
        places = [place for place, one in enumerate(visits) if one.person_id != after]
        here = self.people.currentRow()
        order = [*(one for one in places if one > here), *(one for one in places if one <= here)]
        for place in order:
            if visits[place].outcome is None:
                self.people.selectRow(place)
                self.form.outcome.setFocus()
                return

    def _open_card(self) -> None:
        if self._visit is not None:
            self._frame.go(Place(view=_PERSONS, about=self._visit.person_id))


def _about(view: QWidget, visit: Visit | None) -> str:
    if visit is None:
        return view.tr("Välj någon i listan.")
    parts = [view.tr("rum {0}").format(visit.room)] if visit.room else []
    parts.append(born_words(visit.number))
    if visit.reason:
        parts.append(within_sentence(visit.reason))
    if visit.outcome is not None:
        parts.append(view.tr("registrerat: {0}").format(OUTCOME_WORDS[visit.outcome]))
    return " · ".join(parts)
