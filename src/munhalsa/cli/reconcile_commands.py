"""Reconciliation with a list out of Intygsbeställningen on the command line."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from munhalsa.application.import_table.kinds import KindName
from munhalsa.application.reconcile import Reconciliation, compare_again, reconcile
from munhalsa.application.reconciliation_report import SaveReconciliation, save_reconciliation
from munhalsa.application.reconciliation_words import ASPECT_WORDS, here_words, there_words
from munhalsa.application.save_list import ListSaved
from munhalsa.application.settle_differences import Settled, SettleDifferences, settle_differences
from munhalsa.application.workplace import Workplace
from munhalsa.cli.answer import Answer
from munhalsa.cli.desk import Desk
from munhalsa.cli.parser import Command, flag, option, word
from munhalsa.cli.table_reading import (
    TABLE_OPTIONS,
    found_document,
    found_lines,
    kept,
    known_table,
)
from munhalsa.cli.values import choice_of
from munhalsa.domain.certificate import EndReason
from munhalsa.domain.identity import masked, parse
from munhalsa.domain.reconciliation import Aspect, Choice, Difference, Value
from munhalsa.domain.refusal import Notice, WrongUsage
from munhalsa.domain.swedish import rows_told

_OF_WHOM = (Aspect.ONLY_THERE, Aspect.ONLY_HERE)


def _reconcile(desk: Desk, asked: Namespace) -> Answer:
    chosen = None if asked.settle is None else choice_of(asked.settle, Choice, field="settle")
    aspect = None if asked.field is None else choice_of(asked.field, Aspect, field="field")
    if chosen is None and (aspect or asked.number or asked.reason):
        raise WrongUsage("usage", "--field, --number och --reason hör ihop med --settle.")
    if asked.report is None and (asked.recipient or asked.purpose or asked.whole_numbers):
        raise WrongUsage(
            "usage", "--recipient, --purpose och --whole-numbers hör ihop med --report."
        )
    with desk.open(confirm=asked.report is not None) as workplace:
        tables, context = workplace.tables, workplace.context
        kind = tables.kind(KindName.LISTED)
        known = known_table(workplace, asked, kind)
        found = reconcile(context, known.table, kind, known.mapping)
        settled = None
        if chosen is not None:
            meant = _meant(workplace, found.differences, aspect=aspect, number=asked.number)
            settled = _settle(workplace, found, meant, chosen, asked.reason)
            found = compare_again(context, known.table, kind, known.mapping)
        remembered = kept(workplace, asked, known)
        report = None if asked.report is None else _report(workplace, found, asked)
    return Answer(
        document=_document(found)
        | found_document(known)
        | _settled_document(settled)
        | _report_document(report),
        lines=[
            *found_lines(known),
            *_lines(found),
            *_settled_lines(settled),
            *_report_lines(report),
        ],
        warnings=[
            *found.warnings,
            *remembered.warnings,
            *_refusals(settled),
            *_report_warnings(report),
        ],
    )


def _report(workplace: Workplace, found: Reconciliation, asked: Namespace) -> ListSaved:
    command = SaveReconciliation(
        recipient=asked.recipient or "",
        purpose=asked.purpose or "",
        whole_numbers=asked.whole_numbers,
    )
    return save_reconciliation(
        workplace.context,
        workplace.tables,
        workplace.printer,
        found,
        command,
        out=Path(asked.report),
    )


def _report_document(report: ListSaved | None) -> dict[str, object]:
    return {} if report is None else {"report": str(report.file), "report_rows": report.rows}


def _report_lines(report: ListSaved | None) -> list[str]:
    return [] if report is None else [f"Rapporten är sparad: {report.file}"]


def _report_warnings(report: ListSaved | None) -> Sequence[Notice]:
    return () if report is None else report.warnings


def _meant(
    workplace: Workplace,
    differences: Sequence[Difference],
    *,
    aspect: Aspect | None,
    number: str | None,
) -> list[Difference]:
    today = workplace.context.today
    wanted = None if number is None else parse(number, today=today).value
    return [
        one
        for one in differences
        if (aspect is None or one.aspect is aspect) and (wanted is None or one.number == wanted)
    ]


def _settle(
    workplace: Workplace,
    found: Reconciliation,
    meant: Sequence[Difference],
    choice: Choice,
    reason: str | None,
) -> Settled:
    command = SettleDifferences(
        differences=meant,
        choice=choice,
        listed=found.listed,
        reason=None if reason is None else choice_of(reason, EndReason, field="reason"),
    )
    return settle_differences(workplace.context, command)


def _document(found: Reconciliation) -> dict[str, object]:
    return {
        "only_there": found.numbers(Aspect.ONLY_THERE),
        "only_here": found.numbers(Aspect.ONLY_HERE),
        "differs": [
            {
                "personal_identity_number": one.number,
                "field": one.aspect,
                "here": _plain(one.here),
                "there": _plain(one.there),
                "waits": one.waits,
            }
            for one in found.differences
            if one.aspect not in _OF_WHOM
        ],
        "equal": found.equal,
        "settled_before": found.settled,
        "left_out_protected": found.protected,
        "left_out_consent": found.without_consent,
        "rows_in": found.rows_in,
        "duplicate": found.duplicate,
        "rejected": len(found.rejected),
        "rows": [
            {
                "row": row.row,
                "verdict": "rejected",
                "code": row.code,
                "column": row.column,
                "message": row.message,
            }
            for row in found.rejected
        ],
        "unknown_columns": found.unknown_columns,
    }


def _plain(value: Value) -> str | bool | None:
    return value.isoformat() if isinstance(value, date) else value


def _lines(found: Reconciliation) -> Iterator[str]:
    yield (
        f"{rows_told(found.rows_in)} jämförs: {found.equal} lika, "
        f"{len(found.differences)} skillnader, {found.settled} avgjorda tidigare, "
        f"{len(found.rejected)} gick inte att läsa."
    )
    if found.duplicate:
        yield f"{rows_told(found.duplicate)} gäller någon som redan stod i listan."
    if found.protected:
        yield f"{found.protected} med skyddade uppgifter är inte med i jämförelsen."
    if found.without_consent:
        yield f"{found.without_consent} som har återkallat sitt samtycke är inte med i jämförelsen."
    for one in found.differences:
        waits = " (väntar på att registreras)" if one.waits else ""
        yield f"{masked(one.number)}  {ASPECT_WORDS[one.aspect]}{_sides(one)}{waits}"
    for row in found.rejected:
        yield f"Rad {row.row} gick inte att läsa: {row.message}"


def _sides(one: Difference) -> str:
    if one.aspect is Aspect.ONLY_HERE:
        return ""
    here = here_words(one.aspect, one.here, one.standing)
    if one.aspect is Aspect.ONLY_THERE:
        return f": här {here}"
    return f": här {here}, i listan {there_words(one.aspect, one.there)}"


def _settled_document(settled: Settled | None) -> dict[str, object]:
    if settled is None:
        return {}
    return {"settled": settled.settled, "refused": len(settled.refused), "event": settled.event}


def _settled_lines(settled: Settled | None) -> list[str]:
    return [] if settled is None else [f"{settled.settled} skillnader är avgjorda."]


def _refusals(settled: Settled | None) -> list[Notice]:
    if settled is None:
        return []
    return [
        *(
            Notice(code=refusal.code, message=refusal.message, row=difference.row)
            for difference, refusal in settled.refused
        ),
        *(replace(notice, row=difference.row) for difference, notice in settled.warnings),
    ]


COMMANDS = (
    Command(
        words="reconcile",
        help="stäm av mot en lista ur Intygsbeställningen",
        run=_reconcile,
        arguments=(
            word("file", "lista med en kolumn Personnummer", shown="TABELL"),
            *TABLE_OPTIONS,
            option("--settle", "avgör skillnaderna: here, there eller leave", word="VAL"),
            option("--field", "bara en sorts skillnad, till exempel unit", word="SLAG"),
            option("--number", "bara en person", word="NUMMER"),
            option("--reason", "varför ett intyg har avslutats", word="ORSAK"),
            option("--report", "spara en rapport: .pdf, .xlsx eller .csv", word="FIL"),
            option("--recipient", "vem rapporten är till; det loggas", word="NAMN"),
            option("--purpose", "vad rapporten ska användas till; det loggas", word="TEXT"),
            flag("--whole-numbers", "hela personnummer i rapporten"),
        ),
        example="reconcile lista.xlsx --settle here --field wants",
    ),
)
