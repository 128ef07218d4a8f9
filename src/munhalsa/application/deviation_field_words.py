"""What the fields and code words of deviations are called where a change of one is told."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from munhalsa.application.deviation_words import DIRECTION_WORDS, SEVERITY_WORDS, STATE_WORDS

DEVIATION_FIELD_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "about": "vad den gäller",
        "agreement": "vad som inte följdes",
        "analysis": "analys",
        "answer_due": "svar senast",
        "category": "kategori",
        "closed_on": "stängd",
        "cooperation_failure": "brist i samverkan",
        "decision": "beslut",
        "description": "vad som hände",
        "direction": "riktning",
        "follow_up": "uppföljning",
        "followed_up_on": "följdes upp",
        "holder": "den som ansvarar",
        "measures": "åtgärder",
        "outcome": "utfall",
        "record_number": "diarienummer",
        "reported_by": "rapporterad av",
        "reported_on": "rapporterad",
        "service_reference": "nummer i it-stödet",
        "severity": "klass",
        "shared_on": "delad",
        "shared_with": "delad med",
        "step": "steg",
        "temporary_solution": "gäller så länge",
    }
)

DEVIATION_CODE_WORDS: Mapping[str, str] = MappingProxyType(
    {
        word.value: text.lower()
        for words in (DIRECTION_WORDS, SEVERITY_WORDS, STATE_WORDS)
        for word, text in words.items()
    }
)
