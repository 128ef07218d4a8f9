"""The kinds of training: those of the rules, and the municipality's own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from munhalsa.application.ports import Reader
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.rules import RuleBook
from munhalsa.domain.training import TrainingKind
from munhalsa.domain.training_rules import name_key


@dataclass(frozen=True, slots=True, kw_only=True)
class KindLine:
    """A kind that a session can have; ``own``: the municipality's."""

    code: str
    name: str
    for_issuers: bool
    own: bool = False


def kinds_known(reader: Reader, rules: RuleBook) -> Sequence[KindLine]:
    """Every kind that a session of any day may have, the rules' newest words for each first."""
    of_rules = {row.code: row for row in rules.training_kinds}
    return (
        *(
            KindLine(code=row.code, name=row.name, for_issuers=row.for_issuers)
            for row in of_rules.values()
        ),
        *(_own(one) for one in reader.find(TrainingKind, order_by="name")),
    )


def kinds_on(reader: Reader, rules: RuleBook, day: date) -> Sequence[KindLine]:
    """The kinds that a session of that day can be given, in the order they are offered."""
    return (
        *(
            KindLine(code=row.code, name=row.name, for_issuers=row.for_issuers)
            for row in rules.training_kinds_on(day)
        ),
        *(
            _own(one)
            for one in reader.find(TrainingKind, order_by="name")
            if one.ended_on is None or day <= one.ended_on
        ),
    )


def issuer_kinds(reader: Reader, rules: RuleBook) -> frozenset[str]:
    """The codes of the kinds that train issuers (K3); every other trains staff (M5, K2)."""
    return frozenset(one.code for one in kinds_known(reader, rules) if one.for_issuers)


def _own(kind: TrainingKind) -> KindLine:
    return KindLine(code=kind.code, name=kind.name, for_issuers=kind.for_issuers, own=True)


def kind_meant(reader: Reader, rules: RuleBook, text: str, *, day: date) -> KindLine:
    """The kind of that code or name, if a session of the day can have it."""
    wanted = name_key(text)
    for kind in kinds_on(reader, rules, day):
        if text.strip() == kind.code or wanted == name_key(kind.name):
            return kind
    raise Rejected(
        "kind_unknown",
        "Det finns ingen sådan utbildning den dagen. Se vilka som finns med training kind list.",
        field="kind",
    )
