"""Issuing a certificate: the rules say, the issuer decides, and both are kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from datetime import date

from munhalsa.application.assess_entitlement import Basis, decision_record
from munhalsa.application.came_under import note_number_used
from munhalsa.application.context import Context
from munhalsa.application.decide_entitlement import basis_of_decision, ground_missing
from munhalsa.application.departures import note_return
from munhalsa.application.find_records import person_by_number
from munhalsa.application.issuer_standing import check_trained
from munhalsa.application.ports import Changes, Deed, UnitOfWork
from munhalsa.application.registration_queue import mark_to_register
from munhalsa.application.settings import held_among, rules_as_chosen
from munhalsa.domain.account import Permission, Setting
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
from munhalsa.domain.eligibility import AgeStatus, age_gate
from munhalsa.domain.lazy_dataclass import dataclass
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
    """What the issuer asks for; ``answers`` None: the decision was made outside the program.

    One that a doctor, VGR or another municipality decided has neither answers nor reason of ours.
    """

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
    deed = Deed(action="certificate.issue", subject_kind="person", subject_id="")
    with context.write(deed, Permission.ISSUE_CERTIFICATES) as work:
        person = person_by_number(work, command.number, today=context.today)
        work.redeem(replace(deed, subject_id=person.id))
        certificate, warnings = add_certificate(context, work, person, command)
        note_number_used(context, work, command.number)
        done = work.commit()
    return Issued(
        certificate=certificate, event=done.event, changes=done.changes, warnings=warnings
    )


def check_request(context: Context, command: IssueCertificate) -> None:
    """Refuse what can be refused without looking at the person."""
    check_period(issued=command.issued, valid_to=command.valid_to, today=context.today)
    ours = command.issued_by is IssuedBy.MUNICIPALITY
    if not ours and (command.answers is not None or command.reason is not None):
        raise Rejected(
            "decision_not_ours",
            "Kriterier och motivering hör till kommunens egen bedömning. "
            "Ta bort dem, eller ange kommunen som utfärdare.",
            field="issued_by",
        )
    for draft in command.disclosures:
        check_details(draft.basis, draft.details)


def add_certificate(
    context: Context,
    work: UnitOfWork,
    person: Person,
    command: IssueCertificate,
    *,
    replaces: Certificate | None = None,
    told_as: RegistrationKind = RegistrationKind.NEW,
) -> tuple[Certificate, tuple[Notice, ...]]:
    """Add the certificate, its decision and its disclosures to a deed that has begun.

    ``replaces`` is the one it follows on, ``told_as`` what Intygsbeställningen is to be told.
    """
    command = replace(command, reason=(command.reason or "").strip() or None)
    _check_alive(person, command)
    _check_free(work, person, command)
    chosen = work.find(Setting, order_by="valid_from")
    rules = rules_as_chosen(context.rules, chosen)
    basis, ground, notes = _decided(rules, command, person)
    if command.issued_by is IssuedBy.MUNICIPALITY:
        held = held_among(chosen, context.rules, day=context.today)
        trained = check_trained(work, context.rules, context.session, day=context.today, held=held)
        notes = (*trained, *notes)
    disclosures = [new_disclosure(context, draft, person) for draft in command.disclosures]
    warnings = _warnings(context, work, person, disclosures)
    certificate = replace(
        _certificate(context, work, command, person, ground),
        criterion=None if basis is None else basis.criterion,
        rule_set_version=None if basis is None else rules.version,
        replaces_id=None if replaces is None else replaces.id,
    )
    work.add(certificate)
    if basis is not None:
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
    for disclosure in disclosures:
        work.add(disclosure)
    mark_to_register(
        work,
        new_id=context.new_id,
        certificate_id=certificate.id,
        person_id=person.id,
        kinds=[told_as],
        day=context.today,
    )
    if person.handler_id is None:
        work.change(person, handler_id=context.session.account_id)
    back = note_return(work, person, command.issued)
    return certificate, (*notes, *back, *warnings)


def _decided(
    rules: RuleBook, command: IssueCertificate, person: Person
) -> tuple[Basis | None, Ground, tuple[Notice, ...]]:
    """What a decision of ours rests on; somebody else's is taken in, and its age pointed out."""
    if command.issued_by is IssuedBy.MUNICIPALITY:
        basis, ground = basis_of_decision(
            rules=rules,
            day=command.issued,
            birth_year=person.birth_year,
            ground=command.ground,
            answers=command.answers,
            reason=command.reason,
        )
        return basis, ground, ()
    if command.ground is None:
        raise ground_missing()
    gate = age_gate(rules=rules, day=command.issued, birth_year=person.birth_year)
    if gate.status is AgeStatus.OK:
        return None, command.ground, ()
    note = Notice(code="age_limit_of_other_issuer", message=gate.because.sentence)
    return None, command.ground, (note,)


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


def _certificate(
    context: Context, work: UnitOfWork, command: IssueCertificate, person: Person, ground: Ground
) -> Certificate:
    year = command.issued.year
    running = work.next_number(f"certificate-{work.municipality}-{year}")
    own = command.issued_by is IssuedBy.MUNICIPALITY
    return Certificate(
        id=context.new_id(),
        number=number_of(work.municipality, year, running),
        person_id=person.id,
        ground=ground,
        issued=command.issued,
        valid_to=command.valid_to,
        last_day=last_day_of(command.valid_to, None),
        issuer=context.session.name if own else None,
        issued_by=command.issued_by,
        letter_to=command.letter_to,
    )


def new_disclosure(context: Context, draft: DisclosureDraft, person: Person) -> Disclosure:
    """The assessment as it is kept, made today by the one at work."""
    return Disclosure(
        id=context.new_id(),
        person_id=person.id,
        recipient=draft.recipient,
        basis=draft.basis,
        details=draft.details,
        decided_by=context.session.name,
        decided_on=context.today,
    )


def _warnings(
    context: Context, work: UnitOfWork, person: Person, new: Sequence[Disclosure]
) -> tuple[Notice, ...]:
    warnings: list[Notice] = []
    # One that is new today counts before all that were made earlier.
    held = in_force(new, Recipient.VGR, context.today)
    if held is None:
        kept = work.find(Disclosure, person_id=person.id)
        held = in_force(kept, Recipient.VGR, context.today)
    if held is None:
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
