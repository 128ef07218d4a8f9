"""--out for every command that lists: the same rows in a file, for somebody and for a purpose."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, nullcontext
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from munhalsa.application.context import Context
from munhalsa.application.export_profile import ExportCell
from munhalsa.application.save_list import HIDDEN, ListColumn, ListRow, SaveList, save_list
from munhalsa.application.workplace import Workplace
from munhalsa.cli.answer import Answer, TableLines
from munhalsa.cli.desk import Desk
from munhalsa.cli.parser import Command, Run, flag, option
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.person import Person
from munhalsa.domain.refusal import Rejected, WrongUsage
from munhalsa.domain.swedish import rows_told

_NUMBER = "personal_identity_number"
_PAIR = ("first", "second")
_NUMBER_TITLE = "Personnummer"
_OF_PERSON_TITLES = {_NUMBER_TITLE, "Person"}
_ENDINGS = (".xlsx", ".csv")
_AT_A_TIME = 500


@dataclass(frozen=True, slots=True)
class _Saved:
    name: str
    title: str
    of_persons: bool = False


LISTS = {
    "person list": _Saved("persons", "Personer", of_persons=True),
    "certificate list": _Saved("certificates", "Intyg", of_persons=True),
    "candidate list": _Saved("candidates", "Möjligen berättigade", of_persons=True),
    "due": _Saved("due", "Vilka som väntar", of_persons=True),
    "person duplicates": _Saved("duplicates", "Möjliga dubbletter", of_persons=True),
    "response list": _Saved("answer_list", "Svarslista", of_persons=True),
    "deviation list": _Saved("deviations", "Avvikelser", of_persons=True),
    "disagreement list": _Saved("disagreements", "Oenigheter", of_persons=True),
    "unit residents": _Saved("residents", "Boende på enheten", of_persons=True),
    "unit list": _Saved("units", "Enheter"),
    "staff list": _Saved("staff", "Enheternas personal"),
    "round list": _Saved("rounds", "Besöksdagar"),
    "training list": _Saved("training", "Utbildningar"),
    "training units": _Saved("training_units", "Enheternas treårshjul"),
    "training kind list": _Saved("training_kinds", "Typer av utbildning"),
    "issuer list": _Saved("issuers", "Intygsutfärdare"),
    "district list": _Saved("districts", "Organisationsdelar"),
    "municipality contact list": _Saved("municipality_contacts", "Kontaktpersoner"),
    "municipality provider list": _Saved("providers", "Vårdgivare"),
    "care-card phrases": _Saved("phrases", "Fraser för munvårdskort"),
    "text list": _Saved("texts", "Brevens texter"),
    "setting list": _Saved("settings", "Inställningar"),
    "user list": _Saved("users", "Användare"),
    "audit list": _Saved("log", "Loggen"),
}
"""By the words of the command; what a list is called in the log and in the file."""

_OUT = option("--out", "spara listan i en fil, .xlsx eller .csv", word="FIL")
_MORE = (
    option("--recipient", "vem som ska ha filen; skrivs i loggen", word="TEXT"),
    option("--purpose", "vad filen ska till; skrivs i loggen", word="TEXT"),
)
_OF_PERSONS = (flag("--whole-numbers", "hela personnummer i filen"),)


def with_saving(command: Command) -> Command:
    """The command, and where it lists something the options that save the list."""
    saved = LISTS.get(command.words)
    if saved is None:
        return command
    has_out = any(one.name == "--out" for one in command.arguments)
    added = (*(() if has_out else (_OUT,)), *_MORE, *(_OF_PERSONS if saved.of_persons else ()))
    return replace(
        command,
        arguments=(*command.arguments, *added),
        run=partial(_run, command.run, saved, has_out),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Holding(Desk):
    """A desk whose store stays open until the list is saved."""

    outer: Desk
    stack: ExitStack
    confirmed: bool
    opened: list[Workplace]

    def open(self, *, confirm: bool = False) -> AbstractContextManager[Workplace]:
        """The store; the passphrase is needed anew where the list tells of persons."""
        place = self.stack.enter_context(self.outer.open(confirm=confirm or self.confirmed))
        self.opened.append(place)
        return nullcontext(place)


def _run(run: Run, saved: _Saved, has_out: bool, desk: Desk, asked: Namespace) -> Answer:
    out = None if asked.out is None else Path(asked.out)
    if out is None or (has_out and out.suffix.lower() not in _ENDINGS):
        return run(desk, asked)
    if out.suffix.lower() not in _ENDINGS:
        raise WrongUsage("out_ending", "Filens namn ska sluta på .xlsx eller .csv.", field="out")
    with ExitStack() as stack:
        holding = _Holding(
            program=desk.program,
            common=desk.common,
            outer=desk,
            stack=stack,
            confirmed=saved.of_persons,
            opened=[],
        )
        answer = run(holding, Namespace(**{**vars(asked), "out": None}))
        return _save(holding.opened[-1], saved, answer, asked, out)


def _save(place: Workplace, saved: _Saved, answer: Answer, asked: Namespace, out: Path) -> Answer:
    table = answer.lines if answer.table is None else answer.table
    if not isinstance(table, TableLines):
        raise Rejected("no_list", "Det blev ingen lista att spara.")
    entries = _entries(answer.document, len(table.rows)) if saved.of_persons else None
    if entries is None and _OF_PERSON_TITLES & set(table.headings):
        raise Rejected("no_list", "Det går inte att se vem raderna gäller. Ingen fil är skriven.")
    command = SaveList(
        name=saved.name,
        title=saved.title,
        columns=tuple(_column(title, place, table) for place, title in enumerate(table.headings)),
        told=_told(asked),
        of_persons=entries is not None,
        recipient=asked.recipient or "",
        purpose=asked.purpose or "",
        whole_numbers=getattr(asked, "whole_numbers", False),
    )
    done = save_list(
        place.context,
        place.tables,
        command,
        windows=partial(_windows, table.rows, entries),
        out=out,
    )
    return Answer(
        document={
            "file": str(done.file),
            "rows": done.rows,
            "left_out_protected": done.left_out_protected,
        },
        lines=[f"Listan är sparad med {rows_told(done.rows)} i {out.name}."],
        warnings=done.warnings,
    )


def _column(title: str, place: int, table: TableLines) -> ListColumn:
    widest = max((len(str(row[place] or "")) for row in table.rows[:_AT_A_TIME]), default=0)
    identity = title == _NUMBER_TITLE and list(table.headings).count(title) == 1
    return ListColumn(title=title, width=widest + 2, identity=identity)


_SOUGHT = frozenset({"search", "number", "numbers", "person"})
"""What may be somebody's name or number; the file says that it was asked for, never what."""


def _told(asked: Namespace) -> tuple[tuple[str, str], ...]:
    own = {"run", "out", "recipient", "purpose", "whole_numbers"}
    chosen = [
        name.replace("_", "-")
        if value is True or name in _SOUGHT
        else f"{name.replace('_', '-')}: {value}"
        for name, value in vars(asked).items()
        if name not in own and value not in (None, False, [])
    ]
    return (("Filter", ", ".join(chosen)),) if chosen else ()


def _entries(document: Any, count: int) -> Sequence[Any] | None:
    """What the answer has on each row, where the rows tell of persons."""
    if isinstance(document, Mapping):
        found = (_entries(one, count) for one in document.values())
        return next((one for one in found if one is not None), None)
    rows = document if isinstance(document, list | tuple) else None
    if rows is None or len(rows) != count or not all(map(_persons, rows)):
        return None
    return rows


def _persons(entry: Any) -> Sequence[Any]:
    """The parts of a row's answer that are about one person each: itself, or a pair."""
    if _has(entry, _NUMBER):
        return (entry,)
    pair = tuple(_value(entry, name) for name in _PAIR)
    return pair if all(_has(one, _NUMBER) for one in pair) else ()


def _has(entry: Any, name: str) -> bool:
    return name in entry if isinstance(entry, Mapping) else hasattr(entry, name)


def _value(entry: Any, name: str, missing: Any = None) -> Any:
    if isinstance(entry, Mapping):
        return entry.get(name, missing)
    return getattr(entry, name, missing)


def _windows(
    rows: Sequence[Sequence[object]], entries: Sequence[Any] | None, context: Context
) -> Iterator[Sequence[ListRow]]:
    for first in range(0, len(rows), _AT_A_TIME):
        some = rows[first : first + _AT_A_TIME]
        if entries is None:
            yield [ListRow(_cells(row)) for row in some]
            continue
        about = entries[first : first + _AT_A_TIME]
        whom = _whom(context, about)
        yield [
            ListRow(_cells(row), *map(whom, _persons(one)))
            for row, one in zip(some, about, strict=True)
        ]


def _whom(context: Context, entries: Sequence[Any]) -> Callable[[Any], str | None]:
    """Whose row it is, by the number in the answer; one that nobody has any longer is hidden."""
    people = [person for one in entries for person in _persons(one)]
    numbers = {number for one in people if (number := _value(one, _NUMBER))}
    with context.read() as reader:
        known = {person.number: person.id for person in reader.find(Person, number=numbers)}

    def whom(entry: Any) -> str | None:
        number = _value(entry, _NUMBER)
        if number:
            return known.get(number, HIDDEN)
        return HIDDEN if _value(entry, "masked", missing=True) else None

    return whom


def _cells(row: Sequence[object]) -> tuple[ExportCell, ...]:
    return tuple(
        one if one is None or isinstance(one, str | int | float | date) else str(one) for one in row
    )
