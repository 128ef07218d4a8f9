"""Offers of the yearly assessment on the command line."""

from __future__ import annotations

from argparse import Namespace

from munhalsa.application.record_offer import RecordOffer, record_offer
from munhalsa.cli.answer import Answer
from munhalsa.cli.desk import Desk
from munhalsa.cli.parser import Command, option, word
from munhalsa.cli.values import choice_of, day_of
from munhalsa.domain.response import OfferChannel


def _add(desk: Desk, asked: Namespace) -> Answer:
    command = RecordOffer(
        number=asked.number,
        offered=day_of(asked.date, field="date"),
        channel=choice_of(asked.channel, OfferChannel, field="channel"),
        offered_by=asked.by,
    )
    with desk.open() as workplace:
        done = record_offer(workplace.context, command)
    return Answer(
        document={"event": done.event, "offer": done.offer},
        lines=[f"Erbjudandet är sparat: nummer {done.offer.reminder} sedan svaret."],
        warnings=done.warnings,
    )


COMMANDS = (
    Command(
        words="offer add",
        help="spara att någon har erbjudits munhälsobedömning och ännu inte svarat",
        run=_add,
        arguments=(
            word("number", "personnummer, samordningsnummer eller reservnummer", shown="NUMMER"),
            option("--date", "dagen erbjudandet lämnades", word="DATUM", required=True),
            option("--channel", "visit, phone eller letter", word="SÄTT", required=True),
            option("--by", "vem som frågade, annars den som är inloggad", word="NAMN"),
        ),
        example="offer add 19360101-6987 --date 2026-11-22 --channel phone",
    ),
)
