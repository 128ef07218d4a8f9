"""What a part of the municipality is called, and who issues in it."""

from __future__ import annotations

from munhalsa.domain.part import issuers_of_part, names_of_part
from munhalsa.domain.training import Issuer
from munhalsa.domain.unit import District
from tests.support.deeds import unit

NORTH, SOUTH = (District(id=name, name=name.title(), sort_key=name) for name in ("norr", "söder"))
ALM = unit("Alm", "A", district_id=NORTH.id)
EK = unit("Ek", "E", district_id=NORTH.id)
GRAN = unit("Gran", "G", district_id=SOUTH.id)
WARD = unit("Gran, avdelning 1", "G1", parent_id=GRAN.id)
UNITS = [WARD, GRAN, EK, ALM]


def named(*inside: object) -> tuple[str, ...]:
    ids = {one.id for one in UNITS if one in inside}
    return names_of_part(ids, UNITS, [SOUTH, NORTH])


def test_whole_districts_come_first_and_a_ward_goes_without_saying() -> None:
    assert named(ALM, EK, GRAN, WARD) == ("Norr", "Söder")
    assert named(EK, GRAN) == ("Söder", "Ek")
    assert named(WARD, ALM) == ("Alm", "Gran, avdelning 1")
    assert named() == ("inga enheter",)


def test_an_issuer_is_of_the_part_where_all_that_is_theirs_is() -> None:
    issuers = [
        Issuer(id="unit", name="A", sort_key="a", unit_id=EK.id),
        Issuer(id="district", name="B", sort_key="b", district_id=NORTH.id),
        Issuer(id="elsewhere", name="C", sort_key="c", unit_id=GRAN.id),
        Issuer(id="everywhere", name="D", sort_key="d"),
    ]

    def of(*inside: str) -> list[str]:
        return [one.id for one in issuers_of_part(inside, UNITS, issuers)]

    assert of(ALM.id, EK.id) == ["unit", "district"]
    assert of(EK.id) == ["unit"]
