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
    SumWords,
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
    data, sums = _data(known), _data("sums")
    return kind_from(data, sums=sums if known in sums["kinds"] else None)


def _data(name: str) -> Mapping[str, Any]:
    text = (files("munhalsa.resources") / "kinds" / f"{name}.toml").read_text("utf-8")
    return tomllib.loads(text)


def kind_from(data: Mapping[str, Any], *, sums: Mapping[str, Any] | None = None) -> Kind:
    """A kind from its data; TypeError or ValueError where the data is not as it should be."""
    layout = data.get("year_columns")
    return Kind(
        name=KindName(data["kind"]),
        title=data["title"],
        explanation=data["explanation"],
        columns=tuple(_column(column) for column in data["columns"]),
        sums=None
        if sums is None
        else SumWords(
            words=frozenset(sums["words"]),
            units=frozenset(sums["units"]),
            longest_figure=sums["longest_figure"],
        ),
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
