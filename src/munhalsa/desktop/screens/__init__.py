"""The views. Each module has ``entry() -> ViewEntry``; ``entries`` names those there are."""

from __future__ import annotations

from collections.abc import Sequence

from munhalsa.desktop.screens import (
    answer_list,
    exchange_entry,
    new_certificate,
    overview,
    persons,
    settings,
    units,
)
from munhalsa.desktop.view import ViewEntry


def entries() -> Sequence[ViewEntry]:
    """Every view, in the order of the navigation."""
    return (
        overview.entry(),
        persons.entry(),
        new_certificate.entry(),
        units.entry(),
        answer_list.entry(),
        exchange_entry.entry(),
        settings.entry(),
    )
