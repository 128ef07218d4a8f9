"""The schema's one source: the chain of migrations, which builds new stores too."""

from __future__ import annotations

from importlib.resources import as_file, files

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from munhalsa.adapters.store.errors import explained
from munhalsa.domain.refusal import StoreUnavailable


def _config() -> Config:
    config = Config()
    with as_file(files("munhalsa.adapters.store") / "migrations") as scripts:
        config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    return config


def newest_revision() -> str:
    """The schema this program works with."""
    revision = ScriptDirectory.from_config(_config()).get_current_head()
    if revision is None:
        raise RuntimeError("the program holds no migrations")
    return revision


def revision_of(connection: Connection) -> str | None:
    """The schema of a store; None for an empty database."""
    return MigrationContext.configure(connection).get_current_revision()


def check_revision(engine: Engine) -> bool:
    """Whether the store must be migrated; refuses one that is empty or from a newer program."""
    try:
        with engine.connect() as connection:
            revision = revision_of(connection)
    except DBAPIError as error:
        raise explained(error) from None
    known = {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}
    if revision is None:
        raise StoreUnavailable(
            "store_empty",
            "Databasen innehåller inget register. Skapa ett med munhalsa init, "
            "eller välj en annan databas.",
        )
    if revision not in known:
        raise StoreUnavailable(
            "store_newer",
            "Registret är gjort med en nyare version av munhalsa. Uppdatera programmet.",
        )
    return revision != newest_revision()


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
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _upgrade_on(connection: Connection) -> None:
    try:
        with connection.begin():
            build(connection)
            if connection.dialect.name == "sqlite":
                broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchone()
                if broken is not None:
                    raise StoreUnavailable(
                        "migration_failed",
                        "Registret kunde inte uppdateras och är orört. Hör av dig till supporten.",
                    )
    except DBAPIError as error:
        raise explained(error) from None
