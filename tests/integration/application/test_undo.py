"""Taking back what was done, and doing it again, on both engines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from munhalsa.adapters.ids import new_id
from munhalsa.adapters.store.store import SqlStore
from munhalsa.adapters.tables.kinds import load_kind
from munhalsa.application.context import Context
from munhalsa.application.import_table.earlier import list_imports
from munhalsa.application.import_table.kinds import KindName
from munhalsa.application.import_table.receipt_again import receipt_again
from munhalsa.application.import_table.receipt_report import LOG_GONE, receipt_report
from munhalsa.application.ports import Deed
from munhalsa.application.record_response import RecordResponse, record_response
from munhalsa.application.undo import UndoBlocked, undo_event, undo_import
from munhalsa.domain.account import Account, ImportBatch, ImportRemarks, Permission, Role, Setting
from munhalsa.domain.certificate import (
    Certificate,
)
from munhalsa.domain.person import Person
from munhalsa.domain.refusal import NotAllowed, Rejected
from munhalsa.domain.response import AnsweredBy
from tests.support.deeds import SIGNE, add, born, user
from tests.support.imports import (
    HOME,
    OTHER_HOME,
    dump,
    every,
    one,
    person_line,
    stamps,
    take_in,
    units,
    verdicts,
)
from tests.support.stores import TODAY

LINE = person_line(SIGNE, Boendeenhet="B1", Grund="2a", **{"Intyg utfärdat": "2025-03-01"})
BO = person_line(
    born(1950),
    Förnamn="Bo",
    Boendeenhet="B2",
    Önskar_munhälsobedömning="Ja",
    Svarsdatum="2026-01-01",
)


@pytest.fixture
def place(context: Context) -> Context:
    """A store with two homes and a home-care area."""
    units(context)
    return context


def change(context: Context, record: Any, **fields: Any) -> str:
    """Change one record by a deed of its own; the event."""
    deed = Deed(action="test.change", subject_kind="person", subject_id="")
    with context.write(deed) as work:
        work.change(record, **fields)
        return work.commit().event


def test_an_import_is_taken_back_whole_and_done_again_with_the_same_ids(
    place: Context, store: SqlStore
) -> None:
    take_in(place, "personer", LINE)
    before = dump(store)
    moved = {**LINE, "Boendeenhet": "B2", "Boende från": "2026-05-01", "Efternamn": "Ny"}
    receipt = take_in(place, "personer", moved, BO)
    assert verdicts(receipt) == (1, 1, 0, 0, 0)
    after, made = dump(store), stamps(store)
    assert receipt.batch is not None
    undone = undo_import(place, receipt.batch)
    assert undone.records == 7
    assert dump(store) == before
    assert one(place, ImportBatch, id=receipt.batch).undone
    assert "listed_as_candidate" in one(place, ImportRemarks, batch_id=receipt.batch).told
    assert undone.event is not None
    redone = undo_event(place, undone.event)
    assert dump(store) == after
    assert stamps(store) == made
    assert not one(place, ImportBatch, id=receipt.batch).undone
    assert redone.event is not None
    assert undo_event(place, redone.event).records == 7
    assert dump(store) == before


def test_what_was_undone_leaves_search_and_frees_the_number(place: Context) -> None:
    receipt = take_in(place, "personer", LINE)
    undo_import(place, receipt.batch or "")
    with place.store.read() as reader:
        assert reader.persons.by_number(SIGNE) is None
        assert reader.persons.search("wåhl", limit=5, day=TODAY, see_protected=True) == []
    again = take_in(place, "personer", LINE)
    assert verdicts(again) == (1, 0, 0, 0, 0)
    assert one(place, Certificate).number == "1490-2025-0002"


def test_what_cannot_be_done_again_is_refused_and_changes_nothing(
    place: Context, store: SqlStore
) -> None:
    receipt = take_in(place, "personer", LINE)
    undone = undo_import(place, receipt.batch or "")
    take_in(place, "personer", LINE)
    before = dump(store)
    with pytest.raises(Rejected) as refusal:
        undo_event(place, undone.event or "")
    assert refusal.value.code == "undo_blocked"
    assert dump(store) == before


def test_units_and_those_who_live_there_are_taken_back_together(
    context: Context, store: SqlStore
) -> None:
    before = dump(store)
    receipt = take_in(context, "personer", {**LINE, "Boendeenhet": "Ny"}, add_units=True)
    after = dump(store)
    undone = undo_import(context, receipt.batch or "")
    assert dump(store) == before
    undo_event(context, undone.event or "")
    assert dump(store) == after


def test_a_dry_run_tells_and_changes_nothing(place: Context, store: SqlStore) -> None:
    receipt = take_in(place, "personer", LINE)
    before = dump(store)
    shown = undo_event(place, receipt.event or "", dry_run=True)
    assert (shown.event, shown.records) == (None, 3)
    assert one(place, Person).id in shown.changes.subjects
    assert dump(store) == before


def test_a_later_change_of_the_same_field_stands_in_the_way(place: Context) -> None:
    take_in(place, "personer", LINE)
    receipt = take_in(place, "personer", {**LINE, "Efternamn": "Ny"})
    event = change(place, one(place, Person), family_name="Nyast")
    with pytest.raises(UndoBlocked) as refusal:
        undo_import(place, receipt.batch or "")
    assert refusal.value.events == (event,)
    assert event in refusal.value.message
    undo_event(place, event)
    undo_import(place, receipt.batch or "")
    assert one(place, Person).family_name == "Wåhlström"


def test_a_later_change_of_another_field_does_not(place: Context) -> None:
    take_in(place, "personer", LINE)
    receipt = take_in(place, "personer", {**LINE, "Efternamn": "Ny"})
    change(place, one(place, Person), language="finska")
    undo_import(place, receipt.batch or "")
    person = one(place, Person)
    assert (person.family_name, person.language) == ("Wåhlström", "finska")


def test_any_later_change_of_what_it_made_stands_in_the_way(place: Context) -> None:
    receipt = take_in(place, "personer", LINE)
    event = change(place, one(place, Person), language="finska")
    with pytest.raises(UndoBlocked) as refusal:
        undo_import(place, receipt.batch or "")
    assert refusal.value.events == (event,)


def test_a_later_record_that_points_to_what_it_made_stands_in_the_way(place: Context) -> None:
    receipt = take_in(place, "personer", LINE)
    answer = RecordResponse(number=SIGNE, answered=TODAY, wants=True, answered_by=AnsweredBy.SELF)
    event = record_response(place, answer).event
    with pytest.raises(UndoBlocked) as refusal:
        undo_import(place, receipt.batch or "")
    assert refusal.value.events == (event,)
    undo_event(place, event)
    undo_import(place, receipt.batch or "")
    assert every(place, Person) == []


def test_so_does_a_record_that_the_deed_changed_but_came_to_point_there_later(
    place: Context,
) -> None:
    take_in(place, "personer", LINE)
    known = one(place, Certificate)
    made = replace(known, id=new_id(), number="1490-2020-0001", voided_on=TODAY)
    with place.write(Deed(action="test.two", subject_kind="person", subject_id="")) as work:
        work.add(made)
        work.change(known, letter_to="unit")
        event = work.commit().event
    later = change(place, one(place, Certificate, id=known.id), replaces_id=made.id)
    with pytest.raises(UndoBlocked) as refusal:
        undo_event(place, event)
    assert refusal.value.events == (later,)
    undo_event(place, later)
    undo_event(place, event)
    assert one(place, Certificate) == replace(known, version=5)


def test_a_home_stands_in_the_way_of_undoing_its_unit(context: Context) -> None:
    receipt = take_in(context, "boendeenheter", HOME)
    lived_in = take_in(context, "personer", LINE)
    with pytest.raises(UndoBlocked) as refusal:
        undo_import(context, receipt.batch or "")
    assert refusal.value.events == (lived_in.event,)


def test_an_undo_that_was_done_again_is_in_force(place: Context) -> None:
    take_in(place, "personer", LINE)
    receipt = take_in(place, "personer", {**LINE, "Efternamn": "Ny"})
    event = change(place, one(place, Person), family_name="Nyast")
    undone = undo_event(place, event)
    undo_event(place, undone.event or "")
    with pytest.raises(UndoBlocked) as refusal:
        undo_import(place, receipt.batch or "")
    assert refusal.value.events == (event,)


def colleague(context: Context, name: str) -> str:
    """The id of an account of somebody else."""
    account = Account(id=new_id(), name=name)
    with context.write(Deed(action="account.add", subject_kind="user", subject_id="")) as work:
        work.add(account)
        work.commit()
    return account.id


def test_whoever_took_somebody_on_by_a_deed_still_handles_them_without_it(place: Context) -> None:
    take_in(place, "personer", LINE)
    own = place.session.account_id
    event = change(place, one(place, Person), handler_id=own, language="finska")
    assert undo_event(place, event).records == 1
    assert (one(place, Person).handler_id, one(place, Person).language) == (None, None)
    assert own is not None
    with place.write(Deed(action="test.take_on", subject_kind="person", subject_id="")) as work:
        work.change(one(place, Person), handler_id=own)
        work.add(
            replace(one(place, Certificate), id=new_id(), number="1490-2020-0001", voided_on=TODAY)
        )
        event = work.commit().event
    assert undo_event(place, event).records == 1
    assert one(place, Person).handler_id == own
    assert [each.number for each in every(place, Certificate)] == ["1490-2025-0001"]


def test_who_handles_somebody_stands_only_in_the_way_of_an_earlier_handling(
    place: Context,
) -> None:
    eva, bo = colleague(place, "Eva Ek"), colleague(place, "Bo Ek")
    receipt = take_in(place, "personer", LINE)
    change(place, one(place, Person), handler_id=eva)
    handed_over = change(place, one(place, Person), handler_id=bo)
    last = change(place, one(place, Person), handler_id=eva)
    with pytest.raises(UndoBlocked) as refusal:
        undo_event(place, handed_over)
    assert refusal.value.events == (last,)
    undo_event(place, last)
    assert one(place, Person).handler_id == bo
    undo_event(place, handed_over)
    assert one(place, Person).handler_id == eva
    answer = RecordResponse(number=SIGNE, answered=TODAY, wants=True, answered_by=AnsweredBy.SELF)
    answered = record_response(place, answer).event
    change(place, one(place, Person), handler_id=bo)
    undo_event(place, answered)
    undo_import(place, receipt.batch or "")
    assert every(place, Person) == []


def test_many_in_the_way_are_not_all_named(place: Context) -> None:
    receipt = take_in(place, "personer", LINE)
    events = [
        change(place, one(place, Person), language=language)
        for language in ("finska", "polska", "somaliska")
    ]
    with pytest.raises(UndoBlocked) as refusal:
        undo_import(place, receipt.batch or "")
    assert all(event in refusal.value.message for event in events)
    assert "med flera" not in refusal.value.message
    events.append(change(place, one(place, Person), language="arabiska"))
    with pytest.raises(UndoBlocked) as refusal:
        undo_import(place, receipt.batch or "")
    assert refusal.value.events == tuple(events)
    assert [event in refusal.value.message for event in events] == [True, True, True, False]
    assert "med flera" in refusal.value.message


def test_a_record_that_was_taken_away_cannot_be_pointed_to_again(
    context: Context, store: SqlStore
) -> None:
    take_in(context, "boendeenheter", OTHER_HOME)
    made = take_in(context, "boendeenheter", HOME)
    lived_in = take_in(context, "personer", LINE)
    undone = undo_import(context, lived_in.batch or "")
    undo_import(context, made.batch or "")
    before = dump(store)
    with pytest.raises(Rejected) as refusal:
        undo_event(context, undone.event or "")
    assert refusal.value.code == "undo_blocked"
    assert dump(store) == before


def test_nothing_is_undone_twice(place: Context) -> None:
    receipt = take_in(place, "personer", LINE)
    undo_import(place, receipt.batch or "")
    with pytest.raises(Rejected) as refusal:
        undo_import(place, receipt.batch or "")
    assert refusal.value.code == "already_undone"


def test_there_must_be_something_to_undo(place: Context) -> None:
    def refused(deed: Callable[[], object]) -> str:
        with pytest.raises(Rejected) as refusal:
            deed()
        return refusal.value.code

    read = place.store.note(
        Deed(action="person.read", subject_kind="person", subject_id="x"), session=place.session
    )
    with place.store.read() as reader:
        founded = reader.history.latest(50)[-1].event
    assert refused(lambda: undo_event(place, "no-such-event")) == "event_not_found"
    assert refused(lambda: undo_import(place, "no-such-batch")) == "batch_not_found"
    old_batch = ImportBatch(
        id="old-batch",
        kind="personer",
        file_sha256="4be1",
        event_id="dropped-from-the-log",
        rows_in=3,
        new=2,
        changed=0,
        unchanged=0,
        duplicate=0,
        rejected=1,
    )
    add(place, old_batch)
    assert refused(lambda: undo_import(place, "old-batch", dry_run=True)) == "log_gone"
    old = receipt_again(place, "old-batch")
    assert (old.rows_in, old.new, old.event, old.time, old.user) == (3, 2, None, None, None)
    report = receipt_report(old, load_kind(old.kind), None)
    assert ("Intaget", LOG_GONE) in report.facts
    assert refused(lambda: undo_event(place, read)) == "nothing_to_undo"
    assert refused(lambda: undo_event(place, founded)) == "not_undoable"


def test_an_issuer_undoes_own_changes_and_a_coordinator_anyones(place: Context) -> None:
    take_in(place, "personer", LINE)
    issuer = user(place, Role.ISSUER)
    answer = RecordResponse(number=SIGNE, answered=TODAY, wants=True, answered_by=AnsweredBy.SELF)
    own = record_response(issuer, answer).event
    with pytest.raises(NotAllowed):
        undo_event(user(place, Role.ISSUER), own)
    with place.store.read() as reader:
        assert reader.history.latest(1)[0].action == "access.refused"
    moved_on = replace(issuer, session=replace(issuer.session, roles=frozenset({Role.STATISTICS})))
    with pytest.raises(NotAllowed):
        undo_event(moved_on, own)
    undo_event(issuer, own)
    again = record_response(issuer, answer).event
    undo_event(place, again)
    with pytest.raises(NotAllowed):
        undo_event(user(place, Role.STATISTICS), again)


def test_imports_are_listed_newest_first_with_what_is_undone(place: Context) -> None:
    first, second = take_in(place, "personer", LINE), take_in(place, "personer", LINE, BO)
    undo_import(place, second.batch or "")
    listed = list_imports(place)[:2]
    assert [(one.batch, one.rows_in, one.new, one.undone) for one in listed] == [
        (second.batch, 2, 1, True), (first.batch, 1, 1, False),
    ]  # fmt: skip
    assert listed[0].kind is KindName.PERSONS
    assert listed[0].user == place.session.name
    assert all(one.time is not None and one.is_logged for one in listed)
    with pytest.raises(NotAllowed):
        list_imports(user(place, Role.ISSUER))


def test_undoing_an_import_asks_for_the_passphrase(place: Context) -> None:
    receipt = take_in(place, "personer", LINE)
    unconfirmed = replace(place, session=replace(place.session, confirmed=False))
    with pytest.raises(NotAllowed, match="lösenfrasen"):
        undo_import(unconfirmed, receipt.batch or "")
    with pytest.raises(NotAllowed, match="lösenfrasen"):
        undo_event(unconfirmed, receipt.event or "")
    trial = undo_import(unconfirmed, receipt.batch or "", dry_run=True)
    assert (trial.event, trial.records) == (None, undo_import(place, receipt.batch or "").records)
    with pytest.raises(NotAllowed):
        undo_import(user(place, Role.ISSUER), receipt.batch or "", dry_run=True)
    assert not user(place, Role.ISSUER).may(Permission.IMPORT)


def test_a_setting_is_changed_back_not_undone(context: Context) -> None:
    deed = Deed(action="setting.set", subject_kind="setting", subject_id="x")
    with context.write(deed) as work:
        work.add(Setting(id="0" * 36, key="x", value="1", valid_from=TODAY))
        event = work.commit().event
    with pytest.raises(Rejected) as refusal:
        undo_event(context, event)
    assert refusal.value.code == "not_undoable"
