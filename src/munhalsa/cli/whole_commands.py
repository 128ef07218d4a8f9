"""The whole municipality out to one file, and back into a new store, on the command line."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from munhalsa.application.export_whole import (
    approve_export,
    list_requests,
    request_export,
    write_export,
)
from munhalsa.application.whole_words import STATE_WORDS
from munhalsa.cli.answer import Answer, table_lines
from munhalsa.cli.desk import Desk
from munhalsa.cli.parser import Command, option, word


def _request(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        done = request_export(workplace.context, recipient=asked.recipient, purpose=asked.purpose)
    return Answer(
        document={"request": done.request, "event": done.event},
        lines=[
            f"Begäran är gjord: {done.request}",
            (
                "En annan kontaktperson eller administratör godkänner den: "
                f"munhalsa whole approve {done.request}"
            ),
        ],
        warnings=(),
    )


def _approve(desk: Desk, asked: Namespace) -> Answer:
    with desk.open(confirm=True) as workplace:
        done = approve_export(workplace.context, asked.request)
    return Answer(
        document={"request": done.request, "event": done.event},
        lines=["Begäran är godkänd. Den som gjorde den kan skriva filen inom 24 timmar."],
        warnings=(),
    )


def _list(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        found = list_requests(workplace.context)
    rows = [
        (
            line.id,
            line.requested_at.astimezone().strftime("%Y-%m-%d %H:%M"),
            line.requested_by,
            line.recipient,
            line.purpose,
            STATE_WORDS[line.state],
        )
        for line in found
    ]
    headings = ("Begäran", "Gjord", "Av", "Mottagare", "Ändamål", "Läge")
    return Answer(document={"requests": found}, lines=table_lines(headings, rows))


def _write(desk: Desk, asked: Namespace) -> Answer:
    with desk.open(confirm=True) as workplace:
        done = write_export(workplace.context, workplace.keeper, asked.request, out=Path(asked.out))
    written = done.written
    return Answer(
        document={
            "file": written.file,
            "passphrase": written.passphrase,
            "protected_passphrase": written.protected_passphrase,
            "rows": written.rows,
            "protected_rows": written.protected_rows,
            "event": done.event,
        },
        lines=[
            f"Hela kommunen är skriven till {written.file}.",
            "",
            f"Lösenfras för kommunen: {written.passphrase}",
            f"Lösenfras för skyddade uppgifter: {written.protected_passphrase}",
            "",
            (
                "Lösenfraserna visas bara nu. Lämna dem på annan väg än filen, och den andra bara "
                "till den som ska se skyddade uppgifter."
            ),
        ],
        warnings=(),
    )


def _read_back(desk: Desk, asked: Namespace) -> Answer:
    read = desk.program.read_back(
        desk.which,
        file=Path(asked.file),
        key_file=Path(asked.key_file),
        protected_key_file=Path(asked.protected_key_file),
    )
    lines = [
        f"Registret är återläst: {read.store}",
        f"{sum(read.rows.values())} rader, som de var {read.made}.",
        (
            f"Den som kommer in: {read.user}. De andra användarna finns kvar med sina roller, och "
            "får nya lösenfraser med återställningskoden: munhalsa recover."
        ),
    ]
    if read.recovery_code is not None:
        lines += [
            "",
            f"Återställningskod: {read.recovery_code}",
            "Skriv ut koden och lås in den. Den visas bara nu.",
        ]
    return Answer(
        document={
            "store": read.store,
            "user": read.user,
            "recovery_code": read.recovery_code,
            "municipality": read.municipality,
            "made": read.made,
            "rows": read.rows,
        },
        lines=lines,
        warnings=(),
    )


_REQUEST = word("request", "begärans nummer, från whole request eller whole list", shown="BEGÄRAN")

COMMANDS = (
    Command(
        words="whole request",
        help="begär att hela kommunen lämnas ut i öppna, krypterade filer",
        run=_request,
        arguments=(
            option("--recipient", "vem som ska ha uppgifterna", word="VEM", required=True),
            option("--purpose", "vad de ska till", word="ÄNDAMÅL", required=True),
        ),
        example="whole request --recipient 'Nya systemet' --purpose 'byte av program'",
    ),
    Command(
        words="whole approve",
        help="godkänn någon annans begäran att lämna ut hela kommunen",
        run=_approve,
        arguments=(_REQUEST,),
        example="whole approve 01a200cd-dd70-7cc2-8190-e27cd13e6b56 --user 'Eva Ek'",
    ),
    Command(
        words="whole list",
        help="visa vilka begäranden som finns och vem som har godkänt dem",
        run=_list,
        example="whole list",
    ),
    Command(
        words="whole write",
        help="skriv hela kommunen till en krypterad fil, när det är godkänt",
        run=_write,
        arguments=(
            _REQUEST,
            option("--out", "filen som skrivs", word="FIL", required=True),
        ),
        example="whole write 01a200cd-dd70-7cc2-8190-e27cd13e6b56 --out kommunen.zip",
    ),
    Command(
        words="whole read-back",
        help="gör ett nytt register av en sådan fil, likadant som det var",
        run=_read_back,
        arguments=(
            word("file", "filen", shown="FIL"),
            option("--key-file", "fil med kommunens lösenfras", word="FIL", required=True),
            option(
                "--protected-key-file",
                "fil med lösenfrasen för skyddade uppgifter",
                word="FIL",
                required=True,
            ),
        ),
        example="whole read-back kommunen.zip --store nytt --key-file k.txt "
        "--protected-key-file s.txt",
    ),
)
