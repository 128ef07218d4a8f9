"""When data about somebody may go to a recipient."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from munhalsa.domain.certificate import Disclosure, DisclosureBasis, Recipient
from munhalsa.domain.disclosure import check_details, in_force, may_hand_over
from munhalsa.domain.refusal import Rejected

VGR = Recipient.VGR
CONSENT, HARM, LAW = DisclosureBasis.CONSENT, DisclosureBasis.HARM_TEST, DisclosureBasis.LAW


def day(number: int) -> date:
    return date(2026, 5, number)


def made(
    id: str,
    basis: DisclosureBasis,
    on: int,
    withdrawn: int | None = None,
    recipient: Recipient = VGR,
) -> Disclosure:
    return Disclosure(
        id=id,
        person_id="p",
        recipient=recipient,
        basis=basis,
        details="muntligt av personen själv",
        decided_on=day(on),
        withdrawn_on=None if withdrawn is None else day(withdrawn),
    )


def test_without_any_assessment_nothing_stands_in_the_way_but_none_is_in_force() -> None:
    assert may_hand_over([], VGR, day(1))
    assert in_force([], VGR, day(1)) is None


def test_a_consent_counts_from_its_day() -> None:
    consent = made("a", CONSENT, 3)
    assert in_force([consent], VGR, day(2)) is None
    assert in_force([consent], VGR, day(3)) is consent


def test_a_withdrawn_consent_stops_at_once() -> None:
    known = [made("a", CONSENT, 3, withdrawn=5)]
    assert [may_hand_over(known, VGR, day(number)) for number in (4, 5, 6)] == [True, False, False]
    assert in_force(known, VGR, day(4)) == known[0]
    assert in_force(known, VGR, day(5)) is None


def test_it_stops_for_that_recipient_only() -> None:
    known = [made("a", CONSENT, 3, withdrawn=5)]
    assert may_hand_over(known, Recipient.DENTAL_PROVIDER, day(9))


def test_an_older_assessment_does_not_outlive_a_withdrawn_consent() -> None:
    known = [made("a", LAW, 1), made("b", CONSENT, 3, withdrawn=5)]
    assert not may_hand_over(known, VGR, day(5))


def test_nor_does_a_newer_one_that_was_made_before_the_withdrawal() -> None:
    known = [made("a", CONSENT, 1, withdrawn=5), made("b", HARM, 3)]
    assert may_hand_over(known, VGR, day(4))
    assert not may_hand_over(known, VGR, day(5))


@pytest.mark.parametrize("basis", [CONSENT, HARM, LAW])
def test_a_new_assessment_after_the_withdrawal_opens_again(basis: DisclosureBasis) -> None:
    known = [made("a", CONSENT, 3, withdrawn=5), made("b", basis, 5)]
    assert may_hand_over(known, VGR, day(5))
    assert in_force(known, VGR, day(5)) == known[1]


def test_of_two_on_one_day_the_one_entered_last_counts() -> None:
    known = [made("b", LAW, 3), made("a", HARM, 3)]
    assert in_force(known, VGR, day(3)) == known[0]


def test_what_ended_with_a_consent_is_no_longer_in_force() -> None:
    known = [made("a", CONSENT, 1, withdrawn=5), made("b", LAW, 3, withdrawn=5)]
    assert in_force(known, VGR, day(5)) is None
    assert not may_hand_over(known, VGR, day(5))


assessments = st.builds(
    made,
    st.uuids().map(str),
    st.sampled_from([CONSENT, HARM, LAW]),
    st.integers(1, 9),
    st.none() | st.integers(9, 20),
    st.sampled_from([VGR, Recipient.UNIT]),
)


@given(st.lists(assessments, max_size=5), st.integers(1, 25))
def test_after_a_withdrawal_only_a_standing_assessment_opens(
    known: list[Disclosure], number: int
) -> None:
    today = day(number)
    withdrawn = [
        one
        for one in known
        if one.recipient is VGR
        and one.basis is CONSENT
        and one.withdrawn_on is not None
        and one.withdrawn_on <= today
    ]
    if not withdrawn:
        assert may_hand_over(known, VGR, today)
    elif may_hand_over(known, VGR, today):
        standing = in_force(known, VGR, today)
        assert standing is not None
        assert all(
            one.withdrawn_on is not None and one.withdrawn_on <= standing.decided_on
            for one in withdrawn
        )


@pytest.mark.parametrize(
    ("basis", "word"), [(CONSENT, "samtycket"), (HARM, "menprövningen"), (LAW, "lagrum")]
)
@pytest.mark.parametrize("details", [None, "", "   "])
def test_an_assessment_says_what_it_rests_on(
    basis: DisclosureBasis, word: str, details: str | None
) -> None:
    with pytest.raises(Rejected, match=word) as caught:
        check_details(basis, details)
    assert (caught.value.code, caught.value.field) == ("disclosure_details_missing", "details")
    check_details(basis, "OSL 26 kap. 9 §")
