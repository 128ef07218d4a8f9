"""The one condition that says which assessments count as performed, for lists and figures alike."""

from __future__ import annotations

_CONDITION = (
    "{a}.duplicate_of_id IS NULL AND ({a}.outcome = 'performed'"
    " OR ({a}.outcome = 'partly_performed' AND {a}.counts_as_performed))"
)


def performed(alias: str = "a") -> str:
    """``domain.assessment.counts`` as SQL text over the table ``assessment`` under that alias.

    To be put into a statement within an AND: ``f"... WHERE a.day <= :day AND {performed('a')}"``.
    """
    return f"({_CONDITION.format(a=alias)})"
