"""The ways the program says no, each with one clear Swedish sentence and no personal data."""

from __future__ import annotations

from munhalsa.domain.lazy_dataclass import dataclass


class Refusal(Exception):
    """A foreseen no: ``code`` for machines, ``message`` for people, ``field`` where it happened."""

    def __init__(self, code: str, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.field = field


class Rejected(Refusal):
    """A rule of the field says no, or a value is not valid (exit code 1)."""


class WrongUsage(Refusal):
    """The caller asked in the wrong way: a wrong or missing option (exit code 2)."""


class StoreUnavailable(Refusal):
    """The store cannot be opened: wrong key, damaged, newer, in use (exit code 3)."""


class FileUnusable(Refusal):
    """A file cannot be read or written (exit code 4)."""


class NotAllowed(Refusal):
    """This user may not do this, or must first give the passphrase again (exit code 5)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A warning that goes with a done action; ``row`` and ``column`` where a table was read."""

    code: str
    message: str
    row: int | None = None
    column: str | None = None
