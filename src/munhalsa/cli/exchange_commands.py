"""Files in and out on the command line."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any

from munhalsa.application.context import Context
from munhalsa.application.export_profile import ProfileFound
from munhalsa.application.export_registrations import export_registrations
from munhalsa.application.import_table.commit import commit_import, plan_import
from munhalsa.application.import_table.conflicts import is_against_register, without_conflict
from munhalsa.application.import_table.kinds import TAKEN_IN, Kind
from munhalsa.application.import_table.known_table import MappingKept
from munhalsa.application.import_table.likenesses import find_likenesses
from munhalsa.application.import_table.plan import Conflict, ImportChoices, ImportPlan
from munhalsa.application.import_table.raw_table import RawTable
from munhalsa.application.import_table.receipt import Receipt, receipt_of
from munhalsa.application.import_table.receipt_again import receipt_again
from munhalsa.application.import_table.receipt_paper import check_format, save_receipt
from munhalsa.application.import_table.receipt_report import LOG_GONE, receipt_report
from munhalsa.application.keep_store import back_up_if_changed
from munhalsa.application.mark_registered import mark_registered
from munhalsa.application.preview_import_undo import preview_import_undo
from munhalsa.application.undo import UndoBlocked, undo_import
from munhalsa.application.workplace import Workplace
from munhalsa.cli.answer import Answer, table_lines
from munhalsa.cli.conflict_words import conflict_documents, conflict_lines
from munhalsa.cli.desk import Desk
from munhalsa.cli.kept_here import KeptHere, check_there, kept_here_of
from munhalsa.cli.parser import Command, flag, option, word
from munhalsa.cli.registration_commands import marked
from munhalsa.cli.table_reading import (
    TABLE_OPTIONS,
    found_document,
    found_lines,
    kept,
    known_table,
)
from munhalsa.cli.undo_commands import put_back_told, stands_in_the_way
from munhalsa.cli.values import choice_of, day_or_none, row_numbers
from munhalsa.domain.refusal import FileUnusable, Notice, WrongUsage
from munhalsa.domain.swedish import rows_told


class Side(StrEnum):
    """What counts where a row goes against the register."""

    FILE = "file"
    HERE = "here"


_KINDS = ", ".join(TAKEN_IN)
_WORDS = {
    "changed": "ändras",
    "unchanged": "ändras inte",
    "duplicate": "dubblett i filen",
    "rejected": "tas inte in",
}


def _import(desk: Desk, asked: Namespace) -> Answer:
    if asked.receipt is not None:
        check_format(Path(asked.receipt))
    with desk.open() as workplace:
        tables, context = workplace.tables, workplace.context
        kind = tables.kind(asked.kind)
        known = known_table(workplace, asked, kind)
        table = known.table
        choices = ImportChoices(
            mapping=known.mapping,
            registered=asked.registered,
            add_units=asked.add_units,
            all_or_nothing=asked.all_or_nothing,
            left_out=row_numbers(asked.leave_out, field="leave_out"),
            preferred=row_numbers(asked.prefer, field="prefer"),
        )
        side = choice_of(asked.keep or Side.FILE, Side, field="keep")
        kept_here = kept_here_of(asked.keep_here)
        plan = _plan(context, table, kind, choices, side, kept_here)
        memory = MappingKept()
        alike = find_likenesses(context, plan)
        if asked.dry_run:
            receipt = receipt_of(plan)
        else:
            receipt = commit_import(
                context,
                table,
                kind,
                plan.choices,
                expected=plan,
                before_commit=partial(_back_up, workplace),
            )
            memory = kept(workplace, asked, known)
        unsaved = _save_beside(workplace, asked, receipt, kind, table)
    return Answer(
        document={
            **_receipt_document(receipt),
            "conflicts": conflict_documents(plan.conflicts, alike),
            "file": found_document(known),
        },
        lines=[
            *found_lines(known),
            *_receipt_lines(receipt, dry_run=asked.dry_run),
            *conflict_lines(plan.conflicts, alike),
        ],
        warnings=(*receipt.warnings, *memory.warnings, *unsaved),
    )


def _receipt_document(receipt: Receipt) -> dict[str, Any]:
    return {
        "batch": receipt.batch,
        "event": receipt.event,
        "rows_in": receipt.rows_in,
        "new": receipt.new,
        "changed": receipt.changed,
        "unchanged": receipt.unchanged,
        "duplicate": receipt.duplicate,
        "rejected": receipt.rejected,
        "rows": receipt.rows,
        "unknown_columns": receipt.unknown_columns,
    }


def _save_beside(
    workplace: Workplace, asked: Namespace, receipt: Receipt, kind: Kind, table: RawTable
) -> Sequence[Notice]:
    """What is asked for beside the import; a file that cannot be written does not undo it."""
    unsaved = []
    if asked.rejected is not None:
        try:
            workplace.tables.write_rejected(
                Path(asked.rejected), table=table, reasons=receipt.reasons
            )
        except FileUnusable as fault:
            unsaved.append(Notice(code=fault.code, message=fault.message))
    if asked.receipt is not None:
        try:
            _save_receipt(workplace, receipt, kind, table, Path(asked.receipt))
        except FileUnusable as fault:
            unsaved.append(Notice(code=fault.code, message=fault.message))
    return unsaved


def _save_receipt(
    workplace: Workplace, receipt: Receipt, kind: Kind, table: RawTable | None, out: Path
) -> None:
    save_receipt(
        workplace.context,
        workplace.printer,
        workplace.tables,
        receipt_report(receipt, kind, table),
        batch=receipt.batch,
        out=out,
    )


def _receipt_again(desk: Desk, asked: Namespace) -> Answer:
    out = Path(asked.out)
    check_format(out)
    with desk.open() as workplace:
        receipt = receipt_again(workplace.context, asked.batch)
        kind = workplace.tables.kind(receipt.kind.value)
        _save_receipt(workplace, receipt, kind, None, out)
    return Answer(
        document={"file": asked.out, "batch": receipt.batch, "rows_in": receipt.rows_in},
        lines=[
            f"Kvittot är sparat: {asked.out}",
            "Det har summorna, raderna och skälen, men inte vad som stod i dem."
            if receipt.rows or receipt.warnings
            else "Det har summorna.",
            *([LOG_GONE] if receipt.event is None else []),
        ],
    )


def _plan(
    context: Context,
    table: RawTable,
    kind: Kind,
    choices: ImportChoices,
    side: Side,
    kept_here: Sequence[KeptHere],
) -> ImportPlan:
    plan = plan_import(context, table, kind, choices)
    check_there(kept_here, plan.conflicts)

    def stays(one: Conflict) -> bool:
        alike = side is Side.HERE or any(kept.means(one) for kept in kept_here)
        return alike and is_against_register(one)

    return without_conflict(plan, partial(plan_import, context, table, kind), stays)


def _back_up(workplace: Workplace) -> None:
    back_up_if_changed(workplace.context, workplace.keeper)


def _receipt_lines(receipt: Receipt, *, dry_run: bool) -> list[str]:
    said = "Provläst, inget är sparat." if dry_run else "Klart."
    lines = [
        (
            f"{said} {rows_told(receipt.rows_in)}: {receipt.new} nya, {receipt.changed} ändrade, "
            f"{receipt.unchanged} oförändrade, {receipt.duplicate} dubbletter, "
            f"{receipt.rejected} tas inte in."
        )
    ]
    if receipt.unknown_columns:
        lines.append(
            f"Kolumner som inte används: {', '.join(receipt.unknown_columns).rstrip('.')}."
        )
    lines += [
        f"Rad {row.row} {_WORDS[row.verdict.value]}: {row.message}"
        for row in receipt.rows
        if row.message
    ]
    if receipt.batch is not None:
        lines.append(f"Intaget kan ångras: munhalsa import-undo {receipt.batch}")
    return lines


def _preview_undo(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        preview = preview_import_undo(workplace.context, asked.batch)
    if preview.in_the_way:
        return stands_in_the_way(
            UndoBlocked(tuple(one.event for one in preview.in_the_way), lines=preview.in_the_way)
        )
    return Answer(
        document={"undone": preview.records, "event": None, "lines": preview.lines},
        lines=[
            put_back_told(preview.records, tried=True),
            *(f"- {one.what}: {one.now}, {one.becomes}" for one in preview.lines),
        ],
        warnings=(),
    )


def _undo(desk: Desk, asked: Namespace) -> Answer:
    if asked.dry_run:
        return _preview_undo(desk, asked)
    with desk.open(confirm=True) as workplace:
        try:
            done = undo_import(workplace.context, asked.batch)
        except UndoBlocked as blocked:
            return stands_in_the_way(blocked)
    return Answer(
        document={"undone": done.records, "event": done.event},
        lines=[f"Intaget är ångrat: {put_back_told(done.records, tried=False)}"],
        warnings=(),
    )


def _template(desk: Desk, asked: Namespace) -> Answer:
    desk.program.template(asked.kind, Path(asked.out))
    return Answer(
        document={"file": asked.out}, lines=[f"Mallen är sparad: {asked.out}"], warnings=()
    )


def _export(desk: Desk, asked: Namespace) -> Answer:
    with desk.open(confirm=True) as workplace:
        done = export_registrations(
            workplace.context,
            workplace.exporter,
            profile=workplace.tables.profile(asked.profile),
            out=Path(asked.out),
            everything=asked.all,
            since=day_or_none(asked.since, field="since"),
        )
    written = "1 rad är skriven" if done.rows == 1 else f"{done.rows} rader är skrivna"
    return Answer(
        document={
            "rows": done.rows,
            "left_out_protected": done.left_out_protected,
            "left_out_consent": done.left_out_consent,
            "file": str(done.file),
            "event": done.event,
        },
        lines=[f"{written} till {done.file}."],
        warnings=done.warnings,
    )


def _registered(desk: Desk, asked: Namespace) -> Answer:
    if (asked.file is None) is not asked.all_exported:
        raise WrongUsage("file_missing", "Ange den skrivna filen, eller --all-exported.")
    with desk.open() as workplace:
        sha256 = None if asked.all_exported else workplace.tables.sha256(Path(asked.file))
        done = mark_registered(workplace.context, file_sha256=sha256, reference=asked.reference)
    return marked(done)


def _profiles(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        found = workplace.tables.profiles()
    return Answer(
        document={"profiles": found},
        lines=table_lines(
            ("Profil", "Titel", "Varifrån", "Fil"),
            [(one.name, one.fault or one.title, _origin(one), one.file or "") for one in found],
        ),
    )


def _origin(found: ProfileFound) -> str:
    if found.fault is not None:
        return "kan inte användas"
    return "med programmet" if found.file is None else "kommunens egen"


COMMANDS = (
    Command(
        words="import",
        help="ta in en tabell: enheter, personer, svar, bedömningar och annat",
        run=_import,
        arguments=(
            word("kind", f"tabellens slag: {_KINDS}", shown="SLAG"),
            word("file", "xlsx, xls, ods eller csv", shown="TABELL"),
            flag("--dry-run", "visa bara vad som skulle hända"),
            *TABLE_OPTIONS,
            flag("--registered", "det som tas in finns redan i Intygsbeställningen"),
            flag("--add-units", "lägg till okända boendeenheter"),
            flag("--all-or-nothing", "ta inte in något om någon rad inte kan tas in"),
            option(
                "--keep",
                "vad som gäller där filen säger något annat än registret: file (annars) eller here",
                word="SIDA",
            ),
            option(
                "--keep-here",
                "det som behålls som det är här, rad och kolumn: t.ex. 12:Efternamn,15-20",
                word="RADER",
            ),
            option("--leave-out", "rader som inte tas in, t.ex. 12,15-20", word="RADER"),
            option(
                "--prefer", "rader som räknas före tidigare rader om samma uppgift", word="RADER"
            ),
            option("--rejected", "spara raderna som inte tas in, för att rättas", word="FIL"),
            option("--receipt", "spara kvittot som pdf eller xlsx", word="FIL"),
        ),
        example="import personer personer.xlsx --dry-run",
    ),
    Command(
        words="import-receipt",
        help="spara kvittot på ett tidigare intag: summorna, och raderna med sina skäl",
        run=_receipt_again,
        arguments=(
            word("batch", "intagets nummer, från kvittot", shown="INTAG"),
            option("--out", "filen som skrivs, pdf eller xlsx", word="FIL", required=True),
        ),
        example="import-receipt 01a200cd-dd70-7cc2-8190-e27cd13e6b56 --out kvitto.pdf",
    ),
    Command(
        words="import-undo",
        help="ångra ett intag",
        run=_undo,
        arguments=(
            word("batch", "intagets nummer, från kvittot", shown="INTAG"),
            flag("--dry-run", "visa bara vad som skulle återställas, eller vad som står i vägen"),
        ),
        example="import-undo 01a200cd-dd70-7cc2-8190-e27cd13e6b56",
    ),
    Command(
        words="template",
        help="spara en tom arbetsbok att fylla i",
        run=_template,
        arguments=(
            word("kind", f"tabellens slag: {_KINDS}", shown="SLAG"),
            option("--out", "filen som skrivs", word="FIL", required=True),
        ),
        example="template personer --out personer.xlsx",
    ),
    Command(
        words="export",
        help="skriv det Intygsbeställningen behöver till en fil",
        run=_export,
        arguments=(
            word(
                "profile",
                "intygsbestallningen, intygsbestallningen-enheter eller en egen",
                shown="PROFIL",
            ),
            option("--out", "filen som skrivs, csv eller xlsx", word="FIL", required=True),
            flag("--all", "alla intyg, inte bara det som väntar"),
            option("--since", "det som ändrats sedan dagen", word="DATUM"),
        ),
        example="export intygsbestallningen --out att-registrera.xlsx",
    ),
    Command(
        words="export-profiles",
        help="visa exportprofilerna: programmets och kommunens egna",
        run=_profiles,
        example="export-profiles",
    ),
    Command(
        words="registered",
        help="markera det som en skriven fil innehöll som registrerat i Intygsbeställningen",
        run=_registered,
        arguments=(
            word("file", "filen som skrevs med export", shown="TABELL", optional=True),
            flag("--all-exported", "allt som har skrivits till fil"),
            option("--reference", "VGR:s referens", word="TEXT"),
        ),
        example="registered att-registrera.xlsx",
    ),
)
