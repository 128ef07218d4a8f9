"""For whom, why and by what decision something leaves: asked for first, then kept in the log."""

from __future__ import annotations

from munhalsa.domain.refusal import Rejected

LONGEST = 200

_MISSING = {
    "recipient": "Ange vem som ska ha uppgifterna.",
    "purpose": "Ange vad uppgifterna ska till.",
    "decision": "Ange kommunens beslut om gallring, till exempel dess diarienummer.",
    "reference": "Ange arkivets kvitto på leveransen, till exempel dess nummer.",
}


def told(text: str, *, field: str) -> str:
    """What is asked for (``field``) as it is kept; refused where nothing is said."""
    said = " ".join(text.split())
    if not said:
        what = f"{_MISSING[field]} Det skrivs i loggen."
        raise Rejected(f"{field}_missing", what, field=field)
    if len(said) > LONGEST:
        raise Rejected(
            f"{field}_too_long", f"Texten är för lång. Skriv högst {LONGEST} tecken.", field=field
        )
    return said


def purpose_for(recipient: str, purpose: str) -> str:
    """Both in the one line that the log has for an event's purpose."""
    return f"{purpose} (mottagare: {recipient})"
