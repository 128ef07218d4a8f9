"""Which version of the program this is."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version


def program_version() -> str:
    """As it was installed; a question mark where the package's own data is gone."""
    try:
        return version("munhalsa")
    except PackageNotFoundError:
        return "?"
