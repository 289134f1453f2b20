"""What agents filled in of their scripts."""

import sqlalchemy as sa
from alembic import op

from callcenter.storage.tables import UtcTime

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "script_answers",
        sa.Column("tenant", sa.String(26), nullable=False),
        sa.Column("interaction", sa.String(64), nullable=False),
        sa.Column("script", sa.String(64), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("agent", sa.String(64), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("interaction", "script", "revision", name="pk_script_answers"),
    )


def downgrade() -> None:
    op.drop_table("script_answers")
