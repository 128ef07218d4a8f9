"""Loading export profiles (TOML) and holding them to what can be exported."""

from __future__ import annotations

import codecs
import re
import tomllib
from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from importlib.resources import files
from typing import Any

from munhalsa.application.export_profile import (
    ACTION,
    CHANGES,
    ROW_TYPES,
    ExportColumn,
    ExportProfile,
    FileType,
    NumberStyle,
    Subject,
)
from munhalsa.domain.certificate import RegistrationKind
from munhalsa.domain.refusal import FileUnusable, Rejected
from munhalsa.domain.unit import UnitChange

_KEYS = frozenset(
    {"name", "title", "source", "subject", "columns", "actions"}
    | {"file_type", "encoding", "delimiter", "date_format"}
)
_COLUMN_KEYS = frozenset({"heading", "field", "fields", "words", "style", "separator"})
_DATE_FORMAT = re.compile(r"(?:%[Yymd]|[-./ ])+")
_KINDS = {Subject.CERTIFICATE: RegistrationKind, Subject.UNIT: UnitChange}


def profile_names() -> tuple[str, ...]:
    """The profiles that come with the program."""
    found = (files("munhalsa.resources") / "profiles").iterdir()
    return tuple(sorted(file.name[:-5] for file in found if file.name.endswith(".toml")))


@cache
def load_profile(name: str) -> ExportProfile:
    """The profile of that name; Rejected when there is none."""
    if name not in profile_names():
        raise Rejected(
            "profile_unknown",
            f"Exportprofilen finns inte. Välj en av: {', '.join(profile_names())}.",
            field="profile",
        )
    text = (files("munhalsa.resources") / "profiles" / f"{name}.toml").read_text("utf-8")
    return profile_from(tomllib.loads(text))


def profile_from(data: Mapping[str, Any]) -> ExportProfile:
    """A profile from its data; FileUnusable('profile_invalid') tells what is wrong in it."""
    _refuse_unknown(data, _KEYS)
    try:
        subject = Subject(data["subject"])
        return ExportProfile(
            name=_text(data, "name"),
            title=_text(data, "title"),
            source=_text(data, "source"),
            subject=subject,
            columns=tuple(_column(column, subject) for column in data["columns"]),
            actions=_actions(data.get("actions", ()), subject),
            file_type=FileType(data.get("file_type", FileType.XLSX)),
            encoding=_encoding(data.get("encoding", "utf-8-sig")),
            delimiter=_delimiter(data.get("delimiter", ";")),
            date_format=_date_format(data.get("date_format", "%Y-%m-%d")),
        )
    except KeyError as error:
        raise _invalid(f"{error.args[0]} saknas.") from None
    except ValueError as error:
        raise _invalid(f"{error}.") from None


def _column(data: Mapping[str, Any], subject: Subject) -> ExportColumn:
    _refuse_unknown(data, _COLUMN_KEYS)
    names = tuple(data["fields"]) if "fields" in data else (data["field"],)
    known = {ACTION, CHANGES} | {field.name for field in fields(ROW_TYPES[subject])}
    for name in names:
        if name not in known:
            raise _invalid(f"Fältet {name} finns inte.")
    return ExportColumn(
        heading=_text(data, "heading"),
        fields=names,
        words={str(code): str(word) for code, word in data.get("words", {}).items()},
        style=NumberStyle(data.get("style", NumberStyle.PLAIN)),
        separator=str(data.get("separator", ", ")),
    )


def _actions(data: Any, subject: Subject) -> dict[str, str]:
    return {_KINDS[subject](action["kind"]).value: _text(action, "word") for action in data}


def _text(data: Mapping[str, Any], key: str) -> str:
    value = data[key]
    if not isinstance(value, str) or not value.strip():
        raise _invalid(f"{key} ska vara en text.")
    return value


def _encoding(name: str) -> str:
    try:
        codecs.lookup(name)
    except LookupError:
        raise _invalid(f"Teckenkodningen {name} finns inte.") from None
    return name


def _delimiter(text: str) -> str:
    if len(text) != 1 or text in '"\r\n':
        raise _invalid("delimiter ska vara ett enda tecken.")
    return text


def _date_format(text: str) -> str:
    if not _DATE_FORMAT.fullmatch(text):
        raise _invalid("date_format får bara bestå av %Y, %y, %m, %d och skiljetecken.")
    return text


def _refuse_unknown(data: Mapping[str, Any], known: frozenset[str]) -> None:
    if unknown := sorted(set(data) - known):
        raise _invalid(f"{unknown[0]} används inte.")


def _invalid(sentence: str) -> FileUnusable:
    return FileUnusable("profile_invalid", f"Exportprofilen är fel: {sentence} Rätta filen.")
