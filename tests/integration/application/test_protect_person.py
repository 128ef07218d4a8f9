"""Protected identities: who may set the level, and the steps of the paper way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from munhalsa.adapters.documents.printing import PdfForms
from munhalsa.application.context import Context
from munhalsa.application.person_details import (
    NameDentist,
    SetLanguage,
    name_dentist,
    set_language,
)
from munhalsa.application.print_paper_application import print_paper_application
from munhalsa.application.protect_person import (
    NotePaperStep,
    Protected,
    SetProtection,
    note_paper_step,
    set_protection,
)
from munhalsa.application.record_response import RecordResponse, record_response
from munhalsa.application.undo import undo_event
from munhalsa.application.view_person import show_person
from munhalsa.domain.person import PaperState, PaperStep, Person, ProtectedIdentity
from munhalsa.domain.refusal import NotAllowed, Rejected
from munhalsa.domain.response import AnsweredBy
from tests.support.deeds import SIGNE, assert_refused, found, issue, latest, register, stored
from tests.support.pdf_reading import plain_text, unbroken

MARKED = ProtectedIdentity.CONFIDENTIALITY_MARKING
REGISTERED = ProtectedIdentity.PROTECTED_REGISTRATION


def seeing(context: Context, *, sees: bool = True) -> Context:
    """The same user, named for protected identities or not."""
    return replace(context, session=replace(context.session, sees_protected=sees))


def protect(context: Context, level: ProtectedIdentity, reason: str = "") -> Protected:
    return set_protection(context, SetProtection(number=SIGNE, level=level, reason=reason))


def step(context: Context, **changes: Any) -> Protected:
    values: dict[str, Any] = {
        "number": SIGNE,
        "state": PaperState.POSTED,
        "day": context.today,
        "reason": "utskick",
    }
    return note_paper_step(context, NotePaperStep(**{**values, **changes}))


def test_anybody_who_edits_may_protect_but_not_lessen(context: Context) -> None:
    person = register(context)
    blind, named = seeing(context, sees=False), seeing(context)
    done = protect(blind, MARKED)
    assert "dolda också för dig" in done.warnings[0].message
    with pytest.raises(NotAllowed) as caught:
        protect(blind, ProtectedIdentity.NONE, "fel")
    assert_refused(caught, "protected_identity", None)
    assert latest(context)[0].action == "access.refused"
    with pytest.raises(Rejected) as rejected:
        protect(named, REGISTERED)
    assert_refused(rejected, "reason_missing", "reason")
    assert "dolda" not in protect(named, REGISTERED, "nytt beslut").warnings[0].message
    assert latest(context)[0].purpose == "nytt beslut"
    with pytest.raises(Rejected) as rejected:
        protect(named, REGISTERED, "igen")
    assert_refused(rejected, "nothing_to_change", "level")
    last = protect(named, ProtectedIdentity.NONE, "upphört")
    assert last.warnings == ()
    undo_event(named, last.event)
    assert stored(context, Person, person.id).protected_identity is REGISTERED


def test_the_paper_way_step_by_step(context: Context) -> None:
    register(context)
    named = seeing(context)
    with pytest.raises(Rejected) as rejected:
        step(named)
    assert_refused(rejected, "not_protected", "number")
    protect(named, MARKED)
    with pytest.raises(NotAllowed):
        step(seeing(context, sees=False))
    with pytest.raises(Rejected) as rejected:
        step(named, reason=" ")
    assert_refused(rejected, "reason_missing", "reason")
    done = step(named)
    assert latest(context)[0].purpose == "utskick"
    step(named, state=PaperState.VISIT_BOOKED, day=context.today + timedelta(days=20))
    steps = show_person(named, SIGNE, purpose="uppföljning").paper_steps
    assert [one.state for one in steps] == [PaperState.POSTED, PaperState.VISIT_BOOKED]
    undo_event(named, done.event)
    assert [one.state for one in found(context, PaperStep)] == [PaperState.VISIT_BOOKED]


def test_only_who_is_named_for_it_takes_a_protection_back(context: Context) -> None:
    register(context)
    named, other = seeing(context), seeing(context, sees=False)
    done = protect(other, MARKED)
    for dry_run in (True, False):
        with pytest.raises(NotAllowed) as refused:
            undo_event(other, done.event, dry_run=dry_run)
        assert refused.value.code == "protection_stays"
        assert latest(context)[0].action == "access.refused"
    (person,) = found(context, Person)
    assert person.is_protected
    taken_back = undo_event(named, done.event)
    undo_event(other, taken_back.event or "")
    (person,) = found(context, Person)
    assert person.is_protected


def test_days_that_a_step_cannot_have(context: Context) -> None:
    register(context)
    named = seeing(context)
    protect(named, MARKED)
    step(named)
    for changes, code in (
        ({}, "nothing_to_change"),
        ({"day": context.today + timedelta(days=1)}, "date_in_future"),
        ({"state": PaperState.VISIT_BOOKED, "day": date(2030, 1, 1)}, "date_too_far_ahead"),
        ({"day": date(1930, 1, 1)}, "before_birth"),
    ):
        with pytest.raises(Rejected) as rejected:
            step(named, **changes)
        assert_refused(rejected, code, "date")


def test_the_form_is_printed_and_the_step_noted(context: Context, tmp_path: Path) -> None:
    register(context)
    named = seeing(context)
    protect(named, MARKED)
    out = tmp_path / "ansokan.pdf"

    def printed(who: Context, reason: str = "ansökan") -> str:
        print_paper_application(who, PdfForms(), number=SIGNE, reason=reason, out=out)
        return unbroken(plain_text(out))

    with pytest.raises(Rejected) as rejected:
        printed(named)
    assert_refused(rejected, "certificate_not_found", "number")
    number = issue(named).certificate.number
    with pytest.raises(NotAllowed):
        printed(seeing(context, sees=False))
    with pytest.raises(Rejected):
        printed(named, reason="")
    assert not out.exists()
    assert found(context, PaperStep) == []
    text = printed(named)
    assert number in text
    assert "Inte tillfrågad" in text
    assert latest(context)[0].purpose == "ansökan"
    (noted,) = found(context, PaperStep)
    assert (noted.state, noted.day) == (PaperState.FORM_PRINTED, context.today)
    set_language(named, SetLanguage(number=SIGNE, language="finska", needs_interpreter=True))
    name_dentist(named, NameDentist(number=SIGNE, name="Åsens Tandvård"))
    later = context.today + timedelta(days=9)
    name_dentist(named, NameDentist(number=SIGNE, name="Nya kliniken", from_day=later))
    answer = RecordResponse(
        number=SIGNE, answered=context.today, wants=True, answered_by=AnsweredBy.SELF
    )
    record_response(named, answer)
    text = printed(named)
    for part in ("finska", "Åsens Tandvård", "Önskar, svarade"):
        assert part in text
    assert "Nya kliniken" not in text
