"""Once everything is settled, by whatever choice, the same list and the next one find nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

import pytest

from munhalsa.adapters.tables.kinds import load_kind
from munhalsa.application.context import Context
from munhalsa.application.export_profile import ExportRow
from munhalsa.application.ports import Deed
from munhalsa.application.reconcile import Reconciliation, compare_again
from munhalsa.application.settle_differences import SettleDifferences, settle_differences
from munhalsa.domain.certificate import EndReason, Registration, RegistrationState
from munhalsa.domain.reconciliation import Aspect, Choice, Difference
from tests.support.deeds import identity
from tests.support.imports import Line, table_of
from tests.support.random_municipality import put_into_store, random_municipality

CHOICES = list(Choice)
LONG_GONE = identity("19100101", 1)


@dataclass
class Outside:
    """What Intygsbeställningen has, a line for each person; told by files, as VGR would be."""

    lines: dict[str, Line] = field(default_factory=dict)

    def take(self, row: ExportRow) -> None:
        """Have it as it is told: a certificate is there until it is told that it has ended."""
        last = row.last_day
        self.lines[row.personal_identity_number] = {
            "Personnummer": row.personal_identity_number,
            "Boendeenhet": row.unit_name or "",
            "Önskar munhälsobedömning": {True: "Ja", False: "Nej", None: ""}[row.wants],
            "Grund": row.ground.value,
            "Utfärdat": row.issued.isoformat(),
            "Giltigt till": "" if last is None else last.isoformat(),
        }

    def forget(self, number: str) -> None:
        """Ended there by hand."""
        self.lines.pop(number, None)


def newest(context: Context, *, waiting: bool) -> list[ExportRow]:
    """The newest certificate of each, of those who are known; or of those about whom one waits."""
    with context.store.read() as reader:
        sources = list(
            reader.registrations.export_sources(context.today, everything=True, since=None)
        )
    found: dict[str, ExportRow] = {}
    told: set[str] = set()
    for source in sources:
        number = source.row.personal_identity_number
        if source.row.waiting:
            told.add(number)
        if number not in found or source.row.issued > found[number].issued:
            found[number] = source.row
    return [row for number, row in found.items() if not waiting or number in told]


def gone_astray(random: Random, outside: Outside, *, day: date, units: list[str]) -> None:
    """Mistakes of every kind on their side, and people whom nobody here knows."""
    for number, line in list(outside.lines.items()):
        change = random.randrange(8)
        later = (day + timedelta(days=random.randint(1, 300))).isoformat()
        earlier = (day - timedelta(days=random.randint(0, 300))).isoformat()
        changed: Line = [
            {},
            {"Boendeenhet": random.choice([*units, ""])},
            {"Önskar munhälsobedömning": random.choice(["Ja", "Nej", ""])},
            {"Giltigt till": random.choice([later, earlier, ""])},
            {"Grund": random.choice(["1", "2a", "2b", "2c"])},
            {"Giltigt till": earlier, "Boendeenhet": random.choice(units)},
            {"Önskar munhälsobedömning": "Nej", "Grund": "1", "Giltigt till": later},
            {"Boendeenhet": "En annan enhet"},
        ][change]
        outside.lines[number] = {**line, **changed}
        if random.random() < 0.15:
            outside.forget(number)
    for serial in range(3):
        stranger = identity("19200101", 500 + serial)
        outside.lines[stranger] = {"Personnummer": stranger, "Önskar munhälsobedömning": "Ja"}


def compared(context: Context, outside: Outside) -> Reconciliation:
    headings = ("Personnummer", "Boendeenhet", "Önskar munhälsobedömning", "Grund", "Utfärdat")
    empty = dict.fromkeys((*headings, "Giltigt till"), "")
    ended = {**empty, "Personnummer": LONG_GONE, "Giltigt till": "2020-01-01"}
    lines = [ended, *({**empty, **line} for line in outside.lines.values())]
    return compare_again(context, table_of(lines), load_kind("avstamning"))


def settle_everything(
    random: Random, context: Context, outside: Outside
) -> dict[Choice, list[Difference]]:
    """By a choice drawn for each; what a rule refuses is left as it is."""
    found = compared(context, outside)
    drawn: dict[Choice, list[Difference]] = {choice: [] for choice in CHOICES}
    for one in found.differences:
        drawn[random.choice(CHOICES)].append(one)
    done: dict[Choice, list[Difference]] = {choice: [] for choice in CHOICES}
    refused: list[Difference] = []
    for choice, those in drawn.items():
        command = SettleDifferences(
            differences=those,
            choice=choice,
            listed=found.listed,
            reason=EndReason.NOT_ENTITLED,
        )
        settled = settle_differences(context, command)
        done[choice] += settled.done
        refused += [one for one, _ in settled.refused]
    anew = compared(context, outside)
    left = {one.key for one in anew.differences}
    assert left <= {one.key for one in refused}
    command = SettleDifferences(
        differences=anew.differences, choice=Choice.LEAVE, listed=anew.listed
    )
    last = settle_differences(context, command)
    assert last.refused == ()
    done[Choice.LEAVE] += last.done
    return done


def tell_outside(context: Context, outside: Outside, right_here: list[Difference]) -> None:
    """Everything that waits is told and registered; who is only there is ended by hand."""
    for row in newest(context, waiting=True):
        outside.take(row)
    for one in right_here:
        if one.aspect is Aspect.ONLY_THERE:
            outside.forget(one.number)
    deed = Deed(action="test.registered", subject_kind="test", subject_id="")
    with context.write(deed) as work:
        for line in work.find(Registration, state=RegistrationState.TO_REGISTER):
            work.change(line, state=RegistrationState.REGISTERED)
        work.commit()


def assert_settled_data_has_no_difference(context: Context, seed: int, *, persons: int) -> int:
    random, outside = Random(seed), Outside()
    records = random_municipality(random, persons=persons)
    for person in records["persons"]:
        person["number"] = identity("19300101", 100 + person["id"])
    for one in records["units"]:
        one["active_from"] = one["active_to"] = None
    put_into_store(context, records)
    for row in newest(context, waiting=False):
        outside.take(row)
    assert compared(context, outside).differences == ()
    units = [one["name"] for one in records["units"]]
    gone_astray(random, outside, day=context.today, units=units)
    count = len(compared(context, outside).differences)
    done = settle_everything(random, context, outside)
    assert compared(context, outside).differences == ()
    tell_outside(context, outside, done[Choice.HERE])
    after = compared(context, outside)
    assert after.differences == ()
    choices = {one.settled.choice for one in after.earlier if one.difference is not None}
    assert choices <= {Choice.LEAVE}
    return count


@pytest.mark.parametrize(("seed", "persons"), [(1, 30)])
def test_what_is_settled_is_found_no_more(context: Context, seed: int, persons: int) -> None:
    assert assert_settled_data_has_no_difference(context, seed, persons=persons) > 10


@pytest.mark.long
@pytest.mark.parametrize("seed", range(100, 150))
def test_what_is_settled_is_found_no_more_in_fifty_municipalities(
    context: Context, seed: int
) -> None:
    persons = Random(seed).choice([0, 3, 20, 60])
    assert_settled_data_has_no_difference(context, seed, persons=persons)
