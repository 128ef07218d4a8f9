"""Made-up pictures of the yearly visit: the form of an assessment, and a care card."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from munhalsa.desktop.dialogs.assessment import AssessmentDialog, Assessor, Visited
from munhalsa.desktop.dialogs.care_card import CareCardDialog
from munhalsa.desktop.window.main_window import MainWindow
from munhalsa.domain.assessment import (
    Assessment,
    AssessmentOutcome,
    AssessorTitle,
    CareNeed,
    HelpNeed,
)
from munhalsa.domain.care_phrases import CarePhrase
from munhalsa.domain.response import Response

_DAY = date(2026, 11, 22)


def _visited(window: MainWindow, *, provider_part: bool) -> AssessmentDialog:
    tr = window.tr
    answer = Response(id="r", person_id="p", answered=date(2026, 3, 1), wants=True)
    visited = Visited(
        number="193404122393",
        name=tr("Märta Andersson"),
        before=tr("Senast 2025-10-14: utförd, vårdbehov ej akut"),
        responses=(answer,),
        provider_part=provider_part,
        assessor=Assessor(
            name=tr("Alma Ström"), title=AssessorTitle.DENTAL_HYGIENIST, phone="010-441 00 00"
        ),
    )
    return AssessmentDialog(visited, today=_DAY, look=window.look, parent=window)


def _performed(window: MainWindow, *, provider_part: bool) -> AssessmentDialog:
    dialog = _visited(window, provider_part=provider_part)
    dialog.outcome.set_value(AssessmentOutcome.PERFORMED)
    dialog.took_part.set_value(True)
    dialog.staff.setText(window.tr("Sara, undersköterska"))
    dialog.help_need.set_value(HelpNeed.SOME)
    dialog.care_need.set_value(CareNeed.NOT_URGENT)
    dialog.outcome.chosen.emit()
    return dialog


def assessment(window: MainWindow) -> QWidget:
    """A visit that was performed."""
    return _performed(window, provider_part=False)


def provider_part(window: MainWindow) -> QWidget:
    """The same where teeth and ROAG are kept."""
    dialog = _performed(window, provider_part=True)
    # When it is laid out.
    last = dialog.oral.fields[-1]
    QTimer.singleShot(0, dialog, lambda: dialog.ui.area.ensureWidgetVisible(last))
    return dialog


def declined(window: MainWindow) -> QWidget:
    """A no at the visit of somebody who had said yes."""
    dialog = _visited(window, provider_part=False)
    dialog.outcome.set_value(AssessmentOutcome.DECLINED_AT_VISIT)
    dialog.outcome.chosen.emit()
    return dialog


def correction(window: MainWindow) -> QWidget:
    """A signed one that is corrected."""
    tr = window.tr
    known = Assessment(
        id="a",
        person_id="p",
        day=_DAY,
        outcome=AssessmentOutcome.PERFORMED,
        performed_by=tr("Alma Ström"),
        title=AssessorTitle.DENTAL_HYGIENIST,
        staff_took_part=True,
        help_need=HelpNeed.SOME,
        care_need=CareNeed.NONE,
    )
    visited = Visited(
        number="193404122393",
        name=tr("Märta Andersson"),
        before="",
        responses=(),
        provider_part=False,
        assessor=Assessor(),
        correcting=known,
    )
    return AssessmentDialog(visited, today=_DAY, look=window.look, parent=window)


def care_card(window: MainWindow) -> QWidget:
    """A card of two phrases and a line of its own."""
    tr = window.tr
    phrases = [
        _phrase(
            window, tr("Tänder"), tr("Borsta tänderna"), tr("Mjuk tandborste och fluortandkräm")
        ),
        _phrase(window, tr("Tänder"), tr("Rengör mellan tänderna"), tr("Mellanrumsborste")),
        _phrase(
            window,
            tr("Proteser"),
            tr("Ta ut överkäksprotesen, borsta och skölj"),
            tr("Protesborste"),
        ),
        _phrase(window, tr("Mun och läppar"), tr("Smörj läpparna"), tr("Oparfymerad läppsalva")),
    ]
    dialog = CareCardDialog(
        "193404122393",
        tr("Märta Andersson"),
        phrases,
        signed_by=tr("Alma Ström, leg. tandhygienist"),
        today=_DAY,
        look=window.look,
        parent=window,
    )
    for place in (0, 3):
        dialog.ui.phrases.item(place).setCheckState(Qt.CheckState.Checked)
    dialog.ui.own.setPlainText(tr("Kolla att proteshinken är märkt | | Fredag"))
    return dialog


def _phrase(window: MainWindow, group: str, what: str, with_what: str) -> CarePhrase:
    return CarePhrase(
        id=what,
        group=group,
        what=what,
        with_what=with_what,
        how_often=window.tr("Morgon, kväll"),
        by_whom=window.tr("Personal"),
        valid_from=date(2017, 1, 1),
        source=window.tr("Exempelfras"),
        assumption=window.tr("Ska godkännas av vårdgivaren."),
    )


SCENES: Mapping[str, Callable[[MainWindow], QWidget]] = MappingProxyType(
    {
        "assessment": assessment,
        "assessment-provider": provider_part,
        "assessment-declined": declined,
        "assessment-correct": correction,
        "care_card": care_card,
    }
)
