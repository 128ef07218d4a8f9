"""How many questions a deed that somebody waits for asks: each is a journey to a server.

What all of it takes beside its floor is measured by ``make bench``.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from benchmarks.recording import recorded
from munhalsa.adapters.ids import new_id
from munhalsa.adapters.store.store import SqlStore
from munhalsa.application.context import Context
from munhalsa.application.issue_certificate import DisclosureDraft, IssueCertificate
from munhalsa.application.move_residents import MoveResidents, move_residents
from munhalsa.application.register_and_issue import RegisterAndIssue, register_and_issue
from munhalsa.application.register_person import RegisterPerson
from munhalsa.domain.certificate import DisclosureBasis, Ground, Recipient
from munhalsa.domain.person import Residence
from tests.support.deeds import FAMILY, GIVEN, SIGNE, add, born, issue, register, unit
from tests.support.stores import sqlcipher_store

CONSENT = DisclosureDraft(
    recipient=Recipient.VGR, basis=DisclosureBasis.CONSENT, details="Muntligt."
)
FIRST, LAST = date(2024, 1, 1), date(2025, 12, 31)
NEXT = LAST + timedelta(days=1)


def asked(store: SqlStore, deed: Callable[[], object]) -> int:
    """How many questions the deed asks, that for the head of the log among them."""
    with recorded(store.engine) as said:
        deed()
    return sum(one.reads for one in said)


def test_to_register_asks_for_number_unit_likeness_and_log(
    store: SqlStore, context: Context
) -> None:
    add(context, unit("Björk", "B"))
    assert asked(store, lambda: register(context, unit="Björk")) == 4 + 1  # and to see who came


def test_to_issue_asks_for_the_person_once(store: SqlStore, context: Context) -> None:
    register(context)
    # The person, certificates, settings, issuers, merges and the log.
    assert asked(store, lambda: issue(context, disclosures=[CONSENT])) == 6


def test_earlier_disclosures_are_read_only_without_a_new_one(
    store: SqlStore, context: Context
) -> None:
    register(context)
    assert asked(store, lambda: issue(context)) == 7


def test_one_deed_asks_nothing_twice(store: SqlStore, context: Context) -> None:
    add(context, unit("Björk", "B"))
    command = RegisterAndIssue(
        register=RegisterPerson(number=SIGNE, given_name=GIVEN, family_name=FAMILY, unit="Björk"),
        certificate=IssueCertificate(
            number=SIGNE, ground=Ground.CARE_HOUSING, issued=context.today, disclosures=[CONSENT]
        ),
    )
    # The number, the unit, likeness, settings, issuers and the log.
    assert asked(store, lambda: register_and_issue(context, command)) == 6


def test_a_move_of_many_says_no_more_than_of_one(store: SqlStore, context: Context) -> None:
    add(context, unit("Björk", "B"), unit("Ek", "E"), unit("Al", "A"))
    for serial, code in ((239, "E"), (241, "B"), (243, "B")):
        register(context, born(1941, serial), unit=code, from_day=FIRST)
        issue(context, born(1941, serial))
    counts = []
    for code in ("E", "B"):
        with recorded(store.engine) as said:
            move_residents(context, MoveResidents(unit=code, to="A", day=context.today))
        counts.append(len(said))
    assert counts[0] == counts[1]
    # The two units and a setting; homes, certificates, lines, persons, visits and the log.
    assert sum(one.reads for one in said) == 3 + 6


def test_a_move_reads_no_homes_that_were_over(context: Context) -> None:
    home = unit("Björk", "B")
    add(context, home)
    here, gone = register(context, born(1941, 239)), register(context, born(1941, 241))
    stretches = {
        name: Residence(id=new_id(), person_id=person.id, unit_id=at, from_day=first, to_day=last)
        for name, person, at, first, last in (
            ("before", here, home.id, FIRST, LAST),
            ("now", here, home.id, NEXT, context.today),
            ("later", here, None, context.today + timedelta(days=1), None),
            ("gone", gone, home.id, FIRST, LAST),
        )
    }
    add(context, *stretches.values())
    with context.read() as reader:
        read = [reader.units.stretches_from(home.id, day) for day in (LAST, NEXT)]
    names = {one.id: name for name, one in stretches.items()}
    assert [sorted(names[one.id] for one in each) for each in read] == [
        ["before", "gone", "later", "now"],
        ["later", "now"],
    ]


def test_likeness_begins_with_the_name_not_with_all_who_have_lived_there(tmp_path: Path) -> None:
    with sqlcipher_store(tmp_path) as store:
        with recorded(store.engine) as said, store.read() as reader:
            reader.persons.possible_duplicates(
                number=SIGNE,
                given_name=GIVEN,
                family_name=FAMILY,
                unit_id=new_id(),
                see_protected=True,
            )
        (question,) = said
        with store.engine.connect() as connection:
            plan = connection.exec_driver_sql(
                f"EXPLAIN QUERY PLAN {question.statement}", tuple(question.values)
            ).all()
    steps = [row.detail for row in plan]
    found = [step.split()[1] for step in steps if step.startswith("SEARCH")]
    assert found == ["person", "person", "s", "person", "h"]
