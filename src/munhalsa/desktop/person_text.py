"""What stands on a person's card: plain text made of the record, before any widget."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication

from munhalsa.application.addresses import residence_text
from munhalsa.application.deed_words import deed_words
from munhalsa.application.find_records import home_on
from munhalsa.application.ports import HistoryLine
from munhalsa.application.view_person import PersonCard, PersonRecord
from munhalsa.desktop.models.columns import Cell
from munhalsa.desktop.person_words import (
    answer_chip,
    answered_by_words,
    authority_words,
    basis_words,
    certificate_chip,
    ground_words,
    issued_by_words,
    paper_words,
    recipient_words,
    relation_words,
)
from munhalsa.desktop.theme import Tone
from munhalsa.desktop.visit_text import visit_facts, visit_lines
from munhalsa.domain.certificate import (
    Certificate,
    IssuedBy,
    RegistrationKind,
    RegistrationState,
)
from munhalsa.domain.due import Practice, Standing, ToDo, asking_on, to_do_of
from munhalsa.domain.identity import describe, formatted, masked
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.person import Contact, Person, Residence, ResidenceKind
from munhalsa.domain.response import Response, response_on
from munhalsa.domain.swedish import unbroken
from munhalsa.domain.unit import Unit

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading, its state as a chip, and lines; ``warns`` where something waits to be done."""

    title: str
    chip: Cell | None
    lines: tuple[str, ...]
    warns: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CardText:
    """The card, in the order it is read."""

    name: str
    masked_number: str
    whole_number: str
    where: str
    certificate: Section
    response: Section
    care: tuple[tuple[str, str], ...]

    @property
    def spoken(self) -> str:
        """The card in a sentence, said when it opens."""
        states = [one.chip.text for one in (self.certificate, self.response) if one.chip]
        return ". ".join([self.name, self.where, self.certificate.title, *states]) + "."


def valid_certificate_of(card: PersonCard) -> Certificate | None:
    """The certificate that holds on the day of the card."""
    found = certificate_of(card.record, card.day)
    return found if found is not None and found.is_valid_on(card.day) else None


def current_contacts(record: PersonRecord, day: date) -> Sequence[Contact]:
    """The contacts that hold on the day, or will."""
    return [one for one in record.contacts if one.to_day is None or one.to_day >= day]


def certificate_of(record: PersonRecord, day: date) -> Certificate | None:
    """The certificate that matters on the day: the valid one, else the newest that is not void."""
    standing = [one for one in record.certificates if one.voided_on is None]
    valid = [one for one in standing if one.is_valid_on(day)]
    return (valid or standing)[-1] if standing else None


def card_text(card: PersonCard) -> CardText:
    """The whole card."""
    record, day = card.record, card.day
    person = record.person
    return CardText(
        name=f"{person.given_name} {person.family_name}",
        masked_number=masked(person.number),
        whole_number=formatted(person.number),
        where=_where(record, day),
        certificate=_certificate(record, day),
        response=_response(record, day, card.practice),
        care=tuple(_care(record, day)),
    )


_MOST_CHANGES = 4


def history_text(line: HistoryLine) -> str:
    """A line of the history: when, what and by whom; of what is taken back, what it had changed."""
    words = deed_words(line.action, undone=line.undone)
    told = [one.words for one in line.changes[:_MOST_CHANGES]]
    told += ["…"] if len(line.changes) > _MOST_CHANGES else []
    return "\n".join([f"{line.time.astimezone():%Y-%m-%d} {words} · {line.user}", *told])


def _where(record: PersonRecord, day: date) -> str:
    person = record.person
    parts = [_age(person, day)]
    if person.died_on is not None:
        parts.append(translate("PersonCard", "avled {0}").format(person.died_on))
    elif person.moved_out_on is not None:
        parts.append(translate("PersonCard", "flyttade {0}").format(person.moved_out_on))
    else:
        home = home_on(list(record.residences), day)
        where = _home(home, _unit_of(record, home))
        parts.append(where or translate("PersonCard", "inget boende registrerat"))
    return " · ".join(parts)


def _home(home: Residence | None, unit: Unit | None) -> str | None:
    """The housing with its room, or else the address."""
    if home is not None and unit is not None and unit.type.is_housing:
        return ", ".join(part for part in (unit.name, home.room) if part)
    return residence_text(home, unit)


def _age(person: Person, day: date) -> str:
    born = describe(person.number).birth_date
    if born is not None:
        had = (day.month, day.day) >= (born.month, born.day)
        years = day.year - born.year - (0 if had else 1)
    elif person.birth_year is not None:
        years = day.year - person.birth_year
    else:
        return translate("PersonCard", "okänd ålder")
    return translate("PersonCard", "{0} år").format(years)


def _unit_of(record: PersonRecord, home: Residence | None) -> Unit | None:
    if home is None:
        return None
    return next((unit for unit in record.units if unit.id == home.unit_id), None)


def _certificate(record: PersonRecord, day: date) -> Section:
    found = certificate_of(record, day)
    if found is None:
        return Section(
            title=translate("PersonCard", "Inget intyg"),
            chip=None,
            lines=(translate("PersonCard", "Utfärda ett intyg om personen har rätt till det."),),
        )
    chip = certificate_chip(found, day)
    lines = [ground_words(found.ground), _issued(found)]
    if found.ended is not None:
        lines.append(translate("PersonCard", "Avslutat, sista dag {0}").format(found.last_day))
    if found.handed_over_on is not None:
        words = translate("PersonCard", "Ansvaret överlämnat till annan kommun, vår sista dag {0}")
        lines.append(words.format(found.handed_over_on))
    told = _registered(record, found, day)
    if told:
        lines.append(told)
    return Section(
        title=translate("PersonCard", "Intyg {0}").format(found.number),
        chip=chip,
        lines=tuple(lines),
        warns=chip.tone is Tone.WARN,
    )


def _issued(certificate: Certificate) -> str:
    own = certificate.issued_by is IssuedBy.MUNICIPALITY and certificate.issuer
    who = certificate.issuer if own else issued_by_words(certificate.issued_by)
    issued = translate("PersonCard", "Utfärdat {0} av {1}").format(certificate.issued, who)
    if certificate.valid_to is None:
        return translate("PersonCard", "{0} · tills vidare").format(issued)
    return translate("PersonCard", "{0} · till {1}").format(issued, certificate.valid_to)


def _registered(record: PersonRecord, certificate: Certificate, day: date) -> str:
    mine = [one for one in record.registrations if one.certificate_id == certificate.id]
    waiting = [
        one for one in mine if one.state is RegistrationState.TO_REGISTER and one.since <= day
    ]
    new = next((one for one in mine if one.kind is RegistrationKind.NEW), None)
    if new is not None and new in waiting:
        return translate("PersonCard", "Väntar på registrering hos VGR")
    if waiting:
        return translate("PersonCard", "Ändringar väntar på registrering hos VGR")
    if new is not None and new.registered_on is not None:
        return translate("PersonCard", "Registrerat hos VGR {0}").format(new.registered_on)
    return ""


def _response(record: PersonRecord, day: date, practice: Practice) -> Section:
    found = response_on(day, record.responses)
    to_do = _to_do(record, found, day, practice)
    if found is None:
        lines = [translate("PersonCard", "Ingen har frågat ännu. Erbjudandet ges varje år.")]
    else:
        lines = [_answered(found)]
    asking = asking_on(
        day,
        answered=None if found is None else found.answered,
        offered=[one.offered for one in record.offers],
        practice=practice,
    )
    if asking.last is not None:
        lines.append(translate("PersonCard", "Senast erbjuden {0}, inget svar").format(asking.last))
    if ToDo.ASK_AGAIN in to_do:
        lines.append(translate("PersonCard", "Ett år har gått: dags att fråga igen."))
    lines += visit_lines(record, day, practice.period)
    certified = any(one.is_ours_on(day) for one in record.certificates)
    return Section(
        title=translate("PersonCard", "Munhälsobedömning"),
        chip=answer_chip(found.wants if found else None) if found or certified else None,
        lines=tuple(lines),
        warns=bool({ToDo.ASK, ToDo.ASK_AGAIN} & set(to_do)),
    )


def _to_do(
    record: PersonRecord, found: Response | None, day: date, practice: Practice
) -> Sequence[ToDo]:
    standing = Standing(
        protected=record.person.is_protected,
        certified=any(one.is_ours_on(day) for one in record.certificates),
        valid_to=None,
        renewed=False,
        wants=None if found is None else found.wants,
        answered=None if found is None else found.answered,
        waits=False,
        offered=tuple(one.offered for one in record.offers),
    )
    return to_do_of(standing, day, practice)


def _answered(response: Response) -> str:
    parts = [translate("PersonCard", "Svar {0}").format(response.answered)]
    if response.answered_by is not None:
        parts.append(answered_by_words(response.answered_by))
    if response.answered_by_name:
        parts.append(response.answered_by_name)
    if response.passed_on:
        parts.append(translate("PersonCard", "framfört"))
    return " · ".join(parts)


def _care(record: PersonRecord, day: date) -> Iterator[tuple[str, str]]:
    for contact in record.contacts:
        if contact.to_day is None or contact.to_day >= day:
            yield relation_words(contact.relation), _contact(contact, day)
    yield from _dentist(record, day)
    yield from visit_facts(record)
    yield from _places(record, day)
    for assessment in record.disclosures:
        words = f"{basis_words(assessment.basis)} {assessment.decided_on}"
        if assessment.withdrawn_on is not None:
            ended = translate("PersonCard", "återkallat {0}").format(assessment.withdrawn_on)
            words = f"{words}, {ended}"
        label = translate("PersonCard", "Sekretess, {0}")
        yield label.format(recipient_words(assessment.recipient)), words
    yield from _language(record.person)
    for step in record.paper_steps:
        yield translate("PersonCard", "På papper"), f"{paper_words(step.state)} {step.day}"
    if record.former_numbers:
        numbers = ", ".join(masked(one.number) for one in record.former_numbers)
        yield translate("PersonCard", "Tidigare nummer"), numbers
    for note in sorted(record.notes, key=lambda one: (one.day, one.id), reverse=True):
        yield translate("PersonCard", "Anteckning"), f"{note.day}: {note.text} ({note.author})"


def _dentist(record: PersonRecord, day: date) -> Iterator[tuple[str, str]]:
    """The one chosen on the day, and one that is to follow."""
    chosen = sorted(record.dentists, key=lambda one: (one.from_day or date.min, one.id))
    begun = [one for one in chosen if one.from_day is None or one.from_day <= day]
    for one in (*begun[-1:], *chosen[len(begun) :]):
        words = one.name
        if one.from_day is not None:
            since = translate("PersonCard", "från {0}").format(one.from_day)
            words = f"{one.name}, {since}"
        yield translate("PersonCard", "Behandlare"), words


def _language(person: Person) -> Iterator[tuple[str, str]]:
    if person.needs_interpreter:
        words = person.language or translate("PersonCard", "språk inte angivet")
        yield translate("PersonCard", "Tolk"), words
    elif person.language:
        yield translate("PersonCard", "Språk"), person.language


def _contact(contact: Contact, day: date) -> str:
    """Who, what they may do and be told; the days where they do not hold for good."""
    phone, may = unbroken(contact.phone), authority_words(contact.authority)
    parts = [contact.name, phone, contact.address, may]
    if contact.mandate:
        parts.append(translate("PersonCard", "uppdrag: {0}").format(contact.mandate))
    if contact.may_be_told:
        parts.append(translate("PersonCard", "får veta: {0}").format(contact.may_be_told))
    if contact.gets_letters:
        parts.append(translate("PersonCard", "får breven"))
    if contact.from_day is not None and contact.from_day > day:
        parts.append(translate("PersonCard", "från {0}").format(contact.from_day))
    if contact.to_day is not None:
        parts.append(translate("PersonCard", "till och med {0}").format(contact.to_day))
    return ", ".join(part for part in parts if part)


def _places(record: PersonRecord, day: date) -> Iterator[tuple[str, str]]:
    """The room with whoever is responsible there, and where care and visits are if elsewhere."""
    labels = {
        ResidenceKind.HOME: translate("PersonCard", "Ansvarig"),
        ResidenceKind.RESPONSIBLE: translate("PersonCard", "Vård och omsorg"),
        ResidenceKind.VISIT: translate("PersonCard", "Besöks på"),
    }
    for place in record.residences:
        unit = _unit_of(record, place)
        now = place.from_day <= day and (place.to_day is None or day <= place.to_day)
        if not now or unit is None:
            continue
        name = None if place.kind is ResidenceKind.HOME else unit.name
        parts = [name, unit.responsible_name, unbroken(unit.responsible_phone)]
        yield labels[place.kind], ", ".join(dict.fromkeys(part for part in parts if part))
