"""Certificates on the command line."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Any

from munhalsa.application.assess_entitlement import (
    AssessEntitlement,
    DecideNotToIssue,
    assess_entitlement,
    decide_not_to_issue,
)
from munhalsa.application.end_certificate import EndCertificate, end_certificate
from munhalsa.application.issue_certificate import IssueCertificate, issue_certificate
from munhalsa.application.list_certificates import CertificateLine, list_certificates
from munhalsa.cli.answer import Answer, table_lines
from munhalsa.cli.criteria_file import disclosure_of, read_criteria, reason_of
from munhalsa.cli.desk import Desk
from munhalsa.cli.parser import Argument, Command, flag, option, word
from munhalsa.cli.values import choice_of, day_of, day_or_none
from munhalsa.domain.certificate import EndReason, Ground, IssuedBy
from munhalsa.domain.eligibility import Verdict
from munhalsa.domain.identity import masked
from munhalsa.domain.refusal import WrongUsage


def _issue(desk: Desk, asked: Namespace) -> Answer:
    criteria = {} if asked.criteria is None else read_criteria(Path(asked.criteria))
    command = IssueCertificate(
        number=asked.number,
        ground=None if asked.ground is None else choice_of(asked.ground, Ground, field="ground"),
        issued=day_of(asked.date, field="date"),
        valid_to=day_or_none(asked.valid_to, field="valid_to"),
        answers=None if asked.criteria is None else criteria.get("answers", {}),
        reason=reason_of(asked.reason, criteria),
        disclosures=[disclosure_of(one) for one in criteria.get("disclosure", [])],
        issued_by=choice_of(asked.issued_by, IssuedBy, field="issued_by"),
        letter_to=asked.letter_to,
    )
    with desk.open() as workplace:
        done = issue_certificate(workplace.context, command)
    return Answer(
        document={"certificate": done.certificate.number, "event": done.event},
        lines=[f"Intyget {done.certificate.number} är utfärdat."],
        warnings=done.warnings,
    )


def _assess(desk: Desk, asked: Namespace) -> Answer:
    if asked.decline:
        return _decline(desk, asked)
    if asked.criteria is None:
        raise WrongUsage(
            "criteria_missing", "Ange --criteria med filen som har svaren.", field="criteria"
        )
    if asked.reason is not None:
        raise WrongUsage(
            "reason_without_decline",
            "En motivering hör till --decline. Utan det valet sparas inget.",
            field="reason",
        )
    command = AssessEntitlement(
        number=asked.number,
        answers=read_criteria(Path(asked.criteria)).get("answers", {}),
        day=day_or_none(asked.date, field="date"),
        ground=None if asked.ground is None else choice_of(asked.ground, Ground, field="ground"),
    )
    with desk.open() as workplace:
        said = assess_entitlement(workplace.context, command)
    return Answer(
        document={
            "verdict": said.verdict,
            "ground": said.ground,
            "grounds": said.grounds,
            "criterion": said.criterion,
            "because": said.because,
            "unanswered": said.unanswered,
            "possible_from_year": said.age.possible_from_year,
        },
        lines=[
            _VERDICTS[said.verdict] + ("" if said.ground is None else f", {said.ground}"),
            *(f"  {one.sentence} ({one.source})" for one in said.because),
        ],
    )


def _decline(desk: Desk, asked: Namespace) -> Answer:
    if asked.ground is not None:
        raise WrongUsage(
            "ground_with_decline", "--ground hör inte ihop med --decline.", field="ground"
        )
    criteria = None if asked.criteria is None else read_criteria(Path(asked.criteria))
    command = DecideNotToIssue(
        number=asked.number,
        answers=None if criteria is None else criteria.get("answers", {}),
        reason=reason_of(asked.reason, criteria),
        day=day_or_none(asked.date, field="date"),
    )
    with desk.open() as workplace:
        done = decide_not_to_issue(workplace.context, command)
    return Answer(
        document={
            "verdict": done.decision.verdict,
            "reasons": done.reasons,
            "possible_from_year": done.possible_from_year,
            "event": done.event,
        },
        lines=["Sparat: intyg utfärdas inte.", *(f"  {reason}" for reason in done.reasons)],
        warnings=(),
    )


def _end(desk: Desk, asked: Namespace) -> Answer:
    command = EndCertificate(
        number=asked.number,
        day=day_of(asked.date, field="date"),
        reason=choice_of(asked.reason, EndReason, field="reason"),
    )
    with desk.open() as workplace:
        done = end_certificate(workplace.context, command)
    return Answer(
        document={"certificate": done.certificate.number, "event": done.event},
        lines=[f"Intyget {done.certificate.number} gäller till och med {done.certificate.ended}."],
        warnings=(),
    )


def _list(desk: Desk, asked: Namespace) -> Answer:
    valid_on = day_or_none(asked.valid_on, field="valid_on")
    with desk.open() as workplace:
        lines = list_certificates(workplace.context, valid_on=valid_on)
    rows = [
        (
            line.number,
            "••••••••-••••" if line.masked else masked(line.personal_identity_number or ""),
            line.ground,
            line.issued,
            line.valid_to,
            line.ended,
            "ja" if line.valid else "nej",
        )
        for line in lines
    ]
    headings = ("Intyg", "Personnummer", "Personkrets", "Från", "Till", "Avslutat", "Giltigt")
    return Answer(
        document={"certificates": [_document(line) for line in lines]},
        lines=table_lines(headings, rows),
    )


def _document(line: CertificateLine) -> dict[str, Any]:
    return {
        "number": line.number,
        "personal_identity_number": line.personal_identity_number,
        "ground": line.ground,
        "issued": line.issued,
        "valid_to": line.valid_to,
        "ended": line.ended,
        "valid": line.valid,
    }


_VERDICTS = {
    Verdict.ENTITLED: "Reglerna ger rätt till intyg",
    Verdict.NOT_ENTITLED: "Reglerna ger inte rätt till intyg",
    Verdict.NEEDS_JUDGEMENT: "Reglerna avgör inte saken",
}
_NUMBER = word("number", "personnummer eller intygsnummer", shown="NUMMER")

COMMANDS = (
    Command(
        words="certificate issue",
        help="utfärda ett intyg",
        run=_issue,
        arguments=(
            word("number", "personnummer", shown="NUMMER"),
            option("--ground", "personkrets: 1, 2a, 2b eller 2c", word="KRETS"),
            option("--date", "första dagen intyget gäller", word="DATUM", required=True),
            option("--valid-to", "sista dagen, bara om det är tidsbegränsat", word="DATUM"),
            option("--criteria", "TOML-fil med svar på kriterierna", word="FIL"),
            option("--reason", "motivering, när beslutet avviker från reglerna", word="TEXT"),
            Argument(
                "--issued-by",
                "municipality, doctor, vgr eller other_municipality",
                {"metavar": "VEM", "default": IssuedBy.MUNICIPALITY.value},
            ),
            option("--letter-to", "vem brevet skickas till", word="TEXT"),
        ),
        example="certificate issue 19360101-6987 --ground 2a --date 2026-11-22",
    ),
    Command(
        words="certificate assess",
        help="visa vad reglerna säger om svaren, eller spara att intyg inte utfärdas",
        run=_assess,
        arguments=(
            word("number", "personnummer", shown="NUMMER"),
            option("--criteria", "TOML-fil med svar på kriterierna", word="FIL"),
            option("--date", "dagen som rätten bedöms för, annars i dag", word="DATUM"),
            option("--ground", "personkrets som önskas: 1, 2a, 2b eller 2c", word="KRETS"),
            flag("--decline", "spara beslutet att intyg inte utfärdas"),
            option("--reason", "motivering till att intyg inte utfärdas", word="TEXT"),
        ),
        example="certificate assess 19360101-6987 --criteria svar.toml",
    ),
    Command(
        words="certificate end",
        help="avsluta ett intyg; dagen är den sista det gäller",
        run=_end,
        arguments=(
            _NUMBER,
            option("--date", "sista dagen intyget gäller", word="DATUM", required=True),
            option(
                "--reason",
                "deceased, moved_out, not_entitled, issued_in_error eller replaced",
                word="ORSAK",
                required=True,
            ),
        ),
        example="certificate end 1490-2026-0412 --date 2026-11-22 --reason moved_out",
    ),
    Command(
        words="certificate list",
        help="visa intyg",
        run=_list,
        arguments=(option("--valid-on", "bara dem som gäller den dagen", word="DATUM"),),
        example="certificate list --valid-on 2026-11-22",
    ),
)
