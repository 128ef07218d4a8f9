"""Records to rows and back, one converter a kind, made once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from enum import StrEnum
from operator import attrgetter
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from sqlalchemy import Date, Table

from munhalsa.adapters.store.columns import Instant
from munhalsa.adapters.store.first_shelves import shelf_of


def _enum_of(hint: Any) -> type[StrEnum] | None:
    candidates = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
    for candidate in candidates:
        if isinstance(candidate, type) and issubclass(candidate, StrEnum):
            return candidate
    return None


class _Form:
    """How one kind of record is written and read, worked out once."""

    def __init__(self, kind: type[Any]) -> None:
        hints = get_type_hints(kind)
        self.kind = kind
        self.names = tuple(field.name for field in fields(kind))
        self.values = attrgetter(*self.names)
        enums = {name: enum for name in self.names if (enum := _enum_of(hints[name])) is not None}
        self.enum_names = tuple(enums)
        self.words = tuple(
            (self.names.index(name), {word.value: word for word in enum})
            for name, enum in enums.items()
        )
        table = shelf_of(kind).table
        self.columns = [table.c[name] for name in self.names]


class _Forms(dict[type[Any], _Form]):
    """The form of each kind, made when the kind is first met."""

    def __missing__(self, kind: type[Any]) -> _Form:
        form = self[kind] = _Form(kind)
        return form


_FORMS = _Forms()


def to_row(record: Any) -> dict[str, Any]:
    """The record as column values; words of enums as plain text, as the drivers want them."""
    form = _FORMS[type(record)]
    row = dict(zip(form.names, form.values(record), strict=True))
    for name in form.enum_names:
        value = row[name]
        if value is not None:
            row[name] = value.value
    return row


def plain(value: Any) -> Any:
    """A single value as the drivers want it."""
    return value.value if isinstance(value, StrEnum) else value


def from_row(kind: type[Any], row: Iterable[Any]) -> Any:
    """The record of a row whose columns stand in the order of the record's fields."""
    form = _FORMS[kind]
    values = list(row)
    for position, words in form.words:
        value = values[position]
        if value is not None:
            values[position] = words[value]
    return kind(**dict(zip(form.names, values, strict=True)))


def columns_of(kind: type[Any]) -> list[Any]:
    """The columns to select for ``from_row``."""
    return _FORMS[kind].columns


def image_text(changes: Sequence[Mapping[str, Any]]) -> str:
    """Changes as the audit payload keeps them: JSON with days and times in ISO form."""
    return _ENCODER.encode(changes)


def _iso(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no audit form for {type(value).__name__}")


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_iso)


def from_image(table: Table, image: Mapping[str, Any]) -> dict[str, Any]:
    """Column values out of an audit image: ISO text back to days and times.

    What an older form of the table held beside is left as it is.
    """
    values = dict(image)
    for name, value in image.items():
        if value is None or name not in table.c:
            continue
        kind = table.c[name].type
        if isinstance(kind, Date):
            values[name] = date.fromisoformat(value)
        elif isinstance(kind, Instant):
            values[name] = datetime.fromisoformat(value)
    return values
