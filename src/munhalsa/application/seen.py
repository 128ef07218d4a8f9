"""Whether a record is still as it stood before the user when it was opened to be changed."""

from __future__ import annotations

from munhalsa.domain.refusal import Rejected


def check_seen(seen: object, now: object, *, what: str) -> None:
    """Refuse a change made over somebody else's; ``seen`` None: nothing was shown before it.

    ``seen`` and ``now`` are versions, or what else tells that it is another; ``what`` in words.
    """
    if seen not in (None, now):
        raise Rejected(
            "conflict",
            f"Någon annan har ändrat {what} under tiden. Läs in på nytt och gör om ändringen.",
        )
