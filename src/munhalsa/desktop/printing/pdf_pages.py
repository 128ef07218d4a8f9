"""Pages of a PDF as pictures: plain data, made beside the window."""

from __future__ import annotations

import threading

from PySide6.QtGui import QImage

from munhalsa.domain.lazy_dataclass import dataclass

_POINTS_PER_INCH = 72
_ONE_AT_A_TIME = threading.Lock()
"""PDFium knows no threads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSize:
    """Of paper, in points."""

    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A page as 32 bits a pixel, blue first."""

    width: int
    height: int
    stride: int
    data: bytes

    def image(self) -> QImage:
        """As Qt draws it; keeps its own copy."""
        shape = QImage.Format.Format_RGB32
        return QImage(self.data, self.width, self.height, self.stride, shape).copy()


def page_sizes(pdf: bytes) -> tuple[PageSize, ...]:
    """The paper of every page."""
    import pypdfium2

    with _ONE_AT_A_TIME, pypdfium2.PdfDocument(pdf) as document:
        sizes = [document.get_page_size(number) for number in range(len(document))]
    return tuple(PageSize(width=width, height=height) for width, height in sizes)


def draw_page(pdf: bytes, number: int, *, dpi: float) -> Picture:
    """One page, the first being 0."""
    import pypdfium2

    with _ONE_AT_A_TIME, pypdfium2.PdfDocument(pdf) as document:
        page = document[number]
        bitmap = page.render(scale=dpi / _POINTS_PER_INCH, prefer_bgrx=True)
        picture = Picture(
            width=bitmap.width,
            height=bitmap.height,
            stride=bitmap.stride,
            data=bytes(bitmap.buffer),
        )
        bitmap.close()
        page.close()
    return picture
