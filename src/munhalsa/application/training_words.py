"""The words for training that screens, commands and forms share."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from munhalsa.application.training_steps import TrainingSheet
from munhalsa.domain.training import CancelledBy, TrainingState
from munhalsa.domain.unit_training import UnitTraining

STATE_WORDS: Mapping[TrainingState, str] = MappingProxyType(
    {
        TrainingState.PLANNED: "planerad",
        TrainingState.HELD: "hållen",
        TrainingState.CANCELLED: "inställd",
    }
)
BY_WORDS: Mapping[CancelledBy, str] = MappingProxyType(
    {
        CancelledBy.PROVIDER: "Tandvården",
        CancelledBy.MUNICIPALITY: "Kommunen eller enheten",
    }
)


def named(sheet: TrainingSheet) -> str:
    """The units of a session in one line; empty where none is given."""
    return ", ".join(unit.name for unit in sheet.units)


def trained_words(training: UnitTraining) -> str:
    """When a unit's staff were trained, and when it is time again."""
    told = "aldrig" if training.held is None else f"senast {training.held}"
    if training.due is not None:
        told += f", dags {training.due}" if training.is_trained else f", dags sedan {training.due}"
    return told if training.planned is None else f"{told}, planerad {training.planned}"


TRAINING_RECORD_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "Issuer": "Intygsutfärdare",
        "Participant": "Deltagare",
        "Training": "Utbildning",
        "TrainingKind": "Egen utbildning",
        "TrainingUnit": "Utbildning för enhet",
    }
)
TRAINING_FIELD_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "account_id": "användare",
        "authorised_by": "utsedd av",
        "authorised_on": "utsedd",
        "cancelled_by": "inställd av",
        "cancelled_on": "inställd",
        "closed_on": "konto avslutat",
        "ended_on": "kan väljas till och med",
        "for_issuers": "för intygsutfärdare",
        "hsa_id": "HSA-id",
        "hundredths": "timmar",
        "note": "anteckning",
        "ordered_on": "konto beställt",
        "participant_count": "antal deltagare",
        "place": "plats",
        "trainer": "utbildare",
        "workplace": "arbetsplats",
    }
)
TRAINING_CODE_WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "cancelled_by": {one.value: words for one, words in BY_WORDS.items()},
        "state": {one.value: words for one, words in STATE_WORDS.items()},
    }
)
"""The words of a session's fields whose values are code words."""
