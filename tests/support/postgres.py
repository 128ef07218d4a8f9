"""A real PostgreSQL server for one test session, shared by its workers, and databases in it."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

import psycopg
from filelock import FileLock
from psycopg import sql

STATE = "postgres-server.json"
OWNER = "munhalsa"
ATTEMPTS = 3
# Where the session keeps its temporary files, if that is not the usual place.
SCRATCH = "PYTEST_DEBUG_TEMPROOT"
SESSION_FOLDER = "MUNHALSA_TEST_SESSION_FOLDER"
"""The variable with the folder that all workers of a session share."""

SETTINGS = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "max_connections": "100",
    "shared_buffers": "64MB",
    "max_wal_size": "512MB",
    "checkpoint_timeout": "1h",
    "log_min_messages": "warning",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """Where the session's server listens; ``password`` opens every role in it."""

    root: Path
    bin: Path
    port: int
    password: str

    def url(self, database: str) -> str:
        """The address of a database as its ordinary owner, without the password."""
        return f"postgresql://{OWNER}@127.0.0.1:{self.port}/{database}"

    def create(self, *, template: str = "template0") -> str:
        """As ``database``, to stay until the server ends; its name."""
        name = f"t_{secrets.token_hex(8)}"
        # Copied as files, for nobody waits for a disk here: a third of the time of a logged copy.
        _administrator(self).execute(
            sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {} STRATEGY file_copy").format(
                sql.Identifier(name), sql.Identifier(OWNER), sql.Identifier(template)
            )
        )
        return name

    @contextmanager
    def database(self, *, template: str = "template0") -> Iterator[str]:
        """A fresh database owned by an ordinary role, empty or a copy of ``template``.

        Gives its address, then drops it.
        """
        name = self.create(template=template)
        try:
            yield self.url(name)
        finally:
            _administrator(self).execute(
                sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
            )


@cache
def _administrator(server: Server) -> psycopg.Connection[tuple[object, ...]]:
    """The one connection by which this process makes its databases, until ``let_go``."""
    connection = psycopg.connect(
        host="127.0.0.1",
        port=server.port,
        user="postgres",
        password=server.password,
        dbname="postgres",
        autocommit=True,
    )
    _CONNECTED.append(connection)
    return connection


_CONNECTED: list[psycopg.Connection[tuple[object, ...]]] = []


def let_go() -> None:
    """Closes what this process has open at a server, which other processes may use on."""
    while _CONNECTED:
        _CONNECTED.pop().close()
    _administrator.cache_clear()


def shared_server(folder: Path, *, session: int, settings: Mapping[str, str] = SETTINGS) -> Server:
    """The session's server, started by whichever worker asks first.

    ``folder`` is common to all workers of the session, ``session`` the process that ends last.
    """
    state = folder / STATE
    with FileLock(f"{state}.lock"):
        if state.exists():
            return _read(state)
        server = _start(session, settings)
        known = asdict(server) | {"root": str(server.root), "bin": str(server.bin)}
        state.write_text(json.dumps(known), encoding="utf-8")
        return server


def stop_server(folder: Path) -> None:
    """Stops the session's server and removes its files, if one was started."""
    let_go()
    state = folder / STATE
    if state.exists():
        server = _read(state)
        state.unlink()
        _as_server([server.bin / "pg_ctl", "stop", "-D", server.root / "data", "-m", "immediate"])
        shutil.rmtree(server.root)


def _read(state: Path) -> Server:
    known = json.loads(state.read_text(encoding="utf-8"))
    return Server(
        root=Path(known["root"]),
        bin=Path(known["bin"]),
        port=known["port"],
        password=known["password"],
    )


def _start(session: int, settings: Mapping[str, str]) -> Server:
    binaries = _binaries()
    root = Path(tempfile.mkdtemp(prefix="munhalsa-pg-", dir=os.environ.get(SCRATCH)))
    password = secrets.token_urlsafe(16)
    secret = root / "password"
    secret.write_text(password, encoding="utf-8")
    if os.geteuid() == 0:
        shutil.chown(root, "postgres")
        shutil.chown(secret, "postgres")
    _as_server(
        [binaries / "initdb", "-D", root / "data", "-U", "postgres", "--pwfile", secret]
        + ["--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"]
    )
    secret.unlink()
    port = _listen(binaries, root, settings)
    server = Server(root=root, bin=binaries, port=port, password=password)
    _stop_when_gone(server, session)
    _administrator(server).execute(
        sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(
            sql.Identifier(OWNER), sql.Literal(password)
        )
    )
    return server


def _binaries() -> Path:
    """The folder of the newest server installed; Debian keeps them off PATH."""
    places = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3])
    )
    if places:
        return places[-1].parent
    found = shutil.which("initdb")
    if found is None:
        raise FileNotFoundError("PostgreSQL's initdb is not installed: run make setup")
    return Path(found).resolve().parent


def _listen(binaries: Path, root: Path, settings: Mapping[str, str]) -> int:
    """Starts the server on a free loopback port, again if another program took it first."""
    for attempt in range(ATTEMPTS):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port: int = probe.getsockname()[1]
        place = {
            "listen_addresses": "127.0.0.1",
            "port": str(port),
            "unix_socket_directories": str(root),
        }
        chosen = {**settings, **place}
        options = " ".join(f"-c {name}={value}" for name, value in chosen.items())
        try:
            _as_server(
                [binaries / "pg_ctl", "start", "-D", root / "data", "-w", "-t", "60"]
                + ["-l", root / "log", "-o", options]
            )
        except subprocess.CalledProcessError:
            if attempt == ATTEMPTS - 1:
                raise
        else:
            return port
    raise AssertionError("the loop above returns or raises")


def _stop_when_gone(server: Server, session: int) -> None:
    """Leaves a watcher that stops the server if the session is killed before it can."""
    watcher = (
        'tail --pid="$1" -f /dev/null; "$2/pg_ctl" stop -D "$3/data" -m immediate; rm -rf "$3"'
    )
    subprocess.run(
        ["setsid", "--fork"]
        + _command(["sh", "-c", watcher, "sh", str(session), server.bin, server.root]),
        check=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd="/",
    )


def _as_server(command: Sequence[object]) -> None:
    """Runs a server program to its end; output goes with the error if it fails."""
    subprocess.run(
        _command(command), check=True, cwd="/", stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    )


def _command(command: Sequence[object]) -> list[str]:
    """The server refuses to run as root: then it runs as the user its Debian package made."""
    prefix = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    return prefix + [str(part) for part in command]
