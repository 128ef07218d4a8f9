"""Avstämning as it is drawn: before a list is chosen, and with an example that is of nobody."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from munhalsa.application.import_table.columns import CellFault, RejectedRow
from munhalsa.application.import_table.file_columns import FileColumn, FileColumns
from munhalsa.application.import_table.kinds import Column, Kind, KindName, ValueType
from munhalsa.application.import_table.raw_table import RawTable
from munhalsa.application.ports import Changes
from munhalsa.application.reconcile import Earlier, Reconciliation
from munhalsa.application.settle_differences import Settled
from munhalsa.desktop.dialogs.save_reconciliation import SaveReportDialog
from munhalsa.desktop.models.difference_rows import difference_rows
from munhalsa.desktop.screens.exchange import ExchangeView
from munhalsa.desktop.screens.exchange_reading import ListFile, Looked
from munhalsa.desktop.screens.reconciliation import ReconciliationPage
from munhalsa.desktop.screens.reconciliation_jobs import ReadList
from munhalsa.desktop.screens.views import RECONCILIATION
from munhalsa.desktop.view import Place
from munhalsa.desktop.window.main_window import MainWindow
from munhalsa.domain.certificate import EndReason
from munhalsa.domain.reconciliation import (
    Aspect,
    Choice,
    Difference,
    SettledDifference,
    Standing,
    Value,
)
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.rules import EndReasonRule

translate = QCoreApplication.translate
_VIEW = "exchange"
_DAY = date(2026, 11, 22)


def choose(window: MainWindow) -> QWidget:
    """Nothing is chosen yet."""
    _page(window)
    return window


def found(window: MainWindow) -> QWidget:
    """What differs, every kind of it."""
    _page(window).show_read(_example())
    return window


def settled(window: MainWindow) -> QWidget:
    """Something was settled, and something refused."""
    page, read = _page(window), _example()
    page.show_read(read)
    unit, answer = (
        next(one for one in read.found.differences if one.aspect is aspect)
        for aspect in (Aspect.UNIT, Aspect.ANSWER)
    )
    refusal = Rejected(
        "answer_missing",
        translate("Scenes", "Listan har inget svar, och ett svar tas inte bort. Låt det vara."),
    )
    done = Settled(
        done=(unit,), refused=((answer, refusal),), warnings=(), event="", changes=Changes()
    )
    page.result.show_rows(read.rows.after(done, Choice.THERE))
    page.result.table.choose(f"{answer.number} {answer.aspect}")
    return window


def reason(window: MainWindow) -> QWidget:
    """Why a certificate has ended is asked."""
    page, read = _page(window), _example()
    page.show_read(read)
    ends = [one for one in read.found.differences if one.aspect is Aspect.ENDED_THERE]
    page.settling.settle(read, read.rows, ends, Choice.THERE)
    return page.settling.dialog or window


def columns(window: MainWindow) -> QWidget:
    """Which column is which is asked, for the list does not say."""
    page = _page(window)
    identity = Column(
        key="identity",
        heading=translate("Scenes", "Personnummer"),
        type=ValueType.IDENTITY_NUMBER,
        explanation="",
        required=True,
    )
    kind = Kind(name=KindName.LISTED, title="", explanation="", columns=(identity,))
    words = (translate("Scenes", "Id"), translate("Scenes", "Ort"))
    table = RawTable(headings=words, rows=(), sha256="", header_row=1)
    samples = ("19360101-6987", translate("Scenes", "Skövde"))
    found = FileColumns(
        columns=tuple(
            FileColumn(index=place, name=word, key=None, sample=(sample,))
            for place, (word, sample) in enumerate(zip(words, samples, strict=True))
        ),
        missing=(identity.heading,),
        repeated=(),
    )
    file = ListFile(path=Path(translate("Scenes", "intyg-2026-11.xlsx")), kind=kind, table=table)
    page.show_columns(Looked(file=file, found=found, words=(), not_kept=None))
    return window


def report(window: MainWindow) -> QWidget:
    """For whom the report is, and why."""
    _page(window)
    return SaveReportDialog(_example(), window, window)


def _page(window: MainWindow) -> ReconciliationPage:
    window.go(Place(view=_VIEW, about=RECONCILIATION))
    view = window.pages.views[_VIEW]
    if not isinstance(view, ExchangeView):
        raise TypeError(view)
    view.reconciliation.start_over()
    return view.reconciliation


def _differences() -> tuple[Difference, ...]:
    told = (
        (
            "191601012394",
            Aspect.UNIT,
            translate("Scenes", "Märta Andersson"),
            translate("Scenes", "Björkgläntan"),
            translate("Scenes", "Ekgården"),
        ),
        ("193601016987", Aspect.ANSWER, translate("Scenes", "Nils Berg"), True, None),
        (
            "194203042386",
            Aspect.ENDED_THERE,
            translate("Scenes", "Karin Lund"),
            None,
            date(2026, 9, 30),
        ),
        (
            "193802112394",
            Aspect.ENDED_HERE,
            translate("Scenes", "Olle Ström"),
            date(2026, 8, 31),
            None,
        ),
        (
            "194008192384",
            Aspect.VALID_TO,
            translate("Scenes", "Siv Öberg"),
            None,
            date(2027, 6, 30),
        ),
        ("193512242390", Aspect.GROUND, translate("Scenes", "Åke Holm"), "2a", "1"),
        (
            "194511062389",
            Aspect.ONLY_HERE,
            translate("Scenes", "Berit Ek"),
            date(2026, 10, 1),
            None,
        ),
    )
    gone = Difference(
        number="194707072381",
        aspect=Aspect.ONLY_THERE,
        here=None,
        there=date(2026, 5, 4),
        name=translate("Scenes", "Göran Falk"),
        standing=Standing.DECEASED,
    )
    return (*(_difference(*one) for one in told), gone)


def _example() -> ReadList:
    rejected = RejectedRow(
        row=17,
        faults=(
            CellFault(
                code="identity_number_checksum",
                column="Personnummer",
                message=translate("Scenes", "Numret stämmer inte: fel kontrollsiffra."),
            ),
        ),
    )
    compared = Reconciliation(
        file_sha256="",
        differences=_differences(),
        equal=203,
        earlier=(_earlier(),),
        protected=1,
        without_consent=1,
        rows_in=214,
        duplicate=2,
        rejected=(rejected,),
        unknown_columns=(translate("Scenes", "Handläggare"),),
        warnings=(),
        listed={},
    )
    kind = Kind(name=KindName.LISTED, title="", explanation="", columns=())
    table = RawTable(headings=(), rows=(), sha256="", header_row=1)
    moved = EndReasonRule(
        valid_from=_DAY,
        source="",
        reason=EndReason.MOVED_OUT,
        word=translate("Scenes", "Flyttat"),
    )
    return ReadList(
        file=ListFile(path=Path(translate("Scenes", "intyg-2026-11.xlsx")), kind=kind, table=table),
        found=compared,
        rows=difference_rows(compared),
        reasons=(moved,),
        day=_DAY,
    )


def _difference(number: str, aspect: Aspect, name: str, here: Value, there: Value) -> Difference:
    return Difference(
        number=number,
        aspect=aspect,
        here=here,
        there=there,
        name=name,
        waits=aspect is Aspect.ONLY_HERE,
    )


def _earlier() -> Earlier:
    record = SettledDifference(
        id="1",
        number="193303032398",
        aspect=Aspect.UNIT,
        here=translate("Scenes", "Björkgläntan"),
        there=translate("Scenes", "Ekgården"),
        choice=Choice.THERE,
        settled_on=_DAY,
        settled_by=translate("Scenes", "Anna Jonsson"),
    )
    return Earlier(
        settled=record,
        person_id=None,
        name=translate("Scenes", "Elsa Nyström"),
        difference=None,
    )


SCENES: Mapping[str, Callable[[MainWindow], QWidget]] = MappingProxyType(
    {
        "reconciliation": choose,
        "reconciliation-columns": columns,
        "reconciliation-found": found,
        "reconciliation-settled": settled,
        "reconciliation-reason": reason,
        "reconciliation-report": report,
    }
)
"""By the name of each picture."""
