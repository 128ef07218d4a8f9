"""The words for a unit's own staff that screens and commands share."""

from __future__ import annotations

from munhalsa.domain.staff import StaffStanding


def named_words(standing: StaffStanding) -> str:
    """When a session named somebody, and whether it still counts."""
    if standing.named is None:
        return "inte namngiven"
    return f"{standing.named}" if standing.is_named else f"{standing.named}, dags igen"


def days_words(standing: StaffStanding) -> str:
    """From when to when somebody works there; empty where nobody has said."""
    first, last = standing.member.from_day, standing.member.to_day
    begins = "" if first is None else f"från {first}"
    ends = "" if last is None else f"till och med {last}"
    return " ".join(part for part in (begins, ends) if part)
