"""What a kind of table holds: its columns, their headings, types and words (data, not code)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum

from munhalsa.domain.lazy_dataclass import dataclass


class KindName(StrEnum):
    """The kinds of tables that are read; the value is the word on the command line.

    LISTED is only compared with (reconciliation); the others are taken in.
    """

    UNITS = "boendeenheter"
    PERSONS = "personer"
    CARE_LISTS = "insatser"
    REGISTRY = "folkbokforing"
    RESPONSES = "svar"
    ASSESSMENTS = "bedomningar"
    DENTAL_VISITS = "tandvardsbesok"
    TRAINING = "utbildningar"
    DEVIATIONS = "avvikelser"
    POPULATION = "befolkning"
    LISTED = "avstamning"


TAKEN_IN = tuple(name for name in KindName if name is not KindName.LISTED)
"""Every kind but the list that is only compared with."""


class ValueType(StrEnum):
    """How the cells of a column are read."""

    TEXT = "text"
    DATE = "date"
    YES_NO = "yes_no"
    CHOICE = "choice"
    INTEGER = "integer"
    DECIMAL = "decimal"
    IDENTITY_NUMBER = "identity_number"
    MUNICIPALITY_CODE = "municipality_code"
    POSTAL_CODE = "postal_code"
    PHONE = "phone"
    AGE = "age"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One allowed value: its code, the word the template offers, and other words for it."""

    code: str
    word: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column; ``blank`` is what an empty yes/no is, ``otherwise`` the code of unknown words.

    ``unanswered`` are words of a yes/no or a day that say no more than an empty cell does.
    ``parts`` are the keys of columns that lists write in one, such as a name.
    """

    key: str
    heading: str
    type: ValueType
    explanation: str
    required: bool = False
    example: str = ""
    synonyms: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    otherwise: str | None = None
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    unanswered: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    blank: bool | None = None
    lowest: int | None = None
    highest: int | None = None
    longest: int = 500
    many_lines: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class YearColumnsLayout:
    """A foreign layout with a column a year: what its columns and its totals are called."""

    region: tuple[str, ...]
    age: tuple[str, ...]
    sex: tuple[str, ...]
    totals: tuple[str, ...]
    count: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SumWords:
    """What a row that only adds up the list consists of; a longer figure is no sum (digits)."""

    words: frozenset[str]
    units: frozenset[str]
    longest_figure: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of table, its columns in the order of the template."""

    name: KindName
    title: str
    explanation: str
    columns: tuple[Column, ...]
    year_columns: YearColumnsLayout | None = None
    sums: SumWords | None = None

    @property
    def required(self) -> tuple[Column, ...]:
        """The columns that a table must have."""
        return tuple(column for column in self.columns if column.required)

    @property
    def single(self) -> tuple[Column, ...]:
        """The columns that hold one thing each: those of the template."""
        return tuple(column for column in self.columns if not column.parts)

    def column(self, key: str) -> Column:
        """The column with the key; KeyError when the kind has none."""
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(key)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableMapping:
    """What the user says about a file: headings and words of the kind for those of the file.

    ``columns`` maps a heading of the file (or "Kolumn C") to one of the kind ("" leaves the column
    out), ``values`` a heading (of either) to words of the file and the kind's words for them.
    ``header_row`` counts from 1, as the file is shown; 0: there is none.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    delimiter: str | None = None
    encoding: str | None = None
    header_row: int | None = None
    sheet: str | None = None

    @property
    def says_columns(self) -> bool:
        """Whether it tells of headings or words, and not only of how the file is read."""
        return bool(self.columns or self.values)


NO_MAPPING = TableMapping()
