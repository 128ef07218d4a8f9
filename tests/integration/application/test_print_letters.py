"""The information letter: to whom it goes and what it says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from munhalsa.adapters.ids import new_id
from munhalsa.application.context import Context
from munhalsa.domain.person import Authority, Contact, Relation
from munhalsa.domain.unit import UnitType
from tests.support.deeds import (
    FAMILY,
    GIVEN,
    SIGNE,
    add,
    alter,
    born,
    issue,
    register,
    unit,
)
from tests.support.printing import (
    DAY,
    home,
    letter,
)


def contact(person_id: str, **fields: Any) -> Contact:
    made = Contact(
        id=new_id(),
        person_id=person_id,
        name="Åke Ståhl",
        relation=Relation.GUARDIAN,
        authority=Authority.REPRESENTS,
        address="Norra Långgatan 118, 504 30 Borås",
        gets_letters=True,
    )
    return replace(made, **fields)


def test_to_the_person_at_a_housing(context: Context, out: Path) -> None:
    place = unit(street="Parkgatan 4", postal_code="504 30", city="Borås")
    add(context, place)
    home(context, register(context).id, unit_id=place.id, room="12")
    number = issue(context).certificate.number
    text = letter(context, out)
    assert f"{GIVEN} {FAMILY} Björkgläntan Parkgatan 4 504 30 Borås" in text
    assert "Din rätt till nödvändig tandvård" in text
    assert "företräder" not in text
    assert number in text
    assert SIGNE[8:] not in text


def test_to_the_person_at_home_with_home_care(context: Context, out: Path) -> None:
    office = unit("Hemtjänst Norr", type=UnitType.HOME_HELP, street="Kontoret 1")
    add(context, office)
    home(context, register(context).id, unit_id=office.id, street="Vägen 2", city="Borås")
    text = letter(context, out)
    assert f"{GIVEN} {FAMILY} Vägen 2 Borås" in text
    assert "Hemtjänst Norr" not in text
    assert "Kontoret" not in text


def test_without_a_home_there_is_only_the_name(context: Context, out: Path) -> None:
    register(context)
    assert f"{GIVEN} {FAMILY} Din rätt" in letter(context, out)


def test_to_somebody_who_represents(context: Context, out: Path) -> None:
    person = register(context)
    home(context, person.id, street="Vägen 2", city="Borås")
    add(context, contact(person.id))
    for easy_read, sentence in (
        (False, f"Du får brevet för att du företräder {GIVEN} {FAMILY}."),
        (True, f"Du får brevet för att du hjälper {GIVEN} {FAMILY}."),
    ):
        text = letter(context, out, easy_read=easy_read)
        assert "Åke Ståhl Norra Långgatan 118 504 30 Borås" in text
        assert sentence in text
        assert "Vägen 2" not in text


def test_to_somebody_who_only_passes_on(context: Context, out: Path) -> None:
    person = register(context)
    add(context, contact(person.id, authority=Authority.PASSES_ON))
    text = letter(context, out)
    assert f"{GIVEN} {FAMILY} c/o Åke Ståhl Norra Långgatan 118 504 30 Borås" in text
    assert "företräder" not in text


def test_one_to_each_who_gets_them_today(context: Context, out: Path) -> None:
    person = register(context)
    today = context.today
    add(
        context,
        contact(person.id, name="Förre Ek", to_day=today - DAY),
        contact(person.id, name="Nästa Ek", from_day=today + DAY),
        contact(person.id, name="Stilla Ek", gets_letters=False),
        contact(person.id, name="Eva Ek", from_day=today, to_day=today),
        contact(person.id, name="Ulf Ek", address=None),
    )
    text = letter(context, out)
    assert "Eva Ek Norra Långgatan 118" in text
    assert "Ulf Ek Din rätt" in text
    for name in ("Förre", "Nästa", "Stilla"):
        assert name not in text


def test_easy_to_read(context: Context, out: Path) -> None:
    register(context)
    assert "Tandvård för dig" in letter(context, out, easy_read=True)


def test_the_reference_is_the_newest_that_is_not_void(context: Context, out: Path) -> None:
    register(context)
    first = issue(context, issued=date(2026, 1, 1), valid_to=date(2026, 2, 1)).certificate
    second = issue(context).certificate
    alter(context, second, voided_on=context.today)
    text = letter(context, out)
    assert first.number in text
    assert second.number not in text


def test_many_in_name_order(context: Context, out: Path) -> None:
    for year, family in ((1941, "Öst"), (1942, "Alm")):
        register(context, born(year), family_name=family)
    text = letter(context, out, born(1941), born(1942), born(1941))
    assert text.index("Alm") < text.index("Öst")
    assert text.count("Din rätt till nödvändig tandvård") == 2
