"""Printing Intyg om N-tandvård for one person or for many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from munhalsa.application.context import Context
from munhalsa.application.find_records import certificates_by_number, the_municipality
from munhalsa.application.forms import CertificateForm, Contact, Printed
from munhalsa.application.memory import without_cycle_search
from munhalsa.application.ports import Reader
from munhalsa.application.print_job import PrintJob, in_order, print_job
from munhalsa.application.printing import (
    Addressed,
    FormPrinter,
    is_hidden,
    letterhead_of,
    note_printed,
    refuse_protected,
    whom_to_ask,
    with_homes,
)
from munhalsa.domain.account import Permission
from munhalsa.domain.certificate import (
    Certificate,
    IssuedBy,
    Registration,
    RegistrationKind,
    RegistrationState,
)
from munhalsa.domain.person import Person
from munhalsa.domain.refusal import Rejected

_DECIDED_BY = {
    IssuedBy.DOCTOR: "läkare",
    IssuedBy.VGR: "Västra Götalandsregionen",
    IssuedBy.OTHER_MUNICIPALITY: "en annan kommun",
}


def print_certificates(
    context: Context,
    printer: FormPrinter,
    *,
    numbers: Sequence[str] | None,
    job: PrintJob,
    copy: bool = False,
) -> Printed:
    """Certificates for these numbers, or for everybody with a valid one.

    Among everybody the protected are left out and counted, where named they are refused. In files
    of their own they go by the certificate's number.
    """
    context.require(Permission.PRINT)
    with without_cycle_search(), context.read(Permission.PRINT) as reader:
        municipality = the_municipality(reader)
        letterhead = letterhead_of(reader, municipality)
        certificates = (
            _all_valid(context, reader) if numbers is None else _named(context, reader, numbers)
        )
        persons = reader.find(Person, id={each.person_id for each in certificates})
        hidden = [person for person in persons if is_hidden(context, person)]
        if numbers is None:
            persons = [person for person in persons if person not in hidden]
        addressed = with_homes(context, reader, persons)
        registered = registered_days(reader, certificates)
    refuse_protected(context, addressed)
    of_person: dict[str, list[Certificate]] = {}
    for certificate in certificates:
        of_person.setdefault(certificate.person_id, []).append(certificate)
    ask = whom_to_ask(context, municipality)
    forms = [
        replace(
            _form(certificate, each, registered.get(certificate.id), ask, context.today), copy=copy
        )
        for each in in_order(job.order, addressed)
        for certificate in of_person[each.person.id]
    ]
    printed = print_job(
        job,
        [(form.number, form) for form in forms],
        lambda some, out, progress: printer.certificates(
            some, letterhead=letterhead, created=context.clock.now(), out=out, progress=progress
        ),
    )
    note_printed(context, "print.certificate", addressed, printed)
    return replace(printed, left_out_protected=len(hidden))


def _all_valid(context: Context, reader: Reader) -> list[Certificate]:
    behind = reader.figures.persons_behind(context.today)
    return [
        certificate
        for certificate in reader.find(Certificate, person_id=list(behind))
        if certificate.is_valid_on(context.today)
    ]


def _named(context: Context, reader: Reader, numbers: Sequence[str]) -> list[Certificate]:
    found = certificates_by_number(reader, numbers, today=context.today)
    if any(certificate.voided_on is not None for certificate in found):
        raise Rejected(
            "certificate_void",
            "Intyget är makulerat och skrivs inte ut. Välj ett intyg som gäller.",
            field="number",
        )
    return sorted(
        {certificate.id: certificate for certificate in found}.values(),
        key=lambda certificate: certificate.issued,
    )


def registered_days(reader: Reader, certificates: Sequence[Certificate]) -> dict[str, date]:
    """When VGR got each certificate; what has changed since then does not undo that.

    One that took over with another ground was told as a change of ground, never as new.
    """
    found = reader.find(Registration, certificate_id=[each.id for each in certificates])
    first = {line.certificate_id: RegistrationKind.GROUND for line in found}
    first |= {line.certificate_id: line.kind for line in found if line.kind is RegistrationKind.NEW}
    return {
        line.certificate_id: line.registered_on
        for line in found
        if line.kind is first[line.certificate_id]
        and line.state is RegistrationState.REGISTERED
        and line.registered_on is not None
    }


def _form(
    certificate: Certificate,
    addressed: Addressed,
    registered_on: date | None,
    ask: Contact,
    today: date,
) -> CertificateForm:
    own = certificate.issued_by is IssuedBy.MUNICIPALITY
    return CertificateForm(
        printed_on=today,
        number=certificate.number,
        person=addressed.on_form(),
        valid_from=certificate.issued,
        valid_to=certificate.last_day,
        registered_on=registered_on,
        issuer=Contact(name=certificate.issuer) if own and certificate.issuer else None,
        decided_by=None if own else _DECIDED_BY[certificate.issued_by],
        ask=ask,
    )
