"""Deviations on paper, their trends, and what to talk about with the provider."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from munhalsa.application.deviation_trends import deviation_trends
from munhalsa.application.meeting_agenda import meeting_agenda, print_agenda
from munhalsa.application.print_deviation import print_deviation
from munhalsa.cli.answer import Answer, table_lines
from munhalsa.cli.desk import Desk
from munhalsa.cli.parser import Argument, Command, option, word
from munhalsa.cli.print_commands import print_answer
from munhalsa.cli.values import day_or_none


def _report(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        printed = print_deviation(
            workplace.context,
            workplace.printer,
            deviation=asked.deviation,
            out=Path(asked.out),
        )
    return print_answer(printed)


def _agenda(desk: Desk, asked: Namespace) -> Answer:
    first = day_or_none(asked.from_day, field="from")
    last = day_or_none(asked.to_day, field="to")
    with desk.open() as workplace:
        agenda = meeting_agenda(workplace.context, first=first, last=last)
    lines = [f"Att ta upp med {agenda.provider or 'tandvården'}, {agenda.first}–{agenda.last}"]
    for topic in agenda.topics:
        lines += ["", f"{topic.heading} ({len(topic.rows)})"]
        lines += table_lines(
            ("Dag", "Enhet", "Vad"), [(row.day, row.where, row.what) for row in topic.rows]
        )
    return Answer(
        document={
            "first": agenda.first,
            "last": agenda.last,
            "provider": agenda.provider,
            "topics": agenda.topics,
        },
        lines=lines,
    )


def _print_agenda(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        printed = print_agenda(
            workplace.context,
            workplace.printer,
            out=Path(asked.out),
            first=day_or_none(asked.from_day, field="from"),
            last=day_or_none(asked.to_day, field="to"),
        )
    return print_answer(printed)


def _trends(desk: Desk, _asked: Namespace) -> Answer:
    with desk.open() as workplace:
        found = deviation_trends(workplace.context)
    headings = ("", *(one.label for one in found.quarters))
    return Answer(
        document={
            "quarters": found.quarters,
            "categories": found.categories,
            "units": found.units,
        },
        lines=[
            *table_lines(headings, [(one.key, *one.counts) for one in found.categories]),
            "",
            *table_lines(headings, [(one.key, *one.counts) for one in found.units]),
        ],
    )


_FROM = Argument("--from", "första dag, annars tre månader före", {"dest": "from_day"})
_TO = Argument("--to", "sista dag, annars i dag", {"dest": "to_day"})
_OUT = option("--out", "PDF-filen som skrivs", word="FIL", required=True)

COMMANDS = (
    Command(
        words="deviation agenda",
        help="visa vad som bör tas upp på nästa möte med vårdgivaren",
        run=_agenda,
        arguments=(_FROM, _TO),
        example="deviation agenda --from 2026-09-01",
    ),
    Command(
        words="deviation trends",
        help="visa hur många avvikelser varje kvartal, efter kategori och enhet",
        run=_trends,
        example="deviation trends",
    ),
    Command(
        words="print deviation-report",
        help="skriv ut avvikelserapporten",
        run=_report,
        arguments=(
            word("deviation", "avvikelsens id eller diarienummer", shown="AVVIKELSE"),
            _OUT,
        ),
        example="print deviation-report KS-2026-17 --out avvikelse.pdf",
    ),
    Command(
        words="print agenda",
        help="skriv ut vad som bör tas upp på nästa möte med vårdgivaren",
        run=_print_agenda,
        arguments=(_FROM, _TO, _OUT),
        example="print agenda --out dagordning.pdf",
    ),
)
