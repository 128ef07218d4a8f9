"""Nytt intyg: one page from the number to the printed certificate, all of it by keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFormLayout, QPushButton, QScrollArea, QWidget

from munhalsa.application.context import Context
from munhalsa.application.drafts import Draft, kept_draft
from munhalsa.application.ports import Changes
from munhalsa.application.prepare_certificate import CertificateDesk, prepare_certificate
from munhalsa.application.print_certificates import print_certificates
from munhalsa.application.print_job import PrintJob
from munhalsa.application.register_and_issue import RegisteredAndIssued, register_and_issue
from munhalsa.application.undo import undo_event
from munhalsa.application.view_person import PersonCard, open_card
from munhalsa.desktop.commands import command
from munhalsa.desktop.forms.new_certificate_view import NewCertificateViewForm
from munhalsa.desktop.key_names import key_words
from munhalsa.desktop.printing.showing import page_file, show_pages
from munhalsa.desktop.screens.new_certificate_draft import KIND, DraftKeeper
from munhalsa.desktop.screens.new_certificate_known import KnownPanel
from munhalsa.desktop.screens.new_certificate_lookup import PURPOSE, Lookup
from munhalsa.desktop.screens.new_certificate_sheet import Sheet
from munhalsa.desktop.theme import Tone
from munhalsa.desktop.view import Frame, Place
from munhalsa.desktop.widgets.flow import Flow
from munhalsa.domain.refusal import Refusal

VIEW = "new_certificate"
NUMBER = "number:"
"""Before an identity number, for a certificate to somebody who is not in the register yet."""
PERSONS = "persons"

_PANEL, _LABEL = 320, 148
_NARROW, _VERY_NARROW = 1000, 600
"""Widths at the usual text size: of the panel, of labels, and below which the page is one column
and labels stand above their fields."""


class NewCertificateView(QWidget):
    """The page; what is typed is kept as a draft until it is issued or thrown away."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self.ui = NewCertificateViewForm()
        self.ui.set_up(self)
        self.sheet = Sheet(self.ui, frame.look, self)
        self.panel = KnownPanel(self.ui, self.sheet.person_ui.family_name, self)
        self.lookup = Lookup(frame, self.sheet, self.panel, self)
        self.drafts = DraftKeeper(frame, self.ui, self.sheet, self)
        self._busy = False
        self._issued: RegisteredAndIssued | None = None
        self._commands = self._make_commands()
        self._lay_out()
        self._listen()
        self._show_state()

    # What the window asks for: see view.View.

    @property
    def widget(self) -> QWidget:
        """The view itself."""
        return self

    def commands(self) -> Sequence[QAction]:
        """Issue, print, keep, begin anew."""
        return self._commands

    def load(self, place: Place) -> None:
        """Ready to type at once; the day, the rules, the units and a kept draft come after."""
        if self._issued is not None:
            self._begin_anew()
        if self.sheet.is_empty and not self.drafts.is_offering:
            self._focus_first()

        number = place.about.removeprefix(NUMBER) if place.about.startswith(NUMBER) else ""

        def read(context: Context) -> tuple[CertificateDesk, Draft | None, PersonCard | None]:
            known = place.about if not number else ""
            card = open_card(context, known, purpose=PURPOSE) if known else None
            return prepare_certificate(context), kept_draft(context, KIND), card

        self._frame.desk.read(
            self, read, done=lambda found: self._take(*found, number=number), latest="desk"
        )

    def touched_by(self, changes: Changes) -> bool:
        """The units to choose from may have changed."""
        return not changes.kinds or bool(changes.kinds & {"unit", "setting"})

    def reload(self, changes: Changes) -> None:
        """Fetch the rules and the units anew."""
        self._frame.desk.read(self, prepare_certificate, done=self.sheet.use, latest="rules")

    def keep_draft(self) -> None:
        """Keep what is typed, before the window locks or closes."""
        self.drafts.keep()

    # What Qt calls.

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """In a narrow window, or with large text, the page is one column."""
        super().resizeEvent(event)
        self._fit()

    # Issuing.

    @property
    def _is_open(self) -> bool:
        """Whether there is something on the page that can be issued."""
        return not (self._busy or self.drafts.is_offering or self._issued is not None)

    def issue(self, *, printing: bool) -> None:
        """Issue what is filled in, or go to the first field that something is wrong with."""
        if not self._is_open:
            return
        self.sheet.check()
        first = self.sheet.faults.first()
        if first is not None:
            self._go_to(first.field)
            return
        try:
            asked = self.sheet.command()
        except Refusal as refusal:
            self._refused(refusal)
            return
        # The page takes no keys meanwhile; whoever was refused goes on where they were.
        here: QWidget | None = self.window().focusWidget()
        self._busy = True
        self._show_state()
        self._frame.desk.do(
            self,
            lambda context: register_and_issue(context, asked),
            shown=(),
            done=lambda done: self._is_issued(done, printing=printing),
            failed=lambda error: self._refused(error, here),
        )

    def _is_issued(self, done: RegisteredAndIssued, *, printing: bool) -> None:
        self._busy = False
        self._issued = done
        content = self.sheet.draft()
        self.drafts.is_open = False
        self.drafts.drop()
        number = done.certificate.number
        self._show_done(done)
        self._show_state()
        self.ui.next.setFocus()
        self._frame.say(
            self.tr("Intyg {0} är utfärdat.").format(number),
            undo=lambda: self._undo(done, content),
        )
        if printing:
            self.print_issued()

    def _refused(self, error: BaseException, here: QWidget | None = None) -> None:
        self._busy = False
        self._show_state()
        if isinstance(error, Refusal) and self.sheet.show(error):
            first = self.sheet.faults.first()
            if first is not None:
                self._go_to(first.field)
        else:
            if here is not None:
                here.setFocus()
            self._frame.explain(error)

    def _undo(self, done: RegisteredAndIssued, content: Mapping[str, Any]) -> None:
        """Take it back, and show what was filled in, unless somebody else is on the page by now."""

        def undone(_: object) -> None:
            if self._issued is not done and not self.sheet.is_empty:
                self._frame.say(self.tr("Intyget är ångrat."))
                return
            self._begin_anew()
            self.sheet.restore(content)
            self._show_state()
            self._focus_first()
            self._frame.say(self.tr("Intyget är ångrat. Det som var ifyllt står kvar."))

        event = done.event
        self._frame.desk.do(
            self,
            lambda context: undo_event(context, event),
            shown=(),
            done=undone,
            failed=self._frame.explain,
        )

    def print_issued(self) -> None:
        """Show the certificate as it will be printed."""
        if self._issued is None:
            return
        number = self._issued.certificate.number
        out = page_file(self._frame)
        self._frame.desk.do_at(
            self,
            lambda place: print_certificates(
                place.context, place.printer, numbers=[number], job=PrintJob(out=out)
            ),
            done=lambda _: show_pages(
                self._frame,
                out,
                name="intyg",
                title=self.tr("Intyg om N-tandvård"),
                parent=self,
                closed=self.ui.next.setFocus,
            ),
            failed=self._frame.explain,
        )

    def begin_next(self) -> None:
        """The page for the next person."""
        self._begin_anew()
        self._focus_first()

    # Drafts.

    def save_draft(self) -> None:
        """Keep what is typed, and say so."""
        if self.sheet.is_empty:
            self._frame.say(self.tr("Det finns inget att spara än."), tone=Tone.WARN)
            return
        self.keep_draft()
        self._frame.say(
            self.tr("Utkastet är sparat, krypterat i registret, och visas när du kommer hit igen.")
        )

    def start_over(self) -> None:
        """Throw away what is typed; it can be taken back."""
        if self.sheet.is_empty:
            return
        content = self.sheet.draft()

        def take_back() -> None:
            self.sheet.restore(content)
            self.keep_draft()

        self._begin_anew()
        self.drafts.drop()
        self._focus_first()
        self._frame.say(self.tr("Det som var ifyllt är borttaget."), undo=take_back)

    def _take(
        self, desk: CertificateDesk, draft: Draft | None, card: PersonCard | None, *, number: str
    ) -> None:
        self.sheet.use(desk)
        if card is not None or number:
            self.sheet.clear()
            self.sheet.person.take_number(number if card is None else card.record.person.number)
            return
        if self.drafts.offer(draft):
            self._show_state()
            self.ui.offer_take.setFocus()

    def _offer_answered(self) -> None:
        self._show_state()
        self._focus_first()

    # Within.

    def _make_commands(self) -> tuple[QAction, ...]:
        return (
            command(
                self,
                self.tr("Utfärda och skriv &ut"),
                lambda: self.issue(printing=True),
                key="Ctrl+Return",
            ),
            command(
                self,
                self.tr("&Utfärda"),
                lambda: self.issue(printing=False),
                key="Ctrl+Shift+Return",
            ),
            command(self, self.tr("&Spara utkast"), self.save_draft, key="Ctrl+S"),
            command(self, self.tr("&Börja om"), self.start_over, key="Ctrl+Shift+Backspace"),
        )

    def _lay_out(self) -> None:
        ui = self.ui
        for line, widgets in (
            (ui.buttons_line, (ui.issue_and_print, ui.issue, ui.save_draft, ui.clear)),
            (ui.offer_line, (ui.offer_take, ui.offer_drop)),
            (ui.done_line, (ui.next, ui.print_again, ui.open_person)),
        ):
            flow = Flow(line, 8)
            for widget in widgets:
                flow.addWidget(widget)
            for before, after in pairwise(widgets):
                self.setTabOrder(before, after)
        keys = key_words(self._commands[0].shortcut())
        ui.issue_and_print.setText(self.tr("Utfärda och skriv ut   {0}").format(keys))
        ui.issue_and_print.setAccessibleName(self._commands[0].text().replace("&", ""))
        for button in (ui.next, ui.print_again, ui.open_person, ui.offer_take, ui.offer_drop):
            button.setAutoDefault(True)
        ui.then_text.setText(
            self.tr(
                "Intyget får sitt nummer när det utfärdas.\n\n"
                "Det läggs i kön till Intygsbeställningen."
            )
        )
        self._frame.look.changed.connect(self._take_sizes)
        self._take_sizes()

    def _listen(self) -> None:
        ui = self.ui
        buttons: tuple[tuple[QPushButton, QAction], ...] = (
            (ui.issue_and_print, self._commands[0]),
            (ui.issue, self._commands[1]),
            (ui.save_draft, self._commands[2]),
            (ui.clear, self._commands[3]),
        )
        for button, action in buttons:
            button.setToolTip(action.toolTip())
            button.clicked.connect(lambda _=False, action=action: action.trigger())
        ui.next.clicked.connect(self.begin_next)
        ui.print_again.clicked.connect(self.print_issued)
        ui.open_person.clicked.connect(self._open_person)
        self.sheet.changed.connect(self._show_then)
        self.drafts.answered.connect(self._offer_answered)
        self.panel.wanted.connect(self._open)
        self.sheet.ordered.connect(self.panel.order_tabs)

    def _open_person(self) -> None:
        if self._issued is not None:
            self._open(self._issued.person.id)

    def _open(self, person: str) -> None:
        self.keep_draft()
        self._frame.go(Place(view=PERSONS, about=person))

    def _begin_anew(self) -> None:
        self._issued = None
        self.drafts.timer.stop()
        self.sheet.clear()
        self.lookup.clear()
        self.drafts.is_open = True
        self._show_state()

    def _show_done(self, done: RegisteredAndIssued) -> None:
        lines = [self.tr("Det ligger i kön till Intygsbeställningen.")]
        if done.response is None:
            lines.append(self.tr("Fråga om munhälsobedömning: personen är inte tillfrågad än."))
        lines += [one.message for one in done.warnings]
        self.ui.done_heading.setText(
            self.tr("Intyg {0} är utfärdat").format(done.certificate.number)
        )
        self.ui.done_text.setText("\n".join(lines))

    def _show_state(self) -> None:
        ui = self.ui
        offered, issued = self.drafts.is_offering, self._issued is not None
        ui.offer.setVisible(offered)
        ui.done.setVisible(issued)
        ui.form.setVisible(not issued)
        ui.form.setEnabled(not offered and not self._busy)
        ui.panel.setVisible(not issued)
        for action in self._commands:
            action.setEnabled(self._is_open)
        self._show_then()

    def _show_then(self) -> None:
        protected = self.sheet.person.is_protected
        told = self.tr("Intyget får sitt nummer när det utfärdas.")
        after = (
            self.tr("Personen hanteras på papper: inget lämnas ut i någon fil.")
            if protected
            else self.tr("Det läggs i kön till Intygsbeställningen.")
        )
        self.ui.then_text.setText(f"{told}\n\n{after}")

    def _focus_first(self) -> None:
        self._go_to(self.sheet.person.protected)

    def _go_to(self, field: QWidget) -> None:
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        above = self.parentWidget()
        while above is not None:
            if isinstance(above, QScrollArea):
                above.ensureWidgetVisible(field)
                return
            above = above.parentWidget()

    def _take_sizes(self) -> None:
        self.sheet.fit()
        self._fit()

    def _fit(self) -> None:
        ui, sizes = self.ui, self._frame.look.sizes
        narrow = self.width() < sizes.px(_NARROW)
        above = self.width() < sizes.px(_VERY_NARROW)
        direction = QBoxLayout.Direction
        ui.columns.setDirection(direction.BottomToTop if narrow else direction.LeftToRight)
        if narrow:
            ui.panel.setMinimumWidth(0)
            ui.panel.setMaximumWidth(16_777_215)
        else:
            ui.panel.setFixedWidth(sizes.px(_PANEL))
        policy = QFormLayout.RowWrapPolicy
        for form in self.sheet.forms:
            form.setRowWrapPolicy(policy.WrapAllRows if above else policy.DontWrapRows)
            for row in range(form.rowCount()):
                label = form.itemAt(row, QFormLayout.ItemRole.LabelRole)
                if label is not None and (shown := label.widget()) is not None:
                    shown.setMinimumWidth(0 if above else sizes.px(_LABEL))
