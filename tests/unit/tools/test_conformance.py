"""docs/conformance.md is what its data says, and names tests that exist."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.make_conformance import DATA, PAGE, ROOT, complaints, page, read

GOOD = 'id = "sample.part.1"\ntext = "It holds."\n'
HERE = "tests/unit/tools/test_conformance.py"
THIS = f'tests = ["{HERE}::test_the_page_is_up_to_date"]\n'


def _complaints(folder: Path, *rows: str) -> list[str]:
    whole = "\n".join(f"[[requirement]]\n{row}" for row in rows)
    (folder / "sample.toml").write_text(whole, encoding="utf-8")
    return complaints(read(folder), tests=ROOT / "tests")


def test_every_requirement_is_there_once_with_tests_that_exist() -> None:
    assert complaints(read(DATA), tests=ROOT / "tests") == []


def test_the_page_is_up_to_date() -> None:
    """Else: ``python tools/make_conformance.py``."""
    assert PAGE.read_text(encoding="utf-8") == page(read(DATA))


class TestTheCheck:
    def test_what_is_right_is_let_through(self, tmp_path: Path) -> None:
        inner = THIS.replace("test_the_page", "TestTheCheck::test_the_page")
        assert _complaints(tmp_path, GOOD + THIS) == []
        assert _complaints(tmp_path, GOOD + inner) != []
        found = inner.replace("the_page_is_up_to_date", "what_is_right_is_let_through")
        assert _complaints(tmp_path, GOOD + found) == []

    @pytest.mark.parametrize(
        ("row", "said"),
        [
            (GOOD + f'tests = ["{HERE}::test_of_nothing"]\n', "no test"),
            (GOOD + f'tests = ["{HERE}"]\n', "no test"),
            (GOOD + 'tests = ["tests/nowhere.py::test_x"]\n', "no test"),
            (GOOD + 'tests = ["tools/make_conformance.py::main"]\n', "no test"),
            (GOOD + "tests = []\n", "says nothing"),
            (GOOD + 'missing = " "\n', "says nothing"),
            (GOOD.replace("It holds.", "") + 'missing = "All of it."\n', "says nothing"),
            (GOOD.replace("sample.", "other.") + THIS, "is no id"),
        ],
    )
    def test_what_is_wrong_is_told(self, row: str, said: str, tmp_path: Path) -> None:
        assert [one for one in _complaints(tmp_path, row) if said in one]

    def test_nothing_stands_twice(self, tmp_path: Path) -> None:
        assert _complaints(tmp_path, GOOD + THIS, GOOD + THIS) == ["sample.part.1: stands twice"]

    @pytest.mark.parametrize("state", ["", THIS + 'later = "Some day."\n', THIS + "sure = true\n"])
    def test_each_has_one_state(self, state: str, tmp_path: Path) -> None:
        with pytest.raises(ValueError, match=r"sample\.part\.1"):
            _complaints(tmp_path, GOOD + state)
