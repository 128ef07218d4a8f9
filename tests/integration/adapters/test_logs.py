"""The log tells what and where, and never about whom."""

from __future__ import annotations

import logging
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

from munhalsa.adapters.logs import (
    MASK,
    describe_error,
    set_up_logging,
    stop_logging,
    without_identity_numbers,
)
from munhalsa.domain.refusal import Rejected

LOGGER = logging.getLogger("munhalsa.test")
pytestmark = pytest.mark.logs_warnings


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    handler = set_up_logging(tmp_path / "logs")
    yield tmp_path / "logs" / "munhalsa.log"
    stop_logging(handler)


@pytest.mark.parametrize(
    "number",
    [
        "198507099805",
        "19850709-9805",
        "8507099805",
        "850709-9805",
        "850709+9805",
        "850709 9805",
        "850709–9805",
        "1985 07 09 - 9805",
        "1985-07-09-9805",
        "19850709\u00a09805",
        "19810829M071",
        "19810829-m071",
        "22950606FH20",
        "25780404KHD5",
        "00749852BZK0",
        "701063-2391",
    ],
)
def test_every_way_to_write_a_number_is_masked(number: str) -> None:
    for text in (f"{number}", f"nr {number}.", f"'{number}'", f"x{number},y", f"nr:{number}\n"):
        masked = without_identity_numbers(text)
        assert masked == text.replace(number, MASK)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-22 10:14:33",
        "2026-11-22",
        "12345",
        "rad 4711, kolumn 12",
        "0193b5e6-7a1c-7c3f-8d2e-9f0a1b2c3d4e",
        "1 048 576 byte",
        "version 3.51.3",
    ],
)
def test_other_figures_stay(text: str) -> None:
    assert without_identity_numbers(text) == text


@given(st.text(), st.integers(10**9, 10**12 - 1), st.text())
def test_no_ten_figures_in_a_row_get_through(before: str, number: int, after: str) -> None:
    assert str(number) not in without_identity_numbers(f"{before}{number}{after}")


def test_messages_and_their_parts_are_masked(log: Path) -> None:
    LOGGER.warning("could not read %s of %r", "19850709-9805", {"n": "850709-9805"})
    LOGGER.info("two\nlines")
    text = log.read_text(encoding="utf-8")
    assert "9805" not in text
    assert text.count(MASK) == 2
    assert "WARNING munhalsa.test: could not read" in text
    assert "two\n  lines" in text


def test_a_message_about_debugging_is_left_out(log: Path) -> None:
    LOGGER.debug("not of interest")
    assert "interest" not in log.read_text(encoding="utf-8")


def test_other_libraries_warnings_go_the_same_way(log: Path) -> None:
    logging.getLogger("some.library").warning("row 198507099805")
    logging.getLogger("some.library").info("chatter")
    text = log.read_text(encoding="utf-8")
    assert "some.library" in text
    assert "198507099805" not in text
    assert "chatter" not in text


def _fail_with(text: str) -> NoReturn:
    raise ValueError(text)


def test_an_exception_is_told_by_kind_and_place_without_its_text(log: Path) -> None:
    try:
        try:
            _fail_with("Anna Svensson 850709-9805")
        except ValueError as error:
            raise Rejected("some_code", "Anna Svensson") from error
    except Rejected:
        LOGGER.exception("failed")
    text = log.read_text(encoding="utf-8")
    assert "Svensson" not in text
    assert "9805" not in text
    assert "munhalsa.domain.refusal.Rejected [some_code]" in text
    assert "because of builtins.ValueError" in text
    assert "test_logs.py" in text
    assert "_fail_with" in text


def test_what_an_exception_hides_stays_hidden_and_what_it_met_is_told() -> None:
    def describe(*, hide: bool) -> str:
        try:
            try:
                _fail_with("x")
            except ValueError:
                if hide:
                    raise KeyError from None
                raise KeyError  # noqa: B904 - what happens without "from"
        except KeyError as error:
            return describe_error(error)

    assert "ValueError" not in describe(hide=True)
    assert "because of builtins.ValueError" in describe(hide=False)


def test_exceptions_in_a_ring_come_to_an_end() -> None:
    one, two = ValueError(), KeyError()
    one.__cause__, two.__cause__ = two, one
    assert describe_error(one).count("ValueError") == 1


def test_the_files_are_for_their_owner_only_and_do_not_grow_for_ever(log: Path) -> None:
    for _ in range(60):
        LOGGER.warning("x" * 100_000)
    files = list(log.parent.iterdir())
    assert 2 <= len(files) <= 5
    for file in files:
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert file.stat().st_size <= 1024 * 1024


def test_a_folder_that_cannot_be_made_costs_the_log_and_not_the_work(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    handler = set_up_logging(tmp_path / "file")
    LOGGER.warning("still here")
    stop_logging(handler)
    assert handler not in logging.getLogger().handlers


def test_a_log_that_fails_while_writing_says_nothing(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    handler = set_up_logging(tmp_path)
    parts = ("19850709-9805",)
    record = logging.LogRecord("munhalsa", logging.WARNING, "x.py", 1, "%s %s", parts, None)
    handler.handle(record)
    stop_logging(handler)
    assert capfd.readouterr().err == ""
    assert "9805" not in (tmp_path / "munhalsa.log").read_text(encoding="utf-8")
