"""What a file for Intygsbeställningen told becomes rows of its own, so many lines in each."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid5

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_LINES = 500


def upgrade() -> None:
    op.create_table(
        "delivered_part",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("export_id", sa.String(length=36), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("subjects", sa.Text(), nullable=False),
        sa.Column("lines", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("municipality_id", sa.String(length=4), nullable=False),
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.Column("created_by", sa.String(length=36), nullable=False),
        sa.Column("changed_at", sa.String(length=32), nullable=False),
        sa.Column("changed_by", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["export_id"],
            ["delivered_export.id"],
            name=op.f("fk_delivered_part_export_id_delivered_export"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivered_part")),
        sa.UniqueConstraint(
            "export_id", "position", name=op.f("uq_delivered_part_export_id_position")
        ),
    )
    _divide(op.get_bind())
    op.drop_column("delivered_export", "subjects")
    op.drop_column("delivered_export", "lines")


_STAMPS = ("municipality_id", "created_at", "created_by", "changed_at", "changed_by")
_EXPORT = sa.table("delivered_export", *map(sa.column, ("id", "subjects", "lines", *_STAMPS)))
_PART = sa.table(
    "delivered_part",
    *map(sa.column, ("id", "export_id", "position", "subjects", "lines", "version", *_STAMPS)),
)


def _divide(connection: sa.Connection) -> None:
    """Every export's lines into parts; what the log tells of it stands as it was told."""
    for export in connection.scalars(sa.select(_EXPORT.c.id)).all():
        whole = connection.execute(sa.select(_EXPORT).where(_EXPORT.c.id == export)).one()
        for part in _parts(whole):
            connection.execute(sa.insert(_PART).values(part))


def _parts(export: Any) -> list[dict[str, Any]]:
    stamps = {name: getattr(export, name) for name in _STAMPS}
    subjects, lines = export.subjects.splitlines(), export.lines.splitlines()
    return [
        {
            "id": str(uuid5(UUID(export.id), str(position))),
            "export_id": export.id,
            "position": position,
            "subjects": "\n".join(subjects[start : start + _LINES]),
            "lines": "\n".join(lines[start : start + _LINES]),
            "version": 1,
            **stamps,
        }
        for position, start in enumerate(range(0, max(len(subjects), len(lines)), _LINES))
    ]


def downgrade() -> None:
    raise NotImplementedError("a store is never taken back to an older schema")
