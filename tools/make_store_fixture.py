"""Leaves a filled store of today's form for the tests to come.

``python -m tools.make_store_fixture``, at each release: ``tests/fixtures/stores/REVISION`` then has
an embedded store, and the statements that build a shared one. A form that was left before is never
made again, for nobody's store of it changes either.
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from munhalsa.adapters.store.checks import count_rows
from munhalsa.adapters.store.migrate import newest_revision
from tests.support import postgres
from tests.support.commands import CommandLine, found, somebody
from tests.support.founded import open_store
from tests.support.stores import TODAY
from tools.example_municipality import KINDS, generate, write_files
from tools.example_municipality.files import file_name

STORES = Path(__file__).resolve().parents[1] / "tests" / "fixtures" / "stores"
SHARED = "shared.sql.gz"
HOLDS = "holds.json"
"""Its rows by table."""
PERSONS = 12
_ROWS = 12
"""Of each list no more than so many: a store to be opened, not one to be measured."""
_EMBEDDED = ("store.db", "keyslots.json", "anchors.jsonl")
_FIRST = ("boendeenheter", "personer")


def main() -> None:
    """Both of them, unless this form has been left behind before."""
    folder = STORES / newest_revision()
    if folder.exists():
        sys.exit(f"{folder} is there already")
    with tempfile.TemporaryDirectory() as temporary:
        draft, made = Path(temporary), Path(temporary) / "made"
        made.mkdir()
        line = _filled(somebody(_new(draft / "embedded")), draft)
        with open_store(Path(line.store)) as opened:
            driver = opened.store.engine.raw_connection()
            driver.cursor().execute("VACUUM")
            driver.close()
            with opened.store.engine.connect() as connection:
                held = count_rows(connection)
        (made / HOLDS).write_text(json.dumps(held, indent=1) + "\n", encoding="utf-8")
        for name in _EMBEDDED:
            shutil.copyfile(Path(line.store) / name, made / name)
        (made / SHARED).write_bytes(gzip.compress(_dumped(draft).encode("utf-8"), mtime=0))
        shutil.copytree(made, folder)


def _filled(line: CommandLine, draft: Path) -> CommandLine:
    """A small municipality, with a row in every list there is."""
    found(line)
    lists = _new(draft / f"{line.folder.name}-lists")
    town = generate(persons=PERSONS, seed=1, years=2, today=TODAY)
    few = {kind: replace(table, rows=table.rows[:_ROWS]) for kind, table in town.tables.items()}
    write_files(replace(town, tables=few), lists)
    for kind in (*_FIRST, *(kind for kind in KINDS if kind not in _FIRST)):
        line.do("import", kind, lists / file_name(kind), "--registered")
    return line


def _dumped(draft: Path) -> str:
    """The same in a server of its own, as statements that anybody's server takes."""
    server = postgres.shared_server(_new(draft / "server"), session=os.getpid())
    try:
        name, folder = server.create(), _new(draft / "shared")
        key = folder / "losenord.txt"
        key.write_text(server.password + "\n", encoding="utf-8")
        _filled(somebody(folder, store=server.url(name), passphrase_file=key), draft)
        done = subprocess.run(
            [str(server.bin / "pg_dump"), "--no-owner", "--no-privileges", "--no-comments"]
            + ["--inserts", "--rows-per-insert=50", server.url(name)],
            env=os.environ | {"PGPASSWORD": server.password},
            capture_output=True,
            text=True,
            check=True,
        )
    finally:
        postgres.stop_server(draft / "server")
    # What is left out are words to psql itself.
    return "".join(line for line in done.stdout.splitlines(True) if not line.startswith("\\"))


def _new(folder: Path) -> Path:
    folder.mkdir()
    return folder


if __name__ == "__main__":
    main()
