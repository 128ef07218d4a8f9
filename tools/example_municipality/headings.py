"""The headings of each kind of table, in the order in which the files show them."""

from datetime import date
from typing import Final

Cell = str | int | float | date | None
Row = tuple[Cell, ...]

HEADINGS: Final[dict[str, tuple[str, ...]]] = {
    "boendeenheter": (
        "Enhetskod",
        "Boendenamn",
        "Boendetyp",
        "Gatuadress",
        "Postnummer",
        "Postort",
        "Platsantal",
        "Antal omvårdnadspersonal",
        "Ansvarig",
        "Telefon",
        "E-post",
        "Portkod",
        "Aktiv från",
        "Aktiv till",
    ),
    "personer": (
        "Personnummer",
        "Förnamn",
        "Efternamn",
        "Boendeenhet",
        "Boende från",
        "Rum",
        "Gatuadress",
        "Postnummer",
        "Postort",
        "Skyddade uppgifter",
        "Avliden",
        "Behandlare",
        "Kontaktperson",
        "Relation",
        "Kontakttelefon",
        "Grund",
        "Intyg utfärdat",
        "Giltigt till",
        "Avslutat",
        "Avslutsorsak",
        "Utfärdare",
        "Önskar munhälsobedömning",
        "Svarsdatum",
    ),
    "svar": ("Personnummer", "Svarsdatum", "Önskar munhälsobedömning", "Svar från"),
    "bedomningar": (
        "Personnummer",
        "Datum",
        "Utfall",
        "Utförd av",
        "Titel",
        "Telefon",
        "Personal närvarande",
        "Vårdbehov",
        "Boendeenhet",
    ),
    "tandvardsbesok": ("Personnummer", "Datum", "Vårdgivare"),
    "utbildningar": (
        "Datum",
        "Typ",
        "Timmar",
        "Antal deltagare",
        "Deltagare",
        "Boendeenhet",
        "Utbildare",
    ),
    "avvikelser": (
        "Datum",
        "Riktning",
        "Kategori",
        "Personnummer",
        "Boendeenhet",
        "Samverkansbrist",
        "Orsak",
        "Beskrivning",
    ),
    "insatser": ("Personnummer", "Förnamn", "Efternamn", "Insats", "Enhet", "Från", "Till"),
    "folkbokforing": (
        "Personnummer",
        "Avliden",
        "Utvandrad",
        "Flyttad till kommun",
        "Nytt personnummer",
        "Förnamn",
        "Efternamn",
        "Gatuadress",
        "Postnummer",
        "Postort",
        "Skyddade uppgifter",
    ),
}
"""Every kind but `befolkning`, whose headings hold the years it covers."""

KINDS: Final = (*HEADINGS, "befolkning")
"""In an order in which the files can be imported one after the other."""

DATE_COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "boendeenheter": ("Aktiv från", "Aktiv till"),
    "personer": (
        "Boende från",
        "Avliden",
        "Intyg utfärdat",
        "Giltigt till",
        "Avslutat",
        "Svarsdatum",
    ),
    "svar": ("Svarsdatum",),
    "bedomningar": ("Datum",),
    "tandvardsbesok": ("Datum",),
    "utbildningar": ("Datum",),
    "avvikelser": ("Datum",),
    "insatser": ("Från", "Till"),
    "folkbokforing": ("Avliden", "Utvandrad"),
}
"""The only places where a date may stand, so that all dates can be moved by the same days."""
