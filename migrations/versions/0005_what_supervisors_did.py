"""What supervisors did: measures in force, and every action with its reason."""

import sqlalchemy as sa
from alembic import op

from callcenter.storage.tables import UtcTime

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "measures",
        sa.Column("tenant", sa.String(26), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "kind", "id", name=op.f("pk_measures")),
    )
    op.create_table(
        "actions",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("tenant", sa.String(26), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("by", sa.String(64), nullable=False),
        sa.Column("do", sa.String(32), nullable=False),
        sa.Column("agent", sa.String(64)),
        sa.Column("interaction", sa.String(64)),
        sa.Column("queue", sa.String(64)),
        sa.Column("site", sa.String(32)),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actions")),
    )
    with op.batch_alter_table("actions", schema=None) as batch_op:
        batch_op.create_index("ix_actions_tenant_at", ["tenant", "at"])
        batch_op.create_index("ix_actions_tenant_interaction", ["tenant", "interaction"])


def downgrade() -> None:
    op.drop_table("actions")
    op.drop_table("measures")
