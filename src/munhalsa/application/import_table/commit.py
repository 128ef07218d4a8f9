"""Planning an import, and carrying the plan out: one transaction, all or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from operator import attrgetter
from types import MappingProxyType

from munhalsa.application.came_under import note_merges_used
from munhalsa.application.context import Context
from munhalsa.application.import_table.conflicts import conflicts_of
from munhalsa.application.import_table.consequences import with_consequences
from munhalsa.application.import_table.kinds import Kind, KindName
from munhalsa.application.import_table.ledger import Ledger
from munhalsa.application.import_table.plan import (
    Desk,
    ImportChoices,
    ImportPlan,
    Progress,
    RowVerdict,
    Sheet,
    Verdict,
    report,
)
from munhalsa.application.import_table.plan_assessments import plan_assessments
from munhalsa.application.import_table.plan_care import plan_care
from munhalsa.application.import_table.plan_dental import plan_dental_visits
from munhalsa.application.import_table.plan_deviations import plan_deviations
from munhalsa.application.import_table.plan_persons import plan_persons
from munhalsa.application.import_table.plan_population import plan_population
from munhalsa.application.import_table.plan_registry import plan_registry
from munhalsa.application.import_table.plan_responses import plan_responses
from munhalsa.application.import_table.plan_trainings import plan_trainings
from munhalsa.application.import_table.plan_units import plan_units
from munhalsa.application.import_table.raw_table import RawTable
from munhalsa.application.import_table.receipt import Receipt, receipt_of
from munhalsa.application.import_table.remarks import remarks_on
from munhalsa.application.import_table.rows_aside import LEFT_ASIDE
from munhalsa.application.memory import without_cycle_search
from munhalsa.application.ports import Deed, Reader, UnitOfWork
from munhalsa.application.settings import rules_of_municipality
from munhalsa.domain.account import ImportBatch, Permission
from munhalsa.domain.certificate import number_of
from munhalsa.domain.merge import Merge
from munhalsa.domain.refusal import Rejected
from munhalsa.domain.swedish import rows_told
from munhalsa.domain.unit import Unit

ACTION = "table.imported"
_CHUNK = 5000
_SHOWN_ROWS = 10
_PLANNERS: Mapping[KindName, Callable[[RawTable, Desk], Sheet]] = MappingProxyType(
    {
        KindName.UNITS: plan_units,
        KindName.PERSONS: plan_persons,
        KindName.CARE_LISTS: plan_care,
        KindName.REGISTRY: plan_registry,
        KindName.RESPONSES: plan_responses,
        KindName.ASSESSMENTS: plan_assessments,
        KindName.DENTAL_VISITS: plan_dental_visits,
        KindName.TRAINING: plan_trainings,
        KindName.DEVIATIONS: plan_deviations,
        KindName.POPULATION: plan_population,
    }
)
KINDS_TAKEN_IN = tuple(_PLANNERS)
"""The kinds of tables that can be taken in, in the order to do it."""

DEFAULT_CHOICES = ImportChoices()


class PlanChanged(Rejected):
    """The plan that the user saw no longer holds; ``rows`` are those whose verdict is another."""

    def __init__(self, message: str, *, rows: tuple[int, ...]) -> None:
        super().__init__("plan_changed", message)
        self.rows = rows


def _go_on(_done: int, _total: int) -> bool:
    return True


def _nothing() -> None:
    return None


def plan_import(
    context: Context,
    table: RawTable,
    kind: Kind,
    choices: ImportChoices = DEFAULT_CHOICES,
    *,
    progress: Progress = _go_on,
) -> ImportPlan:
    """One verdict a row, and nothing written.

    FileUnusable when a required heading is missing; Rejected('cancelled') when ``progress`` says
    stop.
    """
    context.require_everywhere(Permission.IMPORT)
    with without_cycle_search(), context.read(Permission.IMPORT) as reader:
        return _draw_up(context, reader, table, kind, choices, progress, now=context.clock.now())


def commit_import(
    context: Context,
    table: RawTable,
    kind: Kind,
    choices: ImportChoices = DEFAULT_CHOICES,
    *,
    expected: ImportPlan | None = None,
    file_now: Callable[[], str] | None = None,
    before_commit: Callable[[], None] = _nothing,
    progress: Progress = _go_on,
) -> Receipt:
    """Take the table in; ``before_commit`` (the backup) runs first if anything will change.

    ``expected`` is the plan that the user saw, with the choices it was made for: PlanChanged if the
    file or a verdict is another now. ``file_now`` gives the SHA-256 that the file has by now.
    """
    context.require_everywhere(Permission.IMPORT)
    with without_cycle_search():
        plan = expected or plan_import(context, table, kind, choices, progress=progress)
        if plan.sha256 != table.sha256 or (file_now is not None and file_now() != table.sha256):
            raise PlanChanged(
                "Filen har ändrats sedan planen gjordes. Läs in den på nytt.", rows=()
            )
        if plan.brings_something:
            before_commit()
        with context.write(_deed(kind, batch=""), Permission.IMPORT) as work:
            if not _still_holds(context, work, plan):
                seen = plan
                plan = _draw_up(context, work, table, kind, seen.choices, progress, now=work.now)
                if expected is not None:
                    _check_same(seen, plan)
            return _carry_out(context, work, plan, kind, progress)


def _still_holds(context: Context, work: UnitOfWork, plan: ImportPlan) -> bool:
    """Whether making the plan again could only give the same: nobody has changed anything since."""
    return plan.day == context.today and not work.exchange.has_changed_since(plan.moment)


def _draw_up(
    context: Context,
    reader: Reader,
    table: RawTable,
    kind: Kind,
    choices: ImportChoices,
    progress: Progress,
    *,
    now: datetime,
) -> ImportPlan:
    planner = _PLANNERS.get(kind.name)
    if planner is None:
        raise Rejected(
            "kind_not_supported",
            f"Tabeller av slaget {kind.name} tas inte in. De stäms av: munhalsa reconcile.",
            field="kind",
        )
    desk = Desk(
        reader=reader,
        day=context.today,
        now=now,
        rules=rules_of_municipality(reader, context.rules),
        session=context.session,
        new_id=context.new_id,
        kind=kind,
        choices=choices,
        progress=progress,
    )
    moment = reader.exchange.moment()
    sheet = planner(table, desk)
    rows = with_consequences(desk, sheet)
    _check_every_row(kind, table, sheet, rows)
    return ImportPlan(
        kind=kind.name,
        sha256=table.sha256,
        day=context.today,
        choices=choices,
        moment=moment,
        rows=tuple(rows),
        notices=tuple(sorted(sheet.notices, key=lambda notice: notice.row or 0)),
        unknown_columns=sheet.unknown_columns,
        counts=Counter(map(attrgetter("verdict"), rows)),
        conflicts=conflicts_of(sheet, rows, kind),
        ledger=sheet.ledger,
    )


def _check_every_row(kind: Kind, table: RawTable, sheet: Sheet, rows: Sequence[RowVerdict]) -> None:
    """No row of a file may be lost on the way or count twice: rather a bug told than that.

    Only those set aside, which are told, have no verdict. The rows of statistics are added up:
    a verdict for each municipality, year and age.
    """
    if kind.year_columns is not None:
        return
    aside = {notice.row for notice in sheet.notices if notice.code in LEFT_ASIDE}
    judged = [row.row for row in rows]
    there = [number for number, _ in table.rows if number not in aside]
    if judged != there:
        raise RuntimeError("a row of the file has no verdict, or more than one")


def _check_same(expected: ImportPlan, now: ImportPlan) -> None:
    verdicts = [(row.row, row.verdict, row.code) for row in expected.rows]
    changed = tuple(
        after.row
        for before, after in zip(verdicts, now.rows, strict=True)
        if before != (after.row, after.verdict, after.code)
    )
    if changed:
        first = ", ".join(map(str, changed[:_SHOWN_ROWS]))
        more = " med flera" if len(changed) > _SHOWN_ROWS else ""
        raise PlanChanged(
            f"Registret har ändrats sedan planen gjordes, så rad {first}{more} skulle få ett annat "
            "utfall. Gå igenom planen på nytt.",
            rows=changed,
        )


def _carry_out(
    context: Context, work: UnitOfWork, plan: ImportPlan, kind: Kind, progress: Progress
) -> Receipt:
    if plan.choices.all_or_nothing and plan.faulty:
        raise Rejected(
            "rows_rejected",
            f"{rows_told(plan.faulty)} kan inte tas in, så inget har sparats. "
            "Rätta dem, eller ta in de övriga.",
        )
    batch = _batch(context, work, plan)
    _write(work, plan.ledger, progress)
    joined = work.find(Merge, other_number=plan.ledger.under)
    note_merges_used(work, joined, new_id=context.new_id)
    work.add(batch)
    work.add(remarks_on(receipt_of(plan), id=context.new_id(), batch=batch.id))
    work.redeem(_deed(kind, batch=batch.id, plan=plan))
    done = work.commit()
    return receipt_of(
        plan,
        batch=batch.id,
        event=done.event,
        changes=done.changes,
        time=work.now,
        user=context.session.name,
    )


def _write(work: UnitOfWork, ledger: Ledger, progress: Progress) -> None:
    """Units first, for homes point to them; then what changes, to make room for what is new."""
    numbers = _certificate_numbers(work, ledger)
    records = list(ledger.records(numbers))
    for record in records:
        if isinstance(record, Unit):
            work.add(record)
    work.change_all(ledger.edits())
    rest = [record for record in records if not isinstance(record, Unit)]
    for start in range(0, len(rest), _CHUNK):
        for record in rest[start : start + _CHUNK]:
            work.add(record)
        work.flush()
        report(progress, min(start + _CHUNK, len(rest)), len(rest))


def _certificate_numbers(work: UnitOfWork, ledger: Ledger) -> dict[str, str]:
    """A number for each new certificate, by the year of issue and in the order of the file."""
    issued = list(ledger.issued_days())
    if not issued:
        return {}
    municipality = work.municipality
    counts = Counter(day.year for _, day in issued)
    following = {
        year: work.next_numbers(f"certificate-{municipality}-{year}", count)
        for year, count in sorted(counts.items())
    }
    numbers: dict[str, str] = {}
    for certificate, day in issued:
        numbers[certificate] = number_of(municipality, day.year, following[day.year])
        following[day.year] += 1
    return numbers


def _batch(context: Context, work: UnitOfWork, plan: ImportPlan) -> ImportBatch:
    return ImportBatch(
        id=context.new_id(),
        kind=plan.kind,
        file_sha256=plan.sha256,
        rows_in=plan.rows_in,
        new=plan.counts[Verdict.NEW],
        changed=plan.counts[Verdict.CHANGED],
        unchanged=plan.counts[Verdict.UNCHANGED],
        duplicate=plan.counts[Verdict.DUPLICATE],
        rejected=plan.counts[Verdict.REJECTED],
        event_id=work.event,
    )


def _deed(kind: Kind, *, batch: str, plan: ImportPlan | None = None) -> Deed:
    details = {} if plan is None else {verdict.value: plan.counts[verdict] for verdict in Verdict}
    return Deed(
        action=ACTION,
        subject_kind="import_batch",
        subject_id=batch,
        details={"kind": kind.name.value, **details},
    )
