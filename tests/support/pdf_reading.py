"""Reading a PDF the way a screen reader or a checker does, without the code that wrote it."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf

# pdfium's Python package says nothing about its types.
_pdfium: Any = importlib.import_module("pypdfium2")

_MAPPED = re.compile(rb"<([0-9A-Fa-f]{2})> <([0-9A-Fa-f]{4})>")


class Piece(NamedTuple):
    """One marked-content sequence: its tag, id (None for an artifact), sizes and text."""

    tag: str
    number: int | None
    sizes: frozenset[float]
    text: str


def plain_text(path: Path) -> str:
    """All text as pdfium extracts it, pages and lines joined by line feeds."""
    with closing(_pdfium.PdfDocument(path)) as document:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def text_within(path: Path, page: int, box: tuple[float, float, float, float]) -> str:
    """The text of a page inside left, bottom, right and top."""
    left, bottom, right, top = box
    with closing(_pdfium.PdfDocument(path)) as document:
        text = document[page].get_textpage()
        found: str = text.get_text_bounded(left=left, bottom=bottom, right=right, top=top)
    return found


def bounds(path: Path) -> list[tuple[float, float, float, float]]:
    """Left, bottom, right and top of everything drawn on any page."""
    with closing(_pdfium.PdfDocument(path)) as document:
        return [thing.get_bounds() for page in document for thing in page.get_objects()]


def unbroken(text: str) -> str:
    """Text with every run of white space, line breaks too, as one space."""
    return " ".join(text.split())


def unicode_maps(pdf: pikepdf.Pdf) -> dict[str, dict[int, str]]:
    """For each font resource name, what each code stands for."""
    fonts = pdf.pages[0].obj.Resources.Font
    return {
        name: {
            int(code, 16): chr(int(character, 16))
            for code, character in _MAPPED.findall(font.ToUnicode.read_bytes())
        }
        for name, font in fonts.items()
    }


def pieces(pdf: pikepdf.Pdf, page: pikepdf.Page) -> Iterator[Piece]:
    """The marked content of a page in the order it is painted."""
    maps = unicode_maps(pdf)
    tag, number, text = "", None, ""
    sizes: set[float] = set()
    font = ""
    for step in pikepdf.parse_content_stream(page):
        operands = step.operands
        match str(step.operator):
            case "BDC":
                assert not tag, "marked content within marked content"
                tag, text, sizes = str(operands[0]), "", set()
                identified = operands[1].get("/MCID")
                number = None if identified is None else int(identified)
            case "Tf":
                font = str(operands[0])
                sizes.add(float(operands[1]))
            case "Tj":
                assert tag, "text outside marked content"
                text += "".join(maps[font][code] for code in bytes(operands[0]))
            case "S" | "Do":
                assert tag, "a drawing outside marked content"
            case "EMC":
                yield Piece(tag, number, frozenset(sizes), text)
                tag = ""


class Node(NamedTuple):
    """A structure element with the (page, id) pairs of its own marked content."""

    tag: str
    obj: pikepdf.Object
    own: tuple[tuple[int, int], ...]
    kids: tuple[Node, ...]


def structure(pdf: pikepdf.Pdf) -> Node:
    """The structure tree below its root; every kid must name its parent."""
    numbers = {page.obj.objgen: place for place, page in enumerate(pdf.pages)}
    return _node(pdf.Root.StructTreeRoot.K, numbers)


def walk(node: Node) -> Iterator[Node]:
    """The node and all below it, in reading order."""
    yield node
    for kid in node.kids:
        yield from walk(kid)


def _node(obj: pikepdf.Object, numbers: dict[tuple[int, int], int]) -> Node:
    own: list[tuple[int, int]] = []
    kids: list[Node] = []
    for kid in _kids(obj):
        if isinstance(kid, int):
            own.append((numbers[obj.Pg.objgen], kid))
        elif kid.get("/Type") == pikepdf.Name.MCR:
            own.append((numbers[kid.Pg.objgen], int(kid.MCID)))
        else:
            assert kid.P.objgen == obj.objgen
            kids.append(_node(kid, numbers))
    return Node(str(obj.S), obj, tuple(own), tuple(kids))


def _kids(obj: pikepdf.Object) -> list[pikepdf.Object | int]:
    kids = obj.get("/K")
    if kids is None:
        return []
    return list(kids.as_list()) if isinstance(kids, pikepdf.Array) else [kids]
