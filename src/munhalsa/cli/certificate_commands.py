"""Certificates on the command line."""

from __future__ import annotations

import tomllib
from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from munhalsa.application.end_certificate import EndCertificate, end_certificate
from munhalsa.application.issue_certificate import (
    DisclosureDraft,
    IssueCertificate,
    issue_certificate,
)
from munhalsa.application.list_certificates import CertificateLine, list_certificates
from munhalsa.cli.answer import Answer, table_lines
from munhalsa.cli.desk import Desk
from munhalsa.cli.parser import Argument, Command, option
from munhalsa.cli.values import choice_of, day_of, day_or_none
from munhalsa.domain.certificate import DisclosureBasis, EndReason, Ground, IssuedBy, Recipient
from munhalsa.domain.identity import masked
from munhalsa.domain.refusal import FileUnusable


def _issue(desk: Desk, asked: Namespace) -> Answer:
    criteria = {} if asked.criteria is None else _read_criteria(Path(asked.criteria))
    reason = criteria.get("reason") if asked.reason is None else asked.reason
    command = IssueCertificate(
        number=asked.number,
        ground=None if asked.ground is None else choice_of(asked.ground, Ground, field="ground"),
        issued=day_of(asked.date, field="date"),
        valid_to=day_or_none(asked.valid_to, field="valid_to"),
        answers=None if asked.criteria is None else criteria.get("answers", {}),
        reason=reason,
        disclosures=[_disclosure(one) for one in criteria.get("disclosure", [])],
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


def _read_criteria(path: Path) -> dict[str, Any]:
    try:
        criteria = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError:
        raise FileUnusable(
            "criteria_unreadable",
            "Filen med kriterier kan inte läsas. Kontrollera sökvägen.",
            field="criteria",
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        raise _bad_criteria() from None
    answers, reason = criteria.get("answers", {}), criteria.get("reason", "")
    disclosures = criteria.get("disclosure", [])
    if (
        set(criteria) - {"answers", "reason", "disclosure"}
        or not isinstance(answers, dict)
        or not all(isinstance(answer, bool | str) for answer in answers.values())
        or not isinstance(reason, str)
        or not isinstance(disclosures, list)
        or not all(isinstance(one, dict) for one in disclosures)
    ):
        raise _bad_criteria()
    return criteria


def _bad_criteria() -> FileUnusable:
    return FileUnusable(
        "criteria_invalid",
        'Filen med kriterier är inte rätt skriven. Den ska vara TOML med [answers], reason = "…" '
        "och om det behövs [[disclosure]].",
        field="criteria",
    )


def _disclosure(draft: Mapping[str, Any]) -> DisclosureDraft:
    details = draft.get("details")
    if set(draft) - {"recipient", "basis", "details"} or not isinstance(details, str | None):
        raise _bad_criteria()
    return DisclosureDraft(
        recipient=choice_of(str(draft.get("recipient")), Recipient, field="recipient"),
        basis=choice_of(str(draft.get("basis")), DisclosureBasis, field="basis"),
        details=details,
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


_NUMBER = Argument("number", "personnummer eller intygsnummer")

COMMANDS = (
    Command(
        words="certificate issue",
        help="utfärda ett intyg",
        run=_issue,
        arguments=(
            Argument("number", "personnummer"),
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
