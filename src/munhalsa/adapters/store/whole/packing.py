"""The whole municipality as one file: a zip with two age files in it, each a zip of open files.

``kommunen.zip.age`` holds everything but what concerns somebody with protected identity, and
``skyddade.zip.age`` that, under a passphrase of its own (spec: records, protected identity).
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from enum import StrEnum
from importlib import resources
from typing import IO, Any

from munhalsa.adapters.store.whole.age import AgeWriter
from munhalsa.adapters.store.whole.shapes import KindShape, all_shapes
from munhalsa.domain.lazy_dataclass import dataclass

FORMAT = "munhalsa-whole"
VERSION = 1
MANIFEST = "manifest.json"
_LEVEL = 4
_READ_ME = ("LAS-MIG.txt", "README.txt")


class Part(StrEnum):
    """The two parts; the value is the name of each in its manifest."""

    MUNICIPALITY = "municipality"
    PROTECTED = "protected"

    @property
    def file(self) -> str:
        """The part's name in the one file."""
        return {"municipality": "kommunen", "protected": "skyddade"}[self.value] + ".zip.age"


Lines = Callable[[KindShape, Part], Iterable[bytes]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What a set is: its name in the manifest, and the folder of the texts that open it."""

    format: str
    texts: str


WHOLE = Kind(format=FORMAT, texts="whole")
ARCHIVE = Kind(format="munhalsa-archive", texts="archive")
"""Some persons only, for an archive; never read back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where and when the set was made; ``schema`` is the number of the store's form."""

    program: str
    schema: str
    municipality: str
    name: str
    made: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetFile:
    """One file of lines in a part."""

    name: str
    kind: str
    rows: int
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """What was written: rows by kind in both parts, and of the protected part alone."""

    rows: Mapping[str, int]
    protected_rows: Mapping[str, int]


def data_name(kind: str) -> str:
    """The name of a kind's file of lines."""
    return f"data/{kind}.jsonl"


def schema_name(kind: str) -> str:
    """The name of a kind's JSON Schema."""
    return f"schema/{kind}.schema.json"


def pack(
    sink: IO[bytes],
    *,
    origin: Origin,
    lines: Lines,
    passphrases: Mapping[Part, str],
    work_factor: int,
    kind: Kind = WHOLE,
) -> Packed:
    """Write everything to a seekable sink, one line at a time."""
    texts = {name: read_me(name, origin, kind) for name in _READ_ME}
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_STORED) as outer:
        for name, text in texts.items():
            outer.writestr(_entry(name), text)
        rows: dict[Part, Mapping[str, int]] = {}
        other: str | None = None
        for part in (Part.PROTECTED, Part.MUNICIPALITY):
            with _sealed(outer, part, passphrases[part], work_factor) as inner:
                manifest = {
                    "format": kind.format,
                    "version": VERSION,
                    "part": part.value,
                    **asdict(origin),
                    "protected_manifest_sha256": other,
                }
                for name, text in texts.items():
                    inner.writestr(_packed_entry(name), text)
                rows[part], other = _pack_part(inner, part, manifest, lines)
    return Packed(rows=rows[Part.MUNICIPALITY], protected_rows=rows[Part.PROTECTED])


@contextmanager
def _sealed(
    outer: zipfile.ZipFile, part: Part, passphrase: str, work_factor: int
) -> Iterator[zipfile.ZipFile]:
    with (
        outer.open(_entry(part.file), "w", force_zip64=True) as entry,
        AgeWriter(entry, passphrase, work_factor=work_factor) as sealing,
        zipfile.ZipFile(sealing, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as inner,
    ):
        yield inner


def _pack_part(
    inner: zipfile.ZipFile,
    part: Part,
    manifest: Mapping[str, Any],
    lines: Lines,
) -> tuple[Mapping[str, int], str]:
    """Rows by kind, and the manifest's SHA-256, by which the parts know each other."""
    files = []
    for shape in all_shapes().values():
        inner.writestr(_packed_entry(schema_name(shape.name)), json_text(shape.schema()))
        files.append(_pack_lines(inner, shape, lines(shape, part)))
    text = json_text({**manifest, "files": [asdict(file) for file in files]})
    inner.writestr(_packed_entry(MANIFEST), text)
    return {file.kind: file.rows for file in files}, hashlib.sha256(text.encode()).hexdigest()


def _pack_lines(inner: zipfile.ZipFile, shape: KindShape, lines: Iterable[bytes]) -> SetFile:
    name, total = data_name(shape.name), hashlib.sha256()
    rows = size = 0
    with inner.open(_packed_entry(name), "w", force_zip64=True) as file:
        for line in lines:
            total.update(line)
            file.write(line)
            rows += 1
            size += len(line)
    return SetFile(name=name, kind=shape.name, rows=rows, bytes=size, sha256=total.hexdigest())


def _entry(name: str) -> zipfile.ZipInfo:
    # A fixed time: the manifest tells the day, and nothing else need be told.
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.external_attr = 0o600 << 16
    return entry


def _packed_entry(name: str) -> zipfile.ZipInfo:
    entry = _entry(name)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def json_text(content: Mapping[str, Any]) -> str:
    """JSON that people can read too."""
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def read_me(name: str, origin: Origin, kind: Kind = WHOLE) -> str:
    """The text that lets a stranger read the set without this program."""
    text = resources.files("munhalsa.resources").joinpath(kind.texts, name).read_text("utf-8")
    return text.format(**asdict(origin), version=VERSION)
