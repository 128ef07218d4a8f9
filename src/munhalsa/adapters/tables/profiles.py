"""Loading export profiles (TOML): the program's own, and those of the municipality before them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path

from munhalsa.adapters.tables.files import unusable
from munhalsa.adapters.tables.profile_reading import invalid, profile_from
from munhalsa.application.export_profile import ExportProfile, ProfileFound
from munhalsa.domain.refusal import FileUnusable, Rejected

_ENDING = ".toml"
_LARGEST_FILE = 1024 * 1024


def profile_names() -> tuple[str, ...]:
    """The profiles that come with the program."""
    found = (files("munhalsa.resources") / "profiles").iterdir()
    return tuple(sorted(file.name[:-5] for file in found if file.name.endswith(_ENDING)))


@cache
def load_profile(name: str) -> ExportProfile:
    """The profile of that name that comes with the program; Rejected when there is none."""
    if name not in profile_names():
        raise _unknown(profile_names())
    text = (files("munhalsa.resources") / "profiles" / f"{name}{_ENDING}").read_text("utf-8")
    return profile_from(tomllib.loads(text))


class ProfileShelf:
    """Profiles by name; a file of the municipality's own goes before one of the program's."""

    def __init__(self, own: Path | None = None) -> None:
        self._own = own

    def load(self, name: str) -> ExportProfile:
        """The profile of that name; FileUnusable tells what is wrong in the municipality's own."""
        path = self._files().get(name)
        if path is not None:
            return _read(path)
        if name not in profile_names():
            raise _unknown(sorted({*profile_names(), *self._files()}))
        return load_profile(name)

    def found(self) -> Sequence[ProfileFound]:
        """Every profile in name order, also one that is at fault."""
        return list(self._found())

    def _found(self) -> Iterator[ProfileFound]:
        own = self._files()
        for name in sorted({*profile_names(), *own}):
            try:
                profile = self.load(name)
            except FileUnusable as refusal:
                yield ProfileFound(name=name, file=own[name], fault=refusal.message)
            else:
                yield ProfileFound(
                    name=name, title=profile.title, source=profile.source, file=own.get(name)
                )

    def _files(self) -> dict[str, Path]:
        if self._own is None or not self._own.is_dir():
            return {}
        return {path.stem: path for path in self._own.iterdir() if path.suffix.lower() == _ENDING}


def _read(path: Path) -> ExportProfile:
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise invalid("filen är större än 1 MB")
        text = path.read_text("utf-8-sig")
    except OSError as error:
        raise unusable(error) from error
    except UnicodeDecodeError:
        raise invalid("filen är inte sparad som UTF-8") from None
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        _, _, where = str(error).partition("(at line ")
        row = where.split(",")[0]
        told = f"rad {row} " if row.isdigit() else "slutet "
        raise invalid(f"{told}går inte att läsa som TOML") from None
    profile = profile_from(data)
    if profile.name != path.stem:
        raise invalid(f"name är {profile.name}, men filen heter {path.name}")
    return profile


def _unknown(names: Sequence[str]) -> Rejected:
    return Rejected(
        "profile_unknown",
        f"Exportprofilen finns inte. Välj en av: {', '.join(names)}.",
        field="profile",
    )
