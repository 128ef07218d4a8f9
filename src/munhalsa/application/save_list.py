"""A list as it is shown, saved in a file: for whom and why is asked first, and both are logged.

Rows come in windows and go to the file as they come, so that memory does not grow with them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from munhalsa.application.context import Context
from munhalsa.application.export_profile import ExportCell
from munhalsa.application.memory import without_cycle_search
from munhalsa.application.ports import Deed
from munhalsa.application.ports_lists import PersonMark
from munhalsa.domain.account import Permission
from munhalsa.domain.handing_out import purpose_for, told
from munhalsa.domain.identity import formatted
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Notice

HIDDEN = ""
"""Stands for a person whose identity is protected, and whom the user is not told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListColumn:
    """A column as it is shown: ``width`` in characters; ``identity``: masked identity numbers."""

    title: str
    width: int = 12
    identity: bool = False


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row, and the ids of the one or two persons that it tells of; None: of nobody."""

    cells: Sequence[ExportCell]
    person: str | None = None
    also: str | None = None

    @property
    def persons(self) -> tuple[str, ...]:
        """Whom it tells of."""
        return tuple(one for one in (self.person, self.also) if one is not None)


Windows = Callable[[Context], Iterable[Sequence[ListRow]]]
About = Sequence[tuple[str, ExportCell]]


class ListWriter(Protocol):
    """Writes a list to a file; its name's ending says CSV or XLSX."""

    def write_list(
        self,
        path: Path,
        *,
        columns: Sequence[ListColumn],
        rows: Iterable[Sequence[ExportCell]],
        about: Callable[[], About],
        settle: Callable[[], None],
    ) -> None:
        """Write it whole or not at all; ``about``: what a workbook tells of it, after its rows.

        ``settle`` is called when all is written and the file is not there yet; if it fails, it
        never is.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveList:
    """Which list (``name`` is for the log, ``title`` and ``told`` for people), for whom and why.

    ``of_persons``: its rows tell of persons. ``whole_numbers`` is the user's own choice each time.
    """

    name: str
    title: str
    columns: tuple[ListColumn, ...]
    told: tuple[tuple[str, str], ...] = ()
    of_persons: bool
    recipient: str
    purpose: str
    whole_numbers: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSaved:
    """What the file holds, and how many were left out."""

    file: Path
    rows: int
    left_out_protected: int
    left_out_scope: int
    warnings: tuple[Notice, ...]


def save_list(
    context: Context, writer: ListWriter, command: SaveList, *, windows: Windows, out: Path
) -> ListSaved:
    """Write the list and log it; neither the file nor what the log says of it is there alone.

    Persons with protected identity are left out and counted, also for who may see them: they are
    handled on paper. A list that tells of persons needs the leave to export and the passphrase.
    """
    if command.of_persons:
        context.require_confirmed(Permission.EXPORT)
    choice = _Choice(context, command)
    recipient = told(command.recipient, field="recipient")
    purpose = told(command.purpose, field="purpose")

    def note() -> None:
        deed = Deed(
            action="list.save",
            subject_kind="list",
            subject_id=command.name,
            purpose=purpose_for(recipient, purpose),
            details={
                "recipient": recipient,
                "rows": choice.rows,
                "left_out_protected": choice.left_out_protected,
                "left_out_scope": len(choice.outside),
                "whole_numbers": command.whole_numbers,
                "file_type": out.suffix.lower().lstrip("."),
            },
        )
        context.store.note(deed, session=context.session, persons=choice.persons)

    with without_cycle_search():
        writer.write_list(
            out,
            columns=command.columns,
            rows=choice.cells(windows(context)),
            about=lambda: _about(context, command, choice, recipient, purpose),
            settle=note,
        )
    return ListSaved(
        file=out,
        rows=choice.rows,
        left_out_protected=choice.left_out_protected,
        left_out_scope=len(choice.outside),
        warnings=_warnings(choice),
    )


class _Choice:
    """The rows that may go out, keeping count of whom they tell of and who is left out."""

    def __init__(self, context: Context, command: SaveList) -> None:
        self._context = context
        self._command = command
        self._identity = tuple(
            place for place, column in enumerate(command.columns) if column.identity
        )
        self._hidden = 0
        self.rows = 0
        self.persons: dict[str, None] = {}
        self.protected: set[str] = set()
        self.outside: set[str] = set()

    @property
    def left_out_protected(self) -> int:
        """How many with protected identity are not in the file."""
        return len(self.protected) + self._hidden

    def cells(self, windows: Iterable[Sequence[ListRow]]) -> Iterator[Sequence[ExportCell]]:
        """Row after row, as the file shall have them."""
        for window in windows:
            known = self._known({one for row in window for one in row.persons if one})
            for row in window:
                if self._is_let_out(row, known):
                    self.rows += 1
                    yield self._shown(row, known)

    def _known(self, persons: set[str]) -> Mapping[str, PersonMark]:
        """Those of them whom the user may hand out."""
        if not persons:
            return {}
        with self._context.read(Permission.EXPORT) as reader:
            return reader.person_list.marks(persons)

    def _is_let_out(self, row: ListRow, known: Mapping[str, PersonMark]) -> bool:
        may = [self._may_go(one, known) for one in row.persons]
        if not all(may):
            return False
        self.persons.update(dict.fromkeys(row.persons))
        return True

    def _may_go(self, id: str, known: Mapping[str, PersonMark]) -> bool:
        """Whether that person may be told of; counts the one who may not."""
        if id == HIDDEN:
            self._hidden += 1
            return False
        person = known.get(id)
        if person is None:
            self.outside.add(id)
            return False
        if person.protected:
            self.protected.add(id)
            return False
        return True

    def _shown(self, row: ListRow, known: Mapping[str, PersonMark]) -> Sequence[ExportCell]:
        if not (self._command.whole_numbers and self._identity and row.person):
            return row.cells
        cells = list(row.cells)
        for place in self._identity:
            cells[place] = formatted(known[row.person].number)
        return cells


def _about(
    context: Context, command: SaveList, choice: _Choice, recipient: str, purpose: str
) -> About:
    lines: list[tuple[str, ExportCell]] = [
        ("Lista", command.title),
        *command.told,
        ("Dag", context.today),
        ("Sparad av", context.session.name),
        ("Mottagare", recipient),
        ("Ändamål", purpose),
        ("Antal rader", choice.rows),
    ]
    if command.of_persons:
        lines.append(("Utelämnade med skyddade uppgifter", choice.left_out_protected))
    if choice.outside:
        lines.append(("Utelämnade utanför dina enheter", len(choice.outside)))
    return lines


def _warnings(choice: _Choice) -> tuple[Notice, ...]:
    notices = []
    if choice.left_out_protected:
        notices.append(
            Notice(
                code="left_out_protected",
                message=f"{choice.left_out_protected} med skyddade uppgifter är inte med.",
            )
        )
    if choice.outside:
        notices.append(
            Notice(
                code="left_out_scope",
                message=f"{len(choice.outside)} är inte med: du får inte lämna ut deras uppgifter.",
            )
        )
    return tuple(notices)
