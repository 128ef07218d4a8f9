"""Makes the pictures of docs/manual: ``python tools/make_manual.py FOLDER``.

FOLDER is what ``munhalsa window --screenshots`` has drawn of the example municipality; each picture
that a page names is taken from there, and those that no page names any longer go.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

MANUAL = Path(__file__).resolve().parents[1] / "docs" / "manual"
PICTURES = MANUAL / "bilder"
_WIDEST = 1000
_SMALLEST = 0
"""The quality of a PNG is how little it is squeezed; nothing of it is lost."""
_NAMED = re.compile(r"!\[[^\]]+\]\(bilder/([\w-]+)\.png\)")


def named() -> set[str]:
    """The scenes that the pages show."""
    return {
        name for page in MANUAL.glob("*.md") for name in _NAMED.findall(page.read_text("utf-8"))
    }


def main(folder: Path) -> None:
    """Take what is named, at the width of a page."""
    wanted = named()
    for old in PICTURES.glob("*.png"):
        if old.stem not in wanted:
            old.unlink()
    for name in sorted(wanted):
        picture = QImage(str(folder / f"{name}.png"))
        if picture.isNull():
            raise FileNotFoundError(f"{name}.png")
        if picture.width() > _WIDEST:
            way = Qt.TransformationMode.SmoothTransformation
            picture = picture.scaledToWidth(_WIDEST, way)
        picture.save(str(PICTURES / f"{name}.png"), quality=_SMALLEST)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
