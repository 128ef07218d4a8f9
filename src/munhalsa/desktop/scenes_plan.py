"""A plan with something to decide about, a row of it opened, and a receipt, as they are drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from munhalsa.application.import_table.kinds import KindName
from munhalsa.application.import_table.known_table import MappingKept
from munhalsa.application.import_table.ledger import Ledger
from munhalsa.application.import_table.plan import (
    Conflict,
    ConflictKind,
    ImportChoices,
    ImportPlan,
    RowVerdict,
    Verdict,
)
from munhalsa.application.import_table.raw_table import RawTable
from munhalsa.application.import_table.receipt import receipt_of
from munhalsa.application.workplace import Workplace
from munhalsa.desktop.dialogs.import_row import ImportRowDialog
from munhalsa.desktop.models.plan_rows import plan_lines
from munhalsa.desktop.screens.exchange import ExchangeView
from munhalsa.desktop.screens.exchange_decisions import Decisions, RowChoice, RowDecision
from munhalsa.desktop.screens.exchange_jobs import Planned, TakenIn
from munhalsa.desktop.screens.exchange_reading import ListFile
from munhalsa.desktop.view import Place
from munhalsa.desktop.window.main_window import MainWindow
from munhalsa.domain.identity import Sex
from munhalsa.domain.person import Person, Residence
from munhalsa.domain.refusal import Notice

translate = QCoreApplication.translate
_VIEW = "exchange"
_DAY = date(2026, 11, 22)
_HEADINGS = (
    translate("Scenes", "Personnummer"),
    translate("Scenes", "Förnamn"),
    translate("Scenes", "Efternamn"),
    translate("Scenes", "Boendeenhet"),
    translate("Scenes", "Kontakttelefon"),
)
_NUMBER, _GIVEN, _FAMILY, _UNIT, _PHONE = _HEADINGS
_HOME, _OTHER = translate("Scenes", "Björkgården"), translate("Scenes", "Ekgården")
_ROWS = (
    (
        "19360101-6987",
        translate("Scenes", "Märta"),
        translate("Scenes", "Andersson"),
        _OTHER,
        "070-123 45 67",
    ),
    ("19410101-2393", translate("Scenes", "Bo"), translate("Scenes", "Ek"), _HOME, ""),
    ("19410101-2393", translate("Scenes", "Bosse"), translate("Scenes", "Ek"), _HOME, ""),
    ("19340412-2384", translate("Scenes", "Signe"), translate("Scenes", "Ståhl"), _HOME, ""),
    (
        "19501130-2390",
        translate("Scenes", "Maj"),
        translate("Scenes", "Lind"),
        translate("Scenes", "Hemma"),
        "",
    ),
    (
        "19501130-2390",
        translate("Scenes", "Maj-Britt"),
        translate("Scenes", "Lindh"),
        _OTHER,
        "701234567",
    ),
)
_TABLE = RawTable(
    headings=_HEADINGS,
    rows=[(place, cells) for place, cells in enumerate(_ROWS, start=2)],
    sha256="4be1c0b7d2" * 6 + "4be1",
    header_row=1,
    encoding="utf-8-sig",
    delimiter=";",
)


def plan(window: MainWindow) -> QWidget:
    """A plan, with rows to decide about."""
    view = _view(window)
    if view is not None:
        window.desk.do_at(window, _file, done=lambda file: _show_plan(view, file))
    return window


def receipt(window: MainWindow) -> QWidget:
    """What was taken in, with rows that were not."""
    view = _view(window)
    if view is not None:
        window.desk.do_at(window, _file, done=lambda file: _show_receipt(view, file))
    return window


def row(window: MainWindow) -> QWidget:
    """A row that moves somebody, opened."""
    decisions = Decisions()
    decisions.take(_plan())
    decisions.decide(2, RowDecision(choice=RowChoice.EACH, kept=frozenset({_FAMILY})))
    return ImportRowDialog(
        [2, 3, 4, 5],
        2,
        decisions=decisions,
        table=_TABLE,
        desk=window.desk,
        look=window.look,
        parent=window,
    )


SCENES = {"exchange-plan": plan, "exchange-row": row, "exchange-receipt": receipt}


def _view(window: MainWindow) -> ExchangeView | None:
    window.go(Place(view=_VIEW))
    view = window.pages.views[_VIEW]
    if not isinstance(view, ExchangeView):
        return None
    view.importing.start_over()
    return view


def _file(place: Workplace) -> ListFile:
    return ListFile(
        path=Path("personer.csv"), kind=place.tables.kind(KindName.PERSONS.value), table=_TABLE
    )


def _show_plan(view: ExchangeView, file: ListFile) -> None:
    made = _plan()
    lines = plan_lines(
        made.rows, made.notices, table=_TABLE, kind=file.kind, mapping=made.choices.mapping
    )
    view.importing.show_plan(Planned(file=file, plan=made, lines=lines, must_ask=False))


def _show_receipt(view: ExchangeView, file: ListFile) -> None:
    made = receipt_of(
        _plan(),
        batch="01a200cd-dd70-7cc2-8190-e27cd13e6b56",
        event="",
        time=datetime(2026, 11, 22, 9, 30, tzinfo=UTC),
        user="Kim Lind",
    )
    lines = plan_lines(
        made.rows, made.warnings, table=_TABLE, kind=file.kind, mapping=ImportChoices().mapping
    )
    view.importing.show_receipt(TakenIn(file=file, receipt=made, lines=lines, kept=MappingKept()))


def _plan() -> ImportPlan:
    rows = (
        _row(2, Verdict.CHANGED, "changed", _UNIT, translate("Scenes", "Ändrat: Boendeenhet.")),
        _row(3, Verdict.CHANGED, "changed", _GIVEN, translate("Scenes", "Ändrat: Förnamn.")),
        _row(
            4,
            Verdict.DUPLICATE,
            "duplicate_differs",
            _GIVEN,
            translate("Scenes", "Samma rad finns redan på rad 3 i filen. Förnamn skiljer."),
        ),
        _row(
            5,
            Verdict.REJECTED,
            "identity_number_checksum",
            _NUMBER,
            translate("Scenes", "Kontrollsiffran stämmer inte. Kontrollera numret."),
        ),
        _row(
            6,
            Verdict.REJECTED,
            "unit_unknown",
            _UNIT,
            translate("Scenes", "Boendeenheten finns inte i registret. Rätta namnet."),
        ),
        _row(7, Verdict.NEW),
    )
    return ImportPlan(
        kind=KindName.PERSONS,
        sha256=_TABLE.sha256,
        day=_DAY,
        choices=ImportChoices(),
        moment="",
        rows=rows,
        notices=(
            Notice(
                code="phone_repaired",
                message=translate("Scenes", "Nollan som saknades är tillbaka."),
                row=7,
                column=_PHONE,
            ),
        ),
        unknown_columns=(),
        counts=Counter(one.verdict for one in rows),
        conflicts=(
            Conflict(row=2, kind=ConflictKind.MOVES, column=_UNIT),
            Conflict(row=2, kind=ConflictKind.REPLACES, column=_FAMILY),
            Conflict(row=3, kind=ConflictKind.REPLACES, column=_GIVEN),
            Conflict(row=4, kind=ConflictKind.DUPLICATE, first=3),
            Conflict(row=7, kind=ConflictKind.LIKENESS, rows=(3,)),
        ),
        ledger=_ledger(),
    )


def _ledger() -> Ledger:
    ledger = Ledger()
    ledger.row = 2
    person = Person(
        id="1",
        number="193601016987",
        birth_year=1936,
        sex=Sex.FEMALE,
        given_name=_ROWS[0][1],
        family_name=translate("Scenes", "Anderson"),
        sort_key="anderson",
    )
    ledger.edit(Person, person, subject="1", family_name=_ROWS[0][2])
    home: Mapping[str, object] = {"id": "2", "person_id": "1", "room": "12", "from_day": _DAY}
    ledger.add(Residence, **home)
    return ledger


def _row(
    row: int,
    verdict: Verdict,
    code: str | None = None,
    column: str | None = None,
    message: str | None = None,
) -> RowVerdict:
    return RowVerdict(row=row, verdict=verdict, code=code, column=column, message=message)
