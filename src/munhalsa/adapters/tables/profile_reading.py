"""What an export profile says, held to what can be exported; what is wrong is named by its key."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import fields
from enum import StrEnum
from typing import Any, TypeVar

from munhalsa.application.export_profile import (
    ACTION,
    CHANGES,
    ROW_TYPES,
    ExportColumn,
    ExportProfile,
    FileType,
    NumberStyle,
    Rows,
    Subject,
)
from munhalsa.domain.certificate import RegistrationKind
from munhalsa.domain.refusal import FileUnusable
from munhalsa.domain.unit import UnitChange

E = TypeVar("E", bound=StrEnum)

_KEYS = frozenset(
    {"name", "title", "source", "subject", "columns", "actions", "rows", "only"}
    | {"file_type", "encoding", "delimiter", "date_format"}
)
_COLUMN_KEYS = frozenset({"heading", "field", "fields", "words", "style", "separator"})
_ACTION_KEYS = frozenset({"kind", "word"})
_DATE_FORMAT = re.compile(r"(?:%[Yymd]|[-./ ])+")
_KINDS: Mapping[Subject, type[StrEnum]] = {
    Subject.CERTIFICATE: RegistrationKind,
    Subject.UNIT: UnitChange,
}


def profile_from(data: Mapping[str, Any]) -> ExportProfile:
    """A profile from its data; FileUnusable('profile_invalid') tells what is wrong in it."""
    table = _Table(data, "", _KEYS)
    subject = table.choice("subject", Subject)
    columns = tuple(_column(one, subject) for one in table.tables("columns", _COLUMN_KEYS))
    if not columns:
        raise invalid("columns har ingen kolumn")
    return ExportProfile(
        name=table.text("name"),
        title=table.text("title"),
        source=table.text("source"),
        subject=subject,
        columns=columns,
        actions=_actions(table, subject),
        rows=table.choice("rows", Rows, Rows.WAITING),
        only=_only(table, subject),
        file_type=table.choice("file_type", FileType, FileType.XLSX),
        encoding=_encoding(table),
        delimiter=_delimiter(table),
        date_format=_date_format(table),
    )


def invalid(what: str) -> FileUnusable:
    """The profile cannot be used; ``what`` names the key and what is wrong with it."""
    return FileUnusable("profile_invalid", f"Exportprofilen är fel: {what}. Rätta filen.")


class _Table:
    """One table of the file, and where it stands there."""

    def __init__(self, data: Any, place: str, known: frozenset[str]) -> None:
        self._place = place
        if not isinstance(data, Mapping):
            raise invalid(f"{place} ska vara en tabell")
        self._data = data
        if unknown := sorted(set(data) - known):
            raise invalid(f"{self.key(unknown[0])} används inte")

    def __contains__(self, name: str) -> bool:
        return name in self._data

    def key(self, name: str) -> str:
        """The key as it is told."""
        return f"{self._place}.{name}" if self._place else name

    def text(self, name: str, default: str | None = None) -> str:
        """A text that says something."""
        value = self._value(name, default)
        if not isinstance(value, str) or not (value.strip() or name in ("separator", "delimiter")):
            raise invalid(f"{self.key(name)} ska vara en text")
        return value

    def choice(self, name: str, kind: type[E], default: E | None = None) -> E:
        """One of a few words."""
        value = self._value(name, default)
        if value not in list(kind):
            raise invalid(
                f"{self.key(name)} kan inte vara {value}, bara {', '.join(map(str, kind))}"
            )
        return kind(value)

    def tables(self, name: str, known: frozenset[str], default: Any = None) -> list[_Table]:
        """Several tables of a kind, counted from one."""
        value = self._value(name, default)
        if not isinstance(value, Sequence) or isinstance(value, str):
            raise invalid(f"{self.key(name)} ska vara en lista av tabeller")
        return [
            _Table(one, f"{self.key(name)} {number}", known)
            for number, one in enumerate(value, start=1)
        ]

    def texts(self, name: str) -> tuple[str, ...]:
        """Several texts."""
        value = self._value(name, None)
        if (
            not isinstance(value, list)
            or not value
            or not all(isinstance(one, str) for one in value)
        ):
            raise invalid(f"{self.key(name)} ska vara en lista av texter")
        return tuple(value)

    def words(self, name: str) -> dict[str, str]:
        """A table of texts; none where it is left out."""
        value = self._value(name, {})
        if not isinstance(value, Mapping):
            raise invalid(f"{self.key(name)} ska vara en tabell")
        for code, word in value.items():
            if not isinstance(word, str):
                raise invalid(f"{self.key(name)}.{code} ska vara en text")
        return dict(value)

    def names(self, name: str) -> Sequence[str]:
        """The keys of a table within this one; none where it is left out."""
        value = self._value(name, {})
        if not isinstance(value, Mapping):
            raise invalid(f"{self.key(name)} ska vara en tabell")
        return list(value)

    def within(self, name: str, known: frozenset[str]) -> _Table:
        """A table within this one."""
        return _Table(self._data[name], self.key(name), known)

    def _value(self, name: str, default: Any) -> Any:
        value = self._data.get(name, default)
        if value is None:
            raise invalid(f"{self.key(name)} saknas")
        return value


def _column(table: _Table, subject: Subject) -> ExportColumn:
    several = "fields" in table
    key = "fields" if several else "field"
    names = table.texts(key) if several else (table.text(key),)
    _check_fields(table.key(key), names, subject)
    return ExportColumn(
        heading=table.text("heading"),
        fields=names,
        words=table.words("words"),
        style=table.choice("style", NumberStyle, NumberStyle.PLAIN),
        separator=table.text("separator", ", "),
    )


def _check_fields(key: str, names: Sequence[str], subject: Subject) -> None:
    known = {ACTION, CHANGES} | {field.name for field in fields(ROW_TYPES[subject])}
    for name in names:
        if name not in known - {"waiting"}:
            raise invalid(f"{key}: fältet {name} finns inte")


def _actions(table: _Table, subject: Subject) -> dict[str, str]:
    return {
        action.choice("kind", _KINDS[subject]).value: action.text("word")
        for action in table.tables("actions", _ACTION_KEYS, ())
    }


def _only(table: _Table, subject: Subject) -> dict[str, frozenset[str]]:
    names = table.names("only")
    for name in names:
        _check_fields("only", [name], subject)
        if name in (ACTION, CHANGES):
            raise invalid(f"only.{name}: vad som väntar väljs med actions")
    if not names:
        return {}
    wanted = table.within("only", frozenset(names))
    return {name: frozenset(wanted.texts(name)) for name in names}


def _encoding(table: _Table) -> str:
    name = table.text("encoding", "utf-8-sig")
    try:
        "".encode(name)
    except LookupError:
        raise invalid(f"encoding: teckenkodningen {name} finns inte") from None
    return name


def _delimiter(table: _Table) -> str:
    text = table.text("delimiter", ";")
    if len(text) != 1 or text in '"\r\n':
        raise invalid("delimiter ska vara ett enda tecken")
    return text


def _date_format(table: _Table) -> str:
    text = table.text("date_format", "%Y-%m-%d")
    if not _DATE_FORMAT.fullmatch(text):
        raise invalid("date_format får bara bestå av %Y, %y, %m, %d och skiljetecken")
    return text
