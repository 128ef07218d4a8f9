"""Whose time has run out, on both engines: by the newest note of any table."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from munhalsa.application.context import Context
from munhalsa.application.propose_disposal import DisposalProposal, propose_disposal
from munhalsa.application.settings import set_setting
from munhalsa.domain.account import Role
from munhalsa.domain.assessment import Assessment, AssessmentOutcome, OralFindings
from munhalsa.domain.candidate import Support
from munhalsa.domain.dates import add_months
from munhalsa.domain.deviation import (
    Deviation,
    DeviationState,
    Direction,
    Disagreement,
    DisagreementDeviation,
    DisagreementStep,
)
from munhalsa.domain.disposal import StillOpen
from munhalsa.domain.person import Note, ProtectedIdentity, Residence
from munhalsa.domain.reconciliation import Aspect, Choice, SettledDifference
from munhalsa.domain.refusal import NotAllowed
from munhalsa.domain.round import PlannedVisit, Round
from tests.support.deeds import add, alter, born, identity, latest, register, unit, user
from tests.support.stores import on_day

# What a store holds is stamped by the real time.
LATER = date(datetime.now(UTC).year + 7, 1, 15)
SOON = date(LATER.year - 1, 6, 1)


def numbers(found: DisposalProposal) -> list[str]:
    return [one.number for one in found.due]


def test_the_time_runs_from_the_newest_note_of_any_table(context: Context) -> None:
    """What is written tells a day ahead of the day of writing, as far as it is a note."""
    place = context.new_id
    plain, noted, about, settled = (register(context, born(year)) for year in range(1941, 1945))
    chosen = register(context, identity("19410105"))
    disagreement = Disagreement(
        id=place(), day=context.today, about="Vem", temporary_solution="Så",
        person_id=about.id, closed_on=context.today,
    )  # fmt: skip
    difference = SettledDifference(
        id=place(), number=settled.number, aspect=Aspect.GROUND, here="1", there="2a",
        choice=Choice.HERE, settled_on=SOON, settled_by="Kim",
    )  # fmt: skip
    add(
        context,
        Note(id=place(), person_id=noted.id, day=SOON, text="Ringt", author="Kim"),
        disagreement,
        DisagreementStep(
            id=place(), disagreement_id=disagreement.id, step=1, day=SOON, holder="chef"
        ),
        difference,
    )

    found = propose_disposal(on_day(context, LATER))

    assert numbers(found) == [plain.number]
    (line,) = found.due
    assert (line.rule, line.late) == ("Socialtjänst (SoL)", True)
    assert line.finish_by == date(line.last_note.year + 6, 12, 31)
    assert [one.number for one in found.research] == [chosen.number]
    event = latest(context)[0]
    assert (event.action, event.subject_kind) == ("disposal.list", "disposal")
    # The next day every note of theirs is five years old, but for those told of the later day.
    first = add_months(line.last_note, 60) + timedelta(days=1)
    assert not propose_disposal(on_day(context, first)).due[0].late
    assert propose_disposal(on_day(context, first - timedelta(days=1))).due == ()
    assert len(propose_disposal(on_day(context, date(LATER.year + 5, 1, 1))).due) == 4


def test_what_is_open_is_told_by_what_it_is(context: Context) -> None:
    place, here = context.new_id, unit()
    day = Round(id=place(), unit_id=here.id, day=LATER)
    lives, cared, visited, rested, journal = (
        register(context, born(year)) for year in range(1941, 1946)
    )
    deviation = Deviation(
        id=place(), day=context.today, direction=Direction.TO_PROVIDER, category="other",
        state=DeviationState.CLOSED, person_id=rested.id,
    )  # fmt: skip
    resting = Disagreement(id=place(), day=context.today, about="Vem", temporary_solution="Så")
    held = Assessment(
        id=place(), person_id=journal.id, day=context.today, outcome=AssessmentOutcome.PERFORMED
    )
    add(
        context,
        here,
        day,
        Residence(id=place(), person_id=lives.id, unit_id=here.id, from_day=context.today),
        Support(id=place(), person_id=cared.id, name="hemtjänst", unit_id=here.id),
        PlannedVisit(id=place(), person_id=visited.id, round_id=day.id),
        deviation,
        resting,
        DisagreementDeviation(id=place(), disagreement_id=resting.id, deviation_id=deviation.id),
        held,
        OralFindings(id=place(), person_id=journal.id, assessment_id=held.id),
    )

    found = propose_disposal(on_day(context, LATER))

    assert dict(found.still_open) == {
        StillOpen.LIVES_HERE: 1,
        StillOpen.CARE: 1,
        StillOpen.VISIT: 1,
        StillOpen.DISAGREEMENT: 1,
    }
    assert found.due == ()


def test_the_municipality_sets_its_own_time_by_its_own_decision(context: Context) -> None:
    register(context)
    assert propose_disposal(on_day(context, date(LATER.year - 3, 1, 1))).due == ()
    set_setting(context, key="disposal_years_sol", value="2", source="ON 2026/17")
    set_setting(context, key="disposal_years_lss", value="3")

    found = propose_disposal(on_day(context, date(LATER.year - 3, 1, 1)))

    assert len(found.due) == 1
    assert [(one.years, one.source, one.decided) for one in found.rules[:2]] == [
        (2, "ON 2026/17", True),
        (3, "kommunens inställning", True),
    ]
    assert found.rules[2].assumption is not None
    without = replace(context, rules=replace(context.rules, disposal=()))
    assert propose_disposal(on_day(without, LATER)).due == ()


def test_only_who_disposes_of_the_whole_municipality_sees_it(context: Context) -> None:
    one = register(context)
    alter(context, one, protected_identity=ProtectedIdentity.CONFIDENTIALITY_MARKING)
    found = propose_disposal(on_day(context, LATER))
    assert (found.due, found.left_out_protected) == ((), 1)
    named = replace(context, session=replace(context.session, sees_protected=True))
    assert propose_disposal(on_day(named, LATER)).due[0].protected
    with pytest.raises(NotAllowed, match="roll ger inte rätt"):
        propose_disposal(user(context, Role.ISSUER, Role.ADMINISTRATOR))
    part = user(context, Role.COORDINATOR, scopes={Role.COORDINATOR: frozenset({"B2"})})
    with pytest.raises(NotAllowed, match="rör hela kommunen"):
        propose_disposal(part)
