"""Those who may be entitled, on the command line."""

from __future__ import annotations

from argparse import Namespace

from munhalsa.application.add_candidate import BY_HAND, AddCandidate, add_candidate
from munhalsa.application.assess_candidate import AssessCandidate, assess_candidate
from munhalsa.application.list_candidates import list_candidates, unit_covers
from munhalsa.cli.answer import Answer, table_lines
from munhalsa.cli.desk import Desk
from munhalsa.cli.parser import Command, option, word
from munhalsa.cli.values import choice_of, day_or_none
from munhalsa.domain.candidate import HAS_CERTIFICATE, CandidateState, Finding, Outcome
from munhalsa.domain.identity import masked
from munhalsa.domain.refusal import WrongUsage

_STATES = {
    HAS_CERTIFICATE: "har intyg",
    CandidateState.NOT_ASSESSED: "inte bedömd",
    CandidateState.NOT_ENTITLED: "inte berättigad",
    CandidateState.DECLINES: "avstår från intyg",
    CandidateState.NEEDS_JUDGEMENT: "fråga till VGR",
}
# The option that says the day of each outcome.
_DAY_OF = {
    Outcome.NOT_ENTITLED: "again",
    Outcome.DECLINES: "again",
    Outcome.NEEDS_JUDGEMENT: "asked",
    Outcome.ANSWERED: "answered",
}


def _list(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        lines = list_candidates(workplace.context)
        units = unit_covers(workplace.context)
    if asked.state is not None:
        states = [*(state.value for state in CandidateState), HAS_CERTIFICATE]
        if asked.state not in states:
            raise WrongUsage(
                "state_unknown", f"--state ska vara något av {', '.join(states)}.", field="state"
            )
        lines = [one for one in lines if one.state == asked.state]
    people = [
        (
            one.name or "Skyddad uppgift",
            "••••••••-••••"
            if one.personal_identity_number is None
            else masked(one.personal_identity_number),
            _STATES[one.state],
            one.again_on,
            ", ".join(one.supports),
        )
        for one in lines
    ]
    places = [
        (one.name, one.places, one.certificates, one.candidates) for one in units if one.candidates
    ]
    table = table_lines(("Namn", "Personnummer", "Läge", "Igen", "Insatser"), people)
    return Answer(
        document={"candidates": lines, "units": units},
        table=table,
        lines=[
            *table,
            "",
            *table_lines(("Enhet", "Platser", "Intyg", "Möjliga"), places),
        ],
    )


def _add(desk: Desk, asked: Namespace) -> Answer:
    command = AddCandidate(
        number=asked.number,
        given_name=asked.given,
        family_name=asked.family,
        unit=asked.unit,
        source=asked.source or BY_HAND,
    )
    with desk.open() as workplace:
        done = add_candidate(workplace.context, command)
    return Answer(
        document={"event": done.event, "candidate": done.candidate},
        lines=["Personen finns nu bland möjligen berättigade."],
        warnings=done.warnings,
    )


def _assess(desk: Desk, asked: Namespace) -> Answer:
    outcome = choice_of(asked.outcome, Outcome, field="outcome")
    named = _DAY_OF.get(outcome)
    for option_name in ("again", "asked", "answered"):
        if option_name != named and getattr(asked, option_name) is not None:
            raise WrongUsage(
                "option_does_not_fit",
                f"--{option_name} hör inte ihop med utfallet {outcome.value}.",
                field=option_name,
            )
    finding = Finding(
        outcome=outcome,
        day=None if named is None else day_or_none(getattr(asked, named), field=named),
        answer=asked.answer,
        reason=asked.reason,
    )
    with desk.open() as workplace:
        command = AssessCandidate(number=asked.number, finding=finding)
        done = assess_candidate(workplace.context, command)
    again = done.candidate.again_on
    return Answer(
        document={"event": done.event, "candidate": done.candidate},
        lines=["Sparat." if again is None else f"Sparat: personen visas igen {again}."],
        warnings=(),
    )


_NUMBER = word("number", "personnummer, samordningsnummer eller reservnummer", shown="NUMMER")

COMMANDS = (
    Command(
        words="candidate list",
        help="visa möjligen berättigade, och intyg i förhållande till platser på enheterna",
        run=_list,
        arguments=(
            option(
                "--state",
                "not_assessed, not_entitled, declines, needs_judgement eller has_certificate",
                word="LÄGE",
            ),
        ),
        example="candidate list --state not_assessed",
    ),
    Command(
        words="candidate add",
        help="lägg till någon som kan vara berättigad",
        run=_add,
        arguments=(
            _NUMBER,
            option("--given", "förnamn, om personen inte finns", word="NAMN"),
            option("--family", "efternamn, om personen inte finns", word="NAMN"),
            option("--unit", "boendeenhet, om personen inte finns", word="ENHET"),
            option("--source", "hur ni fick veta det", word="TEXT"),
        ),
        example="candidate add 19360101-6987 --source hemtjänsten",
    ),
    Command(
        words="candidate assess",
        help="spara vad som kom fram om någon som kan vara berättigad",
        run=_assess,
        arguments=(
            _NUMBER,
            option(
                "--outcome",
                "not_entitled, declines, needs_judgement, answered eller not_assessed",
                word="UTFALL",
                required=True,
            ),
            option("--again", "dagen att bedöma eller fråga igen, annars om ett år", word="DATUM"),
            option("--asked", "dagen frågan ställdes till VGR, annars i dag", word="DATUM"),
            option("--answered", "dagen VGR svarade, annars i dag", word="DATUM"),
            option("--answer", "vad VGR svarade", word="TEXT"),
            option("--reason", "skäl", word="TEXT"),
        ),
        example="candidate assess 19360101-6987 --outcome not_entitled --again 2027-11-22",
    ),
)
