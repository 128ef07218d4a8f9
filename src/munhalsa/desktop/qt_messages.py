"""What Qt says on the standard error, without what is known and means nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

_MEANS_NOTHING = " propagateSizeHints()"
"""Without a screen no window has size hints to tell anybody of."""


@contextmanager
def known_messages_left_out() -> Iterator[None]:
    """Everything else is told as before."""

    def tell(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        if text.endswith(_MEANS_NOTHING):
            return
        if before is not None:
            before(kind, context, text)
        else:
            sys.stderr.write(f"{text}\n")

    before = qInstallMessageHandler(tell)
    try:
        yield
    finally:
        qInstallMessageHandler(before)
