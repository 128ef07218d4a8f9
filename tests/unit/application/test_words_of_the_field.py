"""What people read is called as people in the field call it; the codes stay in the code."""

from __future__ import annotations

from datetime import date

from munhalsa.adapters.rules import load_rules
from munhalsa.application.assessment_words import (
    AREA_WORDS,
    ASSESSMENT_FIELD_WORDS,
    DENTURE_WORDS,
    HELP_WORDS,
    OUTCOME_WORDS,
)
from munhalsa.application.due_words import DUE_NAMES
from munhalsa.application.unit_words import UNIT_TYPE_WORDS
from munhalsa.domain.due import DueList
from munhalsa.domain.unit import UnitType

DAY = date(2026, 11, 22)


def test_what_came_of_a_visit() -> None:
    assert list(OUTCOME_WORDS.values()) == [
        "utförd",
        "delvis utförd",
        "tackade nej vid besöket",
        "inte på plats",
        "fel boendeenhet",
        "för trött eller sjuk",
        "inställt av tandvården",
        "inställt av enheten",
    ]
    assert ASSESSMENT_FIELD_WORDS["outcome"] == "resultat av besöket"
    assert ASSESSMENT_FIELD_WORDS["staff_took_part"] == "personal som deltog"


def test_the_mouth_and_the_help() -> None:
    assert list(HELP_WORDS.values()) == [
        "självständigt",
        "behöver viss hjälp",
        "behöver hjälp med allt",
    ]
    assert AREA_WORDS["mucosa"] == "Munslemhinna"
    assert list(DENTURE_WORDS.values()) == ["hel", "del"]
    assert ASSESSMENT_FIELD_WORDS["upper_denture"] == "överkäksprotes"
    assert ASSESSMENT_FIELD_WORDS["lower_denture"] == "underkäksprotes"


def test_lists_units_training_and_figures() -> None:
    rules = load_rules()
    assert DUE_NAMES[DueList.ASSESSMENT] == "Dags för munhälsobedömning"
    assert DUE_NAMES[DueList.OFFER] == "Fråga igen"
    assert UNIT_TYPE_WORDS[UnitType.LSS_HOUSING] == "bostad med särskild service (LSS)"
    kinds = {row.code: row.name for row in rules.training_kinds_on(DAY)}
    assert kinds["dementia_care"] == "Munvård för personer med demenssjukdom"
    assert kinds["general_oral_care"] == "Allmän munhälsovård"
    figures = {row.id: row.name for row in rules.figures_on(DAY)}
    assert (figures["T1"], figures["A1"]) == ("Täckningsgrad", "Andel som fått munhälsobedömning")
