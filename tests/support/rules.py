"""A small rule book whose every row is known to the test that uses it."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from munhalsa.domain.certificate import EndReason, Ground
from munhalsa.domain.deviation import Direction
from munhalsa.domain.deviation_rules import (
    DeviationCategory,
    DeviationHandling,
    DeviationRules,
    LadderStep,
)
from munhalsa.domain.rules import (
    AgeGroup,
    AgeLimit,
    AnswerKind,
    Condition,
    CoverageTarget,
    Criterion,
    EndReasonRule,
    Exclusion,
    FigureDefinition,
    GroundMapping,
    GroundRule,
    Outcome,
    Question,
    RuleBook,
    SettingDefinition,
    SettingKind,
)

START = date(2000, 1, 1)
ALWAYS: dict[str, Any] = {"valid_from": START, "source": "Källan"}


def question(name: str, **changes: Any) -> Question:
    """A question about yes or no, unless ``changes`` say otherwise."""
    values: dict[str, Any] = {
        **ALWAYS,
        "id": name,
        "kind": AnswerKind.YES_NO,
        "text": f"Fråga {name}",
        "help": "Hjälp",
    }
    return Question(**{**values, **changes})


def criterion(name: str, needs: dict[str, bool], ground: Ground, **changes: Any) -> Criterion:
    """A criterion that entitles by one ground."""
    values: dict[str, Any] = {
        **ALWAYS,
        "id": name,
        "name": f"Kriterium {name}",
        "text": "Text.",
        "outcome": Outcome.ENTITLED,
        "conditions": conditions(needs),
        "grounds": (GroundMapping(ground=ground, precedence=10),),
    }
    return Criterion(**{**values, **changes})


def conditions(needs: dict[str, bool]) -> tuple[Condition, ...]:
    """Questions with the answers they must have."""
    return tuple(Condition(question=name, answer=answer) for name, answer in needs.items())


def rule_book(**changes: Any) -> RuleBook:
    """Two criteria (home: ground 2a, lss: ground 1), one exclusion, a limit of 24, then 20."""
    values: dict[str, Any] = {
        "version": "prov",
        "questions": (
            question("home"),
            question("lasting"),
            question("lss"),
            question("injections", default=False),
            question("basis", kind=AnswerKind.TEXT),
        ),
        "criteria": (
            criterion(
                "crit_home",
                {"home": True, "lasting": True},
                Ground.CARE_HOUSING,
                excluded_by=("only_injections",),
            ),
            criterion("crit_lss", {"lss": True}, Ground.LSS),
        ),
        "exclusions": (
            Exclusion(
                **ALWAYS,
                id="only_injections",
                text="Bara injektioner räcker inte.",
                condition=Condition(question="injections", answer=True),
            ),
        ),
        "age_limits": (
            AgeLimit(**{**ALWAYS, "valid_to": date(2024, 12, 31)}, years=24),
            AgeLimit(
                valid_from=date(2025, 1, 1), source="Propositionen", assumption="Gissning", years=20
            ),
        ),
        "grounds": tuple(
            GroundRule(**ALWAYS, ground=ground, text=f"Text {ground}", law=f"8 a § {ground}")
            for ground in Ground
        ),
        "end_reasons": tuple(
            EndReasonRule(**ALWAYS, reason=reason, word=f"Ord {reason}") for reason in EndReason
        ),
        "coverage_targets": (CoverageTarget(**ALWAYS, share=Fraction(3, 100), base_age=24),),
        "age_groups": (
            AgeGroup(**ALWAYS, key="young", name="Unga", highest=23),
            AgeGroup(**ALWAYS, key="middle", name="Mellan", lowest=24, highest=64),
            AgeGroup(**ALWAYS, key="old", name="Gamla", lowest=65),
        ),
        "figures": (FigureDefinition(**ALWAYS, id="M1", name="Intyg", text="Text", version="1"),),
        "settings": (
            SettingDefinition(
                **ALWAYS,
                key="months",
                name="Månader",
                kind=SettingKind.WHOLE,
                default="13",
                lowest=1,
                highest=13,
            ),
            SettingDefinition(
                **ALWAYS,
                key="base",
                name="Bas",
                kind=SettingKind.CHOICE,
                default="from_24",
                choices=("from_24", "over_24"),
                choice_names=("från 24 år", "över 24 år"),
            ),
            SettingDefinition(
                **ALWAYS, key="shown", name="Visa", kind=SettingKind.YES_NO, default="no"
            ),
        ),
        "deviations": deviation_rules(),
    }
    return RuleBook(**{**values, **changes})


def deviation_rules() -> DeviationRules:
    """One category of each direction and *other* of both; an older agreement, then a ladder."""
    turn = date(2027, 1, 1)
    older: dict[str, Any] = {**ALWAYS, "valid_to": date(2026, 12, 31)}
    newer: dict[str, Any] = {"valid_from": turn, "source": "Avtalet"}
    codes = (
        (Direction.TO_PROVIDER, "not_done", "Inte gjord"),
        (Direction.TO_PROVIDER, "other", "Annat"),
        (Direction.TO_MUNICIPALITY, "wrong_unit", "Fel enhet"),
        (Direction.TO_MUNICIPALITY, "other", "Annat"),
    )
    return DeviationRules(
        categories=tuple(
            DeviationCategory(
                **older, code=code, direction=direction, word=word, synonyms=("Övrigt",)
            )
            if code == "other"
            else DeviationCategory(**ALWAYS, code=code, direction=direction, word=word)
            for direction, code, word in codes
        ),
        handling=(
            DeviationHandling(
                **older,
                term="avvikelse",
                service="systemet",
                promptly=False,
                answer_months=2,
                answer_days=0,
            ),
            DeviationHandling(
                **newer,
                term="avvikelse mellan vårdgivare",
                service="it-stödet",
                promptly=True,
                answer_months=0,
                answer_days=30,
            ),
        ),
        ladder=tuple(
            LadderStep(
                **newer,
                step=step,
                holder=f"Chef {step}",
                text="Text.",
                straight_from=2 if step == 3 else None,
            )
            for step in (1, 2, 3)
        ),
    )
