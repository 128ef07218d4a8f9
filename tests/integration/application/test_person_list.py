"""The list of persons on both engines: who, in what order, and what the log keeps of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from random import Random

import pytest
from sqlalchemy import select

from munhalsa.adapters.ids import new_id
from munhalsa.adapters.store.log_rows import audit_event
from munhalsa.adapters.store.store import SqlStore
from munhalsa.application.context import Context
from munhalsa.application.end_certificate import EndCertificate, end_certificate
from munhalsa.application.person_list import (
    MOST_HITS,
    PersonPage,
    PersonRow,
    first_persons,
    note_list,
    note_search,
    person_page,
    person_rows,
    search_page,
)
from munhalsa.application.ports_lists import AnswerIs, PersonFilter, PersonOrder, SortBy
from munhalsa.application.record_response import RecordResponse, record_response
from munhalsa.application.settings import set_setting
from munhalsa.domain.account import Role
from munhalsa.domain.certificate import EndReason, Ground
from munhalsa.domain.due import ToDo
from munhalsa.domain.person import ProtectedIdentity, Residence
from munhalsa.domain.refusal import NotAllowed
from munhalsa.domain.response import AnsweredBy
from tests.support.deeds import (
    SIGNE,
    add,
    born,
    content,
    identity,
    issue,
    latest,
    mark_registered,
    register,
    unit,
    user,
)
from tests.support.people import somebody
from tests.support.random_municipality import LAST, put_into_store, random_municipality
from tests.support.stores import on_day

EVERYBODY, BY_NAME = PersonFilter(), PersonOrder()
HIDDEN = born(1950)


def named(context: Context) -> Context:
    return user(context, Role.ISSUER, sees_protected=True)


def page(
    context: Context, wanted: PersonFilter = EVERYBODY, order: PersonOrder = BY_NAME
) -> PersonPage:
    return person_page(context, wanted, order, rows=100)


def names(found: PersonPage) -> list[str]:
    return [row.name for row in found.rows]


def search(context: Context, typed: str, order: PersonOrder = BY_NAME) -> list[str]:
    return names(search_page(context, typed, order, rows=100))


def by(column: SortBy, *, descending: bool = False) -> PersonOrder:
    return PersonOrder(by=column, descending=descending)


def answer(context: Context, number: str, *, wants: bool, day: date | None = None) -> None:
    answered = day or context.today
    by_self = AnsweredBy.SELF
    record_response(
        context,
        RecordResponse(number=number, answered=answered, wants=wants, answered_by=by_self),
    )


def people(context: Context) -> None:
    """Three in Swedish order: one who wants, one who does not, one without certificate."""
    home, other = unit("Hemgården"), unit("Ängsro LSS", "LS01")
    add(context, home, other)
    for year, family, code in ((1941, "Åkesson", "SB01"), (1942, "Zetterberg", "LS01")):
        register(context, born(year), given_name="Anna", family_name=family, unit=code, room="2")
    register(context, born(1943), given_name="Örjan", family_name="Öberg")
    issue(context, born(1941))
    issue(context, born(1942), ground=Ground.LSS, valid_to=context.today + timedelta(days=30))
    answer(context, born(1941), wants=True)
    answer(context, born(1942), wants=False, day=context.today - timedelta(days=400))


def hide(context: Context) -> str:
    """A protected person who would stand first in the alphabet; the id."""
    return register(
        context,
        HIDDEN,
        given_name="Aina",
        family_name="Abrahamsson",
        unit="SB01",
        protected_identity=ProtectedIdentity.PROTECTED_REGISTRATION,
    ).id


def test_everybody_in_swedish_order_with_what_is_known(context: Context) -> None:
    people(context)
    found = page(context)
    assert names(found) == ["Zetterberg, Anna", "Åkesson, Anna", "Öberg, Örjan"]
    assert (found.total, len(found.ids)) == (3, 3)
    second = found.rows[1]
    assert (second.number, second.home, second.ground) == ("19410101-••••", "Hemgården, 2", "2a")
    assert (second.wants, second.answered, second.last_day) == (True, context.today, None)
    assert second.certificate is not None
    assert second.to_do == (ToDo.REGISTER,)
    assert found.rows[2] == PersonRow(
        id=found.ids[2], name="Öberg, Örjan", number=found.rows[2].number
    )


def test_a_page_brings_only_the_rows_asked_for(context: Context) -> None:
    people(context)
    found = person_page(context, EVERYBODY, BY_NAME, rows=1)
    assert (len(found.ids), names(found)) == (3, ["Zetterberg, Anna"])
    rows = person_rows(context, [found.ids[2], "gone"])
    assert [row.id for row in rows] == [found.ids[2]]
    assert person_rows(context, []) == []


def test_whoever_has_an_address_of_their_own_lives_at_home(context: Context) -> None:
    add(context, unit())
    person = register(context, unit="SB01")
    other = register(context, born(1944))
    add(
        context,
        Residence(id=new_id(), person_id=other.id, street="Gatan 1", from_day=context.today),
    )
    homes = {row.id: row.home for row in person_rows(context, [person.id, other.id])}
    assert homes == {person.id: "Björkgläntan", other.id: "Eget boende"}


def test_the_municipality_may_show_whole_numbers(context: Context) -> None:
    register(context)
    assert page(context).rows[0].number == "19410101-••••"
    set_setting(context, key="show_identity_numbers", value="yes")
    assert page(context).rows[0].number == f"19410101-{SIGNE[8:]}"


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (PersonFilter(certified=True), ["Zetterberg, Anna", "Åkesson, Anna"]),
        (PersonFilter(answer=AnswerIs.YES), ["Åkesson, Anna"]),
        (PersonFilter(answer=AnswerIs.NO), ["Zetterberg, Anna"]),
        (PersonFilter(answer=AnswerIs.NOT_ASKED), ["Öberg, Örjan"]),
        (PersonFilter(certified=True, answer=AnswerIs.NOT_ASKED), []),
        (PersonFilter(to_do=ToDo.EXPIRES), ["Zetterberg, Anna"]),
        (PersonFilter(to_do=ToDo.ASK_AGAIN), ["Zetterberg, Anna"]),
        (PersonFilter(to_do=ToDo.ASK), []),
        (PersonFilter(to_do=ToDo.ON_PAPER), []),
    ],
)
def test_filters_narrow(context: Context, wanted: PersonFilter, expected: list[str]) -> None:
    people(context)
    assert names(page(context, wanted)) == expected


def test_a_unit_shows_who_lives_there_today(context: Context) -> None:
    people(context)
    home = unit("Solhaga", "SB02")
    add(context, home)
    register(context, born(1945), family_name="Berg", unit="SB02", from_day=context.today)
    found = PersonFilter(unit_id=home.id)
    assert names(page(context, found)) == ["Berg, Signe"]
    assert list(page(on_day(context, context.today - timedelta(days=1)), found).ids) == []


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        (SortBy.NAME, "ZÅÖ"),
        (SortBy.NUMBER, "ÅZÖ"),
        (SortBy.HOME, "ÅZÖ"),
        (SortBy.GROUND, "ZÅÖ"),
        (SortBy.ANSWER, "ÅZÖ"),
        (SortBy.ANSWERED, "ZÅÖ"),
        (SortBy.LAST_DAY, "ZÅÖ"),
    ],
)
def test_sorted_by_column_with_those_who_lack_it_last(
    context: Context, column: SortBy, expected: str
) -> None:
    people(context)
    assert "".join(name[0] for name in names(page(context, order=by(column)))) == expected
    backwards = "".join(name[0] for name in names(page(context, order=by(column, descending=True))))
    if column in (SortBy.NAME, SortBy.NUMBER):
        assert backwards == expected[::-1]
    elif column is not SortBy.LAST_DAY:
        assert backwards == expected[1::-1] + expected[2]


def test_the_first_of_them_are_those_that_a_whole_page_begins_with(context: Context) -> None:
    people(context)
    hide(context)
    for order, many in product((BY_NAME, by(SortBy.NAME, descending=True)), (1, 2, 4, 9)):
        whole = person_page(context, EVERYBODY, order, rows=many)
        first = first_persons(context, EVERYBODY, order, rows=many)
        assert (list(first.ids), first.rows) == (list(whole.ids[:many]), whole.rows)
        assert first.total is None


def test_protected_are_masked_and_first_in_every_order(context: Context) -> None:
    people(context)
    hidden = hide(context)
    for column, descending in product(SortBy, (False, True)):
        for wanted in (EVERYBODY, PersonFilter(certified=True)):
            first = page(context, wanted, by(column, descending=descending)).rows[0]
            assert first == PersonRow(
                id=hidden,
                name="Skyddad uppgift",
                number="••••••••-••••",
                to_do=(ToDo.ON_PAPER,),
                masked=True,
            )


def test_no_filter_tells_where_a_protected_person_lives_or_what_they_said(
    context: Context,
) -> None:
    people(context)
    hidden = hide(context)
    with context.store.read() as reader:
        home = next(iter(reader.find(type(unit()), code="SB01"))).id
    narrowed = [
        PersonFilter(unit_id=home),
        *(PersonFilter(answer=one) for one in AnswerIs),
        *(PersonFilter(to_do=one) for one in ToDo),
    ]
    for wanted in narrowed:
        assert hidden not in page(context, wanted).ids
    seen = named(context)
    assert hidden in page(seen, PersonFilter(unit_id=home)).ids
    assert names(page(seen, PersonFilter(to_do=ToDo.ON_PAPER))) == ["Abrahamsson, Aina"]
    assert names(page(seen))[0] == "Abrahamsson, Aina"


class TestSearch:
    def test_by_name_number_and_last_four(self, context: Context) -> None:
        people(context)
        assert search(context, "zett") == ["Zetterberg, Anna"]
        assert search(context, "oberg") == ["Öberg, Örjan"]
        assert search(context, "tterb") == ["Zetterberg, Anna"]
        assert search(context, born(1941)[2:8]) == ["Åkesson, Anna"]
        assert search(context, born(1941)[-4:])[0] == "Åkesson, Anna"
        assert search(context, "finns inte") == []

    def test_by_unit_after_the_names(self, context: Context) -> None:
        people(context)
        register(context, born(1946), given_name="Gudrun", family_name="Ängsro")
        assert search(context, "ängsro") == ["Ängsro, Gudrun", "Zetterberg, Anna"]
        assert search(context, "LSS") == ["Zetterberg, Anna"]
        assert search(context, "än") == ["Ängsro, Gudrun"]

    def test_exact_names_come_first(self, context: Context) -> None:
        for serial, given in ((241, "Annika"), (243, "Ann"), (245, "Anna")):
            register(context, identity("19300101", serial), given_name=given, family_name="Berg")
        register(context, identity("19300101", 247), given_name="Ann", family_name="Öst")
        assert search(context, "ann") == ["Berg, Ann", "Öst, Ann", "Berg, Anna", "Berg, Annika"]
        assert search(context, "berg annika") == ["Berg, Annika"]

    def test_sorted_by_a_column_where_that_is_wanted(self, context: Context) -> None:
        people(context)
        assert search(context, "anna") == ["Zetterberg, Anna", "Åkesson, Anna"]
        assert search(context, "anna", by(SortBy.HOME)) == ["Åkesson, Anna", "Zetterberg, Anna"]

    def test_the_protected_are_no_hits_but_for_those_named_for_it(self, context: Context) -> None:
        people(context)
        hide(context)
        for typed in ("abra", HIDDEN, HIDDEN[-4:]):
            assert not {"Abrahamsson, Aina", "Skyddad uppgift"} & set(search(context, typed))
            assert "Abrahamsson, Aina" in search(named(context), typed)
        assert search(context, "hemgården") == ["Åkesson, Anna"]
        assert search(context, "hemgården", by(SortBy.NUMBER)) == ["Åkesson, Anna"]
        assert search(named(context), "hemgården") == ["Abrahamsson, Aina", "Åkesson, Anna"]

    def test_a_search_stops_at_what_can_be_looked_through(self, context: Context) -> None:
        add(context, *(somebody("Lind", f"Namn {one}") for one in range(MOST_HITS + 1)))
        assert len(search_page(context, "lind", BY_NAME, rows=3).ids) == MOST_HITS
        assert search_page(context, "", BY_NAME, rows=3).ids == []


def test_reading_writes_nothing(context: Context) -> None:
    people(context)
    (before,) = latest(context)
    found = page(context)
    search_page(context, "anna", BY_NAME, rows=10)
    person_rows(context, found.ids)
    assert latest(context)[0] == before


def test_a_settled_search_is_one_event_without_what_was_typed(context: Context) -> None:
    people(context)
    found = search_page(context, "zett", BY_NAME, rows=10)
    note_search(context, "zett", found.ids)
    (event,) = latest(context)
    assert event.action == "person.search"
    with context.store.read() as reader:
        assert event.event in {line.event for line in reader.history.of_subject(found.ids[0])}
    assert "zett" not in f"{event}{content(context, event.event)}"


def test_a_settled_list_is_one_event_too(context: Context, store: SqlStore) -> None:
    note_list(context, PersonFilter(certified=True, answer=AnswerIs.NO), hits=12)
    (event,) = latest(context)
    assert (event.action, event.subject_id) == ("person.list", "")
    handled = PersonFilter(handler_id="x", unit_ids=frozenset({"y"}), to_do=ToDo.ASK)
    note_list(context, handled, hits=1)
    told = select(audit_event.c.details).where(audit_event.c.id == latest(context)[0].event)
    with store.engine.connect() as connection:
        details = connection.scalar(told)
    assert '"narrowed":"to_do handler own_units"' in str(details)


def test_who_sees_no_persons_lists_none(context: Context) -> None:
    nobody = user(context, Role.STATISTICS)
    for attempt in (
        lambda: page(nobody),
        lambda: search_page(nobody, "a", BY_NAME, rows=1),
        lambda: person_rows(nobody, []),
        lambda: note_search(nobody, "a", []),
        lambda: note_list(nobody, EVERYBODY, hits=0),
    ):
        with pytest.raises(NotAllowed):
            attempt()


def test_a_renewed_certificate_does_not_soon_end(context: Context) -> None:
    add(context, unit())
    register(context, unit="SB01")
    last = context.today + timedelta(days=10)
    first = issue(context, valid_to=last).certificate
    answer(context, SIGNE, wants=True)
    mark_registered(context, first.id)
    assert page(context).rows[0].to_do == (ToDo.EXPIRES,)
    renewed = issue(context, issued=last + timedelta(days=1)).certificate
    mark_registered(context, renewed.id)
    assert page(context).rows[0].to_do == ()
    assert list(page(context, PersonFilter(to_do=ToDo.EXPIRES)).ids) == []
    end_certificate(
        context,
        EndCertificate(number=first.number, day=context.today, reason=EndReason.NOT_ENTITLED),
    )
    assert page(context, PersonFilter(to_do=ToDo.REGISTER)).ids != []


@pytest.mark.parametrize("seed", [1, 2])
def test_filters_and_rows_say_the_same(context: Context, seed: int) -> None:
    """In a municipality nobody planned, each filter shows those whose rows say so, and no other."""
    put_into_store(context, random_municipality(Random(seed), persons=60))
    for day in (LAST, LAST - timedelta(days=500)):
        then = named(on_day(context, day))
        rows = page(then).rows
        assert len(rows) == 60

        def kept(wanted: PersonFilter, then: Context = then) -> set[str]:
            return set(page(then, wanted).ids)

        def those(chosen: Sequence[PersonRow]) -> set[str]:
            return {row.id for row in chosen}

        for one in ToDo:
            assert kept(PersonFilter(to_do=one)) == those([r for r in rows if one in r.to_do])
        wants = {AnswerIs.YES: True, AnswerIs.NO: False, AnswerIs.NOT_ASKED: None}
        for said, meant in wants.items():
            assert kept(PersonFilter(answer=said)) == those([r for r in rows if r.wants is meant])
        certified = those([row for row in rows if row.certificate is not None])
        assert kept(PersonFilter(certified=True)) == certified
        for column, descending in product(SortBy, (False, True)):
            order = replace(by(column), descending=descending)
            assert set(page(then, order=order).ids) == those(rows)
