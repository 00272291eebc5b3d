"""The first tables: conferences, their releases, and tokens of personal feeds."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table("conferences", sa.Column("name", sa.String(64), primary_key=True))
    op.create_table(
        "releases",
        sa.Column("conference", sa.String(64), sa.ForeignKey("conferences.name"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("published", sa.String(20), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("draft", sa.Boolean, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "tokens",
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("conference", sa.String(64), nullable=False),
        sa.Column("sort", sa.String(16), nullable=False),
        sa.Column("owner", sa.String(64), nullable=False),
        sa.Column("made", sa.String(20), nullable=False),
        sa.Column("revoked", sa.String(20)),
    )
    op.create_index(
        "tokens_in_force",
        "tokens",
        ["conference", "sort", "owner"],
        unique=True,
        sqlite_where=sa.text("revoked IS NULL"),
        postgresql_where=sa.text("revoked IS NULL"),
    )


def downgrade() -> None:
    """Take the tables away."""
    for table in ("tokens", "releases", "conferences"):
        op.drop_table(table)
