"""The words of a merge for people: fields, kinds of records, and why two are alike."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

FIELD_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "name": "Namn",
        "protected_identity": "Skyddade uppgifter",
        "language": "Språk",
        "needs_interpreter": "Behöver tolk",
        "died_on": "Avliden",
        "moved_out": "Utflyttad",
        "handler": "Handläggare",
    }
)

KIND_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "FormerNumber": "Tidigare nummer",
        "Residence": "Boende",
        "Contact": "Kontakter",
        "Dentist": "Behandlare",
        "Certificate": "Intyg",
        "Registration": "Rader till VGR",
        "Disclosure": "Sekretessprövningar",
        "EligibilityDecision": "Bedömningar av rätten",
        "Response": "Svar",
        "Assessment": "Munhälsobedömningar",
        "OralFindings": "Vårdgivarens del av bedömningar",
        "DentalVisit": "Tandvårdsbesök",
        "CareCard": "Munvårdskort",
        "CareCardLine": "Rader på munvårdskort",
        "Deviation": "Avvikelser",
        "Disagreement": "Oenigheter",
        "Offer": "Erbjudanden",
        "Note": "Anteckningar",
        "PaperStep": "Steg på papper",
        "Candidate": "Möjligen berättigad",
        "Support": "Insatser",
        "Merge": "Tidigare sammanslagningar",
        "CameUnder": "Inkommet på tidigare nummer",
        "NotSame": "Inte samma person",
    }
)

REASON_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "birth_date_and_name": "Samma födelsedag, nästan samma namn",
        "name_and_unit": "Samma namn och enhet",
    }
)
