"""The register beside a list out of Intygsbeställningen: the whole of it, or some persons again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cache

from munhalsa.application.context import Context
from munhalsa.application.import_table.known import KnownPerson
from munhalsa.application.left_out import without_consent
from munhalsa.application.ports import ExportSource, Reader
from munhalsa.application.registration_queue import worth_telling
from munhalsa.domain.certificate import RegistrationKind
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.person import ProtectedIdentity
from munhalsa.domain.reconciliation import (
    Difference,
    Held,
    Known,
    Listed,
    Standing,
    best_lines,
    differences,
    names_of,
)
from munhalsa.domain.unit import Unit, UnitName


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What differs, and how many do not; ``listed`` by the person's number of today.

    ``people`` are the id and the name of everybody here who was compared, by number.
    ``protected`` and ``without_consent`` are the numbers of those whom Intygsbeställningen is told
    nothing about from here, so that they are not compared.
    """

    differences: list[Difference]
    equal: int
    listed: Mapping[str, Listed]
    duplicate: int
    people: Mapping[str, tuple[str, str]]
    protected: frozenset[str]
    without_consent: frozenset[str]


def compare_all(context: Context, reader: Reader, lines: Collection[Listed]) -> Compared:
    """The whole register with the whole list."""
    people = reader.exchange.persons_by_number({line.number for line in lines})
    sources = reader.registrations.export_sources(context.today, everything=True, since=None)
    return _compare(context, reader, lines, people, sources, without_consent(reader, context.today))


def compare_some(
    context: Context, reader: Reader, lines: Collection[Listed], numbers: Collection[str]
) -> Compared:
    """Those persons only, by their lines in the list and by numbers that may not be in it."""
    people = reader.exchange.persons_by_number({line.number for line in lines} | set(numbers))
    ids = {person.id for person in people.values()}
    sources = reader.registrations.export_sources_of(context.today, ids)
    withdrawn = without_consent(reader, context.today, among=ids)
    return _compare(context, reader, lines, people, sources, withdrawn)


def _compare(
    context: Context,
    reader: Reader,
    lines: Collection[Listed],
    people: Mapping[str, KnownPerson],
    sources: Iterable[ExportSource],
    withdrawn: Collection[str],
) -> Compared:
    known = {number: _known(person) for number, person in people.items()}
    listed, duplicate = best_lines(lines, known)
    of_today = {one.number: one for one in known.values()}
    protected = {
        person.number
        for person in people.values()
        if person.protected_identity != ProtectedIdentity.NONE
    }
    without = {person.number for person in people.values() if person.id in withdrawn}
    units = _names_of_units(reader)
    held: list[Held] = []
    for source in sources:
        if source.protected:
            protected.add(source.row.personal_identity_number)
        elif source.person_id in withdrawn:
            without.add(source.row.personal_identity_number)
        else:
            held.append(_held(context, source, units))
    hidden = protected | without
    found, equal = differences(
        {number: line for number, line in listed.items() if number not in hidden},
        held,
        day=context.today,
        known=of_today,
    )
    return Compared(
        differences=found,
        equal=equal,
        listed=listed,
        duplicate=duplicate,
        people={number: (one.person_id, one.name) for number, one in of_today.items()}
        | {one.number: (one.person_id, one.name) for one in held},
        protected=frozenset(protected),
        without_consent=frozenset(without - protected),
    )


def _known(person: KnownPerson) -> Known:
    if person.died_on is not None:
        standing = Standing.DECEASED
    elif person.moved_out_on is not None:
        standing = Standing.MOVED_OUT
    else:
        standing = Standing.NO_CERTIFICATE
    return Known(
        number=person.number,
        person_id=person.id,
        name=f"{person.given_name} {person.family_name}",
        standing=standing,
    )


_Names = Mapping[tuple[str | None, str | None], frozenset[str]]


def _names_of_units(reader: Reader) -> _Names:
    """What each unit is known by, by name and code: its former names too, where no other has them.

    A unit that was renamed is the same unit, whatever the list calls it.
    """
    units = reader.find(Unit)
    taken = names_of(*(unit.name for unit in units), *(unit.code for unit in units))
    former: dict[str, list[str]] = {}
    for name in reader.find(UnitName):
        if not names_of(name.name) <= taken:
            former.setdefault(name.unit_id, []).append(name.name)
    return {
        (unit.name, unit.code): names_of(unit.name, unit.code, *former.get(unit.id, ()))
        for unit in units
    }


def _held(context: Context, source: ExportSource, units: _Names) -> Held:
    row, handed_over = source.row, source.handed_over_on
    return Held(
        number=row.personal_identity_number,
        person_id=source.person_id,
        certificate_id=source.certificate_id,
        name=f"{row.given_name} {row.family_name}",
        unit=row.unit_name,
        names=units.get((row.unit_name, row.unit_code), frozenset()),
        wants=row.wants,
        last_day=row.last_day,
        ground=row.ground,
        issued=row.issued,
        told=_told(row.waiting),
        handed_over=handed_over is not None and handed_over < context.today,
    )


@cache
def _told(waiting: frozenset[RegistrationKind]) -> frozenset[RegistrationKind]:
    """What waits, and what is told along with it."""
    if not waiting:
        return waiting
    return frozenset(
        kind
        for kind in RegistrationKind
        if kind in waiting or kind not in worth_telling({*waiting, kind})
    )
