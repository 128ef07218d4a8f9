"""Columns that tables have in common."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Column, Date, ForeignKey, Integer, MetaData, String
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Instant(TypeDecorator[datetime]):
    """An aware UTC time kept as ISO text, so that both engines hold and hash the same."""

    impl = String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        return None if value is None else value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


def id_column() -> Column[str]:
    return Column("id", String(36), primary_key=True)


def link_to(target: str, *, nullable: bool = False, index: bool = True) -> Column[str]:
    return Column(
        f"{target}_id", String(36), ForeignKey(f"{target}.id"), nullable=nullable, index=index
    )


def sorted_text(name: str, *, nullable: bool = False) -> Column[str]:
    """Text that is compared as bytes on both engines."""
    kind = String().with_variant(String(collation="C"), "postgresql")
    return Column(name, kind, nullable=nullable)


def stamps() -> list[Column[Any]]:
    """Who made the record and who changed it last; ``version`` refuses lost updates."""
    return [
        Column("version", Integer, nullable=False),
        Column("municipality_id", String(4), nullable=False),
        Column("created_at", Instant, nullable=False),
        Column("created_by", String(36), nullable=False),
        Column("changed_at", Instant, nullable=False),
        Column("changed_by", String(36), nullable=False),
    ]


def queue_line() -> list[Column[Any]]:
    """What waits to be told to Intygsbeställningen, or is registered there."""
    return [
        Column("kind", String, nullable=False),
        Column("state", String, nullable=False),
        Column("since", Date, nullable=False),
        Column("marked_at", Instant, nullable=False),
        Column("registered_on", Date),
        Column("registered_by", String),
        Column("reference", String),
    ]
