"""What taking back an event needs from the store."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from munhalsa.domain.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from munhalsa.domain.undo import LoggedEvent, RecordChange


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedLine:
    """One field of a record, or a whole record that came (before is None) or went (after)."""

    what: str
    before: str | None
    after: str | None

    @property
    def words(self) -> str:
        """The change as one reads it."""
        if self.before is None:
            return f"{self.what}: {self.after}"
        if self.after is None:
            return f"{self.what} borttagen: {self.before}"
        return f"{self.what}: {self.after} (förut {self.before})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reset:
    """Give a record other values; it must exist."""

    kind: type[Any]
    id: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Remove:
    """Take a record away; it must exist."""

    kind: type[Any]
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PutBack:
    """Bring back a record that an undo took away, exactly as it was."""

    kind: type[Any]
    id: str
    values: Mapping[str, Any]


# Steps come grouped by subject; the order within one subject is kept.
Step = Reset | Remove | PutBack


class UndoQueries(Protocol):
    """Reading the log for what would be taken back and what stands on it."""

    def event(self, event: str) -> LoggedEvent | None:
        """The event; None if there is none."""

    def changes(self, event: str, *, subjects: Collection[str] | None = None) -> list[RecordChange]:
        """What the event did, in order; only to some subjects if asked so."""

    def has_lost_content(self, event: str) -> bool:
        """Whether any of what the event did was taken away from the log for good."""

    def undoings(self) -> Sequence[tuple[str, str]]:
        """Every (undoing event, undone event)."""

    def later_events(self, event: str) -> dict[str, tuple[str | None, list[str]]]:
        """Later events with changes of the same subjects: what each undoes, and those subjects."""

    def referring(self, created: Mapping[type[Any], Collection[str]]) -> list[RecordChange]:
        """Records that point to one of these and are not among them, by id and subject only."""

    def last_event_of(self, record: RecordChange) -> str | None:
        """The newest event that touched the record."""
