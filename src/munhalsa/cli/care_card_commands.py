"""Munvårdskort on the command line: made, shown, received by the unit, and on paper."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Any

from munhalsa.application.care_cards import (
    AddCareCard,
    CardView,
    CareCardChanged,
    add_care_card,
    enter_in_care_plan,
    phrases_on,
    receive_care_card,
    show_care_cards,
)
from munhalsa.application.print_care import (
    print_care_card,
    print_unit_report,
    print_unit_sheet,
)
from munhalsa.cli.answer import Answer, table_lines
from munhalsa.cli.desk import Desk
from munhalsa.cli.parser import Argument, Command, option, word
from munhalsa.cli.print_commands import print_answer
from munhalsa.cli.values import day_of, day_or_none
from munhalsa.domain.care_card import CareCardLine
from munhalsa.domain.care_card_rules import LineDraft
from munhalsa.domain.refusal import Rejected

_PARTS = ("what", "with_what", "how_often", "by_whom")


def _add(desk: Desk, asked: Namespace) -> Answer:
    chosen = [
        LineDraft(phrase=name.strip()) for text in asked.phrase or () for name in text.split(",")
    ]
    written = [_written(text) for text in asked.line or ()]
    command = AddCareCard(
        number=asked.number,
        lines=(*chosen, *written),
        day=day_or_none(asked.date, field="date"),
        free_text=asked.text,
        next_assessment=day_or_none(asked.next, field="next_assessment"),
        signed_by=asked.signed_by,
    )
    with desk.open() as workplace:
        done = add_care_card(workplace.context, command)
    return _changed(done, "Munvårdskortet är sparat och signerat.")


def _written(text: str) -> LineDraft:
    parts = [part.strip() or None for part in text.split("|")]
    if len(parts) > len(_PARTS):
        raise Rejected(
            "line_parts",
            "En rad skrivs som vad|med vad|när|av vem. Ta bort det som är för mycket.",
            field="line",
        )
    return LineDraft(**dict(zip(_PARTS, parts, strict=False)))


def _show(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        cards = show_care_cards(workplace.context, asked.number, purpose=asked.reason or "")
    lines = [line for view in cards for line in _told(view)] or ["Personen har inget munvårdskort."]
    document = [{"card": one.card, "lines": one.lines, "valid": one.valid} for one in cards]
    return Answer(document={"care_cards": document}, lines=lines)


def _told(view: CardView) -> list[str]:
    card = view.card
    state = "gäller" if view.valid else "äldre"
    received = "" if card.received_on is None else f", mottaget {card.received_on}"
    return [
        f"{card.day} ({state}{received}), signerat av {card.signed_by}",
        *(f"  {line.position}. {_line(line)}" for line in view.lines),
        *([f"  {card.free_text}"] if card.free_text else []),
    ]


def _line(line: CareCardLine) -> str:
    parts: list[Any] = [getattr(line, name) for name in _PARTS]
    return " | ".join(part for part in parts if part)


def _receive(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        done = receive_care_card(
            workplace.context,
            number=asked.number,
            by=asked.by,
            day=day_or_none(asked.date, field="date"),
        )
    return _changed(done, "Noterat: enheten har tagit emot munvårdskortet.")


def _plan(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        done = enter_in_care_plan(
            workplace.context, number=asked.number, day=day_or_none(asked.date, field="date")
        )
    return _changed(done, "Noterat: munvårdskortet är inskrivet i planen.")


def _changed(done: CareCardChanged, told: str) -> Answer:
    return Answer(
        document={"event": done.event, "care_card": done.card, "lines": done.lines},
        lines=[told],
        warnings=done.warnings,
    )


def _phrases(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        context = workplace.context
        day = day_or_none(asked.date, field="date") or context.today
        phrases = phrases_on(context, day)
    rows = [
        (one.id, one.group, one.what, one.with_what, "ja" if one.confirmed else "nej")
        for one in phrases
    ]
    return Answer(
        document={"phrases": phrases},
        lines=table_lines(("Fras", "Grupp", "Vad", "Med vad", "Godkänd"), rows),
    )


def _print_card(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        printed = print_care_card(
            workplace.context, workplace.printer, number=asked.number, out=Path(asked.out)
        )
    return print_answer(printed)


def _print_sheet(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        printed = print_unit_sheet(
            workplace.context, workplace.printer, unit=asked.unit, out=Path(asked.out)
        )
    return print_answer(printed)


def _print_report(desk: Desk, asked: Namespace) -> Answer:
    first = day_of(getattr(asked, "from"), field="from")
    with desk.open() as workplace:
        printed = print_unit_report(
            workplace.context,
            workplace.printer,
            unit=asked.unit,
            first=first,
            last=day_or_none(asked.until, field="until") or workplace.context.today,
            out=Path(asked.out),
        )
    return print_answer(printed)


_NUMBER = word("number", "personnummer, samordningsnummer eller reservnummer", shown="NUMMER")
_DATE = option("--date", "dagen, annars i dag", word="DATUM")
_OUT = option("--out", "PDF-filen som skrivs", word="FIL", required=True)
_UNIT = option("--unit", "boendeenhet, kod eller namn", word="ENHET", required=True)


def _repeated(name: str, help: str, *, shown: str) -> Argument:
    return Argument(name, help, {"metavar": shown, "action": "append"})


COMMANDS = (
    Command(
        words="care-card add",
        help="skriv och signera ett munvårdskort, av fraser och egna rader",
        run=_add,
        arguments=(
            _NUMBER,
            _repeated("--phrase", "fraser ur frasbanken, med komma emellan", shown="FRASER"),
            _repeated("--line", "en egen rad: vad|med vad|när|av vem", shown="RAD"),
            option("--text", "det som gäller hela kortet", word="TEXT"),
            option("--next", "nästa munhälsobedömning", word="DATUM"),
            option("--signed-by", "vem som signerar, annars den inloggade", word="NAMN"),
            _DATE,
        ),
        example='care-card add 19360101-6987 --phrase brush_soft,lips --line "Kolla hinken"',
    ),
    Command(
        words="care-card show",
        help="visa en persons munvårdskort, det som gäller först",
        run=_show,
        arguments=(_NUMBER, option("--reason", "varför, om uppgifterna är skyddade", word="TEXT")),
        example="care-card show 19360101-6987",
    ),
    Command(
        words="care-card received",
        help="notera att enheten har tagit emot munvårdskortet",
        run=_receive,
        arguments=(
            _NUMBER,
            option("--by", "vem som tog emot det", word="NAMN", required=True),
            _DATE,
        ),
        example='care-card received 19360101-6987 --by "Eva Sand"',
    ),
    Command(
        words="care-card plan",
        help="notera att munvårdskortet är inskrivet i genomförandeplanen",
        run=_plan,
        arguments=(_NUMBER, _DATE),
        example="care-card plan 19360101-6987",
    ),
    Command(
        words="care-card phrases",
        help="visa frasbanken, och vad vårdgivaren har godkänt",
        run=_phrases,
        arguments=(_DATE,),
        example="care-card phrases",
    ),
    Command(
        words="print care-card",
        help="skriv ut det munvårdskort som gäller, på en sida",
        run=_print_card,
        arguments=(_NUMBER, _OUT),
        example="print care-card 19360101-6987 --out munvardskort.pdf",
    ),
    Command(
        words="print unit-sheet",
        help="skriv ut tandvårdsblad för en enhet",
        run=_print_sheet,
        arguments=(_UNIT, _OUT),
        example="print unit-sheet --unit B-100 --out tandvardsblad.pdf",
    ),
    Command(
        words="print unit-report",
        help="skriv ut återrapport till en enhet efter besök",
        run=_print_report,
        arguments=(
            _UNIT,
            option("--from", "första dagen", word="DATUM", required=True),
            option("--until", "sista dagen, annars i dag", word="DATUM"),
            _OUT,
        ),
        example="print unit-report --unit B-100 --from 2026-11-20 --out aterrapport.pdf",
    ),
)
