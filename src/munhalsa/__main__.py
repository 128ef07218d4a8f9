"""Where the program begins: hooks and arguments, then everything is handed over to bootstrap."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the program with the arguments of the command line; its exit code."""
    from munhalsa.bootstrap import run

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
