"""The main job as one deed: register, issue and answer, all or nothing, undone as one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from munhalsa.application.context import Context
from munhalsa.application.issue_certificate import DisclosureDraft, IssueCertificate
from munhalsa.application.record_response import RecordResponse
from munhalsa.application.register_and_issue import (
    RegisterAndIssue,
    RegisteredAndIssued,
    register_and_issue,
)
from munhalsa.application.register_person import RegisterPerson
from munhalsa.application.undo import undo_event
from munhalsa.domain.account import Role
from munhalsa.domain.certificate import (
    Certificate,
    Disclosure,
    DisclosureBasis,
    EligibilityDecision,
    Ground,
    Recipient,
    RegistrationKind,
)
from munhalsa.domain.person import Person, Residence, ResidenceKind
from munhalsa.domain.refusal import NotAllowed, Rejected
from munhalsa.domain.response import AnsweredBy, Response
from munhalsa.domain.unit import UnitType
from tests.support.deeds import (
    ENTITLED,
    FAMILY,
    GIVEN,
    SIGNE,
    add,
    alter,
    assert_refused,
    found,
    issue,
    latest,
    register,
    unit,
    user,
    waiting,
)

NEW = RegisterPerson(number=SIGNE, given_name=GIVEN, family_name=FAMILY, unit="SB01", room="12 A")
CONSENT = DisclosureDraft(
    recipient=Recipient.VGR, basis=DisclosureBasis.CONSENT, details="Muntligt av personen själv"
)


def asked(context: Context, **changes: Any) -> RegisterAndIssue:
    """A new person in a unit with everything answered."""
    return replace(
        RegisterAndIssue(
            register=NEW,
            certificate=IssueCertificate(
                number=SIGNE,
                ground=None,
                issued=context.today,
                answers=ENTITLED,
                disclosures=[CONSENT],
            ),
            response=RecordResponse(
                number=SIGNE, answered=context.today, wants=True, answered_by=AnsweredBy.SELF
            ),
        ),
        **changes,
    )


def done(context: Context, **changes: Any) -> RegisteredAndIssued:
    return register_and_issue(context, asked(context, **changes))


def nothing_was_written(context: Context) -> bool:
    return not any(
        found(context, kind) for kind in (Person, Residence, Certificate, Response, Disclosure)
    )


@pytest.fixture(autouse=True)
def home(context: Context) -> None:
    add(context, unit())


def test_everything_by_one_event(context: Context) -> None:
    events = len(latest(context, 100))
    made = done(context)
    assert made.certificate.number == "1490-2026-0001"
    assert made.certificate.ground is Ground.CARE_HOUSING
    assert made.warnings == ()
    (person,) = found(context, Person)
    assert (person.id, person.family_name) == (made.person.id, FAMILY)
    (residence,) = found(context, Residence, person_id=person.id)
    assert (residence.room, residence.kind) == ("12 A", ResidenceKind.HOME)
    (decision,) = found(context, EligibilityDecision)
    assert (decision.certificate_id, decision.verdict) == (made.certificate.id, "entitled")
    (disclosure,) = found(context, Disclosure)
    assert disclosure.details == CONSENT.details
    (response,) = found(context, Response)
    assert response == made.response
    assert response.wants
    # A new certificate is told with its answer.
    assert waiting(context, made.certificate.id) == {RegistrationKind.NEW}
    assert len(latest(context, 100)) == events + 1
    (event,) = latest(context)
    assert (event.event, event.action, event.subject_id) == (
        made.event, "certificate.issue", person.id,
    )  # fmt: skip
    assert made.changes.subjects == {person.id}
    assert {"person", "residence", "certificate", "response"} <= made.changes.kinds


def test_it_is_undone_as_one(context: Context) -> None:
    made = done(context)
    undo_event(context, made.event)
    assert nothing_was_written(context)


def test_without_an_answer(context: Context) -> None:
    made = done(context, response=None)
    assert made.response is None
    assert found(context, Response) == []


def test_a_known_person_is_taken_as_they_are(context: Context) -> None:
    person = register(context)
    made = done(context, register=None)
    assert made.person.id == person.id
    assert found(context, Residence) == []
    assert len(found(context, Person)) == 1


def test_the_answer_is_told_of_an_earlier_certificate_that_still_counts(context: Context) -> None:
    register(context)
    earlier = issue(context, valid_to=context.today).certificate
    tomorrow = context.today + timedelta(days=1)
    certificate = replace(asked(context).certificate, issued=tomorrow)
    made = done(context, register=None, certificate=certificate)
    assert RegistrationKind.RESPONSE in waiting(context, earlier.id)
    assert waiting(context, made.certificate.id) == {RegistrationKind.NEW}


def test_somebody_unknown_is_refused(context: Context) -> None:
    with pytest.raises(Rejected) as caught:
        done(context, register=None)
    assert_refused(caught, "person_not_found", "number")


def test_what_each_part_warns_of_is_told(context: Context) -> None:
    command = asked(context)
    assert command.response is not None
    made = done(
        context,
        register=replace(NEW, unit=None),
        certificate=replace(command.certificate, disclosures=()),
        response=replace(command.response, answered_by=AnsweredBy.RELATIVE, name="Anna"),
    )
    assert [one.code for one in made.warnings] == ["no_home", "disclosure_missing", "passed_on"]


@pytest.mark.parametrize(
    ("part", "changes", "code", "field"),
    [
        ("register", {"number": "19410101-0000"}, "identity_number_checksum", "number"),
        ("register", {"family_name": " "}, "name_missing", "family_name"),
        ("register", {"unit": "finns ej"}, "unit_not_found", "unit"),
        ("certificate", {"issued": date(2027, 6, 1)}, "issued_too_far_ahead", "issued"),
        ("certificate", {"answers": {**ENTITLED, "lasting_need": False}},
         "needs_judgement", "reason"),
        ("certificate", {"disclosures": [replace(CONSENT, details=" ")]},
         "disclosure_details_missing", "details"),
        ("response", {"answered": date(2026, 11, 23)}, "answered_in_future", "answered"),
        ("response", {"answered": date(1940, 1, 1)}, "answered_before_birth", "answered"),
    ],
)  # fmt: skip
def test_whichever_part_is_refused_nothing_is_written(
    context: Context, part: str, changes: dict[str, Any], code: str, field: str
) -> None:
    command = asked(context)
    with pytest.raises(Rejected) as caught:
        register_and_issue(
            context, replace(command, **{part: replace(getattr(command, part), **changes)})
        )
    assert_refused(caught, code, field)
    assert nothing_was_written(context)


def test_the_number_is_taken_only_once(context: Context) -> None:
    done(context)
    with pytest.raises(Rejected) as caught:
        done(context)
    assert_refused(caught, "number_taken", "number")
    assert len(found(context, Certificate)) == 1


def test_a_reason_of_blanks_is_none(context: Context) -> None:
    certificate = replace(asked(context).certificate, reason="  ")
    done(context, certificate=certificate)
    (decision,) = found(context, EligibilityDecision)
    assert decision.reason is None


def test_an_own_address_with_who_answers_for_the_care(context: Context) -> None:
    care = unit("Hemtjänst Norr", "HT01", type=UnitType.HOME_HELP)
    add(context, care)
    own = replace(
        NEW, unit=care.id, room=None, street="Lugnet 4", postal_code="503 30", city="Borås"
    )
    made = done(context, register=own)
    homes = {one.kind: one for one in found(context, Residence, person_id=made.person.id)}
    assert homes[ResidenceKind.HOME].street == "Lugnet 4"
    assert homes[ResidenceKind.RESPONSIBLE].unit_id == care.id
    assert homes[ResidenceKind.RESPONSIBLE].from_day == context.today
    assert made.warnings == ()


def test_an_own_address_and_nobody_who_comes(context: Context) -> None:
    made = done(context, register=replace(NEW, unit=None, room=None, street="Lugnet 4"))
    (home,) = found(context, Residence, person_id=made.person.id)
    assert (home.street, home.unit_id) == ("Lugnet 4", None)
    assert made.warnings == ()


@pytest.mark.parametrize("role", [Role.UNIT_MANAGER, Role.STATISTICS])
def test_only_some_may(context: Context, role: Role) -> None:
    with pytest.raises(NotAllowed):
        done(user(context, role))
    assert nothing_was_written(context)


def test_somebody_deceased_gets_none(context: Context) -> None:
    person = register(context)
    alter(context, person, died_on=context.today)
    with pytest.raises(Rejected) as caught:
        done(context, register=None)
    assert_refused(caught, "person_deceased", "issued")
