"""Export profiles: another receiver is other data, not other code."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from munhalsa.adapters.tables.profile_reading import profile_from
from munhalsa.adapters.tables.profiles import ProfileShelf, load_profile, profile_names
from munhalsa.adapters.tables.writer import format_for, write_table
from munhalsa.application.export_profile import (
    ExportRow,
    NumberStyle,
    UnitExportRow,
    cells_of,
    is_selected,
    styled,
)
from munhalsa.domain.certificate import EndReason, Ground, RegistrationKind
from munhalsa.domain.refusal import FileUnusable, Rejected
from munhalsa.domain.unit import UnitChange, UnitType

ROW = ExportRow(
    waiting=frozenset({RegistrationKind.UNIT, RegistrationKind.RESPONSE}),
    personal_identity_number="194101012393",
    given_name="Åsa",
    family_name="Öst",
    certificate_number="1490-2026-0001",
    ground=Ground.CARE_HOUSING,
    issued=date(2026, 2, 1),
    issuer="Ulla",
    unit_type=UnitType.NURSING_HOME,
    unit_name="Ängen",
    unit_code="B-1",
    street="Gatan 1",
    postal_code="504 30",
    city="Borås",
    wants=False,
    answered=date(2026, 2, 2),
    letter_name="Kim Öst",
    letter_address="Vägen 2, 504 31 Borås",
    responsible_name="Eva",
    responsible_phone="033-1",
    dentist="Kliniken",
)

OTHER = """
name = "annan"
title = "En annan mottagare"
source = "test"
subject = "certificate"
file_type = "csv"
encoding = "cp1252"
delimiter = ","
date_format = "%d/%m %Y"
actions = [{ kind = "response", word = "SVAR" }]

[[columns]]
heading = "Nummer"
field = "personal_identity_number"
style = "short_dashed"

[[columns]]
heading = "Kod"
field = "action"

[[columns]]
heading = "MHB"
field = "wants"
words = { true = "1", false = "0", none = "9" }

[[columns]]
heading = "Namn och dag"
fields = ["family_name", "given_name", "issued", "valid_to"]
separator = " "

[[columns]]
heading = "Boende"
field = "unit_type"
words = { nursing_home = "S" }

[[columns]]
heading = "Dag"
field = "answered"

[[columns]]
heading = "Orsak"
field = "end_reason"
"""


def test_the_profile_for_intygsbestallningen_is_as_specified() -> None:
    profile = load_profile("intygsbestallningen")
    assert profile.headings == (
        "Åtgärd",
        "Ändringar",
        "Personnummer",
        "Förnamn",
        "Efternamn",
        "Grund",
        "Boendetyp",
        "Boendeenhet",
        "Enhetskod",
        "Gatuadress",
        "Postnummer",
        "Postort",
        "Önskar munhälsobedömning",
        "Svarsdatum",
        "Giltigt till",
        "Brev skickas till",
        "Ansvarig",
        "Telefon",
        "Behandlare",
        "Intygsnummer",
        "Utfärdat",
        "Utfärdare",
    )
    assert next(cells_of(profile, [ROW])) == (
        "Ändrat svar",
        "Ändrat svar, Ändrad boendeenhet",
        "194101012393",
        "Åsa",
        "Öst",
        "2a",
        "Särskilt boende",
        "Ängen",
        "B-1",
        "Gatan 1",
        "504 30",
        "Borås",
        "Nej",
        date(2026, 2, 2),
        None,
        "Kim Öst, Vägen 2, 504 31 Borås",
        "Eva",
        "033-1",
        "Kliniken",
        "1490-2026-0001",
        date(2026, 2, 1),
        "Ulla",
    )


def test_every_kind_of_change_has_a_word_in_the_order_of_precedence() -> None:
    profile = load_profile("intygsbestallningen")
    assert list(profile.actions) == [kind.value for kind in RegistrationKind]


@pytest.mark.parametrize(("wants", "word"), [(True, "Ja"), (False, "Nej"), (None, "Ej tillfrågad")])
def test_the_answer_in_words(*, wants: bool | None, word: str) -> None:
    profile = load_profile("intygsbestallningen")
    row = ExportRow(
        personal_identity_number="194101012393",
        given_name="Å",
        family_name="Ö",
        certificate_number="1",
        ground=Ground.LSS,
        issued=date(2026, 1, 1),
        wants=wants,
    )
    told = dict(zip(profile.headings, next(cells_of(profile, [row])), strict=True))
    assert told["Önskar munhälsobedömning"] == word
    assert (told["Åtgärd"], told["Ändringar"], told["Boendetyp"]) == ("", "", "")
    assert (told["Brev skickas till"], told["Grund"]) == ("", "1")


def test_only_what_waits_is_chosen_unless_everything_is_asked_for() -> None:
    profile = profile_from(tomllib.loads(OTHER))
    assert is_selected(profile, ROW)
    moved = UnitExportRow(
        waiting=frozenset({UnitChange.NAME}),
        name="Ängen",
        type=UnitType.LSS_HOUSING,
        responsible_name="Eva",
        responsible_phone="033-1",
    )
    units = load_profile("intygsbestallningen-enheter")
    assert is_selected(units, moved)
    assert not is_selected(profile, moved)
    assert is_selected(profile, moved, everything=True)


def test_changed_units() -> None:
    profile = load_profile("intygsbestallningen-enheter")
    unit = UnitExportRow(
        waiting=frozenset({UnitChange.ADDRESS, UnitChange.PHONE}),
        name="Ängen",
        type=UnitType.LSS_HOUSING,
        code="B-1",
        responsible_name="Eva",
        responsible_phone="033-1",
        places=6,
    )
    told = dict(zip(profile.headings, next(cells_of(profile, [unit])), strict=True))
    assert told["Åtgärd"] == "Ändrad telefon"
    assert told["Ändringar"] == "Ändrad telefon, Ändrad adress"
    assert (told["Boendetyp"], told["Platsantal"], told["Postort"]) == ("LSS-boende", 6, None)


def test_a_new_profile_needs_no_code(tmp_path: Path) -> None:
    profile = profile_from(tomllib.loads(OTHER))
    out = tmp_path / "ut"
    assert write_table(out, profile.headings, cells_of(profile, [ROW]), format_for(out, profile))
    assert out.read_bytes().decode("cp1252").splitlines() == [
        "Nummer,Kod,MHB,Namn och dag,Boende,Dag,Orsak",
        "410101-2393,SVAR,0,Öst Åsa 01/02 2026,S,02/02 2026,",
    ]


def test_a_code_without_a_word_stands_as_it_is() -> None:
    profile = profile_from(
        tomllib.loads(OTHER.replace('words = { nursing_home = "S" }', 'words = { lss = "L" }'))
    )
    assert next(cells_of(profile, [ROW]))[4] == "nursing_home"


def test_rows_beyond_the_first_thousand_come_too_in_their_order() -> None:
    profile = profile_from(tomllib.loads(OTHER))
    rows = (
        ExportRow(
            personal_identity_number="194101012393",
            given_name="Å",
            family_name=str(number),
            certificate_number="1",
            ground=Ground.LSS,
            issued=date(2026, 1, 1),
            end_reason=EndReason.DECEASED,
        )
        for number in range(2500)
    )
    told = list(cells_of(profile, rows))
    assert [str(cells[3]).split(" ", maxsplit=1)[0] for cells in told] == [
        str(number) for number in range(2500)
    ]
    assert told[0][6] == "deceased"


@pytest.mark.parametrize(
    ("style", "text"),
    [
        (NumberStyle.PLAIN, "194101012393"),
        (NumberStyle.DASHED, "19410101-2393"),
        (NumberStyle.SHORT, "4101012393"),
        (NumberStyle.SHORT_DASHED, "410101-2393"),
    ],
)
def test_styles_of_numbers(style: NumberStyle, text: str) -> None:
    assert styled("194101012393", style) == text


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('field = "action"', 'field = "password"', "password"),
        ('heading = "MHB"', "", "heading"),
        ('heading = "MHB"', "heading = 3", "heading"),
        ('subject = "certificate"', 'subject = "pet"', "pet"),
        ('encoding = "cp1252"', 'encoding = "klartext"', "klartext"),
        ('delimiter = ","', 'delimiter = "||"', "delimiter"),
        ('date_format = "%d/%m %Y"', 'date_format = "%H:%M"', "date_format"),
        ('kind = "response"', 'kind = "dans"', "dans"),
        ('style = "short_dashed"', 'style = "rund"', "rund"),
        ('title = "En annan mottagare"', 'farg = "röd"', "farg"),
        ('separator = " "', 'skiljetecken = " "', "columns 4.skiljetecken används inte"),
        ('separator = " "', "separator = 3", "columns 4.separator ska vara en text"),
        ('field = "action"', 'field = "waiting"', "columns 2.field: fältet waiting finns inte"),
        ('field = "action"', "", "columns 2.field saknas"),
        ('field = "action"', "fields = []", "columns 2.fields ska vara en lista av texter"),
        ('words = { nursing_home = "S" }', "words = 1", "columns 5.words ska vara en tabell"),
        ('words = { nursing_home = "S" }', "words = { a = 1 }", "columns 5.words.a ska vara"),
        ('encoding = "cp1252"', 'encoding = "rot13"', "encoding: teckenkodningen rot13"),
        ('delimiter = ","', 'rows = "some"', "rows kan inte vara some, bara waiting, all"),
        ('delimiter = ","', "only = 3", "only ska vara en tabell"),
        ('delimiter = ","', 'only = { shoe = ["1"] }', "only: fältet shoe finns inte"),
        ('delimiter = ","', 'only = { action = ["1"] }', "only.action: vad som väntar"),
        ('delimiter = ","', 'only = { ground = "1" }', "only.ground ska vara en lista"),
        ('file_type = "csv"', "file_type = 3", "file_type kan inte vara 3"),
        ('kind = "response", word = "SVAR"', 'kind = "response"', "actions 1.word saknas"),
        ('[{ kind = "response", word = "SVAR" }]', '"new"', "actions ska vara en lista"),
        ('[{ kind = "response", word = "SVAR" }]', "[1]", "actions 1 ska vara en tabell"),
    ],
)
def test_a_profile_that_asks_for_what_there_is_not_is_refused(
    old: str, new: str, named: str
) -> None:
    assert old in OTHER
    with pytest.raises(FileUnusable) as refused:
        profile_from(tomllib.loads(OTHER.replace(old, new)))
    assert refused.value.code == "profile_invalid"
    assert named in refused.value.message
    assert refused.value.message.startswith("Exportprofilen är fel: ")
    assert refused.value.message.endswith(". Rätta filen.")


def test_a_profile_without_columns_is_refused() -> None:
    head = OTHER[: OTHER.index("[[columns]]")]
    with pytest.raises(FileUnusable, match="columns saknas"):
        profile_from(tomllib.loads(head))
    with pytest.raises(FileUnusable, match="columns har ingen kolumn"):
        profile_from(tomllib.loads(f"{head}columns = []"))


def test_which_rows_belong_in_the_file() -> None:
    only = 'only = { ground = ["1", "2a"], wants = ["false", "none"], end_reason = ["none"] }'
    profile = profile_from(tomllib.loads(OTHER.replace('delimiter = ","', only)))
    assert is_selected(profile, ROW)
    for other in (
        replace(ROW, ground=Ground.AT_HOME),
        replace(ROW, wants=True),
        replace(ROW, end_reason=EndReason.DECEASED),
    ):
        assert not is_selected(profile, other, everything=True)


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b'name = "a\n"', "rad 1 g"),
        (b'name = "a"\ncolumns = [', "slutet g"),
        ('title = "Å"'.encode("cp1252"), "inte sparad som UTF-8"),
        (b"#" * 1_048_577, "större än 1 MB"),
        (OTHER.encode(), "name är annan, men filen heter min.toml"),
    ],
)
def test_a_file_of_the_municipality_that_is_wrong(
    tmp_path: Path, content: bytes, named: str
) -> None:
    (tmp_path / "min.toml").write_bytes(content)
    shelf = ProfileShelf(tmp_path)
    with pytest.raises(FileUnusable) as refused:
        shelf.load("min")
    assert named in refused.value.message
    assert "min" in {one.name for one in shelf.found() if one.fault == refused.value.message}


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "min.toml").mkdir()
    with pytest.raises(FileUnusable):
        ProfileShelf(tmp_path).load("min")


def test_an_own_profile_goes_before_the_programs_own(tmp_path: Path) -> None:
    mine = OTHER.replace('name = "annan"', 'name = "intygsbestallningen"')
    (tmp_path / "intygsbestallningen.toml").write_text(f"\ufeff{mine}", encoding="utf-8")
    shelf = ProfileShelf(tmp_path)
    assert shelf.load("intygsbestallningen").title == "En annan mottagare"
    assert shelf.load("intygsbestallningen-enheter").title.startswith("Ändrade enheter")
    assert [(one.name, one.file is None) for one in shelf.found()] == [
        ("intygsbestallningen", False),
        ("intygsbestallningen-enheter", True),
    ]
    with pytest.raises(Rejected):
        shelf.load("annan")
    assert len(ProfileShelf(tmp_path / "saknas").found()) == 2


def test_an_unknown_profile_is_refused() -> None:
    with pytest.raises(Rejected) as refused:
        load_profile("../rules/criteria")
    assert refused.value.code == "profile_unknown"
    assert "intygsbestallningen-enheter" in profile_names()
