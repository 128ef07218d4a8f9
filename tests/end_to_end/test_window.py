"""The installed program in a process of its own, on a screen: worked by its keys, and looked at."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from tests.support.at_spi import Reader, a_reader
from tests.support.commands import INSTALLED, CommandLine
from tests.support.x_server import PATIENCE, Screen, a_screen
from tests.support.x_server_window import Window, a_register, a_window, copied, where

Area = tuple[int, int, int, int]
FOCUS = (0x0B, 0x6E, 0x6E)


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> CommandLine:
    """The example municipality, made once."""
    return a_register(tmp_path_factory.mktemp("exempel"))


@pytest.fixture(scope="module")
def screen() -> Iterator[Screen]:
    """One screen for all."""
    with a_screen() as shown:
        yield shown


@pytest.fixture
def reader(screen: Screen) -> Iterator[Reader]:
    """What tells when the window is ready for the next key."""
    with a_reader(screen) as reading:
        yield reading


@pytest.fixture
def line(register: CommandLine, tmp_path: Path) -> CommandLine:
    """The example municipality, for one test."""
    return copied(register, tmp_path)


@pytest.fixture
def window(screen: Screen, reader: Reader, line: CommandLine) -> Iterator[Window]:
    """The program, just started."""
    with a_window(screen, reader, line) as shown:
        yield shown


def _somebody(line: CommandLine) -> tuple[str, str]:
    """The number and the name of a person whose last four digits are nobody else's."""
    persons = [one for one in line.ask("person", "list")["persons"] if not one["protected"]]
    ends = [one["personal_identity_number"][-4:] for one in persons]
    found = next(one for one, four in zip(persons, ends, strict=True) if ends.count(four) == 1)
    return found["personal_identity_number"], found["name"]


def _colours(picture: Image.Image, area: Area) -> int:
    """How many colours there are in a part of the picture."""
    found = picture.crop(area).getcolors(maxcolors=1 << 24)
    assert found is not None
    return len(found)


def _has_focus_ring(picture: Image.Image, area: Area) -> bool:
    """Whether the accent colour goes all along the upper edge of a control."""
    left, top, right, _ = area
    edges = (picture.crop((left + 10, y, right - 10, y + 1)) for y in range(top, top + 3))
    return any(edge.getcolors() == [(edge.width, FOCUS)] for edge in edges)


def test_somebody_is_found_by_six_keys_and_is_there_again_after_the_lock(
    window: Window, line: CommandLine
) -> None:
    number, name = _somebody(line)
    table = window.opens()
    places = window.waits_for("filler", "Vyer").extents()
    window.screen.press("ctrl+f")
    search = window.waits_for("text", "Sök", state="focused")
    window.shows("oppet", lambda picture: _colours(picture, places) > 1)
    ring = search.extents()
    window.shows("sok", lambda picture: _has_focus_ring(picture, ring))

    window.screen.write(number[-4:])
    window.reader.until(lambda: table.rows() == 1, told="one hit")
    window.screen.press("Return")
    window.waits_until_left("text", "Sök")
    window.screen.press("Return")
    window.waits_for("label", " ".join(reversed(name.split(", "))))
    assert not any(number[-4:] in said for said in window.says())
    window.shows("kort", lambda picture: not _has_focus_ring(picture, ring))

    window.screen.press("ctrl+l")
    window.waits_for("password text", "Lösenfras", state="focused")
    window.shows("last", lambda picture: _colours(picture, places) == 1)
    window.unlock()
    window.waits_for("frame", "Personer – munhalsa", state="active")
    assert window.fills().rows() == 1

    window.screen.press("ctrl+q")
    assert window.ends() == 0
    assert window.screen.windows() == []


def test_a_second_start_brings_the_first_window_forward(
    window: Window, line: CommandLine, tmp_path: Path
) -> None:
    window.opens()
    another = replace(line, folder=tmp_path / "annan")
    another.folder.mkdir()
    with a_window(window.screen, window.reader, another) as over:
        over.waits_for("dialog", state="active")
        assert window.screen.windows()[-1].startswith("Lås upp")
        second = subprocess.run(
            [str(INSTALLED), *where(line)],
            env=window.screen.environment,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
        assert (second.returncode, second.stdout, second.stderr) == (0, b"", b"")
        window.waits_for("frame", "Personer – munhalsa", state="active")
        assert window.screen.windows()[-1] == "Personer – munhalsa"
    assert window.process.poll() is None
