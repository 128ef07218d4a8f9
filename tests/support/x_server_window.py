"""The installed program's window on a screen of its own, worked by keys and read by a reader."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from importlib.resources import as_file, files
from pathlib import Path
from typing import TypeVar

from PIL import Image

from tests.support.at_spi import Node, Reader
from tests.support.commands import INSTALLED, CommandLine, somebody
from tests.support.founded import FOUNDER, PASSPHRASE
from tests.support.x_server import PATIENCE, Screen, end

T = TypeVar("T")
DAY = "2026-09-30"
_OF_READING = "qt.accessibility.atspi:"
"""What Qt remarks on when a reader asks for what is gone, and on labels that can be copied from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The program in a process of its own, and somebody before it."""

    screen: Screen
    reader: Reader
    process: subprocess.Popen[bytes]
    node: Node
    folder: Path
    strokes: list[str] = field(default_factory=list)

    def press(self, *keys: str) -> None:
        """Keys as xdotool names them; one with others held down is one stroke."""
        self.strokes.extend(keys)
        self.screen.press(*keys)

    def write(self, text: str) -> None:
        """A text, key by key."""
        self.strokes.extend(text)
        self.screen.write(text)

    def waits_for(self, role: str, name: str | None = None, *, state: str = "showing") -> Node:
        """A control of the role, name and state, as soon as it is there."""

        def look() -> Node | None:
            node = self.node.find(role, name)
            return node if node is not None and state in node.states else None

        return self._until(look, told=f"{role} {name or ''} {state}")

    def waits_until_left(self, role: str, name: str) -> None:
        """Until the control has the focus no longer."""

        def look() -> bool:
            node = self.node.find(role, name)
            return node is None or "focused" not in node.states

        self._until(look, told=f"{role} {name} left")

    def hears(self, part: str) -> str:
        """What is announced with these words in it, now or as soon as it is."""
        return self._until(
            lambda: next((text for text in self.reader.said() if part in text), None),
            told=f"said: {part}",
        )

    def unlock(self, passphrase: str = PASSPHRASE) -> None:
        """Type the passphrase where it is asked for."""
        self.waits_for("password text", "Lösenfras", state="focused")
        self.write(passphrase)
        self.press("Return")

    def opens(self) -> Node:
        """Unlock and go from where work begins to the persons; their list when it is filled."""
        self.unlock()
        self.waits_for("frame", "Översikt – munhalsa", state="active")
        self.press("ctrl+2")
        self.waits_for("frame", "Personer – munhalsa", state="active")
        return self.fills()

    def fills(self) -> Node:
        """The list of persons, as soon as it has rows."""

        def look() -> Node | None:
            table = self.node.find("table", "Personer")
            return table if table is not None and table.rows() else None

        return self._until(look, told="rows")

    def shows(self, name: str, wanted: Callable[[Image.Image], bool]) -> None:
        """Wait for the screen to look so; the picture is kept for those who want to look."""

        def look() -> bool:
            taken = self.screen.picture()
            taken.save(self.folder / f"{name}.png")
            return wanted(taken)

        self._until(look, told=f"picture {name} in {self.folder}")

    def _until(self, what: Callable[[], T | None], *, told: str) -> T:
        """As the reader does it; what the screen shows instead is kept."""
        try:
            return self.reader.until(what, told=told)
        except AssertionError:
            self.screen.picture().save(self.folder / "i-stallet.png")
            raise

    def says(self) -> Sequence[str]:
        """Every name shown now."""
        return [node.name for node in self.node.everything()]

    def ends(self) -> int:
        """The exit code, when the program has ended by itself."""
        return self.process.wait(PATIENCE)


def a_register(folder: Path) -> CommandLine:
    """Somebody with the bundled example municipality in a store."""
    line = replace(somebody(folder), today=DAY)
    line.do("init", "--municipality", "1471", "--user", FOUNDER)
    with as_file(files("munhalsa.resources") / "example") as lists:
        for kind in ("boendeenheter", "personer"):
            line.do("import", kind, lists / f"{kind}.xlsx", "--registered")
    return line


def copied(line: CommandLine, folder: Path) -> CommandLine:
    """The same register for a test of its own; nothing of the command line's own files."""
    shutil.copytree(line.store, folder / "register")
    return replace(somebody(folder), today=line.today)


@contextmanager
def a_window(screen: Screen, reader: Reader, line: CommandLine) -> Iterator[Window]:
    """Start the installed program; it asks for the passphrase, or begins at the first start."""
    trace = line.folder / "felutskrift.txt"
    before = {node.owner for node in reader.programs()}
    with trace.open("wb") as error:
        process = subprocess.Popen(
            [str(INSTALLED), *where(line)],
            env=screen.environment,
            stdin=subprocess.DEVNULL,
            stdout=error,
            stderr=error,
        )
    try:
        node = reader.program("munhalsa", besides=before)
        yield Window(screen=screen, reader=reader, process=process, node=node, folder=line.folder)
    finally:
        end(process)
    told = trace.read_text(encoding="utf-8").splitlines()
    assert [line for line in told if not line.startswith(_OF_READING)] == []


def where(line: CommandLine) -> list[str]:
    """Which profile and, if there is one, which register; no passphrase."""
    store = ["--store", line.store] if line.store else []
    return [*store, "--profile", str(line.profile), "--today", line.today]
