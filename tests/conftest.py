"""What every test may use, and what every test must keep: no stray log records."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from tests.support import postgres, stray_logs

os.environ["QT_QPA_PLATFORM"] = "offscreen"

# Stores wait for the disk at every commit, as they must; in memory the tests do not wait along.
_MEMORY = Path("/dev/shm")
_SCRATCH = str(_MEMORY) if os.access(_MEMORY, os.W_OK) else None
if _SCRATCH is not None:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", _SCRATCH)

# Machines are noisy: no example fails for being slow.
hypothesis.settings.register_profile(
    "munhalsa",
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("munhalsa")


def _is_worker(config: pytest.Config) -> bool:
    return hasattr(config, "workerinput")


def pytest_configure(config: pytest.Config) -> None:
    """Makes the folder that all workers of this session share; they inherit its name."""
    if not _is_worker(config):
        os.environ[postgres.SESSION_FOLDER] = tempfile.mkdtemp(
            prefix="munhalsa-tests-", dir=_SCRATCH
        )


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stops what the session started, when its last worker is done."""
    postgres.let_go()
    if not _is_worker(config):
        folder = Path(os.environ.pop(postgres.SESSION_FOLDER))
        postgres.stop_server(folder)
        shutil.rmtree(folder)


@pytest.fixture(autouse=True)
def no_stray_logs(request: pytest.FixtureRequest) -> Iterator[None]:
    """A warning or worse in the log fails the test, unless it is marked logs_warnings."""
    with stray_logs.collected() as records:
        yield
    if records and request.node.get_closest_marker("logs_warnings") is None:
        pytest.fail(f"stray log records:\n{stray_logs.described(records)}", pytrace=False)


@pytest.fixture(scope="session")
def postgres_server(request: pytest.FixtureRequest) -> postgres.Server:
    """The session's PostgreSQL server, started at the first use."""
    session = os.getppid() if _is_worker(request.config) else os.getpid()
    return postgres.shared_server(Path(os.environ[postgres.SESSION_FOLDER]), session=session)


@pytest.fixture
def postgres_url(postgres_server: postgres.Server) -> Iterator[str]:
    """The address, without password, of a fresh empty database that this test owns."""
    with postgres_server.database() as url:
        yield url


@pytest.fixture
def postgres_password(postgres_server: postgres.Server) -> str:
    """The password that goes with ``postgres_url``."""
    return postgres_server.password


@pytest.fixture
def postgres_passphrase_file(tmp_path: Path, postgres_password: str) -> Path:
    """A file for ``--passphrase-file`` that opens ``postgres_url``."""
    path = tmp_path / "databaslosen.txt"
    path.write_text(postgres_password + "\n", encoding="utf-8")
    return path
