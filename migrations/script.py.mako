<%!
def plain(code):
    """Without Alembic's own remarks."""
    return "\n".join(line for line in code.splitlines() if "# ###" not in line).strip()
%>\
"""${message}."""

import sqlalchemy as sa
from alembic import op

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}


def upgrade() -> None:
    ${plain(upgrades) if upgrades else "pass"}


def downgrade() -> None:
    ${plain(downgrades) if downgrades else "pass"}
