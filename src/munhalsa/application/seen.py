"""Whether a record is still as it stood before the user when it was opened to be changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from munhalsa.domain.certificate import Registration
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.unit import UnitRegistration

_KEPT_BY_RULE = (Registration, UnitRegistration)
"""Lines of the queue: the program writes them beside every change, nobody fills them in."""


def check_seen(seen: object, now: object, *, what: str) -> None:
    """Refuse a change made over somebody else's; ``seen`` None: nothing was shown before it.

    ``seen`` and ``now`` are versions, or what else tells that it is another; ``what`` in words.
    """
    if seen not in (None, now):
        raise Rejected(
            "conflict",
            f"Någon annan har ändrat {what} under tiden. Läs in på nytt och gör om ändringen.",
        )


def check_shown(seen: Mapping[str, int] | None, record: Any, *, what: str) -> None:
    """Refuse to write over a record that was not there when what can be changed was shown.

    One that was, and is another by now, the unit of work refuses by its version.
    """
    if seen is not None and record.id not in seen:
        check_seen(False, True, what=what)


def versions_of(*shown: object) -> dict[str, int]:
    """The version of each record among what was shown, by id; the older one where both were."""
    found: dict[str, int] = {}
    for record in _records(shown):
        found[record.id] = min(record.version, found.get(record.id, record.version))
    return found


def _records(shown: object) -> Iterator[Any]:
    if isinstance(shown, (tuple, list)):
        for one in shown:
            yield from _records(one)
    elif is_dataclass(shown) and not isinstance(shown, _KEPT_BY_RULE):
        if isinstance(getattr(shown, "version", None), int):
            yield shown
        for field in fields(shown):
            yield from _records(getattr(shown, field.name))
