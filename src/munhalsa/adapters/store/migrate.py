"""The schema's one source: the chain of migrations, which builds new stores too.

Alembic is loaded when something is to be migrated, and not when a store is only opened: it costs
half of the program's start.
"""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import DBAPIError

from munhalsa.adapters.store.errors import explained
from munhalsa.domain.refusal import StoreUnavailable

_VERSION_TABLE = "alembic_version"


def scripts_folder() -> Path:
    """Where Alembic's own script lies, with the versions beside it."""
    with as_file(files("munhalsa.adapters.store") / "migrations") as scripts:
        return scripts


def version_folders() -> tuple[Path, ...]:
    """The folders with migrations; a file's name begins with its revision."""
    return (scripts_folder() / "versions",)


def revisions() -> tuple[str, ...]:
    """The revisions that the program knows, oldest first: they are numbered."""
    names = (file.name for folder in version_folders() for file in folder.glob("[0-9]*.py"))
    return tuple(sorted(name.partition("_")[0] for name in names))


def newest_revision() -> str:
    """The schema this program works with."""
    return revisions()[-1]


def revision_of(connection: Connection) -> str | None:
    """The schema of a store; None for an empty database."""
    if not inspect(connection).has_table(_VERSION_TABLE):
        return None
    revision: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return revision


def revision_at(engine: Engine) -> str:
    """The schema of a store; refuses a database without one."""
    try:
        with engine.connect() as connection:
            revision = revision_of(connection)
    except DBAPIError as error:
        raise explained(error) from None
    if revision is None:
        raise StoreUnavailable(
            "store_empty",
            "Databasen innehåller inget register. Skapa ett med munhalsa init, "
            "eller välj en annan databas.",
        )
    return revision


def upgrade(engine: Engine) -> None:
    """Bring the schema up to the newest, whole or not at all."""
    with engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            # A batch rebuild of a parent table must not take its children along; the switch
            # has no effect inside a transaction (sqlite.org, PRAGMA foreign_keys).
            connection.connection.cursor().execute("PRAGMA foreign_keys = OFF")
        try:
            _upgrade_on(connection.execution_options(writing=True))
        finally:
            if connection.dialect.name == "sqlite":
                connection.connection.cursor().execute("PRAGMA foreign_keys = ON")


def build(connection: Connection) -> None:
    """Bring an empty database, or an older schema, up to the newest in the open transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", _escaped(scripts_folder()))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", "\n".join(map(_escaped, version_folders())))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _escaped(path: Path) -> str:
    return str(path).replace("%", "%%")


def _upgrade_on(connection: Connection) -> None:
    try:
        with connection.begin():
            before = revision_of(connection)
            build(connection)
            if before is not None:
                from munhalsa.adapters.store.search_index import make_anew

                # A store of an older program is found by all that this one finds people by.
                make_anew(connection)
            if connection.dialect.name == "sqlite":
                broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchone()
                if broken is not None:
                    raise StoreUnavailable(
                        "migration_failed",
                        "Registret kunde inte uppdateras och är orört. Hör av dig till supporten.",
                    )
    except DBAPIError as error:
        raise explained(error) from None
