"""Disposal (gallring) on the command line."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Sequence

from munhalsa.application.disposal_words import OPEN_WORDS
from munhalsa.application.propose_disposal import (
    DisposalLine,
    DisposalProposal,
    RuleLine,
    propose_disposal,
)
from munhalsa.cli.answer import Answer, table_lines
from munhalsa.cli.desk import Desk
from munhalsa.cli.parser import Command
from munhalsa.domain.identity import masked


def _list(desk: Desk, _asked: Namespace) -> Answer:
    with desk.open() as workplace:
        found = propose_disposal(workplace.context)
    return Answer(
        document={
            "day": found.day,
            "rules": found.rules,
            "persons": [_person(one) for one in found.due],
            "kept_for_research": [_person(one) for one in found.research],
            "still_open": found.still_open,
            "left_out_protected": found.left_out_protected,
        },
        lines=_proposal_lines(found),
    )


def _person(line: DisposalLine) -> dict[str, object]:
    return {
        "personal_identity_number": line.number,
        "name": line.name,
        "rule": line.rule,
        "last_note": line.last_note,
        "ended": line.ended,
        "finish_by": line.finish_by,
        "late": line.late,
    }


def _proposal_lines(found: DisposalProposal) -> list[str]:
    lines = [
        *_rule_lines(found.rules),
        "",
        *person_table(found.due, empty="Ingen ska gallras i dag."),
    ]
    if found.research:
        lines += ["", "Bevaras för forskning:", *person_table(found.research, empty="")]
    if found.still_open:
        lines += ["", "Tiden har gått ut, men något är inte avslutat:"]
        lines += [f"  {OPEN_WORDS[what]}: {count}" for what, count in found.still_open.items()]
    if found.left_out_protected:
        left_out = found.left_out_protected
        lines += ["", f"{left_out} med skyddade uppgifter visas bara för den som får se dem."]
    return lines


def _rule_lines(rules: Iterable[RuleLine]) -> Sequence[str]:
    rows = [
        (
            one.name,
            f"{one.years} år",
            one.source,
            "kommunens beslut" if one.decided else one.assumption or "",
        )
        for one in rules
    ]
    return table_lines(("Regel", "Tid", "Källa", "Antagande"), rows)


def person_table(lines: Iterable[DisposalLine], *, empty: str) -> Sequence[str]:
    """People and why, with masked numbers."""
    rows = [
        (
            masked(one.number),
            one.name,
            one.rule,
            one.last_note,
            "" if one.finish_by is None else f"{one.finish_by}{' (försenad)' if one.late else ''}",
        )
        for one in lines
    ]
    heads = ("Nummer", "Namn", "Regel", "Sista anteckning", "Senast klar")
    return table_lines(heads, rows, empty=empty)


COMMANDS = (
    Command(
        words="disposal list",
        help="visa vilka som ska gallras i dag, efter vilken regel, och vilka som bevaras",
        run=_list,
        example="disposal list",
    ),
)
