"""What differs between this register and a list out of Intygsbeställningen (spec: exchange)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from enum import StrEnum

from munhalsa.domain.certificate import Ground, RegistrationKind
from munhalsa.domain.lazy_dataclass import dataclass

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
    NUMBER = "number"


TOLD_BY: Mapping[Aspect, RegistrationKind] = {
    Aspect.ONLY_HERE: RegistrationKind.NEW,
    Aspect.ENDED_THERE: RegistrationKind.NEW,
    Aspect.ENDED_HERE: RegistrationKind.ENDED,
    Aspect.UNIT: RegistrationKind.UNIT,
    Aspect.ANSWER: RegistrationKind.RESPONSE,
    Aspect.VALID_TO: RegistrationKind.VALIDITY,
    Aspect.GROUND: RegistrationKind.GROUND,
    Aspect.NUMBER: RegistrationKind.NAME_OR_NUMBER,
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

    @property
    def rank(self) -> tuple[date, date]:
        """The greatest counts where somebody has several: valid longest, then the newest."""
        return self.last_day or date.max, self.issued or date.min


class Standing(StrEnum):
    """What is known here of somebody who has no certificate here."""

    UNKNOWN = "unknown"
    NO_CERTIFICATE = "no_certificate"
    DECEASED = "deceased"
    MOVED_OUT = "moved_out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Somebody in the register, whatever number the list has; ``number`` is the present one."""

    number: str
    person_id: str
    name: str
    standing: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A certificate here.

    ``names`` are what the unit is known by, folded: name and code. ``told`` are the kinds of lines
    that Intygsbeställningen is told by what waits in the queue already. ``handed_over``: another
    municipality answers for it by now.
    """

    number: str
    person_id: str
    certificate_id: str
    name: str
    unit: str | None
    names: frozenset[str]
    wants: bool | None
    last_day: date | None
    ground: Ground
    issued: date
    told: frozenset[RegistrationKind]
    handed_over: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that differs; None where nothing is said, or no end.

    ``certificate_id`` is None for somebody who is only there, ``person_id`` for one who is unknown
    too. ``waits``: something about the certificate waits to be told, so that a difference is no
    surprise; ``told``: just what would settle this one does.
    """

    number: str
    aspect: Aspect
    here: Value
    there: Value
    waits: bool = False
    told: bool = False
    name: str | None = None
    standing: Standing | None = None
    person_id: str | None = None
    certificate_id: str | None = None
    row: int | None = None

    @property
    def key(self) -> tuple[str, ...]:
        """The same for a difference that is the same still."""
        return self.number, self.aspect, kept(self.aspect, self.here), kept(self.aspect, self.there)


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


def kept(aspect: Aspect, value: Value) -> str:
    """A value as it is kept with what was settled; an earlier number is kept nowhere but as such.

    A link between two identities may have to be broken for good.
    """
    return "" if value is None or aspect is Aspect.NUMBER else str(value)


def value_of(aspect: Aspect, text: str) -> Value:
    """A value as it was before it was kept as text."""
    if not text:
        return None
    if aspect is Aspect.ANSWER:
        return text == str(True)
    return text if aspect in _TEXTS else date.fromisoformat(text)


_TEXTS = frozenset({Aspect.UNIT, Aspect.GROUND})


def hides(settled: SettledDifference, difference: Difference) -> bool:
    """Whether a difference need not be shown again, for it was settled and is the same still.

    Where the register was found right only as long as that waits to be told: a list that still
    says otherwise after it was registered shows that it did not arrive. What was taken over is the
    same on both sides, so if it differs again something has happened since.
    """
    if settled.key != difference.key or settled.choice is Choice.THERE:
        return False
    return settled.choice is Choice.LEAVE or difference.told or difference.aspect not in TOLD_BY


def said_by(line: Listed | None, aspect: Aspect) -> Value:
    """What the list says of an aspect; None: nothing, or that the person is not in it."""
    if line is None:
        return None
    if aspect is Aspect.ONLY_THERE:
        return line.issued
    if aspect is Aspect.UNIT:
        return line.unit
    if aspect is Aspect.ANSWER:
        return line.wants
    if aspect is Aspect.GROUND:
        return None if line.ground is None else line.ground.value
    return line.number if aspect is Aspect.NUMBER else line.last_day


def best_lines(
    listed: Collection[Listed], known: Mapping[str, Known]
) -> tuple[dict[str, Listed], int]:
    """One line a person by the number of today, and how many gave way to it."""
    found: dict[str, Listed] = {}
    for line in listed:
        person = known.get(line.number)
        number = line.number if person is None else person.number
        other = found.get(number)
        if other is None or line.rank > other.rank:
            found[number] = line
    return found, len(listed) - len(found)


def newest(held: Iterable[Held]) -> dict[str, Held]:
    """The certificate of each number that counts: the one issued last."""
    found: dict[str, Held] = {}
    for one in sorted(held, key=lambda one: one.issued, reverse=True):
        found.setdefault(one.number, one)
    return found


def differences(
    listed: Mapping[str, Listed],
    held: Iterable[Held],
    *,
    day: date,
    known: Mapping[str, Known],
) -> tuple[list[Difference], int]:
    """Everything that differs, in the order of the list, and how many are alike.

    ``listed`` and ``known`` by the number of today. Somebody who is over on both sides, or over
    there and unknown here, is alike, and so is one whom another municipality answers for by now.
    """
    mine = newest(held)
    found: list[Difference] = []
    equal = 0
    for number, line in listed.items():
        differs = list(_compared(line, mine.get(number), known.get(number), number, day))
        found += differs
        equal += not differs
    for number, one in mine.items():
        if number not in listed and not one.handed_over and _goes_on(one.last_day, day):
            found.append(_difference(one, Aspect.ONLY_HERE, one.issued, None))
    return found, equal


def _goes_on(last_day: date | None, day: date) -> bool:
    """What is over when the day is, is over."""
    return last_day is None or last_day > day


def _compared(
    line: Listed, held: Held | None, known: Known | None, number: str, day: date
) -> Iterable[Difference]:
    there = _goes_on(line.last_day, day)
    if held is None:
        if there:
            yield _only_there(line, known, number)
        return
    if held.handed_over:
        return
    here = _goes_on(held.last_day, day)
    if here and there:
        yield from _of_the_valid(line, held)
    elif here:
        yield _difference(held, Aspect.ENDED_THERE, held.last_day, line.last_day, line.row)
    elif there:
        yield _difference(held, Aspect.ENDED_HERE, held.last_day, line.last_day, line.row)


def _only_there(line: Listed, known: Known | None, number: str) -> Difference:
    names = [name for name in (line.given_name, line.family_name) if name]
    return Difference(
        number=number,
        aspect=Aspect.ONLY_THERE,
        here=None,
        there=line.issued,
        name=known.name if known is not None else " ".join(names) or None,
        standing=Standing.UNKNOWN if known is None else known.standing,
        person_id=None if known is None else known.person_id,
        row=line.row,
    )


def _of_the_valid(line: Listed, held: Held) -> Iterable[Difference]:
    if line.number != held.number:
        yield _difference(held, Aspect.NUMBER, held.number, line.number, line.row)
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
        waits=bool(held.told),
        told=TOLD_BY[aspect] in held.told,
        name=held.name,
        person_id=held.person_id,
        certificate_id=held.certificate_id,
        row=row,
    )


def names_of(*words: str | None) -> frozenset[str]:
    """What a unit is known by, for comparing: case and spaces do not matter."""
    return frozenset(_folded(word) for word in words if word)
