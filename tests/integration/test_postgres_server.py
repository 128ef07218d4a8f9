"""The PostgreSQL server that the tests run against."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from tests.support import inner_session, postgres


def test_a_fresh_database_is_empty_and_owned_by_an_ordinary_role(
    postgres_url: str, postgres_password: str
) -> None:
    with psycopg.connect(postgres_url, password=postgres_password) as connection:
        tables = connection.execute(
            "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'"
        ).fetchone()
        superuser = connection.execute(
            "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
        connection.execute("CREATE EXTENSION btree_gist")
        connection.execute("CREATE EXTENSION pg_trgm")
        connection.execute("CREATE TABLE mine (name text)")
    assert tables == (0,)
    assert superuser == (False,)


def test_the_password_is_asked_for_and_not_in_the_address(
    postgres_url: str, postgres_passphrase_file: Path
) -> None:
    password = postgres_passphrase_file.read_text(encoding="utf-8").strip()
    assert urlsplit(postgres_url).password is None
    assert password not in postgres_url
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(postgres_url, password=f"not-{password}")


def test_each_database_is_its_own_and_is_dropped_also_while_in_use(
    postgres_server: postgres.Server, postgres_url: str
) -> None:
    password = postgres_server.password
    with postgres_server.database() as other:
        assert other != postgres_url
        left_open = psycopg.connect(other, password=password)
    left_open.close()
    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        psycopg.connect(other, password=password)


@pytest.mark.parametrize("workers", [pytest.param(0, marks=pytest.mark.long), 2])
def test_a_session_shares_one_server_and_leaves_nothing_behind(
    tmp_path: Path, workers: int
) -> None:
    seen = tmp_path / "seen"
    seen.mkdir()
    result = inner_session.run(
        tmp_path,
        f"""
        import os
        from pathlib import Path
        import pytest

        @pytest.mark.parametrize("number", range(4))
        def test_use(postgres_server, postgres_url, number):
            place = f"{{postgres_server.port}} {{postgres_server.root}}"
            folder = os.environ["MUNHALSA_TEST_SESSION_FOLDER"]
            Path({str(seen)!r}, str(number)).write_text(f"{{place}} {{folder}}")
        """,
        workers=workers,
    )
    assert result.returncode == 0, result.stdout
    answers = {path.read_text(encoding="utf-8") for path in seen.iterdir()}
    assert len(list(seen.iterdir())) == 4
    assert len(answers) == 1
    port, root, folder = answers.pop().split()
    assert not Path(root).exists()
    assert not Path(folder).exists()
    with pytest.raises(psycopg.OperationalError, match="refused"):
        psycopg.connect(host="127.0.0.1", port=int(port), user="postgres", dbname="postgres")


def test_the_server_stops_when_its_session_is_killed(tmp_path: Path) -> None:
    source = """
        import os, sys
        from pathlib import Path
        from tests.support import postgres
        server = postgres.shared_server(Path(sys.argv[1]), session=os.getpid())
        print(server.url("postgres"), server.password, flush=True)
        sys.stdin.read()
    """
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(source), str(tmp_path)],
        cwd=inner_session.ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as session:
        assert session.stdout is not None
        url, password = session.stdout.readline().split()
        with psycopg.connect(url, password=password, autocommit=True) as connection:
            session.kill()
            session.wait()
            with pytest.raises(psycopg.OperationalError):
                # Ends as soon as the server does; a server that stays answers after the minute.
                connection.execute("SELECT pg_sleep(60)")
