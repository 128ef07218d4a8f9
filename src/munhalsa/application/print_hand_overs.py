"""Printing Överlämnande: the document that goes with a certificate to another municipality."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from munhalsa.application.context import Context
from munhalsa.application.find_records import certificates_by_number, the_municipality
from munhalsa.application.forms import Contact, HandOverForm, Printed
from munhalsa.application.ports import Reader
from munhalsa.application.print_certificates import registered_days
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
from munhalsa.domain.certificate import Certificate, Disclosure, DisclosureBasis, Recipient
from munhalsa.domain.disclosure import in_force
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.person import Person
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.response import Response, response_on

_BASIS = {
    DisclosureBasis.CONSENT: "samtycke",
    DisclosureBasis.HARM_TEST: "menprövning",
    DisclosureBasis.LAW: "bestämmelse i lag",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sending:
    """What all documents of a job have in common."""

    reader: Reader
    region: Mapping[str, str]
    ask: Contact


def print_hand_overs(
    context: Context,
    printer: FormPrinter,
    *,
    numbers: Sequence[str],
    region: Mapping[str, str],
    out: Path,
) -> Printed:
    """A document for each certificate that was handed over, in name order.

    Refused where the data may no longer go to another municipality.
    """
    context.require(Permission.PRINT)
    with context.read(Permission.PRINT) as reader:
        municipality = the_municipality(reader)
        letterhead = letterhead_of(reader, municipality)
        certificates = {
            one.person_id: one
            for one in certificates_by_number(reader, numbers, today=context.today)
        }
        addressed = with_homes(context, reader, reader.find(Person, id=list(certificates)))
        hidden = any(is_hidden(context, each.person) for each in addressed)
        sending = _Sending(reader=reader, region=region, ask=whom_to_ask(context, municipality))
        forms = [
            _form(context, sending, each, certificates[each.person.id])
            for each in addressed
            if not hidden
        ]
    refuse_protected(context, addressed)
    printed = printer.hand_overs(forms, letterhead=letterhead, created=context.clock.now(), out=out)
    return note_printed(context, "print.handover", addressed, printed)


def _form(
    context: Context, sending: _Sending, addressed: Addressed, certificate: Certificate
) -> HandOverForm:
    reader, person = sending.reader, addressed.person.id
    last, to = certificate.handed_over_on, certificate.handed_over_to
    if last is None or to is None:
        raise Rejected(
            "not_handed_over",
            "Ansvaret för intyget är inte överlämnat. Lämna över det först.",
            field="number",
        )
    disclosures = reader.find(Disclosure, person_id=person)
    basis = in_force(disclosures, Recipient.OTHER_MUNICIPALITY, context.today)
    if basis is None:
        raise Rejected(
            "disclosure_missing",
            "Samtycket till den andra kommunen är återkallat, så inget skrivs ut. "
            "Gör en ny sekretessprövning om uppgifterna ändå ska lämnas.",
            field="number",
        )
    response = response_on(last, reader.find(Response, person_id=person))
    return HandOverForm(
        printed_on=context.today,
        number=certificate.number,
        person=addressed.on_form(),
        to=sending.region[to],
        last_day=last,
        valid_from=certificate.issued,
        valid_to=certificate.last_day,
        registered_on=registered_days(reader, [certificate]).get(certificate.id),
        wants=None if response is None else response.wants,
        answered=None if response is None else response.answered,
        basis=_BASIS[basis.basis],
        ask=sending.ask,
    )
