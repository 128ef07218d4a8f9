"""What waits for Intygsbeställningen on the command line, one certificate or unit at a time."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from typing import Any

from munhalsa.application.export_profile import ExportProfile, Subject
from munhalsa.application.find_records import unit_by_code_or_name
from munhalsa.application.mark_registered import (
    Registered,
    mark_number_registered,
    mark_unit_registered,
)
from munhalsa.application.registration_help import (
    PROFILES,
    HelpRow,
    certificates_waiting,
    note_queue,
    show_waiting,
    waiting_queue,
)
from munhalsa.application.workplace import Workplace
from munhalsa.cli.answer import Answer, table_lines
from munhalsa.cli.desk import Desk
from munhalsa.cli.parser import Command, flag, option, word
from munhalsa.domain.account import Permission

_REFERENCE = option("--reference", "VGR:s referens", word="TEXT")
_UNIT = word("unit", "enhetens kod eller namn", shown="ENHET")
_NUMBER = word("number", "personnummer eller intygsnummer", shown="NUMMER")


def _list(desk: Desk, asked: Namespace) -> Answer:
    subject = Subject.UNIT if asked.units else Subject.CERTIFICATE
    with desk.open() as workplace:
        profile = _profile(workplace, subject)
        queue = waiting_queue(workplace.context, profile)
        note_queue(workplace.context, profile, hits=len(queue.lines))
    headings = ("Namn", "Personnummer", "Intyg eller kod", "Åtgärd", "Ändringar", "Sedan")
    rows = [
        (one.name, one.number, one.code, one.action, one.changes, one.since) for one in queue.lines
    ]
    waiting = [
        {
            "name": one.name,
            "personal_identity_number": one.identity,
            "certificate" if subject is Subject.CERTIFICATE else "unit": one.code,
            "action": one.action,
            "changes": one.changes,
            "since": one.since,
        }
        for one in queue.lines
    ]
    return Answer(
        document={
            "waiting": waiting,
            "left_out_protected": queue.left_out_protected,
            "left_out_consent": queue.left_out_consent,
        },
        lines=[
            *(table_lines(headings, rows) if rows else ["Inget väntar på att registreras."]),
            *(one.message for one in queue.notices),
        ],
    )


def _show(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        profile = _profile(workplace, Subject.CERTIFICATE)
        return _rows(certificates_waiting(workplace.context, profile, asked.number))


def _show_unit(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        profile = _profile(workplace, Subject.UNIT)
        return _rows([show_waiting(workplace.context, profile, _unit(workplace, asked.unit))])


def _mark(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        done = mark_number_registered(
            workplace.context, number=asked.number, reference=asked.reference
        )
    return marked(done)


def _mark_unit(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        done = mark_unit_registered(
            workplace.context, unit_id=_unit(workplace, asked.unit), reference=asked.reference
        )
    return marked(done)


def _profile(workplace: Workplace, subject: Subject) -> ExportProfile:
    return workplace.tables.profile(PROFILES[subject])


def _unit(workplace: Workplace, text: str) -> str:
    with workplace.context.read(Permission.REGISTER) as reader:
        return unit_by_code_or_name(reader, text).id


def _rows(rows: Iterable[HelpRow]) -> Answer:
    shown: list[dict[str, Any]] = []
    lines: list[str] = []
    for row in rows:
        fields = [
            {"heading": one.heading, "text": one.text, "changed": one.changed} for one in row.fields
        ]
        shown.append({"action": row.action, "changes": row.changes, "fields": fields})
        lines.append(f"{row.name}: {', '.join(row.changes)}.")
        if row.reference is not None:
            lines.append(f"VGR:s referens sedan tidigare: {row.reference}.")
        told = [(one.heading, one.text, "ändrat" if one.changed else "") for one in row.fields]
        lines += table_lines(("Fält", "Innehåll", "Läge"), told)
    return Answer(document={"waiting": shown}, lines=lines)


def marked(done: Registered) -> Answer:
    """What was marked as registered."""
    return Answer(
        document={
            "registered": done.certificates,
            "units": done.units,
            "lines": done.lines,
            "event": done.event,
        },
        lines=[
            f"{done.certificates} intyg och {done.units} enheter är markerade som registrerade."
        ],
        warnings=done.warnings,
    )


COMMANDS = (
    Command(
        words="registration list",
        help="visa vad som väntar på att registreras i Intygsbeställningen",
        run=_list,
        arguments=(flag("--units", "ändrade enheter i stället för intyg"),),
        example="registration list",
    ),
    Command(
        words="registration show",
        help="visa fälten att föra in om ett intyg eller en person",
        run=_show,
        arguments=(_NUMBER,),
        example="registration show 19360101-6987",
    ),
    Command(
        words="registration show-unit",
        help="visa fälten att föra in om en enhet",
        run=_show_unit,
        arguments=(_UNIT,),
        example="registration show-unit SB01",
    ),
    Command(
        words="registration mark",
        help="markera det som väntar om ett intyg eller en person som registrerat",
        run=_mark,
        arguments=(_NUMBER, _REFERENCE),
        example="registration mark 19360101-6987 --reference VGR-17",
    ),
    Command(
        words="registration mark-unit",
        help="markera det som väntar om en enhet som registrerat",
        run=_mark_unit,
        arguments=(_UNIT, _REFERENCE),
        example="registration mark-unit SB01",
    ),
)
