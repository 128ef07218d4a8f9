"""What is done of the yearly visit for the person whose card is open: assessment and care card."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from munhalsa.desktop.commands import command
from munhalsa.desktop.view import Frame
from munhalsa.domain.account import Permission

if TYPE_CHECKING:
    from munhalsa.application.view_person import PersonCard
    from munhalsa.desktop.screens.assessment_forms import AssessmentForms
    from munhalsa.domain.assessment import Assessment


class AssessmentActions(QObject):
    """Each opens a small form; none without an open card."""

    def __init__(self, frame: Frame, view: QWidget) -> None:
        super().__init__(view)
        self._frame, self._view = frame, view
        self._card: PersonCard | None = None
        self.assess = command(
            self,
            self.tr("Munhälsobe&dömning …"),
            lambda: self._open(lambda forms, card: forms.assess(card)),
            key="Ctrl+G",
        )
        self.correct = command(
            self,
            self.tr("R&ätta munhälsobedömning …"),
            lambda: self._open(lambda forms, card: forms.correct(card)),
            key="Ctrl+Alt+R",
        )
        self.duplicate = command(
            self,
            self.tr("Bedömningen är en du&bblett …"),
            lambda: self._open(lambda forms, card: forms.duplicate(card)),
            key="Ctrl+Alt+Y",
        )
        self.print_assessment = command(
            self,
            self.tr("Skriv ut munhä&lsobedömning"),
            lambda: self._open(lambda forms, card: forms.print_assessment(card)),
            key="Ctrl+Alt+I",
        )
        self.card = command(
            self,
            self.tr("Nytt munvårds&kort …"),
            lambda: self._open(lambda forms, card: forms.card(card)),
            key="Ctrl+Alt+K",
        )
        self.received = command(
            self,
            self.tr("Munvårdskort &mottaget …"),
            lambda: self._open(lambda forms, card: forms.received(card)),
            key="Ctrl+Alt+O",
        )
        self.planned = command(
            self,
            self.tr("Munvårdskort i &planen …"),
            lambda: self._open(lambda forms, card: forms.planned(card)),
            key="Ctrl+Alt+G",
        )
        self.print_card = command(
            self,
            self.tr("Skriv ut &munvårdskort"),
            lambda: self._open(lambda forms, card: forms.print_card(card)),
            key="Ctrl+Alt+C",
        )

    def all(self) -> Sequence[QAction]:
        """Every command, in the order of the menu."""
        return (
            *(self.assess, self.correct, self.duplicate, self.print_assessment),
            *(self.card, self.received, self.planned, self.print_card),
        )

    def show_card(self, card: PersonCard | None) -> None:
        """What the role allows with this one; a card is received once."""
        self._card = card
        may = self._frame.desk.may
        records = card is not None and may(Permission.RECORD_ASSESSMENTS)
        newest = None if card is None else card.record.valid_card
        receives = newest is not None and may(Permission.RECEIVE_CARE_CARDS)
        self.assess.setEnabled(records)
        standing, has_pairs = _standing(card)
        self.correct.setEnabled(records and bool(standing))
        self.print_assessment.setEnabled(records and bool(standing))
        self.duplicate.setEnabled(records and has_pairs)
        self.card.setEnabled(records)
        self.print_card.setEnabled(receives)
        self.received.setEnabled(receives and newest is not None and newest.received_on is None)
        self.planned.setEnabled(receives and newest is not None and newest.in_care_plan_on is None)

    @cached_property
    def _forms(self) -> AssessmentForms:
        from munhalsa.desktop.screens.assessment_forms import AssessmentForms

        return AssessmentForms(self._frame, self._view)

    def _open(self, form: Callable[[AssessmentForms, PersonCard], None]) -> None:
        if self._card is not None:
            form(self._forms, self._card)


def _standing(card: PersonCard | None) -> tuple[Sequence[Assessment], bool]:
    """The assessments that hold, and whether two of them are of one day."""
    if card is None:
        return (), False
    from munhalsa.desktop.visit_text import same_day_pairs, standing_assessments

    standing = standing_assessments(card.record)
    return standing, bool(same_day_pairs(standing))
