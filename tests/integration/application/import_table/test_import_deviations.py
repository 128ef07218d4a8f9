"""Deviations out of a table: the whole row is the key, and the agreement of the day decides."""

from __future__ import annotations

from datetime import date

import pytest

from munhalsa.adapters.tables.kinds import load_kind
from munhalsa.application.context import Context
from munhalsa.application.undo import undo_import
from munhalsa.domain.deviation import Deviation, DeviationState, Direction
from tests.support.deeds import SIGNE
from tests.support.imports import codes, every, person_line, take_in, units, verdicts

ROW = {
    "Datum": "2026-11-03",
    "Riktning": "Tandvård till kommun",
    "Kategori": "wrong_unit",
    "Personnummer": SIGNE,
    "Boendeenhet": "Björkgården",
    "Samverkansbrist": "Ja",
    "Orsak": "Flytten var inte registrerad",
    "Beskrivning": "Ingen var där",
}
EMPTY = {
    "Datum": "2026-11-04",
    "Riktning": "Kommun till tandvård",
    "Kategori": "Munhälsobedömning inte utförd",
    "Samverkansbrist": "",
}


def test_in_again_and_back(context: Context) -> None:
    units(context)
    take_in(context, "personer", person_line(SIGNE, Boendeenhet="B1"))
    other_words = {**ROW, "Kategori": "Fel enhet", "Beskrivning": "INGEN  var där"}
    other_row = {**ROW, "Samverkansbrist": "Nej"}
    receipt = take_in(context, "avvikelser", ROW, EMPTY, other_words, other_row)
    assert verdicts(receipt) == (3, 0, 0, 1, 0)
    one, other, without = sorted(
        every(context, Deviation), key=lambda one: (one.day, not one.cooperation_failure)
    )
    assert (one.day, one.direction) == (date(2026, 11, 3), Direction.TO_MUNICIPALITY)
    assert (one.state, one.reason) == (DeviationState.DRAFT, "Flytten var inte registrerad")
    assert (one.cooperation_failure, other.cooperation_failure) == (True, False)
    assert None not in (one.person_id, one.unit_id)
    assert (without.person_id, without.unit_id, without.category) == (
        *(None, None, "assessment_not_done"),
    )
    again = take_in(context, "avvikelser", EMPTY, other_row, ROW)
    assert verdicts(again) == (0, 0, 3, 0, 0)
    undo_import(context, receipt.batch or "")
    assert every(context, Deviation) == []


@pytest.mark.parametrize("store", ["sqlcipher"], indirect=True)
def test_what_stays_outside(context: Context) -> None:
    units(context)
    receipt = take_in(
        context,
        "avvikelser",
        {**EMPTY, "Datum": "2026-11-23"},
        {**EMPTY, "Kategori": "Fel boendeenhet"},
        {**EMPTY, "Kategori": "Hittepå"},
        {**EMPTY, "Personnummer": SIGNE},
        {**EMPTY, "Boendeenhet": "Månen"},
        {**EMPTY, "Samverkansbrist": "kanske"},
        {**EMPTY, "Kategori": "Annat"},
    )
    assert verdicts(receipt) == (1, 0, 0, 0, 6)
    assert [(row.code, row.column) for row in receipt.rows if row.code] == [
        ("date_in_future", "Datum"),
        ("category_unknown", "Kategori"),
        ("choice_unknown", "Kategori"),
        ("person_unknown", "Personnummer"),
        ("unit_unknown", "Boendeenhet"),
        ("yes_no_unknown", "Samverkansbrist"),
    ]
    named = ({**EMPTY, "Boendeenhet": one} for one in ("Månens hemtjänst", "Månen"))
    added = take_in(context, "avvikelser", *named, add_units=True)
    assert codes(added) == ["unit_added", "unit_added"]


def test_the_words_are_those_of_the_agreements(context: Context) -> None:
    category = load_kind("avvikelser").column("category")
    for row in context.rules.deviations.categories:
        (choice,) = [one for one in category.choices if one.code == row.code]
        assert (choice.word, choice.also) == (row.word, row.synonyms)
