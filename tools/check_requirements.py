"""Refuses requirement files that are not pinned with hashes or that name a place to fetch from."""

from __future__ import annotations

import re
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "requirements"
ADDRESS = re.compile(
    r"https?:|file:/|--(?:extra-)?index-url|--find-links|--trusted-host|(?<!\w)/\w"
)
PINNED = re.compile(r"^(?P<name>[\w.-]+)==[^\s;]+(?:\s*;.*?)?\s*\\$")


def complaints(path: Path) -> list[str]:
    """Says what is wrong with one compiled file, a line each."""
    lines = path.read_text(encoding="utf-8").splitlines()
    found = [f"{path.name}: names an address: {line}" for line in lines if ADDRESS.search(line)]
    for number, line in enumerate(lines):
        if line[:1] in {"", " ", "#"}:
            continue
        hashed = number + 1 < len(lines) and lines[number + 1].startswith("    --hash=sha256:")
        if not PINNED.match(line) or not hashed:
            found.append(f"{path.name}: not pinned with a hash: {line}")
    return found


def main() -> int:
    """Checks every compiled list and every list of wishes; 1 if anything is wrong."""
    found = [text for name in ("run.txt", "dev.txt") for text in complaints(FOLDER / name)]
    for path in sorted(FOLDER.glob("*.in")):
        lines = path.read_text(encoding="utf-8").splitlines()
        found += [
            f"{path.name}: names an address: {text}" for text in lines if ADDRESS.search(text)
        ]
    for text in found:
        print(text, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
