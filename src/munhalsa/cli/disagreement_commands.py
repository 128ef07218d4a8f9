"""Disagreements on the command line."""

from __future__ import annotations

from argparse import Namespace

from munhalsa.application.disagreements import (
    AnswerStep,
    CloseDisagreement,
    DisagreementDone,
    FollowUp,
    RecordDisagreement,
    TakeStep,
    answer_step,
    close_disagreement,
    follow_up,
    record_disagreement,
    take_step,
)
from munhalsa.application.view_disagreements import list_disagreements, show_disagreement
from munhalsa.cli.answer import Answer, table_lines
from munhalsa.cli.desk import Desk
from munhalsa.cli.parser import Argument, Command, flag, option, word
from munhalsa.cli.values import day_or_none, whole_number

_HIGHEST_STEP = 9


def _add(desk: Desk, asked: Namespace) -> Answer:
    command = RecordDisagreement(
        about=asked.about,
        temporary_solution=asked.temporary_solution,
        day=day_or_none(asked.date, field="day"),
        number=asked.person,
        unit=asked.unit,
        deviations=asked.deviation or (),
    )
    with desk.open() as workplace:
        done = record_disagreement(workplace.context, command)
    return _answer(done, f"Oenigheten är registrerad: {done.disagreement.id}")


def _step(desk: Desk, asked: Namespace) -> Answer:
    command = TakeStep(
        disagreement=asked.disagreement,
        step=whole_number(asked.step, field="step", lowest=1, highest=_HIGHEST_STEP),
        day=day_or_none(asked.date, field="day"),
        holder=asked.holder,
    )
    with desk.open() as workplace:
        done = take_step(workplace.context, command)
    return _answer(done, f"Oenigheten är nu i steg {command.step}.")


def _answered(desk: Desk, asked: Namespace) -> Answer:
    command = AnswerStep(
        disagreement=asked.disagreement,
        answered_on=day_or_none(asked.date, field="answered_on"),
        answer=asked.answer,
        decision=asked.decision,
    )
    with desk.open() as workplace:
        done = answer_step(workplace.context, command)
    return _answer(done, "Svaret är sparat.")


def _close(desk: Desk, asked: Namespace) -> Answer:
    command = CloseDisagreement(
        disagreement=asked.disagreement,
        outcome=asked.outcome,
        closed_on=day_or_none(asked.date, field="closed_on"),
    )
    with desk.open() as workplace:
        done = close_disagreement(workplace.context, command)
    return _answer(done, "Oenigheten är avslutad.")


def _follow(desk: Desk, asked: Namespace) -> Answer:
    command = FollowUp(
        disagreement=asked.disagreement,
        follow_up=asked.text,
        followed_up_on=day_or_none(asked.date, field="followed_up_on"),
        shared_with=asked.shared_with,
    )
    with desk.open() as workplace:
        done = follow_up(workplace.context, command)
    return _answer(done, "Uppföljningen är sparad.")


def _list(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        lines = list_disagreements(workplace.context, closed=asked.all)
    rows = [
        (
            one.day,
            "Skyddad uppgift" if one.masked else one.about,
            "" if one.step is None else f"Steg {one.step}",
            one.holder,
            one.closed_on,
            one.id,
        )
        for one in lines
    ]
    headings = ("Dag", "Gäller", "Steg", "Ansvarar", "Avslutad", "Nummer")
    return Answer(document={"disagreements": lines}, lines=table_lines(headings, rows))


def _show(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        record = show_disagreement(workplace.context, asked.disagreement)
    line = record.disagreement
    steps = [
        (f"Steg {one.step}", one.day, one.holder, one.answered_on, one.answer, one.decision)
        for one in record.steps
    ]
    return Answer(
        document={
            "disagreement": line,
            "steps": record.steps,
            "deviations": record.deviations,
        },
        lines=[
            f"Oenighet {line.day}: {line.about}",
            f"Gäller så länge: {line.temporary_solution}",
            *table_lines(("Steg", "Dag", "Ansvarar", "Besvarad", "Svar", "Beslut"), steps),
            *(f"Avvikelse {one.day}: {one.category_word}" for one in record.deviations),
            *([f"Avslutad {line.closed_on}: {line.outcome}"] if line.closed_on else []),
            *([f"Följdes upp {line.followed_up_on}: {line.follow_up}"] if line.follow_up else []),
        ],
    )


def _answer(done: DisagreementDone, line: str) -> Answer:
    return Answer(
        document={
            "disagreement": done.disagreement,
            "step": done.step,
            "event": done.event,
        },
        lines=[line],
        warnings=(),
    )


_DISAGREEMENT = word("disagreement", "oenighetens id", shown="OENIGHET")
_DATE = option("--date", "dagen, annars i dag", word="DATUM")

COMMANDS = (
    Command(
        words="disagreement add",
        help="registrera en oenighet, från och med det avtal som har en trappa för dem",
        run=_add,
        arguments=(
            option("--about", "vad den gäller", word="TEXT", required=True),
            option(
                "--temporary-solution",
                "vad som gäller för personen så länge",
                word="TEXT",
                required=True,
            ),
            _DATE,
            option("--person", "personnummer, om den gäller en person", word="NUMMER"),
            option("--unit", "enhetskod eller namn", word="ENHET"),
            Argument(
                "--deviation",
                "en avvikelse som den gäller; kan anges flera gånger",
                {"metavar": "AVVIKELSE", "action": "append"},
            ),
        ),
        example='disagreement add --about "Vem bokar" --temporary-solution "Kommunen bokar"',
    ),
    Command(
        words="disagreement step",
        help="ta upp oenigheten i nästa steg",
        run=_step,
        arguments=(
            _DISAGREEMENT,
            option("--step", "1, 2 eller 3", word="STEG", required=True),
            _DATE,
            option("--holder", "vem som ansvarar, annars den som avtalet anger", word="ROLL"),
        ),
        example="disagreement step OENIGHET --step 1 --holder Enhetschefen",
    ),
    Command(
        words="disagreement answer",
        help="spara svaret och beslutet i det steg som oenigheten har kommit till",
        run=_answered,
        arguments=(
            _DISAGREEMENT,
            option("--answer", "svaret", word="TEXT"),
            option("--decision", "beslutet", word="TEXT"),
            _DATE,
        ),
        example='disagreement answer OENIGHET --answer "Vi bokar" --decision "Från mars"',
    ),
    Command(
        words="disagreement close",
        help="avsluta en oenighet",
        run=_close,
        arguments=(
            _DISAGREEMENT,
            option("--outcome", "hur den slutade", word="TEXT", required=True),
            _DATE,
        ),
        example='disagreement close OENIGHET --outcome "Enade om ny rutin"',
    ),
    Command(
        words="disagreement follow-up",
        help="spara vad uppföljningen visade och vem den delades med",
        run=_follow,
        arguments=(
            _DISAGREEMENT,
            option("--text", "vad uppföljningen visade", word="TEXT", required=True),
            option("--shared-with", "vem den delades med", word="VEM"),
            _DATE,
        ),
        example='disagreement follow-up OENIGHET --text "Rutinen följs" --shared-with VGR',
    ),
    Command(
        words="disagreement list",
        help="visa oenigheter som inte är avslutade",
        run=_list,
        arguments=(flag("--all", "också de som är avslutade"),),
        example="disagreement list",
    ),
    Command(
        words="disagreement show",
        help="visa en oenighet med stegen och avvikelserna",
        run=_show,
        arguments=(_DISAGREEMENT,),
        example="disagreement show OENIGHET",
    ),
)
