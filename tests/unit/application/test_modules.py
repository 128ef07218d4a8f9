"""Every module of the inner rooms loads by itself, also one that only types are taken from."""

from __future__ import annotations

from importlib import import_module
from pkgutil import walk_packages

import munhalsa.application
import munhalsa.domain


def test_every_module_of_the_inner_rooms_can_be_loaded() -> None:
    loaded = [
        import_module(module.name)
        for room in (munhalsa.domain, munhalsa.application)
        for module in walk_packages(room.__path__, f"{room.__name__}.")
    ]
    assert len(loaded) > 200
