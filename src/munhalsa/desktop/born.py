"""A birth date in words: what rows and cards say of an identity number that is masked."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from munhalsa.domain.likeness import birth_mark


def born_words(number: str) -> str:
    """The day as it is written in Swedish, also out of a coordination number."""
    mark = birth_mark(number)
    day = f"{mark[:4]}-{mark[4:6]}-{mark[6:]}" if mark.isdecimal() else mark
    return QCoreApplication.translate("Born", "född {0}").format(day)
