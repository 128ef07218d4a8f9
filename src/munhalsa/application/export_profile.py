"""Export profiles: which columns, words and dates a receiver wants, as data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date
from enum import StrEnum
from itertools import islice
from operator import attrgetter
from pathlib import Path
from typing import Any

from munhalsa.domain.certificate import EndReason, Ground, RegistrationKind
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.unit import UnitChange, UnitType

ExportCell = str | int | float | date | None

_ROWS_AT_A_TIME = 1000
_CENTURY = 2
_LAST_FOUR = -4


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportRow:
    """What a profile can tell about one certificate; ``waiting`` is what is to be registered.

    ``last_day`` is the earlier of ``valid_to`` and ``ended``: the last day it is valid.
    """

    waiting: frozenset[RegistrationKind] = frozenset()
    personal_identity_number: str
    given_name: str
    family_name: str
    certificate_number: str
    ground: Ground
    issued: date
    issuer: str | None = None
    valid_to: date | None = None
    ended: date | None = None
    last_day: date | None = None
    end_reason: EndReason | None = None
    unit_type: UnitType | None = None
    unit_name: str | None = None
    unit_code: str | None = None
    room: str | None = None
    street: str | None = None
    postal_code: str | None = None
    city: str | None = None
    responsible_name: str | None = None
    responsible_phone: str | None = None
    wants: bool | None = None
    answered: date | None = None
    letter_name: str | None = None
    letter_address: str | None = None
    dentist: str | None = None
    contact_name: str | None = None
    contact_phone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitExportRow:
    """What a profile can tell about one unit."""

    waiting: frozenset[UnitChange] = frozenset()
    name: str
    type: UnitType
    code: str | None = None
    street: str | None = None
    postal_code: str | None = None
    city: str | None = None
    responsible_name: str
    responsible_phone: str
    email: str | None = None
    places: int | None = None
    active_from: date | None = None
    active_to: date | None = None


class Subject(StrEnum):
    """What a row of the export is about."""

    CERTIFICATE = "certificate"
    UNIT = "unit"


class FileType(StrEnum):
    """The kinds of files that are written."""

    CSV = "csv"
    XLSX = "xlsx"


class NumberStyle(StrEnum):
    """How an identity number is written; ``short`` leaves out the century."""

    PLAIN = "plain"
    DASHED = "dashed"
    SHORT = "short"
    SHORT_DASHED = "short_dashed"


class Rows(StrEnum):
    """Which rows belong in the file when nothing else is asked for."""

    WAITING = "waiting"
    ALL = "all"


ROW_TYPES: Mapping[Subject, type[ExportRow] | type[UnitExportRow]] = {
    Subject.CERTIFICATE: ExportRow,
    Subject.UNIT: UnitExportRow,
}

_CODES = frozenset({"ground", "end_reason", "unit_type", "type"})

# Fields that a profile can name beside those of the row: both come out of ``waiting``.
ACTION, CHANGES = "action", "changes"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportColumn:
    """One column: a heading, and the fields that fill it, joined where there are several.

    ``words`` maps a code, "true", "false" or "none" to what is written for it.
    """

    heading: str
    fields: tuple[str, ...]
    words: Mapping[str, str] = field(default_factory=dict)
    style: NumberStyle = NumberStyle.PLAIN
    separator: str = ", "


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportProfile:
    """How an export looks; ``actions`` are words for what waits, the one that prevails first.

    ``only`` are the codes that a field must have one of for the row to be in the file.
    ``date_format`` is made of %Y, %y, %m and %d.
    """

    name: str
    title: str
    source: str
    subject: Subject
    columns: tuple[ExportColumn, ...]
    actions: Mapping[str, str]
    rows: Rows = Rows.WAITING
    only: Mapping[str, frozenset[str]] = field(default_factory=dict)
    file_type: FileType = FileType.XLSX
    encoding: str = "utf-8-sig"
    delimiter: str = ";"
    date_format: str = "%Y-%m-%d"

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings in their order."""
        return tuple(column.heading for column in self.columns)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileFound:
    """A profile by name; ``file`` is the municipality's own, ``fault`` what is wrong with it."""

    name: str
    title: str = ""
    source: str = ""
    file: Path | None = None
    fault: str | None = None


def is_selected(
    profile: ExportProfile, row: ExportRow | UnitExportRow, *, everything: bool = False
) -> bool:
    """Whether the row belongs in the file: something that the profile has a word for waits."""
    if any(_code(getattr(row, name)) not in codes for name, codes in profile.only.items()):
        return False
    return everything or any(kind in profile.actions for kind in row.waiting)


def cells_of(
    profile: ExportProfile, rows: Iterable[ExportRow | UnitExportRow]
) -> Iterator[tuple[ExportCell, ...]]:
    """The cells of each row in the profile's order, dates as dates; memory does not grow."""
    columns = [_Filler(profile, column) for column in profile.columns]
    remaining: Iterator[Any] = iter(rows)
    while chunk := list(islice(remaining, _ROWS_AT_A_TIME)):
        yield from zip(*(column.fill(chunk) for column in columns), strict=True)


class _Memo(dict[Any, ExportCell]):
    """Works out the cell for a value the first time it is met; for values that are few."""

    def __init__(self, write: Callable[[Any], ExportCell]) -> None:
        super().__init__()
        self._write = write

    def __missing__(self, value: Any) -> ExportCell:
        cell = self[value] = self._write(value)
        return cell


class _Filler:
    """Fills one column for many rows at a time."""

    def __init__(self, profile: ExportProfile, column: ExportColumn) -> None:
        self._get = [attrgetter(_source_of(name)) for name in column.fields]
        self._write = [_writer_for(profile, column, name) for name in column.fields]
        self._separator = column.separator

    def fill(self, rows: Sequence[ExportRow | UnitExportRow]) -> Sequence[ExportCell]:
        """The column's cell for each row."""
        parts = [
            list(map(get, rows)) if write is None else list(map(write, map(get, rows)))
            for get, write in zip(self._get, self._write, strict=True)
        ]
        if len(parts) == 1:
            return parts[0]
        return [
            self._separator.join([str(cell) for cell in cells if cell])
            for cells in zip(*parts, strict=True)
        ]


def _source_of(name: str) -> str:
    return "waiting" if name in (ACTION, CHANGES) else name


def _writer_for(
    profile: ExportProfile, column: ExportColumn, name: str
) -> Callable[[Any], ExportCell] | None:
    """How the field's values become cells; None where they are cells already."""
    if name in (ACTION, CHANGES):
        told = _Memo(lambda waiting: _told(profile, waiting, only_first=name == ACTION))
        return told.__getitem__
    if column.words:
        return _Memo(lambda value: _word(column, value)).__getitem__
    if name == "personal_identity_number" and column.style is not NumberStyle.PLAIN:
        return lambda number: styled(number, column.style)
    if name in _CODES:
        return _Memo(lambda code: None if code is None else str(code)).__getitem__
    if len(column.fields) > 1:
        days = _Memo(lambda day: day.strftime(profile.date_format))
        return lambda value: days[value] if isinstance(value, date) else value
    return None


def words_of(profile: ExportProfile, waiting: frozenset[StrEnum]) -> tuple[str, ...]:
    """What has changed in the profile's words, the one that prevails first."""
    return tuple(word for kind, word in profile.actions.items() if kind in waiting)


def _told(profile: ExportProfile, waiting: frozenset[StrEnum], *, only_first: bool) -> str:
    words = words_of(profile, waiting)
    return ", ".join(words[:1] if only_first else words)


def _word(column: ExportColumn, value: Any) -> str:
    code = _code(value)
    coded = value is None or isinstance(value, bool)
    return column.words.get(code, "" if coded else code)


def _code(value: Any) -> str:
    """What a profile calls a value."""
    if value is None:
        return "none"
    return str(value).lower() if isinstance(value, bool) else str(value)


def styled(number: str, style: NumberStyle) -> str:
    """The identity number of 12 characters in the style."""
    text = number if style in (NumberStyle.PLAIN, NumberStyle.DASHED) else number[_CENTURY:]
    if style in (NumberStyle.DASHED, NumberStyle.SHORT_DASHED):
        return f"{text[:_LAST_FOUR]}-{text[_LAST_FOUR:]}"
    return text
