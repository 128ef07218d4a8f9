"""The audit log on the command line."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from munhalsa.application.deed_words import deed_words
from munhalsa.application.drop_log import OldLogDropped, drop_old_events, find_old_events
from munhalsa.application.extract_words import role_words
from munhalsa.application.log_receipt import (
    print_log_receipt,
    receipt_facts,
    receipt_notes,
)
from munhalsa.application.person_log import LogFor, extract_log, local_time
from munhalsa.application.view_log import latest_events
from munhalsa.application.workplace import Workplace
from munhalsa.cli.answer import Answer, table_lines
from munhalsa.cli.desk import Desk
from munhalsa.cli.parser import Command, flag, option, word
from munhalsa.cli.store_commands import checked, not_opened
from munhalsa.cli.values import whole_number
from munhalsa.domain.refusal import Notice, Refusal, StoreUnavailable


def _list(desk: Desk, asked: Namespace) -> Answer:
    limit = whole_number(asked.limit or "100", field="limit", lowest=1, highest=1_000_000)
    with desk.open() as workplace:
        log = latest_events(workplace.context, limit=limit)
    rows = [
        (
            line.time.astimezone().strftime("%Y-%m-%d %H:%M:%S"),
            line.user,
            role_words(line.role),
            deed_words(line.action),
        )
        for line in log.events
    ]
    return Answer(
        document={"events": log.events, "head": log.head},
        lines=table_lines(("Tid", "Användare", "Roll", "Händelse"), rows),
    )


def _person(desk: Desk, asked: Namespace) -> Answer:
    out = None if asked.out is None else Path(asked.out)
    with desk.open() as workplace:
        log = extract_log(
            workplace.context,
            workplace.printer,
            number=asked.number,
            out=out,
            told_to=_told_to(asked),
        )
    rows = [
        (local_time(line.time), log.users[line.event], line.unit, line.role, line.what)
        for line in log.events
    ]
    file = {} if out is None else {"file": out, "pages": log.pages}
    lines = table_lines(("Tid", "Vem", "Enhet", "Roll", "Vad"), rows)
    if out is not None:
        lines.append(f"Sparat utan namn på vem, att lämna ut: {out}")
    return Answer(
        document={"events": log.events, "users": log.users, "head": log.head, **file}, lines=lines
    )


def _would_drop(desk: Desk) -> Answer:
    with desk.open() as workplace:
        found = find_old_events(workplace.context, workplace.keeper)
    old = found.old
    return Answer(
        document={
            "would_drop": old.count,
            "first": old.first,
            "last": old.last,
            "before": found.before,
        },
        lines=[
            f"Antal händelser som skulle tas bort: {old.count}, från {old.first} till {old.last}.",
            f"Loggen skulle börja {found.before}. Inget är borttaget.",
        ],
    )


def _drop_older(desk: Desk, asked: Namespace) -> Answer:
    if asked.dry_run:
        return _would_drop(desk)
    out = None if asked.out is None else Path(asked.out)
    with desk.open(confirm=True) as workplace:
        done = drop_old_events(workplace.context, workplace.keeper)
        unprinted = None if out is None else _not_printed(workplace, done, out)
    gone = done.dropped
    lines = [f"{name}: {value}" for name, value in receipt_facts(done)]
    lines += receipt_notes(done)
    return Answer(
        document={
            "event": gone.event,
            "dropped": gone.count,
            "first": gone.first,
            "last": gone.last,
            "before": gone.before,
            "key": gone.key,
            **({} if out is None or unprinted is not None else {"file": out}),
        },
        lines=lines,
        warnings=() if unprinted is None else (unprinted,),
    )


def _not_printed(workplace: Workplace, done: OldLogDropped, out: Path) -> Notice | None:
    """Why the receipt is no file; it is told all the same, for what is dropped is gone."""
    try:
        print_log_receipt(workplace.context, workplace.printer, done, out=out)
    except Refusal as refusal:
        return Notice(
            code=refusal.code,
            message=f"Kvittot blev ingen fil, så spara det som står här. {refusal.message}",
        )
    return None


def _told_to(asked: Namespace) -> LogFor | None:
    if asked.recipient is None and asked.purpose is None:
        return None
    return LogFor(recipient=asked.recipient or "", purpose=asked.purpose or "")


def _verify(desk: Desk, asked: Namespace) -> Answer:
    try:
        found = desk.program.verify_log(desk.which)
    except StoreUnavailable as refusal:
        return not_opened(refusal, events=None, head={})
    events = sum(one.seq for one in found.heads.values())
    return checked(found.checks, events=events, head=found.heads)


COMMANDS = (
    Command(
        words="audit list",
        help="visa loggens senaste händelser",
        run=_list,
        arguments=(option("--limit", "högst så många", word="ANTAL"),),
        example="audit list --limit 50",
    ),
    Command(
        words="audit person",
        help="visa vad loggen säger om en person: när, vem, vilken enhet, vilken roll och vad",
        run=_person,
        arguments=(
            word("number", "personens nummer", shown="NUMMER"),
            option("--out", "samma som PDF att lämna ut, utan namn på vem", word="FIL"),
            option("--recipient", "vem utdraget lämnas till", word="VEM"),
            option("--purpose", "vad det ska till, för loggen", word="TEXT"),
        ),
        example="audit person 194101012393 --out loggutdrag.pdf",
    ),
    Command(
        words="audit drop-older",
        help="ta bort de äldsta händelserna ur loggen, bakom en undertecknad kontrollpunkt",
        run=_drop_older,
        arguments=(
            flag("--dry-run", "säg bara vad som skulle tas bort"),
            option("--out", "kvittot som PDF", word="FIL"),
        ),
        example="audit drop-older",
    ),
    Command(
        words="audit verify",
        help="kontrollera att ingen händelse i loggen är ändrad, borttagen eller omflyttad",
        run=_verify,
        example="audit verify",
    ),
)
