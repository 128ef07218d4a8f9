"""Rounds (besöksdagar) on the command line."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from munhalsa.application.assessment_words import OUTCOME_WORDS
from munhalsa.application.change_round import ChangeRound, RoundChanged, change_round
from munhalsa.application.context import Context
from munhalsa.application.find_records import person_by_number
from munhalsa.application.keep_round import ConfirmRound, confirm_round, hold_round
from munhalsa.application.list_rounds import RoundsWanted, list_rounds, show_round
from munhalsa.application.plan_round import (
    ChangeVisits,
    PlanRound,
    change_visits,
    plan_round,
    preview_round,
)
from munhalsa.application.round_steps import RoundDone, RoundSheet, round_by_id
from munhalsa.application.round_words import STATE_WORDS
from munhalsa.cli.answer import Answer, table_lines
from munhalsa.cli.desk import Desk
from munhalsa.cli.parser import Argument, Command, flag, option, word
from munhalsa.cli.values import choice_of, day_of, day_or_none, whole_number
from munhalsa.domain.account import Permission
from munhalsa.domain.round import RoundState, Side, notice_days


def _plan(desk: Desk, asked: Namespace) -> Answer:
    day = day_of(asked.date, field="date")
    with desk.open() as workplace:
        context = workplace.context
        persons: Sequence[str] | None = None
        if asked.only:
            persons = _persons(context, asked.only)
        elif asked.without:
            left_out = set(_persons(context, asked.without))
            due = preview_round(context, asked.unit, day).visits
            persons = [one.person_id for one in due if one.person_id not in left_out]
        command = PlanRound(
            unit=asked.unit,
            day=day,
            hygienist=asked.hygienist,
            persons=persons,
            note=asked.note,
        )
        done = plan_round(context, command)
    return _answer(done, "Besöksdagen är planerad")


def _list(desk: Desk, asked: Namespace) -> Answer:
    state = None if asked.state is None else choice_of(asked.state, RoundState, field="state")
    wanted = RoundsWanted(
        unit=asked.unit,
        first=day_or_none(getattr(asked, "from"), field="from"),
        last=day_or_none(asked.to, field="to"),
        state=state,
    )
    with desk.open() as workplace:
        lines = list_rounds(workplace.context, wanted)
    rows = [
        (
            one.round.day,
            one.unit,
            one.round.hygienist,
            STATE_WORDS[one.round.state],
            one.planned,
            one.left,
            one.round.confirmed_on,
            one.round.id,
        )
        for one in lines
    ]
    headings = ("Datum", "Enhet", "Tandhygienist", "Läge", "Personer", "Kvar", "Bekräftad", "Id")
    return Answer(
        document={
            "rounds": [
                {
                    "id": one.round.id,
                    "unit": one.unit,
                    "unit_code": one.unit_code,
                    "date": one.round.day,
                    "hygienist": one.round.hygienist,
                    "state": one.round.state,
                    "confirmed_on": one.round.confirmed_on,
                    "planned": one.planned,
                    "left": one.left,
                }
                for one in lines
            ]
        },
        lines=table_lines(headings, rows, empty="Inga besöksdagar."),
    )


def _show(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        sheet = show_round(workplace.context, asked.round)
    rows = [
        (
            one.room,
            one.name,
            one.number,
            OUTCOME_WORDS[one.outcome] if one.outcome else "kvar",
            one.last,
            one.reason,
        )
        for one in sheet.visits
    ]
    headings = ("Rum", "Namn", "Personnummer", "Resultat", "Senast", "Orsak")
    return Answer(
        document={"round": _document(sheet)},
        lines=[_told(sheet), *(table_lines(headings, rows) if rows else [])],
    )


def _confirm(desk: Desk, asked: Namespace) -> Answer:
    command = ConfirmRound(
        round=asked.round,
        by=asked.by,
        staff=asked.staff,
        day=day_or_none(asked.date, field="date"),
    )
    with desk.open() as workplace:
        done = confirm_round(workplace.context, command)
    return _answer(done, "Besöksdagen är bekräftad av enheten")


def _hold(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        done = hold_round(workplace.context, asked.round)
    return _answer(done, "Besöksdagen är noterad som hållen")


def _people(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        context = workplace.context
        command = ChangeVisits(
            round=asked.round,
            add=_persons(context, asked.add or ()),
            remove=_persons(context, asked.remove or ()),
            reason=asked.reason,
        )
        done = change_visits(context, command)
    return _answer(done, "Besöksdagens personer är ändrade")


def _move(desk: Desk, asked: Namespace) -> Answer:
    return _change(desk, asked, to_day=day_of(asked.date, field="date"))


def _cancel(desk: Desk, asked: Namespace) -> Answer:
    return _change(desk, asked, to_day=day_or_none(asked.new_date, field="new-date"))


def _change(desk: Desk, asked: Namespace, *, to_day: date | None) -> Answer:
    by_side = choice_of(asked.by, Side, field="by")
    with desk.open() as workplace:
        context = workplace.context
        command = ChangeRound(
            round=asked.round,
            by_side=by_side,
            reason=asked.reason,
            to_day=to_day,
            noticed_on=_noticed(context, asked),
            deviation=not asked.no_deviation,
        )
        done = change_round(context, command)
    return _changed(done)


def _noticed(context: Context, asked: Namespace) -> date | None:
    """The day of the notice, given as such or as so many days before the visit."""
    if asked.notice is None:
        return day_or_none(asked.noticed, field="noticed")
    days = whole_number(asked.notice, field="notice", lowest=0, highest=730)
    with context.read(Permission.PLAN_ROUNDS) as reader:
        return round_by_id(reader, asked.round).day - timedelta(days=days)


def _changed(done: RoundChanged) -> Answer:
    sheet, change = done.sheet, done.change
    moved = change.to_day is not None
    said = f"flyttad till {change.to_day}" if moved else "inställd"
    lines = [f"Besöksdagen {change.from_day} är {said}."]
    if done.deviation is not None:
        lines.append("Avvikelsen är noterad i samma steg.")
    return Answer(
        document={
            "round": _document(sheet),
            "notice_days": notice_days(change),
            "offered_deviation": None
            if done.offered is None
            else {"direction": done.offered.direction, "category": done.offered.category},
            "deviation": done.deviation,
            "event": done.event,
        },
        lines=lines,
        warnings=done.warnings,
    )


def _answer(done: RoundDone, said: str) -> Answer:
    return Answer(
        document={"round": _document(done.sheet), "event": done.event},
        lines=[f"{said}. {_told(done.sheet)}"],
        warnings=done.warnings,
    )


def _told(sheet: RoundSheet) -> str:
    left = len(sheet.left)
    return (
        f"{sheet.unit.name} {sheet.round.day}: {STATE_WORDS[sheet.round.state]}, "
        f"{len(sheet.visits)} personer, {left} kvar."
    )


def _document(sheet: RoundSheet) -> dict[str, Any]:
    one = sheet.round
    return {
        "id": one.id,
        "version": one.version,
        "unit": sheet.unit.name,
        "unit_code": sheet.unit.code,
        "date": one.day,
        "state": one.state,
        "hygienist": one.hygienist,
        "confirmed_on": one.confirmed_on,
        "confirmed_by": one.confirmed_by,
        "staff": one.staff,
        "note": one.note,
        "left": len(sheet.left),
        "left_out_protected": sheet.on_paper,
        "persons": [
            {
                "personal_identity_number": visit.identity,
                "room": visit.room,
                "reason": visit.reason,
                "last_assessment": visit.last,
                "outcome": visit.outcome,
            }
            for visit in sheet.visits
        ],
        "changes": [
            {
                "deed": change.deed,
                "by": change.by_side,
                "noticed_on": change.noticed_on,
                "from": change.from_day,
                "to": change.to_day,
                "reason": change.reason,
            }
            for change in sheet.changes
        ],
    }


def _persons(context: Context, numbers: Sequence[str]) -> Sequence[str]:
    with context.read() as reader:
        return [person_by_number(reader, one, today=context.today).id for one in numbers]


def _several(name: str, help: str) -> Argument:
    return Argument(name, help, {"metavar": "NUMMER", "action": "append"})


_ROUND = word("round", "besöksdagens id, som round list visar", shown="BESÖKSDAG")
_CHANGE = (
    option("--by", "provider (tandvården) eller unit (enheten)", word="VEM", required=True),
    option("--reason", "varför", word="TEXT", required=True),
    option("--notice", "så många dagar i förväg kom beskedet", word="DAGAR"),
    option("--noticed", "dagen beskedet kom, annars i dag", word="DATUM"),
    flag("--no-deviation", "notera ingen avvikelse, också där det är en"),
)

COMMANDS = (
    Command(
        words="round plan",
        help="planera en besöksdag med dem som det är dags för den dagen",
        run=_plan,
        arguments=(
            option("--unit", "enhet, kod eller namn", word="ENHET", required=True),
            option("--date", "dagen", word="DATUM", required=True),
            option("--hygienist", "tandhygienist", word="NAMN"),
            _several("--only", "bara den personen; kan anges flera gånger"),
            _several("--without", "inte den personen; kan anges flera gånger"),
            option("--note", "anteckning", word="TEXT"),
        ),
        example="round plan --unit 14 --date 2026-12-07 --hygienist 'Alma Ström'",
    ),
    Command(
        words="round list",
        help="visa besöksdagar",
        run=_list,
        arguments=(
            option("--unit", "bara en enhet, med dem som hör under den", word="ENHET"),
            option("--from", "från dagen, annars ett år bakåt", word="DATUM"),
            option("--to", "till och med dagen", word="DATUM"),
            option("--state", f"bara ett läge: {', '.join(RoundState)}", word="LÄGE"),
        ),
        example="round list --unit 14",
    ),
    Command(
        words="round show",
        help="visa en besöksdag med alla som ska besökas och vad som är kvar",
        run=_show,
        arguments=(_ROUND,),
        example="round show 019a…",
    ),
    Command(
        words="round people",
        help="lägg till eller stryk personer på en planerad besöksdag",
        run=_people,
        arguments=(
            _ROUND,
            _several("--add", "lägg till; kan anges flera gånger"),
            _several("--remove", "stryk; kan anges flera gånger"),
            option("--reason", "varför någon stryks", word="TEXT"),
        ),
        example="round people 019a… --remove 19360101-6987 --reason sjukhus",
    ),
    Command(
        words="round confirm",
        help="notera att enheten har bekräftat besöksdagen och avsatt personal",
        run=_confirm,
        arguments=(
            _ROUND,
            option("--by", "vem på enheten", word="NAMN"),
            option("--staff", "personal som deltar", word="NAMN"),
            option("--date", "dagen, annars i dag", word="DATUM"),
        ),
        example="round confirm 019a… --by 'Maria Bäck' --staff 'Sara, undersköterska'",
    ),
    Command(
        words="round hold",
        help="notera att besöksdagen hölls",
        run=_hold,
        arguments=(_ROUND,),
        example="round hold 019a…",
    ),
    Command(
        words="round move",
        help="flytta hela besöksdagen, med avvikelsen där det är en",
        run=_move,
        arguments=(_ROUND, option("--date", "nya dagen", word="DATUM", required=True), *_CHANGE),
        example="round move 019a… --date 2026-12-14 --by provider --reason sjukdom --notice 2",
    ),
    Command(
        words="round cancel",
        help="ställ in hela besöksdagen, med avvikelsen där det är en",
        run=_cancel,
        arguments=(
            _ROUND,
            *_CHANGE,
            option("--new-date", "flytta i stället till den dagen", word="DATUM"),
        ),
        example="round cancel 019a… --by unit --reason magsjuka --notice 1",
    ),
)
