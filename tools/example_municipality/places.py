"""The municipality and its streets; true place names, nothing else in the example is true."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A municipality. `inhabitants` None: as many as make the coverage come near 2.8 %."""

    code: str
    name: str
    inhabitants: int | None
    localities: tuple[tuple[str, str], ...]
    """Postal code and city; the first ones are drawn more often."""
    domain: str


GOTENE = Place(
    code="1471",
    name="Götene",
    inhabitants=13_300,
    localities=(
        ("533 30", "Götene"),
        ("533 31", "Götene"),
        ("533 32", "Götene"),
        ("533 73", "Källby"),
        ("533 72", "Lundsbrunn"),
        ("533 74", "Hällekis"),
    ),
    domain="gotene.example",
)

STREETS = (
    "Storgatan",
    "Skolgatan",
    "Kyrkogatan",
    "Järnvägsgatan",
    "Björkvägen",
    "Ekstigen",
    "Lindallén",
    "Rönnvägen",
    "Åsgatan",
    "Ängsvägen",
    "Östra Ringvägen",
    "Västergatan",
    "Kvarnbacken",
    "Källvägen",
    "Trädgårdsgatan",
    "Smedjegatan",
    "Äppelstigen",
    "Hantverkaregatan",
    "Mejerigatan",
    "Sjövägen",
    "Bäckgatan",
    "Blåsippsvägen",
    "Stationsvägen",
    "Prästgårdsvägen",
)

UNIT_NAMES = {
    "Särskilt boende": (
        "Björkgläntan",
        "Sjöutsikten",
        "Åkerbo",
        "Ängslyckan",
        "Östanvinden",
        "Källbacken",
    ),
    "Korttidsboende": ("Korttiden Svalan",),
    "LSS-boende": (
        "Gruppbostaden Hasselbacken",
        "Gruppbostaden Tallstigen",
        "Servicebostaden Kvarnhjulet",
        "Servicebostaden Linden",
    ),
    "Hemtjänst": ("Hemtjänst Centrum", "Hemtjänst Norra", "Hemtjänst Södra"),
    "Hemsjukvård": ("Hemsjukvård Tätort", "Hemsjukvård Landsbygd"),
    "Daglig verksamhet": ("Daglig verksamhet Snickeriet",),
    "Dagverksamhet": ("Dagverksamheten Träffpunkten",),
}
"""The units of a small municipality, by type; a larger one gets more with made-up names."""

NAME_BEGINNINGS = (
    "Björk",
    "Ek",
    "Lind",
    "Ask",
    "Rönn",
    "Hägg",
    "Tall",
    "Gran",
    "Äng",
    "Åker",
    "Sjö",
    "Källe",
    "Berg",
    "Dal",
    "Sol",
    "Vår",
    "Höst",
    "Norr",
    "Söder",
    "Väster",
    "Öster",
    "Kvarn",
    "Bruks",
    "Mölle",
    "Slätt",
    "Lärk",
    "Svan",
    "Trast",
    "Klöver",
    "Åsa",
)

NAME_ENDINGS = (
    "gården",
    "backen",
    "gläntan",
    "bo",
    "hemmet",
    "lyckan",
    "liden",
    "hagen",
    "vången",
    "ängen",
    "kullen",
    "åsen",
    "tunet",
    "sidan",
)

DENTISTS = (
    "Folktandvården {name}",
    "Folktandvården {name}",
    "Folktandvården {name}",
    "Tandläkarna vid Torget",
    "Tandkliniken Leendet",
    "Tandläkare Å. Ek",
    "Tandläkarhuset Björken",
)
"""Providers of dental care; the public one is the commonest."""
