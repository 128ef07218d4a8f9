"""Reading the one file of a whole municipality again: nothing is believed that was not checked.

Everything is read in place, decrypted as it is read: nothing unpacked ever lies on a disk.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import IO, Any

from munhalsa.adapters.store.whole.age import AgeBroken, AgeReader, WrongPassphrase
from munhalsa.adapters.store.whole.packing import (
    FORMAT,
    MANIFEST,
    VERSION,
    Origin,
    Part,
    SetFile,
    data_name,
    schema_name,
)
from munhalsa.adapters.store.whole.shapes import Fault, KindShape, all_shapes
from munhalsa.adapters.store.whole.sorted_ids import SortedIds
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import FileUnusable, Rejected

_LARGEST_MANIFEST = 1024 * 1024
_LONGEST_LINE = 64 * 1024 * 1024
_MOST_UNPACKED = 64 * 1024**3
_HIGHEST_RATIO = 200
_RATIO_FROM = 16 * 1024 * 1024
_MANY_FILES = 1000
_FIELDS = {Part.MUNICIPALITY: "key_file", Part.PROTECTED: "protected_key_file"}
_BROKEN = (
    *(AgeBroken, zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError),
    *(RuntimeError, ValueError, RecursionError),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPart:
    """One part that its passphrase has opened."""

    archive: zipfile.ZipFile
    files: Mapping[str, SetFile]


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeSet:
    """A set that opens; ``ids`` are those that something may point to, once it has been checked."""

    origin: Origin
    parts: Mapping[Part, OpenPart]
    ids: dict[str, list[SortedIds]]

    @property
    def rows(self) -> dict[str, int]:
        """How many rows each kind has."""
        return {
            kind: sum(part.files[kind].rows for part in self.parts.values())
            for kind in all_shapes()
        }

    def check(self) -> None:
        """Read everything once: sizes, digests, each line by its schema, no id twice."""
        targets = {field.points_to for shape in all_shapes().values() for field in shape.fields} - {
            None
        }
        for part in self.parts:
            for shape in all_shapes().values():
                ids = SortedIds() if shape.name in targets else None
                self._check_file(part, shape, ids)
                if ids is not None:
                    self.ids.setdefault(shape.name, []).append(ids)

    def _check_file(self, part: Part, shape: KindShape, ids: SortedIds | None) -> None:
        file = self.parts[part].files[shape.name]
        total, rows, before = hashlib.sha256(), 0, None
        for rows, text in enumerate(self._texts(part, file), start=1):
            total.update(text)
            key = shape.key_of(_parsed(shape, part, rows, text))
            if before is not None and key <= before:
                raise _line_fault(part, shape, rows, Fault(shape.key[0], _TWICE))
            before = key
            if ids is not None:
                self._keep_id(ids, part, shape, rows, key[0])
        if (rows, total.hexdigest()) != (file.rows, file.sha256):
            raise _changed(part, file.name)

    def _keep_id(self, ids: SortedIds, part: Part, shape: KindShape, row: int, id: str) -> None:
        if any(id in others for others in self.ids.get(shape.name, ())):
            raise _line_fault(part, shape, row, Fault("id", _TWICE))
        if not ids.add(id):
            raise _line_fault(part, shape, row, Fault("id", "ska vara ett UUID"))

    def lines(self, shape: KindShape) -> Iterator[Mapping[str, Any]]:
        """Every line of a kind, of both parts, each id that it holds pointing to one that is there.

        Only after ``check``, which has looked at each of them; what was altered since is refused.
        """
        pointing = [field for field in shape.fields if field.points_to is not None]
        for part in self.parts:
            file = self.parts[part].files[shape.name]
            for row, text in enumerate(self._texts(part, file), start=1):
                line: dict[str, Any] = json.loads(text)
                for field in pointing:
                    value = line[field.name]
                    known = self.ids[field.points_to or ""]
                    if value is not None and not any(value in ids for ids in known):
                        fault = Fault(field.name, "pekar på en uppgift som inte finns i filerna")
                        raise _line_fault(part, shape, row, fault)
                yield line

    def _texts(self, part: Part, file: SetFile) -> Iterator[bytes]:
        """The lines as bytes; never more than the manifest says."""
        left = file.bytes
        try:
            with self.parts[part].archive.open(file.name) as source:
                while text := source.readline(min(left, _LONGEST_LINE) + 1):
                    left -= len(text)
                    if left < 0 or len(text) > _LONGEST_LINE or not text.endswith(b"\n"):
                        raise _changed(part, file.name)
                    yield text
        except _BROKEN:
            raise _changed(part, file.name) from None


_TWICE = "finns redan på en tidigare rad, eller raderna ligger i fel ordning"


def _parsed(shape: KindShape, part: Part, row: int, text: bytes) -> dict[str, Any]:
    try:
        line: dict[str, Any] = json.loads(text)
        shape.check(line)
    except Fault as fault:
        raise _line_fault(part, shape, row, fault) from None
    except (ValueError, RecursionError):
        raise _line_fault(part, shape, row, Fault(None, "är inte JSON")) from None
    return line


@contextmanager
def opened_set(file: Path, passphrases: Mapping[Part, str]) -> Iterator[WholeSet]:
    """Open both parts and look at their manifests; raises FileUnusable, Rejected."""
    with ExitStack() as stack:
        source = stack.enter_context(_file(file))
        try:
            outer = stack.enter_context(zipfile.ZipFile(source))
            windows = {part: _window(source, outer.getinfo(part.file)) for part in Part}
        except (*_BROKEN, OSError):
            raise _no_set() from None
        parts, origins, told = {}, {}, {}
        for part in Part:
            archive = stack.enter_context(_archive(part, windows[part], passphrases[part]))
            parts[part], origins[part], told[part] = _part(part, archive)
        own = told[Part.PROTECTED].digest
        if told[Part.MUNICIPALITY].other != own or len(set(origins.values())) != 1:
            raise FileUnusable(
                "whole_parts_differ",
                "De två delarna i filen hör inte ihop. Använd filen som den skrevs.",
                field="file",
            )
        yield WholeSet(origin=origins[Part.MUNICIPALITY], parts=parts, ids={})


@contextmanager
def _file(file: Path) -> Iterator[IO[bytes]]:
    try:
        source = file.open("rb")
    except FileNotFoundError:
        raise FileUnusable(
            "whole_missing", "Filen finns inte. Kontrollera sökvägen.", field="file"
        ) from None
    except OSError:
        raise FileUnusable(
            "whole_unreadable",
            "Filen gick inte att läsa. Kontrollera att du har rätt att läsa den.",
            field="file",
        ) from None
    with source:
        yield source


class _Window(io.RawIOBase):
    """A part of a file, as if it were one."""

    def __init__(self, source: IO[bytes], begin: int, size: int) -> None:
        super().__init__()
        self._source, self._begin, self._size, self._place = source, begin, size, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._place

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self._size}[whence]
        self._place = max(0, base + offset)
        return self._place

    def read(self, size: int = -1, /) -> bytes:
        left = max(0, self._size - self._place)
        self._source.seek(self._begin + self._place)
        found = self._source.read(left if size < 0 else min(size, left))
        self._place += len(found)
        return found


def _window(source: IO[bytes], entry: zipfile.ZipInfo) -> IO[bytes]:
    """Where a stored entry lies: zipfile itself reads such a one anew at each step back."""
    if entry.compress_type != zipfile.ZIP_STORED or entry.file_size != entry.compress_size:
        raise zipfile.BadZipFile
    source.seek(entry.header_offset)
    local = source.read(30)
    if len(local) != 30 or local[:4] != b"PK\x03\x04":
        raise zipfile.BadZipFile
    name, extra = int.from_bytes(local[26:28], "little"), int.from_bytes(local[28:30], "little")
    begin = entry.header_offset + 30 + name + extra
    return _Window(source, begin, entry.file_size)  # type: ignore[return-value]


@contextmanager
def _archive(part: Part, window: IO[bytes], passphrase: str) -> Iterator[zipfile.ZipFile]:
    try:
        archive = zipfile.ZipFile(io.BufferedReader(AgeReader(window, passphrase)))
    except WrongPassphrase:
        raise Rejected(
            "whole_wrong_key",
            f"Lösenfrasen öppnar inte {part.file}. Kontrollera att det är den som hör till delen.",
            field=_FIELDS[part],
        ) from None
    except _BROKEN:
        raise _changed(part, part.file) from None
    with archive:
        yield archive


@dataclass(frozen=True, slots=True)
class _Told:
    digest: str
    other: str | None


def _part(part: Part, archive: zipfile.ZipFile) -> tuple[OpenPart, Origin, _Told]:
    try:
        entry = archive.getinfo(MANIFEST)
        if entry.file_size > _LARGEST_MANIFEST:
            raise _changed(part, MANIFEST)
        text = archive.read(entry)
        manifest = json.loads(text)
        if manifest["format"] != FORMAT or manifest["part"] != part.value:
            raise _changed(part, MANIFEST)
        if manifest["version"] != VERSION:
            raise _other_version(manifest["version"])
        origin = Origin(**{field.name: str(manifest[field.name]) for field in fields(Origin)})
        files = {one["kind"]: _set_file(one) for one in manifest["files"]}
        other = manifest["protected_manifest_sha256"]
        date.fromisoformat(origin.made)
    except (*_BROKEN, TypeError, AttributeError):
        raise _changed(part, MANIFEST) from None
    _check_files(part, archive, files)
    told = _Told(hashlib.sha256(text).hexdigest(), other)
    return OpenPart(archive=archive, files=files), origin, told


def _set_file(told: Mapping[str, Any]) -> SetFile:
    return SetFile(
        name=str(told["name"]),
        kind=str(told["kind"]),
        rows=int(told["rows"]),
        bytes=int(told["bytes"]),
        sha256=str(told["sha256"]),
    )


def _check_files(part: Part, archive: zipfile.ZipFile, files: Mapping[str, SetFile]) -> None:
    """Every file there is one that there must be, and none unpacks to more than is likely."""
    entries = archive.infolist()
    named = {entry.filename: entry for entry in entries}
    if len(named) != len(entries) or len(entries) > _MANY_FILES:
        raise _changed(part, MANIFEST)
    for kind in all_shapes():
        if kind not in files or data_name(kind) not in named or schema_name(kind) not in named:
            raise FileUnusable(
                "whole_file_missing",
                f"I {part.file} saknas filen {data_name(kind)}. Använd filen som den skrevs.",
                field="file",
            )
    for kind, file in files.items():
        if kind not in all_shapes() or file.name != data_name(kind):
            raise _changed(part, MANIFEST)
        if named[file.name].file_size != file.bytes:
            raise _changed(part, file.name)
        if not _is_likely(named[file.name], file):
            raise FileUnusable(
                "whole_too_large",
                f"{file.name} i {part.file} skulle bli orimligt stor när den packas upp. "
                "Inget är uppackat och inget är gjort.",
                field="file",
            )
    if sum(file.bytes for file in files.values()) > _MOST_UNPACKED:
        raise FileUnusable(
            "whole_too_large",
            f"{part.file} blir större än 64 GB när den packas upp. Inget är gjort.",
            field="file",
        )


def _is_likely(entry: zipfile.ZipInfo, file: SetFile) -> bool:
    return file.bytes < _RATIO_FROM or file.bytes <= entry.compress_size * _HIGHEST_RATIO


def _no_set() -> FileUnusable:
    return FileUnusable(
        "whole_damaged",
        "Filen är ingen hel fil med en kommun ur munhalsa: den kan vara avklippt eller av annat "
        "slag. Hämta den på nytt.",
        field="file",
    )


def _changed(part: Part, name: str) -> FileUnusable:
    return FileUnusable(
        "whole_changed",
        f"{name} i {part.file} är inte som den skrevs: den är ändrad eller avklippt. "
        "Hämta filen på nytt; inget är gjort.",
        field="file",
    )


def _other_version(version: Any) -> FileUnusable:
    newer = isinstance(version, int) and version > VERSION
    return FileUnusable(
        "whole_other_version",
        "Filen är skriven i ett nyare format än det här programmet läser. Uppdatera programmet."
        if newer
        else "Filen är skriven i ett format som programmet inte läser.",
        field="file",
    )


def other_schema(origin: Origin, own: str) -> FileUnusable:
    """What a set of another form of the store answers."""
    what = (
        "Uppdatera programmet."
        if origin.schema > own
        else f"Läs tillbaka den med munhalsa {origin.program} och uppdatera sedan programmet."
    )
    return FileUnusable(
        "whole_other_schema",
        f"Filen är skriven av munhalsa {origin.program}, där registret har en annan form. {what}",
        field="file",
    )


def _line_fault(part: Part, shape: KindShape, row: int, fault: Fault) -> FileUnusable:
    """A fault told by file, line and field; never what stands there."""
    place = f"{data_name(shape.name)} i {part.file}, rad {row}"
    where = place if fault.field is None else f"{place}, fältet {fault.field}"
    return FileUnusable("whole_line_wrong", f"{where}: {fault.why}. Inget är gjort.", field="file")
