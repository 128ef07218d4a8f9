"""What differs from a list out of Intygsbeställningen, and what need not be shown again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from munhalsa.domain.certificate import Ground, RegistrationKind
from munhalsa.domain.reconciliation import (
    TOLD_BY,
    Aspect,
    Choice,
    Difference,
    Held,
    Known,
    Listed,
    SettledDifference,
    Standing,
    Value,
    best_lines,
    differences,
    hides,
    kept,
    said_by,
    value_of,
)

DAY = date(2026, 10, 1)
OLD, NEW = "191601012394", "191601022393"
EVERYTHING = frozenset({Aspect.UNIT, Aspect.ANSWER, Aspect.VALID_TO, Aspect.GROUND})
LINE = Listed(number=NEW, row=2, known=EVERYTHING, unit="Björkgården", wants=True)
HELD = Held(
    number=NEW,
    person_id="p",
    certificate_id="c",
    name="Signe Sten",
    unit="Björkgården",
    names=frozenset({"björkgården"}),
    wants=True,
    last_day=None,
    ground=Ground.CARE_HOUSING,
    issued=date(2025, 1, 1),
    told=frozenset(),
)
SIGNE = Known(number=NEW, person_id="p", name="Signe Sten", standing=Standing.NO_CERTIFICATE)


def found(line: Listed | None, *held: Held, known: Known | None = None) -> list[Difference]:
    listed = {} if line is None else {NEW: line}
    return differences(listed, held, day=DAY, known={} if known is None else {NEW: known})[0]


def aspects(line: Listed | None, *held: Held) -> list[Aspect]:
    return [one.aspect for one in found(line, *held)]


def test_of_several_certificates_the_newest_counts() -> None:
    ended = replace(HELD, issued=date(2020, 1, 1), last_day=date(2020, 6, 30), wants=False)
    assert aspects(LINE, ended, HELD) == []


@pytest.mark.parametrize(
    ("there", "here", "expected"),
    [
        (None, None, []),
        (DAY, DAY, []),
        (DAY - timedelta(days=1), DAY, []),
        (None, DAY, [Aspect.ENDED_HERE]),
        (DAY, None, [Aspect.ENDED_THERE]),
        (DAY + timedelta(days=1), None, [Aspect.VALID_TO]),
    ],
)
def test_what_is_over_when_the_day_is_over_is_over(
    there: date | None, here: date | None, expected: list[Aspect]
) -> None:
    assert aspects(replace(LINE, last_day=there), replace(HELD, last_day=here)) == expected


def test_who_is_not_in_the_list_is_told_unless_it_ends_today() -> None:
    assert aspects(None, HELD) == [Aspect.ONLY_HERE]
    assert aspects(None, replace(HELD, last_day=DAY)) == []


def test_another_municipality_answers_for_it_by_now() -> None:
    away = replace(HELD, handed_over=True)
    assert aspects(None, away) == []
    assert aspects(replace(LINE, wants=False), away) == []


def test_a_list_that_has_an_earlier_number_says_so() -> None:
    (one,) = found(replace(LINE, number=OLD), HELD)
    assert (one.number, one.aspect, one.here, one.there) == (NEW, Aspect.NUMBER, NEW, OLD)
    assert TOLD_BY[one.aspect] is RegistrationKind.NAME_OR_NUMBER


def test_two_lines_of_one_person_are_one_and_the_one_valid_longest_counts() -> None:
    ended = replace(LINE, number=OLD, last_day=date(2026, 1, 1))
    lines, gave_way = best_lines([ended, LINE], {OLD: SIGNE, NEW: SIGNE})
    assert (lines, gave_way) == ({NEW: LINE}, 1)
    newer = replace(LINE, issued=date(2026, 2, 1))
    assert best_lines([newer, LINE], {})[0] == {NEW: newer}


def test_who_is_only_there_is_told_with_what_is_known_here() -> None:
    named = replace(LINE, given_name="Signe", family_name="Strand")
    (stranger,) = found(named)
    assert (stranger.name, stranger.standing) == ("Signe Strand", Standing.UNKNOWN)
    (nameless,) = found(LINE)
    assert (nameless.name, nameless.person_id) == (None, None)
    (known,) = found(named, known=SIGNE)
    assert (known.name, known.standing, known.person_id) == (
        "Signe Sten",
        Standing.NO_CERTIFICATE,
        "p",
    )


def test_what_waits_is_said_of_the_certificate_and_of_the_difference() -> None:
    told = replace(HELD, told=frozenset({RegistrationKind.RESPONSE}))
    unit, answer = found(replace(LINE, unit="Ekgården", wants=False), told)
    assert (unit.waits, unit.told) == (True, False)
    assert (answer.waits, answer.told) == (True, True)


@pytest.mark.parametrize("aspect", Aspect)
def test_what_the_list_says_is_what_a_difference_has_of_it(aspect: Aspect) -> None:
    ended = DAY - timedelta(days=1)
    other = replace(
        LINE, number=OLD, unit="Ekgården", wants=False, last_day=DAY + timedelta(days=1)
    )
    other = replace(other, ground=Ground.LSS, issued=date(2024, 1, 1))
    told = [
        *found(other, HELD),
        *found(other),
        *found(None, HELD),
        *found(replace(other, last_day=ended), HELD),
        *found(replace(other, last_day=None), replace(HELD, last_day=ended)),
    ]
    for one in (one for one in told if one.aspect is aspect):
        line = {
            Aspect.ONLY_HERE: None,
            Aspect.ENDED_THERE: replace(other, last_day=ended),
            Aspect.ENDED_HERE: replace(other, last_day=None),
        }.get(aspect, other)
        assert said_by(line, aspect) == one.there
        sides = (one.here, one.there)
        read = tuple(value_of(aspect, kept(aspect, side)) for side in sides)
        assert read == (sides if aspect is not Aspect.NUMBER else (None, None))
        break
    else:
        pytest.fail(f"{aspect} was not told")


def test_a_list_without_a_ground_says_nothing_of_it() -> None:
    assert said_by(LINE, Aspect.GROUND) is None


def settled(choice: Choice, aspect: Aspect = Aspect.ANSWER, there: Value = False) -> bool:
    """Whether that choice hides an answer that is not told yet."""
    difference = Difference(number=NEW, aspect=aspect, here=True, there=False)
    record = SettledDifference(
        id="s",
        number=NEW,
        aspect=aspect,
        here=kept(aspect, True),
        there=kept(aspect, there),
        choice=choice,
        settled_on=DAY,
        settled_by="Anna",
    )
    told = replace(difference, told=True)
    assert hides(record, told) is (choice is not Choice.THERE and there is False)
    return hides(record, difference)


def test_what_was_settled_is_hidden_only_as_long_as_that_is_safe() -> None:
    assert settled(Choice.LEAVE)
    assert not settled(Choice.HERE)
    assert settled(Choice.HERE, Aspect.ONLY_THERE)
    assert not settled(Choice.THERE)
    assert not settled(Choice.LEAVE, there=None)
