"""Words on screen about persons, their certificates and answers."""

from __future__ import annotations

from datetime import date
from functools import cache

from PySide6.QtCore import QCoreApplication

from munhalsa.desktop.models.columns import Cell
from munhalsa.desktop.theme import Tone
from munhalsa.domain.certificate import (
    Certificate,
    DisclosureBasis,
    Ground,
    IssuedBy,
    Recipient,
)
from munhalsa.domain.due import ToDo, expires_by
from munhalsa.domain.person import Authority, PaperState, Relation
from munhalsa.domain.response import AnsweredBy

translate = QCoreApplication.translate
NOTHING = "–"


def short_day(day: date) -> str:
    """A day without its year, as in 12 dec."""
    months = translate("Words", "jan feb mar apr maj jun jul aug sep okt nov dec").split()
    return f"{day.day} {months[day.month - 1]}"


def ground_words(ground: Ground) -> str:
    """A ground with what it stands for."""
    words = {
        Ground.LSS: translate("Words", "LSS"),
        Ground.CARE_HOUSING: translate("Words", "särskilt boende"),
        Ground.HOME_HEALTH_CARE: translate("Words", "hemsjukvård"),
        Ground.AT_HOME: translate("Words", "stort behov av hjälp hemma"),
    }
    return translate("Words", "Personkrets {0} · {1}").format(ground.value, words[ground])


def answer_chip(wants: bool | None) -> Cell:
    """The answer to the yearly question."""
    if wants is None:
        return Cell(translate("Words", "Inte tillfrågad"), Tone.BAD)
    if wants:
        return Cell(translate("Words", "Önskar"), Tone.OK)
    return Cell(translate("Words", "Önskar inte"), Tone.NEUTRAL)


@cache
def to_do_words(what: ToDo) -> str:
    """What waits, as something to do."""
    return {
        ToDo.ON_PAPER: translate("Words", "Hanteras på papper"),
        ToDo.ASK: translate("Words", "Tillfråga"),
        ToDo.EXPIRES: translate("Words", "Intyg går ut"),
        ToDo.ASK_AGAIN: translate("Words", "Fråga igen"),
        ToDo.REGISTER: translate("Words", "Registrera hos VGR"),
    }[what]


def to_do_chip(what: ToDo, valid_to: date | None) -> Cell:
    """What waits, as it is shown of one person."""
    calm = what in (ToDo.ON_PAPER, ToDo.REGISTER)
    words = to_do_words(what)
    if what is ToDo.EXPIRES and valid_to is not None:
        words = f"{words} {short_day(valid_to)}"
    return Cell(words, Tone.NEUTRAL if calm else Tone.WARN)


def certificate_chip(certificate: Certificate, today: date) -> Cell:
    """Whether a certificate holds, in a word."""
    if certificate.voided_on is not None:
        return Cell(translate("Words", "Makulerat"), Tone.NEUTRAL)
    if today < certificate.issued:
        return Cell(translate("Words", "Gäller från {0}").format(certificate.issued), Tone.NEUTRAL)
    if not certificate.is_valid_on(today):
        return Cell(translate("Words", "Avslutat"), Tone.NEUTRAL)
    if certificate.last_day is not None and certificate.last_day <= expires_by(today):
        words = translate("Words", "Går ut {0}").format(short_day(certificate.last_day))
        return Cell(words, Tone.WARN)
    return Cell(translate("Words", "Giltigt"), Tone.OK)


def issued_by_words(issued_by: IssuedBy) -> str:
    """Whose decision it is, where that is not the municipality's own."""
    return {
        IssuedBy.MUNICIPALITY: translate("Words", "kommunen"),
        IssuedBy.DOCTOR: translate("Words", "läkare"),
        IssuedBy.VGR: translate("Words", "VGR"),
        IssuedBy.OTHER_MUNICIPALITY: translate("Words", "en annan kommun"),
    }[issued_by]


def answered_by_words(who: AnsweredBy) -> str:
    """Who gave an answer."""
    return {
        AnsweredBy.SELF: translate("Words", "Personen själv"),
        AnsweredBy.GUARDIAN: translate("Words", "God man, förvaltare eller fullmakt"),
        AnsweredBy.RELATIVE: translate("Words", "Närstående"),
        AnsweredBy.OTHER: translate("Words", "Någon annan"),
    }[who]


def relation_words(relation: Relation) -> str:
    """What a contact is to the person."""
    return {
        Relation.GUARDIAN: translate("Words", "God man"),
        Relation.ADMINISTRATOR: translate("Words", "Förvaltare"),
        Relation.LASTING_POWER: translate("Words", "Framtidsfullmakt"),
        Relation.RELATIVE: translate("Words", "Närstående"),
        Relation.CONTACT_STAFF: translate("Words", "Kontaktman"),
        Relation.OTHER: translate("Words", "Annan kontakt"),
    }[relation]


def authority_words(authority: Authority) -> str:
    """What a contact may do with the answer."""
    return {
        Authority.REPRESENTS: translate("Words", "företräder personen"),
        Authority.PASSES_ON: translate("Words", "framför personens svar"),
        Authority.NONE: translate("Words", "får inte svara"),
    }[authority]


def paper_words(state: PaperState) -> str:
    """How far the paper way of somebody protected has come."""
    return {
        PaperState.FORM_PRINTED: translate("Words", "blanketten utskriven"),
        PaperState.POSTED: translate("Words", "postad"),
        PaperState.RECEIPT: translate("Words", "kvitto har kommit"),
        PaperState.VISIT_BOOKED: translate("Words", "besök bokat per telefon till"),
    }[state]


def recipient_words(recipient: Recipient) -> str:
    """To whom data may be handed on."""
    return {
        Recipient.VGR: translate("Words", "VGR"),
        Recipient.DENTAL_PROVIDER: translate("Words", "tandvården"),
        Recipient.OTHER_MUNICIPALITY: translate("Words", "annan kommun"),
        Recipient.UNIT: translate("Words", "enheten"),
    }[recipient]


def basis_words(basis: DisclosureBasis) -> str:
    """On what ground secrecy does not stand in the way."""
    return {
        DisclosureBasis.CONSENT: translate("Words", "Samtycke"),
        DisclosureBasis.HARM_TEST: translate("Words", "Menprövning"),
        DisclosureBasis.LAW: translate("Words", "Bestämmelse i lag"),
    }[basis]
