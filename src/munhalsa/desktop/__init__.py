"""The window."""

from __future__ import annotations

import builtins
from importlib import import_module


def _load_qt() -> None:
    """Qt, without its hook in ``import``.

    The hook reads the source of every module that is loaded afterwards, to see whether it could use
    ``__feature__``, which nothing here does, and keeps all of it in memory: 10 MB at the list.
    """
    plain = builtins.__import__
    import_module("PySide6.QtCore")
    builtins.__import__ = plain


_load_qt()
