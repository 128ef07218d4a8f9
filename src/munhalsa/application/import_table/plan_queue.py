"""What an import leaves waiting for Intygsbeställningen, or notes as registered there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from munhalsa.application.import_table.known import KnownCertificate, KnownRegistration
from munhalsa.application.import_table.person_file import PersonFile
from munhalsa.application.import_table.plan import Desk, Sheet
from munhalsa.application.registration_queue import told_by
from munhalsa.domain.certificate import Registration, RegistrationKind, RegistrationState
from munhalsa.domain.unit import UnitChange, UnitRegistration


class QueuePlanner:
    """The same rule as for single changes, for a whole table at once when it has been planned."""

    def __init__(self, desk: Desk, sheet: Sheet) -> None:
        self._desk = desk
        self._sheet = sheet
        self._told: list[tuple[PersonFile, str, list[RegistrationKind]]] = []
        self._ahead: list[tuple[PersonFile, str]] = []
        registered = desk.choices.registered
        self._values: dict[str, Any] = {
            "state": RegistrationState.REGISTERED if registered else RegistrationState.TO_REGISTER,
            "since": desk.day,
            "marked_at": desk.now,
            "registered_on": desk.day if registered else None,
            "registered_by": desk.session.name if registered else None,
        }

    def note(self, file: PersonFile) -> None:
        """Remember what the person's changes call for."""
        for certificate in file.certificates:
            kinds = list(file.queue_of.get(certificate.id, ()))
            if file.queue and self._is_told(certificate):
                kinds += file.queue
            if file.queue_ahead and self._is_told(certificate):
                self._ahead.append((file, certificate.id))
            if kinds:
                self._told.append((file, certificate.id, kinds))

    def awaited(self, file: PersonFile) -> Iterable[RegistrationKind]:
        """What of the person's changes is to be told of certificates that still matter."""
        if self._desk.choices.registered or not any(map(self._is_told, file.certificates)):
            return ()
        return dict.fromkeys(file.queue)

    def _is_told(self, certificate: KnownCertificate) -> bool:
        """As ``registration_queue.concerned``: neither void, over nor handed over."""
        day = self._desk.day
        days = (certificate.last_day, certificate.handed_over_on)
        return certificate.voided_on is None and all(one is None or one >= day for one in days)

    def write(self) -> None:
        """Put down every line; only those of persons who were known can stand there already."""
        touched = [*(each[0] for each in self._told), *(each[0] for each in self._ahead)]
        persons = {file.id for file in touched if not file.is_new}
        known: dict[tuple[str, str], KnownRegistration] = {
            (line.certificate_id, line.kind): line
            for line in self._desk.reader.exchange.registrations(persons)
        }
        put: set[tuple[str, str]] = set()
        for file, certificate, kinds in self._told:
            for kind in dict.fromkeys(told_by(kinds, kind) for kind in kinds):
                put.add((certificate, kind))
                self._put(file, certificate, kind, known, self._values)
        for file, certificate in self._ahead:
            for kind, day in file.queue_ahead.items():
                line = known.get((certificate, kind))
                waits = line is not None and line.state == RegistrationState.TO_REGISTER
                if (certificate, kind) not in put and not waits:
                    self._put(file, certificate, kind, known, self._values | {"since": day})

    def _put(
        self,
        file: PersonFile,
        certificate: str,
        kind: RegistrationKind,
        known: Mapping[tuple[str, str], KnownRegistration],
        values: Mapping[str, Any],
    ) -> None:
        line = known.get((certificate, kind))
        if line is not None:
            self._sheet.ledger.edit(Registration, line, subject=file.id, **values)
            return
        self._sheet.ledger.add(
            Registration,
            id=self._desk.new_id(),
            certificate_id=certificate,
            person_id=file.id,
            kind=kind,
            **values,
        )

    def write_unit(
        self, unit: str, changes: Iterable[UnitChange], known: dict[UnitChange, UnitRegistration]
    ) -> None:
        """Put down what is to be told of a unit; ``known`` are its lines in the store."""
        for kind in changes:
            line = known.get(kind)
            if line is not None:
                self._sheet.ledger.edit(UnitRegistration, line, subject=unit, **self._values)
                continue
            self._sheet.ledger.add(
                UnitRegistration,
                id=self._desk.new_id(),
                unit_id=unit,
                kind=kind,
                **self._values,
            )
