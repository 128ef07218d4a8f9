"""The yearly self-check on the command line."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Any

from munhalsa.application.self_check import (
    FINDINGS,
    PARTIES,
    SelfCheck,
    print_self_check,
    self_check,
)
from munhalsa.cli.answer import Answer, table_lines
from munhalsa.cli.desk import Desk
from munhalsa.cli.parser import Command, option
from munhalsa.cli.values import whole_number
from munhalsa.domain.duties import Finding


def _self_check(desk: Desk, asked: Namespace) -> Answer:
    year = whole_number(asked.year, field="year", lowest=1900, highest=2200)
    with desk.open() as workplace:
        check = self_check(workplace.context, year)
        document = _document(check)
        if asked.out is not None:
            printed = print_self_check(
                workplace.context, workplace.printer, check, out=Path(asked.out)
            )
            document |= {"file": str(printed.path), "pages": printed.pages}
    return Answer(
        document=document,
        lines=_lines(check),
        warnings=None if asked.out is None else (),
    )


def _document(check: SelfCheck) -> dict[str, Any]:
    return {
        "year": check.year,
        "day": check.day.isoformat(),
        "findings": {finding.value: check.count(finding) for finding in Finding},
        "duties": [
            {
                "id": row.duty.id,
                "party": row.duty.party.value,
                "text": row.duty.text,
                "finding": row.finding.value,
                "evidence": row.evidence,
                "gaps": list(row.gaps),
                "source": row.duty.source,
                "assumption": row.duty.assumption,
            }
            for row in check.rows
        ],
    }


def _lines(check: SelfCheck) -> list[str]:
    return [
        f"{check.municipality}, egenkontroll {check.year} per {check.day}",
        "",
        *table_lines(
            ("Part", "Åtagande", "Läge", "Underlag och brister"),
            [
                (
                    PARTIES[row.duty.party],
                    row.duty.text,
                    FINDINGS[row.finding],
                    " ".join((row.evidence, *row.gaps)),
                )
                for row in check.rows
            ],
        ),
    ]


COMMANDS = (
    Command(
        words="self-check",
        help="egenkontroll: överenskommelsens åtaganden, underlaget och bristerna",
        run=_self_check,
        arguments=(
            option("--year", "år", word="ÅR", required=True),
            option("--out", "skriv även som PDF", word="FIL"),
        ),
        example="self-check --year 2026 --out egenkontroll.pdf",
    ),
)
