"""Whole municipalities out of stores and back, without a log-in: byte for byte."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, text

from munhalsa.adapters.store import migrate
from munhalsa.adapters.store.checks import reading
from munhalsa.adapters.store.engine import postgres_address, postgres_engine, sqlcipher_engine
from munhalsa.adapters.store.whole.age import AgeReader, AgeWriter
from munhalsa.adapters.store.whole.back import lay_out
from munhalsa.adapters.store.whole.packing import MANIFEST, Part
from munhalsa.adapters.store.whole.unpacking import opened_set
from munhalsa.adapters.store.whole.write import pack_store
from tests.support.postgres import Server

KEYS = {Part.MUNICIPALITY: "sex-ord-for-kommunen", Part.PROTECTED: "sex-andra-ord"}
CHEAP = 4
"""log2 of what a guess costs; what it costs in earnest is told in age.py."""


def write_set(engine: Engine, file: Path) -> None:
    """Everything that a store holds, in a file."""
    with file.open("wb") as sink, reading(engine) as connection:
        pack_store(connection, sink, made="2026-11-22", passphrases=KEYS, work_factor=CHEAP)


def files_of(file: Path, part: Part) -> dict[str, bytes]:
    """What a stranger finds in a part that has been opened and unpacked."""
    with zipfile.ZipFile(file) as outer:
        sealed = io.BytesIO(outer.read(part.file))
    with zipfile.ZipFile(io.BufferedReader(AgeReader(sealed, KEYS[part]))) as inner:
        return {name: inner.read(name) for name in inner.namelist()}


def both_parts(file: Path) -> dict[tuple[Part, str], bytes]:
    """Every file of both parts."""
    return {(part, name): text for part in Part for name, text in files_of(file, part).items()}


@contextmanager
def laid_out(file: Path, engine: Engine) -> Iterator[Engine]:
    """A set read back into an empty database of its own."""
    migrate.upgrade(engine)
    with opened_set(file, KEYS) as whole:
        whole.check()
        with engine.connect() as opened:
            connection = opened.execution_options(writing=True)
            with connection.begin():
                lay_out(connection, whole)
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def empty_sqlcipher(folder: Path) -> Iterator[Engine]:
    """An embedded database with nothing in it."""
    folder.mkdir(exist_ok=True)
    yield sqlcipher_engine(folder / "store.db", bytes(range(32)), mode="rwc")


@contextmanager
def empty_postgres(server: Server) -> Iterator[Engine]:
    """A shared database with nothing in it."""
    with server.database() as url:
        yield postgres_engine(postgres_address(url), server.password)


def name_the_municipality(engine: Engine) -> None:
    """The first rows of the stores of tests are written before there is a municipality."""
    with engine.connect() as opened:
        connection = opened.execution_options(writing=True)
        with connection.begin():
            for table in ("municipality", "account"):
                connection.execute(text(f"UPDATE {table} SET municipality_id = '1490'"))


def rewritten(
    file: Path, to: Path, changes: Mapping[tuple[Part, str], bytes | None], *, honest: bool = True
) -> Path:
    """A set with files replaced, or left out where None, under the same keys.

    ``honest``: the manifests tell of the files as they now are, so that only what stands in them
    can give them away.
    """
    parts = {part: files_of(file, part) for part in Part}
    for (part, name), content in changes.items():
        parts[part].pop(name, None)
        if content is not None:
            parts[part][name] = content
    with zipfile.ZipFile(to, "w") as outer:
        other = None
        for part in (Part.PROTECTED, Part.MUNICIPALITY):
            files = parts[part]
            if honest and (part, MANIFEST) not in changes:
                files[MANIFEST] = _told_anew(files, other)
            other = hashlib.sha256(files.get(MANIFEST, b"")).hexdigest()
            outer.writestr(part.file, _sealed(files, KEYS[part]))
    return to


def _told_anew(files: Mapping[str, bytes], other: str | None) -> bytes:
    manifest = json.loads(files[MANIFEST])
    manifest["protected_manifest_sha256"] = other
    for told in manifest["files"]:
        content = files.get(told["name"], b"")
        told["rows"], told["bytes"] = content.count(b"\n"), len(content)
        told["sha256"] = hashlib.sha256(content).hexdigest()
    return json.dumps(manifest).encode()


def _sealed(files: Mapping[str, bytes], passphrase: str) -> bytes:
    sink = io.BytesIO()
    with (
        AgeWriter(sink, passphrase, work_factor=CHEAP) as sealing,
        zipfile.ZipFile(sealing, "w", zipfile.ZIP_DEFLATED) as inner,
    ):
        for name, content in files.items():
            inner.writestr(name, content)
    return sink.getvalue()
