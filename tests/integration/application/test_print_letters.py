"""The information letter: to whom it goes and what it says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from munhalsa.adapters.ids import new_id
from munhalsa.application.context import Context
from munhalsa.application.letter_languages import BY_PERSON
from munhalsa.application.print_job import Order, PrintJob
from munhalsa.application.print_letters import print_letters
from munhalsa.domain.person import Authority, Contact, Person, Relation
from munhalsa.domain.refusal import FileUnusable, Rejected
from munhalsa.domain.unit import UnitType
from tests.support.deeds import (
    FAMILY,
    GIVEN,
    SIGNE,
    add,
    alter,
    born,
    found,
    issue,
    register,
    unit,
)
from tests.support.pdf_reading import plain_text, unbroken
from tests.support.printing import (
    DAY,
    PDF,
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


def test_home_by_home_and_room_by_room(context: Context, out: Path) -> None:
    far, near = unit("Ängsro", "A"), unit("Björkgläntan", "B")
    add(context, far, near)
    ids = []
    for year, family, place, room in (
        (1941, "Alm", far, "1"),
        (1942, "Berg", near, "12"),
        (1943, "Ceder", near, "2"),
        (1944, "Dahl", None, None),
    ):
        person = register(context, born(year), family_name=family)
        ids.append(person.id)
        if place is not None:
            home(context, person.id, unit_id=place.id, room=room)
    job = PrintJob(out=out, order=Order.HOME)
    print_letters(context, PDF, ids=ids, easy_read=False, job=job)
    text = unbroken(plain_text(out))
    order = [text.index(name) for name in ("Ceder", "Berg", "Alm", "Dahl")]
    assert order == sorted(order)


def test_each_in_the_own_language_and_a_draft_is_warned_of(context: Context, out: Path) -> None:
    for year, family, language in ((1941, "Alm", "Finska"), (1942, "Berg", None)):
        register(context, born(year), family_name=family)
        (person,) = found(context, Person, number=born(year))
        alter(context, person, language=language)
    everybody = [born(1941), born(1942)]

    def printed(language: str) -> tuple[list[str], str]:
        done = print_letters(
            context,
            PDF,
            numbers=everybody,
            easy_read=False,
            language=language,
            job=PrintJob(out=out),
        )
        return [one.code for one in done.warnings], unbroken(plain_text(out))

    codes, text = printed(BY_PERSON)
    assert codes == ["text_not_reviewed"]
    assert text.count("Din rätt till nödvändig tandvård") == 1
    assert text.count("Mitä välttämätön hammashoito on") == 1
    assert printed("sv")[0] == []
    with pytest.raises(Rejected) as refused:
        printed("de")
    assert refused.value.field == "language"


def test_a_file_each_in_a_folder_of_its_own(context: Context, tmp_path: Path) -> None:
    for year, family in ((1941, "Öst"), (1942, "Alm")):
        register(context, born(year), family_name=family)
    folder, steps = tmp_path / "brev", list[tuple[int, int]]()
    numbers = [born(1941), born(1942)]
    job = PrintJob(out=folder, each=True, progress=lambda *step: steps.append(step))
    printed = print_letters(context, PDF, numbers=numbers, easy_read=False, job=job)
    assert [file.name for file in printed.files] == ["brev-0001.pdf", "brev-0002.pdf"]
    assert (printed.path, printed.pages, steps) == (folder, 4, [(1, 2), (2, 2)])
    assert "Alm" in plain_text(printed.files[0])
    with pytest.raises(FileUnusable) as refused:
        print_letters(context, PDF, numbers=numbers, easy_read=False, job=job)
    assert refused.value.code == "folder_not_empty"
    file = tmp_path / "fil"
    file.write_text("", encoding="utf-8")
    with pytest.raises(FileUnusable, match="inte tom"):
        print_letters(
            context, PDF, numbers=numbers, easy_read=False, job=PrintJob(out=file, each=True)
        )
    under = PrintJob(out=file / "under", each=True)
    with pytest.raises(FileUnusable, match="skriva i mappen"):
        print_letters(context, PDF, numbers=numbers, easy_read=False, job=under)


def test_a_file_each_is_all_or_nothing(context: Context, tmp_path: Path) -> None:
    for year, family in ((1941, "Alm"), (1942, "漢")):
        register(context, born(year), family_name=family)
    job = PrintJob(out=tmp_path / "brev", each=True)
    with pytest.raises(Rejected, match="typsnittet"):
        print_letters(context, PDF, numbers=[born(1941), born(1942)], easy_read=False, job=job)
    assert list((tmp_path / "brev").iterdir()) == []
