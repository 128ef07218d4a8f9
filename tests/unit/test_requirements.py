"""The lists of libraries: pinned with hashes, and without an address."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tools.check_requirements import FOLDER, complaints

HASH = "--hash=sha256:" + "0" * 64
GOOD = f"rich==15.0.0 \\\n    {HASH}\n    # via -r run.in\n"


def _lists(folder: Path, *, wishes: str = "rich\n", compiled: str = GOOD) -> Path:
    (folder / "run.in").write_text(wishes, encoding="utf-8")
    (folder / "run.txt").write_text(compiled, encoding="utf-8")
    return folder


def test_the_lists_of_this_tree_are_in_order() -> None:
    assert complaints(FOLDER) == []


def test_a_pinned_list_without_an_address_is_in_order(tmp_path: Path) -> None:
    assert complaints(_lists(tmp_path)) == []


@pytest.mark.parametrize(
    "line",
    [
        "--index-url https://example.org/simple",
        "--extra-index-url=https://example.org/simple",
        "--find-links /srv/wheels",
        "--trusted-host example.org",
        "rich @ file:///srv/rich.whl",
        "# made by pip-compile in /srv/project",
    ],
)
def test_an_address_is_found_in_either_list(tmp_path: Path, line: str) -> None:
    assert complaints(_lists(tmp_path, compiled=f"{line}\n{GOOD}"))
    assert complaints(_lists(tmp_path, wishes=f"rich\n{line}\n"))


@pytest.mark.parametrize(
    "line", ["rich==15.0.0\n", "rich>=15 \\\n    " + HASH + "\n", "rich==15.0.0 \\\nother\n"]
)
def test_what_is_not_pinned_with_a_hash_is_found(tmp_path: Path, line: str) -> None:
    assert complaints(_lists(tmp_path, compiled=line + GOOD))


def test_qt_stays_below_the_release_that_loses_a_reference_to_none() -> None:
    pinned = (FOLDER / "run.txt").read_text(encoding="utf-8")
    found = re.search(r"^pyside6-essentials==(\d+)\.(\d+)", pinned, re.MULTILINE)
    assert found is not None
    assert (int(found[1]), int(found[2])) < (6, 12)


def test_what_the_program_needs_brings_no_test_library() -> None:
    pinned = (FOLDER / "run.txt").read_text(encoding="utf-8")
    names = set(re.findall(r"^([\w.-]+)==", pinned, re.MULTILINE))
    assert names.isdisjoint({"outloud", "pdfua", "personnummer", "pytest", "pymupdf"})
