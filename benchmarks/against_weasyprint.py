"""``python -m benchmarks.against_weasyprint``: the same certificates through HTML and WeasyPrint.

WeasyPrint is no requirement of ours, so this is no row of the table: install it by hand first.
"""

from __future__ import annotations

import html
import importlib
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from benchmarks.places import Stock, embedded_places
from benchmarks.rows.pages import CREATED, forms_of
from munhalsa.adapters.documents.certificate import certificate_sheets
from munhalsa.adapters.documents.ink import Element, Run
from munhalsa.adapters.documents.printing import PdfForms
from munhalsa.application.forms import CertificateForm, Letterhead

PERSONS = 1000
COUNT = 100
_STYLE = "@page { size: A4; margin: 20mm } section { break-after: page } th { text-align: left }"


def main() -> int:
    """Seconds for each, and how many times as fast ours is; both make tagged PDF."""
    weasyprint: Any = importlib.import_module("weasyprint")
    with Stock() as stock:
        for place in embedded_places(sizes=[PERSONS], stock=stock):
            job, letterhead = forms_of(place)
    job = job[:COUNT]
    page = page_of(job, letterhead)
    with TemporaryDirectory() as folder:
        out = Path(folder) / "out.pdf"
        start = perf_counter()
        PdfForms().certificates(job, letterhead=letterhead, created=CREATED, out=out)
        ours = perf_counter() - start
        start = perf_counter()
        weasyprint.HTML(string=page).write_pdf(out, pdf_variant="pdf/ua-1")
        theirs = perf_counter() - start
    print(f"{len(job)} certificates: ours {ours:.2f} s, WeasyPrint {theirs:.2f} s, ", end="")
    print(f"{theirs / ours:.1f} times")
    return 0


def page_of(job: Sequence[CertificateForm], letterhead: Letterhead) -> str:
    """The text of our certificates as HTML, with the same headings, paragraphs and table rows."""
    forms = "".join(f"<section>{_form(form, letterhead)}</section>" for form in job)
    head = f'<html lang="sv"><head><title>Intyg</title><style>{_STYLE}</style></head>'
    return f"{head}<body>{forms}</body></html>"


def _form(form: CertificateForm, letterhead: Letterhead) -> str:
    root = Element("Document", None)
    texts: dict[int, str] = {}
    for sheet in certificate_sheets(form, letterhead, root):
        for owner, inks in sheet:
            if isinstance(owner, Element):
                said = "".join(ink.text for ink in inks if isinstance(ink, Run))
                texts[id(owner)] = texts.get(id(owner), "") + said
    return _element(root, texts)


def _element(element: Element, texts: dict[int, str]) -> str:
    inside = html.escape(texts.get(id(element), "")) + "".join(
        _element(kid, texts) for kid in element.kids if isinstance(kid, Element)
    )
    tag = element.tag.lower()
    return f"<{tag}>{inside}</{tag}>" if tag in _TAGS else inside


_TAGS = frozenset({"h1", "h2", "p", "table", "tr", "th", "td"})

if __name__ == "__main__":
    sys.exit(main())
