"""Whom to dispose of and why, to be looked through; and the receipt, which names no one."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from munhalsa.application.disposal_words import BACKUPS_NOTE, OPEN_WORDS, receipt_facts
from munhalsa.application.propose_disposal import DisposalLine, DisposalProposal, RuleLine
from munhalsa.application.request_disposal import OrderLine, OrderShown, RuleUsed
from munhalsa.desktop.look import set_look
from munhalsa.desktop.view import Frame
from munhalsa.desktop.widgets.plain_list import PlainList
from munhalsa.desktop.window.saving import saving_button
from munhalsa.domain.identity import masked
from munhalsa.domain.swedish import counted

translate = QCoreApplication.translate
_WIDE, _TALL, _MARGIN, _SPACE = 760, 560, 20, 12


class Sheet(QDialog):
    """Headings, words and lists below each other, as long as they are."""

    def __init__(self, title: str, frame: Frame, parent: QWidget, *, tall: int = _TALL) -> None:
        super().__init__(parent)
        self._frame, look = frame, frame.look
        self.setWindowTitle(title)
        self.setMinimumSize(look.sizes.px(_WIDE), look.sizes.px(tall))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        outer.setSpacing(_SPACE)
        heading = QLabel(title, self)
        set_look(heading, "page")
        outer.addWidget(heading)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setAccessibleName(title)
        inner = QWidget(area)
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(_SPACE)
        area.setWidget(inner)
        outer.addWidget(area, 1)
        self.buttons = QDialogButtonBox(self)
        self.buttons.rejected.connect(self.reject)
        outer.addWidget(self.buttons)
        self.finished.connect(self.deleteLater)

    def say(self, text: str, look: str | None = None) -> None:
        """One more paragraph."""
        label = QLabel(text, self)
        label.setWordWrap(True)
        if look is not None:
            set_look(label, look)
        self._column.addWidget(label)

    def show_persons(self, name: str, lines: Iterable[DisposalLine]) -> PlainList:
        """A heading and a list of people under it, which can be saved."""
        headings = (
            self.tr("Person"),
            self.tr("Regel"),
            self.tr("Sista anteckning"),
            self.tr("Senast klar"),
        )
        self.say(name, "section")
        shown = PlainList(
            headings, self._frame.look, name=name, parent=self, grow=0, person_of=lambda one: one
        )
        shown.show_rows([(one.id, _person(one)) for one in lines])
        self._column.addWidget(shown)
        return shown

    def offer_saving(self) -> None:
        """What is listed may be wanted on file, for the two to look through."""
        self.save = saving_button(self, self._frame, name="disposal")
        self.buttons.addButton(self.save, QDialogButtonBox.ButtonRole.ActionRole)

    def close_up(self) -> None:
        """Nothing more comes; what is over of the height is left below."""
        self._column.addStretch(1)
        self.leave = self.buttons.addButton(
            self.tr("&Stäng"), QDialogButtonBox.ButtonRole.RejectRole
        )


class ProposalDialog(Sheet):
    """Who is due today, who is kept for research, and what still stands in the way of others."""

    def __init__(self, found: DisposalProposal, frame: Frame, parent: QWidget) -> None:
        super().__init__(translate("Disposal", "Vilka som ska gallras i dag"), frame, parent)
        if found.due:
            self.due = self.show_persons(self.tr("Ska gallras"), found.due)
        else:
            self.say(self.tr("Ingen ska gallras i dag. Här visas de vars tid har gått ut."))
        if found.research:
            self.show_persons(self.tr("Bevaras för forskning"), found.research)
        if found.still_open:
            self.say(self.tr("Tiden har gått ut, men något är inte avslutat"), "section")
            told = " · ".join(
                f"{OPEN_WORDS[what]}: {count}" for what, count in found.still_open.items()
            )
            self.say(told[:1].upper() + told[1:])
        if found.left_out_protected:
            self.say(
                self.tr("{0} med skyddade uppgifter visas bara för den som får se dem.").format(
                    found.left_out_protected
                )
            )
        self.say(self.tr("Reglerna"), "section")
        self.say("\n".join(map(_rule, found.rules)), "muted")
        if found.due or found.research:
            self.offer_saving()
        self.close_up()


class OrderDialog(Sheet):
    """Who is on a list, before it is let through; ``approved`` when somebody wants to."""

    approved = Signal()

    def __init__(self, shown: OrderShown, frame: Frame, parent: QWidget) -> None:
        super().__init__(translate("Disposal", "Lista att gallra"), frame, parent)
        order = shown.order
        self.say(self.tr("Beslut: {0}. Begärd av {1}.").format(order.decision, order.requested_by))
        if shown.fallen_away:
            self.say(
                self.tr("{0} på listan ska inte längre gallras och lämnas kvar.").format(
                    counted(shown.fallen_away, "person", "personer")
                )
            )
        self.persons = self.show_persons(self.tr("Ska gallras"), shown.persons)
        self.approve = self.buttons.addButton(
            self.tr("&Godkänn …"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self.approve.setVisible(order.may_approve)
        self.approve.setEnabled(not frame.desk.reads_only)
        set_look(self.approve, "primary")
        self.approve.clicked.connect(self._approve)
        self.offer_saving()
        self.close_up()

    def _approve(self) -> None:
        self.accept()
        self.approved.emit()


class ReceiptDialog(Sheet):
    """How many by which rule, and when the last backup is gone; ``printed`` asks for paper."""

    printed = Signal()

    def __init__(self, receipt: OrderLine, frame: Frame, parent: QWidget) -> None:
        super().__init__(translate("Disposal", "Kvitto på gallring"), frame, parent)
        self.facts = "\n".join(f"{name}: {value}" for name, value in receipt_facts(receipt))
        self.say(self.facts)
        self.say(self.tr("Regler och antal"), "section")
        self.say("\n".join(map(_used, receipt.rules)))
        self.say(self.tr("Säkerhetskopior"), "section")
        self.say(BACKUPS_NOTE, "muted")
        self.print_button = self.buttons.addButton(
            self.tr("S&kriv ut …"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self.print_button.clicked.connect(self.printed)
        self.close_up()


def _person(line: DisposalLine) -> tuple[str, str, str, str]:
    by = "" if line.finish_by is None else line.finish_by.isoformat()
    if line.late:
        by = translate("Disposal", "{0}, försenad").format(by)
    return f"{line.name} · {masked(line.number)}", line.rule, line.last_note.isoformat(), by


def _rule(line: RuleLine) -> str:
    source = line.source if line.assumption is None else f"{line.source}. {line.assumption}"
    words = translate("Disposal", "{0}: {1} år efter sista anteckningen. {2}")
    return words.format(line.name, line.years, source)


def _used(rule: RuleUsed) -> str:
    source = rule.source if rule.assumption is None else f"{rule.source}. {rule.assumption}"
    words = translate("Disposal", "{0}, {1} år: {2} gallrade. {3}")
    return words.format(rule.name, rule.years, rule.persons, source)
