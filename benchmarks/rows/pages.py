"""A thousand certificates as one tagged PDF (floor: the tagging layer draws the same text)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.measuring import Growth, Measure, Work
from benchmarks.places import Place, bare
from munhalsa.adapters.documents.certificate import certificate_sheets
from munhalsa.adapters.documents.finishing import finished
from munhalsa.adapters.documents.ink import Sheet
from munhalsa.adapters.documents.printing import PdfForms
from munhalsa.adapters.documents.tagged import TaggedCanvas
from munhalsa.application.forms import CertificateForm, Letterhead, Printed
from munhalsa.application.memory import without_cycle_search
from munhalsa.application.print_certificates import print_certificates
from munhalsa.application.print_job import PrintJob
from munhalsa.application.printing import Progress
from tests.support.stores import context_for

GOAL = 1.3
MOST = 1000
_NUMBERS = (
    "SELECT c.number FROM certificate c JOIN person p ON p.id = c.person_id "
    "WHERE c.voided_on IS NULL AND p.protected_identity = 'none' "
    f"ORDER BY p.sort_key, p.id, c.issued LIMIT {MOST}"
)
CREATED = datetime(2026, 11, 22, 12, tzinfo=UTC)


class Kept(PdfForms):
    """A printer that prints no certificates but keeps what it was asked to print."""

    def __init__(self) -> None:
        self.forms: list[CertificateForm] = []
        self.letterhead = Letterhead(municipality="")

    def certificates(
        self,
        forms: Iterable[CertificateForm],
        *,
        letterhead: Letterhead,
        created: datetime,
        out: Path,
        progress: Progress | None = None,
    ) -> Printed:
        """Keep them."""
        self.forms = list(forms)
        self.letterhead = letterhead
        return Printed(path=out, pages=0)


def certificates_pdf(place: Place) -> Measure:
    """Laid out, tagged, numbered and written."""
    job, letterhead = forms_of(place)
    out = place.scratch / "certificates.pdf"
    printer = PdfForms()

    def ours(_number: int) -> Work:
        return lambda: printer.certificates(job, letterhead=letterhead, created=CREATED, out=out)

    return _measure(place, "certificates PDF", job, letterhead, ours)


def print_from_store(place: Place) -> Measure:
    """The same with finding them in the store by their numbers."""
    job, letterhead = forms_of(place)
    numbers = [form.number for form in job]
    out = place.scratch / "certificates.pdf"
    context = context_for(place.filled)
    printer = PdfForms()

    def ours(_number: int) -> Work:
        return lambda: print_certificates(context, printer, numbers=numbers, job=PrintJob(out=out))

    return _measure(place, "certificates PDF, from the store", job, letterhead, ours)


def _measure(
    place: Place,
    name: str,
    job: list[CertificateForm],
    letterhead: Letterhead,
    ours: Callable[[int], Work],
) -> Measure:
    out = place.scratch / "floor.pdf"
    bookmarks = [(f"Intyg {form.number}", page) for page, form in enumerate(job)]

    def floor(_number: int) -> Work:
        canvas = TaggedCanvas()
        laid_out = [certificate_sheets(form, letterhead, canvas.root) for form in job]
        return lambda: _draw(canvas, laid_out, bookmarks, out)

    return Measure(
        name=name,
        size=len(job),
        rounds=place.rounds(4),
        ours=ours,
        floor=floor,
        goal=GOAL,
        growth=Growth.LINEAR,
    )


def forms_of(place: Place) -> tuple[list[CertificateForm], Letterhead]:
    """What to print: at most a thousand certificates of the place, in name order."""
    with bare(place.filled.engine) as connection:
        cursor = connection.cursor()
        cursor.execute(_NUMBERS)
        numbers = [number for (number,) in cursor.fetchall()]
    kept = Kept()
    print_certificates(
        context_for(place.filled), kept, numbers=numbers, job=PrintJob(out=place.scratch / "none")
    )
    return kept.forms, kept.letterhead


def _draw(
    canvas: TaggedCanvas,
    laid_out: list[list[Sheet]],
    bookmarks: list[tuple[str, int]],
    out: Path,
) -> None:
    with without_cycle_search():  # as in ours: it walks every object of the document
        for sheets in laid_out:
            canvas.draw_sheets(sheets)
        content = finished(
            canvas, title="Intyg", language="sv", created=CREATED, bookmarks=bookmarks
        )
    out.write_bytes(content)
