"""What the log tells of one person: when, which unit, which role and what; nobody by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from munhalsa.application.changed_lines import changed_lines
from munhalsa.application.context import Context
from munhalsa.application.deed_words import deed_words
from munhalsa.application.extract_words import role_words
from munhalsa.application.find_records import person_by_number, the_municipality
from munhalsa.application.logged_files import gone_unless_logged
from munhalsa.application.ports import AuditLine, Deed, Head, Reader
from munhalsa.application.printing import (
    Addressed,
    FormPrinter,
    letterhead_of,
    refuse_protected,
)
from munhalsa.application.report_forms import PaperTable, ReportForm, ReportPart
from munhalsa.domain.access import is_everywhere
from munhalsa.domain.account import Permission, RoleGrant
from munhalsa.domain.certificate import Certificate
from munhalsa.domain.handing_out import purpose_for, told
from munhalsa.domain.identity import formatted
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.merge import Merge
from munhalsa.domain.unit import District, Unit

_NOWHERE = "–"
_EVERYWHERE = "hela kommunen"
_HEADS = ("Tid", "Enhet", "Roll", "Vad")
_SHARES = (0.19, 0.19, 0.2, 0.42)


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLine:
    """One event that concerned the person.

    ``unit`` is where the roles of whoever did it hold today: the log itself keeps the role.
    """

    event: str
    time: datetime
    unit: str
    role: str
    purpose: str
    action: str
    what: str
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLog:
    """The log of one person, newest first, and the head of each chain; ``pages`` if printed.

    ``users`` are the names of those who did it, by event: for whoever looks, never in a file.
    """

    events: tuple[LogLine, ...]
    users: Mapping[str, str]
    head: Mapping[str, Head]
    pages: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LogFor:
    """Whom a log extract is handed to, and why: kept in the log and said on the paper."""

    recipient: str
    purpose: str


def extract_log(
    context: Context,
    printer: FormPrinter,
    *,
    number: str,
    out: Path | None = None,
    told_to: LogFor | None = None,
) -> PersonLog:
    """Who has seen and changed what of a person, by unit and role; as PDF too where ``out`` is."""
    context.require_everywhere(Permission.SEE_AUDIT)
    why = None if told_to is None else _said(told_to)
    with context.read(Permission.SEE_AUDIT) as reader:
        person = person_by_number(reader, number, today=context.today)
        subjects, events = events_of(reader, person.id)
        lines = log_lines(context, reader, subjects, events)
        users = {line.event: line.user for line in events}
        head = reader.history.heads()
        letterhead = letterhead_of(reader, the_municipality(reader))
    refuse_protected(context, [Addressed(person=person, home=None, unit=None)])
    deed = _deed(person.id, why)
    pages = None
    if out is None:
        context.store.note(deed, session=context.session, persons=[person.id])
    else:
        form = ReportForm(
            texts="person_log",
            printed_on=context.today,
            title="Loggutdrag",
            facts=(
                ("Gäller", f"{person.given_name} {person.family_name}"),
                ("Nummer", formatted(person.number)),
                *((("Lämnas till", why.recipient), ("Ändamål", why.purpose)) if why else ()),
            ),
            parts=(log_part(lines),),
        )
        created = context.clock.now()
        pages = printer.report(form, letterhead=letterhead, created=created, out=out).pages
        with gone_unless_logged(out):
            context.store.note(deed, session=context.session, persons=[person.id])
    return PersonLog(events=lines, users=users, head=head, pages=pages)


def _said(told_to: LogFor) -> LogFor:
    """Both as they are kept; refused where one is not told."""
    return LogFor(
        recipient=told(told_to.recipient, field="recipient"),
        purpose=told(told_to.purpose, field="purpose"),
    )


def _deed(person: str, why: LogFor | None) -> Deed:
    deed = Deed(action="audit.person", subject_kind="person", subject_id=person)
    if why is None:
        return deed
    purpose = purpose_for(why.recipient, why.purpose)
    return replace(deed, purpose=purpose, details={"recipient": why.recipient})


def events_of(reader: Reader, person: str) -> tuple[Sequence[str], Sequence[AuditLine]]:
    """Under which ids the log has somebody, and every event that concerned them, newest first.

    A file for Intygsbeställningen names certificates: its event concerns whose they are now.
    """
    joined = [one.other_id for one in reader.find(Merge, person_id=person)]
    certificates = [one.id for one in reader.find(Certificate, person_id=person)]
    subjects = [person, *joined]
    delivered = reader.registrations.deliveries(certificates)
    return subjects, reader.history.log_of([*subjects, *delivered])


def log_lines(
    context: Context, reader: Reader, subjects: Sequence[str], events: Sequence[AuditLine]
) -> tuple[LogLine, ...]:
    """The events as they are told, each with what it changed of these subjects."""
    places = _places(reader, context.today)
    return tuple(
        LogLine(
            event=line.event,
            time=line.time,
            unit=places.get(line.user_id, _NOWHERE),
            role=role_words(line.role),
            purpose=line.purpose,
            action=line.action,
            what=deed_words(line.action),
            changes=tuple(
                change.words
                for change in changed_lines(
                    context, reader, line.event, subjects=subjects, unnamed=True
                )
            ),
        )
        for line in events
    )


def log_part(lines: Sequence[LogLine]) -> ReportPart:
    """The log on paper."""
    rows = tuple((local_time(line.time), line.unit, line.role, _what(line)) for line in lines)
    words = (
        "Varje gång kortet har öppnats, en sökning har visat personen, eller uppgifterna har "
        "ändrats, skrivits ut eller lämnats ut: när, var den som gjorde det arbetar, med vilken "
        "roll, och vad. Det senaste står först. Att en lista över många har visats, till exempel "
        "över dem det är dags för, står i hela loggen med hur många den visade, men inte här."
    )
    return ReportPart(
        heading="Vem som har sett och ändrat",
        paragraphs=(words,),
        tables=(PaperTable(heads=_HEADS, shares=_SHARES, rows=rows),),
    )


def local_time(time: datetime) -> str:
    """A time of the log for people, by the clock of this machine."""
    return time.astimezone().strftime("%Y-%m-%d %H:%M")


def _what(line: LogLine) -> str:
    what = f"{line.what}, {line.purpose}" if line.purpose else line.what
    return ". ".join((what, *line.changes))


def _places(reader: Reader, day: date) -> Mapping[str, str]:
    """Where the roles of each user hold on the day."""
    names = {one.id: one.name for kind in (Unit, District) for one in _named(reader, kind)}
    found: dict[str, dict[str, None]] = {}
    for grant in reader.find(RoleGrant):
        if not grant.holds_on(day):
            continue
        place = grant.unit_id or grant.district_id or ""
        words = _EVERYWHERE if is_everywhere(grant) else names[place]
        found.setdefault(grant.account_id, {})[words] = None
    return {
        account: _EVERYWHERE if _EVERYWHERE in places else ", ".join(places)
        for account, places in found.items()
    }


def _named(reader: Reader, kind: type[Unit | District]) -> Iterator[Unit | District]:
    yield from reader.find(kind)
