"""Protected identities on the command line: the level, and the paper way."""

from __future__ import annotations

from argparse import Namespace

from munhalsa.application.protect_person import (
    NotePaperStep,
    SetProtection,
    note_paper_step,
    set_protection,
)
from munhalsa.cli.answer import Answer
from munhalsa.cli.desk import Desk
from munhalsa.cli.parser import Command, option, word
from munhalsa.cli.values import choice_of, day_of
from munhalsa.domain.person import PaperState, ProtectedIdentity
from munhalsa.domain.refusal import WrongUsage


def _protect(desk: Desk, asked: Namespace) -> Answer:
    if (asked.level is None) is (asked.state is None):
        raise WrongUsage("wrong_usage", "Ange antingen --level, eller --state med --date.")
    return _level(desk, asked) if asked.state is None else _step(desk, asked)


def _level(desk: Desk, asked: Namespace) -> Answer:
    command = SetProtection(
        number=asked.number,
        level=choice_of(asked.level, ProtectedIdentity, field="level"),
        reason=asked.reason or "",
    )
    with desk.open() as workplace:
        done = set_protection(workplace.context, command)
    return Answer(
        document={"event": done.event}, lines=["Skyddet är sparat."], warnings=done.warnings
    )


def _step(desk: Desk, asked: Namespace) -> Answer:
    if asked.date is None:
        raise WrongUsage("wrong_usage", "Ange --date: den dag det gjordes eller är bokat till.")
    command = NotePaperStep(
        number=asked.number,
        state=choice_of(asked.state, PaperState, field="state"),
        day=day_of(asked.date, field="date"),
        reason=asked.reason or "",
    )
    with desk.open() as workplace:
        done = note_paper_step(workplace.context, command)
    return Answer(
        document={"event": done.event}, lines=["Steget på papper är sparat."], warnings=()
    )


_LEVELS = ", ".join(one.value for one in ProtectedIdentity)
_STATES = ", ".join(one.value for one in PaperState)

COMMANDS = (
    Command(
        words="person protect",
        help="registrera skyddade personuppgifter, eller hur långt pappersvägen har kommit",
        run=_protect,
        arguments=(
            word("number", "personnummer, samordningsnummer eller reservnummer", shown="NUMMER"),
            option("--level", _LEVELS, word="SKYDD"),
            option("--state", _STATES, word="STEG"),
            option("--date", "dagen steget togs, eller besöket är bokat till", word="DATUM"),
            option("--reason", "varför, för den som redan har skydd", word="TEXT"),
        ),
        example="person protect 19360101-6987 --state posted --date 2026-11-22 --reason utskick",
    ),
)
