"""What a plan would write: new records, and new values for records that were read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from munhalsa.application.ports import Edit
from munhalsa.domain.certificate import Certificate


@dataclass(slots=True)
class _Draft:
    kind: type[Any]
    fields: dict[str, Any]
    row: int


@dataclass(slots=True)
class Ledger:
    """Collects in the order of the work; a record that is both new and edited is one new one.

    ``under`` are the former numbers by which persons are named. ``row`` is the row of the file that
    is being planned: what is put down comes from it, as far as a single row can be named. ``cause``
    is the column that it follows from, where that is not the one with the name of the field.
    """

    under: list[str] = field(default_factory=list)
    row: int = 0
    cause: str | None = None
    _new: dict[str, _Draft] = field(default_factory=dict)
    _edits: dict[str, Edit] = field(default_factory=dict)
    # Which row and column gave a field of an edited record its value, by the record's id.
    _told: dict[str, dict[str, tuple[int, str]]] = field(default_factory=dict)
    # The row from which an edit of a record follows, where it is not what the row tells itself.
    _following: dict[str, int] = field(default_factory=dict)

    @contextmanager
    def because(self, column: str) -> Iterator[None]:
        """What is put down meanwhile follows from that column."""
        before, self.cause = self.cause, column
        try:
            yield
        finally:
            self.cause = before

    def add(self, kind: type[Any], /, **fields: Any) -> None:
        """A new record; a certificate gets its number when it is written."""
        self._new[fields["id"]] = _Draft(kind, fields, self.row)

    def edit(self, kind: type[Any], old: Any, /, *, subject: str, **fields: Any) -> None:
        """Other values for a record that was read, or is new here; ``subject`` is whose it is."""
        draft = self._new.get(old.id)
        if draft is not None:
            draft.fields.update(fields)
            return
        told = self._told.setdefault(old.id, {})
        for name in fields:
            told[name] = (self.row, self.cause or name)
        if self.cause is not None:
            self._following[old.id] = self.row
        before = {name: getattr(old, name) for name in fields}
        known = self._edits.get(old.id)
        if known is not None:
            before |= known.before
            fields = {**known.after, **fields}
        changed = [name for name, value in fields.items() if before[name] != value]
        self._edits[old.id] = Edit(
            kind=kind,
            id=old.id,
            version=old.version,
            subject=subject,
            before={name: before[name] for name in changed},
            after={name: fields[name] for name in changed},
        )

    def issued_days(self) -> Iterator[tuple[str, date]]:
        """Id and day of issue of every new certificate, in their order."""
        for draft in self._new.values():
            if draft.kind is Certificate:
                yield draft.fields["id"], draft.fields["issued"]

    def records(self, numbers: dict[str, str]) -> Iterator[Any]:
        """The new records; ``numbers`` are those of the certificates, by id."""
        for draft in self._new.values():
            if draft.kind is Certificate:
                yield Certificate(number=numbers[draft.fields["id"]], **draft.fields)
            else:
                yield draft.kind(**draft.fields)

    def edits(self) -> list[Edit]:
        """The edits that come to something."""
        return [edit for edit in self._edits.values() if edit.after]

    def following(self) -> Iterator[tuple[int, Edit]]:
        """The edits that follow from what a row tells of something else, each with the row."""
        edits = ((row, self._edits[record]) for record, row in self._following.items())
        return ((row, edit) for row, edit in edits if edit.after)

    def changed_by_row(self) -> Iterator[tuple[int, Edit]]:
        """The edits, each split into what the single rows of the file have changed."""
        for edit in self.edits():
            told_by = {name: row for name, (row, _) in self._told[edit.id].items()}
            rows = {told_by[name] for name in edit.after}
            if len(rows) == 1:
                yield rows.pop(), edit
                continue
            for row in rows:
                names = [name for name in edit.after if told_by[name] == row]
                yield (
                    row,
                    replace(
                        edit,
                        before={name: edit.before[name] for name in names},
                        after={name: edit.after[name] for name in names},
                    ),
                )

    def told_by(self, edit: Edit, fields: Iterable[str]) -> set[tuple[int, str]]:
        """The rows and columns that gave these fields of an edited record their values."""
        told_by = self._told[edit.id]
        return {told_by[name] for name in fields}

    def made_by_row(self) -> Iterator[tuple[int, type[Any], dict[str, Any]]]:
        """The new records: the row, what it is and its fields."""
        for draft in self._new.values():
            yield draft.row, draft.kind, draft.fields
