"""A screen of its own, with a window manager and somebody at its Swedish keyboard.

Everything started here is ended at the end, also what the session bus started by itself.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from select import select
from time import monotonic
from typing import TypeVar

from PIL import Image, ImageGrab

T = TypeVar("T")
PATIENCE = 60.0
"""Seconds for anything to happen on a machine that is busy with much else."""

_SIZE = "1440x900x24"
_MANAGER = """<?xml version="1.0"?>
<JWM><FocusModel>click</FocusModel><Desktops width="1" height="1"/></JWM>
"""
_HOME = "MUNHALSA_TEST_SCREEN"


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """Where windows are shown; ``environment`` is for the programs that show them."""

    folder: Path
    environment: Mapping[str, str]

    def start(self, *words: str, at_end: ExitStack) -> subprocess.Popen[bytes]:
        """Start a program here, and have it ended."""
        nowhere = subprocess.DEVNULL
        program = subprocess.Popen(words, env=self.environment, stdout=nowhere, stderr=nowhere)
        at_end.callback(end, program)
        return program

    def press(self, *keys: str) -> None:
        """Keys, one after the other, as xdotool names them, to the window that has the focus."""
        self._xdotool("key", "--delay", "15", *keys)

    def write(self, text: str) -> None:
        """A text, key by key."""
        self._xdotool("type", "--delay", "15", "--", text)

    def active(self) -> str:
        """The title of the window that has the focus; empty when none has."""
        return self._xdotool("getactivewindow", "getwindowname", check=False).strip()

    def windows(self) -> Sequence[str]:
        """The titles of the windows shown, the lowest first."""
        ids = self._xdotool("search", "--onlyvisible", "--name", ".", check=False).split()
        return [self._xdotool("getwindowname", number).strip() for number in ids]

    def picture(self) -> Image.Image:
        """What the screen shows."""
        return ImageGrab.grab(xdisplay=self.environment["DISPLAY"])

    def _xdotool(self, *words: str, check: bool = True) -> str:
        done = subprocess.run(
            ["xdotool", *words],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0 or not check, done.stderr
        return done.stdout


def until(
    what: Callable[[], T | None], *, told: str, pause: Callable[[], object] | None = None
) -> T:
    """The first answer that is true; fails when there is none in all that time."""
    deadline = monotonic() + PATIENCE
    while True:
        found = what()
        if found:
            return found
        assert monotonic() < deadline, f"never came: {told}"
        if pause is not None:
            pause()


@contextmanager
def a_screen() -> Iterator[Screen]:
    """An empty screen with a session of its own around it."""
    # Not below the test's own folder: the names of sockets have to be short.
    folder = Path(tempfile.mkdtemp(prefix="mh-"))
    with ExitStack() as at_end:
        at_end.callback(shutil.rmtree, folder)
        at_end.callback(_end_the_rest, folder)
        plain = _plain_environment(folder)
        with_display = plain | {"DISPLAY": _start_x(plain, at_end)}
        shown = with_display | {"DBUS_SESSION_BUS_ADDRESS": _start_bus(with_display, at_end)}
        screen = Screen(folder=folder, environment=shown)
        subprocess.run(["setxkbmap", "se"], env=shown, check=True)
        _start_manager(screen, at_end)
        yield screen


def _plain_environment(folder: Path) -> dict[str, str]:
    """Nothing of the session around the tests, and a mark by which ours is known again."""
    foreign = ("DBUS_", "XDG_", "QT_", "AT_SPI", "DISPLAY", "WAYLAND", "MUNHALSA_", "XAUTHORITY")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    own = {"HOME": str(folder), "XDG_RUNTIME_DIR": str(folder), _HOME: str(folder)}
    return kept | own | {"QT_QPA_PLATFORM": "xcb", "GSETTINGS_BACKEND": "memory"}


def _start_x(environment: Mapping[str, str], at_end: ExitStack) -> str:
    """A display whose number the server has found free itself."""
    read, write = os.pipe()
    at_end.callback(os.close, read)
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", _SIZE, "-noreset"],
        pass_fds=[write],
        env=environment,
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    at_end.callback(end, server)
    return f":{_line_from(read)}"


def _start_bus(environment: Mapping[str, str], at_end: ExitStack) -> str:
    """A session bus; its address."""
    bus = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=1"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    at_end.callback(end, bus)
    assert bus.stdout is not None
    at_end.callback(bus.stdout.close)
    return _line_from(bus.stdout.fileno())


def _start_manager(screen: Screen, at_end: ExitStack) -> None:
    settings = screen.folder / "jwmrc"
    settings.write_text(_MANAGER, encoding="utf-8")
    screen.start("jwm", "-f", str(settings), at_end=at_end)
    words = ["xprop", "-root", "_NET_SUPPORTING_WM_CHECK"]
    until(
        lambda: b"window id" in subprocess.check_output(words, env=screen.environment),
        told="a window manager",
    )


def _line_from(descriptor: int) -> str:
    """The line that a server writes when it is ready."""
    line = b""
    while not line.endswith(b"\n"):
        ready, _, _ = select([descriptor], [], [], PATIENCE)
        assert ready, "a server did not start"
        more = os.read(descriptor, 4096)
        assert more, "a server ended at once"
        line += more
    return line.decode().strip()


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process and wait until it is gone."""
    if process.poll() is None:
        process.terminate()
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _end_the_rest(folder: Path) -> None:
    """End what our programs started in their turn, and wait until it is gone."""
    mark = f"{_HOME}={folder}".encode()
    for number in _marked(mark):
        with suppress(ProcessLookupError):
            os.kill(number, signal.SIGTERM)
    until(lambda: not _marked(mark), told="the end of every process")


def _marked(mark: bytes) -> list[int]:
    """The processes with our mark in their environment."""
    found = []
    for folder in Path("/proc").iterdir():
        # Others' processes, and those that end meanwhile, are not to be read.
        with suppress(OSError):
            if folder.name.isdigit() and mark in (folder / "environ").read_bytes().split(b"\0"):
                found.append(int(folder.name))
    return found
