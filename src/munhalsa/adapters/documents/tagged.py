"""A small tagging layer over ReportLab's canvas, which writes no structure by itself.

Each mark becomes one marked-content sequence: an artifact, or a numbered piece of an element. The
text is drawn as it is, character by character; ReportLab's paragraph markup is never involved.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from munhalsa.adapters.documents.fonts import Face, font
from munhalsa.adapters.documents.ink import (
    Artifact,
    Element,
    Frame,
    Line,
    Picture,
    Run,
    Shape,
    Sheet,
)


class TaggedCanvas:
    """Draws sheets and remembers which element each piece of the page belongs to.

    ``page_owners`` holds, per page, the element of each marked-content id in order.
    """

    def __init__(self) -> None:
        font(Face.REGULAR)
        self._written = io.BytesIO()
        # Without a face of ours as the initial one every page would name Helvetica, not embedded.
        options: dict[str, Any] = {"initialFontName": Face.REGULAR.value}
        canvas: Any = Canvas(self._written, pagesize=A4, pageCompression=0, invariant=1, **options)
        self._canvas: Canvas = canvas
        self._document = canvas._doc  # the fonts' subsets are kept per document
        self.root = Element("Document", None)
        self.page_owners: list[list[Element]] = []
        self._encoded: dict[tuple[Face, str], tuple[tuple[str, str], ...]] = {}
        self._pictures: dict[bytes, ImageReader] = {}

    def draw_sheets(self, sheets: Iterable[Sheet]) -> None:
        """Draw each sheet on a page of its own."""
        for sheet in sheets:
            self._draw(sheet)

    def finish(self) -> bytes:
        """The PDF without its structure tree; nothing more can be drawn."""
        self._canvas.save()
        return self._written.getvalue()

    def _draw(self, sheet: Sheet) -> None:
        page = len(self.page_owners)
        owners: list[Element] = []
        self.page_owners.append(owners)
        code: list[str] = []
        for owner, inks in sheet:
            if isinstance(owner, Artifact):
                code.append(f"/Artifact <<{owner.value}>> BDC")
            else:
                number = len(owners)
                owners.append(owner)
                owner.kids.append((page, number))
                code.append(f"/{owner.tag} <</MCID {number}>> BDC")
            for ink in inks:
                if isinstance(ink, Run):
                    self._set_text(code, ink)
                elif isinstance(ink, Line):
                    code.append(
                        f"{ink.grey:g} G {ink.width:g} w "
                        f"{ink.x1:.2f} {ink.y1:.2f} m {ink.x2:.2f} {ink.y2:.2f} l S"
                    )
                elif isinstance(ink, Frame):
                    code.append(
                        f"0 G {ink.stroke:g} w "
                        f"{ink.x:.2f} {ink.y:.2f} {ink.width:.2f} {ink.height:.2f} re S"
                    )
                elif isinstance(ink, Shape):
                    code.append(_shaped(ink))
                else:
                    self._canvas.addLiteral("\n".join(code))
                    code.clear()
                    self._place(ink)
            code.append("EMC")
        self._canvas.addLiteral("\n".join(code))
        self._canvas.showPage()

    def _set_text(self, code: list[str], run: Run) -> None:
        face, size, grey, x, y, text = run
        key = (face, text)
        pieces = self._encoded.get(key)
        if pieces is None:
            pieces = self._encoded[key] = self._encode(face, text)
        shown = " ".join(f"{name} {size:g} Tf <{codes}> Tj" for name, codes in pieces)
        code.append(f"BT {grey:g} g 1 0 0 1 {x:.2f} {y:.2f} Tm {shown} ET")

    def _encode(self, face: Face, text: str) -> tuple[tuple[str, str], ...]:
        """The text as (font resource, hexadecimal codes), split where the subset font changes."""
        loaded = font(face)
        return tuple(
            (loaded.getSubsetInternalName(subset, self._document), codes.hex())
            for subset, codes in loaded.splitString(text, self._document)
        )

    def _place(self, picture: Picture) -> None:
        reader = self._pictures.get(picture.data)
        if reader is None:
            reader = self._pictures[picture.data] = ImageReader(flattened(picture.data))
        self._canvas.drawImage(reader, picture.x, picture.y, picture.width, picture.height)


def _shaped(shape: Shape) -> str:
    if shape.filled:
        return f"q {shape.grey:g} g {shape.path} f Q"
    return f"q 1 J 1 j {shape.grey:g} G {shape.width:g} w {shape.path} S Q"


def flattened(data: bytes) -> Image.Image:
    """The picture in RGB on white, so that no other colour space or transparency comes along."""
    with Image.open(io.BytesIO(data)) as opened:
        layered = opened.convert("RGBA")
    paper = Image.new("RGBA", layered.size, "white")
    return Image.alpha_composite(paper, layered).convert("RGB")
