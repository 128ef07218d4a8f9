"""Sentences about a plan, a receipt and the queue."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum

from PySide6.QtCore import QCoreApplication

from munhalsa.application.import_table.kinds import KindName
from munhalsa.application.import_table.plan import Verdict
from munhalsa.desktop.models.plan_rows import Outcome
from munhalsa.domain.swedish import spaced

translate = QCoreApplication.translate


class Step(IntEnum):
    """Where one is on the way from a file to what was taken in."""

    CHOOSE = 1
    COLUMNS = 2
    PLAN = 3
    RECEIPT = 4


def step_word(step: Step) -> str:
    """The step in a word."""
    return {
        Step.CHOOSE: translate("Exchange", "Välj"),
        Step.COLUMNS: translate("Exchange", "Kolumner"),
        Step.PLAN: translate("Exchange", "Plan"),
        Step.RECEIPT: translate("Exchange", "Kvitto"),
    }[step]


def steps_text(now: Step) -> str:
    """All the steps in a line, the one that one is at in bold."""
    words = [f"{step} {step_word(step)}" for step in Step]
    words[now - 1] = f"<b>{words[now - 1]}</b>"
    return "\u00a0\u00a0·\u00a0 ".join(words)


def step_sentence(now: Step) -> str:
    """The step for those who hear it."""
    return translate("Exchange", "Steg {0} av {1}: {2}.").format(now, len(Step), step_word(now))


def rows_of(count: int) -> str:
    """So many rows."""
    if count == 1:
        return translate("Exchange", "1 rad")
    return translate("Exchange", "{0} rader").format(spaced(count))


def goes_back(records: int) -> str:
    """What taking back an import would change."""
    if records == 1:
        return translate("Exchange", "1 uppgift ändras tillbaka")
    return translate("Exchange", "{0} uppgifter ändras tillbaka").format(spaced(records))


def went_back(records: int) -> str:
    """What taking back an import did change."""
    if records == 1:
        return translate("Exchange", "1 uppgift är återställd")
    return translate("Exchange", "{0} uppgifter är återställda").format(spaced(records))


def kind_word(kind: KindName) -> str:
    """What one calls a list of the kind."""
    return {
        KindName.UNITS: translate("Exchange", "Boendeenheter"),
        KindName.PERSONS: translate("Exchange", "Personer och intyg"),
        KindName.CARE_LISTS: translate("Exchange", "Insatser"),
        KindName.REGISTRY: translate("Exchange", "Ändringar i folkbokföringen"),
        KindName.RESPONSES: translate("Exchange", "Svar"),
        KindName.ASSESSMENTS: translate("Exchange", "Munhälsobedömningar"),
        KindName.DENTAL_VISITS: translate("Exchange", "Tandvårdsbesök"),
        KindName.TRAINING: translate("Exchange", "Utbildningar"),
        KindName.DEVIATIONS: translate("Exchange", "Avvikelser"),
        KindName.POPULATION: translate("Exchange", "Befolkning"),
        KindName.LISTED: translate("Exchange", "Lista ur Intygsbeställningen"),
    }[kind]


def verdict_word(verdict: Verdict, *, done: bool) -> str:
    """What stands under the figure, before or after the fact."""
    taken_in = (
        translate("Exchange", "togs inte in") if done else translate("Exchange", "tas inte in")
    )
    return {
        Verdict.NEW: translate("Exchange", "nya"),
        Verdict.CHANGED: translate("Exchange", "ändrade")
        if done
        else translate("Exchange", "ändras"),
        Verdict.UNCHANGED: translate("Exchange", "oförändrade"),
        Verdict.DUPLICATE: translate("Exchange", "dubbletter"),
        Verdict.REJECTED: taken_in,
    }[verdict]


def counts_sentence(counts: Mapping[Verdict, int], *, done: bool) -> str:
    """All the figures in a sentence, for those who hear them."""
    parts = [f"{spaced(counts[one])} {verdict_word(one, done=done)}" for one in Verdict]
    return f"{rows_of(sum(counts.values()))}: {', '.join(parts)}."


def filter_word(outcome: Outcome) -> str:
    """A choice of which rows are shown."""
    return {
        Outcome.REJECTED: translate("Exchange", "Tas inte in"),
        Outcome.WARNING: translate("Exchange", "Varningar"),
        Outcome.REPAIRED: translate("Exchange", "Rättade"),
        Outcome.DUPLICATE: translate("Exchange", "Dubbletter"),
        Outcome.CHANGED: translate("Exchange", "Ändras"),
        Outcome.NEW: translate("Exchange", "Nya"),
        Outcome.UNCHANGED: translate("Exchange", "Oförändrade"),
    }[outcome]


def certificates_and_units(certificates: int, units: int) -> str:
    """So many of each, those that there are."""
    parts = []
    if certificates:
        parts.append(translate("Exchange", "{0} intyg").format(spaced(certificates)))
    if units == 1:
        parts.append(translate("Exchange", "1 boendeenhet"))
    elif units:
        parts.append(translate("Exchange", "{0} boendeenheter").format(spaced(units)))
    return translate("Exchange", " och ").join(parts)
