"""The municipality's own decision on a certificate: what the rules say, and who may differ."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from munhalsa.application.assess_entitlement import OUTSIDE, Basis
from munhalsa.domain.certificate import Ground
from munhalsa.domain.eligibility import (
    AgeGate,
    AgeStatus,
    Assessment,
    Because,
    Verdict,
    age_gate,
    assess,
    check_age,
)
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.rules import RuleBook


def basis_of_decision(
    *,
    rules: RuleBook,
    day: date,
    birth_year: int | None,
    ground: Ground | None,
    answers: Mapping[str, bool | str] | None,
    reason: str | None,
) -> tuple[Basis, Ground]:
    """What the municipality's decision rests on and its ground; ``answers`` None: made outside.

    Refused below the age limit, without a ground, and against the rules without a reason.
    """
    gate = age_gate(rules=rules, day=day, birth_year=birth_year)
    check_age(gate)
    if answers is None:
        return _decided_outside(ground, reason, gate)
    said = assess(
        rules=rules,
        day=day,
        birth_year=birth_year,
        answers=answers,
        ground=ground,
    )
    if said.verdict is not Verdict.ENTITLED and reason is None:
        raise _unless_reasoned(said, ground)
    decided = ground or said.ground
    if decided is None:
        raise ground_missing()
    basis = Basis(
        verdict=said.verdict.value,
        ground=decided,
        criterion=said.criterion,
        answers=answers,
        because=said.because,
    )
    return basis, decided


def _decided_outside(
    ground: Ground | None, reason: str | None, gate: AgeGate
) -> tuple[Basis, Ground]:
    if ground is None:
        raise ground_missing()
    if gate.status is not AgeStatus.OK and reason is None:
        raise Rejected(
            Verdict.NEEDS_JUDGEMENT.value,
            f"{gate.because.sentence} Utfärda intyget med en skriven motivering när svaret finns.",
            field="reason",
        )
    basis = Basis(verdict=OUTSIDE, ground=ground, answers={}, because=())
    return basis, ground


def ground_missing() -> Rejected:
    """The refusal of a certificate that no ground was given for."""
    return Rejected(
        "ground_missing", "Personkrets saknas. Välj 1, 2a, 2b eller 2c.", field="ground"
    )


def _unless_reasoned(said: Assessment, ground: Ground | None) -> Rejected:
    if said.verdict is Verdict.NEEDS_JUDGEMENT:
        what = "Reglerna avgör inte saken"
    else:
        what = "Reglerna ger inte rätt till intyg"
    because = _decisive(said, ground)
    return Rejected(
        said.verdict.value,
        f"{what}: {because.sentence} ({because.source}) "
        "Den som ändå utfärdar intyget skriver en motivering.",
        field="reason",
    )


def _decisive(said: Assessment, ground: Ground | None) -> Because:
    """The reason to show: the age, the ground that does not fit, or the first criterion."""
    if said.age.status is not AgeStatus.OK:
        return said.age.because
    if said.grounds and ground not in (None, *said.grounds):
        return said.because[-1]
    return said.because[1]
