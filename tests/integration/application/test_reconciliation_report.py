"""The report of a reconciliation: what differed, how it was settled, by whom and when."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from munhalsa.adapters.documents.printing import PdfForms
from munhalsa.adapters.tables.kinds import load_kind
from munhalsa.adapters.tables.table_files import TableFiles
from munhalsa.application import reconciliation_report
from munhalsa.application.context import Context
from munhalsa.application.printing import FormPrinter
from munhalsa.application.reconcile import Reconciliation, compare_again
from munhalsa.application.reconciliation_report import (
    SaveReconciliation,
    report_lines,
    save_reconciliation,
)
from munhalsa.application.save_list import ListSaved
from munhalsa.application.settle_differences import SettleDifferences, settle_differences
from munhalsa.domain.reconciliation import Aspect, Choice
from munhalsa.domain.refusal import NotAllowed, Rejected
from tests.support.deeds import SIGNE, born, content, latest
from tests.support.exports import rows_of
from tests.support.imports import Line, person_line, table_of, take_in, units
from tests.support.pdf_reading import plain_text, unbroken

pytestmark = pytest.mark.parametrize("store", ["sqlcipher"], indirect=True)
BO, CIA, DAN = born(1942), born(1943), born(1944)
HERE = {"Boendeenhet": "B1", "Grund": "2a", "Intyg utfärdat": "2025-03-01"}
FOR = SaveReconciliation(recipient="Kommunens kontaktperson", purpose="uppföljning")


def text_of(file: Path) -> str:
    return unbroken(plain_text(file))


def listed(number: str, **cells: str) -> Line:
    return {"Personnummer": number, "Boendeenhet": "Björkgården", **cells}


LINES = (listed(SIGNE, Boendeenhet="Ekgården"), listed(CIA, Boendeenhet="Ekgården"), listed(DAN))


@pytest.fixture
def settled(context: Context) -> Context:
    """Signe's unit taken over from the list, Bo told to it, and who is left to settle."""
    units(context)
    persons = [person_line(number, **HERE) for number in (SIGNE, BO, CIA)]
    take_in(context, "personer", *persons, registered=True)
    found = compared(context)
    for number, choice in ((SIGNE, Choice.THERE), (BO, Choice.HERE)):
        these = [one for one in found.differences if one.number == number]
        command = SettleDifferences(differences=these, choice=choice, listed=found.listed)
        assert settle_differences(context, command).settled == 1
    return context


def compared(context: Context) -> Reconciliation:
    return compare_again(context, table_of(LINES), load_kind("avstamning"))


def save(context: Context, out: Path, command: SaveReconciliation = FOR) -> ListSaved:
    printer: FormPrinter = PdfForms()
    return save_reconciliation(context, TableFiles(), printer, compared(context), command, out=out)


def test_every_line_says_what_differed_and_what_became_of_it(settled: Context) -> None:
    told = [
        (line.aspect, line.name, line.here, line.there, line.decision, line.settled_by)
        for line in report_lines(compared(settled))
    ]
    name, by = "Signe Wåhlström", settled.session.name
    since = "intyg 2025-03-01"
    assert told == [
        (Aspect.ONLY_THERE, "", "okänd", "intyg", "inte avgjord", None),
        (
            Aspect.ONLY_HERE,
            name,
            since,
            "finns inte",
            "registret har rätt",
            by,
        ),
        (Aspect.UNIT, name, "Björkgården", "Ekgården", "inte avgjord", None),
        (Aspect.UNIT, name, "Björkgården", "Ekgården", "listan har rätt", by),
    ]


def test_it_is_saved_as_a_table_or_on_paper_and_logged(settled: Context, tmp_path: Path) -> None:
    done = save(settled, tmp_path / "avstämning.xlsx", replace(FOR, whole_numbers=True))
    rows = rows_of(done.file)
    assert [row["Personnummer"] for row in rows] == [
        f"{one[:8]}-{one[8:]}" for one in (DAN, BO, CIA, SIGNE)
    ]
    (event,) = latest(settled)
    assert (event.action, event.purpose) == (
        "list.save",
        "uppföljning (mottagare: Kommunens kontaktperson)",
    )
    paper = save(settled, tmp_path / "avstämning.pdf")
    text = text_of(paper.file)
    assert "Listan har rätt, 2026-" in text
    assert "19410101-••••" in text
    assert SIGNE not in text.replace("-", "")
    assert content(settled, latest(settled)[0].event).action == "list.save"


def test_much_is_for_the_workbook_and_nothing_is_said_to_be_nothing(
    settled: Context, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reconciliation_report, "MOST_ON_PAPER", 1)
    assert "3 rader till" in text_of(save(settled, tmp_path / "a.pdf").file)
    equal = compare_again(settled, table_of([listed(CIA)]), load_kind("avstamning"))
    alike = replace(equal, differences=(), earlier=())
    done = save_reconciliation(
        settled, TableFiles(), PdfForms(), alike, FOR, out=tmp_path / "b.pdf"
    )
    assert "Ingenting skiljer sig." in text_of(done.file)


def test_nothing_leaves_without_passphrase_recipient_or_a_known_kind(
    settled: Context, tmp_path: Path
) -> None:
    with pytest.raises(Rejected, match=r"\.pdf, \.xlsx eller \.csv"):
        save(settled, tmp_path / "a.docx")
    with pytest.raises(Rejected, match="vem som ska ha"):
        save(settled, tmp_path / "a.pdf", replace(FOR, recipient=" "))
    hasty = replace(settled, session=replace(settled.session, confirmed=False))
    with pytest.raises(NotAllowed):
        save(hasty, tmp_path / "a.pdf")
    assert list(tmp_path.glob("a.*")) == []
