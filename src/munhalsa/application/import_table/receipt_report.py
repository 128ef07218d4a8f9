"""The receipt of an import in words: the same on the screen, on paper and in a workbook.

It bears no name of the file, which people like to put a name into, and no identity number: what
was taken in is known again by the mark of its content, and a row by its number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from munhalsa.application.import_table.kinds import Kind
from munhalsa.application.import_table.plan import CHANGED, RowVerdict, Verdict
from munhalsa.application.import_table.raw_table import RawTable
from munhalsa.application.import_table.read_as import DELIMITER_WORDS, ENCODING_WORDS
from munhalsa.application.import_table.reason_words import is_repair, reason_word
from munhalsa.application.import_table.receipt import Receipt, Told
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Notice
from munhalsa.domain.swedish import rows_told, spaced

VERDICT_WORDS: Mapping[Verdict, str] = MappingProxyType(
    {
        Verdict.NEW: "Nya",
        Verdict.CHANGED: "Ändrade",
        Verdict.UNCHANGED: "Oförändrade",
        Verdict.DUPLICATE: "Dubbletter i filen",
        Verdict.REJECTED: "Inte intagna",
    }
)
_MOST_STRETCHES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeGroup:
    """Warnings or repairs of one kind: in few words, how many, in which rows, and what to do."""

    word: str
    count: int
    rows: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """A row that was not taken in, is one of several, or was decided about."""

    row: int
    outcome: str
    column: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptReport:
    """``facts`` say what, when and by whom; ``counts`` add up to ``rows_in``."""

    title: str
    facts: tuple[tuple[str, str], ...]
    rows_in: int
    counts: tuple[tuple[str, int], ...]
    sum: str
    repairs: tuple[NoticeGroup, ...]
    warnings: tuple[NoticeGroup, ...]
    rows: tuple[TableRow, ...]
    notes: tuple[str, ...]


def receipt_report(receipt: Receipt, kind: Kind, table: RawTable | None) -> ReceiptReport:
    """The receipt in words; ``table`` is what was read, None for an earlier import."""
    counts = tuple((VERDICT_WORDS[one], receipt.count(one)) for one in Verdict)
    parts = " + ".join(f"{spaced(count)} {word.lower()}" for word, count in counts)
    return ReceiptReport(
        title=f"{_TITLES[receipt.batch is None]}: {kind.title}",
        facts=(*_facts(receipt), *(() if table is None else _found(table))),
        rows_in=receipt.rows_in,
        counts=counts,
        sum=f"{rows_told(receipt.rows_in)} i filen = {parts}.",
        repairs=_grouped(one for one in receipt.warnings if is_repair(one.code)),
        warnings=_grouped(one for one in receipt.warnings if not is_repair(one.code)),
        rows=tuple(_row(row) for row in receipt.rows if row.code != CHANGED),
        notes=tuple(_notes(receipt)),
    )


_TITLES = {False: "Kvitto på ett intag", True: "Plan för ett intag"}


WHEN_AND_WHO = ("Intaget", "Av")
"""The facts that people ask for; the others are there to compare with, on paper and in files."""

LOG_GONE = "Loggen från den tiden är borttagen, så dagen och vem som tog in listan är inte kända."


def _facts(receipt: Receipt) -> Iterable[tuple[str, str]]:
    if receipt.time is not None:
        yield "Intaget", f"{receipt.time.astimezone():%Y-%m-%d %H:%M}"
    elif receipt.batch is not None and receipt.event is None:
        yield "Intaget", LOG_GONE
    if receipt.user is not None:
        yield "Av", receipt.user
    if receipt.batch is not None:
        yield "Intagets nummer", receipt.batch
    yield "Filens kontrollsumma (SHA-256)", receipt.sha256


def _found(table: RawTable) -> Iterable[tuple[str, str]]:
    if table.header_row:
        yield "Rubriker på rad", str(table.header_row)
    if table.encoding is not None:
        yield "Teckenkodning", ENCODING_WORDS.get(table.encoding, table.encoding)
    if table.delimiter is not None:
        yield "Skiljetecken", DELIMITER_WORDS.get(table.delimiter, table.delimiter)


def _grouped(notices: Iterable[Notice]) -> tuple[NoticeGroup, ...]:
    found: dict[tuple[str, str | None], list[Notice]] = {}
    for one in notices:
        found.setdefault((one.code, one.column), []).append(one)
    return tuple(
        NoticeGroup(
            word=reason_word(code) if column is None else f"{reason_word(code)} ({column})",
            count=len(those),
            rows=stretches([one.row for one in those if one.row is not None]),
            message=_of_all([one.message for one in those]),
        )
        for (code, column), those in found.items()
    )


def _of_all(messages: Sequence[str]) -> str:
    """What is said of each of them; what is said of one row only is no word about the others."""
    return messages[0] if len(set(messages)) == 1 else ""


def stretches(rows: Sequence[int]) -> str:
    """Row numbers as people write them: 2, 5–9."""
    told: list[list[int]] = []
    for row in sorted(set(rows)):
        if told and row == told[-1][1] + 1:
            told[-1][1] = row
        else:
            told.append([row, row])
    texts = [str(first) if first == last else f"{first}–{last}" for first, last in told]
    more = " med flera" if len(texts) > _MOST_STRETCHES else ""
    return f"{', '.join(texts[:_MOST_STRETCHES])}{more}"


def _row(row: RowVerdict) -> TableRow:
    return TableRow(
        row=row.row,
        outcome=_OUTCOMES[row.verdict],
        column=row.column or "",
        message=row.message or "",
    )


_OUTCOMES = {
    Verdict.NEW: "Ny",
    Verdict.CHANGED: "Ändrad",
    Verdict.UNCHANGED: "Behålls",
    Verdict.DUPLICATE: "Dubblett",
    Verdict.REJECTED: "Inte intagen",
}


_NOTES = {
    Told.IN_SHORT: (
        "Registret sparar vilka rader det gällde och skälet, men inte vad som stod i dem."
    ),
    Told.IN_PART: (
        "Registret sparar vilka rader det gällde och skälet, men inte vad som stod i dem. De var "
        "så många att bara de första är sparade."
    ),
    Told.SUMS: (
        "Registret har summorna men inte raderna. Vilka rader som inte togs in, och varningarna, "
        "står bara på kvittot från när listan togs in."
    ),
}


def _notes(receipt: Receipt) -> Iterable[str]:
    if receipt.unknown_columns:
        unused = ", ".join(receipt.unknown_columns).rstrip(".")
        yield f"Kolumner i filen som inte används: {unused}."
    if receipt.told in _NOTES:
        yield _NOTES[receipt.told]
    if receipt.undone:
        yield "Intaget är ångrat: det som det förde med sig är tillbakataget."
    elif receipt.batch is not None:
        yield (
            "Så ångras intaget: Ta in och lämna ut, Tidigare intag, Ångra; eller munhalsa "
            f"import-undo {receipt.batch}. Det kräver lösenfrasen."
        )
