"""Disclosure assessments (sekretessprövningar) on the command line."""

from __future__ import annotations

from argparse import Namespace

from munhalsa.application.disclosures import (
    RecordDisclosure,
    WithdrawConsent,
    record_disclosure,
    withdraw_consent,
)
from munhalsa.cli.answer import Answer
from munhalsa.cli.desk import Desk
from munhalsa.cli.parser import Command, option, word
from munhalsa.cli.values import choice_of, day_or_none
from munhalsa.domain.certificate import DisclosureBasis, Recipient


def _add(desk: Desk, asked: Namespace) -> Answer:
    command = RecordDisclosure(
        number=asked.number,
        recipient=choice_of(asked.recipient, Recipient, field="recipient"),
        basis=choice_of(asked.basis, DisclosureBasis, field="basis"),
        details=asked.details,
        decided_on=day_or_none(asked.date, field="date"),
        decided_by=asked.by,
    )
    with desk.open() as workplace:
        done = record_disclosure(workplace.context, command)
    return Answer(
        document={"disclosure": done.disclosure, "event": done.event},
        lines=["Sekretessprövningen är sparad."],
        warnings=(),
    )


def _withdraw(desk: Desk, asked: Namespace) -> Answer:
    command = WithdrawConsent(
        number=asked.number,
        recipient=choice_of(asked.recipient, Recipient, field="recipient"),
        day=day_or_none(asked.date, field="date"),
    )
    with desk.open() as workplace:
        done = withdraw_consent(workplace.context, command)
    return Answer(
        document={"disclosures": done.disclosures, "event": done.event},
        lines=["Samtycket är återkallat. Inget mer om personen lämnas till den mottagaren."],
        warnings=(),
    )


_NUMBER = word("number", "personnummer", shown="NUMMER")
_RECIPIENT = option(
    "--recipient", "vgr, dental_provider, other_municipality eller unit", word="VEM", required=True
)

COMMANDS = (
    Command(
        words="disclosure add",
        help="spara en sekretessprövning: på vilken grund uppgifter får lämnas till en mottagare",
        run=_add,
        arguments=(
            _NUMBER,
            _RECIPIENT,
            option("--basis", "consent, harm_test eller law", word="GRUND", required=True),
            option(
                "--details",
                "samtycket (vem, hur, till vad), skälen i menprövningen, eller lagrummet",
                word="TEXT",
                required=True,
            ),
            option("--date", "dagen det bestämdes, annars i dag", word="DATUM"),
            option("--by", "vem som bestämde, annars den som loggar in", word="NAMN"),
        ),
        example="disclosure add 19360101-6987 --recipient vgr --basis consent "
        "--details 'Muntligt vid hembesök: intyg och svar'",
    ),
    Command(
        words="disclosure withdraw",
        help="återkalla ett samtycke; från den dagen lämnas inget mer till mottagaren",
        run=_withdraw,
        arguments=(
            _NUMBER,
            _RECIPIENT,
            option("--date", "dagen det återkallades, annars i dag", word="DATUM"),
        ),
        example="disclosure withdraw 19360101-6987 --recipient vgr",
    ),
)
