"""The program's own log: what went wrong and where, and never about whom."""

from __future__ import annotations

import logging
import os
import re
import traceback
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from munhalsa.domain.refusal import Refusal

FILE_NAME = "munhalsa.log"
LOGGER_NAME = "munhalsa"
MASK = "••••"

_LARGEST = 1024 * 1024
_KEPT = 4
_GAP = r"[\s\-+/.–—‐‑−]?"
_IDENTITY_NUMBER = re.compile(
    rf"(?<!\d)(?:\d{{2}}{_GAP})?\d{{2}}{_GAP}\d{{2}}{_GAP}\d{{2}}(?:{_GAP}){{3}}"
    r"(?:\d{4}|[A-Z]\d{3}|[A-Z]{2}[\dA-Z]\d)(?!\d)|\d{10,}",
    re.IGNORECASE,
)
"""An identity number as people write it, the forms of reserve numbers, and any ten figures."""


def without_identity_numbers(text: str) -> str:
    """The text with everything that looks like an identity number masked."""
    return _IDENTITY_NUMBER.sub(MASK, text)


def set_up_logging(folder: Path, *, level: int = logging.INFO) -> logging.Handler:
    """Send every log record to a rotating file in ``folder``; ``stop_logging`` takes the handler.

    Without a folder that can be written in the program goes on without a log.
    """
    logging.getLogger(LOGGER_NAME).setLevel(level)
    handler: logging.Handler
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handler = _PrivateFileHandler(folder / FILE_NAME)
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(ImpersonalFormatter())
    logging.getLogger().addHandler(handler)
    return handler


def stop_logging(handler: logging.Handler) -> None:
    """Undo ``set_up_logging`` and close the file."""
    logging.getLogger().removeHandler(handler)
    handler.close()


class ImpersonalFormatter(logging.Formatter):
    """Masks identity numbers, and tells of an exception its kind and place but not its text."""

    def format(self, record: logging.LogRecord) -> str:
        """One line, and the trace of an exception below it."""
        message = without_identity_numbers(record.getMessage()).replace("\n", "\n  ")
        line = f"{self.formatTime(record)} {record.levelname} {record.name}: {message}"
        error = record.exc_info[1] if record.exc_info else None
        return line if error is None else f"{line}\n{describe_error(error)}"


def describe_error(error: BaseException) -> str:
    """Kinds and places of an exception and of those behind it, without any of their texts.

    A text can quote what somebody typed; a file, a line and a function never do.
    """
    parts = []
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        parts.append(_kind(current) + "\n" + _places(current.__traceback__))
        context = None if current.__suppress_context__ else current.__context__
        current = current.__cause__ or context
    return "because of ".join(parts).rstrip("\n")


def _kind(error: BaseException) -> str:
    name = f"{type(error).__module__}.{type(error).__qualname__}"
    return f"{name} [{error.code}]" if isinstance(error, Refusal) else name


def _places(trace: TracebackType | None) -> str:
    return "".join(
        f"  {Path(frame.filename).name}:{frame.lineno} in {frame.name}\n"
        for frame in traceback.extract_tb(trace)
    )


class _PrivateFileHandler(RotatingFileHandler):
    """Files for their owner only; a full disk costs log lines, never the work."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, maxBytes=_LARGEST, backupCount=_KEPT, encoding="utf-8")

    def _open(self) -> TextIOWrapper:
        return open(self.baseFilename, "a", encoding="utf-8", opener=_open_private)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """Nothing to say, and nobody to say it to."""


def _open_private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
