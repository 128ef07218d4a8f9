"""The certificate of a row: added by a new day of issue, else brought up to date."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from munhalsa.application.import_table.known import KnownCertificate
from munhalsa.application.import_table.person_file import PersonFile
from munhalsa.application.import_table.plan import Desk, Sheet
from munhalsa.application.import_table.rows_persons import PersonRow
from munhalsa.domain.certificate import (
    Certificate,
    EndReason,
    RegistrationKind,
    check_period,
    last_day_of,
)
from munhalsa.domain.departure import ended_by_death
from munhalsa.domain.eligibility import AgeStatus, age_gate
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import Rejected

_TOLD_AS = {
    "ground": RegistrationKind.GROUND,
    "valid_to": RegistrationKind.VALIDITY,
    "ended": RegistrationKind.ENDED,
    "end_reason": RegistrationKind.ENDED,
}
_AGE_CODES = {
    AgeStatus.TOO_YOUNG: "under_age_limit",
    AgeStatus.UNCONFIRMED: "age_limit_unconfirmed",
    AgeStatus.UNKNOWN: "age_unknown",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateChange:
    """What a row asks of the certificate; ``known`` None: a new one. Nothing is written yet."""

    known: KnownCertificate | None
    values: dict[str, Any]


class CertificatePlanner:
    """Checks first, so that a rejected row leaves no trace; then writes."""

    def __init__(self, desk: Desk, sheet: Sheet) -> None:
        self._desk = desk
        self._sheet = sheet
        self._headings = desk.headings
        self._gates: dict[tuple[date, int | None], tuple[str, str] | None] = {}

    def check(self, file: PersonFile, row: PersonRow) -> CertificateChange | None:
        """What is to be done; None where nothing is. Rejected with the heading at fault."""
        if row.issued is None:
            return None
        known = _with_issue_day(file.certificates, row.issued)
        if known is None:
            self._check_new(file, row, row.issued)
        elif known.voided_on is not None:
            self._sheet.warn(
                row.row,
                "certificate_void",
                f"{_called(known, row.issued).capitalize()} är makulerat här, så raden ändrar det "
                "inte. Ska det gälla: ångra makuleringen.",
                column=self._headings["issued"],
            )
            return None
        ended, reason = self._end(row, known)
        died = row.died_on or file.died_on
        if died is not None and _ends_by_death(row, known, row.issued, ended, died):
            ended, reason = died, EndReason.DECEASED
        told = {
            "ground": row.ground,
            "valid_to": row.valid_to,
            "ended": ended,
            "end_reason": reason,
            "issuer": row.issuer,
        }
        values = {
            name: value
            for name, value in told.items()
            if value is not None and (known is None or getattr(known, name) != value)
        }
        if not values:
            return None
        self._check_overlap(file, row, row.issued, known, values)
        return CertificateChange(known=known, values=values)

    def _check_new(self, file: PersonFile, row: PersonRow, issued: date) -> None:
        if row.ground is None:
            raise Rejected(
                "ground_missing",
                "Intyget saknar grund. Fyll i 1, 2a, 2b eller 2c, eller läs en annan kolumn som "
                "Grund, till exempel den som säger insatsen.",
                field=self._headings["ground"],
            )
        try:
            check_period(issued=issued, valid_to=row.valid_to, today=self._desk.day)
        except Rejected as fault:
            heading = self._headings["issued"]
            raise Rejected(fault.code, fault.message, field=heading) from None
        died = row.died_on or file.died_on
        if died is not None and issued > died:
            raise Rejected(
                "issued_after_death",
                "Intyget är utfärdat efter dödsdagen. Rätta ett av datumen.",
                field=self._headings["issued"],
            )

    def _end(
        self, row: PersonRow, known: KnownCertificate | None
    ) -> tuple[date | None, str | None]:
        """Last day and reason as the row has them, each filled in from what goes without saying."""
        ended: date | None = row.ended
        reason: str | None = row.end_reason
        if ended is None and reason is not None:
            ended = known.ended if known is not None else None
            if ended is None and reason == EndReason.DECEASED:
                ended = row.died_on
            if ended is None:
                raise Rejected(
                    "ended_missing",
                    "Raden har en avslutsorsak men inget datum. Fyll i Avslutat.",
                    field=self._headings["ended"],
                )
        elif ended is not None and reason is None:
            reason = known.end_reason if known is not None else None
            if reason is None and row.died_on is not None:
                reason = EndReason.DECEASED
            if reason is None:
                raise Rejected(
                    "end_reason_missing",
                    "Intyget är avslutat men orsaken saknas. Fyll i Avslutsorsak.",
                    field=self._headings["end_reason"],
                )
        return ended, reason

    def _check_overlap(
        self,
        file: PersonFile,
        row: PersonRow,
        issued: date,
        known: KnownCertificate | None,
        values: dict[str, Any],
    ) -> None:
        last = last_day_of(
            values.get("valid_to", known.valid_to if known else None),
            values.get("ended", known.ended if known else None),
        )
        for other in file.certificates:
            if other is known or other.voided_on is not None:
                continue
            until = _last_day_by(row, other, died_before=file.died_on)
            if until is not None and until < issued:
                continue
            if last is not None and last < other.issued:
                continue
            raise Rejected(
                "certificate_overlap",
                f"{_called(known, issued).capitalize()} gäller samma dagar som "
                f"{_called(other, other.issued)}. "
                "Avsluta det ena, eller rätta datumen.",
                field=self._headings["issued"],
            )

    def write(self, file: PersonFile, row: PersonRow, change: CertificateChange) -> list[str]:
        """Put the change in the ledger; the headings of what changed, none for a new one."""
        known, values = change.known, change.values
        if known is None:
            self._add(file, row, values)
            return []
        fields = dict(values)
        if "valid_to" in values or "ended" in values:
            fields["last_day"] = last_day_of(
                values.get("valid_to", known.valid_to), values.get("ended", known.ended)
            )
        self.revise(file, known, fields)
        for name in values:
            if name in _TOLD_AS:
                file.tell(known.id, _TOLD_AS[name])
        if "ground" in values:
            self._warn_of_age(row, known.issued)
        return [self._headings[name] for name in values]

    def revise(self, file: PersonFile, known: KnownCertificate, fields: dict[str, Any]) -> None:
        """Other values for a certificate, in the ledger and in the person's file."""
        self._sheet.ledger.edit(Certificate, known, subject=file.id, **fields)
        position = file.certificates.index(known)
        file.certificates[position] = known._replace(**fields)
        file.touched.add(known.id)

    def _add(self, file: PersonFile, row: PersonRow, values: dict[str, Any]) -> None:
        fields: dict[str, Any] = {
            "id": self._desk.new_id(),
            "person_id": file.id,
            "issued": row.issued,
            "valid_to": None,
            "ended": None,
            "end_reason": None,
            "issuer": None,
        }
        fields |= values
        fields["last_day"] = last_day_of(fields["valid_to"], fields["ended"])
        self._sheet.ledger.add(Certificate, **fields)
        certificate = KnownCertificate(version=1, number=None, voided_on=None, **fields)
        file.certificates.append(certificate)
        file.touched.add(certificate.id)
        file.tell(certificate.id, RegistrationKind.NEW)
        if certificate.ended is not None:
            file.tell(certificate.id, RegistrationKind.ENDED)
        self._warn_of_age(row, certificate.issued)

    def _warn_of_age(self, row: PersonRow, issued: date) -> None:
        """The decision was made outside the program: taken in, and pointed out."""
        key = (issued, row.identity.birth_year)
        if key not in self._gates:
            self._gates[key] = self._gate(*key)
        warning = self._gates[key]
        if warning is not None:
            code, message = warning
            self._sheet.warn(row.row, code, message, column=self._headings["issued"])

    def _gate(self, day: date, birth_year: int | None) -> tuple[str, str] | None:
        try:
            gate = age_gate(rules=self._desk.rules, day=day, birth_year=birth_year)
        except Rejected as fault:
            return fault.code, fault.message
        if gate.status is AgeStatus.OK:
            return None
        return _AGE_CODES[gate.status], gate.because.sentence


def _last_day_by(
    row: PersonRow, known: KnownCertificate, *, died_before: date | None
) -> date | None:
    """The last day; of a certificate that ended with a death, with the day that the row has."""
    if row.died_on is not None and ended_by_death(known, died_before):
        return last_day_of(known.valid_to, row.died_on)
    return known.last_day


def _ends_by_death(
    row: PersonRow, known: KnownCertificate | None, issued: date, ended: date | None, died: date
) -> bool:
    """Whether a death ended it before the day that is told, or did when the row came before.

    A row with a reason and no day of its own means the end that is known, and turns no reason.
    """
    if ended is None or died < issued:
        return False
    by_death = known is not None and known.end_reason == EndReason.DECEASED
    return died < ended or (row.ended is None and by_death and died == ended)


def _with_issue_day(
    certificates: Iterable[KnownCertificate], issued: date
) -> KnownCertificate | None:
    """The certificate with that first day; a void one only where there is no other."""
    found = None
    for certificate in certificates:
        if certificate.issued == issued and (found is None or certificate.voided_on is None):
            found = certificate
    return found


def _called(certificate: KnownCertificate | None, issued: date) -> str:
    number = None if certificate is None else certificate.number
    return f"intyget utfärdat {issued.isoformat()}" if number is None else f"intyg {number}"
