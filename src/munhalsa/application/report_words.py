"""The Swedish words of the figures: periods, breakdowns, results, care needs, directions."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from munhalsa.application.assessment_words import OUTCOME_WORDS
from munhalsa.domain.deviation import Direction
from munhalsa.domain.visit_figures import Period

PERIODS: Mapping[Period, str] = MappingProxyType(
    {
        Period.QUARTER: "kvartalet",
        Period.YEAR_TO_DATE: "året hittills",
        Period.ROLLING: "12 månader",
    }
)
BREAKDOWNS = {
    "unit": "Boendeenhet",
    "ground": "Personkrets",
    "sex": "Kön",
    "age": "Ålder",
}
OUTCOMES: Mapping[str, str] = MappingProxyType(
    {outcome.value: words[0].upper() + words[1:] for outcome, words in OUTCOME_WORDS.items()}
)
CARE_NEEDS = {
    "none": "Inget vårdbehov",
    "not_urgent": "Vårdbehov, inte akut",
    "urgent": "Akut vårdbehov",
    "not_stated": "Vårdbehov inte angivet",
    "with_need": "Med vårdbehov",
}
SHARED_SESSIONS = (
    "En utbildning som delas med enheter utanför den här delen räknas med alla sina deltagare."
)
DIRECTIONS: Mapping[Direction, str] = MappingProxyType(
    {
        Direction.TO_PROVIDER: "Kommunen till tandvården",
        Direction.TO_MUNICIPALITY: "Tandvården till kommunen",
    }
)
