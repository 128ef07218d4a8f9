"""Refuses requirement files that are not pinned with hashes or that name a place to fetch from."""

from __future__ import annotations

import re
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "requirements"
ADDRESS = re.compile(
    r"https?:|file:/|--(?:extra-)?index-url|--find-links|--trusted-host|(?<!\w)/\w"
)
PINNED = re.compile(r"[\w.-]+==[^\s;]+(\s*;.*)? \\")


def _addresses(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [f"{path.name}: names an address: {line}" for line in lines if ADDRESS.search(line)]


def _loose_ends(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [
        f"{path.name}: not pinned with a hash: {line}"
        for line, following in zip(lines, [*lines[1:], ""], strict=True)
        if line[:1] not in {"", " ", "#"}
        and not (PINNED.fullmatch(line) and following.startswith("    --hash=sha256:"))
    ]


def complaints(folder: Path) -> list[str]:
    """What is wrong with the lists in ``folder``, a line each; every .in has its compiled .txt."""
    found = []
    for wishes in sorted(folder.glob("*.in")):
        compiled = wishes.with_suffix(".txt")
        found += [*_addresses(wishes), *_addresses(compiled), *_loose_ends(compiled)]
    return found


def main() -> int:
    """Prints the complaints; 1 if there are any."""
    found = complaints(FOLDER)
    for text in found:
        print(text, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
