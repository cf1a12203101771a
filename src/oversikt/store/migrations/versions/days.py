"""Incidents are ordered by their day, so that some can be put in the place of others."""

import json

import sqlalchemy as sa
from alembic import op

revision = "days"
down_revision = "lists"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the day, and fill it from what is kept of each incident."""
    op.add_column("incidents", sa.Column("day", sa.String(length=10)))
    connection = op.get_bind()
    incidents = sa.table("incidents", sa.column("number"), sa.column("day"), sa.column("record"))
    for row in connection.execute(sa.select(incidents.c.number, incidents.c.record)).all():
        day = json.loads(row.record).get("date_start")
        change = sa.update(incidents).where(incidents.c.number == row.number).values(day=day)
        connection.execute(change)


def downgrade() -> None:
    """Remove the day."""
    op.drop_column("incidents", "day")
