"""Training on the command line."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Any

from munhalsa.application.add_training import AddTraining, add_training
from munhalsa.application.cancel_training import CancelTraining, cancel_training
from munhalsa.application.change_training import (
    ChangeTraining,
    TrainingDetails,
    change_training,
)
from munhalsa.application.hold_training import HoldTraining, hold_training
from munhalsa.application.list_staff import staff_to_train
from munhalsa.application.list_trainings import (
    TrainingsWanted,
    kinds_offered,
    list_trainings,
    unit_wheel,
)
from munhalsa.application.own_training_kinds import add_training_kind, end_training_kind
from munhalsa.application.print_training import (
    print_attendance_list,
    print_training_certificates,
)
from munhalsa.application.training_steps import TrainingDone, TrainingSheet
from munhalsa.application.training_words import STATE_WORDS, named
from munhalsa.cli.answer import Answer, table_lines
from munhalsa.cli.desk import Desk
from munhalsa.cli.parser import Argument, Command, flag, option, word
from munhalsa.cli.print_commands import print_answer
from munhalsa.cli.values import choice_of, day_of, day_or_none, whole_number
from munhalsa.domain.training import CancelledBy, TrainingState
from munhalsa.domain.training_rules import hours_text, hundredths_of, participants_of

_YEARS = (1900, 2199)


def _list(desk: Desk, asked: Namespace) -> Answer:
    wanted = TrainingsWanted(
        unit=asked.unit,
        year=None if asked.year is None else _year(asked.year),
        state=None if asked.state is None else choice_of(asked.state, TrainingState, field="state"),
    )
    with desk.open() as workplace:
        sheets = list_trainings(workplace.context, wanted)
    rows = [
        (
            one.training.day,
            one.kind.name,
            hours_text(one.training.hundredths),
            one.count,
            STATE_WORDS[one.training.state],
            named(one),
            one.training.id,
        )
        for one in sheets
    ]
    headings = ("Datum", "Utbildning", "Timmar", "Deltagare", "Läge", "Enheter", "Id")
    return Answer(
        document={"trainings": [_document(one) for one in sheets]},
        lines=table_lines(headings, rows),
    )


def _units(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        wheel = unit_wheel(workplace.context)
        to_train = staff_to_train(workplace.context)
    rows = [
        (
            *(one.name, one.held, "ja" if one.is_trained else "nej", one.due, one.planned),
            ", ".join(to_train.get(one.unit_id, ())),
        )
        for one in wheel
    ]
    headings = ("Enhet", "Senast", "Utbildad", "Dags", "Planerad", "Inte namngivna")
    units = [
        {
            "unit": one.name,
            "code": one.code,
            "held": one.held,
            "trained": one.is_trained,
            "due": one.due,
            "planned": one.planned,
            "staff_to_train": to_train.get(one.unit_id, ()),
        }
        for one in wheel
    ]
    return Answer(document={"units": units}, lines=table_lines(headings, rows))


def _add(desk: Desk, asked: Namespace) -> Answer:
    count, names = participants_of(asked.participants)
    command = AddTraining(
        day=day_of(asked.date, field="date"),
        kind=asked.kind,
        hundredths=hundredths_of(asked.hours),
        units=asked.unit or (),
        state=None if asked.state is None else choice_of(asked.state, TrainingState, field="state"),
        trainer=asked.trainer,
        place=asked.place,
        count=count,
        participants=names or (),
        note=asked.note,
    )
    with desk.open() as workplace:
        done = add_training(workplace.context, command)
    return _answer(done, "Utbildningen är tillagd")


def _hold(desk: Desk, asked: Namespace) -> Answer:
    count, names = participants_of(asked.participants)
    command = HoldTraining(
        training=asked.training,
        count=count,
        participants=names,
        hundredths=None if asked.hours is None else hundredths_of(asked.hours),
    )
    with desk.open() as workplace:
        done = hold_training(workplace.context, command)
    return _answer(done, "Utbildningen är noterad som hållen")


def _change(desk: Desk, asked: Namespace) -> Answer:
    command = ChangeTraining(training=asked.training, details=_details(asked))
    with desk.open() as workplace:
        done = change_training(workplace.context, command)
    return _answer(done, "Utbildningen är ändrad")


def _details(asked: Namespace) -> TrainingDetails:
    """What was given; an empty text takes it away."""
    details = TrainingDetails()
    if asked.date is not None:
        details["day"] = day_of(asked.date, field="date")
    if asked.kind is not None:
        details["kind"] = asked.kind
    if asked.hours is not None:
        details["hundredths"] = hundredths_of(asked.hours)
    if asked.unit is not None:
        details["units"] = [one for one in asked.unit if one.strip()]
    count, names = participants_of(asked.participants)
    if count is not None:
        details["count"] = count
    if names is not None:
        details["participants"] = names
    if asked.trainer is not None:
        details["trainer"] = asked.trainer
    if asked.place is not None:
        details["place"] = asked.place
    if asked.note is not None:
        details["note"] = asked.note
    return details


def _cancel(desk: Desk, asked: Namespace) -> Answer:
    command = CancelTraining(
        training=asked.training,
        by=choice_of(asked.by, CancelledBy, field="by"),
        reason=asked.reason,
        cancelled_on=day_or_none(asked.date, field="date"),
        deviation=asked.deviation,
    )
    with desk.open() as workplace:
        done = cancel_training(workplace.context, command)
    offered = {"direction": done.direction, "category": done.offered}
    said = (
        "Avvikelsen är noterad."
        if done.deviation
        else "Lägg till --deviation om det är en avvikelse."
    )
    return Answer(
        document={
            "training": _document(done.sheet),
            "offered_deviation": offered,
            "deviation": done.deviation,
            "event": done.event,
        },
        lines=[f"Utbildningen {done.sheet.training.day} är inställd. {said}"],
        warnings=(),
    )


def _print_list(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        printed = print_attendance_list(
            workplace.context, workplace.printer, training=asked.training, out=Path(asked.out)
        )
    return print_answer(printed)


def _print_certificates(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        printed = print_training_certificates(
            workplace.context, workplace.printer, training=asked.training, out=Path(asked.out)
        )
    return print_answer(printed)


def _kinds(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        kinds = kinds_offered(workplace.context)
    rows = [
        (one.code, one.name, "utfärdare" if one.for_issuers else "personal", "ja" * one.own)
        for one in kinds
    ]
    headings = ("Kod", "Namn", "För", "Egen")
    return Answer(document={"kinds": kinds}, lines=table_lines(headings, rows))


def _add_kind(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        done = add_training_kind(workplace.context, asked.name, for_issuers=asked.for_issuers)
    return Answer(
        document={"kind": done.kind, "event": done.event},
        lines=[f"{done.kind.name} är tillagd."],
        warnings=(),
    )


def _end_kind(desk: Desk, asked: Namespace) -> Answer:
    day = day_or_none(asked.date, field="date")
    with desk.open() as workplace:
        done = end_training_kind(workplace.context, asked.name, day=day)
    return Answer(
        document={"kind": done.kind, "event": done.event},
        lines=[f"{done.kind.name} kan väljas till och med {done.kind.ended_on}."],
        warnings=(),
    )


def _answer(done: TrainingDone, said: str) -> Answer:
    return Answer(
        document={"training": _document(done.sheet), "event": done.event},
        lines=[f"{said}: {done.sheet.kind.name} {done.sheet.training.day}."],
        warnings=done.warnings,
    )


def _document(sheet: TrainingSheet) -> dict[str, Any]:
    training = sheet.training
    return {
        "id": training.id,
        "version": training.version,
        "date": training.day,
        "kind": training.kind,
        "kind_name": sheet.kind.name,
        "hours": float(training.hours),
        "state": training.state,
        "trainer": training.trainer,
        "place": training.place,
        "units": [{"code": unit.code, "name": unit.name} for unit in sheet.units],
        "participants": training.participant_count,
        "named": [one.name for one in sheet.participants],
        "cancelled_on": training.cancelled_on,
        "cancelled_by": training.cancelled_by,
        "reason": training.reason,
        "note": training.note,
    }


def _year(text: str) -> int:
    lowest, highest = _YEARS
    return whole_number(text, field="year", lowest=lowest, highest=highest)


def _unit(help: str) -> Argument:
    return Argument("--unit", help, {"metavar": "ENHET", "action": "append"})


_ID = word("training", "utbildningens id, som training list visar", shown="ID")
_OUT = option("--out", "PDF-filen som skrivs", word="FIL", required=True)
_STATES = ", ".join(TrainingState)
_PARTICIPANTS = option(
    "--participants", "antal, eller namn skilda åt med semikolon", word="ANTAL|NAMN"
)
_HOURS = option("--hours", "timmar, högst två decimaler", word="TIMMAR")
_MORE = (
    option("--trainer", "den som håller utbildningen", word="NAMN"),
    option("--place", "plats", word="TEXT"),
    option("--note", "anteckning", word="TEXT"),
)

COMMANDS = (
    Command(
        words="training list",
        help="visa utbildningar, de senaste först",
        run=_list,
        arguments=(
            option("--unit", "bara för en enhet", word="ENHET"),
            option("--year", "bara ett år", word="ÅR"),
            option("--state", f"bara ett läge: {_STATES}", word="LÄGE"),
        ),
        example="training list --year 2026",
    ),
    Command(
        words="training units",
        help="visa när varje enhets personal utbildades och när det är dags igen",
        run=_units,
        example="training units",
    ),
    Command(
        words="training add",
        help="lägg till en utbildning, planerad eller hållen",
        run=_add,
        arguments=(
            option("--date", "dagen", word="DATUM", required=True),
            option("--kind", "vilken utbildning, se training kind list", word="TYP", required=True),
            option("--hours", "timmar, högst två decimaler", word="TIMMAR", required=True),
            _unit("enhet; kan anges flera gånger"),
            _PARTICIPANTS,
            option("--state", "planned eller held, annars efter dagen", word="LÄGE"),
            *_MORE,
        ),
        example="training add --date 2026-11-20 --kind practical --hours 1,5 --unit 14 "
        "--participants 12",
    ),
    Command(
        words="training hold",
        help="notera att en planerad utbildning hölls",
        run=_hold,
        arguments=(_ID, _PARTICIPANTS, _HOURS),
        example="training hold 019a… --participants 'Anna Jonsson; Bo Ek'",
    ),
    Command(
        words="training change",
        help="rätta uppgifter om en utbildning",
        run=_change,
        arguments=(
            _ID,
            option("--date", "dagen", word="DATUM"),
            option("--kind", "vilken utbildning", word="TYP"),
            _HOURS,
            _unit("enheterna; kan anges flera gånger och ersätter dem som fanns"),
            _PARTICIPANTS,
            *_MORE,
        ),
        example="training change 019a… --hours 2",
    ),
    Command(
        words="training cancel",
        help="ställ in en planerad utbildning",
        run=_cancel,
        arguments=(
            _ID,
            option("--by", "provider eller municipality", word="VEM", required=True),
            option("--reason", "varför", word="TEXT", required=True),
            option("--date", "dagen den ställdes in, annars i dag", word="DATUM"),
            flag("--deviation", "notera den avvikelse som erbjuds, i samma steg"),
        ),
        example="training cancel 019a… --by provider --reason sjukdom --deviation",
    ),
    Command(
        words="training kind list",
        help="visa vilka utbildningar som kan väljas",
        run=_kinds,
        example="training kind list",
    ),
    Command(
        words="training kind add",
        help="lägg till en egen utbildning",
        run=_add_kind,
        arguments=(
            word("name", "vad den kallas", shown="NAMN"),
            flag("--for-issuers", "den är för intygsutfärdare, inte för vårdpersonal"),
        ),
        example="training kind add 'Munvård vid sväljsvårigheter'",
    ),
    Command(
        words="training kind end",
        help="låt en egen utbildning inte längre kunna väljas",
        run=_end_kind,
        arguments=(
            word("name", "namn eller kod", shown="NAMN"),
            option("--date", "sista dagen, annars i dag", word="DATUM"),
        ),
        example="training kind end 'Munvård vid sväljsvårigheter'",
    ),
    Command(
        words="print attendance-list",
        help="skriv ut närvarolistan till en utbildning",
        run=_print_list,
        arguments=(_ID, _OUT),
        example="print attendance-list 019a… --out narvaro.pdf",
    ),
    Command(
        words="print training-certificate",
        help="skriv ut intyg om utbildning till var och en som är noterad med namn",
        run=_print_certificates,
        arguments=(_ID, _OUT),
        example="print training-certificate 019a… --out intyg.pdf",
    ),
)
