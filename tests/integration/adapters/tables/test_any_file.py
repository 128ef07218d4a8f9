"""Whatever stands in a file: a table comes out, or one sentence, and in bounded room."""

from __future__ import annotations

import os
import resource
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from munhalsa.adapters.tables.kinds import load_kind
from munhalsa.adapters.tables.reader import read_table
from munhalsa.application.import_table.rows_units import convert_units
from munhalsa.domain.refusal import FileUnusable
from tests.support.spoiling import FORMATS, spoilt, whole
from tests.support.tables import AROUND

UNITS = load_kind("boendeenheter")
CELLS = (str, int, float, bool, date, datetime, time, timedelta)
ROOM = 4 * 1024**3  # a file of the most cells there may be takes half of it

FIXTURE = HealthCheck.function_scoped_fixture
SMALL = settings(max_examples=80, suppress_health_check=[FIXTURE, HealthCheck.too_slow])
LARGE = settings(SMALL, max_examples=10_000)


@pytest.fixture(autouse=True)
def little_room() -> Iterator[None]:
    """No more memory than so much beside what the process has; beyond that it would end."""
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    held = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    resource.setrlimit(resource.RLIMIT_AS, (held * resource.getpagesize() + ROOM, hard))
    yield
    resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One file for all examples of a property."""
    return tmp_path_factory.mktemp("any") / "f"


def _read_or_refuse(path: Path, content: bytes) -> bool:
    """Whether a table came out, and a sound one; anything but FileUnusable is a fault of ours."""
    path.write_bytes(content)
    with suppress(FileUnusable):
        table = read_table(path, kind=UNITS)
        numbers = [number for number, _ in table.rows]
        assert numbers == sorted(set(numbers))
        for _, cells in table.rows:
            assert len(cells) >= len(table.headings)
            assert all(type(cell) in CELLS for cell in cells)
        units = convert_units(table, kind=UNITS, around=AROUND)
        judged = [row.row for row in units.rows] + [row.row for row in units.rejected]
        assert sorted(judged) == numbers
        return True
    return False


@pytest.mark.parametrize("format", FORMATS)
def test_the_files_that_are_spoilt_below_can_be_read_whole(scratch: Path, format: str) -> None:
    assert _read_or_refuse(scratch, whole(format))


@pytest.mark.parametrize("format", FORMATS)
@SMALL
@given(data=st.data())
def test_a_spoilt_file_is_read_or_refused(
    scratch: Path, format: str, data: st.DataObject, capfd: pytest.CaptureFixture[str]
) -> None:
    _read_or_refuse(scratch, data.draw(spoilt(format)))
    assert capfd.readouterr().err == ""


def test_a_panic_of_the_library_is_a_damaged_file_and_no_stack(
    scratch: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Shared text that says it has runs of its own, but has none: found by the test below."""
    text, says_runs = b"\x05\0\x00033-2", b"\x05'=033-2"
    content = whole("xls")
    assert content.count(text) == 1
    assert not _read_or_refuse(scratch, content.replace(text, says_runs))
    os.write(2, b"x")
    assert capfd.readouterr().err == "x", "standard error is back"


@SMALL
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(scratch: Path, content: bytes) -> None:
    for begins in (b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        _read_or_refuse(scratch, begins + content)


@pytest.mark.long
@pytest.mark.parametrize("format", FORMATS)
@LARGE
@given(data=st.data())
def test_a_great_many_spoilt_files_are_read_or_refused(
    scratch: Path, format: str, data: st.DataObject, capfd: pytest.CaptureFixture[str]
) -> None:
    _read_or_refuse(scratch, data.draw(spoilt(format)))
    assert capfd.readouterr().err == ""
