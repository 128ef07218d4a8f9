"""The same statements said by pgbench: prepared once a client, then executed with their values."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from psycopg.sql import Literal
from sqlalchemy import URL

from benchmarks.clients import PROCESSES
from benchmarks.recording import Said

_MARK = re.compile(r"%\((?P<name>\w+)\)s|%s|%%")
_RATE = re.compile(r"^tps = (?P<rate>[0-9.]+) \(without initial connection time\)$", re.MULTILINE)
_READS = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
_WRITES = "BEGIN"


class Script:
    """What each client does in one round; ``\\if`` lets each do its own."""

    def __init__(self) -> None:
        self._prepared: dict[str, tuple[str, tuple[str | None, ...]]] = {}
        self._clients: list[list[str]] = []

    def client(self) -> None:
        """What is added from now on is done by the next client."""
        self._clients.append([])

    def reading(self, said: Iterable[Said]) -> None:
        """A read transaction; each statement is waited for."""
        self._add(_READS, *self._executed(said), "COMMIT")

    def writing(self, said: Sequence[Said]) -> None:
        """A write transaction: what it reads is waited for, all that it writes goes in one line."""
        first = next(place for place, one in enumerate(said) if one.writes)
        self._add(_WRITES, *self._executed(said[:first]))
        self._add(" \\; ".join([*self._executed(said[first:]), "COMMIT"]))

    def text(self) -> str:
        """The script as pgbench takes it."""
        ready = ["SET plan_cache_mode = force_generic_plan;"]
        ready += [f"PREPARE {name} AS {_one_line(text)};" for text, name in self._texts()]
        own = []
        for number, lines in enumerate(self._clients):
            own += ["\\if :client_id = " + str(number), *(f"{line};" for line in lines), "\\endif"]
        return "\n".join([*ready, *own]) + "\n"

    def run(self, url: URL, *, binary: Path, folder: Path) -> float:
        """Seconds that all clients took, from when they were connected."""
        file = folder / "clients.sql"
        file.write_text(self.text(), encoding="utf-8")
        options = {
            "client": len(self._clients),
            "jobs": PROCESSES,
            "transactions": 1,
            "file": file,
            "host": url.host,
            "port": url.port,
            "username": url.username,
        }
        ended = subprocess.run(
            [str(binary), "--no-vacuum", *(f"--{name}={of}" for name, of in options.items())]
            + [str(url.database)],
            env={**os.environ, "PGPASSWORD": str(url.password)},
            capture_output=True,
            text=True,
            check=False,
        )
        found = _RATE.search(ended.stdout)
        if ended.returncode or found is None:
            raise RuntimeError(ended.stdout[-2000:] + ended.stderr[-2000:])
        return len(self._clients) / float(found["rate"])

    def _add(self, *lines: str) -> None:
        self._clients[-1] += lines

    def _executed(self, said: Iterable[Said]) -> Iterator[str]:
        for one in said:
            for values in one.values if one.many else [one.values]:
                name, names = self._known(one.statement)
                given = _in_order(values, names)
                listed = ", ".join(Literal(value).as_string() for value in given)
                yield f"EXECUTE {name}({listed})" if given else f"EXECUTE {name}"

    def _known(self, statement: str) -> tuple[str, tuple[str | None, ...]]:
        if statement not in self._prepared:
            _, names = _numbered(statement)
            self._prepared[statement] = (f"s{len(self._prepared)}", names)
        return self._prepared[statement]

    def _texts(self) -> Iterator[tuple[str, str]]:
        for statement, (name, _) in self._prepared.items():
            yield _numbered(statement)[0], name


def _numbered(statement: str) -> tuple[str, tuple[str | None, ...]]:
    """The statement with $1, $2 …, and the names of its values in that order (None: by place)."""
    names: list[str | None] = []

    def number(mark: re.Match[str]) -> str:
        if mark[0] == "%%":
            return "%"
        name = mark["name"]
        if name is None or name not in names:
            names.append(name)
            return f"${len(names)}"
        return f"${names.index(name) + 1}"

    return _MARK.sub(number, statement), tuple(names)


def _in_order(values: Any, names: Sequence[str | None]) -> Sequence[Any]:
    if not names:
        return ()
    return list(values) if names[0] is None else [values[name] for name in names]


def _one_line(text: str) -> str:
    return " ".join(text.split())
