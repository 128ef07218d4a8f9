"""Nobody reads, counts or changes a person outside the units that a role holds for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from munhalsa.adapters.ids import new_id
from munhalsa.adapters.store.reader import StoreReader
from munhalsa.application.context import Context
from munhalsa.application.end_certificate import EndCertificate, end_certificate
from munhalsa.application.find_known import WhoIsThis, find_known
from munhalsa.application.list_certificates import list_certificates
from munhalsa.application.move_person import MovePerson, move_person
from munhalsa.application.person_list import person_page, person_rows, search_page
from munhalsa.application.ports import Deed
from munhalsa.application.ports_lists import PersonFilter, PersonOrder, SortBy
from munhalsa.application.preview_undo import preview_undo
from munhalsa.application.quarterly_report import quarterly_report
from munhalsa.application.record_response import RecordResponse, record_response
from munhalsa.application.rename_unit import rename_unit
from munhalsa.application.sight import OUTSIDE_SCOPE
from munhalsa.application.undo import undo_event
from munhalsa.application.view_log import latest_events
from munhalsa.application.view_person import history_of, list_persons, open_card, show_person
from munhalsa.application.waiting_registrations import count_waiting
from munhalsa.domain.account import Permission, Role
from munhalsa.domain.candidate import Support
from munhalsa.domain.certificate import EndReason
from munhalsa.domain.deviation import Deviation, Direction
from munhalsa.domain.person import (
    Contact,
    Person,
    ProtectedIdentity,
    Relation,
    Residence,
    ResidenceKind,
)
from munhalsa.domain.quarter import Quarter
from munhalsa.domain.refusal import NotAllowed
from munhalsa.domain.response import AnsweredBy, Response
from munhalsa.domain.training import Training, TrainingUnit
from munhalsa.domain.unit import District, UnitType
from tests.support.deeds import add, alter, born, found, issue, latest, register, stored, unit, user
from tests.support.exports import export, rows_of
from tests.support.printing import basis, certificates, home, letter

A_DAY = timedelta(days=1)
INSIDE, OUTSIDE, AT_HOME = born(1941), born(1942), born(1943)


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """Two units, somebody in each, somebody at home whom the first cares for, all certified."""

    everything: Context
    part: Context
    inside: Person
    outside: Person
    at_home: Person
    other_unit: str


@pytest.fixture
def town(context: Context) -> Town:
    here, there = unit("Björkgläntan", "SB01"), unit("Ekbacken", "SB02")
    care = unit("Hemtjänst Norr", "HT01", type=UnitType.HOME_HELP)
    add(context, here, there, care)
    inside = register(context, INSIDE, family_name="Wåhlström", unit="SB01")
    outside = register(context, OUTSIDE, family_name="Wåhlberg", unit="SB02")
    at_home = register(context, AT_HOME, family_name="Wåhlgren", street="Allén 1", unit="HT01")
    for number in (INSIDE, OUTSIDE, AT_HOME):
        issue(context, number)
    part = user(
        context,
        Role.COORDINATOR,
        Role.UNIT_MANAGER,
        Role.AUDITOR,
        confirmed=True,
        scopes=dict.fromkeys(
            (Role.COORDINATOR, Role.UNIT_MANAGER, Role.AUDITOR), frozenset({here.id, care.id})
        ),
    )
    return Town(
        everything=context,
        part=part,
        inside=inside,
        outside=outside,
        at_home=at_home,
        other_unit=there.id,
    )


def test_a_person_is_inside_by_home_and_by_responsible_unit(town: Town) -> None:
    page = person_page(town.part, PersonFilter(), PersonOrder(), rows=10)
    assert set(page.ids) == {town.inside.id, town.at_home.id}
    assert page.total == 2
    assert person_page(town.everything, PersonFilter(), PersonOrder(), rows=10).total == 3


def test_a_person_is_inside_by_the_place_of_visits(town: Town) -> None:
    visited = found(town.everything, Person, number=OUTSIDE)[0]
    here = next(iter(town.part.session.scopes[Role.COORDINATOR]))
    home(town.everything, visited.id, kind=ResidenceKind.VISIT, unit_id=here)
    assert show_person(town.part, OUTSIDE).person == visited


@pytest.mark.parametrize("by", SortBy)
def test_no_order_filter_or_search_shows_somebody_outside(town: Town, by: SortBy) -> None:
    order = PersonOrder(by=by)
    hidden = register(
        town.everything,
        born(1944),
        unit=town.other_unit,
        protected_identity=ProtectedIdentity.CONFIDENTIALITY_MARKING,
    )
    shown: set[str] = set()
    for wanted in (
        PersonFilter(),
        PersonFilter(certified=True),
        PersonFilter(unit_id=town.other_unit),
    ):
        shown |= set(person_page(town.part, wanted, order, rows=10).ids)
    for typed in ("wåhl", "hlberg", OUTSIDE, OUTSIDE[2:], OUTSIDE[-4:], "ekbacken"):
        shown |= set(search_page(town.part, typed, order, rows=10).ids)
    assert shown == {town.inside.id, town.at_home.id}
    assert person_rows(town.part, [town.outside.id, hidden.id]) == []
    assert {line.id for line in list_persons(town.part, search=None, limit=None)} == shown
    assert {line.id for line in list_persons(town.part, search="w", limit=None)} == shown


def test_figures_certificates_and_the_queue_count_only_those_inside(town: Town) -> None:
    report = quarterly_report(town.part, Quarter.of(town.part.today))
    assert report.with_certificate == 2
    assert report.coverage is None
    assert {line.personal_identity_number for line in list_certificates(town.part)} == {
        INSIDE,
        AT_HOME,
    }
    assert count_waiting(town.part).certificates == 2
    assert count_waiting(town.everything).certificates == 3


def test_prints_and_exports_hold_only_those_inside(town: Town, tmp_path: Path) -> None:
    export(town.part, tmp_path / "alla.xlsx", everything=True)
    told = "".join(str(row) for row in rows_of(tmp_path / "alla.xlsx"))
    assert INSIDE in told
    assert OUTSIDE not in told
    text = certificates(town.part, tmp_path / "intyg.pdf")
    assert "Wåhlström" in text
    assert "Wåhlberg" not in text


def _card(town: Town, _folder: Path) -> object:
    return open_card(town.part, town.outside.id)


def _record(town: Town, _folder: Path) -> object:
    return show_person(town.part, OUTSIDE)


def _history(town: Town, _folder: Path) -> object:
    return history_of(town.part, OUTSIDE)


def _answer(town: Town, _folder: Path) -> object:
    return record_response(
        town.part,
        RecordResponse(
            number=OUTSIDE, answered=town.part.today, wants=True, answered_by=AnsweredBy.SELF
        ),
    )


def _certificate(town: Town, _folder: Path) -> object:
    return issue(town.part, OUTSIDE)


def _end(town: Town, _folder: Path) -> object:
    return end_certificate(
        town.part,
        EndCertificate(number=OUTSIDE, day=town.part.today, reason=EndReason.NOT_ENTITLED),
    )


def _letter(town: Town, folder: Path) -> object:
    return letter(town.part, folder / "brev.pdf", OUTSIDE)


def _basis(town: Town, folder: Path) -> object:
    return basis(town.part, folder / "underlag.pdf", OUTSIDE)


def _somebody_new_there(town: Town, _folder: Path) -> object:
    return register(town.part, born(1950), unit=town.other_unit)


def _a_line_of_somebody_unread(town: Town, _folder: Path) -> None:
    deed = Deed(action="test.add", subject_kind="test", subject_id="")
    with town.part.write(deed) as work:
        work.add(
            Contact(id=new_id(), person_id=town.outside.id, name="Eva", relation=Relation.GUARDIAN)
        )


def _a_unit(town: Town, _folder: Path) -> None:
    deed = Deed(action="test.change", subject_kind="test", subject_id="")
    with town.part.write(deed) as work:
        there = work.get(type(unit()), town.other_unit)
        work.change(there, places=9)


def _what_somebody_else_did_to_several(town: Town, _folder: Path) -> object:
    deed = Deed(action="response.record", subject_kind="person", subject_id="")
    with town.everything.write(deed) as work:
        for one in (town.inside, town.outside):
            work.add(Response(id=new_id(), person_id=one.id, answered=date(2026, 5, 1), wants=True))
        event = work.commit().event
    return preview_undo(town.part, event)


@pytest.mark.parametrize(
    "reach",
    [
        _what_somebody_else_did_to_several,
        _card,
        _record,
        _history,
        _answer,
        _certificate,
        _end,
        _letter,
        _basis,
        _somebody_new_there,
        _a_line_of_somebody_unread,
        _a_unit,
    ],
)
def test_reaching_outside_is_refused_and_logged(
    town: Town, tmp_path: Path, reach: Callable[[Town, Path], Any]
) -> None:
    with pytest.raises(NotAllowed) as caught:
        reach(town, tmp_path)
    assert caught.value.code == OUTSIDE_SCOPE
    (line,) = latest(town.everything)
    assert (line.action, line.user) == ("access.refused", "Alex Berg")
    assert not list(tmp_path.glob("*.pdf"))
    assert stored(town.everything, Person, town.outside.id) == town.outside


def test_inside_one_does_all_that_the_role_allows(town: Town) -> None:
    record_response(
        town.part,
        RecordResponse(
            number=AT_HOME, answered=town.part.today, wants=True, answered_by=AnsweredBy.SELF
        ),
    )
    new = register(town.part, born(1950), unit="SB01")
    issue(town.part, born(1950))
    assert new.id in person_page(town.part, PersonFilter(), PersonOrder(), rows=10).ids


def test_whoever_handles_somebody_without_a_unit_sees_them(town: Town) -> None:
    own = town.part.session.account_id
    alone = replace(town.outside, id=new_id(), number=born(1951), handler_id=own)
    elsewhere = replace(alone, id=new_id(), number=born(1952))
    add(town.everything, alone, elsewhere)
    home(town.everything, elsewhere.id, unit_id=town.other_unit)
    assert show_person(town.part, born(1951)).person == alone
    with pytest.raises(NotAllowed):
        show_person(town.part, born(1952))


def test_a_likeness_outside_is_not_told_of(town: Town) -> None:
    asked = WhoIsThis(number=born(1942, 241), given_name="Signe", family_name="Wåhlberg")
    assert [one.id for one in find_known(town.everything, asked).alike] == [town.outside.id]
    assert not find_known(town.part, asked).alike
    assert find_known(town.part, replace(asked, number=OUTSIDE)).same is None


def test_each_leave_has_the_scope_of_the_roles_that_give_it(town: Town) -> None:
    narrow = replace(
        town.part,
        session=replace(
            town.part.session,
            roles=frozenset({Role.ISSUER, Role.UNIT_MANAGER}),
            scopes={Role.ISSUER: frozenset({town.other_unit})},
        ),
    )
    assert narrow.sight(Permission.SEE_PERSONS) is None
    assert narrow.sight(Permission.RECORD_RESPONSES) is None
    only = narrow.sight(Permission.ISSUE_CERTIFICATES)
    assert only is not None
    assert only.units == {town.other_unit}
    assert show_person(narrow, INSIDE).person == town.inside
    with pytest.raises(NotAllowed):
        issue(narrow, INSIDE)


def test_what_concerns_the_whole_municipality_needs_a_role_that_holds_everywhere(
    town: Town,
) -> None:
    with pytest.raises(NotAllowed) as caught:
        latest_events(town.part, limit=1)
    assert caught.value.code == OUTSIDE_SCOPE
    assert latest_events(town.everything, limit=1).events[0].action == "access.refused"


def test_care_given_at_a_unit_counts_for_whoever_lives_at_none(town: Town) -> None:
    here = next(iter(town.part.session.scopes[Role.COORDINATOR]))
    listed = replace(town.outside, id=new_id(), number=born(1953))
    housed = replace(town.outside, id=new_id(), number=born(1954))
    add(town.everything, listed, housed)
    home(town.everything, housed.id, unit_id=town.other_unit)
    for person in (listed, housed):
        add(town.everything, Support(id=new_id(), person_id=person.id, name="x", unit_id=here))
    assert show_person(town.part, born(1953)).person == listed
    with pytest.raises(NotAllowed):
        show_person(town.part, born(1954))


def test_care_given_at_a_unit_counts_from_the_day_after_the_last_one_elsewhere(town: Town) -> None:
    here = next(iter(town.part.session.scopes[Role.COORDINATOR]))
    today = town.part.today
    for number, last, seen in ((born(1953), today, False), (born(1954), today - A_DAY, True)):
        person = replace(town.outside, id=new_id(), number=number)
        add(town.everything, person)
        home(town.everything, person.id, unit_id=town.other_unit)
        (lived,) = found(town.everything, Residence, person_id=person.id)
        alter(town.everything, lived, to_day=last)
        add(town.everything, Support(id=new_id(), person_id=person.id, name="x", unit_id=here))
        if seen:
            assert show_person(town.part, number).person == person
            continue
        with pytest.raises(NotAllowed):
            show_person(town.part, number)


def _is_let_in(context: Context, *records: Any, **changes: Any) -> bool:
    """Whether new records may be written as they stand, or known ones changed, unread before."""
    deed = Deed(action="test.write", subject_kind="test", subject_id="")
    try:
        with context.write(deed, Permission.EDIT_DEVIATIONS) as work:
            for record in records:
                if changes:
                    work.change(record, **changes)
                else:
                    work.add(record)
            work.commit()
    except NotAllowed as refusal:
        return refusal.code != OUTSIDE_SCOPE
    return True


def test_what_is_written_unread_is_held_to_what_is_in_sight(town: Town) -> None:
    """The second lock: no use case comes so far, for none can read what lies outside."""
    here = next(iter(town.part.session.scopes[Role.COORDINATOR]))

    def deviation(person: Person | None, unit_id: str | None) -> Deviation:
        return Deviation(
            id=new_id(),
            day=town.part.today,
            direction=Direction.TO_MUNICIPALITY,
            category="other",
            person_id=None if person is None else person.id,
            unit_id=unit_id,
        )

    inside = [deviation(town.inside, None), deviation(town.inside, town.other_unit)]
    inside.append(deviation(None, here))
    outside = [deviation(town.outside, None), deviation(town.outside, here)]
    outside += [deviation(None, town.other_unit), deviation(None, None)]
    for known in (False, True):
        if known:
            add(town.everything, *outside)
        changes = {"reason": "x"} if known else {}
        assert [_is_let_in(town.part, one, **changes) for one in inside] == [True] * 3
        assert [_is_let_in(town.part, one, **changes) for one in outside] == [False] * 4


def test_a_session_that_units_share_is_written_by_who_answers_for_all_of_them(town: Town) -> None:
    here, there = (
        Training(id=new_id(), day=town.part.today, kind="practical", hundredths=100)
        for _ in range(2)
    )

    def at(session: Training, unit_id: str) -> TrainingUnit:
        return TrainingUnit(id=new_id(), training_id=session.id, unit_id=unit_id)

    own = next(iter(town.part.session.scopes[Role.COORDINATOR]))
    assert not _is_let_in(town.part, there, at(there, town.other_unit))
    assert not _is_let_in(town.part, here, at(here, own), at(here, town.other_unit))
    assert _is_let_in(town.part, here, at(here, own))
    assert not _is_let_in(town.part, at(here, town.other_unit))
    assert _is_let_in(town.part, here, note="x")
    add(town.everything, there)
    assert not _is_let_in(town.part, there, note="x")
    assert not _is_let_in(town.part, at(there, own))
    add(town.everything, at(there, own), at(there, town.other_unit))
    assert not _is_let_in(town.part, there, note="x")


def test_one_takes_back_what_brought_somebody_out_of_sight(town: Town) -> None:
    done = move_person(town.part, MovePerson(number=INSIDE, day=town.part.today, unit="SB02"))
    with pytest.raises(NotAllowed):
        show_person(town.part, INSIDE)
    undone = undo_event(town.part, done.event)
    assert show_person(town.part, INSIDE).person.id == town.inside.id
    assert undone.event is not None
    undo_event(town.part, undone.event)
    with pytest.raises(NotAllowed):
        show_person(town.part, INSIDE)


@pytest.mark.parametrize("dry_run", [True, False])
def test_what_others_did_outside_is_not_taken_back(town: Town, dry_run: bool) -> None:
    answer = RecordResponse(
        number=OUTSIDE, answered=town.part.today, wants=True, answered_by=AnsweredBy.SELF
    )
    done = record_response(town.everything, answer)
    with pytest.raises(NotAllowed) as caught:
        undo_event(town.part, done.event, dry_run=dry_run)
    assert caught.value.code == OUTSIDE_SCOPE


@pytest.mark.parametrize("kind", ["district", "import_batch"])
def test_what_others_did_to_the_whole_municipality_is_taken_back_by_who_answers_for_it(
    town: Town, kind: str
) -> None:
    deed = Deed(action="test.add", subject_kind=kind, subject_id="")
    with town.everything.write(deed) as work:
        work.add(District(id=new_id(), name="Norr", sort_key="norr"))
        event = work.commit().event
    with pytest.raises(NotAllowed) as caught:
        undo_event(town.part, event)
    assert caught.value.code == OUTSIDE_SCOPE
    undo_event(town.everything, event)
    assert not found(town.everything, District)


def test_what_others_did_inside_to_units_and_people_is_taken_back(town: Town) -> None:
    done = record_response(town.everything, replace(_YES, number=INSIDE, answered=town.part.today))
    undo_event(town.part, done.event)
    there = rename_unit(town.everything, "SB02", name="Eken")
    with pytest.raises(NotAllowed):
        undo_event(town.part, there.event)


_YES = RecordResponse(
    number=INSIDE, answered=date(2026, 11, 22), wants=True, answered_by=AnsweredBy.SELF
)


def test_a_list_is_narrowed_to_those_one_handles_and_to_ones_own_units(town: Town) -> None:
    own = town.part.session.account_id
    mine = register(town.part, born(1955), unit="SB01")
    handled = PersonFilter(handler_id=own)
    page = person_page(town.everything, handled, PersonOrder(), rows=10)
    assert list(page.ids) == [mine.id]
    at_mine = PersonFilter(unit_ids=town.part.session.own_units)
    found_there = person_page(town.everything, at_mine, PersonOrder(by=SortBy.HOME), rows=10).ids
    assert set(found_there) == {mine.id, town.inside.id, town.at_home.id}
    nowhere = PersonFilter(unit_ids=frozenset())
    assert not person_page(town.everything, nowhere, PersonOrder(), rows=10).ids


def test_a_query_with_parts_of_its_own_is_narrowed_too(town: Town) -> None:
    parts = text("WITH everybody AS (SELECT id FROM person) SELECT id FROM everybody")
    with town.part.read() as reader:
        assert isinstance(reader, StoreReader)
        assert set(reader.run(parts).scalars()) == {town.inside.id, town.at_home.id}
