"""The chain of migrations gives the schema that the program knows, and never half of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import OperationalError

from munhalsa.adapters.ids import new_id
from munhalsa.adapters.store import audit, migrate
from munhalsa.adapters.store.backup import backups_in
from munhalsa.adapters.store.checks import count_rows
from munhalsa.adapters.store.engine import postgres_address, postgres_engine, sqlcipher_engine
from munhalsa.adapters.store.found import found_postgres
from munhalsa.adapters.store.opening import OpenStore, open_postgres
from munhalsa.adapters.store.schema import metadata
from munhalsa.adapters.store.schema_check import schema_differences
from munhalsa.adapters.store.store import SqlStore
from munhalsa.application.ports import Deed
from munhalsa.domain.person import Contact, Person, Relation
from munhalsa.domain.refusal import FileUnusable, StoreUnavailable
from tests.support.founded import CLOCK, FOUNDER, make_store, open_store
from tests.support.people import register, somebody

_NEXT = """
from alembic import op
import sqlalchemy as sa
revision = "9000"
down_revision = "{newest}"
branch_labels = None
depends_on = None

def upgrade():
    op.create_table("tillagd", sa.Column("id", sa.Integer(), primary_key=True))
    with op.batch_alter_table("person") as batch:
        batch.alter_column("language", new_column_name="sprak")
    {ending}
"""


@dataclass(frozen=True, slots=True)
class NewerProgram:
    """A program with one migration more than the one that is shipped."""

    scripts: Path
    newest: str
    shipped: tuple[Path, ...]

    def write(self, ending: str = "") -> None:
        """The migration, with what it ends in."""
        content = _NEXT.format(newest=self.newest, ending=ending)
        (self.scripts / "9000_more.py").write_text(content, encoding="utf-8")


@pytest.fixture
def newer_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> NewerProgram:
    """The program is newer from now on."""
    shipped = migrate.version_folders()
    newer = NewerProgram(tmp_path / "migrations", migrate.newest_revision(), shipped)
    newer.scripts.mkdir()
    newer.write()
    monkeypatch.setattr(migrate, "version_folders", lambda: (*shipped, newer.scripts))
    return newer


def test_migrated_is_metadata(store: SqlStore) -> None:
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": _is_plain})
        assert compare_metadata(context, metadata) == []
        assert migrate.revision_of(connection) == migrate.newest_revision()
        assert schema_differences(connection) == []


def _is_plain(part: object, name: str | None, kind: str, *_: object) -> bool:
    """Full-text search is made by the migrations alone: it looks different on each engine."""
    return not (name or "").startswith(("search_fts", "ix_search_text_text"))


def test_every_guard_is_there(store: SqlStore) -> None:
    with store.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            found = set(
                connection.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'"))
            )
            assert found == {
                "audit_entry_delete",
                "audit_entry_update",
                "audit_event_delete",
                "audit_event_update",
                "audit_payload_update",
                "certificate_overlap_insert",
                "certificate_overlap_update",
                "residence_overlap_insert",
                "residence_overlap_update",
            }
        else:
            found = set(
                connection.scalars(text("SELECT conname FROM pg_constraint WHERE contype = 'x'"))
            )
            assert found == {"certificate_overlap", "residence_overlap"}


def test_no_deletion_ever_cascades(store: SqlStore) -> None:
    rules = {key.ondelete for table in metadata.tables.values() for key in table.foreign_keys}
    assert rules == {None}
    with store.engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            cascading = connection.scalar(
                text(
                    "SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND confdeltype <> 'a'"
                )
            )
            assert cascading == 0


def test_an_older_store_is_backed_up_and_brought_up_to_date(
    tmp_path: Path, newer_program: NewerProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = _older_store(tmp_path, newer_program, monkeypatch)
    with open_store(folder) as opened, opened.store.engine.connect() as connection:
        assert migrate.revision_of(connection) == "9000"
        counts = count_rows(connection)
        terms = connection.scalar(text("SELECT count(*) FROM search_term WHERE kind IN ('c', 'p')"))
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
        names = connection.exec_driver_sql("SELECT sprak FROM person").all()
    assert (counts["person"], len(names), counts["tillagd"]) == (7, 7, 0)
    assert terms == 3, "of a register from before the search by contacts: both names, the telephone"
    (kept,) = backups_in(folder / "backups")
    assert kept.stat().st_size > 0
    assert not (folder / "work").exists()
    open_store(folder).close()
    assert backups_in(folder / "backups") == [kept]


def _older_store(tmp_path: Path, newer: NewerProgram, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A closed store of the shipped schema with seven persons."""
    with monkeypatch.context() as before:
        before.setattr(migrate, "version_folders", lambda: newer.shipped)
        make_store(tmp_path / "register")
        with open_store(tmp_path / "register") as opened:
            people = [somebody() for _ in range(7)]
            register(opened.store, people, session=opened.session)
            _with_a_contact_that_nobody_finds(opened, people[0])
    return tmp_path / "register"


def _with_a_contact_that_nobody_finds(opened: OpenStore, person: Person) -> None:
    deed = Deed(action="test.add", subject_kind="person", subject_id=person.id)
    with opened.store.write(deed, session=opened.session) as work:
        work.add(
            Contact(
                id=new_id(),
                person_id=person.id,
                name="Karin Ek",
                relation=Relation.RELATIVE,
                phone="070-174 06 05",
            )
        )
        work.commit()
    with opened.store.engine.connect() as opening:
        connection = opening.execution_options(writing=True)
        with connection.begin():
            connection.execute(text("DELETE FROM search_term WHERE kind IN ('c', 'C', 'p')"))


@pytest.mark.parametrize(
    ("ending", "error"),
    [
        ("op.execute('INSERT INTO ingen VALUES (1)')", OperationalError),
        ("op.execute('UPDATE role_grant SET account_id = 42')", StoreUnavailable),
        ("raise OSError(28, 'No space left on device')", FileUnusable),
        ("raise RuntimeError", RuntimeError),
    ],
)
def test_a_migration_that_fails_leaves_the_store_as_it_was(
    tmp_path: Path,
    newer_program: NewerProgram,
    monkeypatch: pytest.MonkeyPatch,
    ending: str,
    error: type[Exception],
) -> None:
    folder = _older_store(tmp_path, newer_program, monkeypatch)
    newer_program.write(ending)
    before = (folder / "store.db").read_bytes()
    with pytest.raises(error):
        open_store(folder)
    assert (folder / "store.db").read_bytes() == before
    assert not (folder / "work").exists()
    monkeypatch.undo()
    with open_store(folder) as opened, opened.store.read() as reader:
        assert len(reader.find(Person)) == 7


def test_a_shared_store_is_brought_up_to_date_by_its_owner(
    postgres_url: str,
    postgres_password: str,
    newer_program: NewerProgram,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as before:
        before.setattr(migrate, "version_folders", lambda: newer_program.shipped)
        found_postgres(
            postgres_url, password=postgres_password, municipality="1490", clock=CLOCK, user=FOUNDER
        )
    with (
        open_postgres(postgres_url, password=postgres_password, clock=CLOCK) as opened,
        opened.store.engine.connect() as connection,
    ):
        assert migrate.revision_of(connection) == "9000"


@pytest.mark.parametrize("engine_name", ["sqlcipher", "postgresql"])
def test_half_a_migration_is_never_left(
    request: pytest.FixtureRequest, tmp_path: Path, newer_program: NewerProgram, engine_name: str
) -> None:
    if engine_name == "sqlcipher":
        engine: Engine = sqlcipher_engine(tmp_path / "a.db", bytes(32), mode="rwc")
    else:
        url = postgres_address(request.getfixturevalue("postgres_url"))
        engine = postgres_engine(url, request.getfixturevalue("postgres_password"))
    newer_program.write("raise RuntimeError")
    with pytest.raises(RuntimeError):
        migrate.upgrade(engine)
    with engine.connect() as connection:
        assert migrate.revision_of(connection) is None
        assert count_rows(connection) == {}
    engine.dispose()


def test_the_files_number_the_chain_as_alembic_walks_it() -> None:
    script = ScriptDirectory(
        str(migrate.scripts_folder()), version_locations=list(map(str, migrate.version_folders()))
    )
    walked = [one.revision for one in script.walk_revisions()]
    assert migrate.revisions() == tuple(reversed(walked))


def test_the_heads_of_the_log_are_read_in_a_store_of_any_older_form() -> None:
    with create_engine("sqlite://").connect() as connection:
        connection.execute(text("CREATE TABLE audit_chain (chain, seq, hash)"))
        connection.execute(text("INSERT INTO audit_chain VALUES ('store', 3, 'ab')"))
        assert audit.heads(connection) == {"store": (3, "ab")}, "for the backup before the step"
