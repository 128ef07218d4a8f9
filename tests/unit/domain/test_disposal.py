"""When what is kept of a person is to go: the edges of each time, and what stands in the way."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from munhalsa.adapters.rules import load_rules
from munhalsa.domain.candidate import Candidate, CandidateState, Support
from munhalsa.domain.certificate import (
    Certificate,
    EligibilityDecision,
    Ground,
    Registration,
    RegistrationKind,
    RegistrationState,
)
from munhalsa.domain.deviation import Deviation, DeviationState, Direction, Disagreement
from munhalsa.domain.disposal import (
    Fate,
    PersonFile,
    StillOpen,
    birth_day,
    is_kept_for_research,
    judge,
    what_is_open,
)
from munhalsa.domain.disposal_rules import Regime, rules_in
from munhalsa.domain.identity import Sex
from munhalsa.domain.person import Person, Residence
from munhalsa.domain.unit import UnitType
from tests.support.deeds import identity

EVERY = load_rules().disposal
RULES = rules_in(EVERY, day=date(2026, 11, 22), municipality="1490")
SOL, LSS, PATIENT = RULES
NOTED = date(2026, 11, 22)
DAY = date(2033, 1, 15)
ME = "01900000-0000-7000-8000-00000000000a"


def person(birth: str = "19410101", **changes: Any) -> Person:
    values: dict[str, Any] = {
        "id": ME,
        "number": identity(birth),
        "birth_year": int(birth[:4]),
        "sex": Sex.FEMALE,
        "given_name": "Signe",
        "family_name": "Wåhlström",
        "sort_key": "",
    }
    return Person(**{**values, **changes})


def a_file(noted: date = NOTED, **changes: Any) -> PersonFile:
    return PersonFile(**{"person": person(), "last_note": noted, **changes})


def certificate(**changes: Any) -> Certificate:
    values: dict[str, Any] = {
        "id": "c",
        "number": "1490-2026-0001",
        "person_id": ME,
        "ground": Ground.CARE_HOUSING,
        "issued": date(2020, 1, 1),
        "last_day": NOTED,
    }
    return Certificate(**{**values, **changes})


@pytest.mark.parametrize(
    ("noted", "first_day", "finish_by"),
    [
        (date(2026, 11, 22), date(2031, 11, 23), date(2032, 12, 31)),
        (date(2026, 12, 31), date(2032, 1, 1), date(2032, 12, 31)),
        (date(2027, 1, 1), date(2032, 1, 2), date(2033, 12, 31)),
        (date(2024, 2, 29), date(2029, 3, 1), date(2030, 12, 31)),
        (date(2023, 2, 28), date(2028, 2, 29), date(2029, 12, 31)),
    ],
)
def test_five_years_after_the_last_note_and_before_the_next_year_ends(
    noted: date, first_day: date, finish_by: date
) -> None:
    before = judge(a_file(noted), RULES, day=first_day - timedelta(days=1))
    on_it = judge(a_file(noted), RULES, day=first_day)
    assert (before.fate, on_it.fate) == (Fate.NOT_YET, Fate.DUE)
    assert (on_it.rule, on_it.finish_by) == (SOL, finish_by)


@pytest.mark.parametrize("born", ["19410105", "19410115", "19410125"])
def test_who_is_born_on_the_chosen_days_is_kept_for_research(born: str) -> None:
    assert judge(a_file(person=person(born)), RULES, day=DAY).fate is Fate.RESEARCH
    assert is_kept_for_research(identity(born), LSS)
    assert not is_kept_for_research(identity(born), PATIENT)


@pytest.mark.parametrize("born", ["19410104", "19410106", "19410120", "19410130"])
def test_nobody_else_is_kept_for_research(born: str) -> None:
    assert judge(a_file(person=person(born)), RULES, day=DAY).fate is Fate.DUE


def test_the_day_of_birth_is_known_without_the_month() -> None:
    assert birth_day("19480065" + identity("19480065")[8:]) == 5
    assert birth_day("22950606FH20") == 6
    assert birth_day("00342145BZ31") == 45


def test_of_several_regimes_the_longest_holds_and_any_keeps_for_research() -> None:
    both = a_file(
        certificates=[certificate(), certificate(ground=Ground.HOME_HEALTH_CARE)],
        person=person("19410105"),
    )
    assert judge(both, RULES, day=DAY).fate is Fate.NOT_YET
    verdict = judge(both, RULES, day=date(2036, 11, 23))
    assert (verdict.fate, verdict.rule, verdict.finish_by) == (Fate.RESEARCH, PATIENT, None)
    assert verdict.rules == (SOL, PATIENT)


@pytest.mark.parametrize(
    ("changes", "regime"),
    [
        ({}, Regime.SOCIAL_SERVICES),
        ({"certificates": [certificate(ground=Ground.LSS)]}, Regime.DISABILITY),
        ({"unit_types": {UnitType.DAY_ACTIVITY}}, Regime.DISABILITY),
        ({"unit_types": {UnitType.HOME_HEALTH_CARE}}, Regime.PATIENT),
        ({"has_findings": True}, Regime.PATIENT),
        (
            {
                "decisions": [
                    EligibilityDecision(
                        id="d", person_id=ME, decided_on=NOTED, decided_by="Kim", verdict="x",
                        ground=Ground.LSS, issued=False, answers="", because="",
                        rule_set_version="1",
                    )
                ]
            },
            Regime.DISABILITY,
        ),
    ],
)  # fmt: skip
def test_the_regime_goes_by_ground_unit_and_what_is_kept(
    changes: dict[str, Any], regime: Regime
) -> None:
    assert judge(a_file(**changes), RULES, day=DAY).rule.regime is regime


def test_where_nothing_tells_and_no_row_is_the_rest_the_longest_holds() -> None:
    assert judge(a_file(), [LSS, PATIENT], day=DAY).rule is PATIENT


def test_a_municipality_goes_by_its_own_row() -> None:
    here = rules_in(EVERY, day=NOTED, municipality="1480")
    assert [row.municipality for row in here] == ["1480", "1480", None]
    assert judge(a_file(), here, day=DAY).fate is Fate.RESEARCH
    turned = rules_in(tuple(reversed(EVERY)), day=NOTED, municipality="1480")
    assert {row.municipality for row in turned} == {"1480", None}


@pytest.mark.parametrize("day", [date(2024, 1, 1), date(2025, 6, 30), date(2025, 7, 1)])
def test_each_regime_has_one_row_a_day_and_one_is_the_rest(day: date) -> None:
    rules = rules_in(EVERY, day=day, municipality="1490")
    assert [row.regime for row in rules] == list(Regime)
    assert [row.otherwise for row in rules] == [True, False, False]
    assert all(row.source and row.assumption for row in rules)


def _registration(state: RegistrationState) -> Registration:
    return Registration(
        id="r", certificate_id="c", person_id=ME, kind=RegistrationKind.ENDED, state=state,
        since=NOTED, marked_at=datetime(2026, 11, 22, tzinfo=UTC),
    )  # fmt: skip


def _home(**changes: Any) -> Residence:
    return Residence(**{"id": "h", "person_id": ME, "from_day": NOTED, "unit_id": "u", **changes})


def _candidate(state: CandidateState, **changes: Any) -> Candidate:
    return Candidate(id="k", person_id=ME, state=state, listed_on=NOTED, source="lista", **changes)


def _deviation(state: DeviationState) -> Deviation:
    return Deviation(
        id="a", day=NOTED, direction=Direction.TO_PROVIDER, category="other", state=state,
        person_id=ME,
    )  # fmt: skip


def _disagreement(closed_on: date | None) -> Disagreement:
    return Disagreement(
        id="o", day=NOTED, about="Vem", temporary_solution="Så", person_id=ME, closed_on=closed_on
    )


OPEN: list[tuple[dict[str, Any], StillOpen]] = [
    ({"certificates": [certificate(last_day=None)]}, StillOpen.CERTIFICATE),
    ({"certificates": [certificate(last_day=DAY)]}, StillOpen.CERTIFICATE),
    ({"certificates": [certificate(issued=DAY + timedelta(9), last_day=None)]},
     StillOpen.CERTIFICATE),
    ({"residences": [_home()]}, StillOpen.LIVES_HERE),
    ({"supports": [Support(id="s", person_id=ME, name="hemtjänst")]}, StillOpen.CARE),
    ({"visits": [DAY]}, StillOpen.VISIT),
    ({"registrations": [_registration(RegistrationState.TO_REGISTER)]}, StillOpen.REGISTRATION),
    ({"candidates": [_candidate(CandidateState.NEEDS_JUDGEMENT)]}, StillOpen.CANDIDATE),
    ({"candidates": [_candidate(CandidateState.NOT_ENTITLED, again_on=DAY)]}, StillOpen.CANDIDATE),
    ({"deviations": [_deviation(DeviationState.ANSWERED)]}, StillOpen.DEVIATION),
    ({"disagreements": [_disagreement(None)]}, StillOpen.DISAGREEMENT),
]  # fmt: skip
SETTLED: list[dict[str, Any]] = [
    {"certificates": [certificate(last_day=DAY - timedelta(1))]},
    {"certificates": [certificate(last_day=None, voided_on=NOTED)]},
    {"certificates": [certificate(last_day=None, handed_over_on=DAY - timedelta(1))]},
    {"residences": [_home(unit_id=None)]},
    {"residences": [_home(to_day=DAY - timedelta(1))]},
    {"supports": [Support(id="s", person_id=ME, name="hemtjänst", to_day=NOTED)]},
    {"visits": [DAY - timedelta(1)]},
    {"registrations": [_registration(RegistrationState.REGISTERED)]},
    {"candidates": [_candidate(CandidateState.DECLINES, again_on=DAY - timedelta(1))]},
    {"candidates": [_candidate(CandidateState.DECLINES)]},
    {"deviations": [_deviation(DeviationState.CLOSED)]},
    {"disagreements": [_disagreement(NOTED)]},
]


@pytest.mark.parametrize(("changes", "what"), OPEN)
def test_what_is_open_stands_in_the_way(changes: dict[str, Any], what: StillOpen) -> None:
    verdict = judge(a_file(**changes), RULES, day=DAY)
    assert (verdict.fate, verdict.still_open) == (Fate.OPEN, (what,))


@pytest.mark.parametrize("changes", SETTLED)
def test_what_is_settled_does_not(changes: dict[str, Any]) -> None:
    assert judge(a_file(**changes), RULES, day=DAY).fate is Fate.DUE


@pytest.mark.parametrize("left", ["died_on", "moved_out_on"])
def test_who_is_dead_or_has_left_lives_here_no_more(left: str) -> None:
    waits: dict[str, Any] = {
        "residences": [_home()],
        "supports": [Support(id="s", person_id=ME, name="hemtjänst")],
        "candidates": [_candidate(CandidateState.NOT_ASSESSED)],
    }
    yesterday: dict[str, Any] = {left: DAY - timedelta(1)}
    today: dict[str, Any] = {left: DAY}
    assert what_is_open(a_file(person=person(**yesterday), **waits), DAY) == ()
    assert len(what_is_open(a_file(person=person(**today), **waits), DAY)) == 3


DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2060, 12, 31))


@given(
    noted=DAYS,
    day=DAYS,
    years=st.integers(min_value=1, max_value=20),
    changes=st.sampled_from([{}, *SETTLED, *(one for one, _ in OPEN)]),
)
def test_nobody_with_a_later_note_or_anything_open_is_ever_proposed(
    noted: date, day: date, years: int, changes: dict[str, Any]
) -> None:
    """Counted a second time: by whole years between two days of the calendar."""
    rules = [replace(one, years=years) for one in RULES]
    verdict = judge(a_file(noted, **changes), rules, day=day)
    # 29 February is the last of its month, so it comes round on the 28th.
    anniversary = (2, 28) if (noted.month, noted.day) == (2, 29) else (noted.month, noted.day)
    whole = day.year - noted.year - ((day.month, day.day) <= anniversary)
    leap = (noted.month, noted.day) == (2, 29) and (day.month, day.day) == (2, 29)
    has_stood = whole >= years and not (leap and (day.year - noted.year) == years)
    if verdict.fate is Fate.DUE:
        assert has_stood
        assert verdict.still_open == ()
    if not has_stood:
        assert verdict.fate is Fate.NOT_YET
