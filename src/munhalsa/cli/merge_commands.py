"""Possible duplicates, merging them and taking them apart, on the command line."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from typing import Any

from munhalsa.application.find_duplicates import find_duplicates
from munhalsa.application.keep_store import back_up_if_changed
from munhalsa.application.merge_persons import (
    MergePersons,
    MergePreview,
    merge_persons,
    preview_merge,
)
from munhalsa.application.merge_words import FIELD_WORDS, KIND_WORDS, REASON_WORDS
from munhalsa.application.not_same import note_not_same
from munhalsa.application.ports import PersonLine
from munhalsa.application.unmerge_persons import unmerge_persons
from munhalsa.cli.answer import Answer, table_lines
from munhalsa.cli.desk import Desk
from munhalsa.cli.parser import Command, flag, word
from munhalsa.cli.undo_commands import put_back_told
from munhalsa.domain.identity import masked


def _duplicates(desk: Desk, _asked: Namespace) -> Answer:
    with desk.open() as workplace:
        pairs = find_duplicates(workplace.context)
    rows = [
        (
            *(text for one in (pair.first, pair.second) for text in (one.name, masked(one.number))),
            REASON_WORDS[pair.reason],
        )
        for pair in pairs
    ]
    headings = ("Namn", "Personnummer", "Liknar", "Personnummer", "Varför")
    return Answer(
        document={
            "pairs": [
                {
                    "first": _person(pair.first),
                    "second": _person(pair.second),
                    "reason": pair.reason,
                }
                for pair in pairs
            ]
        },
        lines=table_lines(headings, rows, empty="Inga möjliga dubbletter."),
    )


def _person(line: PersonLine) -> Mapping[str, Any]:
    return {
        "personal_identity_number": line.number,
        "name": line.name,
        "unit": line.unit,
        "certificate": line.certificate,
    }


def _not_same(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        done = note_not_same(workplace.context, number=asked.number, other=asked.other)
    return Answer(
        document={"event": done.event},
        lines=["Noterat. De två visas inte längre som möjliga dubbletter."],
        warnings=(),
    )


def _merge(desk: Desk, asked: Namespace) -> Answer:
    command = MergePersons(keep=asked.keep, other=asked.other)
    with desk.open(confirm=not asked.dry_run) as workplace:
        if asked.dry_run:
            preview = preview_merge(workplace.context, command)
            return _told(preview, merge=None, event=None)
        done = merge_persons(
            workplace.context,
            command,
            before_commit=lambda: back_up_if_changed(workplace.context, workplace.keeper),
        )
    return _told(done.preview, merge=done.merge, event=done.event)


def _told(preview: MergePreview, *, merge: str | None, event: str | None) -> Answer:
    taken = [FIELD_WORDS[one.field].lower() for one in preview.fields if one.takes_other]
    moved = [f"{KIND_WORDS[kind].lower()} {count}" for kind, count in preview.moves.items()]
    aside = [KIND_WORDS[type(one).__name__].lower() for one in preview.set_aside]
    parts = (
        ("Tas från den andra", taken),
        ("Följer med", moved),
        ("Läggs åt sidan till en återställning", aside),
        ("Makuleras hos VGR, för att de överlappar", [one.number for one in preview.voided]),
    )
    lines = [
        "Provläst, inget är sparat." if merge is None else "Personerna är sammanslagna.",
        *(f"  {title}: {', '.join(words)}." for title, words in parts if words),
        *([] if merge is None else [f"  Återställ med: munhalsa person unmerge {merge}"]),
    ]
    return Answer(
        document={
            "merge": merge,
            "event": event,
            "fields": preview.fields,
            "moves": preview.moves,
            "set_aside": [
                {"kind": type(one).__name__.lower(), "id": one.id} for one in preview.set_aside
            ],
            "voided": [one.number for one in preview.voided],
        },
        lines=lines,
        warnings=(),
    )


def _unmerge(desk: Desk, asked: Namespace) -> Answer:
    with desk.open(confirm=not asked.dry_run) as workplace:
        done = unmerge_persons(workplace.context, asked.merge, dry_run=asked.dry_run)
    return Answer(
        document={"event": done.event, "undone": done.records},
        lines=[put_back_told(done.records, tried=asked.dry_run)],
        warnings=(),
    )


_DRY = flag("--dry-run", "visa bara vad som skulle hända")
_NUMBER = "personnummer, samordningsnummer eller reservnummer"

COMMANDS = (
    Command(
        words="person duplicates",
        help="visa par som kan vara samma person",
        run=_duplicates,
        arguments=(),
        example="person duplicates",
    ),
    Command(
        words="person not-same",
        help="notera att två som liknar varandra inte är samma person",
        run=_not_same,
        arguments=(
            word("number", f"den ena: {_NUMBER}", shown="NUMMER"),
            word("other", f"den andra: {_NUMBER}", shown="DEN_ANDRA"),
        ),
        example="person not-same 19360101-6987 19360161-6983",
    ),
    Command(
        words="person merge",
        help="slå ihop två poster om samma person; den förstas uppgifter gäller",
        run=_merge,
        arguments=(
            word("keep", f"den som behålls: {_NUMBER}", shown="BEHÅLL"),
            word("other", f"dubbletten: {_NUMBER}", shown="DUBBLETT"),
            _DRY,
        ),
        example="person merge 19360101-6987 19360161-6983 --dry-run",
    ),
    Command(
        words="person unmerge",
        help="återställ två sammanslagna poster, med det som har kommit till sedan dess",
        run=_unmerge,
        arguments=(
            word("merge", "sammanslagningens nummer, eller dubblettens", shown="SAMMANSLAGNING"),
            _DRY,
        ),
        example="person unmerge 01a200cd-dd70-7cc2-8190-e27cd13e6b56",
    ),
)
