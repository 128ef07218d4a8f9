"""Issuing a certificate: the rules say, the issuer decides, and both are kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from munhalsa.application.assess_entitlement import OUTSIDE, Basis, decision_record
from munhalsa.application.context import Context
from munhalsa.application.find_records import person_by_number, the_municipality
from munhalsa.application.ports import Changes, Deed, UnitOfWork
from munhalsa.application.registration_queue import mark_to_register
from munhalsa.application.settings import rules_of_municipality
from munhalsa.domain.account import Permission
from munhalsa.domain.certificate import (
    Certificate,
    Disclosure,
    DisclosureBasis,
    Ground,
    IssuedBy,
    Recipient,
    RegistrationKind,
    check_period,
    last_day_of,
    number_of,
    overlapping,
)
from munhalsa.domain.disclosure import check_details, in_force
from munhalsa.domain.eligibility import (
    AgeGate,
    AgeStatus,
    Assessment,
    Because,
    Verdict,
    age_gate,
    assess,
    check_age,
)
from munhalsa.domain.person import Person
from munhalsa.domain.refusal import Notice, Rejected
from munhalsa.domain.rules import RuleBook


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosureDraft:
    """One recipient's disclosure assessment, as the issuer states it."""

    recipient: Recipient
    basis: DisclosureBasis
    details: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueCertificate:
    """What the issuer asks for; ``answers`` None: the decision was made outside the program."""

    number: str
    ground: Ground | None
    issued: date
    valid_to: date | None = None
    answers: Mapping[str, bool | str] | None = None
    reason: str | None = None
    disclosures: Sequence[DisclosureDraft] = field(default=())
    issued_by: IssuedBy = IssuedBy.MUNICIPALITY
    letter_to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """The new certificate and what to mind about it."""

    certificate: Certificate
    event: str
    changes: Changes
    warnings: tuple[Notice, ...]


def issue_certificate(context: Context, command: IssueCertificate) -> Issued:
    """Issue a certificate, or refuse it naming the rule; at most one is valid on any day."""
    context.require(Permission.ISSUE_CERTIFICATES)
    check_request(context, command)
    with context.read(Permission.ISSUE_CERTIFICATES) as reader:
        person = person_by_number(reader, command.number, today=context.today)
    deed = Deed(action="certificate.issue", subject_kind="person", subject_id=person.id)
    with context.write(deed, Permission.ISSUE_CERTIFICATES) as work:
        certificate, warnings = add_certificate(context, work, work.get(Person, person.id), command)
        done = work.commit()
    return Issued(
        certificate=certificate, event=done.event, changes=done.changes, warnings=warnings
    )


def check_request(context: Context, command: IssueCertificate) -> None:
    """Refuse what can be refused without looking at the person."""
    check_period(issued=command.issued, valid_to=command.valid_to, today=context.today)
    for draft in command.disclosures:
        check_details(draft.basis, draft.details)


def add_certificate(
    context: Context, work: UnitOfWork, person: Person, command: IssueCertificate
) -> tuple[Certificate, tuple[Notice, ...]]:
    """Add the certificate, its decision and its disclosures to a deed that has begun."""
    command = replace(command, reason=(command.reason or "").strip() or None)
    _check_alive(person, command)
    _check_free(work, person, command)
    rules = rules_of_municipality(work, context.rules)
    basis, ground = _basis(rules, command, person)
    certificate = _certificate(context, work, command, person, basis, ground, rules.version)
    work.add(certificate)
    work.add(
        decision_record(
            context,
            person_id=person.id,
            certificate_id=certificate.id,
            basis=basis,
            reason=command.reason,
            rules_version=rules.version,
        )
    )
    for draft in command.disclosures:
        work.add(_disclosure(context, draft, person))
    mark_to_register(
        work,
        new_id=context.new_id,
        certificate_id=certificate.id,
        person_id=person.id,
        kinds=[RegistrationKind.NEW],
        day=context.today,
    )
    return certificate, _warnings(context, work, person)


def _check_alive(person: Person, command: IssueCertificate) -> None:
    died = person.died_on
    if died is not None and (command.valid_to is None or died < command.valid_to):
        raise Rejected(
            "person_deceased",
            "Personen är registrerad som avliden, så intyg som gäller efter dödsdagen "
            "utfärdas inte.",
            field="issued",
        )
    if person.birth_year is not None and command.issued.year < person.birth_year:
        raise Rejected(
            "issued_before_birth",
            "Intyget kan inte börja gälla före personens födelseår. Rätta datumet.",
            field="issued",
        )


def _check_free(work: UnitOfWork, person: Person, command: IssueCertificate) -> None:
    other = overlapping(
        work.find(Certificate, order_by="issued", person_id=person.id),
        issued=command.issued,
        last_day=command.valid_to,
    )
    if other is None:
        return
    raise Rejected(
        "certificate_overlap",
        f"Personen har redan intyget {other.number} som gäller under de dagarna. "
        "Förnya det, ändra personkretsen eller avsluta det i stället.",
        field="issued",
    )


def _basis(rules: RuleBook, command: IssueCertificate, person: Person) -> tuple[Basis, Ground]:
    gate = age_gate(rules=rules, day=command.issued, birth_year=person.birth_year)
    check_age(gate)
    if command.answers is None:
        return _decided_outside(command, gate)
    said = assess(
        rules=rules,
        day=command.issued,
        birth_year=person.birth_year,
        answers=command.answers,
        ground=command.ground,
    )
    if said.verdict is not Verdict.ENTITLED and command.reason is None:
        raise _unless_reasoned(said, command.ground)
    ground = command.ground or said.ground
    if ground is None:
        raise _ground_missing()
    basis = Basis(
        verdict=said.verdict.value,
        ground=ground,
        criterion=said.criterion,
        answers=command.answers,
        because=said.because,
    )
    return basis, ground


def _decided_outside(command: IssueCertificate, gate: AgeGate) -> tuple[Basis, Ground]:
    if command.ground is None:
        raise _ground_missing()
    if gate.status is not AgeStatus.OK and command.reason is None:
        raise Rejected(
            Verdict.NEEDS_JUDGEMENT.value,
            f"{gate.because.sentence} Utfärda intyget med en skriven motivering när svaret finns.",
            field="reason",
        )
    basis = Basis(verdict=OUTSIDE, ground=command.ground, answers={}, because=())
    return basis, command.ground


def _ground_missing() -> Rejected:
    return Rejected(
        "ground_missing", "Personkrets saknas. Välj 1, 2a, 2b eller 2c.", field="ground"
    )


def _unless_reasoned(said: Assessment, ground: Ground | None) -> Rejected:
    if said.verdict is Verdict.NEEDS_JUDGEMENT:
        what = "Reglerna avgör inte saken"
    else:
        what = "Reglerna ger inte rätt till intyg"
    because = _decisive(said, ground)
    return Rejected(
        said.verdict.value,
        f"{what}: {because.sentence} ({because.source}) "
        "Den som ändå utfärdar intyget skriver en motivering.",
        field="reason",
    )


def _decisive(said: Assessment, ground: Ground | None) -> Because:
    """The reason to show: the age, the ground that does not fit, or the first criterion."""
    if said.age.status is not AgeStatus.OK:
        return said.age.because
    if said.grounds and ground not in (None, *said.grounds):
        return said.because[-1]
    return said.because[1]


def _certificate(
    context: Context,
    work: UnitOfWork,
    command: IssueCertificate,
    person: Person,
    basis: Basis,
    ground: Ground,
    rules_version: str,
) -> Certificate:
    municipality = the_municipality(work).id
    year = command.issued.year
    running = work.next_number(f"certificate-{municipality}-{year}")
    own = command.issued_by is IssuedBy.MUNICIPALITY
    return Certificate(
        id=context.new_id(),
        number=number_of(municipality, year, running),
        person_id=person.id,
        ground=ground,
        issued=command.issued,
        valid_to=command.valid_to,
        last_day=last_day_of(command.valid_to, None),
        criterion=basis.criterion,
        issuer=context.session.name if own else None,
        issued_by=command.issued_by,
        letter_to=command.letter_to,
        rule_set_version=rules_version,
    )


def _disclosure(context: Context, draft: DisclosureDraft, person: Person) -> Disclosure:
    return Disclosure(
        id=context.new_id(),
        person_id=person.id,
        recipient=draft.recipient,
        basis=draft.basis,
        details=draft.details,
        decided_by=context.session.name,
        decided_on=context.today,
    )


def _warnings(context: Context, work: UnitOfWork, person: Person) -> tuple[Notice, ...]:
    warnings: list[Notice] = []
    disclosures = work.find(Disclosure, person_id=person.id)
    if in_force(disclosures, Recipient.VGR, context.today) is None:
        warnings.append(
            Notice(
                code="disclosure_missing",
                message="Det finns ingen sekretessprövning som gäller för VGR. "
                "Gör den innan uppgifter lämnas ut.",
            )
        )
    if person.is_protected:
        warnings.append(
            Notice(
                code="handled_on_paper",
                message="Personen har skyddade uppgifter och hanteras på papper.",
            )
        )
    return tuple(warnings)
