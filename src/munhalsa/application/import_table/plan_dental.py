"""What a table of dental-care visits would change: N-tandvård that was received."""

from __future__ import annotations

from munhalsa.application.import_table.plan import Desk, Sheet, Verdict
from munhalsa.application.import_table.raw_table import RawTable
from munhalsa.application.import_table.rows_visits import DentalVisitRow, convert_rows
from munhalsa.application.import_table.unit_index import folded
from munhalsa.application.import_table.visit_sheet import VisitSheet
from munhalsa.domain.assessment import DentalVisit
from munhalsa.domain.refusal import Rejected


def plan_dental_visits(table: RawTable, desk: Desk) -> Sheet:
    """A verdict for every row of the table; a visit is its person, day and provider."""
    converted = convert_rows(
        table, DentalVisitRow, kind=desk.kind, around=desk.around, mapping=desk.choices.mapping
    )
    visits = VisitSheet(desk, converted)
    known = {
        (one.person_id, one.day, folded(one.provider or ""))
        for one in desk.reader.exchange.dental_visits(visits.persons)
    }
    for row in visits.rows:
        file = visits.file_of(row)
        if file is None:
            continue
        key = (file.id, row.day, folded(row.provider or ""))
        if visits.stood_earlier(row, *key):
            continue
        if key in known:
            visits.sheet.leave(row.row)
            continue
        try:
            visits.check_day(file, row, row.day, heading=desk.headings["day"])
        except Rejected as fault:
            visits.sheet.reject(row.row, fault)
            continue
        visits.warn_without_certificate(file, row, row.day)
        visits.sheet.ledger.add(
            DentalVisit,
            id=desk.new_id(),
            person_id=file.id,
            day=row.day,
            provider=row.provider,
        )
        visits.sheet.judge(row.row, Verdict.NEW)
    return visits.sheet
