"""What makes a drawn PDF one built to PDF/UA-1 and PDF/A-2a, and the file it becomes."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from importlib.resources import files
from xml.sax.saxutils import escape

from pikepdf import Array, Dictionary, Name, ObjectStreamMode, OutlineItem, Pdf, String
from pikepdf.models.metadata import encode_pdf_date

from munhalsa.adapters.documents.structure import add_structure
from munhalsa.adapters.documents.tagged import TaggedCanvas

CREATOR = "munhalsa"
PRODUCER = "ReportLab, pikepdf"

_CODE = re.compile(rb"<([0-9A-Fa-f]{2})> <([0-9A-Fa-f]{4})>")
_LONGEST_BLOCK = 100


def finished(
    canvas: TaggedCanvas,
    *,
    title: str,
    language: str,
    created: datetime,
    bookmarks: Sequence[tuple[str, int]],
) -> bytes:
    """The whole PDF; ``bookmarks`` are headings with their page, counted from 0.

    The same pages, title and time give the same bytes.
    """
    with Pdf.open(io.BytesIO(canvas.finish())) as pdf:
        add_structure(pdf, canvas.root, canvas.page_owners)
        pdf.Root.MarkInfo = Dictionary(Marked=True)
        pdf.Root.Lang = String(language)
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        _describe(pdf, title=title, language=language, created=created)
        _add_output_intent(pdf)
        _tidy_fonts(pdf)
        for page in pdf.pages:
            del page.obj.Trans  # an empty transition that ReportLab always writes
        _add_bookmarks(pdf, bookmarks)
        written = io.BytesIO()
        pdf.save(
            written,
            min_version="1.7",
            object_stream_mode=ObjectStreamMode.generate,
            compress_streams=True,
            deterministic_id=True,
        )
    return written.getvalue()


@cache
def _resource(name: str) -> bytes:
    return files("munhalsa.resources").joinpath("pdf", name).read_bytes()


def _describe(pdf: Pdf, *, title: str, language: str, created: datetime) -> None:
    """The same description twice, as XMP and in the older dictionary, which must agree."""
    template = _resource("metadata.xmp").decode("utf-8")
    when = created.isoformat(timespec="seconds")
    packet = template.format(
        title=escape(title),
        language=escape(language),
        created=when,
        creator=CREATOR,
        producer=PRODUCER,
    )
    pdf.Root.Metadata = pdf.make_stream(
        packet.encode("utf-8"), Type=Name.Metadata, Subtype=Name.XML
    )
    stamp = String(encode_pdf_date(created.replace(microsecond=0)))
    pdf.trailer.Info = pdf.make_indirect(
        Dictionary(
            Title=String(title),
            Creator=String(CREATOR),
            Producer=String(PRODUCER),
            CreationDate=stamp,
            ModDate=stamp,
        )
    )


def _add_output_intent(pdf: Pdf) -> None:
    profile = pdf.make_stream(_resource("srgb.icc"), N=3, Alternate=Name.DeviceRGB)
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String("sRGB IEC61966-2.1"),
        RegistryName=String("http://www.color.org"),
        Info=String("sRGB IEC61966-2.1"),
        DestOutputProfile=profile,
    )
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])


def _tidy_fonts(pdf: Pdf) -> None:
    """Rewrite each ToUnicode map: ReportLab maps unused codes to U+0000 in one too long block."""
    for entry in pdf.objects:
        if isinstance(entry, Dictionary) and entry.get("/ToUnicode") is not None:
            pairs = [
                (code, character)
                for code, character in _CODE.findall(entry.ToUnicode.read_bytes())
                if character != b"0000"
            ]
            entry.ToUnicode.write(_unicode_map(pairs))


def _unicode_map(pairs: Sequence[tuple[bytes, bytes]]) -> bytes:
    lines = [
        b"/CIDInit /ProcSet findresource begin",
        b"12 dict begin",
        b"begincmap",
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        b"/CMapName /Adobe-Identity-UCS def",
        b"/CMapType 2 def",
        b"1 begincodespacerange",
        b"<00> <FF>",
        b"endcodespacerange",
    ]
    for start in range(0, len(pairs), _LONGEST_BLOCK):
        block = pairs[start : start + _LONGEST_BLOCK]
        lines.append(b"%d beginbfchar" % len(block))
        lines.extend(b"<%s> <%s>" % pair for pair in block)
        lines.append(b"endbfchar")
    lines += [
        b"endcmap",
        b"CMapName currentdict /CMap defineresource pop",
        b"end",
        b"end",
    ]
    return b"\n".join(lines) + b"\n"


def _add_bookmarks(pdf: Pdf, bookmarks: Sequence[tuple[str, int]]) -> None:
    if not bookmarks:
        return
    with pdf.open_outline() as outline:
        outline.root.extend(OutlineItem(label, page) for label, page in bookmarks)
