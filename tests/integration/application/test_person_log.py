"""What the log tells of one person: when, which unit, which role and what."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from munhalsa.adapters.documents.printing import PdfForms
from munhalsa.application.context import Context
from munhalsa.application.deed_words import deed_words
from munhalsa.application.person_log import LogFor, extract_log
from munhalsa.application.record_offer import RecordOffer, record_offer
from munhalsa.application.view_person import open_card
from munhalsa.domain.account import Account, Role, RoleGrant
from munhalsa.domain.person import ProtectedIdentity
from munhalsa.domain.refusal import FileUnusable, NotAllowed, Rejected
from munhalsa.domain.response import OfferChannel
from tests.support.deeds import SIGNE, add, assert_refused, latest, register, unit, user
from tests.support.pdf_reading import plain_text, unbroken
from tests.support.stores import COORDINATOR


def _by(context: Context, name: str, *grants: RoleGrant) -> Context:
    """Somebody with those roles, who sees the person of the test."""
    session = replace(
        context.session,
        account_id=grants[0].account_id,
        name=name,
        roles=frozenset(grant.role for grant in grants),
    )
    add(context, Account(id=session.account_id, name=name), *grants)
    return replace(context, session=session)


def test_who_saw_is_told_by_unit_and_role_and_never_by_name(
    context: Context, tmp_path: Path
) -> None:
    home = unit("Björkgläntan")
    add(context, home)
    person = register(context, unit=home.code)
    here = RoleGrant(
        id=context.new_id(), account_id=context.new_id(), role=Role.ISSUER, unit_id=home.id
    )
    everywhere = RoleGrant(
        id=context.new_id(), account_id=COORDINATOR.account_id, role=Role.COORDINATOR
    )
    add(context, everywhere)
    gone = replace(here, id=context.new_id(), unit_id=None, until=context.today - timedelta(days=1))
    alma = _by(context, "Alma Ström", here, gone)
    open_card(alma, person.id)
    offered = RecordOffer(number=SIGNE, offered=context.today, channel=OfferChannel.PHONE)
    record_offer(alma, offered)
    open_card(user(context, Role.ISSUER), person.id)
    out = tmp_path / "logg.pdf"

    log = extract_log(context, PdfForms(), number=SIGNE, out=out)

    told = [(line.unit, line.role, line.what) for line in log.events]
    assert told == [
        ("–", "intygsutfärdare", "Kort öppnat"),
        ("Björkgläntan", "intygsutfärdare", deed_words("offer.record")),
        ("Björkgläntan", "intygsutfärdare", "Kort öppnat"),
        ("hela kommunen", "administratör, granskare, kontaktperson", "Registrerad"),
    ]
    assert log.pages == 1
    assert log.head
    paper = unbroken(plain_text(out))
    assert "Loggutdrag" in paper
    assert "Björkgläntan" in paper
    assert "Alma Ström" not in paper
    assert latest(context)[0].action == "audit.person"
    assert extract_log(context, PdfForms(), number=SIGNE).events[0].what == ("Loggutdrag visat")
    with pytest.raises(FileUnusable):
        extract_log(context, PdfForms(), number=SIGNE, out=tmp_path / "saknas" / "logg.pdf")


def test_who_may_not_read_the_log_or_see_the_person_gets_nothing(context: Context) -> None:
    register(context, protected_identity=ProtectedIdentity.CONFIDENTIALITY_MARKING)
    for other, code in (
        (user(context, Role.COORDINATOR), "not_allowed"),
        (user(context, Role.AUDITOR), "protected_identity"),
    ):
        with pytest.raises(NotAllowed) as caught:
            extract_log(other, PdfForms(), number=SIGNE)
        assert caught.value.code == code
        assert latest(context)[0].action == "access.refused"


def test_whom_it_is_handed_to_and_why_are_on_paper_and_in_the_log(
    context: Context, tmp_path: Path
) -> None:
    register(context)
    out = tmp_path / "logg.pdf"
    to = LogFor(recipient="Anna Ek", purpose="begäran")
    extract_log(context, PdfForms(), number=SIGNE, out=out, told_to=to)
    assert latest(context)[0].purpose == "begäran (mottagare: Anna Ek)"
    assert "Lämnas till Anna Ek Ändamål begäran" in unbroken(plain_text(out))
    with pytest.raises(Rejected) as caught:
        extract_log(
            context, PdfForms(), number=SIGNE, told_to=LogFor(recipient=" ", purpose="begäran")
        )
    assert_refused(caught, "recipient_missing", "recipient")
