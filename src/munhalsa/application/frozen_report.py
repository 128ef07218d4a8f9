"""A report kept as it was told: the object as JSON, and the same object again out of it."""

from __future__ import annotations

import dataclasses
import json
import types
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from munhalsa.domain.report import QuarterlyReport

_TEXTS = (Decimal, Fraction)


def frozen(report: QuarterlyReport) -> str:
    """The report as JSON; ``thawed`` gives it back as it was."""
    return json.dumps(_plain(report), ensure_ascii=False, sort_keys=True)


def thawed(text: str) -> QuarterlyReport:
    """The report that was frozen."""
    report: QuarterlyReport = _built(QuarterlyReport, json.loads(text))
    return report


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        return {one.name: _plain(getattr(value, one.name)) for one in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(_plain(key)): _plain(found) for key, found in value.items()}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, _TEXTS) else value


def _built(kind: Any, raw: Any) -> Any:
    """The value of that type; of a union the arm that the raw value fits."""
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _of_union(get_args(kind), raw)
    if origin is tuple:
        return tuple(_built(get_args(kind)[0], one) for one in raw)
    if origin is not None:
        key, value = get_args(kind)
        return {_built(key, one): _built(value, found) for one, found in raw.items()}
    made: Any = kind
    if dataclasses.is_dataclass(kind):
        hints = _hints(made)
        return made(**{name: _built(hints[name], found) for name, found in raw.items()})
    if kind is date:
        return date.fromisoformat(raw)
    return kind(raw) if isinstance(kind, type) and issubclass(kind, (*_TEXTS, Enum)) else raw


def _of_union(arms: tuple[Any, ...], raw: Any) -> Any:
    if raw is None:
        return None
    if isinstance(raw, int):
        return raw
    (arm,) = (one for one in arms if one not in (int, types.NoneType))
    return _built(arm, raw)


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)
