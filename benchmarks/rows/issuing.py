"""Registering a person and issuing (floor: the same inserts, bare, a transaction for each deed)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from benchmarks.measuring import Measure, Work
from benchmarks.places import Bare, Place, Stage, bare
from benchmarks.recording import Said, recorded, replay
from benchmarks.town import MOST_NEWCOMERS, Newcomer, newcomers
from munhalsa.adapters.store.store import SqlStore
from munhalsa.application.context import Context
from munhalsa.application.issue_certificate import (
    DisclosureDraft,
    IssueCertificate,
    issue_certificate,
)
from munhalsa.application.register_and_issue import RegisterAndIssue
from munhalsa.application.register_and_issue import register_and_issue as register_issuing
from munhalsa.application.register_person import RegisterPerson, register_person
from munhalsa.application.view_units import list_units
from munhalsa.domain.certificate import DisclosureBasis, Ground, Recipient
from tests.support.stores import TODAY, context_for

GOAL = 2.0
# Of half a million, nearly everybody has a test number that is taken.
_MANY_NEWCOMERS = 40_000
_ROUNDS = 40

# A deed is safe on the disk when it returns.
Act = Callable[[Context, Newcomer, str], object]


def register_and_issue(place: Place) -> Measure:
    """The main job, as the window does it: one deed."""
    return _measure(place, "register and issue", [_at_once])


def register_then_issue(place: Place) -> Measure:
    """The same as two commands do it."""
    return _measure(place, "register, then issue", [_register, _issue])


def _measure(place: Place, name: str, acts: Sequence[Act]) -> Measure:
    """With their checks, events and index."""
    rounds = place.rounds(_ROUNDS)
    with place.copy(Stage.FILLED) as rehearsal:
        context = context_for(rehearsal)
        people = unknown(rehearsal, rounds + 1)
        unit = list_units(context)[0].name
        written = []
        for person in people:
            deeds = []
            for act in acts:
                with recorded(rehearsal.engine) as said:
                    act(context, person, unit)
                deeds.append([one for one in said if one.writes])
            written.append(deeds)
    store = place.held.enter_context(place.copy(Stage.FILLED))
    other = place.held.enter_context(place.copy(Stage.FILLED))
    connection = place.held.enter_context(bare(other.engine))
    at_work = context_for(store)
    waiting, inserts = iter(people), iter(written)

    def ours(_number: int) -> Work:
        person = next(waiting)
        return lambda: [act(at_work, person, unit) for act in acts]

    def floor(_number: int) -> Work:
        deeds = next(inserts)
        return lambda: _replay_each(connection, deeds)

    return Measure(
        name=name,
        size=place.persons,
        rounds=rounds,
        ours=ours,
        floor=floor,
        goal=GOAL,
    )


def _replay_each(connection: Bare, deeds: Sequence[Sequence[Said]]) -> None:
    for said in deeds:
        replay(connection, said)


def unknown(store: SqlStore, count: int) -> list[Newcomer]:
    """So many newcomers who are not in the store."""
    for many in (MOST_NEWCOMERS, _MANY_NEWCOMERS):
        with store.read() as reader:
            unknown = [
                person
                for person in newcomers(many)
                if reader.persons.by_number(person.number) is None
            ]
        if len(unknown) >= count:
            return unknown[:count]
    raise LookupError("too few of the newcomers are unknown")


def _at_once(context: Context, person: Newcomer, unit: str) -> None:
    register_issuing(
        context,
        RegisterAndIssue(register=_registered(person, unit), certificate=_certificate(person)),
    )


def _register(context: Context, person: Newcomer, unit: str) -> None:
    register_person(context, _registered(person, unit))


def _issue(context: Context, person: Newcomer, _unit: str) -> None:
    issue_certificate(context, _certificate(person))


def _registered(person: Newcomer, unit: str) -> RegisterPerson:
    return RegisterPerson(
        number=person.number,
        given_name=person.given_name,
        family_name=person.family_name,
        unit=unit,
    )


def _certificate(person: Newcomer) -> IssueCertificate:
    return IssueCertificate(
        number=person.number,
        ground=Ground.CARE_HOUSING,
        issued=TODAY,
        disclosures=(
            DisclosureDraft(
                recipient=Recipient.VGR,
                basis=DisclosureBasis.CONSENT,
                details="Muntligt den dagen, för tandvård.",
            ),
        ),
    )
