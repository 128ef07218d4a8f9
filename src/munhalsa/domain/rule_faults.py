"""What can be wrong in a set of rules, found before any of them is used."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise

from munhalsa.domain.certificate import EndReason, Ground
from munhalsa.domain.deviation import Direction
from munhalsa.domain.deviation_rules import DeviationRules
from munhalsa.domain.rules import AnswerKind, Condition, Rule, RuleBook


def faults(book: RuleBook) -> tuple[str, ...]:
    """Every fault as a Swedish sentence; empty when the rules hang together."""
    return tuple(dict.fromkeys(_faults(book)))


def _faults(book: RuleBook) -> Iterator[str]:
    yield from _periods("frågan", ((row.id, row) for row in book.questions))
    yield from _periods("kriteriet", ((row.id, row) for row in book.criteria))
    yield from _periods("undantaget", ((row.id, row) for row in book.exclusions))
    yield from _periods("åldersgränsen", (("", row) for row in book.age_limits))
    yield from _periods("grunden", ((row.ground, row) for row in book.grounds))
    yield from _periods("avslutsorsaken", ((row.reason, row) for row in book.end_reasons))
    yield from _periods("målet", (("", row) for row in book.coverage_targets))
    yield from _periods("åldersgruppen", ((row.key, row) for row in book.age_groups))
    yield from _periods("måttet", ((row.id, row) for row in book.figures))
    yield from _periods("åtagandet", ((row.id, row) for row in book.duties))
    yield from _periods("inställningen", ((row.key, row) for row in book.settings))
    yield from _periods("utbildningen", ((row.code, row) for row in book.training_kinds))
    times = (((row.regime, row.municipality), row) for row in book.disposal)
    yield from _periods("gallringstiden", times)
    yield from _of_deviations(book.deviations)
    yield from _missing("avslutsorsaken", EndReason, {row.reason for row in book.end_reasons})
    yield from _names(book)
    if not any(row.confirmed for row in book.age_limits[:1]):
        yield "den första åldersgränsen saknas eller är inte bekräftad"
    for day in _turning_days(book):
        yield from _on_day(book, day)


def _of_deviations(rules: DeviationRules) -> Iterator[str]:
    for direction in Direction:
        own = ((row.code, row) for row in rules.categories if row.direction is direction)
        yield from _periods("avvikelsekategorin", own)
    yield from _periods("hanteringen av avvikelser", (("", row) for row in rules.handling))
    yield from _periods("steget", ((row.step, row) for row in rules.ladder))
    if not rules.handling:
        yield "hantering av avvikelser saknas"


def _periods(what: str, rows: Iterable[tuple[Hashable, Rule]]) -> Iterator[str]:
    """Rows of the same thing must stand in order of time and never hold on the same day."""
    by_key: dict[Hashable, list[Rule]] = {}
    for key, row in rows:
        by_key.setdefault(key, []).append(row)
    for key, same in by_key.items():
        name = f"{what} {key}".strip()
        for row in same:
            if row.valid_to is not None and row.valid_to < row.valid_from:
                yield f"{name}: valid_to ligger före valid_from"
        for earlier, later in pairwise(same):
            if earlier.valid_to is None or later.valid_from <= earlier.valid_to:
                yield f"{name}: två rader gäller samma dag eller står i fel ordning"


def _missing(what: str, wanted: Iterable[str], found: Iterable[str]) -> Iterator[str]:
    known = set(found)
    for code in wanted:
        if code not in known:
            yield f"{what} {code} saknas"


def _names(book: RuleBook) -> Iterator[str]:
    questions = {row.id for row in book.questions}
    exclusions = {row.id for row in book.exclusions}
    for criterion in book.criteria:
        if criterion.id in questions:
            yield f"{criterion.id}: både en fråga och ett kriterium har detta id"
        if not criterion.grounds:
            yield f"{criterion.id}: ger ingen grund"
        for name in criterion.excluded_by:
            if name not in exclusions:
                yield f"{criterion.id}: undantaget {name} finns inte"


def _turning_days(book: RuleBook) -> list[date]:
    """Every day from the first age limit on which some row begins to hold or no longer does."""
    rows: tuple[Rule, ...] = (
        *book.questions, *book.criteria, *book.exclusions, *book.age_limits, *book.grounds,
        *book.age_groups,
    )  # fmt: skip
    days = {row.valid_from for row in rows}
    days |= {row.valid_to + timedelta(days=1) for row in rows if row.valid_to is not None}
    first = min((row.valid_from for row in book.age_limits), default=date.max)
    return sorted(day for day in days if day >= first)


def _on_day(book: RuleBook, day: date) -> Iterator[str]:
    """What must be there on any day."""
    since = f"från {day.isoformat()}"
    if not any(row.holds_on(day) for row in book.age_limits):
        yield f"åldersgräns saknas {since}"
    for code in _missing("grunden", Ground, {row.ground for row in book.grounds_on(day)}):
        yield f"{code} {since}"
    groups = book.age_groups_on(day)
    edges = [(None, None), *((row.lowest, row.highest) for row in groups), (None, None)]
    for (_, highest), (lowest, _) in pairwise(edges):
        if lowest != (None if highest is None else highest + 1):
            yield f"åldersgrupperna täcker inte varje ålder en gång {since}"
    questions = {row.id for row in book.questions_on(day) if row.kind is AnswerKind.YES_NO}
    for owner, condition in _conditions(book, day):
        if condition.question not in questions:
            yield f"{owner}: {condition.question} är ingen ja- eller nej-fråga {since}"


def _conditions(book: RuleBook, day: date) -> Iterator[tuple[str, Condition]]:
    for criterion in book.criteria_on(day):
        for condition in criterion.conditions:
            yield criterion.id, condition
        for mapping in criterion.grounds:
            for condition in mapping.when:
                yield criterion.id, condition
    for exclusion in book.exclusions_on(day):
        yield exclusion.id, exclusion.condition
