"""Looks for bytes that break the readers of files, guided by which of our lines they reach.

``python -m tests.support.fuzzing FOLDER [options of libFuzzer]``: puts whole files into the folder,
and ends with an error at the first file from which neither a table nor a refusal comes.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

import atheris

OURS = ["munhalsa.adapters.tables", "munhalsa.application.import_table", "munhalsa.domain"]

with atheris.instrument_imports(include=OURS, enable_loader_override=False):
    from munhalsa.adapters.tables.kinds import load_kind
    from munhalsa.adapters.tables.reader import read_table
    from munhalsa.application.import_table.rows_units import convert_units
    from munhalsa.domain.refusal import FileUnusable
    from tests.support.spoiling import FORMATS, packed, parts_of, whole
    from tests.support.tables import AROUND

# The first byte says what the rest is: a whole file, or a part of a file that is otherwise whole.
WHOLE = b"\0"
PARTS = [
    (packing, name)
    for packing in ("xlsx", "ods")
    for name in sorted(parts_of(packing))
    if name.endswith((".xml", ".rels"))
]


def seeds() -> list[bytes]:
    """Where the search begins: every format, and every part of those that are zip files."""
    parts = [
        bytes([number]) + parts_of(packing)[name]
        for number, (packing, name) in enumerate(PARTS, start=1)
    ]
    return [WHOLE + whole(each) for each in FORMATS] + parts


def file_of(data: bytes) -> bytes:
    """The file that the bytes stand for."""
    number = data[0] % (len(PARTS) + 1) if data else 0
    if not number:
        return data[1:]
    packing, name = PARTS[number - 1]
    return packed({**parts_of(packing), name: data[1:]})


def main(folder: Path, options: list[str]) -> None:
    """Search until the options say that it is enough."""
    kind = load_kind("boendeenheter")
    corpus, path = folder / "corpus", folder / "file"
    corpus.mkdir()
    for number, seed in enumerate(seeds()):
        (corpus / str(number)).write_bytes(seed)

    def one(data: bytes) -> None:
        path.write_bytes(file_of(data))
        with suppress(FileUnusable):
            convert_units(read_table(path, kind=kind), kind=kind, around=AROUND)

    atheris.Setup([sys.argv[0], str(corpus), f"-artifact_prefix={folder}/", *options], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
