"""The views: a module each, named in ``views``; ``entries`` gives all of them."""

from __future__ import annotations

from collections.abc import Sequence

from munhalsa.desktop.screens import views
from munhalsa.desktop.view import ViewEntry


def entries() -> Sequence[ViewEntry]:
    """Every view, in the order of the navigation."""
    return (
        views.overview(),
        views.persons(),
        views.new_certificate(),
        views.units(),
        views.answer_list(),
        views.rounds(),
        views.visits(),
        views.training(),
        views.follow_up(),
        views.deviations(),
        views.exchange(),
        views.settings(),
    )
