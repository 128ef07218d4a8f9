"""The receipt in words, and that every reason has its own."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from munhalsa.adapters.tables.kinds import load_kind
from munhalsa.application import import_table
from munhalsa.application.import_table import remarks
from munhalsa.application.import_table.kinds import KindName
from munhalsa.application.import_table.plan import RowVerdict, Verdict
from munhalsa.application.import_table.raw_table import RawTable
from munhalsa.application.import_table.reason_words import OTHER, REASON_WORDS, reason_word
from munhalsa.application.import_table.receipt import Receipt, Told
from munhalsa.application.import_table.receipt_paper import (
    MOST_ON_PAPER,
    receipt_book,
    receipt_form,
)
from munhalsa.application.import_table.receipt_report import (
    ReceiptReport,
    receipt_report,
    stretches,
)
from munhalsa.application.import_table.remarks import remarks_on, remembered
from munhalsa.domain.refusal import Notice

KIND = load_kind("personer")
TABLE = RawTable(
    headings=("Personnummer", "Skonummer"),
    rows=[],
    sha256="ab12",
    header_row=3,
    encoding="cp1252",
    delimiter="\t",
)
# Refusals of a whole file or import, which are no reason of a row.
_OF_THE_WHOLE = {
    "cancelled",
    "kind_not_supported",
    "row_not_in_file",
    "rows_rejected",
    "cell_not_keepable",
}
_OF_THE_WHOLE |= {"mapping_not_kept", "mapping_not_found", "batch_not_found", "format_unknown"}
# Where a code is told, and at which place among what is given.
_TOLD_AT = {"Rejected": 0, "Repaired": 0, "CellFault": 0, "Notice": 0, "warn": 1, "judge": 9}


def receipt(rows: int = 1, *, batch: str | None = "b1") -> Receipt:
    rejected = tuple(
        RowVerdict(
            row=row,
            verdict=Verdict.REJECTED,
            code="unit_unknown",
            column="Boendeenhet",
            message="Enheten finns inte.",
        )
        for row in range(2, 2 + rows)
    )
    changed = RowVerdict(row=900, verdict=Verdict.CHANGED, code="changed")
    doubled = RowVerdict(row=901, verdict=Verdict.DUPLICATE, code="duplicate")
    repaired = [
        Notice(code="phone_repaired", message="Nollan är tillbaka.", row=row, column="Telefon")
        for row in (4, 5, 6, 9)
    ]
    return Receipt(
        kind=KindName.PERSONS,
        sha256="ab12",
        batch=batch,
        event="e1",
        rows_in=rows + 3,
        new=1,
        changed=1,
        unchanged=0,
        duplicate=1,
        rejected=rows,
        rows=(*rejected, changed, doubled),
        warnings=(Notice(code="not_in_register", message="2 finns inte."), *repaired),
        unknown_columns=("Skonummer",),
        time=datetime(2026, 11, 22, 12, 0, tzinfo=UTC) if batch else None,
        user="Kim Lind" if batch else None,
    )


def headings(report: ReceiptReport) -> list[str]:
    return [part.heading for part in receipt_form(report, printed_on=date(2026, 11, 22)).parts]


def test_everything_there_is_to_say() -> None:
    report = receipt_report(receipt(), KIND, TABLE)
    assert report.title == "Kvitto på ett intag: Personer och intyg"
    told = dict(report.facts)
    assert told["Av"] == "Kim Lind"
    assert (told["Teckenkodning"], told["Skiljetecken"]) == ("Windows-1252", "tabb")
    assert (told["Rubriker på rad"], told["Filens kontrollsumma (SHA-256)"]) == ("3", "ab12")
    assert report.sum == (
        "4 rader i filen = 1 nya + 1 ändrade + 0 oförändrade + 1 dubbletter i filen + "
        "1 inte intagna."
    )
    assert sum(count for _, count in report.counts) == report.rows_in
    (repair,) = report.repairs
    assert (repair.word, repair.count) == ("Telefonnummer rättat (Telefon)", 4)
    assert repair.rows == "4–6, 9"
    (warning,) = report.warnings
    assert (warning.word, warning.rows) == ("Finns inte i registret", "")
    assert [(one.row, one.outcome) for one in report.rows] == [
        (2, "Inte intagen"),
        (901, "Dubblett"),
    ]
    assert "Skonummer" in report.notes[0]
    assert "import-undo b1" in report.notes[1]
    assert headings(report) == [
        "Så gick det",
        "Varningar",
        "Rättat",
        "Rader som inte togs in som de står",
    ]


def test_what_is_said_of_one_row_only_is_not_said_of_all() -> None:
    told = [
        Notice(code="phone_repaired", message=text, row=row, column="Telefon")
        for row, text in ((4, "033-1 blev 0331."), (5, "033-2 blev 0332."))
    ]
    (group,) = receipt_report(replace(receipt(), warnings=tuple(told)), KIND, TABLE).repairs
    assert (group.count, group.message) == (2, "")
    same = receipt_report(receipt(), KIND, TABLE).repairs
    assert [one.message for one in same] == ["Nollan är tillbaka."]


def test_a_plan_and_an_earlier_import_say_what_they_are() -> None:
    shown = receipt_report(receipt(batch=None), KIND, TABLE)
    assert shown.title.startswith("Plan för ett intag")
    assert [label for label, _ in shown.facts][:1] == ["Filens kontrollsumma (SHA-256)"]
    bare = Receipt(
        kind=KindName.PERSONS, sha256="ab12", batch="b1", event="e1", rows_in=0,
        new=0, changed=0, unchanged=0, duplicate=0, rejected=0,
        rows=(), warnings=(), unknown_columns=(), undone=True, told=Told.SUMS,
    )  # fmt: skip
    report = receipt_report(bare, KIND, None)
    assert "inte raderna" in report.notes[0]
    assert "ångrat" in report.notes[1]
    assert headings(report) == ["Så gick det"]
    book = RawTable(headings=(), rows=[], sha256="", header_row=0)
    assert len(receipt_report(bare, KIND, book).facts) == 2


def test_a_long_list_goes_to_the_workbook() -> None:
    report = receipt_report(receipt(MOST_ON_PAPER + 20), KIND, TABLE)
    part = receipt_form(report, printed_on=date(2026, 11, 22)).parts[-1]
    assert len(part.tables[0].rows) == MOST_ON_PAPER
    assert part.notes == ("21 rader till finns i kvittot som arbetsbok (.xlsx).",)
    sheets = receipt_book(report)
    assert [sheet.name for sheet in sheets] == ["Kvitto", "Varningar och rättat", "Rader"]
    assert len(sheets[2].rows) == MOST_ON_PAPER + 21
    assert sheets[1].rows[1][:2] == ("Rättat", "Telefonnummer rättat (Telefon)")


def test_what_is_kept_of_a_receipt_is_rows_and_reasons_and_no_values(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given = replace(
        receipt(3),
        warnings=(
            Notice(code="not_in_register", message="3 i filen finns inte i registret."),
            Notice(code="no_home", message="", row=9, column="Boendeenhet"),
        ),
    )
    kept = remarks_on(given, id="r", batch="b1")
    assert kept.told.startswith('[["rejected","unit_unknown","Boendeenhet","2-4"]')
    assert "3 i filen" not in kept.told
    known = remembered(kept)
    assert [row.row for row in known.rows] == [2, 3, 4, 901]
    assert [(one.code, one.row) for one in known.warnings] == [
        ("not_in_register", None),
        ("no_home", 9),
    ]
    assert known.told is Told.IN_SHORT
    monkeypatch.setattr(remarks, "MOST", 1)
    few = remembered(remarks_on(given, id="r", batch="b1"))
    assert (few.told, few.warnings) == (Told.IN_PART, ())
    assert [row.row for row in few.rows] == [2, 3, 4]


def test_rows_are_told_in_stretches() -> None:
    assert stretches([]) == ""
    assert stretches([5, 2, 3, 3]) == "2–3, 5"
    assert stretches(range(0, 60, 2)).endswith("22 med flera")


def test_every_reason_has_its_words() -> None:
    missing = set(_codes()) - REASON_WORDS.keys() - _OF_THE_WHOLE
    assert missing == set()
    assert reason_word("something_new") == OTHER
    assert len(set(REASON_WORDS.values())) == len(REASON_WORDS)


def _codes() -> Iterator[str]:
    for path in Path(import_table.__path__[0]).glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = ast.unparse(node.func).rpartition(".")[2]
                if name in _TOLD_AT:
                    told = [one.value for one in node.keywords if one.arg == "code"]
                    yield from _words([*told, *node.args[_TOLD_AT[name] :][:1]])


def _words(told: list[ast.expr]) -> Iterator[str]:
    for one in told:
        if isinstance(one, ast.Constant) and re.fullmatch(r"[a-z_]+", str(one.value)):
            yield str(one.value)
