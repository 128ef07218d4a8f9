"""What was settled against Intygsbeställningen, under the number that the person has today."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from munhalsa.application.ports import Reader
from munhalsa.domain.person import FormerNumber, Person
from munhalsa.domain.reconciliation import SettledDifference


def settled_of_all(reader: Reader) -> list[SettledDifference]:
    """Every one, in the order they were settled."""
    settled = reader.find(SettledDifference)
    return _of_today(reader, settled, {one.number for one in settled})


def settled_of(reader: Reader, numbers: Collection[str]) -> list[SettledDifference]:
    """Those of whoever has these numbers today, under earlier ones too, in the same order."""
    persons = [one.id for one in reader.find(Person, number=list(numbers))]
    former = {one.number for one in reader.find(FormerNumber, person_id=persons)}
    wanted = former.union(numbers)
    settled = reader.find(SettledDifference, number=list(wanted))
    return _of_today(reader, settled, wanted)


def _of_today(
    reader: Reader, settled: list[SettledDifference], numbers: Collection[str]
) -> list[SettledDifference]:
    """A number leads on where the person got another, or was joined to somebody."""
    former = reader.find(FormerNumber, number=list(numbers))
    people = {one.id: one for one in reader.find(Person, id=[one.person_id for one in former])}
    today = {one.number: people[one.person_id].number for one in former}
    return [replace(one, number=today.get(one.number, one.number)) for one in settled]
