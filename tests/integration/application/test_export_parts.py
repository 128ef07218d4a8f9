"""What a file for Intygsbeställningen told, part by part: kept, provable, and flat in memory."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from munhalsa.adapters.documents.printing import PdfForms
from munhalsa.adapters.ids import new_id
from munhalsa.adapters.store.audit_check import check_log
from munhalsa.adapters.store.checks import reading
from munhalsa.adapters.store.queries import registrations
from munhalsa.adapters.store.store import SqlStore
from munhalsa.adapters.tables.table_files import TableFiles
from munhalsa.application import export_registrations as exporting
from munhalsa.application.context import Context
from munhalsa.application.export_registrations import ROWS_A_PART
from munhalsa.application.extract_person import ExtractPerson, extract_person
from munhalsa.application.merge_persons import MergePersons, merge_persons
from munhalsa.application.person_log import extract_log
from munhalsa.domain.account import DeliveredExport, DeliveredPart
from munhalsa.domain.certificate import (
    Certificate,
    Disclosure,
    DisclosureBasis,
    Ground,
    Recipient,
    Registration,
    RegistrationKind,
)
from munhalsa.domain.person import Person
from tests.support.attack import tamper
from tests.support.deeds import SIGNE, add, alter, born, found, issue, register
from tests.support.exports import UNITS, export, mark, rows_of
from tests.support.people import somebody
from tests.support.stores import TODAY

_LITTLE = 200_000
TOLD, PURPOSE = "Utlämnad i fil", "Till Intygsbeställningen"
_SWAP = "UPDATE audit_payload SET changes = replace(changes, ' 1', ' 2') WHERE {part}"


@pytest.fixture
def two_a_part(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts that are soon full."""
    monkeypatch.setattr(exporting, "ROWS_A_PART", 2)


def _certificates(context: Context, count: int) -> None:
    """So many persons more with a certificate each, which waits to be told."""
    before = len(found(context, Certificate))
    for start in range(0, count, ROWS_A_PART):
        records: list[object] = []
        for number in range(start, min(start + ROWS_A_PART, count)):
            person = somebody(number=f"1940{before + number:08d}")
            records += [person, *_waiting(context, person, before + number)]
        add(context, *records)


def _waiting(context: Context, person: Person, number: int) -> Iterator[object]:
    certificate = Certificate(
        id=new_id(),
        number=f"1490-2026-{number:06d}",
        person_id=person.id,
        ground=Ground.CARE_HOUSING,
        issued=context.today,
    )
    yield certificate
    yield Registration(
        id=new_id(),
        certificate_id=certificate.id,
        person_id=person.id,
        kind=RegistrationKind.NEW,
        since=context.today,
        marked_at=context.clock.now(),
    )


def _faults(store: SqlStore) -> list[str]:
    with reading(store.engine) as connection:
        return list(check_log(connection).faults)


def _parts(context: Context) -> list[DeliveredPart]:
    with context.store.read() as reader:
        return reader.find(DeliveredPart, order_by="position")


def test_three_times_the_certificates_take_no_more_memory(context: Context, tmp_path: Path) -> None:
    peaks, most = [], 0
    for more in (2_000, 4_000):
        _certificates(context, more)
        file = tmp_path / f"{more}.csv"
        export(context, file)
        gc.collect()
        tracemalloc.start()
        done = export(context, file, everything=True)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        most += more
        assert done.rows == most
    assert peaks[1] < peaks[0] + _LITTLE, peaks
    assert max(len(part.subjects.splitlines()) for part in _parts(context)) == ROWS_A_PART


@pytest.mark.usefixtures("two_a_part")
def test_every_row_is_told_in_the_order_of_the_file_and_can_be_marked(
    store: SqlStore, context: Context, tmp_path: Path
) -> None:
    _certificates(context, 5)
    file = tmp_path / "till-vgr.csv"
    done = export(context, file)
    (kept,) = found(context, DeliveredExport)
    parts = _parts(context)
    assert [(part.export_id, part.position) for part in parts] == [
        (kept.id, place) for place in range(3)
    ]
    assert done.changes.subjects == {kept.id}
    assert done.changes.kinds == {"delivered_export", "delivered_part"}
    told = [one for part in parts for one in part.subjects.splitlines()]
    numbers = {one.id: one.number for one in found(context, Certificate)}
    assert [numbers[one] for one in told] == [row["Intygsnummer"] for row in rows_of(file)]
    assert (kept.row_count, len(told)) == (5, 5)
    assert mark(context, file).lines == 5
    assert _faults(store) == []


@pytest.mark.parametrize("since", [None, TODAY])
def test_in_stretches_of_names_the_rows_are_the_same_in_the_same_order(
    context: Context, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, since: date | None
) -> None:
    for number, name in enumerate(("Öberg", "Ek", "Lind", "Ek", "Ahl", "Ek", "Ytterlund")):
        person = somebody(name, number=f"1940{number:08d}")
        add(context, person, *_waiting(context, person, number))
    files = [tmp_path / f"{name}.csv" for name in ("hela", "delar")]
    export(context, files[0], since=since)
    monkeypatch.setattr(registrations, "_PERSONS_A_STRETCH", 2)
    export(context, files[1], since=since)
    names = [row["Efternamn"] for row in rows_of(files[0])]
    assert names == ["Ahl", "Ek", "Ek", "Ek", "Lind", "Ytterlund", "Öberg"]
    assert files[1].read_bytes() == files[0].read_bytes()


@pytest.mark.usefixtures("two_a_part")
@pytest.mark.parametrize(
    ("attack", "said"),
    [
        (_SWAP, "fått sitt innehåll ändrat"),
        ("DELETE FROM audit_payload WHERE {part}", "blivit av med en del av sitt innehåll"),
        (
            "DELETE FROM audit_payload WHERE {part};DELETE FROM audit_entry WHERE {part}",
            "fått sitt innehåll ändrat",
        ),
    ],
)
def test_a_changed_or_missing_line_of_what_was_delivered_is_found_in_the_log(
    store: SqlStore, context: Context, tmp_path: Path, attack: str, said: str
) -> None:
    _certificates(context, 5)
    event = export(context, tmp_path / "till-vgr.csv").event
    assert _faults(store) == []
    statements = attack.format(part=f"event_id = '{event}' AND position = 1").split(";")
    tamper(store.engine, *statements)
    (fault,) = _faults(store)
    assert said in fault


def test_of_the_consents_only_those_once_withdrawn_are_looked_at(
    context: Context, tmp_path: Path
) -> None:
    """Who consented and never took it back is not even read."""
    for year in (1941, 1942):
        person = register(context, born(year))
        issue(context, born(year))
        given = Disclosure(
            id=new_id(),
            person_id=person.id,
            recipient=Recipient.VGR,
            basis=DisclosureBasis.CONSENT,
            decided_on=context.today,
        )
        add(context, given)
    alter(context, given, withdrawn_on=context.today)
    with context.store.read() as reader:
        assert reader.registrations.withdrawn(Recipient.VGR) == [person.id]
        assert reader.registrations.withdrawn(Recipient.DENTAL_PROVIDER) == []
    done = export(context, tmp_path / "till-vgr.csv")
    assert (done.rows, done.left_out_consent) == (1, 1)


def test_the_log_of_a_person_tells_the_files_that_told_of_them(
    context: Context, tmp_path: Path
) -> None:
    other = born(1942)
    register(context)
    register(context, other, given_name="Tora", family_name="Stannar")
    issue(context)
    done = export(context, tmp_path / "till-vgr.csv")
    export(context, tmp_path / "enheter.csv", UNITS, everything=True)

    def told(number: str) -> list[str]:
        log = extract_log(context, PdfForms(), number=number)
        return [line.event for line in log.events if (line.what, line.purpose) == (TOLD, PURPOSE)]

    assert told(SIGNE) == [done.event]
    assert told(other) == []
    command = MergePersons(keep=other, other=SIGNE)
    merge_persons(context, command, before_commit=lambda: None)
    assert told(other) == [done.event], "their certificate is the other's now"
    data = tmp_path / "utdrag.json"
    asked = ExtractPerson(number=other, recipient="Tora", purpose="begäran", data=data)
    extract_person(context, PdfForms(), TableFiles(), asked)
    assert f'"event": "{done.event}"' in data.read_text("utf-8")


@pytest.mark.usefixtures("two_a_part")
def test_what_was_written_ahead_is_gone_when_the_file_cannot_be_written(
    store: SqlStore, context: Context, tmp_path: Path
) -> None:
    _certificates(context, 5)
    calls = iter(range(9))

    def never_the_third() -> str:
        if next(calls) == 2:
            raise OSError(28, "No space left on device")
        return new_id()

    full = replace(context, new_id=never_the_third)
    with pytest.raises(Exception, match="Disken är full"):
        export(full, tmp_path / "till-vgr.csv")
    assert _parts(context) == []
    assert not (tmp_path / "till-vgr.csv").exists()
    with store.engine.connect() as connection:
        left = connection.scalar(
            text(
                "SELECT count(*) FROM audit_entry "
                "WHERE event_id NOT IN (SELECT id FROM audit_event)"
            )
        )
    assert left == 0
    assert _faults(store) == []
