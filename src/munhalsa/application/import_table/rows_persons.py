"""Rows of the kind personer: a person, a home, a certificate and an answer in one line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from munhalsa.application.import_table.cells import Surroundings
from munhalsa.application.import_table.columns import (
    CellFault,
    Converted,
    read_columns,
)
from munhalsa.application.import_table.kinds import NO_MAPPING, Kind, TableMapping
from munhalsa.application.import_table.postal_places import part_places
from munhalsa.application.import_table.protected_remarks import refuse_unread_protection
from munhalsa.application.import_table.raw_table import RawTable
from munhalsa.application.import_table.whole_names import part_names
from munhalsa.domain.certificate import EndReason, Ground
from munhalsa.domain.identity import IdentityNumber
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.person import ProtectedIdentity, Relation
from munhalsa.domain.refusal import Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """A person as a table tells it; None where the cell is empty or the column is missing.

    ``unit`` is a unit's code or name as written. ``wants`` None is no answer.
    """

    row: int
    notices: tuple[Notice, ...]
    identity: IdentityNumber
    given_name: str
    family_name: str
    unit: str | None
    residence_from: date | None
    room: str | None
    street: str | None
    postal_code: str | None
    city: str | None
    protected_identity: ProtectedIdentity | None
    died_on: date | None
    dentist: str | None
    contact_name: str | None
    contact_relation: Relation | None
    contact_phone: str | None
    ground: Ground | None
    issued: date | None
    valid_to: date | None
    ended: date | None
    end_reason: EndReason | None
    issuer: str | None
    wants: bool | None
    answered: date | None


_AFTER_ISSUED = ("valid_to", "ended")
_TYPES = {
    "protected_identity": ProtectedIdentity,
    "contact_relation": Relation,
    "ground": Ground,
    "end_reason": EndReason,
}


def convert_persons(
    table: RawTable, *, kind: Kind, around: Surroundings, mapping: TableMapping = NO_MAPPING
) -> Converted[PersonRow]:
    """Every row as a PersonRow or rejected."""
    values = read_columns(table, kind=kind, around=around, mapping=mapping, types=_TYPES)
    part_names(values, kind.column("full_name"))
    part_places(values)
    refuse_unread_protection(table, values, kind=kind, mapping=mapping)
    headings = {column.key: column.heading for column in kind.columns}
    rows = []
    dated = "answered" in values.headings
    for index, read in enumerate(values.assemble(PersonRow)):
        if index in values.faults:
            continue
        row = read if dated else _with_day_of_answer(read, headings["wants"], around.today)
        faults = _faults(row, headings=headings, today=around.today)
        if faults:
            values.faults[index] = faults
            continue
        notices = _notices(row, headings=headings)
        rows.append(replace(row, notices=(*row.notices, *notices)) if notices else row)
    return Converted(
        rows=rows,
        rejected=values.rejected(),
        unknown_columns=values.unknown,
        notices=values.about,
    )


def _with_day_of_answer(row: PersonRow, column: str, today: date) -> PersonRow:
    """The answer of a list that never kept the days of them: that of the certificate, told of.

    Earlier than the truth at most, so that somebody who said no is asked again too soon rather
    than never.
    """
    if row.wants is None or row.issued is None or row.issued > today:
        return row
    notice = Notice(
        code="day_assumed",
        message="Listan har ingen kolumn med svarsdatum. Svaret har fått samma dag som intyget.",
        row=row.row,
        column=column,
    )
    return replace(row, answered=row.issued, notices=(*row.notices, notice))


def _faults(row: PersonRow, *, headings: dict[str, str], today: date) -> list[CellFault]:
    """What the row says against itself; what the store says is for the plan."""
    faults = []
    if row.issued is None:
        if _tells_of_certificate(row):
            faults.append(
                CellFault(
                    code="issued_missing",
                    column=headings["issued"],
                    message="Raden har uppgifter om ett intyg men inte när det utfärdades. "
                    "Fyll i Intyg utfärdat.",
                )
            )
    else:
        for key in _AFTER_ISSUED:
            day = getattr(row, key)
            if day is not None and day < row.issued:
                faults.append(
                    CellFault(
                        code=f"{key}_before_issued",
                        column=headings[key],
                        message=f"{headings[key]} ligger före den dag intyget börjar gälla. "
                        "Rätta ett av datumen.",
                    )
                )
    if row.died_on is not None:
        faults += _faults_of_death(row.died_on, row.identity, headings=headings, today=today)
    if row.answered is not None and row.answered > today:
        faults.append(_in_future(headings["answered"]))
    faults += _before_birth(row, headings)
    if row.wants is not None and row.answered is None:
        faults.append(
            CellFault(
                code="answered_missing",
                column=headings["answered"],
                message="Svaret om munhälsobedömning saknar datum. Fyll i Svarsdatum, eller läs "
                "listan utan den kolumnen: då får svaren samma dag som intyget.",
            )
        )
    return faults


def _tells_of_certificate(row: PersonRow) -> bool:
    return not (
        row.ground is None and row.valid_to is None and row.ended is None and row.end_reason is None
    )


def _faults_of_death(
    died_on: date, identity: IdentityNumber, *, headings: dict[str, str], today: date
) -> list[CellFault]:
    if died_on > today:
        return [_in_future(headings["died_on"])]
    if identity.birth_date is not None and died_on < identity.birth_date:
        fault = CellFault(
            code="died_before_born",
            column=headings["died_on"],
            message="Avliden ligger före födelsedatumet. Rätta datumet eller personnumret.",
        )
        return [fault]
    return []


def _before_birth(row: PersonRow, headings: dict[str, str]) -> list[CellFault]:
    born = row.identity.birth_date or date(row.identity.birth_year or 1, 1, 1)
    return [
        CellFault(
            code="before_birth",
            column=headings[key],
            message=f"{headings[key]} ligger före personens födelse. Rätta datumet eller numret.",
        )
        for key, day in (
            ("residence_from", row.residence_from),
            ("issued", row.issued),
            ("answered", row.answered),
        )
        if day is not None and day < born
    ]


def _in_future(heading: str) -> CellFault:
    return CellFault(
        code="date_in_future",
        column=heading,
        message=f"{heading} ligger efter dagens datum. Rätta datumet.",
    )


def _notices(row: PersonRow, *, headings: dict[str, str]) -> list[Notice]:
    notices = []
    if row.answered is not None and row.wants is None:
        notices.append(
            Notice(
                code="answer_missing",
                message="Raden har ett svarsdatum men inget svar. Inget svar har tagits in.",
                row=row.row,
                column=headings["wants"],
            )
        )
    if row.contact_name is None and not (
        row.contact_relation is None and row.contact_phone is None
    ):
        notices.append(
            Notice(
                code="contact_name_missing",
                message="Raden har uppgifter om en kontaktperson utan namn. "
                "Kontaktpersonen har inte tagits in.",
                row=row.row,
                column=headings["contact_name"],
            )
        )
    return notices
