"""The yearly report *Egenkontroll mot överenskommelsen*: duties, evidence, gaps."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from munhalsa.application.context import Context
from munhalsa.application.find_records import the_municipality
from munhalsa.application.forms import Printed
from munhalsa.application.ports import Deed, Reader
from munhalsa.application.ports_due import DueFilter, Moment
from munhalsa.application.practice import practice_of
from munhalsa.application.printing import FormPrinter, print_report_form
from munhalsa.application.quarterly_report import report_of
from munhalsa.application.report_forms import PaperTable, ReportForm, ReportPart
from munhalsa.application.settings import setting_value
from munhalsa.domain.account import Permission
from munhalsa.domain.closed_quarter import ClosedQuarter
from munhalsa.domain.deviation import Deviation, Disagreement
from munhalsa.domain.due import DueList
from munhalsa.domain.duties import Checked, Finding, YearFacts, check_duties
from munhalsa.domain.duty import Party
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.quarter import Quarter
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.unit import MunicipalityContact, Unit
from munhalsa.domain.unit_details import contacts_are_old

PARTIES = {
    Party.MUNICIPALITY: "Kommunen",
    Party.PROVIDER: "Tandvården",
    Party.BOTH: "Båda",
}
FINDINGS = {
    Finding.FULFILLED: "Uppfyllt",
    Finding.GAP: "Brist",
    Finding.UNKNOWN: "Går inte att visa",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfCheck:
    """A year's duties as they stand on ``day``: its last day, or today while it runs."""

    year: int
    day: date
    municipality: str
    rows: tuple[Checked, ...]

    def count(self, finding: Finding) -> int:
        """How many duties came to that."""
        return sum(row.finding is finding for row in self.rows)


def self_check(context: Context, year: int) -> SelfCheck:
    """Check every duty of the agreement against the records; it is noted."""
    context.require_everywhere(Permission.SEE_FIGURES)
    first = Quarter(year=year, number=1).first_day
    if first > context.today:
        raise Rejected(
            "year_in_future", "Året har inte börjat. Välj ett tidigare år.", field="year"
        )
    day = min(context.today, date(year, 12, 31))
    with context.read(Permission.SEE_FIGURES) as reader:
        facts = _facts(context, reader, year, day)
        municipality = the_municipality(reader).name
    deed = Deed(action="report.self_check", subject_kind="report", subject_id=str(year))
    context.store.note(deed, session=context.session)
    return SelfCheck(
        year=year,
        day=day,
        municipality=municipality,
        rows=check_duties(context.rules.duties, facts),
    )


def print_self_check(
    context: Context, printer: FormPrinter, check: SelfCheck, *, out: Path
) -> Printed:
    """Print a check that was made."""
    deed = Deed(action="print.self_check", subject_kind="report", subject_id=str(check.year))
    form = _form(context, check)
    return print_report_form(
        context, printer, form, leave=Permission.SEE_FIGURES, deed=deed, out=out
    )


def _facts(context: Context, reader: Reader, year: int, day: date) -> YearFacts:
    months = int(setting_value(reader, context.rules, "unit_contact_months", day=day))
    units = reader.find(Unit, order_by="sort_key")
    deviations = [one for one in reader.find(Deviation) if one.day.year == year]
    disagreements = [one for one in reader.find(Disagreement) if one.day.year == year]
    quarters = [Quarter(year=year, number=number) for number in (1, 2, 3, 4)]
    return YearFacts(
        day=day,
        report=report_of(context, reader, Quarter.of(day)),
        unverified=tuple(
            one.name
            for one in units
            if _has_begun(one, day) and contacts_are_old(one, day=day, months=months)
        ),
        contact_persons=sum(
            (one.from_day is None or one.from_day <= day)
            and (one.to_day is None or day <= one.to_day)
            for one in reader.find(MunicipalityContact)
        ),
        deviations=len(deviations),
        overdue=sum(one.is_overdue(day) for one in deviations),
        disagreements=len(disagreements),
        not_followed_up=sum(
            one.closed_on is not None and one.followed_up_on is None for one in disagreements
        ),
        unmet=_unmet(context, reader, day),
        closed=tuple(sorted(one.number for one in reader.find(ClosedQuarter, year=year))),
        over=tuple(one.number for one in quarters if one.last_day < context.today),
    )


def _unmet(context: Context, reader: Reader, day: date) -> int:
    moment = Moment(
        day=day, practice=practice_of(reader, context.rules, day=day), see_protected=True
    )
    return reader.due.tally(DueList.UNMET_NEED, DueFilter(), moment).count


def _has_begun(unit: Unit, day: date) -> bool:
    return unit.active_from is None or unit.active_from <= day


def _form(context: Context, check: SelfCheck) -> ReportForm:
    return ReportForm(
        texts="self_check",
        printed_on=context.today,
        title=f"Egenkontroll mot överenskommelsen {check.year}",
        facts=(
            ("Kommun", check.municipality),
            ("Per", check.day.isoformat()),
            *((words, str(check.count(finding))) for finding, words in FINDINGS.items()),
        ),
        parts=(_duties(check), _sources(check)),
    )


def _duties(check: SelfCheck) -> ReportPart:
    return ReportPart(
        heading="Åtaganden, underlag och brister",
        tables=(
            PaperTable(
                heads=("Vem", "Åtagande", "Läge", "Underlag och brister"),
                shares=(0.16, 0.3, 0.14, 0.4),
                rows=tuple(
                    (
                        PARTIES[row.duty.party],
                        row.duty.text,
                        FINDINGS[row.finding],
                        " ".join((row.evidence, *row.gaps)),
                    )
                    for row in check.rows
                ),
            ),
        ),
    )


def _sources(check: SelfCheck) -> ReportPart:
    told = dict.fromkeys(
        row.duty.source + (f". {row.duty.assumption}" if row.duty.assumption else "")
        for row in check.rows
    )
    return ReportPart(heading="Källor", items=tuple(told))
