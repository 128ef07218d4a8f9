"""A test that leaves a warning in the log unasked fails."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from tests.support import inner_session, stray_logs


def test_only_warnings_and_worse_are_collected_and_only_meanwhile() -> None:
    log = logging.getLogger("munhalsa.test")
    with stray_logs.collected() as records:
        log.info("unseen")
    assert records == []


@pytest.mark.logs_warnings
def test_what_is_collected_is_described() -> None:
    with stray_logs.collected() as records:
        logging.getLogger("munhalsa.test").warning("count %d", 3)
    assert stray_logs.described(records) == "WARNING munhalsa.test: count 3"


def test_a_stray_record_and_a_stray_warning_fail_a_test(tmp_path: Path) -> None:
    result = inner_session.run(
        tmp_path,
        """
        import logging
        import warnings
        import pytest

        def test_stray():
            logging.getLogger("munhalsa").error("stray")

        @pytest.mark.logs_warnings
        def test_asked_for():
            logging.getLogger("munhalsa").error("expected")

        def test_warns():
            warnings.warn("old", DeprecationWarning)

        def test_quiet():
            logging.getLogger("munhalsa").info("fine")
        """,
    )
    assert "1 failed, 3 passed, 1 error" in result.stdout, result.stdout
    assert "ERROR munhalsa: stray" in result.stdout
    assert "DeprecationWarning: old" in result.stdout


def test_an_unknown_marker_fails_the_session(tmp_path: Path) -> None:
    result = inner_session.run(
        tmp_path,
        """
        import pytest

        @pytest.mark.lonng
        def test_misspelt():
            pass
        """,
    )
    assert result.returncode != 0
    assert "'lonng' not found in `markers`" in result.stdout
