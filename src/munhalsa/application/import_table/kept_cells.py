"""Which cells of a row somebody can leave out while the rest of the row is taken in.

What belongs together is kept together: a home is one thing, whatever columns tell of it. The cells
that tell which record a row is about can never be kept, nor can what says that somebody is
protected: there the whole row is decided about.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from munhalsa.application.import_table.kinds import Kind, KindName
from munhalsa.domain.refusal import Rejected

Part = tuple[str, ...]
"""Keys of columns that are decided about as one; the first that a kind has names it."""

_HOME = ("unit", "residence_from", "room", "street", "postal_code", "city")
_OF_PERSON: tuple[Part, ...] = (
    ("given_name",),
    ("family_name",),
    ("died_on",),
    _HOME,
)
_PARTS: Mapping[KindName, tuple[Part, ...]] = MappingProxyType(
    {
        KindName.PERSONS: (
            *_OF_PERSON,
            ("dentist",),
            ("contact_relation",),
            ("contact_phone",),
            ("ground",),
            ("valid_to",),
            ("ended", "end_reason"),
            ("issuer",),
            ("wants", "answered"),
        ),
        KindName.REGISTRY: (
            *_OF_PERSON,
            ("emigrated_on",),
            ("moved_to_municipality",),
            ("new_identity",),
        ),
        KindName.UNITS: tuple(
            (key,)
            for key in (
                *("name", "type", "street", "postal_code", "city", "places", "care_staff"),
                *("responsible_name", "responsible_phone", "email", "entry_instructions"),
                *("active_from", "active_to"),
            )
        ),
        KindName.CARE_LISTS: (("to_day",),),
        KindName.RESPONSES: (("answered_by",),),
        KindName.ASSESSMENTS: tuple(
            (key,) for key in ("unit", "performed_by", "title", "phone", "staff", "care_need")
        ),
    }
)
# Fields of records that go by another name than the column that tells of them.
_COLUMN_OF = {"unit_id": "unit", "staff_took_part": "staff"}


def heading_of_part(kind: Kind, key: str) -> str | None:
    """What the part that a column or field belongs to is called; None: it is no part of a row."""
    headings = {column.key: column.heading for column in kind.single}
    wanted = _COLUMN_OF.get(key, key)
    for part in _PARTS.get(kind.name, ()):
        if wanted in part:
            return next(headings[each] for each in part if each in headings)
    return None


def names_kept(kind: Kind, cells: Iterable[tuple[int, str]]) -> dict[int, list[str]]:
    """What is left alone of each row, in words and in the order of the kind's columns."""
    chosen = frozenset(cells)
    found: dict[int, list[str]] = {}
    for column in kind.single:
        for row, heading in chosen:
            if heading == column.heading:
                found.setdefault(row, []).append(heading)
    return found


def keys_kept(kind: Kind, cells: Iterable[tuple[int, str]]) -> dict[int, frozenset[str]]:
    """The columns to leave alone, by row; Rejected for a heading that cannot be kept by itself."""
    parts = {}
    for part in _PARTS.get(kind.name, ()):
        parts[heading_of_part(kind, part[0])] = frozenset(part)
    found: dict[int, frozenset[str]] = {}
    for row, heading in cells:
        if heading not in parts:
            raise Rejected(
                "cell_not_keepable",
                "Kolumnen kan inte behållas för sig. Bestäm om hela raden i stället.",
                field="column",
            )
        found[row] = found.get(row, frozenset()) | parts[heading]
    return found
