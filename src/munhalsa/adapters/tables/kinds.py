"""Loading the kinds of tables from resources/kinds."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from munhalsa.application.import_table.kinds import (
    Choice,
    Column,
    Kind,
    KindName,
    ValueType,
    YearColumnsLayout,
)
from munhalsa.domain.refusal import Rejected

_LISTS = ("synonyms", "yes", "no", "unanswered", "parts")


@cache
def load_kind(name: str) -> Kind:
    """The kind of that name; Rejected when there is none."""
    try:
        known = KindName(name)
    except ValueError:
        raise Rejected(
            "kind_unknown",
            f"Tabellslaget finns inte. Välj ett av: {', '.join(KindName)}.",
            field="kind",
        ) from None
    text = (files("munhalsa.resources") / "kinds" / f"{known}.toml").read_text("utf-8")
    return kind_from(tomllib.loads(text))


def kind_from(data: Mapping[str, Any]) -> Kind:
    """A kind from its data; TypeError or ValueError where the data is not as it should be."""
    layout = data.get("year_columns")
    return Kind(
        name=KindName(data["kind"]),
        title=data["title"],
        explanation=data["explanation"],
        columns=tuple(_column(column) for column in data["columns"]),
        year_columns=None
        if layout is None
        else YearColumnsLayout(**{key: tuple(words) for key, words in layout.items()}),
    )


def _column(data: Mapping[str, Any]) -> Column:
    fields = dict(data)
    fields["type"] = ValueType(fields["type"])
    fields["choices"] = tuple(
        Choice(code=choice["code"], word=choice["word"], also=tuple(choice.get("also", ())))
        for choice in fields.get("choices", ())
    )
    for key in _LISTS:
        fields[key] = tuple(fields.get(key, ()))
    return Column(**fields)
