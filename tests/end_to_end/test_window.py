"""The installed program in a process of its own, on a screen: worked by its keys, and looked at."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from munhalsa.adapters.example import copy_example
from tests.support.at_spi import Reader, a_reader
from tests.support.commands import INSTALLED, CommandLine, somebody
from tests.support.founded import FOUNDER, PASSPHRASE
from tests.support.x_server import PATIENCE, Screen, a_screen
from tests.support.x_server_window import DAY, Window, a_register, a_window, copied, where

NEW = "193601016987"
Area = tuple[int, int, int, int]
FOCUS, OK_GROUND = (0x0B, 0x6E, 0x6E), (0xE4, 0xF3, 0xE8)
WHITE, DARK = 0xFF, 0x40


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


def _colours(picture: Image.Image, area: Area) -> set[float | tuple[int, ...]]:
    """The colours that there are in a part of the picture."""
    found = picture.crop(area).getcolors(maxcolors=1 << 24)
    assert found is not None
    return {colour for _, colour in found}


def _is_written_on(picture: Image.Image, area: Area) -> bool:
    """Whether there is a white page with dark letters."""
    levels = picture.convert("L").crop(area).histogram()
    return levels[WHITE] > 0 and any(levels[:DARK])


def _has_focus_ring(picture: Image.Image, area: Area) -> bool:
    """Whether the accent colour goes all along the upper edge of a control."""
    left, top, right, _ = area
    edges = (picture.crop((left + 10, y, right - 10, y + 1)) for y in range(top, top + 3))
    return any(edge.getcolors() == [(edge.width, FOCUS)] for edge in edges)


def _issue(window: Window) -> str:
    """A certificate for a new person in a known unit, printed; its number."""
    window.waits_for("radio button", "Skyddade uppgifter: Nej", state="focused")
    window.strokes.clear()
    window.write("n" + NEW[2:])
    window.press("Tab")
    window.hears("Giltigt nummer")
    window.waits_for("text", "Förnamn", state="focused")
    window.write("Maj-Britt")
    window.press("Tab")
    window.waits_for("text", "Efternamn", state="focused")
    window.write("Svensson")
    window.press("Tab")
    window.waits_for("text", "Bor", state="focused")
    window.write("sjö")
    assert window.hears("1 förslag").startswith("Sjöutsikten")
    window.press("Return", "Tab", "Tab", "Tab")
    window.write("JJJ")
    verdict = window.waits_for("label", window.hears("Berättigad")).extents()
    window.shows("nytt-intyg", lambda picture: OK_GROUND in _colours(picture, verdict))
    window.press("ctrl+Return")
    assert len(window.strokes) <= 60

    window.waits_for("dialog", "Intyg om N-tandvård — munhalsa", state="active")
    page = window.waits_for("graphic", "Intyg om N-tandvård").extents()
    window.shows("intyg", lambda picture: _is_written_on(picture, page))
    window.press("Escape")
    window.waits_for("push button", "Nästa intyg", state="focused")
    return window.hears("är utfärdat").removeprefix("Intyg ").removesuffix(" är utfärdat.")


def _lock_and_unlock(window: Window, *, title: str) -> None:
    """Away and back again; meanwhile nothing is shown."""
    places = window.waits_for("filler", "Vyer").extents()
    window.shows("oppet", lambda picture: len(_colours(picture, places)) > 1)
    window.press("ctrl+l")
    window.waits_for("password text", "Lösenfras", state="focused")
    window.shows("last", lambda picture: len(_colours(picture, places)) == 1)
    window.unlock()
    window.waits_for("frame", title, state="active")


def test_somebody_is_found_by_six_keys_and_is_there_again_after_the_lock(
    window: Window, register: CommandLine
) -> None:
    # From the one it was copied from: the window has its own to itself.
    number, name = _somebody(register)
    table = window.opens()
    window.press("ctrl+f")
    search = window.waits_for("text", "Sök", state="focused")
    ring = search.extents()
    window.shows("sok", lambda picture: _has_focus_ring(picture, ring))

    window.strokes.clear()
    window.write(number[-4:])
    window.reader.until(lambda: table.rows() == 1, told="one hit")
    window.press("Return")
    window.waits_until_left("text", "Sök")
    window.press("Return")
    window.waits_for("label", " ".join(reversed(name.split(", "))))
    assert len(window.strokes) <= 6
    assert not any(number[-4:] in said for said in window.says())
    window.shows("kort", lambda picture: not _has_focus_ring(picture, ring))

    _lock_and_unlock(window, title="Personer – munhalsa")
    assert window.fills().rows() == 1

    window.press("ctrl+q")
    assert window.ends() == 0
    assert window.screen.windows() == []


def test_a_second_start_brings_the_first_window_forward(
    window: Window, line: CommandLine, tmp_path: Path
) -> None:
    window.opens()
    another = copied(line, tmp_path / "annan")
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


def test_from_an_empty_machine_to_a_certificate_in_sixty_keys(
    screen: Screen, reader: Reader, tmp_path: Path
) -> None:
    line = replace(somebody(tmp_path), store="", today=DAY)
    lists = dict(copy_example(tmp_path / "listor", today=date.fromisoformat(DAY)).lists)
    with a_window(screen, reader, line) as window:
        _make_a_register(window)
        for kind in ("boendeenheter", "personer"):
            window.waits_for("push button", "Välj fil …", state="focused")
            window.press("Return")
            window.waits_for("text", "Filnamn:", state="focused")
            window.write(str(lists[kind]))
            window.press("Return")
            window.waits_for("push button", "Ta in", state="enabled")
            window.press("alt+i")
            window.waits_for("push button", "Ta in en till", state="focused")
            window.press("Return")
        window.waits_for("push button", "Välj fil …", state="focused")
        assert window.hears("Personer och intyg är intagna").endswith("nya och 0 ändrade.")
        window.press("alt+t")
        window.waits_for("frame", "Nytt intyg – munhalsa", state="active")
        number = _issue(window)
        _lock_and_unlock(window, title="Nytt intyg – munhalsa")
        window.press("ctrl+2")
        window.waits_for("frame", "Personer – munhalsa")
        assert window.fills().rows() > 1
        window.press("ctrl+q")
        assert window.ends() == 0
    (store,) = [found.parent for found in line.profile.rglob("keyslots.json")]
    everybody = line.at(str(store)).ask("certificate", "list", "--valid-on", DAY)["certificates"]
    (issued,) = [one for one in everybody if one["number"] == number]
    assert (issued["personal_identity_number"], issued["ground"]) == (NEW, "2a")


def _make_a_register(window: Window) -> None:
    """The wizard, up to its last step."""
    window.waits_for("radio button", "Skapa ett nytt register", state="focused")
    window.press("Return")
    window.waits_for("text", "Kommun", state="focused")
    window.write("götene")
    window.press("Tab")
    window.write(FOUNDER)
    window.press("Return")
    window.waits_for("text", "Mapp", state="focused")
    window.press("Return")
    window.waits_for("password text", "Lösenfras", state="focused")
    window.write(PASSPHRASE)
    window.press("Tab")
    window.write(PASSPHRASE)
    window.press("Return")
    window.waits_for("push button", "Skriv ut eller spara …", state="focused")
    (code,) = [text for text in window.says() if text.startswith("Återställningskod: ")]
    window.press("alt+f")
    groups = code.removeprefix("Återställningskod: ").split()
    for place in (3, 6):
        window.waits_for("text", f"Grupp {place}", state="focused")
        window.write(groups[place - 1].lower())
        window.press("Tab" if place == 3 else "Return")
    window.waits_for("dialog", "Finns era intyg redan i Intygsbeställningen? – munhalsa")
    window.press("alt+j")
    window.waits_for("radio button", "Ja, de flesta eller alla finns där", state="checked")
    window.press("Return")
