"""Who is proposed as the one who made a visit: by role, by the day's round, by the last time."""

from __future__ import annotations

from datetime import timedelta

from munhalsa.adapters.ids import new_id
from munhalsa.application.context import Context
from munhalsa.application.usual_performer import Performer, usual_performer
from munhalsa.domain.account import Role
from munhalsa.domain.assessment import Assessment, AssessmentOutcome, AssessorTitle
from munhalsa.domain.round import Round, RoundState
from tests.support.deeds import SIGNE, add, born, register, unit, user

NOBODYS = born(1943)
HYGIENIST = AssessorTitle.DENTAL_HYGIENIST


def test_by_role_then_by_the_days_round_then_by_the_last_time(context: Context) -> None:
    home = unit()
    add(context, home)
    signe = register(context, SIGNE, unit="SB01")
    alex = user(context, Role.HYGIENIST)
    assert usual_performer(context, signe.id) is None
    assert usual_performer(context, register(context, NOBODYS).id) is None

    def seen(days: int, by: str | None, title: AssessorTitle | None) -> None:
        add(context, Assessment(id=new_id(), person_id=signe.id, unit_id=home.id,
                                day=context.today - timedelta(days=days), performed_by=by,
                                outcome=AssessmentOutcome.PERFORMED, title=title,
                                phone="010-1"))  # fmt: skip

    seen(500, "Åsa Gran", HYGIENIST)
    seen(20, None, None)
    assert usual_performer(context, signe.id) is None
    seen(60, "Bo Ek", AssessorTitle.DENTIST)
    seen(90, "Alma Ström", HYGIENIST)
    bo = Performer(name="Bo Ek", title=AssessorTitle.DENTIST, phone="010-1")
    assert usual_performer(context, signe.id) == bo
    for state, name in ((RoundState.CANCELLED, "Ida"), (RoundState.PLANNED, None)):
        add(context, Round(id=new_id(), unit_id=home.id, day=context.today, state=state,
                           hygienist=name))  # fmt: skip
    assert usual_performer(context, signe.id) == bo
    add(context, Round(id=new_id(), unit_id=home.id, day=context.today, hygienist="Alma Ström"))
    assert usual_performer(context, signe.id) == Performer(
        name="Alma Ström", title=HYGIENIST, phone="010-1"
    )
    assert usual_performer(alex, signe.id) == Performer(name="Alex Berg", title=HYGIENIST)
