"""Words of a data extract for what is told nowhere else, and what only holds records together."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

KIND_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "Person": "Personen",
        "FormerNumber": "Tidigare nummer",
        "Residence": "Boende",
        "Contact": "Kontakter",
        "Dentist": "Behandlare",
        "Candidate": "Möjligen berättigad",
        "Support": "Insatser",
        "EligibilityDecision": "Bedömningar av rätten",
        "Certificate": "Intyg",
        "Registration": "Rader till Intygsbeställningen",
        "Disclosure": "Sekretessprövningar",
        "Offer": "Erbjudanden",
        "Response": "Svar",
        "PlannedVisit": "Planerade besök",
        "Assessment": "Munhälsobedömningar",
        "OralFindings": "Vårdgivarens del av bedömningar",
        "CareCard": "Munvårdskort",
        "CareCardLine": "Rader på munvårdskort",
        "DentalVisit": "Tandvårdsbesök",
        "Deviation": "Avvikelser",
        "Disagreement": "Oenigheter",
        "DisagreementStep": "Steg i oenigheter",
        "DisagreementDeviation": "Avvikelser som oenigheter gäller",
        "Note": "Anteckningar",
        "PaperStep": "Steg på papper",
        "SettledDifference": "Avgjorda skillnader mot Intygsbeställningen",
        "Merge": "Sammanslagningar",
        "CameUnder": "Inkommet på tidigare nummer",
        "NotSame": "Noterat att det är två personer",
    }
)
"""The kinds of records in the order of the extract."""

FIELD_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "answers": "svar på kriterierna",
        "aspect": "vad",
        "assessment_id": "bedömning den",
        "because": "varför",
        "birth_year": "födelseår",
        "care_card_id": "kort från",
        "certificate_id": "intyg",
        "choice": "beslut",
        "closed_on": "stängd",
        "criterion": "kriterium",
        "deviation_id": "avvikelse den",
        "duplicate_of_id": "dubblett av bedömning den",
        "here": "här",
        "last_day": "sista dag",
        "marked_at": "noterat",
        "merged_on": "sammanslagen",
        "other_number": "det andra numret",
        "phrase": "fras",
        "position": "rad",
        "reference": "referens hos VGR",
        "registered_by": "registrerat av",
        "registered_on": "registrerat",
        "reminder": "påminnelse nummer",
        "replaces_id": "ersätter intyg",
        "round_id": "besöksdag",
        "rule_set_version": "regelversion",
        "settled_by": "avgjort av",
        "settled_on": "avgjort",
        "sex": "kön",
        "since": "sedan",
        "there": "i listan",
        "training_id": "utbildning den",
        "verdict": "bedömning",
    }
)

CODE_WORDS: Mapping[tuple[str, str], Mapping[str, str]] = MappingProxyType(
    {
        ("Person", "sex"): {"female": "kvinna", "male": "man", "unknown": "okänt"},
        ("EligibilityDecision", "verdict"): {
            "entitled": "berättigad",
            "not_entitled": "inte berättigad",
            "needs_judgement": "behöver bedömas",
            "decided_outside": "beslutat utanför programmet",
        },
        ("Registration", "state"): {"to_register": "att registrera", "registered": "registrerat"},
        ("Registration", "kind"): {
            "new": "nytt intyg",
            "voided": "makulerat intyg",
            "ended": "avslutat intyg",
            "ground": "ändrad personkrets",
            "validity": "ändrad giltighet",
            "response": "ändrat svar",
            "unit": "ändrad boendeenhet",
            "address": "ändrad adress",
            "contact": "ändrad kontakt",
            "name_or_number": "ändrat namn eller nummer",
            "letter_copy": "kopia på brev",
        },
    }
)

HOLDS_TOGETHER = frozenset(
    {
        *("id", "version", "sort_key", "person_id", "other_id", "event_id", "merge_id"),
        *("record_id", "disagreement_id"),
    }
)
"""Fields on paper that tell a reader nothing; the file of data has them too."""

ROLE_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "issuer": "intygsutfärdare",
        "unit_manager": "enhetschef",
        "coordinator": "kontaktperson",
        "hygienist": "tandhygienist",
        "mas": "MAS",
        "statistics": "statistik",
        "auditor": "granskare",
        "administrator": "administratör",
    }
)


def role_words(roles: str) -> str:
    """The roles of an event as the log has them, with a plus between."""
    return ", ".join(ROLE_WORDS.get(role, role) for role in roles.split("+"))
