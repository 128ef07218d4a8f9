"""What differs between this register and a list out of Intygsbeställningen (spec: exchange)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from munhalsa.domain.certificate import Ground, RegistrationKind

Value = str | bool | date | None


class Aspect(StrEnum):
    """What about somebody can differ; the value is the word on the command line."""

    ONLY_THERE = "only_there"
    ONLY_HERE = "only_here"
    ENDED_THERE = "ended_there"
    ENDED_HERE = "ended_here"
    UNIT = "unit"
    ANSWER = "wants"
    VALID_TO = "valid_to"
    GROUND = "ground"


TOLD_BY: Mapping[Aspect, RegistrationKind] = {
    Aspect.ONLY_HERE: RegistrationKind.NEW,
    Aspect.ENDED_THERE: RegistrationKind.NEW,
    Aspect.ENDED_HERE: RegistrationKind.ENDED,
    Aspect.UNIT: RegistrationKind.UNIT,
    Aspect.ANSWER: RegistrationKind.RESPONSE,
    Aspect.VALID_TO: RegistrationKind.VALIDITY,
    Aspect.GROUND: RegistrationKind.GROUND,
}
"""The line of the queue that tells Intygsbeställningen what is right here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """Somebody in the list; None: the list does not say. ``known`` are the aspects it tells of.

    ``last_day`` is the last day of validity by the list, None: still valid.
    """

    number: str
    row: int
    known: frozenset[Aspect]
    given_name: str | None = None
    family_name: str | None = None
    unit: str | None = None
    wants: bool | None = None
    answered: date | None = None
    last_day: date | None = None
    ground: Ground | None = None
    issued: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A certificate here, newest first where somebody has several.

    ``names`` are what the unit is known by, folded: name and code. ``waits``: something about it
    waits to be told, so that a difference is no surprise.
    """

    number: str
    person_id: str
    certificate_id: str
    unit: str | None
    names: frozenset[str]
    wants: bool | None
    last_day: date | None
    ground: Ground
    issued: date
    waits: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that differs; None where nothing is said, or no end.

    ``person_id`` and ``certificate_id`` are None for somebody who is only there.
    """

    number: str
    aspect: Aspect
    here: Value
    there: Value
    waits: bool = False
    person_id: str | None = None
    certificate_id: str | None = None
    row: int | None = None

    @property
    def key(self) -> tuple[str, ...]:
        """The same for a difference that is the same still."""
        return self.number, self.aspect, plain(self.here), plain(self.there)


class Choice(StrEnum):
    """How a difference is settled: the register is right, the list is, or both may stand."""

    HERE = "here"
    THERE = "there"
    LEAVE = "leave"


@dataclass(frozen=True, slots=True, kw_only=True)
class SettledDifference:
    """That a difference was looked at; it is not shown again as long as it is the same.

    ``here`` and ``there`` are the values as text, empty for None.
    """

    id: str
    version: int = 1
    number: str
    aspect: Aspect
    here: str
    there: str
    choice: Choice
    settled_on: date
    settled_by: str

    @property
    def key(self) -> tuple[str, ...]:
        """As that of the difference it settled."""
        return self.number, self.aspect, self.here, self.there


def plain(value: Value) -> str:
    """A value as it is kept with what was settled."""
    return "" if value is None else str(value)


def differences(
    listed: Iterable[Listed],
    held: Iterable[Held],
    *,
    day: date,
    known: Mapping[str, str],
) -> tuple[list[Difference], int]:
    """Everything that differs, in the order of the list, and how many are alike.

    ``known`` leads from a number, an old one too, to the one that the person has here. Somebody
    who is over on both sides, or over there and unknown here, is alike.
    """
    mine: dict[str, Held] = {}
    for one in sorted(held, key=lambda one: one.issued, reverse=True):
        mine.setdefault(one.number, one)
    found: list[Difference] = []
    equal = 0
    seen: set[str] = set()
    for line in listed:
        number = known.get(line.number, line.number)
        seen.add(number)
        differs = list(_compared(line, mine.get(number), number=number, day=day))
        found += differs
        equal += not differs
    for number, one in mine.items():
        if number not in seen and _is_valid(one.last_day, day):
            found.append(_difference(one, Aspect.ONLY_HERE, one.issued, None))
    return found, equal


def _is_valid(last_day: date | None, day: date) -> bool:
    return last_day is None or last_day >= day


def _compared(line: Listed, held: Held | None, *, number: str, day: date) -> Iterable[Difference]:
    there = _is_valid(line.last_day, day)
    if held is None:
        if there:
            yield Difference(
                number=number, aspect=Aspect.ONLY_THERE, here=None, there=line.issued, row=line.row
            )
        return
    here = _is_valid(held.last_day, day)
    if here and there:
        yield from _of_the_valid(line, held)
    elif here:
        yield _difference(held, Aspect.ENDED_THERE, held.last_day, line.last_day, line.row)
    elif there:
        yield _difference(held, Aspect.ENDED_HERE, held.last_day, line.last_day, line.row)


def _of_the_valid(line: Listed, held: Held) -> Iterable[Difference]:
    if Aspect.UNIT in line.known and not _same_unit(line.unit, held.names):
        yield _difference(held, Aspect.UNIT, held.unit, line.unit, line.row)
    if Aspect.ANSWER in line.known and line.wants != held.wants:
        yield _difference(held, Aspect.ANSWER, held.wants, line.wants, line.row)
    if Aspect.VALID_TO in line.known and line.last_day != held.last_day:
        yield _difference(held, Aspect.VALID_TO, held.last_day, line.last_day, line.row)
    if Aspect.GROUND in line.known and line.ground is not None and line.ground != held.ground:
        yield _difference(held, Aspect.GROUND, held.ground.value, line.ground.value, line.row)


def _same_unit(listed: str | None, names: Collection[str]) -> bool:
    return _folded(listed) in names if listed is not None else not names


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _difference(
    held: Held, aspect: Aspect, here: Value, there: Value, row: int | None = None
) -> Difference:
    return Difference(
        number=held.number,
        aspect=aspect,
        here=here,
        there=there,
        waits=held.waits,
        person_id=held.person_id,
        certificate_id=held.certificate_id,
        row=row,
    )


def names_of(*words: str | None) -> frozenset[str]:
    """What a unit is known by, for comparing: case and spaces do not matter."""
    return frozenset(_folded(word) for word in words if word)
