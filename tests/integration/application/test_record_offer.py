"""Recording offers: their number, what they do to the list of persons, and what is refused."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from munhalsa.application.context import Context
from munhalsa.application.person_list import person_page
from munhalsa.application.ports_lists import PersonFilter, PersonOrder
from munhalsa.application.record_offer import OfferRecorded, RecordOffer, record_offer
from munhalsa.application.record_offers import RecordOffers, record_offers
from munhalsa.application.record_response import RecordResponse, record_response
from munhalsa.application.settings import set_setting
from munhalsa.application.undo import undo_event
from munhalsa.domain.account import Role
from munhalsa.domain.due import ToDo
from munhalsa.domain.refusal import NotAllowed, Rejected
from munhalsa.domain.response import AnsweredBy, Offer, OfferChannel
from tests.support.deeds import (
    SIGNE,
    alter,
    assert_refused,
    born,
    found,
    issue,
    latest,
    register,
    user,
)
from tests.support.stores import on_day

AGAIN = PersonFilter(to_do=ToDo.ASK_AGAIN)


def offer(context: Context, **changes: Any) -> OfferRecorded:
    values: dict[str, Any] = {
        "number": SIGNE,
        "offered": context.today,
        "channel": OfferChannel.PHONE,
    }
    return record_offer(context, RecordOffer(**{**values, **changes}))


def answer(context: Context, wants: bool, day: date, number: str = SIGNE) -> None:
    by_self = AnsweredBy.SELF
    command = RecordResponse(number=number, answered=day, wants=wants, answered_by=by_self)
    record_response(context, command)


def asked_again(context: Context, day: date) -> int:
    return len(person_page(on_day(context, day), AGAIN, PersonOrder(), rows=0).ids)


def somebody_who_said_no(context: Context, number: str = SIGNE) -> str:
    person = register(context, number)
    issue(context, number, issued=date(2025, 1, 1))
    answer(context, False, date(2025, 11, 1), number)
    return person.id


def test_offers_are_numbered_since_the_answer(context: Context) -> None:
    person = somebody_who_said_no(context)
    first = offer(context, offered=date(2026, 11, 2), offered_by="Anna Jonsson")
    assert (first.offer.reminder, first.offer.offered_by, first.warnings) == (
        1,
        "Anna Jonsson",
        (),
    )
    assert first.changes.kinds == {"offer"}
    assert first.changes.subjects == {person}
    assert offer(context).offer.reminder == 2
    assert [one.offered_by for one in found(context, Offer)] == ["Anna Jonsson", "Kim Lind"]
    assert latest(context)[0].action == "offer.record"


def test_an_offer_hides_and_the_second_stands_as_no_until_it_is_undone(context: Context) -> None:
    somebody_who_said_no(context)
    assert asked_again(context, date(2026, 11, 1)) == 1
    offer(context, offered=date(2026, 11, 2))
    assert asked_again(context, context.today) == 0
    later = on_day(context, date(2026, 12, 10))
    assert asked_again(later, later.today) == 1
    second = offer(later)
    assert asked_again(later, date(2027, 12, 9)) == 0
    assert asked_again(later, date(2027, 12, 10)) == 1
    undo_event(later, second.event)
    assert asked_again(later, later.today) == 1


def test_what_the_municipality_has_set_holds(context: Context) -> None:
    somebody_who_said_no(context)
    set_setting(context, key="offer_hidden_days", value="5", valid_from=date(2026, 1, 1))
    set_setting(context, key="offers_to_still_no", value="1", valid_from=date(2026, 11, 20))
    offer(context, offered=date(2026, 11, 2))
    assert asked_again(context, date(2026, 11, 6)) == 0
    assert asked_again(context, date(2026, 11, 7)) == 1
    assert asked_again(context, date(2026, 11, 20)) == 0


@pytest.mark.parametrize(
    ("wants", "certified", "code"), [(True, True, "wants_already"), (None, False, "no_certificate")]
)
def test_an_offer_that_was_hardly_needed_is_kept_with_a_warning(
    context: Context, wants: bool | None, certified: bool, code: str
) -> None:
    register(context)
    if certified:
        issue(context)
    if wants is not None:
        answer(context, wants, context.today - timedelta(days=2))
    (notice,) = offer(context).warnings
    assert notice.code == code
    assert len(found(context, Offer)) == 1


@pytest.mark.parametrize(
    ("offered", "code"),
    [
        (date(2026, 11, 23), "offered_in_future"),
        (date(2026, 11, 2), "person_deceased"),
        (date(1940, 12, 31), "offered_before_birth"),
    ],
)
def test_a_day_that_cannot_be(context: Context, offered: date, code: str) -> None:
    alter(context, register(context), died_on=date(2026, 11, 1))
    with pytest.raises(Rejected) as caught:
        offer(context, offered=offered)
    assert_refused(caught, code, "offered")
    assert found(context, Offer) == []


def test_many_are_asked_in_one_deed(context: Context) -> None:
    persons = tuple(somebody_who_said_no(context, born(year)) for year in (1941, 1942))
    command = RecordOffers(
        persons=(*persons, persons[0]), offered=context.today, channel=OfferChannel.LETTER
    )
    done = record_offers(context, command)
    assert {one.person_id for one in done.offers} == set(persons) == done.changes.subjects
    assert (len(done.offers), done.warnings) == (2, ())
    undo_event(context, done.event)
    assert found(context, Offer) == []


def test_one_who_cannot_be_asked_stops_all(context: Context) -> None:
    well, dead = register(context, born(1941)), register(context, born(1942))
    alter(context, dead, died_on=date(2026, 11, 1))
    command = RecordOffers(
        persons=(well.id, dead.id), offered=context.today, channel=OfferChannel.LETTER
    )
    with pytest.raises(Rejected) as caught:
        record_offers(context, command)
    assert_refused(caught, "person_deceased", "offered")
    assert found(context, Offer) == []
    nobody = RecordOffers(persons=(), offered=context.today, channel=OfferChannel.LETTER)
    with pytest.raises(Rejected) as caught:
        record_offers(context, nobody)
    assert_refused(caught, "nobody_chosen", "persons")
    alone = RecordOffers(persons=(well.id,), offered=context.today, channel=OfferChannel.LETTER)
    assert record_offers(context, alone).warnings[0].code == "no_certificate"


def test_a_unit_manager_may_but_not_the_statistician(context: Context) -> None:
    register(context)
    assert offer(user(context, Role.UNIT_MANAGER)).offer.reminder == 1
    with pytest.raises(NotAllowed) as caught:
        offer(user(context, Role.STATISTICS))
    assert_refused(caught, "not_allowed", None)
