"""No sequence of actions breaks what must always hold of certificates (spec: records).

Actions are tried at random on a real encrypted store, most of them refused by some rule. What is
refused changes nothing; what is done is told to VGR; and all of it taken back, the last first,
leaves the store as it was.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from munhalsa.adapters.ids import new_id
from munhalsa.adapters.municipalities import load_municipalities
from munhalsa.adapters.store.audit_check import check_log
from munhalsa.adapters.store.engine import sqlcipher_engine
from munhalsa.adapters.store.store import SqlStore
from munhalsa.application.change_ground import ChangeGround, change_ground
from munhalsa.application.change_validity import ChangeValidity, change_validity
from munhalsa.application.context import Context
from munhalsa.application.end_certificate import EndCertificate, end_certificate
from munhalsa.application.hand_over_certificate import HandOver, hand_over_certificate
from munhalsa.application.issue_certificate import (
    DisclosureDraft,
    IssueCertificate,
    issue_certificate,
)
from munhalsa.application.leave_region import LeaveRegion, leave_region
from munhalsa.application.mark_registered import mark_certificate_registered
from munhalsa.application.move_person import MovePerson, move_person
from munhalsa.application.order_letter_copy import order_letter_copy
from munhalsa.application.record_death import RecordDeath, record_death
from munhalsa.application.record_response import RecordResponse, record_response
from munhalsa.application.renew_certificate import RenewCertificate, renew_certificate
from munhalsa.application.undo import undo_event
from munhalsa.application.void_certificate import void_certificate
from munhalsa.domain.certificate import (
    Certificate,
    Disclosure,
    DisclosureBasis,
    EligibilityDecision,
    EndReason,
    Ground,
    IssuedBy,
    Recipient,
    Registration,
    RegistrationKind,
    RegistrationState,
    last_day_of,
    overlapping,
)
from munhalsa.domain.departure import Fate, fate_of
from munhalsa.domain.person import Person, Residence
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.response import AnsweredBy, Response
from tests.support.deeds import add, born, found, register, unit
from tests.support.stores import TODAY, context_for, keyed_store, on_day

KINDS: tuple[type[Any], ...] = (
    *(Person, Residence, Certificate, Registration, Response, Disclosure, EligibilityDecision),
)
PEOPLE = (born(1941), born(1952))
REGION = load_municipalities()
KEY = bytes(range(32))

people = st.sampled_from(PEOPLE)
grounds = st.sampled_from(list(Ground))
back = st.integers(-400, 0).map(lambda days: timedelta(days=days))
around = st.integers(-400, 70).map(lambda days: timedelta(days=days))
ahead = st.none() | st.integers(0, 500).map(lambda days: timedelta(days=days))


@cache
def template() -> Path:
    """A store with two persons and two homes, made once; each example begins with a copy."""
    folder = Path(tempfile.mkdtemp(dir=os.environ.get("PYTEST_DEBUG_TEMPROOT")))
    with keyed_store(folder / "store.db", KEY) as store:
        context = context_for(store)
        add(context, unit(), unit("Ekbacken", "SB02"))
        for number in PEOPLE:
            register(context, number, unit="SB01", from_day=date(2024, 1, 1))
    return folder


class Life(RuleBasedStateMachine):
    """Two persons, and everything that can be done with a certificate."""

    def __init__(self) -> None:
        super().__init__()
        self._stack = ExitStack()

    @initialize()
    def open(self) -> None:
        """A copy of the template, with its own log."""
        self.folder = Path(tempfile.mkdtemp(dir=os.environ.get("PYTEST_DEBUG_TEMPROOT")))
        self._stack.callback(shutil.rmtree, self.folder)
        shutil.copy(template() / "store.db", self.folder / "store.db")
        engine = sqlcipher_engine(self.folder / "store.db", KEY)
        store = SqlStore(engine, chain="main", now=lambda: datetime.now(UTC), new_id=new_id)
        self._stack.callback(store.close)
        self.store, self.context = store, context_for(store)
        self.start = self.records()
        self.events: list[str] = []
        self.undoes: dict[str, str] = {}
        self.in_force: set[str] = set()
        self.numbers: set[str] = set()
        self.versions: dict[str, int] = {}

    # What is looked at.

    def records(self) -> dict[str, Any]:
        """Every record by its id, as it is now."""
        return {one.id: one for kind in KINDS for one in found(self.context, kind)}

    def plain(self) -> dict[str, Any]:
        """The same without versions, which only rise."""
        return {key: replace(one, version=0) for key, one in self.records().items()}

    def certificates(self, number: str | None = None) -> list[Certificate]:
        if number is None:
            return found(self.context, Certificate)
        (person,) = found(self.context, Person, number=number)
        return found(self.context, Certificate, person_id=person.id)

    def waits(self, certificate: Certificate, kind: RegistrationKind) -> bool:
        lines = found(self.context, Registration, certificate_id=certificate.id)
        states = [line.state for line in lines if line.kind is kind]
        return states == [RegistrationState.TO_REGISTER]

    def attempt(self, job: Callable[[Context], Any]) -> Any:
        """Do it; None, and everything as before, where a rule says no."""
        before = self.records()
        try:
            done = job(self.context)
        except Rejected as refusal:
            said = refusal.code
        else:
            if done.changes.kinds:
                self.events.append(done.event)
                self.in_force.add(done.event)
            return done
        assert said != "conflict"
        assert self.records() == before
        return None

    def new(self, certificate: Certificate) -> None:
        assert certificate.number not in self.numbers
        self.numbers.add(certificate.number)

    # What can be done.

    @rule(days=st.integers(1, 200))
    def wait(self, days: int) -> None:
        if self.context.today < TODAY + timedelta(days=400):
            self.context = on_day(self.context, self.context.today + timedelta(days=days))

    @rule(
        number=people,
        ground=grounds,
        when=around,
        length=ahead,
        by=st.sampled_from([IssuedBy.MUNICIPALITY, IssuedBy.MUNICIPALITY, IssuedBy.VGR]),
    )
    def issue(
        self,
        number: str,
        ground: Ground,
        when: timedelta,
        length: timedelta | None,
        by: IssuedBy,
    ) -> None:
        issued = self.context.today + when
        command = IssueCertificate(
            number=number,
            ground=ground,
            issued=issued,
            valid_to=None if length is None else issued + length,
            issued_by=by,
        )
        done = self.attempt(lambda context: issue_certificate(context, command))
        if done is not None:
            self.new(done.certificate)
            assert self.waits(done.certificate, RegistrationKind.NEW)

    @rule(number=people, length=ahead)
    def renew(self, number: str, length: timedelta | None) -> None:
        last = None if length is None else self.context.today + length
        command = RenewCertificate(number=number, valid_to=last)
        done = self.attempt(lambda context: renew_certificate(context, command))
        if done is not None:
            self.new(done.certificate)
            assert done.certificate.replaces_id == done.replaced.id
            assert self.waits(done.certificate, RegistrationKind.NEW)

    @rule(number=people, ground=grounds, when=around)
    def ground(self, number: str, ground: Ground, when: timedelta) -> None:
        command = ChangeGround(number=number, ground=ground, day=self.context.today + when)
        done = self.attempt(lambda context: change_ground(context, command))
        if done is not None:
            self.new(done.certificate)
            assert done.replaced.last_day == done.certificate.issued - timedelta(days=1)
            assert self.waits(done.certificate, RegistrationKind.GROUND)
            assert self.waits(done.replaced, RegistrationKind.ENDED)

    @rule(number=people, when=ahead)
    def validity(self, number: str, when: timedelta | None) -> None:
        last = None if when is None else self.context.today + when
        command = ChangeValidity(number=number, valid_to=last)
        done = self.attempt(lambda context: change_validity(context, command))
        if done is not None:
            assert self.waits(done.certificate, RegistrationKind.VALIDITY)

    @rule(number=people, when=around, reason=st.sampled_from(list(EndReason)))
    def end(self, number: str, when: timedelta, reason: EndReason) -> None:
        command = EndCertificate(number=number, day=self.context.today + when, reason=reason)
        done = self.attempt(lambda context: end_certificate(context, command))
        if done is not None:
            assert self.waits(done.certificate, RegistrationKind.ENDED)

    @rule(number=people)
    def void(self, number: str) -> None:
        done = self.attempt(lambda context: void_certificate(context, number=number))
        if done is not None:
            assert self.waits(done.certificate, RegistrationKind.VOIDED)

    @rule(number=people)
    def copy(self, number: str) -> None:
        done = self.attempt(lambda context: order_letter_copy(context, number=number))
        if done is not None:
            assert self.waits(done.certificate, RegistrationKind.LETTER_COPY)

    @rule(number=people, when=around)
    def hand_over(self, number: str, when: timedelta) -> None:
        consent = DisclosureDraft(
            recipient=Recipient.OTHER_MUNICIPALITY,
            basis=DisclosureBasis.CONSENT,
            details="Muntligt",
        )
        command = HandOver(
            number=number, to="1489", day=self.context.today + when, disclosure=consent
        )
        done = self.attempt(lambda context: hand_over_certificate(context, command, region=REGION))
        if done is not None:
            assert self.waits(done.certificate, RegistrationKind.UNIT)

    @rule(number=people, when=back)
    def die(self, number: str, when: timedelta) -> None:
        command = RecordDeath(number=number, day=self.context.today + when)
        done = self.attempt(lambda context: record_death(context, command))
        if done is not None:
            for one in done.ended:
                assert self.waits(one, RegistrationKind.ENDED)
            for one in done.voided:
                assert self.waits(one, RegistrationKind.VOIDED)

    @rule(number=people, when=around)
    def leave(self, number: str, when: timedelta) -> None:
        command = LeaveRegion(number=number, day=self.context.today + when, to="Malmö")
        done = self.attempt(lambda context: leave_region(context, command, region=REGION))
        if done is not None:
            for one in done.ended:
                assert self.waits(one, RegistrationKind.ENDED)

    @rule(number=people, when=back, wants=st.booleans())
    def respond(self, number: str, when: timedelta, wants: bool) -> None:
        command = RecordResponse(
            number=number,
            answered=self.context.today + when,
            wants=wants,
            answered_by=AnsweredBy.SELF,
        )
        self.attempt(lambda context: record_response(context, command))

    @rule(number=people, when=around, home=st.sampled_from(["SB01", "SB02"]))
    def move(self, number: str, when: timedelta, home: str) -> None:
        command = MovePerson(number=number, day=self.context.today + when, unit=home)
        self.attempt(lambda context: move_person(context, command))

    @rule(data=st.data())
    def tell(self, data: st.DataObject) -> None:
        """VGR is told of everything about a certificate."""
        known = sorted(self.certificates(), key=lambda one: one.number)
        if known:
            one = data.draw(st.sampled_from(known))
            self.attempt(
                lambda context: mark_certificate_registered(context, certificate_id=one.id)
            )

    @rule(data=st.data())
    def undo(self, data: st.DataObject) -> None:
        """Take back anything, an undo too, if nothing stands in the way."""
        if not self.events:
            return
        event = data.draw(st.sampled_from(self.events))
        held = event in self.in_force
        done = self.attempt(lambda context: undo_event(context, event))
        if done is not None:
            assert held
            self.undoes[done.event] = event
            self._took_back(event)

    def _took_back(self, event: str) -> None:
        self.in_force.discard(event)
        if event in self.undoes:
            self.in_force.add(self.undoes[event])

    # What must always hold.

    @invariant()
    def nobody_has_two_on_a_day(self) -> None:
        known = self.certificates()
        for one in known:
            others = [
                other for other in known if other.person_id == one.person_id and other.id != one.id
            ]
            if one.voided_on is None:
                assert overlapping(others, issued=one.issued, last_day=one.last_day) is None

    @invariant()
    def a_number_is_used_once_and_the_last_day_is_the_first_of_the_ends(self) -> None:
        known = self.certificates()
        assert len({one.number for one in known}) == len(known)
        for one in known:
            assert one.number in self.numbers
            assert one.last_day == last_day_of(one.valid_to, one.ended)

    @invariant()
    def nothing_is_valid_after_a_death(self) -> None:
        for person in found(self.context, Person):
            if person.died_on is not None:
                for one in found(self.context, Certificate, person_id=person.id):
                    assert fate_of(one, last=person.died_on) is Fate.STAYS

    @invariant()
    def versions_only_rise(self) -> None:
        for key, record in self.records().items():
            assert record.version >= self.versions.get(key, 1)
            self.versions[key] = record.version

    def teardown(self) -> None:
        """Everything back, the last first: the store is as it was, and its log whole."""
        if hasattr(self, "start"):
            order = {event: place for place, event in enumerate(self.events)}
            while self.in_force:
                event = max(self.in_force, key=order.__getitem__)
                undo_event(self.context, event)
                self._took_back(event)
            assert self.plain() == {key: replace(one, version=0) for key, one in self.start.items()}
            with self.store.engine.connect() as connection:
                assert check_log(connection).faults == []
        self._stack.close()


def test_the_life_of_certificates() -> None:
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=12, stateful_step_count=14, deadline=None, phases=[Phase.generate]
        ),
    )


@pytest.mark.long
def test_the_long_life_of_certificates() -> None:
    run_state_machine_as_test(
        Life, settings=settings(max_examples=60, stateful_step_count=30, deadline=None)
    )
