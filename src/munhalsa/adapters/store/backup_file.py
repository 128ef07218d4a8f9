"""A backup as one file: a zip, nothing compressed, that holds all it takes to open it again.

``store.db`` under the store's data key, ``keyslots.json`` with the ways in of that day, and
``manifest.json``, which anchors the heads of the log. No name in it, nor its own, tells of anybody.
"""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from munhalsa.adapters.vault import key_slots
from munhalsa.domain.lazy_dataclass import dataclass
from munhalsa.domain.refusal import FileUnusable

FORMAT = "munhalsa-backup"
VERSION = 1
SUFFIX = ".mhbackup"
DATABASE = "store.db"
KEY_SLOTS = key_slots.FILE_NAME
_MANIFEST = "manifest.json"
_NAME = "munhalsa-%Y%m%dT%H%M%S-%fZ"
_LARGEST_TEXT = 16 * 1024 * 1024
_BLOCK = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a backup should hold; ``heads`` are (seq, hash) by chain, ``rows`` counts by table."""

    taken: datetime
    program: str
    schema: str
    heads: Mapping[str, tuple[int, str]]
    rows: Mapping[str, int]
    database_sha256: str
    key_slots_sha256: str


def backup_name(taken: datetime) -> str:
    """The file's name, by its time in UTC."""
    return taken.astimezone(UTC).strftime(_NAME) + SUFFIX


def time_in(path: Path) -> datetime | None:
    """When a backup was taken, by its name; None for a file that is none of ours."""
    try:
        return datetime.strptime(path.name.removesuffix(SUFFIX), _NAME).replace(tzinfo=UTC)
    except ValueError:
        return None


def pack(target: Path, *, database: Path, slots: bytes, manifest: Manifest) -> Manifest:
    """Write the file, on the disk when this returns; the manifest with its digests comes back."""
    with open(target, "xb", opener=_private) as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
            digest = _store(archive, database)
            full = Manifest(
                taken=manifest.taken,
                program=manifest.program,
                schema=manifest.schema,
                heads=manifest.heads,
                rows=manifest.rows,
                database_sha256=digest,
                key_slots_sha256=hashlib.sha256(slots).hexdigest(),
            )
            archive.writestr(_entry(KEY_SLOTS), slots)
            archive.writestr(_entry(_MANIFEST), manifest_text(full))
        file.flush()
        os.fsync(file.fileno())
    return full


def _store(archive: zipfile.ZipFile, database: Path) -> str:
    with (
        database.open("rb") as source,
        archive.open(_entry(DATABASE), "w", force_zip64=True) as sink,
    ):
        return _copy(source, sink)


def _entry(name: str) -> zipfile.ZipInfo:
    # A fixed time: the manifest tells when, and the owner's umask nothing.
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.external_attr = 0o600 << 16
    return entry


def _copy(source: IO[bytes], sink: IO[bytes]) -> str:
    total = hashlib.sha256()
    while block := source.read(_BLOCK):
        total.update(block)
        sink.write(block)
    return total.hexdigest()


def manifest_text(manifest: Manifest) -> str:
    """The manifest as JSON."""
    fields: dict[str, Any] = {"format": FORMAT, "version": VERSION} | asdict(manifest)
    fields["taken"] = manifest.taken.isoformat()
    return json.dumps(fields, ensure_ascii=False, indent=1) + "\n"


def read_manifest(path: Path) -> Manifest:
    """The manifest of a backup; raises FileUnusable for a file that is none."""
    with _opened(path) as archive:
        return _manifest(archive)


def unpack(path: Path, folder: Path) -> Manifest:
    """Lay database and key slots in an existing folder; raises FileUnusable unless all is whole."""
    with _opened(path) as archive:
        manifest = _manifest(archive)
        for name, digest in (
            (DATABASE, manifest.database_sha256),
            (KEY_SLOTS, manifest.key_slots_sha256),
        ):
            try:
                if _extract(archive, name, folder / name) != digest:
                    raise _damaged()
            except (KeyError, zipfile.BadZipFile, EOFError, NotImplementedError):
                raise _damaged() from None
    return manifest


def _extract(archive: zipfile.ZipFile, name: str, target: Path) -> str:
    entry = archive.getinfo(name)
    if entry.compress_type != zipfile.ZIP_STORED:
        raise _damaged()
    with archive.open(entry) as source, open(target, "xb", opener=_private) as sink:
        digest = _copy(source, sink)
        sink.flush()
        os.fsync(sink.fileno())
    return digest


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _opened(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except FileNotFoundError:
        raise FileUnusable(
            "backup_missing", "Säkerhetskopian finns inte. Kontrollera sökvägen.", field="file"
        ) from None
    except OSError:
        raise FileUnusable(
            "backup_unreadable",
            "Säkerhetskopian gick inte att läsa. Kontrollera att du har rätt att läsa filen.",
            field="file",
        ) from None
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise _damaged() from None


def _manifest(archive: zipfile.ZipFile) -> Manifest:
    try:
        entry = archive.getinfo(_MANIFEST)
        if entry.file_size > _LARGEST_TEXT:
            raise _damaged()
        fields = json.loads(archive.read(entry))
        if fields["format"] != FORMAT:
            raise _damaged()
        if fields["version"] > VERSION:
            raise FileUnusable(
                "backup_newer",
                "Säkerhetskopian är gjord med en nyare version av munhalsa. Uppdatera programmet.",
                field="file",
            )
        return _decoded(fields)
    except (
        KeyError, ValueError, TypeError, AttributeError, zipfile.BadZipFile, EOFError,
        NotImplementedError, RecursionError, OSError,
    ):  # fmt: skip
        raise _damaged() from None


def _decoded(fields: dict[str, Any]) -> Manifest:
    return Manifest(
        taken=datetime.fromisoformat(fields["taken"]),
        program=str(fields["program"]),
        schema=str(fields["schema"]),
        heads={chain: (int(seq), str(head)) for chain, (seq, head) in fields["heads"].items()},
        rows={table: int(count) for table, count in fields["rows"].items()},
        database_sha256=str(fields["database_sha256"]),
        key_slots_sha256=str(fields["key_slots_sha256"]),
    )


def _damaged() -> FileUnusable:
    return FileUnusable(
        "backup_damaged",
        "Filen är ingen hel säkerhetskopia från munhalsa. Välj en annan säkerhetskopia.",
        field="file",
    )
