"""Records of persons and certificates that somebody else has changed meanwhile."""

from __future__ import annotations

from munhalsa.application import care_cards, person_details, set_care
from munhalsa.application.assess_candidate import AssessCandidate, assess_candidate
from munhalsa.application.assess_entitlement import DecideNotToIssue, decide_not_to_issue
from munhalsa.application.care_cards import AddCareCard, add_care_card
from munhalsa.application.change_ground import ChangeGround, change_ground
from munhalsa.application.change_number import ChangeNumber, change_number
from munhalsa.application.change_person import ChangePerson, change_person
from munhalsa.application.change_validity import ChangeValidity, change_validity
from munhalsa.application.contacts import (
    AddContact,
    ChangeContact,
    EndContact,
    add_contact,
    change_contact,
    end_contact,
)
from munhalsa.application.context import Context
from munhalsa.application.correct_assessment import (
    CorrectAssessment,
    correct_assessment,
    mark_duplicate,
)
from munhalsa.application.disclosures import WithdrawConsent, withdraw_consent
from munhalsa.application.end_certificate import EndCertificate, end_certificate
from munhalsa.application.hand_over_certificate import HandOver, hand_over_certificate
from munhalsa.application.issue_certificate import (
    DisclosureDraft,
    IssueCertificate,
    issue_certificate,
)
from munhalsa.application.leave_region import LeaveRegion, leave_region
from munhalsa.application.merge_persons import MergePersons, merge_persons
from munhalsa.application.move_person import MovePerson, move_person
from munhalsa.application.move_residents import MoveResidents, move_residents
from munhalsa.application.name_dentists import NameDentists, name_dentists
from munhalsa.application.protect_person import SetProtection, set_protection
from munhalsa.application.record_assessment import RecordAssessment, record_assessment
from munhalsa.application.record_death import RecordDeath, record_death
from munhalsa.application.register_and_issue import RegisterAndIssue, register_and_issue
from munhalsa.application.renew_certificate import RenewCertificate, renew_certificate
from munhalsa.application.replace_contact import ReplaceContact, replace_contact
from munhalsa.application.set_care import SetPlace
from munhalsa.application.void_certificate import void_certificate
from munhalsa.domain.assessment import Assessment, AssessmentContent, AssessmentOutcome
from munhalsa.domain.candidate import Candidate, Finding, Outcome
from munhalsa.domain.care_card import CareCard
from munhalsa.domain.care_card_rules import LineDraft
from munhalsa.domain.certificate import (
    Disclosure,
    DisclosureBasis,
    EndReason,
    Ground,
    Recipient,
)
from munhalsa.domain.person import (
    Contact,
    Dentist,
    Person,
    ProtectedIdentity,
    Relation,
    Residence,
    ResidenceKind,
)
from tests.support.deeds import ENTITLED, SIGNE, add, alter, found, register, unit
from tests.support.overtaken import BEFORE, NEXT, Case, case, certificate, kept, of_person, person


@case("change_person.change_person")
def _(context: Context) -> Case:
    asked = ChangePerson(number=SIGNE, fields={"language": "fi"})
    return person(context), lambda at: change_person(at, asked)


@case("change_number.change_number")
def _(context: Context) -> Case:
    return person(context), lambda at: change_number(at, ChangeNumber(number=SIGNE, to=NEXT))


@case("person_details.set_language")
def _(context: Context) -> Case:
    asked = person_details.SetLanguage(number=SIGNE, language="fi")
    return person(context), lambda at: person_details.set_language(at, asked)


@case("protect_person.set_protection")
def _(context: Context) -> Case:
    asked = SetProtection(number=SIGNE, level=ProtectedIdentity.CONFIDENTIALITY_MARKING)
    return person(context), lambda at: set_protection(at, asked)


def _dentist(context: Context) -> Dentist:
    made: Dentist = of_person(context, Dentist, name="Kliniken", from_day=context.today)
    return made


@case("person_details.name_dentist")
def _(context: Context) -> Case:
    asked = person_details.NameDentist(number=SIGNE, name="Torget")
    return _dentist(context), lambda at: person_details.name_dentist(at, asked)


@case("name_dentists.name_dentists")
def _(context: Context) -> Case:
    made = _dentist(context)
    asked = NameDentists(persons=(made.person_id,), name="Torget", from_day=context.today)
    return made, lambda at: name_dentists(at, asked)


@case("record_death.record_death")
def _(context: Context) -> Case:
    return person(context), lambda at: record_death(at, RecordDeath(number=SIGNE, day=BEFORE))


@case("move_person.move_person")
def _(context: Context) -> Case:
    person(context)
    asked = MovePerson(number=SIGNE, day=BEFORE, unit="SB02")
    return found(context, Residence), lambda at: move_person(at, asked)


@case("move_residents.move_residents")
def _(context: Context) -> Case:
    person(context)
    asked = MoveResidents(unit="SB01", to="SB02", day=BEFORE)
    return found(context, Residence), lambda at: move_residents(at, asked)


def _cared_for(context: Context, kind: ResidenceKind) -> Residence:
    care = unit("Backen", "SB03")
    add(context, care)
    made: Residence = of_person(
        context, Residence, kind=kind, unit_id=care.id, from_day=BEFORE.replace(month=3)
    )
    return made


@case("set_care.set_responsible_unit")
def _(context: Context) -> Case:
    asked = SetPlace(number=SIGNE, day=BEFORE, unit="SB02")
    shown = _cared_for(context, ResidenceKind.RESPONSIBLE)
    return shown, lambda at: set_care.set_responsible_unit(at, asked)


@case("set_care.set_visiting_place")
def _(context: Context) -> Case:
    asked = SetPlace(number=SIGNE, day=BEFORE, unit="SB02")
    shown = _cared_for(context, ResidenceKind.VISIT)
    return shown, lambda at: set_care.set_visiting_place(at, asked)


@case("leave_region.leave_region")
def _(context: Context) -> Case:
    asked = LeaveRegion(number=SIGNE, day=context.today)
    return person(context), lambda at: leave_region(at, asked, region={})


@case("merge_persons.merge_persons")
def _(context: Context) -> Case:
    asked = MergePersons(keep=SIGNE, other=NEXT)
    shown = person(context), register(context, NEXT)
    return shown, lambda at: merge_persons(at, asked, before_commit=lambda: None)


def _candidate(context: Context) -> Candidate:
    whom = register(context)
    made = Candidate(id=context.new_id(), person_id=whom.id, listed_on=BEFORE, source="lista")
    add(context, made)
    return made


@case("assess_candidate.assess_candidate")
def _(context: Context) -> Case:
    made = register(context)
    shown = kept(
        context, Candidate(id=context.new_id(), person_id=made.id, listed_on=BEFORE, source="lista")
    )
    asked = AssessCandidate(number=SIGNE, finding=Finding(outcome=Outcome.DECLINES))
    return shown, lambda at: assess_candidate(at, asked)


@case("assess_entitlement.decide_not_to_issue")
def _(context: Context) -> Case:
    made = register(context)
    shown = kept(
        context, Candidate(id=context.new_id(), person_id=made.id, listed_on=BEFORE, source="lista")
    )
    answers: dict[str, bool | str] = {**ENTITLED, "lasting_need": False}
    asked = DecideNotToIssue(number=SIGNE, answers=answers, reason="Tillfälligt")
    return shown, lambda at: decide_not_to_issue(at, asked)


@case("disclosures.withdraw_consent")
def _(context: Context) -> Case:
    shown = of_person(
        context,
        Disclosure,
        recipient=Recipient.VGR,
        basis=DisclosureBasis.CONSENT,
        details="Muntligt",
        decided_by="Alex",
        decided_on=BEFORE,
    )
    asked = WithdrawConsent(number=SIGNE, recipient=Recipient.VGR)
    return shown, lambda at: withdraw_consent(at, asked)


def _karin(context: Context) -> Contact:
    person(context)
    fields = {
        "name": "Karin Ek",
        "relation": Relation.GUARDIAN,
        "phone": "031-390 06 71",
        "mandate": "allt",
    }
    return add_contact(context, AddContact(number=SIGNE, fields=fields)).contact


@case("contacts.change_contact")
def _(context: Context) -> Case:
    asked = ChangeContact(number=SIGNE, contact=None, fields={"phone": "031-390 06 72"})
    return _karin(context), lambda at: change_contact(at, asked)


@case("contacts.end_contact")
def _(context: Context) -> Case:
    asked = EndContact(number=SIGNE, contact=None, day=context.today)
    return _karin(context), lambda at: end_contact(at, asked)


@case("replace_contact.replace_contact")
def _(context: Context) -> Case:
    asked = ReplaceContact(number=SIGNE, contact=None, day=context.today, fields={"name": "Bo Ek"})
    return _karin(context), lambda at: replace_contact(at, asked)


@case("change_validity.change_validity")
def _(context: Context) -> Case:
    asked = ChangeValidity(number=SIGNE, valid_to=context.today.replace(year=2027))
    return certificate(context), lambda at: change_validity(at, asked)


@case("change_ground.change_ground")
def _(context: Context) -> Case:
    day = context.today.replace(year=2026, month=12)
    asked = ChangeGround(number=SIGNE, ground=Ground.HOME_HEALTH_CARE, day=day)
    return certificate(context), lambda at: change_ground(at, asked)


@case("renew_certificate.renew_certificate")
def _(context: Context) -> Case:
    asked = RenewCertificate(number=SIGNE, issued=context.today.replace(month=12))
    return certificate(context), lambda at: renew_certificate(at, asked)


@case("void_certificate.void_certificate")
def _(context: Context) -> Case:
    return certificate(context), lambda at: void_certificate(at, number=SIGNE)


@case("end_certificate.end_certificate")
def _(context: Context) -> Case:
    asked = EndCertificate(number=SIGNE, day=context.today, reason=EndReason.NOT_ENTITLED)
    return certificate(context), lambda at: end_certificate(at, asked)


@case("hand_over_certificate.hand_over_certificate")
def _(context: Context) -> Case:
    consent = DisclosureDraft(
        recipient=Recipient.OTHER_MUNICIPALITY, basis=DisclosureBasis.HARM_TEST, details="Prövat"
    )
    asked = HandOver(number=SIGNE, to="1440", day=context.today, disclosure=consent)
    shown = certificate(context)
    return shown, lambda at: hand_over_certificate(at, asked, region={"1440": "Ale"})


_ISSUE = IssueCertificate(number=SIGNE, ground=Ground.CARE_HOUSING, issued=BEFORE)


def _handled_by_nobody(context: Context) -> list[Person]:
    alter(context, register(context), handler_id=None)
    return found(context, Person)


@case("issue_certificate.issue_certificate")
def _(context: Context) -> Case:
    return _handled_by_nobody(context), lambda at: issue_certificate(at, _ISSUE)


@case("register_and_issue.register_and_issue")
def _(context: Context) -> Case:
    asked = RegisterAndIssue(certificate=_ISSUE)
    return _handled_by_nobody(context), lambda at: register_and_issue(at, asked)


def _assessed(context: Context, *outcomes: AssessmentOutcome) -> list[Assessment]:
    person(context)
    return [
        record_assessment(
            context,
            RecordAssessment(
                number=SIGNE,
                content=AssessmentContent(day=BEFORE, outcome=one, performed_by="Alma Ström"),
            ),
        ).assessment
        for one in outcomes
    ]


@case("correct_assessment.correct_assessment")
def _(context: Context) -> Case:
    (shown,) = _assessed(context, AssessmentOutcome.UNWELL)
    asked = CorrectAssessment(id=shown.id, reason="Fel", revise=lambda old: _with(old, "feber"))
    return shown, lambda at: correct_assessment(at, asked)


@case("correct_assessment.mark_duplicate")
def _(context: Context) -> Case:
    mine, other = _assessed(context, AssessmentOutcome.UNWELL, AssessmentOutcome.UNWELL)
    return mine, lambda at: mark_duplicate(at, id=mine.id, of=other.id)


def _with(old: AssessmentContent, reason: str) -> AssessmentContent:
    return AssessmentContent(
        day=old.day, outcome=old.outcome, performed_by=old.performed_by, reason=reason
    )


def _card(context: Context) -> CareCard:
    person(context)
    asked = AddCareCard(number=SIGNE, lines=(LineDraft(what="Tänder"),))
    return add_care_card(context, asked).card


@case("care_cards.receive_care_card")
def _(context: Context) -> Case:
    return _card(context), lambda at: care_cards.receive_care_card(at, number=SIGNE, by="Bo")


@case("care_cards.enter_in_care_plan")
def _(context: Context) -> Case:
    return _card(context), lambda at: care_cards.enter_in_care_plan(at, number=SIGNE)
