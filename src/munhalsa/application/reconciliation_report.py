"""What differed from Intygsbeställningen's list and how it was settled: on paper and as a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path

from munhalsa.application.context import Context
from munhalsa.application.export_profile import ExportCell
from munhalsa.application.find_records import the_municipality
from munhalsa.application.forms import Letterhead
from munhalsa.application.logged_files import gone_unless_logged
from munhalsa.application.printing import FormPrinter, letterhead_of
from munhalsa.application.reconcile import Earlier, Reconciliation
from munhalsa.application.reconciliation_words import (
    ASPECT_WORDS,
    CHOICE_WORDS,
    here_words,
    there_words,
)
from munhalsa.application.report_forms import PaperTable, ReportForm, ReportPart
from munhalsa.application.save_list import (
    About,
    ListColumn,
    ListRow,
    ListSaved,
    ListWriter,
    SaveList,
    save_list,
)
from munhalsa.domain.account import Permission
from munhalsa.domain.identity import formatted, masked
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.reconciliation import Aspect, Choice, Difference, value_of
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.swedish import rows_told

MOST_ON_PAPER = 2000
"""So many rows are printed; a table holds them all."""

COLUMNS = (
    ListColumn(title="Skillnad", width=28),
    ListColumn(title="Namn", width=26),
    ListColumn(title="Personnummer", width=16, identity=True),
    ListColumn(title="Här", width=24),
    ListColumn(title="I listan", width=24),
    ListColumn(title="Beslut", width=22),
    ListColumn(title="Den", width=12),
    ListColumn(title="Av", width=22),
)
_PAPER_HEADS = ("Namn", "Personnummer", "Här", "I listan", "Beslut")
_PAPER_SHARES = (0.2, 0.22, 0.17, 0.17, 0.24)
_AT_A_TIME = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveReconciliation:
    """For whom and why; the whole identity numbers only where they are asked for."""

    recipient: str
    purpose: str
    whole_numbers: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLine:
    """One thing that differs or differed, in words; ``choice`` is None as long as nobody chose."""

    aspect: Aspect
    number: str
    name: str
    person_id: str | None
    here: str
    there: str
    waits: bool
    choice: Choice | None = None
    settled_on: date | None = None
    settled_by: str | None = None

    @property
    def decision(self) -> str:
        """How it was settled, or that it was not."""
        if self.choice is not None:
            return CHOICE_WORDS[self.choice]
        return "inte avgjord, väntar på att registreras" if self.waits else "inte avgjord"


def save_reconciliation(
    context: Context,
    writer: ListWriter,
    printer: FormPrinter,
    found: Reconciliation,
    command: SaveReconciliation,
    *,
    out: Path,
) -> ListSaved:
    """Write the report as the file's name says, and log it as a list that leaves the register.

    Nobody with a protected identity is in it. It takes the passphrase, a recipient and a purpose.
    """
    context.require_everywhere(Permission.IMPORT)
    suffix = out.suffix.lower()
    if suffix not in (".pdf", ".xlsx", ".csv"):
        raise Rejected(
            "format_unknown", "Rapporten sparas som .pdf, .xlsx eller .csv.", field="report"
        )
    lines = report_lines(found)
    if suffix == ".pdf":
        with context.read(Permission.IMPORT) as reader:
            letterhead = letterhead_of(reader, the_municipality(reader))
        writer = _Paper(context, printer, letterhead)
    return save_list(
        context,
        writer,
        SaveList(
            name="reconciliation",
            title="Avstämning mot Intygsbeställningen",
            columns=COLUMNS,
            told=tuple(_told(found)),
            of_persons=True,
            recipient=command.recipient,
            purpose=command.purpose,
            whole_numbers=command.whole_numbers,
        ),
        windows=lambda _: _windows(lines, whole_numbers=command.whole_numbers),
        out=out,
    )


def report_lines(found: Reconciliation) -> list[ReportLine]:
    """Everything that differs or differed, kind by kind, what is left to settle first."""
    lines = [
        *(_line_of(one) for one in found.differences),
        *(_earlier_line(one) for one in found.earlier),
    ]
    order = {aspect: place for place, aspect in enumerate(Aspect)}
    return sorted(lines, key=lambda line: (order[line.aspect], line.choice is not None))


def _line_of(one: Difference) -> ReportLine:
    return ReportLine(
        aspect=one.aspect,
        number=one.number,
        name=one.name or "",
        person_id=one.person_id,
        here=here_words(one.aspect, one.here, one.standing),
        there=there_words(one.aspect, one.there),
        waits=one.waits,
    )


def _earlier_line(one: Earlier) -> ReportLine:
    settled = one.settled
    here, there = (value_of(settled.aspect, side) for side in (settled.here, settled.there))
    standing = None if one.difference is None else one.difference.standing
    return ReportLine(
        aspect=settled.aspect,
        number=settled.number,
        name=one.name or "",
        person_id=one.person_id,
        here=here_words(settled.aspect, here, standing),
        there=there_words(settled.aspect, there),
        waits=False,
        choice=settled.choice,
        settled_on=settled.settled_on,
        settled_by=settled.settled_by,
    )


def _told(found: Reconciliation) -> Iterator[tuple[str, str]]:
    """What was compared, and who is not in it."""
    yield "Filens kontrollsumma (SHA-256)", found.file_sha256
    yield "Rader i listan", str(found.rows_in)
    yield "Lika", str(found.equal)
    yield "Att avgöra", str(len(found.differences))
    yield "Avgjorda", str(len(found.earlier))
    yield "Gick inte att läsa", str(len(found.rejected))
    consent = f"{found.without_consent} med återkallat samtycke"
    yield "Jämförs inte", f"{found.protected} med skyddade uppgifter, {consent}"


def _windows(lines: Sequence[ReportLine], *, whole_numbers: bool) -> Iterator[Sequence[ListRow]]:
    show = formatted if whole_numbers else masked
    for first in range(0, len(lines), _AT_A_TIME):
        yield [
            ListRow(
                cells=(
                    _capital(ASPECT_WORDS[line.aspect]),
                    line.name,
                    show(line.number),
                    _capital(line.here),
                    _capital(line.there),
                    _capital(line.decision),
                    line.settled_on,
                    line.settled_by,
                ),
                person=line.person_id,
            )
            for line in lines[first : first + _AT_A_TIME]
        ]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


class _Paper:
    """Writes the list as a report on paper, a table for each kind of difference."""

    def __init__(self, context: Context, printer: FormPrinter, letterhead: Letterhead) -> None:
        self._context, self._printer = context, printer
        self._letterhead = letterhead

    def write_list(
        self,
        path: Path,
        *,
        columns: Sequence[ListColumn],
        rows: Iterable[Sequence[ExportCell]],
        about: Callable[[], About],
        settle: Callable[[], None],
    ) -> None:
        """Print what the rows say under what is told about them."""
        written = list(rows)
        form = ReportForm(
            texts="reconciliation",
            printed_on=self._context.today,
            title="Avstämning mot Intygsbeställningen",
            facts=tuple((label, str(value)) for label, value in about()[1:]),
            parts=tuple(_parts(written)),
        )
        created = self._context.clock.now()
        self._printer.report(form, letterhead=self._letterhead, created=created, out=path)
        with gone_unless_logged(path):
            settle()


def _parts(rows: Sequence[Sequence[ExportCell]]) -> Iterator[ReportPart]:
    for kind, those in groupby(rows[:MOST_ON_PAPER], key=lambda row: row[0]):
        yield ReportPart(heading=str(kind), tables=(_table([*those]),))
    if not rows:
        yield ReportPart(heading="Skillnader", paragraphs=("Ingenting skiljer sig.",))
    if len(rows) > MOST_ON_PAPER:
        more = (
            f"{rows_told(len(rows) - MOST_ON_PAPER)} till finns i rapporten som arbetsbok (.xlsx)."
        )
        yield ReportPart(heading="Fler rader", paragraphs=(more,))


def _table(rows: Sequence[Sequence[ExportCell]]) -> PaperTable:
    return PaperTable(heads=_PAPER_HEADS, shares=_PAPER_SHARES, rows=tuple(map(_on_paper, rows)))


def _on_paper(row: Sequence[ExportCell]) -> tuple[str, ...]:
    _kind, *shown, decision, day, by = row
    settled = f"{decision}, {day} av {by}" if day is not None else str(decision)
    return (*(str(cell) for cell in shown), settled)
