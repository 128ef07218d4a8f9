"""The window on the command line: opened, or drawn to pictures."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from munhalsa.cli.answer import Answer
from munhalsa.cli.desk import Desk
from munhalsa.cli.parser import Command, option
from munhalsa.domain.refusal import Rejected

_THEMES = ("light", "dark", "contrast")
_SCALES = ("100", "150", "200")


def _window(desk: Desk, asked: Namespace) -> Answer:
    if asked.screenshots is None:
        return Answer(document={}, status=desk.program.window(desk.which))
    files = desk.program.pictures(
        desk.which,
        folder=Path(asked.screenshots),
        theme=_one_of(asked.theme or "light", _THEMES, field="theme"),
        scale=int(_one_of(asked.scale or "100", _SCALES, field="scale")),
    )
    return Answer(document={"files": files}, lines=[f"{len(files)} bilder är sparade."])


def _one_of(word: str, words: tuple[str, ...], *, field: str) -> str:
    if word not in words:
        raise Rejected(
            "value_unknown", f"Värdet ska vara något av {', '.join(words)}.", field=field
        )
    return word


COMMANDS = (
    Command(
        words="window",
        help="öppna fönstret, eller rita alla vyer till bilder",
        run=_window,
        arguments=(
            option("--screenshots", "mapp för bilderna", word="MAPP"),
            option("--theme", "light, dark eller contrast", word="TEMA"),
            option("--scale", "100, 150 eller 200", word="PROCENT"),
        ),
        example="window --screenshots bilder --theme dark",
    ),
)
