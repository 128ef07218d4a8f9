"""What a line of each file of the whole may hold: worked out from the records and their tables.

The JSON Schema that goes with the files and the check when they are read are made of the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from types import NoneType
from typing import Any, get_args, get_type_hints

from sqlalchemy import Boolean, Date, Integer, String, Table

from munhalsa.adapters.store import log_rows
from munhalsa.adapters.store.columns import Instant
from munhalsa.adapters.store.shelves import SHELF_NAMED, SHELVES
from munhalsa.domain.lazy_dataclass import dataclass

_STAMPS = ("municipality_id", "created_at", "created_by", "changed_at", "changed_by")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}\+00:00")
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_LARGEST = 2**31 - 1
BESIDE = (
    log_rows.counter,
    log_rows.audit_chain,
    log_rows.audit_event,
    log_rows.audit_entry,
    log_rows.audit_payload,
)
"""What goes along and is no record: number series and the log."""

LEFT_OUT = (log_rows.draft, log_rows.search_term, log_rows.search_text)
"""What is of one machine or user, or is made anew: unsaved typing and the index of the search."""


class Fault(Exception):
    """A line that may not be; says the field, or None for the line as a whole, and why."""

    def __init__(self, field: str | None, why: str) -> None:
        super().__init__(why)
        self.field = field
        self.why = why


class FieldType(StrEnum):
    """What a field holds."""

    TEXT = "text"
    WHOLE_NUMBER = "whole_number"
    YES_OR_NO = "yes_or_no"
    DAY = "day"
    TIME = "time"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldShape:
    """One field; ``points_to`` is the kind that it holds an id of, ``words`` all it may hold."""

    name: str
    type: FieldType
    nullable: bool
    longest: int | None = None
    words: tuple[str, ...] | None = None
    points_to: str | None = None

    def check(self, value: Any) -> None:
        """Raises Fault for a value that may not stand here."""
        if value is None:
            if not self.nullable:
                raise Fault(self.name, "saknar värde")
            return
        wrong = _WRONG[self.type](self, value)
        if wrong is not None:
            raise Fault(self.name, wrong)

    def schema(self) -> dict[str, Any]:
        """The field in JSON Schema."""
        said: dict[str, Any] = dict(_SCHEMAS[self.type])
        if self.words is not None:
            said["enum"] = [*self.words, *([None] if self.nullable else [])]
        if self.longest is not None:
            said["maxLength"] = self.longest
        if self.nullable:
            said["type"] = [said["type"], "null"]
        if self.points_to is not None:
            said["x-points-to"] = self.points_to
        return said


@dataclass(frozen=True, slots=True, kw_only=True)
class KindShape:
    """One kind of line; ``key`` are the fields that its lines are ordered by, each line once."""

    name: str
    about: str
    fields: tuple[FieldShape, ...]
    key: tuple[str, ...]

    def schema(self) -> dict[str, Any]:
        """The kind as a JSON Schema of draft 2020-12."""
        return {
            "$schema": _DIALECT,
            "$id": f"{self.name}.schema.json",
            "title": self.name,
            "description": self.about,
            "x-ordered-by": list(self.key),
            "type": "object",
            "properties": {field.name: field.schema() for field in self.fields},
            "required": [field.name for field in self.fields],
            "additionalProperties": False,
        }

    def check(self, line: Any) -> None:
        """Raises Fault unless the parsed line is as the schema says."""
        if not isinstance(line, dict):
            raise Fault(None, "är inget JSON-objekt")
        for field in self.fields:
            if field.name not in line:
                raise Fault(field.name, "saknas")
            field.check(line[field.name])
        if len(line) != len(self.fields):
            # The extra name itself is not told: nobody knows what stands in it.
            raise Fault(None, "har ett fält som inte hör dit")

    def key_of(self, line: Mapping[str, Any]) -> tuple[Any, ...]:
        """What the line is ordered by."""
        return tuple(line[name] for name in self.key)


def _not_text(field: FieldShape, value: Any) -> str | None:
    if not isinstance(value, str):
        return "ska vara text"
    if field.words is not None and value not in field.words:
        return "har ett ord som inte finns"
    if field.longest is not None and len(value) > field.longest:
        return "är för långt"
    return None if _can_be_kept(value) else "har ett tecken som inte kan lagras"


def _can_be_kept(text: str) -> bool:
    if text.isascii():
        return "\0" not in text
    try:
        return b"\0" not in text.encode()
    except UnicodeEncodeError:
        return False


def _not_number(_field: FieldShape, value: Any) -> str | None:
    if not isinstance(value, int) or isinstance(value, bool):
        return "ska vara ett heltal"
    return "är ett för stort tal" if abs(value) > _LARGEST else None


def _not_yes_or_no(_field: FieldShape, value: Any) -> str | None:
    return None if isinstance(value, bool) else "ska vara true eller false"


def _not_day(_field: FieldShape, value: Any) -> str | None:
    return _not_written(value, _DAY, date.fromisoformat, "ska vara ett datum, ÅÅÅÅ-MM-DD")


def _not_time(_field: FieldShape, value: Any) -> str | None:
    return _not_written(value, _TIME, datetime.fromisoformat, "ska vara en tidpunkt i UTC")


def _not_written(value: Any, form: re.Pattern[str], read: Any, wrong: str) -> str | None:
    if not isinstance(value, str) or form.fullmatch(value) is None:
        return wrong
    try:
        read(value)
    except ValueError:
        return wrong
    return None


_WRONG = {
    FieldType.TEXT: _not_text,
    FieldType.WHOLE_NUMBER: _not_number,
    FieldType.YES_OR_NO: _not_yes_or_no,
    FieldType.DAY: _not_day,
    FieldType.TIME: _not_time,
}
_SCHEMAS: Mapping[FieldType, Mapping[str, Any]] = {
    FieldType.TEXT: {"type": "string"},
    FieldType.WHOLE_NUMBER: {"type": "integer", "minimum": -_LARGEST, "maximum": _LARGEST},
    FieldType.YES_OR_NO: {"type": "boolean"},
    FieldType.DAY: {"type": "string", "format": "date"},
    FieldType.TIME: {"type": "string", "format": "date-time", "pattern": f"^{_TIME.pattern}$"},
}


def shape_of(table: Table) -> KindShape:
    """The lines of one table; a record's words are those of its enumerations."""
    shelf = SHELF_NAMED.get(table.name)
    hints = {} if shelf is None else get_type_hints(shelf.record)
    about = (shelf.record.__doc__ if shelf else _ABOUT[table.name]) or table.name
    names = [*hints, *_STAMPS] if shelf else [column.name for column in table.columns]
    return KindShape(
        name=table.name,
        about=" ".join(about.split()),
        fields=tuple(_field(table, name, hints.get(name)) for name in names),
        key=tuple(column.name for column in table.primary_key.columns),
    )


def _field(table: Table, name: str, hint: Any) -> FieldShape:
    column = table.c[name]
    kinds = [kind for kind in get_args(hint) or (hint,) if kind not in (None, NoneType)]
    words = kinds[0] if kinds and issubclass(kinds[0], StrEnum) else None
    targets = [link.column.table.name for link in column.foreign_keys]
    return FieldShape(
        name=name,
        type=_type(column.type),
        nullable=bool(column.nullable),
        longest=column.type.length if type(column.type) is String else None,
        words=None if words is None else tuple(word.value for word in words),
        points_to=targets[0] if targets else None,
    )


def _type(kind: Any) -> FieldType:
    for known, told in (
        (Instant, FieldType.TIME),
        (Date, FieldType.DAY),
        (Boolean, FieldType.YES_OR_NO),
        (Integer, FieldType.WHOLE_NUMBER),
    ):
        if isinstance(kind, known):
            return told
    return FieldType.TEXT


_ABOUT = {
    "counter": "The last number given in a series; numbers are never given twice.",
    "audit_chain": "The newest event of each chain of the log.",
    "audit_event": (
        "One event of the log. 'hash' is SHA-256 over the JSON list, without spaces, of all fields "
        "before it in the order of this schema; 'previous' is the hash of the event before."
    ),
    "audit_entry": (
        "What an event concerned. 'digest' is SHA-256 over salt, a line break and changes of the "
        "line of audit_payload with the same key; the event's 'content' is SHA-256 over subject "
        "kind, subject and digest of all its entries, each followed by a line break."
    ),
    "audit_payload": "What an event changed of one subject: JSON text, and the salt of its digest.",
}


@cache
def all_shapes() -> Mapping[str, KindShape]:
    """Every kind of line by its name, in the order of the files."""
    tables = (*(shelf.table for shelf in SHELVES), *BESIDE)
    return {table.name: shape_of(table) for table in tables}
