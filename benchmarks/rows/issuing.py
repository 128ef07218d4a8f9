"""Registering a person and issuing (floor: the same inserts, bare, in one transaction)."""

from __future__ import annotations

from benchmarks.measuring import Measure, Work
from benchmarks.places import Place, Stage, bare
from benchmarks.recording import recorded, replay
from benchmarks.town import MOST_NEWCOMERS, Newcomer, newcomers
from munhalsa.adapters.store.store import SqlStore
from munhalsa.application.context import Context
from munhalsa.application.issue_certificate import (
    DisclosureDraft,
    IssueCertificate,
    issue_certificate,
)
from munhalsa.application.register_person import RegisterPerson, register_person
from munhalsa.application.view_units import list_units
from munhalsa.domain.certificate import DisclosureBasis, Ground, Recipient
from tests.support.stores import TODAY, context_for

GOAL = 2.0
_ROUNDS = 40


def register_and_issue(place: Place) -> Measure:
    """Two deeds with their checks, events and index, each safe on the disk when it returns."""
    rounds = place.rounds(_ROUNDS)
    with place.copy(Stage.FILLED) as rehearsal:
        context = context_for(rehearsal)
        people = _unknown(rehearsal, rounds + 1)
        unit = list_units(context)[0].name
        written = []
        for person in people:
            with recorded(rehearsal.engine) as said:
                _register_and_issue(context, person, unit)
            written.append([one for one in said if one.writes])
    store = place.held.enter_context(place.copy(Stage.FILLED))
    other = place.held.enter_context(place.copy(Stage.FILLED))
    connection = place.held.enter_context(bare(other.engine))
    at_work = context_for(store)
    waiting, inserts = iter(people), iter(written)

    def ours(_number: int) -> Work:
        person = next(waiting)
        return lambda: _register_and_issue(at_work, person, unit)

    def floor(_number: int) -> Work:
        said = next(inserts)
        return lambda: replay(connection, said)

    return Measure(
        name="register and issue",
        size=place.persons,
        rounds=rounds,
        ours=ours,
        floor=floor,
        goal=GOAL,
    )


def _unknown(store: SqlStore, count: int) -> list[Newcomer]:
    with store.read() as reader:
        unknown = [
            person
            for person in newcomers(MOST_NEWCOMERS)
            if reader.persons.by_number(person.number) is None
        ]
    if len(unknown) < count:
        raise LookupError("too few of the newcomers are unknown")
    return unknown[:count]


def _register_and_issue(context: Context, person: Newcomer, unit: str) -> None:
    register_person(
        context,
        RegisterPerson(
            number=person.number,
            given_name=person.given_name,
            family_name=person.family_name,
            unit=unit,
        ),
    )
    issue_certificate(
        context,
        IssueCertificate(
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
        ),
    )
