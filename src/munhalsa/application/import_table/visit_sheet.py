"""What the planning of answers, assessments and dental visits has in common."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date
from typing import Any, Generic, Protocol, TypeVar

from munhalsa.application.import_table.columns import Converted
from munhalsa.application.import_table.open_sheet import open_sheet
from munhalsa.application.import_table.person_file import (
    PersonFile,
    numbers_used,
    read_files,
    rows_of_hidden,
)
from munhalsa.application.import_table.plan import Desk
from munhalsa.domain.identity import IdentityNumber
from munhalsa.domain.refusal import Notice, Rejected


class RowOfPerson(Protocol):
    """A row that is about one person."""

    @property
    def row(self) -> int: ...

    @property
    def notices(self) -> tuple[Notice, ...]: ...

    @property
    def identity(self) -> IdentityNumber: ...


R = TypeVar("R", bound=RowOfPerson)


class VisitSheet(Generic[R]):
    """The rows of a table whose persons are known, each once; the others are judged already."""

    def __init__(self, desk: Desk, converted: Converted[R]) -> None:
        self.desk = desk
        self.headings = desk.headings
        self.sheet, self.rows = open_sheet(desk, converted)
        numbers = {row.identity.value for row in self.rows}
        self._files = read_files(desk.reader, numbers, day=desk.day)
        self.sheet.ledger.under = numbers_used(self._files)
        self.sheet.hidden = rows_of_hidden(self.rows, self._files, desk.session)
        self._seen: dict[Hashable, R] = {}

    @property
    def persons(self) -> list[str]:
        """The ids of those whom the table is about."""
        return sorted({file.id for file in self._files.values()})

    def file_of(self, row: R) -> PersonFile | None:
        """The person of the row; None where nobody has the number, and the row is rejected."""
        self.sheet.ledger.row = row.row
        self.sheet.notices.extend(row.notices)
        file = self._files.get(row.identity.value)
        if file is None:
            self.sheet.reject(
                row.row,
                Rejected(
                    "person_unknown",
                    "Ingen person i registret har det numret. Registrera personen först, eller "
                    "rätta numret.",
                    field=self.headings["identity"],
                ),
            )
        return file

    def stood_earlier(self, row: R, *key: Any) -> bool:
        """Whether the key stood earlier in the file; the row is then judged as a duplicate."""
        first = self._seen.setdefault(key, row)
        if first is row:
            return False
        differing = self.sheet.differing(first, row, self.headings)
        self.sheet.duplicate(row.row, first=first.row, differing=differing)
        return True

    def check_day(
        self, file: PersonFile, row: R, day: date, *, heading: str, after_death: bool = False
    ) -> None:
        """Rejected on a day to come, one before birth, and one after death."""
        if day > self.desk.day:
            raise Rejected(
                "date_in_future",
                f"{heading} ligger efter dagens datum. Rätta datumet.",
                field=heading,
            )
        born, year = row.identity.birth_date, row.identity.birth_year
        if (born is not None and day < born) or (year is not None and day.year < year):
            raise Rejected(
                "before_birth",
                f"{heading} ligger före personens födelse. Rätta datumet eller numret.",
                field=heading,
            )
        if not after_death and file.died_on is not None and file.died_on < day:
            raise Rejected(
                "person_deceased",
                "Personen är registrerad som avliden före den dagen. Kontrollera datumet.",
                field=heading,
            )

    def warn_without_certificate(self, file: PersonFile, row: R, day: date) -> None:
        """Point out what does not count in the figures: no certificate of ours was valid then."""
        for one in file.certificates:
            if (
                one.voided_on is None
                and one.issued <= day
                and (one.last_day is None or day <= one.last_day)
                and (one.handed_over_on is None or day <= one.handed_over_on)
            ):
                return
        self.sheet.warn(
            row.row,
            "no_certificate",
            "Personen hade inget giltigt intyg den dagen. Raden har tagits in, men räknas inte "
            "bland dem som fått munhälsobedömning eller tandvård.",
            column=self.headings["day"],
        )
