"""From the cell of a table to a value: text, dates, yes and no, words, numbers.

A converter is called once for each distinct cell of a column. It gives the value (None for an
empty cell), wraps it in ``Repaired`` where the cell was mended, or raises ``Rejected``. Messages
quote no cell: a shifted column would put a name into them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from munhalsa.application.import_table.kinds import Column, ValueType
from munhalsa.application.import_table.raw_table import Cell
from munhalsa.domain.dates import EARLIEST, parse_swedish_date
from munhalsa.domain.identity_repair import parse_for_import
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Rejected

Converter = Callable[[Cell], Any]

_SERIAL_ZERO = date(1899, 12, 30)
_FIRST_SERIAL = date(1950, 1, 1)  # a lower number is a slip, not a day
_SERIAL_YEARS_AHEAD = 20
_CODE_LENGTH = 4
_NOT_PRINTED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_JOINERS = "\u200c\u200d"
# Three zeros after a comma or a point may be thousands: 1,000 is read as neither.
_WHOLE_NUMBER = re.compile(r"([+\-−]?)(\d{1,3}(?: \d{3})+|\d+)(?:[.,]0{1,2})?", re.ASCII)
_DECIMAL_NUMBER = re.compile(r"([+\-−]?)(\d+)(?:[.,](\d+))?", re.ASCII)
_MINUS = ("-", "−")
_POSTAL_CODE = re.compile(r"(?:SE?[- ]?)?(\d{3}) ?(\d\d)(?:[.,]0+)?", re.IGNORECASE | re.ASCII)
AGE_PATTERN = re.compile(
    r"(\d{1,3}) ?\+?(?: ?år)?(?: ?\+| (?:och|eller) (?:äldre|över))?", re.IGNORECASE | re.ASCII
)
_YES = ("ja", "j", "1", "sant", "x", "true", "yes", "y")
_NO = ("nej", "n", "0", "falskt", "false", "no")


@dataclass(frozen=True, slots=True, kw_only=True)
class Repaired:
    """A value whose cell had been damaged and was mended with certainty."""

    value: Any
    code: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What reading needs to know beyond the cell: the program's day and the lowest age limit."""

    today: date
    lowest_age: int


def converter_for(column: Column, around: Surroundings) -> Converter:
    """How the cells of a column are read; an empty cell in a required column is refused."""
    read = _READERS[column.type](column, around)
    empty: Any = column.blank
    if not column.required:
        return lambda cell: empty if cell == "" else read(cell)

    def required(cell: Cell) -> Any:
        value = None if cell == "" else read(cell)
        if value is None:
            raise Rejected(
                "value_missing",
                f"{column.heading} saknas. Fyll i cellen och läs in raden igen.",
                field=column.key,
            )
        return value

    return required


def clean_text(cell: Cell) -> str:
    """The cell as one line of text without control characters; a whole number without decimals."""
    if isinstance(cell, str):
        return _one_line(cell)
    if isinstance(cell, bool):
        return "Sant" if cell else "Falskt"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell).replace(".", ",")
    if isinstance(cell, datetime):
        midnight = cell.time() == time()
        return cell.date().isoformat() if midnight else cell.isoformat(" ", "minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)


def fold_word(text: str) -> str:
    """The same for words that differ in case, spaces or a final full stop."""
    return " ".join(text.casefold().split()).rstrip(".")


def _one_line(text: str) -> str:
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip(" ")
    return " ".join(_printed(unicodedata.normalize("NFC", text)).split())


def _printed(text: str) -> str:
    """The text with line breaks and tabs, but without what only steers or hides it."""
    if text.isprintable():
        return text
    return "".join(
        character
        for character in text
        if character.isspace()
        or character in _JOINERS
        or unicodedata.category(character) not in _NOT_PRINTED
    )


def _text(column: Column, _: Surroundings) -> Converter:
    def read(cell: Cell) -> str | None:
        text = _many_lines(cell) if column.many_lines else clean_text(cell)
        if len(text) > column.longest:
            raise Rejected(
                "text_too_long",
                f"{column.heading} får ha högst {column.longest} tecken. Korta texten.",
                field=column.key,
            )
        return text or None

    return read


def _many_lines(cell: Cell) -> str:
    if not isinstance(cell, str):
        return clean_text(cell)
    text = _printed(unicodedata.normalize("NFC", cell))
    return "\n".join(" ".join(line.split()) for line in text.splitlines()).strip()


def _date(column: Column, around: Surroundings) -> Converter:
    last_serial = date(around.today.year + _SERIAL_YEARS_AHEAD, 12, 31)
    without = {"", *map(fold_word, column.unanswered)}

    def read(cell: Cell) -> Any:
        if isinstance(cell, datetime):
            return _plausible(cell.date(), column)
        if isinstance(cell, date):
            return _plausible(cell, column)
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            serial = _from_serial(cell, last=last_serial)
            if serial is not None:
                return _told_serial(serial)
        if isinstance(cell, time | timedelta | bool):
            raise _no_date(column)
        text = clean_text(cell)
        return None if fold_word(text) in without else _typed_day(text, column, last_serial)

    return read


def _typed_day(text: str, column: Column, last_serial: date) -> Any:
    if text.isascii() and text.isdecimal() and len(text) <= 5:
        serial = _from_serial(int(text), last=last_serial)
        if serial is not None:
            return _told_serial(serial)
    try:
        return parse_swedish_date(text)
    except Rejected:
        raise _no_date(column) from None


def _from_serial(number: float, *, last: date) -> date | None:
    """The day that a spreadsheet keeps as this number; None where it can't be one."""
    lowest, highest = (_FIRST_SERIAL - _SERIAL_ZERO).days, (last - _SERIAL_ZERO).days
    if not lowest <= number <= highest:
        return None
    return _SERIAL_ZERO + timedelta(days=int(number))


def _told_serial(day: date) -> Repaired:
    return Repaired(
        value=day,
        code="date_repaired",
        message="Datumet stod som det tal som kalkylprogram räknar dagar med, och har lästs som "
        f"{day.isoformat()}.",
    )


def _plausible(day: date, column: Column) -> date:
    if day < EARLIEST:
        raise _no_date(column)
    return day


def _no_date(column: Column) -> Rejected:
    return Rejected(
        "date_invalid",
        f"{column.heading} går inte att läsa som datum, eller så finns inte dagen. Skriv den som "
        "ÅÅÅÅ-MM-DD.",
        field=column.key,
    )


def _yes_no(column: Column, _: Surroundings) -> Converter:
    words: dict[str, bool | None] = dict.fromkeys(map(fold_word, column.unanswered))
    words |= {fold_word(word): True for word in (*_YES, *column.yes)}
    words |= {fold_word(word): False for word in (*_NO, *column.no)}

    def read(cell: Cell) -> bool | None:
        word = fold_word(clean_text(cell))
        if not word:
            return column.blank
        if word not in words:
            raise Rejected(
                "yes_no_unknown",
                f"{column.heading} ska vara Ja eller Nej. Rätta ordet i cellen.",
                field=column.key,
            )
        return words[word]

    return read


def _choice(column: Column, _: Surroundings) -> Converter:
    codes = {
        fold_word(word): choice.code
        for choice in reversed(column.choices)
        for word in (choice.code, *choice.also, choice.word)
    }
    shown = {choice.code: choice.word for choice in column.choices}
    allowed = ", ".join(choice.word for choice in column.choices)

    def read(cell: Cell) -> Any:
        word = fold_word(clean_text(cell))
        if not word:
            return None
        code = codes.get(word) or codes.get(word.replace(" ", ""))
        if code is None and column.otherwise is not None:
            return Repaired(
                value=column.otherwise,
                code="word_unknown",
                message=f"Ordet i {column.heading} är inte känt och har lästs som "
                f"{shown[column.otherwise]}.",
            )
        if code is None:
            raise Rejected(
                "choice_unknown",
                f"{column.heading} ska vara något av: {allowed}. Rätta ordet i cellen, eller säg "
                "vad det betyder med Ändra kolumner (på kommandoraden --mapping).",
                field=column.key,
            )
        return code

    return read


def read_whole_number(cell: Cell) -> int | None:
    """The whole number in the cell, also with spaces between thousands; None for anything else."""
    if isinstance(cell, bool | date | time | timedelta):
        return None
    whole = _WHOLE_NUMBER.fullmatch(clean_text(cell))
    if whole is None:
        return None
    size = int(whole[2].replace(" ", ""))
    return -size if whole[1] in _MINUS else size


def _integer(column: Column, _: Surroundings) -> Converter:
    def read(cell: Cell) -> int | None:
        if isinstance(cell, str) and not clean_text(cell):
            return None
        number = read_whole_number(cell)
        if number is None:
            raise Rejected(
                "integer_invalid",
                f"{column.heading} ska vara ett heltal. Rätta cellen.",
                field=column.key,
            )
        _check_range(number, column)
        return number

    return read


def _age(column: Column, _: Surroundings) -> Converter:
    def read(cell: Cell) -> int | None:
        text = clean_text(cell)
        if not text:
            return None
        age = AGE_PATTERN.fullmatch(text)
        if age is None:
            raise Rejected(
                "age_invalid",
                f"{column.heading} ska vara en ålder i hela år, till exempel 24. Rätta cellen.",
                field=column.key,
            )
        _check_range(int(age[1]), column)
        return int(age[1])

    return read


def _decimal(column: Column, _: Surroundings) -> Converter:
    def read(cell: Cell) -> float | None:
        text = clean_text(cell)
        if not text:
            return None
        parts = _DECIMAL_NUMBER.fullmatch(text)
        if isinstance(cell, bool | date | time | timedelta) or parts is None:
            raise Rejected(
                "number_invalid",
                f"{column.heading} ska vara ett tal. Rätta cellen.",
                field=column.key,
            )
        size = float(f"{parts[2]}.{parts[3] or 0}")
        number = -size if parts[1] in _MINUS else size
        _check_range(number, column)
        return number

    return read


def _check_range(number: float, column: Column) -> None:
    if column.lowest is not None and number < column.lowest:
        raise Rejected(
            "number_too_small",
            f"{column.heading} kan inte vara mindre än {column.lowest}. Rätta cellen.",
            field=column.key,
        )
    if column.highest is not None and number > column.highest:
        raise Rejected(
            "number_too_large",
            f"{column.heading} kan inte vara större än {column.highest}. Rätta cellen.",
            field=column.key,
        )


def _identity_number(_: Column, around: Surroundings) -> Converter:
    today, lowest_age = around.today, around.lowest_age

    def read(cell: Cell) -> Any:
        if isinstance(cell, str) and not cell.strip():
            return None
        number, repair = parse_for_import(cell, today=today, lowest_age=lowest_age)
        if repair is None:
            return number
        return Repaired(value=number, code="identity_number_repaired", message=repair.message)

    return read


def _municipality_code(column: Column, _: Surroundings) -> Converter:
    def read(cell: Cell) -> Any:
        text = clean_text(cell)
        if not text:
            return None
        code = text.split(" ")[0]
        if not (
            code.isascii() and code.isdecimal() and _CODE_LENGTH - 1 <= len(code) <= _CODE_LENGTH
        ):
            raise Rejected(
                "municipality_code_invalid",
                f"{column.heading} ska vara fyra siffror, till exempel 1490. Rätta cellen.",
                field=column.key,
            )
        if len(code) == _CODE_LENGTH:
            return code
        return Repaired(
            value=code.zfill(_CODE_LENGTH),
            code="municipality_code_repaired",
            message="Kommunkodens inledande nolla hade gått förlorad och har satts tillbaka.",
        )

    return read


def _postal_code(_: Column, __: Surroundings) -> Converter:
    def read(cell: Cell) -> str | None:
        text = clean_text(cell)
        swedish = _POSTAL_CODE.fullmatch(text)
        return f"{swedish[1]} {swedish[2]}" if swedish else text or None

    return read


def _phone(_: Column, __: Surroundings) -> Converter:
    def read(cell: Cell) -> Any:
        text = clean_text(cell)
        if isinstance(cell, bool | str) or not text.isdecimal() or text.startswith("0"):
            return text or None
        abroad = text.startswith("46") and len(text) >= 10
        return Repaired(
            value=f"+{text}" if abroad else f"0{text}",
            code="phone_repaired",
            message="Telefonnumret stod som tal i cellen och har fått tillbaka sin början.",
        )

    return read


_READERS: dict[ValueType, Callable[[Column, Surroundings], Converter]] = {
    ValueType.TEXT: _text,
    ValueType.DATE: _date,
    ValueType.YES_NO: _yes_no,
    ValueType.CHOICE: _choice,
    ValueType.INTEGER: _integer,
    ValueType.DECIMAL: _decimal,
    ValueType.IDENTITY_NUMBER: _identity_number,
    ValueType.MUNICIPALITY_CODE: _municipality_code,
    ValueType.POSTAL_CODE: _postal_code,
    ValueType.PHONE: _phone,
    ValueType.AGE: _age,
}
