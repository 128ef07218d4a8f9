"""The kinds of tables are data: every one is whole, and agrees with the program's own words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

import pytest

from munhalsa.adapters.tables.kinds import load_kind
from munhalsa.application.import_table.cells import Repaired, converter_for
from munhalsa.application.import_table.kinds import TAKEN_IN, KindName, ValueType
from munhalsa.application.import_table.template import CellLook, template_of
from munhalsa.domain.certificate import EndReason, Ground
from munhalsa.domain.person import ProtectedIdentity, Relation
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.response import AnsweredBy
from munhalsa.domain.unit import UnitType
from tests.support.tables import AROUND

HEADINGS = {
    "boendeenheter": "Enhetskod, Boendenamn*, Boendetyp*, Gatuadress, Postnummer, Postort, "
    "Platsantal, Antal omvårdnadspersonal, Ansvarig*, Telefon*, E-post, Portkod, Aktiv från, "
    "Aktiv till",
    "personer": "Personnummer*, Förnamn*, Efternamn*, Boendeenhet, Boende från, Rum, Gatuadress, "
    "Postnummer, Postort, Skyddade uppgifter, Avliden, Behandlare, Kontaktperson, Relation, "
    "Kontakttelefon, Grund, Intyg utfärdat, Giltigt till, Avslutat, Avslutsorsak, Utfärdare, "
    "Önskar munhälsobedömning, Svarsdatum",
    "insatser": "Personnummer*, Förnamn, Efternamn, Insats*, Enhet, Från, Till",
    "folkbokforing": "Personnummer*, Avliden, Utvandrad, Flyttad till kommun, Nytt personnummer, "
    "Förnamn, Efternamn, Gatuadress, Postnummer, Postort, Skyddade uppgifter",
    "svar": "Personnummer*, Svarsdatum*, Önskar munhälsobedömning*, Svar från",
    "bedomningar": "Personnummer*, Datum*, Utfall*, Utförd av, Titel, Telefon, "
    "Personal närvarande, Vårdbehov, Boendeenhet",
    "tandvardsbesok": "Personnummer*, Datum*, Vårdgivare",
    "utbildningar": "Datum*, Typ*, Timmar*, Antal deltagare, Deltagare, Boendeenhet, Utbildare",
    "avvikelser": "Datum*, Riktning*, Kategori*, Personnummer, Boendeenhet, Samverkansbrist, "
    "Orsak, Beskrivning",
    "befolkning": "Kommunkod*, År*, Ålder från*, Antal*",
}


@pytest.mark.parametrize("name", list(TAKEN_IN))
def test_headings_are_as_specified(name: KindName) -> None:
    columns = load_kind(name).single
    told = ", ".join(column.heading + "*" * column.required for column in columns)
    assert told == HEADINGS[name]


@pytest.mark.parametrize("name", list(TAKEN_IN))
def test_every_example_can_be_read_and_every_word_means_one_thing(name: KindName) -> None:
    kind = load_kind(name)
    for column, shown in zip(kind.single, template_of(kind).columns, strict=True):
        read = converter_for(column, AROUND)
        if column.required:
            assert column.example
        if shown.example != "":
            assert not isinstance(read(shown.example), Repaired)
        for choice in column.choices:
            for word in (choice.word, choice.code, *choice.also):
                assert read(word) == choice.code


@pytest.mark.parametrize(
    ("name", "key", "codes"),
    [
        ("boendeenheter", "type", UnitType),
        ("personer", "protected_identity", ProtectedIdentity),
        ("personer", "contact_relation", Relation),
        ("personer", "ground", Ground),
        ("personer", "end_reason", EndReason),
        ("svar", "answered_by", AnsweredBy),
    ],
)
def test_choices_are_the_codes_of_the_domain(name: str, key: str, codes: Iterable[StrEnum]) -> None:
    choices = load_kind(name).column(key).choices
    assert {choice.code for choice in choices} == {code.value for code in codes}


@pytest.mark.parametrize(
    ("name", "key", "word", "code"),
    [
        ("boendeenheter", "type", "Bostad med särskild service (LSS)", "lss_housing"),
        ("bedomningar", "outcome", "tackade nej vid besöket", "declined_at_visit"),
        ("bedomningar", "outcome", "inte på plats", "not_present"),
        ("bedomningar", "outcome", "för trött eller sjuk", "unwell"),
        ("bedomningar", "outcome", "inställt av tandvården", "cancelled_by_provider"),
        ("bedomningar", "outcome", "delvis utförd", "partly_performed"),
        (
            "utbildningar",
            "training_kind",
            "Munvård för personer med demenssjukdom",
            "dementia_care",
        ),
        ("personer", "protected_identity", "Hanteras på papper", "confidentiality_marking"),
    ],
)
def test_the_interfaces_own_words_are_read(name: str, key: str, word: str, code: str) -> None:
    assert converter_for(load_kind(name).column(key), AROUND)(word) == code


@pytest.mark.parametrize(
    ("word", "wants"), [("Önskar", True), ("Önskar inte", False), ("Inte tillfrågad", None)]
)
def test_the_interfaces_own_words_for_the_answer_are_read(word: str, *, wants: bool | None) -> None:
    assert converter_for(load_kind("personer").column("wants"), AROUND)(word) is wants


def test_a_blank_is_no_only_in_samverkansbrist() -> None:
    blanks = {
        (name.value, column.key): column.blank
        for name in TAKEN_IN
        for column in load_kind(name).columns
        if column.type is ValueType.YES_NO
    }
    assert [where for where, blank in blanks.items() if blank is False] == [
        ("avvikelser", "cooperation_failure")
    ]


def test_the_template_offers_words_and_real_values() -> None:
    shown = {column.heading: column for column in template_of(load_kind("utbildningar")).columns}
    assert (shown["Datum"].example, shown["Datum"].look) == (date(2025, 3, 1), CellLook.DATE)
    assert (shown["Timmar"].example, shown["Timmar"].look) == (1.5, CellLook.NUMBER)
    assert (shown["Antal deltagare"].example, shown["Deltagare"].example) == (12, "")
    assert "Praktisk träning" in shown["Typ"].words
    deviations = {each.heading: each for each in template_of(load_kind("avvikelser")).columns}
    assert deviations["Samverkansbrist"].words == ("Ja", "Nej")
    assert deviations["Personnummer"].look is CellLook.TEXT


def test_numbers_and_days_without_an_example_are_left_empty() -> None:
    empty = {
        column.heading
        for column in template_of(load_kind("boendeenheter")).columns
        if column.example == ""
    }
    assert "Aktiv till" in empty


def test_an_unknown_kind_is_refused_and_an_unknown_column_a_bug() -> None:
    with pytest.raises(Rejected) as refused:
        load_kind("husdjur")
    assert refused.value.code == "kind_unknown"
    with pytest.raises(KeyError):
        load_kind("svar").column("husdjur")
