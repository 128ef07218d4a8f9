"""A death in a table: what it ends, by the same rule as one that is recorded by hand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from munhalsa.application.import_table.known import KnownCertificate
from munhalsa.application.import_table.person_file import PersonFile
from munhalsa.application.import_table.plan import Desk, Sheet
from munhalsa.application.import_table.plan_certificates import CertificatePlanner
from munhalsa.application.import_table.rows_persons import PersonRow
from munhalsa.application.planned_visits import planned_since
from munhalsa.domain.assessment import Assessment
from munhalsa.domain.certificate import EndReason, RegistrationKind, last_day_of
from munhalsa.domain.departure import Fate, fate_at_death, homes_to_end, was_over_later
from munhalsa.domain.person import Residence, ResidenceKind
from munhalsa.domain.residence import A_DAY
from munhalsa.domain.response import Offer
from munhalsa.domain.round import PlannedVisit


class DeathPlanner:
    """What is dated after the death is voided, ends with it, or is pointed out."""

    def __init__(self, desk: Desk, sheet: Sheet, certificates: CertificatePlanner) -> None:
        self._desk = desk
        self._sheet = sheet
        self._heading = desk.headings["died_on"]
        self._certificates = certificates

    def settle(self, file: PersonFile, row: PersonRow, died: date, *, before: date | None) -> None:
        """End what the death ends; ``before`` is the day of death that was known."""
        with self._sheet.ledger.because("died_on"):
            self._settle(file, row, died, before=before)

    def _settle(self, file: PersonFile, row: PersonRow, died: date, *, before: date | None) -> None:
        for certificate in list(file.certificates):
            fate = fate_at_death(certificate, died=died, before=before)
            if fate is Fate.BEGAN_LATER:
                self._void(file, row, certificate)
            elif fate is Fate.ENDS:
                self._end(file, row, certificate, died, before=before)
        for home in homes_to_end(list(file.homes), last=died, before=before):
            self._sheet.ledger.edit(Residence, home, subject=file.id, to_day=died)
            file.homes[file.homes.index(home)] = home._replace(to_day=died)
        care = [] if file.is_new else self._care(file)
        for stretch in homes_to_end(care, last=died, before=before):
            self._sheet.ledger.edit(Residence, stretch, subject=file.id, to_day=died)
        if not file.is_new:
            self._end_visits(file, row, died)
        self._point_out(file, row, care, died)

    def _end_visits(self, file: PersonFile, row: PersonRow, died: date) -> None:
        for visit, planned in planned_since(self._desk.reader, file.id, died + A_DAY):
            fields = {"cancelled_on": self._desk.day, "reason": "avliden"}
            self._sheet.ledger.edit(PlannedVisit, visit, subject=file.id, **fields)
            self._sheet.warn(
                row.row,
                "visit_ended",
                f"Personen är struken från besöksdagen {planned.day}.",
                column=self._heading,
            )

    def _void(self, file: PersonFile, row: PersonRow, certificate: KnownCertificate) -> None:
        self._certificates.revise(file, certificate, {"voided_on": self._desk.day})
        file.tell(certificate.id, RegistrationKind.VOIDED)
        self._warn(row, "Ett intyg gällde från en dag efter dödsdagen. Det makuleras.")

    def _end(
        self,
        file: PersonFile,
        row: PersonRow,
        certificate: KnownCertificate,
        died: date,
        *,
        before: date | None,
    ) -> None:
        if was_over_later(certificate, before=before):
            self._warn(
                row, "Ett intyg var avslutat efter dödsdagen. Det slutar i stället på dödsdagen."
            )
        fields = {
            "ended": died,
            "end_reason": EndReason.DECEASED,
            "last_day": last_day_of(certificate.valid_to, died),
        }
        self._certificates.revise(file, certificate, fields)
        file.tell(certificate.id, RegistrationKind.ENDED)

    def _care(self, file: PersonFile) -> list[Residence]:
        """Who answers for the care and where the visit is made, which no row tells of."""
        known = self._desk.reader.find(Residence, person_id=file.id)
        return [one for one in known if one.kind is not ResidenceKind.HOME]

    def _point_out(
        self, file: PersonFile, row: PersonRow, care: Iterable[Residence], died: date
    ) -> None:
        find, new = self._desk.reader.find, file.is_new
        offers = [] if new else find(Offer, person_id=file.id)
        visits = [] if new else find(Assessment, person_id=file.id)
        later = (
            any(home.from_day > died for home in file.homes)
            or any(stretch.from_day > died for stretch in care)
            or any(one.answered > died for one in file.responses)
            or any(one.offered > died for one in offers)
            or any(one.day > died for one in visits)
        )
        if later:
            self._warn(
                row,
                "Personen har boenden, svar, erbjudanden eller bedömningar som är daterade efter "
                "dödsdagen. Kontrollera dem.",
            )

    def _warn(self, row: PersonRow, message: str) -> None:
        self._sheet.warn(row.row, "records_after_death", message, column=self._heading)
