"""Holding a deed to what is in the user's sight: a second lock behind what it was given to read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, bindparam, select

from munhalsa.adapters.store.first_shelves import Shelf
from munhalsa.adapters.store.prepared import Prepared
from munhalsa.adapters.store.rows import person_table
from munhalsa.adapters.store.sight import let_in, look_by, sight_of
from munhalsa.adapters.store.work_rows import training_unit
from munhalsa.application.sight import Sight, outside_scope
from munhalsa.domain.person import Person
from munhalsa.domain.training import Training, TrainingUnit

_SEEN = Prepared(
    lambda _dialect: select(person_table.c.id).where(person_table.c.id == bindparam("id"))
)
_UNITS_OF_SESSION = Prepared(
    lambda _dialect: select(training_unit.c.unit_id).where(
        training_unit.c.training_id == bindparam("id")
    ),
    of_all=True,
)


class SightGuard:
    """Asks before the first change of a person or unit; a new person is looked for at the end."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._sight = sight_of(connection)
        self._admitted: set[str] = set()
        self._born: set[str] = set()

    @property
    def confines(self) -> bool:
        """Whether the deed is held to a part of the municipality."""
        return self._sight is not None

    def admit(self, shelf: Shelf, row: Mapping[str, Any], *, born: bool = False) -> None:
        """Refuse a change of somebody, or of a unit, out of sight; ``born``: the row is new."""
        if self._sight is None:
            return
        if shelf.about is not None:
            self._admit_concerning(shelf, row, self._sight, born=born)
            return
        if shelf.subject_kind == "training":
            self._admit_session(shelf, row, self._sight, born=born)
            return
        if shelf.subject_kind not in ("person", "unit"):
            return
        subject = row[shelf.subject_column]
        if subject in self._admitted:
            return
        if shelf.record is Person and born:
            self._born.add(subject)
        elif not self._is_seen(shelf.subject_kind, subject, self._sight):
            raise outside_scope()
        self._admitted.add(subject)
        if shelf.subject_kind == "person":
            let_in(self._connection, subject)

    def _admit_concerning(
        self, shelf: Shelf, row: Mapping[str, Any], sight: Sight, *, born: bool
    ) -> None:
        """A record that may concern a person: it is theirs to see, or else its unit's."""
        person = row[str(shelf.about)] if born else None
        if person is not None:
            seen = self._is_seen("person", person, sight)
        elif born:
            seen = row["unit_id"] in sight.units
        else:
            table = shelf.table
            wanted = select(table.c.id).where(table.c.id == row["id"])
            seen = self._connection.execute(wanted).first() is not None
        if not seen:
            raise outside_scope()

    def _admit_session(
        self, shelf: Shelf, row: Mapping[str, Any], sight: Sight, *, born: bool
    ) -> None:
        """A session of training that units share is changed only by who answers for all of them."""
        session = row[shelf.subject_column]
        if born and shelf.record is TrainingUnit and row["unit_id"] not in sight.units:
            raise outside_scope()
        if session in self._admitted:
            return
        if not (born and shelf.record is Training):
            units = {each[0] for each in _UNITS_OF_SESSION.rows(self._connection, {"id": session})}
            if not units or not units <= sight.units:
                raise outside_scope()
        self._admitted.add(session)

    def check_born(self) -> None:
        """Refuse a new person whom the user could not see when the deed is done."""
        if self._sight is None:
            return
        if self._born:
            look_by(self._connection, self._sight)
        for person in self._born:
            if not self._is_seen("person", person, self._sight):
                raise outside_scope()

    def _is_seen(self, kind: str, subject: str, sight: Sight) -> bool:
        if kind == "unit":
            return subject in sight.units
        return bool(_SEEN.rows(self._connection, {"id": subject}))
