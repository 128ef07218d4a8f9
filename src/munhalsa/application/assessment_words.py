"""What assessments and care cards are called for people: outcomes, titles, needs, fields."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from munhalsa.domain.assessment import (
    AssessmentOutcome,
    AssessorTitle,
    CareNeed,
    Denture,
    HelpNeed,
)

OUTCOME_WORDS: Mapping[AssessmentOutcome, str] = MappingProxyType(
    {
        AssessmentOutcome.PERFORMED: "utförd",
        AssessmentOutcome.PARTLY_PERFORMED: "delvis utförd",
        AssessmentOutcome.DECLINED_AT_VISIT: "tackade nej vid besöket",
        AssessmentOutcome.NOT_PRESENT: "inte på plats",
        AssessmentOutcome.WRONG_UNIT: "fel boendeenhet",
        AssessmentOutcome.UNWELL: "för trött eller sjuk",
        AssessmentOutcome.CANCELLED_BY_PROVIDER: "inställt av tandvården",
        AssessmentOutcome.CANCELLED_BY_UNIT: "inställt av enheten",
    }
)
TITLE_WORDS: Mapping[AssessorTitle, str] = MappingProxyType(
    {
        AssessorTitle.DENTAL_HYGIENIST: "leg. tandhygienist",
        AssessorTitle.DENTIST: "leg. tandläkare",
        AssessorTitle.OTHER: "annan",
    }
)
HELP_WORDS: Mapping[HelpNeed, str] = MappingProxyType(
    {
        HelpNeed.NONE: "självständigt",
        HelpNeed.SOME: "behöver viss hjälp",
        HelpNeed.ALL: "behöver hjälp med allt",
    }
)
NEED_WORDS: Mapping[CareNeed, str] = MappingProxyType(
    {
        CareNeed.NONE: "inget",
        CareNeed.NOT_URGENT: "ej akut",
        CareNeed.URGENT: "akut",
    }
)
DENTURE_WORDS: Mapping[Denture, str] = MappingProxyType(
    {Denture.FULL: "hel", Denture.PARTIAL: "del"}
)
AREA_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "voice": "Röst",
        "lips": "Läppar",
        "mucosa": "Munslemhinna",
        "tongue": "Tunga",
        "gums": "Tandkött",
        "teeth": "Tänder",
        "dentures": "Proteser",
        "saliva": "Saliv",
        "swallowing": "Sväljning",
    }
)

ASSESSMENT_FIELD_WORDS: Mapping[str, str] = MappingProxyType(
    {
        **{area: words.lower() for area, words in AREA_WORDS.items()},
        "by_whom": "av vem",
        "care_need": "vårdbehov",
        "corrected_on": "rättad",
        "correction": "skäl till rättelsen",
        "counts_as_performed": "räknas som utförd",
        "free_text": "övrigt",
        "help_need": "klarar munvården",
        "how_often": "när",
        "implants": "implantat",
        "in_care_plan_on": "inskrivet i planen",
        "lower_denture": "underkäksprotes",
        "next_assessment": "nästa munhälsobedömning",
        "outcome": "resultat av besöket",
        "own_teeth": "egna tänder",
        "performed_by": "utförd av",
        "received_by": "mottaget av",
        "received_on": "mottaget",
        "referred_to": "remitterad till",
        "signed_by": "signerad av",
        "signed_on": "signerad",
        "staff": "personalens namn",
        "staff_took_part": "personal som deltog",
        "title": "titel",
        "told": "informerad",
        "upper_denture": "överkäksprotes",
        "what": "vad",
        "with_what": "med vad",
    }
)

ASSESSMENT_CODE_WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "care_need": {one.value: words for one, words in NEED_WORDS.items()},
        "help_need": {one.value: words for one, words in HELP_WORDS.items()},
        "lower_denture": {one.value: words for one, words in DENTURE_WORDS.items()},
        "outcome": {one.value: words for one, words in OUTCOME_WORDS.items()},
        "title": {one.value: words for one, words in TITLE_WORDS.items()},
        "upper_denture": {one.value: words for one, words in DENTURE_WORDS.items()},
    }
)
"""The words of each field whose values are code words."""
