"""Nothing leaves the machine by itself: no library of the program reaches out or listens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src" / "munhalsa"
OUT = {
    *("aiohttp", "asyncio", "ftplib", "http", "httpx", "imaplib", "poplib", "requests"),
    *("smtplib", "socket", "socketserver", "telnetlib", "urllib3", "webbrowser", "xmlrpc"),
}
PARTS = {
    "urllib": {"parse"},
    "PySide6.QtNetwork": {"QLocalServer", "QLocalSocket"},
}
"""What of a library speaks to nobody outside this machine, and may be used."""

_IMPORT = re.compile(
    r"^[ \t]*(?:import ([\w.]+)|from ([\w.]+) import (\([^)]*\)|[^\n]+))", re.MULTILINE
)
_NAME = re.compile(r"\w+")


def _imported(source: str) -> Iterator[tuple[str, str]]:
    """Module and name; read as text, which is much quicker than as a tree."""
    for plain, module, names in _IMPORT.findall(source):
        yield from ((plain, ""),) if plain else ((module, one) for one in _NAME.findall(names))


def _reaches_out(module: str, name: str) -> bool:
    if module.split(".", maxsplit=1)[0] in OUT:
        return True
    for library, allowed in PARTS.items():
        if module == library:
            return name not in allowed
        if module.startswith(f"{library}."):
            return module.removeprefix(f"{library}.") not in allowed
    return False


def test_no_library_that_reaches_out_is_imported() -> None:
    found = {
        f"{path.relative_to(SOURCE)}: {module} {name}"
        for path in SOURCE.rglob("*.py")
        for module, name in _imported(path.read_text(encoding="utf-8"))
        if _reaches_out(module, name)
    }
    assert found == set()


def test_what_reaches_out_is_seen() -> None:
    for line in (
        *("import socket", "from urllib.request import urlopen", "from urllib import request"),
        *("import http.client", "from PySide6.QtNetwork import QNetworkAccessManager"),
    ):
        ((module, name),) = _imported(line)
        assert _reaches_out(module, name), line
    for line in ("from urllib.parse import urlsplit", "from PySide6.QtNetwork import QLocalSocket"):
        ((module, name),) = _imported(line)
        assert not _reaches_out(module, name), line
