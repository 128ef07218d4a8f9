"""A death: in one deed certificate and homes end, and the person leaves every list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from munhalsa.application.certificate_steps import end_on, void_now
from munhalsa.application.context import Context
from munhalsa.application.departures import Departed, end_homes
from munhalsa.application.find_records import person_by_number
from munhalsa.application.planned_visits import end_visits
from munhalsa.application.ports import Changes, Deed, Reader, UnitOfWork
from munhalsa.domain.account import Permission
from munhalsa.domain.assessment import Assessment
from munhalsa.domain.certificate import Certificate, EndReason
from munhalsa.domain.departure import Fate, check_day_of_death, fate_at_death, was_over_later
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.person import Person, Residence
from munhalsa.domain.refusal import Notice
from munhalsa.domain.response import Offer, Response


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordDeath:
    """``day`` is the day of death; another one than is known corrects it."""

    number: str
    day: date


def record_death(context: Context, command: RecordDeath, *, dry_run: bool = False) -> Departed:
    """Record the death, also where later-dated records exist: those are told as warnings.

    A certificate that began after the death is voided, one that ended later ends with it.
    """
    context.require(Permission.EDIT_PERSONS)
    with context.read(Permission.EDIT_PERSONS) as reader:
        found = person_by_number(reader, command.number, today=context.today)
    deed = Deed(action="person.death", subject_kind="person", subject_id=found.id)
    with context.write(deed, Permission.EDIT_PERSONS) as work:
        person = work.get(Person, found.id)
        check_day_of_death(person, command.day, today=context.today)
        ended, voided, warnings = _settle(context, work, person, command.day)
        homes = end_homes(work, person, last=command.day, before=person.died_on)
        warnings += end_visits(context, work, person, after=command.day, reason="avliden")
        warnings += _later_records(work, person, command.day)
        person = work.change(person, died_on=command.day)
        done = None if dry_run else work.commit()
    return Departed(
        person=person,
        ended=tuple(ended),
        voided=tuple(voided),
        homes=homes,
        event=None if done is None else done.event,
        changes=Changes() if done is None else done.changes,
        warnings=tuple(warnings),
    )


def _settle(
    context: Context, work: UnitOfWork, person: Person, day: date
) -> tuple[list[Certificate], list[Certificate], list[Notice]]:
    """Certificates that end with the death, those that are voided, and what to mind."""
    ended: list[Certificate] = []
    voided: list[Certificate] = []
    warnings: list[Notice] = []
    for one in work.find(Certificate, order_by="issued", person_id=person.id):
        fate = fate_at_death(one, died=day, before=person.died_on)
        if fate is Fate.BEGAN_LATER:
            voided.append(void_now(context, work, one))
            warnings.append(
                _later(
                    f"Intyg {one.number} gällde från {one.issued}, efter dödsdagen. "
                    "Det är makulerat."
                )
            )
        elif fate is Fate.ENDS:
            if was_over_later(one, before=person.died_on):
                warnings.append(
                    _later(
                        f"Intyg {one.number} var avslutat {one.ended}, efter "
                        "dödsdagen. Det slutar nu på dödsdagen."
                    )
                )
            ended.append(end_on(context, work, one, day=day, reason=EndReason.DECEASED))
    return ended, voided, warnings


def _later_records(reader: Reader, person: Person, day: date) -> list[Notice]:
    """What is dated after the death and stays as it is, for somebody to look at."""
    kinds: Sequence[tuple[str, int]] = (
        (
            "boenden",
            sum(one.from_day > day for one in reader.find(Residence, person_id=person.id)),
        ),
        ("svar", sum(one.answered > day for one in reader.find(Response, person_id=person.id))),
        (
            "munhälsobedömningar",
            sum(one.day > day for one in reader.find(Assessment, person_id=person.id)),
        ),
        ("erbjudanden", sum(one.offered > day for one in reader.find(Offer, person_id=person.id))),
    )
    return [
        _later(f"Det finns {count} {kind} daterade efter dödsdagen. Kontrollera dem.")
        for kind, count in kinds
        if count
    ]


def _later(message: str) -> Notice:
    return Notice(code="records_after_death", message=message)
