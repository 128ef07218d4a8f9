"""What records, their fields and their code words are called where a change is told to people."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from munhalsa.application.assessment_words import (
    ASSESSMENT_CODE_WORDS,
    ASSESSMENT_FIELD_WORDS,
)
from munhalsa.application.deviation_field_words import (
    DEVIATION_CODE_WORDS,
    DEVIATION_FIELD_WORDS,
)
from munhalsa.application.merge_words import KIND_WORDS
from munhalsa.application.round_words import ROUND_CODE_WORDS, ROUND_FIELD_WORDS
from munhalsa.application.training_words import (
    TRAINING_CODE_WORDS,
    TRAINING_FIELD_WORDS,
    TRAINING_RECORD_WORDS,
)
from munhalsa.application.unit_words import UNIT_TYPE_WORDS
from munhalsa.domain.identity import masked
from munhalsa.domain.training_rules import hours_text

NOTHING = "–"
_UNTOLD = frozenset({"Registration", "Merge", "CameUnder"})

RECORD_WORDS: Mapping[str, str] = MappingProxyType(
    {
        **{kind: words for kind, words in KIND_WORDS.items() if kind not in _UNTOLD},
        **TRAINING_RECORD_WORDS,
        "Assessment": "Munhälsobedömning",
        "CareCardLine": "Rad på munvårdskort",
        "Contact": "Kontakt",
        "Disclosure": "Sekretessprövning",
        "Deviation": "Avvikelse",
        "Disagreement": "Oenighet",
        "DisagreementDeviation": "Avvikelse som oenigheten gäller",
        "DisagreementStep": "Steg i oenigheten",
        "DentalContract": "Vårdgivare med avtal",
        "District": "Organisationsdel",
        "EligibilityDecision": "Bedömning av rätten",
        "Logo": "Logotyp",
        "Municipality": "Kommunen",
        "MunicipalityContact": "Kontaktperson",
        "Note": "Anteckning",
        "Offer": "Erbjudande",
        "OwnText": "Egen brevtext",
        "PaperStep": "Steg på papper",
        "Person": "Person",
        "PlannedVisit": "Planerat besök",
        "Population": "Befolkning",
        "RememberedMapping": "Kolumnval",
        "Round": "Besöksdag",
        "RoundChange": "Ändrad besöksdag",
        "StaffMember": "Personal",
        "Support": "Insats",
        "Unit": "Enhet",
        "UnitName": "Tidigare namn",
    }
)

HIDDEN_FIELDS = frozenset(
    {
        *("hygienist_id", "other_id", "content"),
        *("id", "version", "sort_key", "person_id", "municipality_code", "rule_set_version"),
        *("assessment_id", "care_card_id", "duplicate_of_id", "phrase", "position", "round_id"),
        *("certificate_id", "replaces_id", "last_day", "birth_year", "sex", "answers", "because"),
        *("picture", "deviation_id", "disagreement_id", "fingerprint", "columns", "words"),
        *("verdict", "parent_id", "reminder", "criterion", "count", "training_id", "issuer_id"),
    }
)
"""What tells people nothing, or follows from something else that is told."""

FIELD_WORDS: Mapping[str, str] = MappingProxyType(
    {
        **ASSESSMENT_FIELD_WORDS,
        **DEVIATION_FIELD_WORDS,
        **ROUND_FIELD_WORDS,
        **TRAINING_FIELD_WORDS,
        "active_from": "aktiv från",
        "active_to": "aktiv till och med",
        "address": "adress",
        "again_on": "ny fråga",
        "age": "ålder",
        "answer": "svar",
        "answered": "svarsdatum",
        "answered_by": "svarade",
        "answered_by_name": "svarandens namn",
        "answered_on": "besvarad",
        "asked_on": "fråga ställd",
        "author": "skriven av",
        "authority": "får",
        "basis": "grund",
        "care_of": "c/o",
        "care_staff": "vårdpersonal",
        "channel": "sätt",
        "city": "ort",
        "code": "enhetskod",
        "contact_name": "kontakt",
        "contractor": "utförare",
        "day": "dag",
        "decided_by": "beslutat av",
        "decided_on": "beslutat",
        "department": "förvaltning",
        "details": "vad den vilar på",
        "died_on": "avliden",
        "district_id": "organisationsdel",
        "email": "e-post",
        "end_reason": "orsak",
        "ended": "avslutat",
        "entry_instructions": "hur man kommer in",
        "family_name": "efternamn",
        "form": "blankett",
        "from_day": "från",
        "gets_letters": "får breven",
        "given_name": "förnamn",
        "ground": "personkrets",
        "handed_over_on": "överlämnat",
        "handed_over_to": "överlämnat till",
        "handler_id": "handläggare",
        "issued": "utfärdat",
        "issued_by": "utfärdat av",
        "issuer": "utfärdare",
        "kind": "slag",
        "language": "språk",
        "letter_to": "brev till",
        "lies_in": "ligger i kommun",
        "listed_on": "tillagd",
        "mandate": "uppdrag",
        "may_be_told": "får veta",
        "moved_out_on": "flyttade",
        "moved_out_to": "flyttade till",
        "name": "namn",
        "noted_on": "noterat",
        "needs_interpreter": "behöver tolk",
        "no_visits_until": "inga besök till och med",
        "noted_by": "antecknat av",
        "number": "nummer",
        "offered": "erbjudet",
        "offered_by": "erbjudet av",
        "passed_on": "framfört av någon annan",
        "phone": "telefon",
        "places": "platser",
        "postal_code": "postnummer",
        "protected_identity": "skyddade uppgifter",
        "provider": "vårdgivare",
        "reason": "skäl",
        "recipient": "mottagare",
        "relation": "relation",
        "responsible_name": "ansvarig",
        "responsible_phone": "ansvarigs telefon",
        "room": "rum",
        "run_by": "drivs av",
        "source": "källa",
        "state": "läge",
        "street": "gata",
        "text": "text",
        "to_day": "till och med",
        "type": "typ",
        "unit_id": "enhet",
        "until": "till och med",
        "valid_to": "giltigt till",
        "verified_on": "uppgifter bekräftade",
        "voided_on": "makulerat",
        "wants": "önskar",
        "withdrawn_on": "återkallat",
        "year": "år",
    }
)

_CODES = frozenset(
    {
        *("answered_by", "authority", "basis", "channel", "end_reason", "issued_by", "kind"),
        *("protected_identity", "recipient", "relation", "run_by", "state", "type"),
        *("direction", "severity"),
    }
)
_OF_ROUNDS = frozenset({"Round", "RoundChange"})
CODE_WORDS: Mapping[str, str] = MappingProxyType(
    {
        **{one.value: words for one, words in UNIT_TYPE_WORDS.items()},
        **DEVIATION_CODE_WORDS,
        "annan": "annan",
        "confidentiality_marking": "sekretessmarkering",
        "consent": "samtycke",
        "contractor": "entreprenör",
        "deceased": "avliden",
        "declines": "avstår intyg",
        "dental_provider": "vårdgivaren",
        "doctor": "läkare",
        "form_printed": "blankett utskriven",
        "forvaltare": "förvaltare",
        "framtidsfullmakt": "framtidsfullmakt",
        "god_man": "god man",
        "guardian": "god man eller förvaltare",
        "harm_test": "skadeprövning",
        "home": "hem",
        "issued_in_error": "utfärdat av misstag",
        "kontaktman": "kontaktman",
        "law": "bestämmelse i lag",
        "letter": "brev",
        "moved_out": "flyttat",
        "municipality": "kommunen",
        "narstaende": "närstående",
        "needs_judgement": "behöver bedömas av VGR",
        "none": "nej",
        "not_assessed": "inte bedömd",
        "not_entitled": "inte berättigad",
        "other": "annan",
        "other_municipality": "annan kommun",
        "passes_on": "framföra svar",
        "phone": "telefon",
        "posted": "postad",
        "protected_registration": "skyddad folkbokföring",
        "receipt": "kvittens",
        "relative": "närstående",
        "replaced": "ersatt",
        "represents": "företräda",
        "responsible": "ansvarig enhet",
        "self": "personen själv",
        "unit": "enheten",
        "vgr": "VGR",
        "visit": "besök",
        "visit_booked": "besök bokat",
    }
)
"""What the code words of records mean, whatever field they stand in."""


def value_words(kind: type[Any], field: str, value: Any) -> str:
    """A value of a record in words; a person's number masked."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, date):
        return value.isoformat()
    if field in ASSESSMENT_CODE_WORDS:
        return ASSESSMENT_CODE_WORDS[field].get(str(value), str(value))
    if kind.__name__ in _OF_ROUNDS and str(value) in ROUND_CODE_WORDS:
        return ROUND_CODE_WORDS[str(value)]
    if kind.__name__ == "Training" and field in TRAINING_CODE_WORDS:
        return TRAINING_CODE_WORDS[field].get(str(value), str(value))
    if field == "hundredths":
        return hours_text(value)
    if field in _CODES:
        return CODE_WORDS.get(str(value), str(value))
    if field == "number" and kind.__name__ in ("Person", "FormerNumber"):
        return masked(value)
    return str(value)
