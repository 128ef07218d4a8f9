"""The file given with ``assessment --file``: a whole assessment as JSON, named as its fields."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from enum import StrEnum
from pathlib import Path
from typing import Any

from munhalsa.cli.values import choice_of, day_of
from munhalsa.domain.assessment import (
    AssessmentContent,
    AssessmentOutcome,
    AssessorTitle,
    CareNeed,
    Denture,
    Findings,
    HelpNeed,
)
from munhalsa.domain.refusal import FileUnusable, Rejected

FINDINGS = "findings"
UNIT = "unit"
_CHOICES: Mapping[str, type[StrEnum]] = {
    "outcome": AssessmentOutcome,
    "title": AssessorTitle,
    "help_need": HelpNeed,
    "care_need": CareNeed,
    "upper_denture": Denture,
    "lower_denture": Denture,
}
_YES_NO = frozenset({"counts_as_performed", "staff_took_part"})
_LONGEST = 500


def read_assessment(path: Path) -> dict[str, Any]:
    """The object in the file; raises FileUnusable."""
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except OSError:
        raise FileUnusable(
            "assessment_unreadable",
            "Filen med bedömningen kan inte läsas. Kontrollera sökvägen.",
            field="file",
        ) from None
    except (ValueError, RecursionError):
        raise _not_json() from None
    if not isinstance(document, dict):
        raise _not_json()
    return document


def content_values(document: Mapping[str, Any]) -> dict[str, Any]:
    """What the file says of the visit, checked; ``unit`` is left as a code or name."""
    known = {one.name for one in fields(AssessmentContent)} - {"unit_id"}
    return {
        name: _value(name, value)
        for name, value in document.items()
        if name != FINDINGS and _is_known(name, known | {UNIT})
    }


def findings_of(document: Mapping[str, Any]) -> Findings | None:
    """The provider's part, None where the file has none."""
    part = document.get(FINDINGS)
    if part is None:
        return None
    if not isinstance(part, dict):
        raise _wrong(FINDINGS)
    known = {one.name for one in fields(Findings)}
    values = {name: value for name, value in part.items() if _is_known(name, known)}
    return Findings(**{name: _finding(name, value) for name, value in values.items()})


def _is_known(name: str, known: set[str]) -> bool:
    if name not in known:
        raise Rejected(
            "field_unknown",
            "Filen har en uppgift som en bedömning inte har. Ta bort den, eller rätta namnet.",
            field=name,
        )
    return True


def _value(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name in _YES_NO:
        return _of_kind(name, value, bool)
    text = _of_kind(name, value, str).strip()
    if name == "day":
        return day_of(text, field=name)
    return _chosen(name, text) if name in _CHOICES else _short(name, text)


def _finding(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name in _CHOICES:
        return _chosen(name, _of_kind(name, value, str))
    if isinstance(value, bool):
        raise _wrong(name)
    return _of_kind(name, value, int)


def _chosen(name: str, text: str) -> Any:
    kind: type[StrEnum] = _CHOICES[name]
    return choice_of(text, kind, field=name)


def _short(name: str, text: str) -> str | None:
    if len(text) > _LONGEST:
        raise Rejected(
            "text_too_long", f"Texten får ha högst {_LONGEST} tecken. Korta den.", field=name
        )
    return text or None


def _of_kind(name: str, value: Any, kind: type[Any]) -> Any:
    if not isinstance(value, kind):
        raise _wrong(name)
    return value


def _wrong(name: str) -> Rejected:
    return Rejected(
        "value_unknown", "Värdet i filen är av fel slag. Se handboken för hur det skrivs.",
        field=name,
    )  # fmt: skip


def _not_json() -> FileUnusable:
    return FileUnusable(
        "assessment_invalid",
        "Filen med bedömningen är inte rätt skriven. Den ska vara ett JSON-objekt i UTF-8.",
        field="file",
    )
