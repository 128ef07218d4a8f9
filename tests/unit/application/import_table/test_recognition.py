"""Which kind a table is: all that must be there is, and most of what is there is known."""

from __future__ import annotations

import pytest

from munhalsa.adapters.tables.kinds import load_kind
from munhalsa.application.import_table.kinds import TAKEN_IN, Kind, KindName
from munhalsa.application.import_table.recognition import likeliest_kinds

KINDS = [load_kind(name) for name in TAKEN_IN]


def first(*headings: str) -> KindName | None:
    found = likeliest_kinds(KINDS, headings)
    return found[0].name if found else None


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name.value)
def test_every_template_is_known_by_its_own_headings(kind: Kind) -> None:
    names = [column.heading for column in kind.columns]
    assert first(*names) is kind.name


def test_care_lists_are_not_taken_for_persons() -> None:
    assert first("Personnummer", "Förnamn", "Efternamn", "Insats", "Från") is KindName.CARE_LISTS
    assert first("Personnummer", "Förnamn", "Efternamn", "Rum") is KindName.PERSONS


def test_a_list_with_the_whole_name_in_one_column_is_of_persons() -> None:
    assert first("Pnr", "Namn", "Boende", "Krets") is KindName.PERSONS


def test_a_whole_name_does_not_outweigh_what_a_kind_must_have() -> None:
    assert first("Pnr", "Namn", "Svarsdatum", "Svar") is KindName.RESPONSES
    assert first("Pnr", "Namn", "Avliden") is KindName.REGISTRY


def test_an_identity_number_among_unknown_headings_tells_of_no_kind() -> None:
    assert first("Pnr", "Vem", "Skostorlek") is None
    assert first("Pnr") is KindName.REGISTRY


def test_a_table_with_a_column_a_year_is_of_population() -> None:
    headings = ("region", "ålder", "kön", "Folkmängd 2024", "Folkmängd 2025")
    assert first(*headings) is KindName.POPULATION


def test_a_list_of_certificates_with_a_column_of_care_is_of_persons() -> None:
    kept_by_hand = ("Namn (efternamn, förnamn)", "Personnr", "Boende/avdelning", "Beviljat fr.o.m")
    more = ("Beviljat t.o.m", "Tackat ja/nej", "Datum svar", "Insats", "God man/anhörig", "Tel")
    assert first(*kept_by_hand, *more, "Anm.") is KindName.PERSONS


def test_a_few_known_headings_among_many_tell_of_no_kind() -> None:
    assert first("Pnr", "Insats", *(f"Eget {letter}" for letter in "abcdef")) is not None
    assert first("Pnr", "Insats", *(f"Eget {letter}" for letter in "abcdefg")) is None


def test_a_list_of_units_with_their_managers() -> None:
    assert first("Verksamhet", "Typ", "Gatuadress", "Postnr och ort", "Enhetschef", "Tel chef") is (
        KindName.UNITS
    )


def test_what_fits_nothing_is_nothing() -> None:
    assert first("Skostorlek", "Färg") is None
