"""Printing to PDF on the command line."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from pathlib import Path

from munhalsa.application.forms import Printed
from munhalsa.application.letter_languages import SWEDISH
from munhalsa.application.print_basis import print_basis
from munhalsa.application.print_certificates import print_certificates
from munhalsa.application.print_job import Order, PrintJob
from munhalsa.application.print_labels import LabelsJob, print_labels
from munhalsa.application.print_letters import print_letters
from munhalsa.application.print_paper_application import print_paper_application
from munhalsa.application.print_visit_list import print_visit_list
from munhalsa.cli.answer import Answer
from munhalsa.cli.desk import Desk
from munhalsa.cli.parser import Command, flag, many, option, word
from munhalsa.cli.values import whole_number
from munhalsa.domain.refusal import Notice, WrongUsage


def _certificates(desk: Desk, asked: Namespace) -> Answer:
    if bool(asked.numbers) == asked.all:
        raise WrongUsage(
            "numbers_missing", "Ange ett eller flera nummer, eller --all.", field="number"
        )
    with desk.open() as workplace:
        printed = print_certificates(
            workplace.context,
            workplace.printer,
            numbers=None if asked.all else asked.numbers,
            job=_job(asked),
        )
    answer = print_answer(printed)
    left_out = printed.left_out_protected
    said = f"{left_out} med skyddade uppgifter är inte med: de hanteras på papper."
    return replace(
        answer,
        document={**answer.document, "left_out_protected": left_out},
        lines=[*answer.lines, *([said] if left_out else [])],
    )


def _basis(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        printed = print_basis(
            workplace.context, workplace.printer, number=asked.number, out=Path(asked.out)
        )
    return print_answer(printed)


def _letters(desk: Desk, asked: Namespace) -> Answer:
    if not asked.numbers:
        raise WrongUsage("numbers_missing", "Ange ett eller flera personnummer.", field="number")
    with desk.open() as workplace:
        printed = print_letters(
            workplace.context,
            workplace.printer,
            numbers=asked.numbers,
            easy_read=asked.easy_read,
            language=asked.language or SWEDISH,
            job=_job(asked),
        )
    return print_answer(printed)


def _labels(desk: Desk, asked: Namespace) -> Answer:
    if not asked.numbers:
        raise WrongUsage("numbers_missing", "Ange ett eller flera personnummer.", field="number")
    job = LabelsJob(
        out=Path(asked.out),
        sheet=asked.sheet,
        start=whole_number(asked.start or "1", field="start", lowest=1, highest=_MOST_LABELS),
        order=_order(asked),
    )
    with desk.open() as workplace:
        done = print_labels(workplace.context, workplace.printer, numbers=asked.numbers, job=job)
    answer = print_answer(done.printed)
    missing = done.without_address
    notice = Notice(code="address_missing", message=f"Etiketter utan adress: {missing}.")
    return replace(
        answer,
        document={**answer.document, "labels": done.labels},
        warnings=(notice,) if missing else (),
    )


def _order(asked: Namespace) -> Order:
    if asked.sort not in _ORDERS:
        raise WrongUsage("sort_unknown", "--sort ska vara namn eller boende.", field="sort")
    return _ORDERS[asked.sort]


def _job(asked: Namespace) -> PrintJob:
    return PrintJob(out=Path(asked.out), order=_order(asked), each=asked.each)


def _paper_application(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        paper = print_paper_application(
            workplace.context,
            workplace.printer,
            number=asked.number,
            reason=asked.reason or "",
            out=Path(asked.out),
        )
    return print_answer(paper.printed)


def _visit_list(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        printed = print_visit_list(
            workplace.context, workplace.printer, round=asked.round, out=Path(asked.out)
        )
    answer = print_answer(printed)
    left_out = {"left_out_protected": printed.left_out_protected}
    return replace(answer, document={**answer.document, **left_out})


def print_answer(printed: Printed) -> Answer:
    """The file and how many pages it has."""
    pages = "1 sida" if printed.pages == 1 else f"{printed.pages} sidor"
    files = {"files": len(printed.files)} if printed.files else {}
    how_many = f"{len(printed.files)} filer, {pages}" if printed.files else pages
    return Answer(
        document={"file": str(printed.path), "pages": printed.pages, **files},
        lines=[f"Utskriften är klar: {printed.path} ({how_many})."],
        warnings=printed.warnings,
    )


_OUT = option("--out", "PDF-filen som skrivs", word="FIL", required=True)
_ORDERS = {None: Order.NAME, "namn": Order.NAME, "boende": Order.HOME}
_MOST_LABELS = 999
_SORT = option("--sort", "namn (så är det annars) eller boende, rum för rum", word="ORDNING")
_MANY = (
    _SORT,
    flag("--each", "en fil för var och en, i mappen som anges med --out"),
    option("--out", "PDF-filen som skrivs, eller mappen", word="FIL", required=True),
)

COMMANDS = (
    Command(
        words="print certificate",
        help="skriv ut intyg om N-tandvård",
        run=_certificates,
        arguments=(
            many("numbers", "personnummer eller intygsnummer", shown="NUMMER"),
            flag("--all", "alla som har ett giltigt intyg"),
            *_MANY,
        ),
        example="print certificate 1490-2026-0412 --out intyg.pdf",
    ),
    Command(
        words="print visit-list",
        help="skriv ut besökslistan för en besöksdag",
        run=_visit_list,
        arguments=(word("round", "besöksdagens id", shown="BESÖKSDAG"), _OUT),
        example="print visit-list 019a… --out besokslista.pdf",
    ),
    Command(
        words="print basis",
        help="skriv ut underlaget för ett intyg, eller för att intyg inte utfärdas",
        run=_basis,
        arguments=(word("number", "personnummer", shown="NUMMER"), _OUT),
        example="print basis 19360101-6987 --out underlag.pdf",
    ),
    Command(
        words="print letter",
        help="skriv ut informationsbrevet med svarsblankett",
        run=_letters,
        arguments=(
            many("numbers", "personnummer", shown="NUMMER"),
            flag("--easy-read", "den lättlästa versionen"),
            option(
                "--language",
                "sv, fi, en, eller person: vars och ens eget språk där brevet finns på det",
                word="SPRÅK",
            ),
            *_MANY,
        ),
        example="print letter 19360101-6987 --out brev.pdf",
    ),
    Command(
        words="print labels",
        help="skriv ut etiketter med adresserna som breven går till",
        run=_labels,
        arguments=(
            many("numbers", "personnummer", shown="NUMMER"),
            option(
                "--sheet",
                "3x8, 3x7, 2x7 eller 2x4: etiketter i bredd och höjd",
                word="ARK",
                required=True,
            ),
            option("--start", "första lediga etiketten på ett påbörjat ark", word="PLATS"),
            _SORT,
            _OUT,
        ),
        example="print labels 19360101-6987 --sheet 3x8 --start 5 --out etiketter.pdf",
    ),
    Command(
        words="print paper-application",
        help="skriv ut pappersansökan för den som har skyddade uppgifter",
        run=_paper_application,
        arguments=(
            word("number", "personnummer", shown="NUMMER"),
            option("--reason", "varför, till loggen", word="TEXT"),
            _OUT,
        ),
        example="print paper-application 19360101-6987 --reason ansökan --out ansokan.pdf",
    ),
)
