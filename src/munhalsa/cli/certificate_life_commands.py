"""What is done with a certificate after it was issued, on the command line."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from munhalsa.application.certificate_steps import CertificateChanged, Replaced
from munhalsa.application.change_ground import ChangeGround, change_ground
from munhalsa.application.change_validity import ChangeValidity, change_validity
from munhalsa.application.order_letter_copy import order_letter_copy
from munhalsa.application.print_certificates import print_certificates
from munhalsa.application.print_job import PrintJob
from munhalsa.application.renew_certificate import RenewCertificate, renew_certificate
from munhalsa.application.void_certificate import void_certificate
from munhalsa.cli.answer import Answer
from munhalsa.cli.criteria_file import disclosure_of, read_criteria, reason_of
from munhalsa.cli.desk import Desk
from munhalsa.cli.parser import Command, flag, option, word
from munhalsa.cli.values import choice_of, day_or_none
from munhalsa.domain.certificate import Ground
from munhalsa.domain.refusal import WrongUsage


def _renew(desk: Desk, asked: Namespace) -> Answer:
    criteria = None if asked.criteria is None else read_criteria(Path(asked.criteria))
    command = RenewCertificate(
        number=asked.number,
        issued=day_or_none(asked.date, field="date"),
        ground=None if asked.ground is None else choice_of(asked.ground, Ground, field="ground"),
        valid_to=day_or_none(asked.valid_to, field="valid_to"),
        answers=None if criteria is None else criteria.get("answers", {}),
        reason=reason_of(asked.reason, criteria),
        disclosures=[disclosure_of(one) for one in (criteria or {}).get("disclosure", [])],
    )
    with desk.open() as workplace:
        done = renew_certificate(workplace.context, command)
    return _replaced(done, "är utfärdat")


def _change_ground(desk: Desk, asked: Namespace) -> Answer:
    criteria = None if asked.criteria is None else read_criteria(Path(asked.criteria))
    ground = choice_of(asked.ground, Ground, field="ground")
    day = day_or_none(asked.date, field="date")
    with desk.open() as workplace:
        command = ChangeGround(
            number=asked.number,
            ground=ground,
            day=day or workplace.context.today,
            answers=None if criteria is None else criteria.get("answers", {}),
            reason=reason_of(asked.reason, criteria),
        )
        done = change_ground(workplace.context, command)
    return _replaced(done, f"har personkrets {done.certificate.ground}")


def _replaced(done: Replaced, what: str) -> Answer:
    new, old = done.certificate, done.replaced
    return Answer(
        document={"certificate": new.number, "replaced": old.number, "event": done.event},
        lines=[
            f"Intyget {new.number} {what} och gäller från {new.issued}.",
            f"Intyget {old.number} gäller till och med {old.last_day}.",
        ],
        warnings=done.warnings,
    )


def _validity(desk: Desk, asked: Namespace) -> Answer:
    if (asked.valid_to is None) is not asked.open_ended:
        raise WrongUsage(
            "valid_to_missing",
            "Ange --valid-to med sista dagen, eller --open-ended för tills vidare.",
            field="valid_to",
        )
    command = ChangeValidity(
        number=asked.number, valid_to=day_or_none(asked.valid_to, field="valid_to")
    )
    with desk.open() as workplace:
        done = change_validity(workplace.context, command)
    last = done.certificate.valid_to
    until = "tills vidare" if last is None else f"till och med {last}"
    return _changed(done, f"gäller {until}.")


def _copy(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        done = order_letter_copy(workplace.context, number=asked.number)
        if asked.out is None:
            return _changed(done, "står i kön för kopia på brev.")
        printed = print_certificates(
            workplace.context,
            workplace.printer,
            numbers=[done.certificate.number],
            job=PrintJob(out=Path(asked.out)),
            copy=True,
        )
    answer = _changed(done, f"står i kön för kopia på brev. Kopian är utskriven: {printed.path}")
    document = {**answer.document, "file": str(printed.path), "pages": printed.pages}
    return Answer(document=document, lines=answer.lines, warnings=answer.warnings)


def _void(desk: Desk, asked: Namespace) -> Answer:
    with desk.open() as workplace:
        done = void_certificate(workplace.context, number=asked.number)
    return _changed(done, "är makulerat.")


def _changed(done: CertificateChanged, what: str) -> Answer:
    number = done.certificate.number
    return Answer(
        document={"certificate": number, "event": done.event},
        lines=[f"Intyget {number} {what}"],
        warnings=done.warnings,
    )


_NUMBER = word("number", "personnummer eller intygsnummer", shown="NUMMER")
_CRITERIA = option("--criteria", "TOML-fil med svar på kriterierna", word="FIL")
_REASON = option("--reason", "motivering, när beslutet avviker från reglerna", word="TEXT")

COMMANDS = (
    Command(
        words="certificate renew",
        help="förnya ett intyg: ett nytt intyg efter det som finns",
        run=_renew,
        arguments=(
            _NUMBER,
            option("--ground", "personkrets, annars den som intyget har", word="KRETS"),
            option(
                "--date", "första dagen, annars dagen efter den sista eller i dag", word="DATUM"
            ),
            option("--valid-to", "sista dagen, bara om det är tidsbegränsat", word="DATUM"),
            _CRITERIA,
            _REASON,
        ),
        example="certificate renew 19360101-6987 --criteria svar.toml",
    ),
    Command(
        words="certificate change-ground",
        help="ändra personkrets: ett nytt intyg tar vid utan uppehåll",
        run=_change_ground,
        arguments=(
            _NUMBER,
            option(
                "--ground", "den nya personkretsen: 1, 2a, 2b eller 2c", word="KRETS", required=True
            ),
            option("--date", "första dagen med den, annars i dag", word="DATUM"),
            _CRITERIA,
            _REASON,
        ),
        example="certificate change-ground 19360101-6987 --ground 2b --date 2026-11-22",
    ),
    Command(
        words="certificate validity",
        help="ändra hur länge ett intyg gäller",
        run=_validity,
        arguments=(
            _NUMBER,
            option("--valid-to", "sista dagen intyget gäller", word="DATUM"),
            flag("--open-ended", "tills vidare"),
        ),
        example="certificate validity 1490-2026-0412 --valid-to 2027-11-22",
    ),
    Command(
        words="certificate copy",
        help="beställ en kopia på brevet, med samma intygsnummer",
        run=_copy,
        arguments=(
            _NUMBER,
            option("--out", "skriv ut kommunens intyg som kopia till en PDF-fil", word="FIL"),
        ),
        example="certificate copy 1490-2026-0412 --out kopia.pdf",
    ),
    Command(
        words="certificate void",
        help="makulera ett intyg, som om det aldrig hade funnits",
        run=_void,
        arguments=(_NUMBER,),
        example="certificate void 1490-2026-0412",
    ),
)
