"""Lists of people: what was said of each, and in a table of their own the rows with the names."""

import sqlalchemy as sa
from alembic import op

revision = "lists"
down_revision = "first"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "lists",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("declaration", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("added", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "sealed",
        sa.Column("list", sa.Text(), nullable=False),
        sa.Column("rec", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["list"], ["lists.name"]),
        sa.PrimaryKeyConstraint("list", "rec"),
    )


def downgrade() -> None:
    """Remove the tables, and with them all that they hold."""
    op.drop_table("sealed")
    op.drop_table("lists")
