"""Where the program begins: hooks and arguments, then everything is handed over to bootstrap."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Sequence


def load() -> Callable[[Sequence[str]], int]:
    """What runs the program; all that is loaded stays, and is not searched for garbage."""
    from munhalsa.application.memory import without_cycle_search

    with without_cycle_search():
        from munhalsa.bootstrap import run

        # Before a search is allowed again: the next object made would begin one through all of it.
        gc.freeze()
    return run


def main() -> int:
    """Run the program with the arguments of the command line; its exit code."""
    run = load()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
