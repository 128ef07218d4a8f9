"""Protected identities: the level, and how far the paper way has come (spec: records)."""

from __future__ import annotations

from datetime import date

from munhalsa.application.came_under import note_number_used
from munhalsa.application.contacts import person_to_edit
from munhalsa.application.context import Context
from munhalsa.application.ports import Changes, Deed
from munhalsa.domain.account import Permission
from munhalsa.domain.contact import check_first_day
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.person import PaperState, PaperStep, Person, ProtectedIdentity
from munhalsa.domain.refusal import NotAllowed, Notice, Rejected


@dataclass(frozen=True, slots=True, kw_only=True)
class SetProtection:
    """``reason`` is why somebody who is protected is dealt with; it is logged."""

    number: str
    level: ProtectedIdentity
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotePaperStep:
    """The paper way has come to ``state`` on ``day``; of a visit the day that it is booked for."""

    number: str
    state: PaperState
    day: date
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Protected:
    """What it touched."""

    event: str
    changes: Changes
    warnings: tuple[Notice, ...] = ()


def set_protection(context: Context, command: SetProtection) -> Protected:
    """Set the level; whoever edits may protect, only a user named for it may lessen or raise it."""
    found = person_to_edit(context, command.number)
    if found.is_protected:
        check_named_for(context, found, command.reason)
    if found.protected_identity is command.level:
        raise Rejected("nothing_to_change", "Skyddet är redan registrerat så.", field="level")
    deed = Deed(
        action="person.protect",
        subject_kind="person",
        subject_id=found.id,
        purpose=command.reason.strip(),
    )
    with context.write(deed, Permission.EDIT_PERSONS) as work:
        work.change(work.get(Person, found.id), protected_identity=command.level)
        done = work.commit()
    return Protected(
        event=done.event, changes=done.changes, warnings=_of_level(context, command.level)
    )


def note_paper_step(context: Context, command: NotePaperStep) -> Protected:
    """Note a step of the paper way, by a user named for it, who says why."""
    found = person_to_edit(context, command.number)
    check_on_paper(context, found, command.reason)
    ahead = command.state is PaperState.VISIT_BOOKED
    if command.day > context.today and not ahead:
        raise Rejected(
            "date_in_future",
            "Datumet ligger framåt i tiden. Ange den dag det gjordes.",
            field="date",
        )
    try:
        check_first_day(command.day, birth_year=found.birth_year, today=context.today)
    except Rejected as refusal:
        refusal.field = "date"
        raise
    deed = Deed(
        action="person.paper_step",
        subject_kind="person",
        subject_id=found.id,
        purpose=command.reason.strip(),
    )
    with context.write(deed, Permission.EDIT_PERSONS) as work:
        if work.find(PaperStep, person_id=found.id, state=command.state, day=command.day):
            raise Rejected("nothing_to_change", "Steget är redan noterat den dagen.", field="date")
        step = PaperStep(
            id=context.new_id(),
            person_id=found.id,
            state=command.state,
            day=command.day,
            noted_by=context.session.name,
        )
        work.add(step)
        note_number_used(context, work, command.number)
        done = work.commit()
    return Protected(event=done.event, changes=done.changes)


def check_on_paper(context: Context, person: Person, reason: str) -> None:
    """Refuse the paper way for somebody who is not protected, and to whoever is not named."""
    if not person.is_protected:
        raise Rejected(
            "not_protected",
            "Personen har inte skyddade uppgifter. Registrera skyddet först om det finns.",
            field="number",
        )
    check_named_for(context, person, reason)


def check_named_for(context: Context, person: Person, reason: str) -> None:
    """Refuse, and log the refused try, unless the user sees protected identities and says why."""
    if not context.session.sees_protected:
        deed = Deed(action="access.refused", subject_kind="person", subject_id=person.id)
        context.store.note(deed, session=context.session, persons=[person.id])
        raise NotAllowed(
            "protected_identity",
            "Personen har skyddade uppgifter. Bara den som har fått särskild rätt kan hantera dem.",
        )
    if not reason.strip():
        raise Rejected(
            "reason_missing",
            "Personen har skyddade uppgifter. Ange varför de hanteras.",
            field="reason",
        )


def _of_level(context: Context, level: ProtectedIdentity) -> tuple[Notice, ...]:
    if level is ProtectedIdentity.NONE:
        return ()
    message = "Personen hanteras nu på papper, och inget om personen går ut i filer eller paket."
    if not context.session.sees_protected:
        message += " Uppgifterna är dolda också för dig."
    return (Notice(code="on_paper", message=message),)
