"""What sheets of labels hold."""

from __future__ import annotations

from datetime import date

from munhalsa.domain.label_sheet import LabelSheet
from munhalsa.domain.lazy_dataclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelsForm:
    """N19: the lines of each label in order, the first on label ``start`` of the first sheet."""

    printed_on: date
    sheet: LabelSheet
    start: int
    labels: tuple[tuple[str, ...], ...]
