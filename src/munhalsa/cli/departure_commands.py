"""A death, a move out of the region, and a hand-over within it, on the command line."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from munhalsa.application.departures import Departed
from munhalsa.application.hand_over_certificate import HandOver, hand_over_certificate
from munhalsa.application.issue_certificate import DisclosureDraft
from munhalsa.application.leave_region import LeaveRegion, leave_region
from munhalsa.application.print_hand_overs import print_hand_overs
from munhalsa.application.record_death import RecordDeath, record_death
from munhalsa.cli.answer import Answer
from munhalsa.cli.desk import Desk
from munhalsa.cli.parser import Command, many, option, word
from munhalsa.cli.print_commands import print_answer
from munhalsa.cli.values import choice_of, day_of
from munhalsa.domain.certificate import DisclosureBasis, Recipient
from munhalsa.domain.refusal import WrongUsage


def _died(desk: Desk, asked: Namespace) -> Answer:
    command = RecordDeath(number=asked.number, day=day_of(asked.date, field="date"))
    with desk.open() as workplace:
        done = record_death(workplace.context, command)
    return _answer(done, "Dödsfallet är registrerat.")


def _leaves(desk: Desk, asked: Namespace) -> Answer:
    command = LeaveRegion(number=asked.number, day=day_of(asked.date, field="date"), to=asked.to)
    with desk.open() as workplace:
        done = leave_region(workplace.context, command, region=workplace.region)
    return _answer(done, "Flytten från regionen är registrerad.")


def _hand_over(desk: Desk, asked: Namespace) -> Answer:
    command = HandOver(
        number=asked.number,
        to=asked.to,
        day=day_of(asked.date, field="date"),
        disclosure=_disclosure(asked),
    )
    with desk.open() as workplace:
        done = hand_over_certificate(workplace.context, command, region=workplace.region)
        certificate = done.certificate
        to = workplace.region[certificate.handed_over_to or ""]
        document = {
            "certificate": certificate.number,
            "event": done.event,
            "handed_over_on": certificate.handed_over_on,
            "handed_over_to": certificate.handed_over_to,
            "residences": len(done.homes),
        }
        told = (
            f"{to} kommun svarar för intyget {certificate.number} efter "
            f"{certificate.handed_over_on}. Intyget gäller som förut."
        )
        lines = [told]
        if asked.out is not None:
            printed = print_hand_overs(
                workplace.context,
                workplace.printer,
                numbers=[certificate.number],
                region=workplace.region,
                out=Path(asked.out),
            )
            document |= {"file": str(printed.path), "pages": printed.pages}
            lines.append(f"Överlämnandet är utskrivet: {printed.path}.")
    return Answer(document=document, lines=lines, warnings=done.warnings)


def _disclosure(asked: Namespace) -> DisclosureDraft | None:
    if asked.basis is None:
        if asked.details is not None:
            raise WrongUsage(
                "basis_missing", "--details hör ihop med --basis. Ange båda.", field="basis"
            )
        return None
    return DisclosureDraft(
        recipient=Recipient.OTHER_MUNICIPALITY,
        basis=choice_of(asked.basis, DisclosureBasis, field="basis"),
        details=asked.details,
    )


def _print_hand_overs(desk: Desk, asked: Namespace) -> Answer:
    if not asked.numbers:
        raise WrongUsage("numbers_missing", "Ange ett eller flera nummer.", field="number")
    with desk.open() as workplace:
        printed = print_hand_overs(
            workplace.context,
            workplace.printer,
            numbers=asked.numbers,
            region=workplace.region,
            out=Path(asked.out),
        )
    return print_answer(printed)


def _answer(done: Departed, what: str) -> Answer:
    return Answer(
        document={
            "event": done.event,
            "ended": [one.number for one in done.ended],
            "voided": [one.number for one in done.voided],
            "residences": len(done.homes),
        },
        lines=[what, *(f"  {sentence}" for sentence in done.told)],
        warnings=done.warnings,
    )


_NUMBER = word("number", "personnummer, samordningsnummer eller reservnummer", shown="NUMMER")

COMMANDS = (
    Command(
        words="person died",
        help="registrera ett dödsfall: intyg och boende slutar på dödsdagen",
        run=_died,
        arguments=(_NUMBER, option("--date", "dödsdagen", word="DATUM", required=True)),
        example="person died 19360101-6987 --date 2026-11-22",
    ),
    Command(
        words="person leaves",
        help="registrera en flytt från regionen: intyg och boende slutar",
        run=_leaves,
        arguments=(
            _NUMBER,
            option("--date", "sista dagen i kommunen", word="DATUM", required=True),
            option("--to", "vart personen flyttar", word="TEXT"),
        ),
        example="person leaves 19360101-6987 --date 2026-11-30 --to Stockholm",
    ),
    Command(
        words="certificate handover",
        help="lämna över ansvaret till en annan kommun i Västra Götaland; intyget gäller som förut",
        run=_hand_over,
        arguments=(
            word("number", "personnummer eller intygsnummer", shown="NUMMER"),
            option("--to", "kommunen som tar över, kod eller namn", word="KOMMUN", required=True),
            option("--date", "sista dagen som kommunen svarar för", word="DATUM", required=True),
            option("--basis", "sekretessprövning: consent, harm_test eller law", word="GRUND"),
            option("--details", "vad den vilar på", word="TEXT"),
            option("--out", "skriv ut överlämnandet till en PDF-fil", word="FIL"),
        ),
        example="certificate handover 1490-2026-0412 --to 1489 --date 2026-11-30 --basis consent "
        '--details "Personen själv, muntligt"',
    ),
    Command(
        words="print handover",
        help="skriv ut överlämnandet till en annan kommun",
        run=_print_hand_overs,
        arguments=(
            many("numbers", "personnummer eller intygsnummer", shown="NUMMER"),
            option("--out", "PDF-filen som skrivs", word="FIL", required=True),
        ),
        example="print handover 1490-2026-0412 --out overlamnande.pdf",
    ),
)
