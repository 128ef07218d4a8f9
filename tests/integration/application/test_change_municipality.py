"""What the forms say of their sender, on both engines."""

from __future__ import annotations

from dataclasses import replace

import pytest

from munhalsa.application.change_municipality import (
    LONGEST,
    ChangeSender,
    change_municipality,
    show_municipality,
)
from munhalsa.application.context import Context
from munhalsa.domain.account import Role
from munhalsa.domain.refusal import NotAllowed, Rejected
from tests.support.stores import COORDINATOR


def test_details_are_changed_kept_and_cleared(context: Context) -> None:
    done = change_municipality(
        context, ChangeSender(department=" Vård  och omsorg ", postal_code="501 15")
    )
    assert (done.municipality.department, done.municipality.postal_code) == (
        "Vård och omsorg",
        "501 15",
    )
    assert done.changes.kinds == {"municipality"}
    change_municipality(context, ChangeSender(phone="033-390 06 05", department=""))
    municipality = show_municipality(context)
    assert (municipality.department, municipality.phone) == (None, "033-390 06 05")
    assert municipality.postal_code == "501 15"
    assert municipality.version == 3


def test_the_change_is_one_event_with_before_and_after(context: Context) -> None:
    done = change_municipality(context, ChangeSender(city="Borås"))
    with context.store.read() as reader:
        content = reader.history.content(done.event)
    assert content is not None
    assert content.action == "municipality.change"
    assert len(content.changes) == 1


def test_only_an_administrator_may(context: Context) -> None:
    issuer = replace(context, session=replace(COORDINATOR, roles=frozenset({Role.COORDINATOR})))
    with pytest.raises(NotAllowed):
        change_municipality(issuer, ChangeSender(city="Borås"))
    assert show_municipality(issuer).city is None


@pytest.mark.parametrize(
    ("command", "code", "field"),
    [
        (ChangeSender(), "nothing_to_change", None),
        (ChangeSender(street="x" * (LONGEST + 1)), "text_too_long", "street"),
        (ChangeSender(city="Bor\u202eås"), "text_too_long", "city"),
        (ChangeSender(postal_code="5011"), "postal_code_invalid", "postal_code"),
        (ChangeSender(postal_code="50A15"), "postal_code_invalid", "postal_code"),
        (ChangeSender(postal_code="５０１１５"), "postal_code_invalid", "postal_code"),
    ],
)
def test_what_does_not_fit_the_forms_is_refused(
    context: Context, command: ChangeSender, code: str, field: str | None
) -> None:
    with pytest.raises(Rejected) as refused:
        change_municipality(context, command)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert show_municipality(context).version == 1


def test_the_longest_text_is_taken(context: Context) -> None:
    done = change_municipality(context, ChangeSender(street="x" * LONGEST))
    assert done.municipality.street == "x" * LONGEST
