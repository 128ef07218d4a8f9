"""The part of the municipality that a role holds for: what it is called, and who issues in it."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from munhalsa.domain.training import Issuer
from munhalsa.domain.unit import District, Unit


def whole_districts(inside: Collection[str], units: Iterable[Unit]) -> frozenset[str]:
    """The ids of the districts all of whose units are among those ``inside``."""
    known = list(units)
    reached = {one.district_id for one in known if one.id in inside}
    cut = {one.district_id for one in known if one.id not in inside}
    return frozenset(one for one in reached - cut if one is not None)


def names_of_part(
    inside: Collection[str], units: Iterable[Unit], districts: Iterable[District]
) -> tuple[str, ...]:
    """The whole districts by name, then the other units that lie under none of those inside.

    Never empty: a part may have no unit yet.
    """
    known = sorted(units, key=lambda unit: (unit.sort_key, unit.id))
    whole = whole_districts(inside, known)
    named = sorted((one for one in districts if one.id in whole), key=lambda one: one.sort_key)
    alone = (
        one.name
        for one in known
        if one.id in inside and one.district_id not in whole and one.parent_id not in inside
    )
    return (*(one.name for one in named), *alone) or ("inga enheter",)


def issuers_of_part(
    inside: Collection[str], units: Iterable[Unit], issuers: Iterable[Issuer]
) -> tuple[Issuer, ...]:
    """Those whose own scope lies wholly inside; who may issue everywhere is of no part."""
    whole = whole_districts(inside, units)
    return tuple(one for one in issuers if one.unit_id in inside or one.district_id in whole)
