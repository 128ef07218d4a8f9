"""The ladder of a disagreement: which step may come next, and when it may be left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from munhalsa.domain.deviation import Deviation, Disagreement, DisagreementStep
from munhalsa.domain.deviation_rules import DeviationRules, LadderStep
from munhalsa.domain.refusal import Rejected


def check_ladder(rules: DeviationRules, day: date) -> tuple[LadderStep, ...]:
    """The ladder of the day; refused before the agreement that brings one."""
    ladder = rules.ladder_on(day)
    if not ladder:
        raise Rejected(
            "no_ladder",
            "Den dagen har avtalet ingen trappa för oenigheter. Registrera en avvikelse i stället.",
            field="day",
        )
    return ladder


def check_new(disagreement: Disagreement, *, today: date) -> None:
    """Refuse one without its matter or without what holds for the person meanwhile."""
    if disagreement.day > today:
        raise Rejected("day_in_future", "Dagen ligger framåt i tiden. Rätta den.", field="day")
    for field, words in (
        ("about", "Skriv vad oenigheten gäller."),
        ("temporary_solution", "Skriv vad som gäller för personen så länge."),
    ):
        if not getattr(disagreement, field).strip():
            raise Rejected(f"{field}_missing", words, field=field)


def is_recurring(deviations: Sequence[Deviation], *, least: int) -> bool:
    """Whether so many of the deviations are about the same thing, in the same direction."""
    same = Counter((one.direction, one.category) for one in deviations)
    return max(same.values(), default=0) >= least


def check_step(
    disagreement: Disagreement,
    step: DisagreementStep,
    *,
    taken: Sequence[DisagreementStep],
    deviations: Sequence[Deviation],
    ladder: Sequence[LadderStep],
    today: date,
) -> None:
    """Refuse a step that is taken, not on the ladder, out of order, or on a day that cannot be."""
    check_open(disagreement)
    rule = next((row for row in ladder if row.step == step.step), None)
    if rule is None:
        steps = ", ".join(str(row.step) for row in ladder)
        raise Rejected("step_unknown", f"Steget ska vara något av {steps}.", field="step")
    if any(one.step >= step.step for one in taken):
        raise Rejected(
            "step_taken",
            "Oenigheten har redan kommit till det steget eller längre. Välj ett högre steg.",
            field="step",
        )
    straight = rule.straight_from is not None and is_recurring(deviations, least=rule.straight_from)
    if not straight and step.step > max((one.step for one in taken), default=0) + 1:
        raise Rejected(
            "step_skipped",
            "Ta stegen i ordning. Bara avvikelser som återkommer får gå direkt till sista steget.",
            field="step",
        )
    first = max((disagreement.day, *(one.day for one in taken)))
    check_day(step.day, first=first, today=today, field="day")


def check_open(disagreement: Disagreement) -> None:
    """Refuse to go on with what is closed."""
    if disagreement.closed_on is not None:
        raise Rejected(
            "disagreement_closed", "Oenigheten är avslutad. Ångra avslutet om den ska fortsätta."
        )


def check_day(day: date, *, first: date, today: date, field: str) -> None:
    """Refuse a day to come, or before what it follows on."""
    if day > today:
        raise Rejected("day_in_future", "Dagen ligger framåt i tiden. Rätta den.", field=field)
    if day < first:
        raise Rejected(
            "day_too_early",
            "Dagen ligger före det som hände innan. Kontrollera datumen.",
            field=field,
        )
