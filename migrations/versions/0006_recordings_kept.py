"""Recordings that expire or are held, and who listened to which interaction's recording on which page."""

import sqlalchemy as sa
from alembic import op

from callcenter.storage.tables import UtcTime

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    with op.batch_alter_table("recordings", schema=None) as batch_op:
        batch_op.add_column(sa.Column("expired_at", UtcTime(), nullable=True))
        batch_op.add_column(sa.Column("deleted_at", UtcTime(), nullable=True))
    with op.batch_alter_table("access_log", schema=None) as batch_op:
        batch_op.add_column(sa.Column("interaction", sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column("page", sa.String(length=200), nullable=True))
        batch_op.create_index("ix_access_log_tenant_interaction", ["tenant", "interaction"], unique=False)
    op.create_table(
        "recording_holds",
        sa.Column("interaction", sa.String(length=64), nullable=False),
        sa.Column("tenant", sa.String(length=26), nullable=False),
        sa.Column("login", sa.String(length=64), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("interaction", name=op.f("pk_recording_holds")),
    )


def downgrade() -> None:
    op.drop_table("recording_holds")
    with op.batch_alter_table("access_log", schema=None) as batch_op:
        batch_op.drop_index("ix_access_log_tenant_interaction")
        batch_op.drop_column("page")
        batch_op.drop_column("interaction")
    with op.batch_alter_table("recordings", schema=None) as batch_op:
        batch_op.drop_column("deleted_at")
        batch_op.drop_column("expired_at")
