"""Real tables of every format, and ways to spoil them as accidents and ill will do."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import strategies as st

from tests.support.tables import FIXTURES, write_ods, write_xlsx

HEADINGS = (
    "Enhetskod",
    "Boendenamn",
    "Boendetyp",
    "Ansvarig",
    "Telefon",
    "Aktiv från",
    "Platsantal",
)
ROWS = (
    ("B-1", "Åsgården; östra", "Särskilt boende", 'Eva "Ö" Ek', "033-1", date(2020, 1, 31), 12),
    ("B-2", "=1+1", "LSS", "Bo Ä", "+46331", date(2021, 2, 1), 3.5),
)
FORMATS = ("xlsx", "ods", "xls", "csv")

# What stands in such files, at places where it does not belong, and what is known to do harm.
TOKENS = [
    *(b'"', b"'", b"<", b">", b"/>", b"\0", b";", b",", b"\r", b"\n", b"'=", b"\xff\xfe"),
    *(b"\xed\xa0\x80", b"\xe5", b"&#0;", b"&amp;", b"&lt", b"<!--", b"<![CDATA[", b"]]>"),
    *(b"<c/>", b"<row>", b"</row>", b"</c>", b"<v>", b"</v>", b"<f>1</f>", b't="s"', b't="e"'),
    *(b't="d"', b' r="A1"', b"A1048576", b"XFD1", b's="1"', b's="99999"', b"</sheetData>"),
    *(b"</table:table>", b"<table:table-row/>", b"</table:table-row>", b"<text:p>", b"</text:p>"),
    *(b' table:number-columns-repeated="9000"', b' table:number-rows-repeated="900000"'),
    *(b' office:value-type="date"', b' office:date-value="x"', b' office:time-value="PT9H"'),
    *(b"-1", b"0", b"1e308", b"nan", b"2958466", b"4294967295", b"99999999999999999999"),
    *(b"\x3c\0\0\0", b"\x0a\0\0\0", b"\xfd\0\x0a\0", b"\xff\xff\xff\xff", b"\xfe\xff\xff\xff"),
]
_NUMBER = re.compile(rb"\d+")
_NUMBERS = [token for token in TOKENS if token[:1].isdigit() or token[:1] == b"-"]


@cache
def whole(format: str) -> bytes:
    """A whole file of the format with two units in it."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "f"
        if format == "xlsx":
            return write_xlsx(path, HEADINGS, *ROWS).read_bytes()
        if format == "ods":
            return write_ods(path, HEADINGS, *ROWS).read_bytes()
    if format == "xls":
        return (FIXTURES / "boendeenheter.xls").read_bytes()
    lines = (";".join(f'"{cell}"' for cell in row) for row in (HEADINGS, *ROWS))
    return "\n".join(lines).replace('"Ö"', '""Ö""').encode()


def packed(parts: Mapping[str, bytes]) -> bytes:
    """A zip file of the parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


@cache
def parts_of(format: str) -> Mapping[str, bytes]:
    """The parts of a whole zip-based file."""
    with zipfile.ZipFile(io.BytesIO(whole(format))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@cache
def _records() -> list[tuple[int, int]]:
    """Place and whole length of each record of the old workbook."""
    data = whole("xls")
    at = data.index(struct.pack("<HHH", 0x0809, 16, 0x0600))
    found = []
    while (head := struct.unpack_from("<HH", data, at)) != (0, 0):
        found.append((at, 4 + head[1]))
        at += 4 + head[1]
    return found


@st.composite
def spoilt_bytes(draw: st.DrawFn, content: bytes) -> bytes:
    """The content with some bytes changed, left out, doubled, moved or put in."""
    data = bytearray(content)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, max(len(data) - 1, 0)))
        length = draw(st.sampled_from([1, 2, 4, 16, 200]))
        _spoil(draw, data, at, length)
    return bytes(data)


def _spoil(draw: st.DrawFn, data: bytearray, at: int, length: int) -> None:
    ways: list[Callable[[], None]] = [
        lambda: data.__setitem__(slice(at, at + 1), bytes([draw(st.integers(0, 255))])),
        lambda: data.__delitem__(slice(at, at + length)),
        lambda: data.__setitem__(slice(at, at), data[at : at + length]),
        lambda: data.__setitem__(slice(at, at), draw(st.sampled_from(TOKENS))),
        lambda: _overwrite(data, at, draw(st.sampled_from(TOKENS))),
        lambda: _renumber(draw, data),
    ]
    draw(st.sampled_from(ways))()


def _overwrite(data: bytearray, at: int, token: bytes) -> None:
    data[at : at + len(token)] = token


def _renumber(draw: st.DrawFn, data: bytearray) -> None:
    numbers = list(_NUMBER.finditer(data))
    if numbers:
        found = draw(st.sampled_from(numbers))
        data[found.start() : found.end()] = draw(st.sampled_from(_NUMBERS))


@st.composite
def spoilt_parts(draw: st.DrawFn, format: str) -> bytes:
    """A zip-based file, whole as such, with one of its XML parts spoilt."""
    parts = dict(parts_of(format))
    told = [name for name in parts if name.endswith((".xml", ".rels"))]
    table = [name for name in told if name.endswith(("sheet1.xml", "content.xml", "Strings.xml"))]
    name = draw(st.sampled_from(table) | st.sampled_from(told))
    return packed({**parts, name: draw(spoilt_bytes(parts[name]))})


@st.composite
def spoilt_records(draw: st.DrawFn) -> bytes:
    """The old workbook with kinds, lengths and contents of some of its records changed."""
    data = bytearray(whole("xls"))
    for _ in range(draw(st.integers(1, 3))):
        at, length = draw(st.sampled_from(_records()))
        place = at + draw(st.integers(0, length - 1))
        filler = draw(st.sampled_from([b"\xff", b"\0", b"\x7f", b"\xfd\0", b"\x85\0", b"\x02"]))
        data[place : place + draw(st.sampled_from([1, 2, 4]))] = filler
    return bytes(data)


def spoilt(format: str) -> st.SearchStrategy[bytes]:
    """Files of a format that are no longer what they were."""
    anyhow = spoilt_bytes(whole(format))
    if format == "csv":
        lines = st.lists(st.text(max_size=40), max_size=8).map("\n".join).map(str.encode)
        return anyhow | st.builds(bytes.__add__, st.just(whole("csv")), lines | st.binary())
    if format == "xls":
        return anyhow | spoilt_records()
    return anyhow | spoilt_parts(format)
