"""Deviations on the command line."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from typing import Any, cast

from munhalsa.application.change_deviation import ChangeDeviation, change_deviation
from munhalsa.application.deviation_fields import DeviationDetails, DeviationDone
from munhalsa.application.deviation_words import STATE_WORDS, TASK_WORDS, deadline_words
from munhalsa.application.find_records import unit_by_code_or_name
from munhalsa.application.handle_deviation import (
    AnswerDeviation,
    CloseDeviation,
    ReportDeviation,
    answer_deviation,
    close_deviations,
    report_deviation,
)
from munhalsa.application.record_deviation import record_deviation
from munhalsa.application.view_deviations import (
    DeviationFilter,
    DeviationLine,
    list_deviations,
    show_deviation,
)
from munhalsa.application.workplace import Workplace
from munhalsa.cli.answer import Answer, table_lines
from munhalsa.cli.desk import Desk
from munhalsa.cli.parser import Argument, Command, flag, many, option, word
from munhalsa.cli.values import choice_of, day_of, day_or_none, yes_or_no
from munhalsa.domain.account import Permission
from munhalsa.domain.deviation import OPEN_STATES, DeviationState, Direction, Severity
from munhalsa.domain.identity import masked
from munhalsa.domain.refusal import Rejected

_OPEN, _ALL = "open", "all"


def _direction(text: str, field: str) -> Direction:
    return choice_of(text, Direction, field=field)


def _severity(text: str, field: str) -> Severity:
    return choice_of(text, Severity, field=field)


def _day(text: str, field: str) -> Any:
    return day_of(text, field=field)


def _yes(text: str, field: str) -> bool:
    return yes_or_no(text, field=field)


_READ: dict[str, Callable[[str, str], Any]] = {
    "day": _day,
    "direction": _direction,
    "severity": _severity,
    "cooperation_failure": _yes,
    "reported_on": _day,
    "answer_due": _day,
    "answered_on": _day,
    "closed_on": _day,
}
_MAY_BE_TAKEN_AWAY = frozenset({"severity", "answer_due"})


def _details(asked: Namespace) -> DeviationDetails:
    """What was given; an empty text takes a detail away where it may be missing."""
    details: dict[str, Any] = {}
    for name in DeviationDetails.__annotations__:
        text = getattr(asked, name, None)
        if text is None:
            continue
        if not text.strip() and name in _MAY_BE_TAKEN_AWAY:
            details[name] = None
        else:
            details[name] = _READ[name](text, name) if name in _READ else text
    return cast(DeviationDetails, details)


def _list(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        lines = list_deviations(workplace.context, _filter(workplace, asked))
    rows = [
        (
            one.day,
            one.category_word,
            STATE_WORDS[one.state],
            _who(one),
            one.unit,
            deadline_words(
                one.answer_due,
                overdue=one.overdue,
                promptly=one.promptly,
                waits=one.state is DeviationState.REPORTED,
            ),
            TASK_WORDS[one.task],
            one.record_number or one.id,
        )
        for one in lines
    ]
    headings = ("Dag", "Kategori", "Läge", "Person", "Enhet", "Svar senast", "Att göra", "Nummer")
    return Answer(document={"deviations": lines}, lines=table_lines(headings, rows))


def _filter(workplace: Workplace, asked: Namespace) -> DeviationFilter:
    unit = None
    if asked.unit is not None:
        with workplace.context.read(Permission.SEE_DEVIATIONS) as reader:
            unit = unit_by_code_or_name(reader, asked.unit).id
    return DeviationFilter(
        states=_states(asked.state),
        direction=None if asked.direction is None else _direction(asked.direction, "direction"),
        category=None if asked.category is None else _code(workplace, asked.category),
        unit_id=unit,
        first=day_or_none(asked.from_day, field="from"),
        last=day_or_none(asked.to_day, field="to"),
        overdue=asked.overdue,
        to_do=asked.to_do,
    )


def _code(workplace: Workplace, text: str) -> str:
    """The code of a category by its code or Swedish word; a word nobody knows finds nothing."""
    known = workplace.context.rules.deviations.categories
    return next((row.code for row in known if row.is_called(text)), text)


def _states(text: str) -> tuple[DeviationState, ...]:
    if text == _ALL:
        return ()
    if text == _OPEN:
        return OPEN_STATES
    if text not in list(DeviationState):
        words = ", ".join((_OPEN, _ALL, *DeviationState))
        raise Rejected("value_unknown", f"Läget ska vara något av {words}.", field="state")
    return (DeviationState(text),)


def _who(line: DeviationLine) -> str:
    if line.masked:
        return "Skyddad uppgift"
    if line.personal_identity_number is None:
        return ""
    return f"{line.name} {masked(line.personal_identity_number)}"


def _show(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        record = show_deviation(workplace.context, asked.deviation)
    line = record.deviation
    told = [
        (f"{line.term[0].upper()}{line.term[1:]}", line.category_word),
        ("Dag", line.day),
        ("Läge", STATE_WORDS[line.state]),
        ("Person", _who(line)),
        ("Enhet", line.unit),
        ("Vad som hände", line.description),
        ("Orsak", line.reason),
        ("Rapporterad", line.reported_on),
        ("Svar senast", line.answer_due),
        ("Svar", line.answer),
        ("Analys", line.analysis),
        ("Åtgärder", line.measures),
        ("Stängd", line.closed_on),
    ]
    return Answer(
        document={
            "deviation": line,
            "disagreements": record.disagreements,
            "history": record.history,
        },
        lines=[f"{what}: {value}" for what, value in told if value not in (None, "")],
    )


def _add(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        done = record_deviation(workplace.context, _details(asked))
    return _answer(done, f"Avvikelsen är sparad som utkast: {done.deviation.id}")


def _change(desk: Desk, asked: Namespace) -> Answer:
    command = ChangeDeviation(deviation=asked.deviation, details=_details(asked))
    with desk.open() as workplace:
        done = change_deviation(workplace.context, command)
    return _answer(done, "Avvikelsen är ändrad.")


def _report(desk: Desk, asked: Namespace) -> Answer:
    command = ReportDeviation(
        deviation=asked.deviation,
        reported_on=day_or_none(asked.date, field="reported_on"),
        reported_by=asked.by,
        answer_due=day_or_none(asked.answer_due, field="answer_due"),
        service_reference=asked.service_reference,
    )
    with desk.open() as workplace:
        done = report_deviation(workplace.context, command)
    return _answer(done, f"Rapporterad. Svar väntas senast {done.deviation.answer_due}.")


def _answered(desk: Desk, asked: Namespace) -> Answer:
    command = AnswerDeviation(
        deviation=asked.deviation,
        answered_on=day_or_none(asked.date, field="answered_on"),
        answer=asked.answer,
        analysis=asked.analysis,
        measures=asked.measures,
    )
    with desk.open() as workplace:
        done = answer_deviation(workplace.context, command)
    return _answer(done, "Svaret är sparat.")


def _close(desk: Desk, asked: Namespace) -> Answer:
    commands = [
        CloseDeviation(
            deviation=one,
            closed_on=day_or_none(asked.date, field="closed_on"),
            measures=asked.measures,
        )
        for one in (asked.deviation, *asked.more)
    ]
    with desk.open() as workplace:
        done = close_deviations(workplace.context, commands)
    return Answer(
        document={
            "deviation": done[0].deviation,
            "deviations": [one.deviation for one in done],
            "event": done[0].event,
        },
        lines=["Avvikelsen är stängd." if len(done) == 1 else f"{len(done)} stängda."],
        warnings=[warning for one in done for warning in one.warnings],
    )


def _answer(done: DeviationDone, line: str) -> Answer:
    return Answer(
        document={"deviation": done.deviation, "event": done.event},
        lines=[line],
        warnings=done.warnings,
    )


def _field(name: str, help: str, *, word: str, dest: str) -> Argument:
    return Argument(name, help, {"metavar": word, "dest": dest})


_DEVIATION = word("deviation", "avvikelsens id eller diarienummer", shown="AVVIKELSE")
_DIRECTIONS = ", ".join(Direction)
_CATEGORY = "kod eller svensk text ur kategorierna"
_FIELDS = (
    _field("--date", "dagen det hände", word="DATUM", dest="day"),
    _field("--direction", _DIRECTIONS, word="RIKTNING", dest="direction"),
    _field("--class", ", ".join(Severity), word="KLASS", dest="severity"),
    _field("--person", "personnummer, om den gäller en person", word="NUMMER", dest="number"),
    _field("--unit", "enhetskod eller namn", word="ENHET", dest="unit"),
    _field("--agreement", "vad som inte följdes", word="TEXT", dest="agreement"),
    _field("--description", "vad som hände", word="TEXT", dest="description"),
    _field("--reason", "varför det hände", word="TEXT", dest="reason"),
    _field("--cooperation-failure", "yes eller no", word="SVAR", dest="cooperation_failure"),
    _field("--record-number", "diarienummer", word="NUMMER", dest="record_number"),
    _field("--service-reference", "nummer i it-stödet", word="NUMMER", dest="service_reference"),
)
_MEASURES = _field("--measures", "vilka åtgärder som tas", word="TEXT", dest="measures")
_ANALYSIS = _field("--analysis", "vad analysen visar", word="TEXT", dest="analysis")
_ANSWER = _field("--answer", "svaret", word="TEXT", dest="answer")
_DUE = _field("--answer-due", "sista dag för svar", word="DATUM", dest="answer_due")

COMMANDS = (
    Command(
        words="deviation add",
        help="registrera en avvikelse som utkast",
        run=_add,
        arguments=(
            option("--category", _CATEGORY, word="KATEGORI", required=True),
            *_FIELDS,
        ),
        example="deviation add --category wrong_unit --person 19360101-6987 --date 2026-11-20",
    ),
    Command(
        words="deviation list",
        help="visa avvikelser, de som inte är stängda om inget annat anges",
        run=_list,
        arguments=(
            Argument(
                "--state",
                f"open, all, {', '.join(DeviationState)}",
                {"metavar": "LÄGE", "default": _OPEN},
            ),
            option("--unit", "enhet, med dem under den", word="ENHET"),
            option("--category", _CATEGORY, word="KATEGORI"),
            option("--direction", _DIRECTIONS, word="RIKTNING"),
            _field("--from", "första dag", word="DATUM", dest="from_day"),
            _field("--to", "sista dag", word="DATUM", dest="to_day"),
            flag("--overdue", "bara de vars svar är försenat"),
            flag("--to-do", "bara de som väntar på kommunen"),
        ),
        example="deviation list --overdue",
    ),
    Command(
        words="deviation show",
        help="visa en avvikelse med allt som hör till den",
        run=_show,
        arguments=(_DEVIATION,),
        example="deviation show KS-2026-17",
    ),
    Command(
        words="deviation report",
        help="spara att avvikelsen är rapporterad till den andra parten",
        run=_report,
        arguments=(
            _DEVIATION,
            option("--date", "dagen, annars i dag", word="DATUM"),
            option("--by", "vem som rapporterade, annars du", word="NAMN"),
            _DUE,
            option("--service-reference", "nummer i it-stödet", word="NUMMER"),
        ),
        example="deviation report KS-2026-17 --date 2026-11-22",
    ),
    Command(
        words="deviation answer",
        help="spara svaret på en rapporterad avvikelse",
        run=_answered,
        arguments=(
            _DEVIATION,
            option("--date", "dagen, annars i dag", word="DATUM"),
            _ANSWER,
            _ANALYSIS,
            _MEASURES,
        ),
        example='deviation answer KS-2026-17 --answer "Ny rutin" --measures "Bokas om"',
    ),
    Command(
        words="deviation close",
        help="stäng en avvikelse som är färdig, eller flera på en gång",
        run=_close,
        arguments=(
            _DEVIATION,
            many("more", "fler avvikelser", shown="FLER"),
            option("--date", "dagen, annars i dag", word="DATUM"),
            _MEASURES,
        ),
        example="deviation close KS-2026-17",
    ),
    Command(
        words="deviation change",
        help="ändra uppgifter om en avvikelse",
        run=_change,
        arguments=(
            _DEVIATION,
            option("--category", _CATEGORY, word="KATEGORI"),
            *_FIELDS,
            _field("--reported-by", "vem som rapporterade", word="NAMN", dest="reported_by"),
            _field("--reported-on", "rapporterad", word="DATUM", dest="reported_on"),
            _DUE,
            _field("--answered-on", "besvarad", word="DATUM", dest="answered_on"),
            _ANSWER,
            _ANALYSIS,
            _MEASURES,
        ),
        example='deviation change KS-2026-17 --reason "Flytten var inte registrerad"',
    ),
)
