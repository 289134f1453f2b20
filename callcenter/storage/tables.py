"""Every table there is. Rows that belong to a company carry its tenant; times are aware UTC.

Personal values (numbers, names, notes, texts) stand in rows that can be erased; the journal holds ids only.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    false,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class UtcTime(TypeDecorator[datetime]):
    """Aware UTC in and out, whatever the database keeps."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored time must be aware")
        return value.astimezone(UTC).replace(tzinfo=None) if dialect.name == "sqlite" else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _tenant(*, primary_key: bool = False) -> Column[str]:
    """Part of the key where the company chose the name; ids that we minted are nobody else's anyway."""
    return Column("tenant", String(26), nullable=False, primary_key=primary_key)


SEQUENCE = BigInteger().with_variant(Integer, "sqlite")

# ---------------------------------------------------------------------- the company's set-up

revisions = Table(
    "revisions",
    metadata,
    _tenant(),
    Column("kind", String(16), nullable=False),  # company | flow
    Column("name", String(64), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("published_at", UtcTime, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("body", Text, nullable=False),  # the YAML as it was written
    UniqueConstraint("tenant", "kind", "name", "revision"),
)

# ---------------------------------------------------------------------- who may come in

users = Table(
    "users",
    metadata,
    _tenant(),
    Column("login", String(64), nullable=False),
    Column("password", String(128), nullable=False),  # argon2id
    Column("language", String(16)),
    Column("made_at", UtcTime, nullable=False),
    Column("demo", Boolean, nullable=False, default=False),
    UniqueConstraint("tenant", "login"),
)

sessions = Table(
    "sessions",
    metadata,
    Column("token", String(64), primary_key=True),  # sha256 of the cookie
    _tenant(),
    Column("login", String(64), nullable=False),
    Column("began_at", UtcTime, nullable=False),
    Column("seen_at", UtcTime, nullable=False),
    Column("ends_at", UtcTime, nullable=False),
)

# ---------------------------------------------------------------------- customers

customers = Table(
    "customers",
    metadata,
    Column("id", String(26), primary_key=True),
    _tenant(),
    Column("site", String(32), nullable=False),
    Column("name", String(200), nullable=False),
    Column("language", String(16), nullable=False),
    Column("company", String(200), nullable=False, default=""),
    Column("note", Text, nullable=False, default=""),
    Column("since", UtcTime, nullable=False),
    Column("demo", Boolean, nullable=False, default=False),
)

addresses = Table(
    "customer_addresses",
    metadata,
    _tenant(),
    Column("customer", String(26), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("value", String(254), nullable=False),
    UniqueConstraint("tenant", "kind", "value", "customer"),  # a household shares one number
    Index("ix_customer_addresses_tenant_customer", "tenant", "customer", "kind", "value"),
)

orders = Table(
    "customer_orders",
    metadata,
    Column("id", String(40), primary_key=True),
    _tenant(),
    Column("customer", String(26), nullable=False),
    Column("placed_at", UtcTime, nullable=False),
    Column("title", JSON, nullable=False),
    Column("status", String(24), nullable=False),
    Column("amount", Float, nullable=False),
    Column("currency", String(3), nullable=False),
    Index("ix_customer_orders_tenant_customer_placed", "tenant", "customer", "placed_at"),
)

# ---------------------------------------------------------------------- interactions

interactions = Table(
    "interactions",
    metadata,
    Column("id", String(64), primary_key=True),
    _tenant(),
    Column("site", String(32), nullable=False),
    Column("medium", String(16), nullable=False),
    Column("direction", String(16), nullable=False),
    Column("began_at", UtcTime, nullable=False),
    Column("ended_at", UtcTime),
    Column("outcome", String(24)),
    Column("queue", String(64)),  # the last one
    Column("agent", String(64)),  # the last one
    Column("customer", String(26)),
    Column("caller", String(254), nullable=False, default=""),
    Column("caller_name", String(200), nullable=False, default=""),
    Column("dialled", String(254), nullable=False, default=""),
    Column("disposition", String(64)),
    Column("note", Text, nullable=False, default=""),
    Column("talked", Float, nullable=False, default=0.0),  # seconds
    Column("related", String(64)),
    Column("demo", Boolean, nullable=False, default=False),
    Column("poor_sound", Boolean, nullable=False, server_default=false()),  # of one leg at least
    Index("ix_interactions_tenant_began", "tenant", "began_at"),
    Index("ix_interactions_tenant_customer_began", "tenant", "customer", "began_at"),
)

script_answers = Table(
    "script_answers",
    metadata,
    _tenant(),
    Column("interaction", String(64), primary_key=True),
    Column("script", String(64), primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("agent", String(64), nullable=False),  # who wrote last
    Column("at", UtcTime, nullable=False),
    Column("answers", JSON, nullable=False),  # field → value
)

journal = Table(
    "journal",
    metadata,
    Column("seq", SEQUENCE, primary_key=True, autoincrement=True),
    _tenant(),
    Column("stream", String(64), nullable=False),  # an interaction's or an agent's id
    Column("n", Integer, nullable=False),  # 1, 2, … in the stream
    Column("at", UtcTime, nullable=False),
    Column("type", String(32), nullable=False),
    Column("version", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),  # JSON, ids only
    UniqueConstraint("tenant", "stream", "n"),
    Index("ix_journal_tenant_at", "tenant", "at"),
    sqlite_autoincrement=True,
)

calls = Table(
    "calls",
    metadata,
    Column("id", String(64), primary_key=True),
    _tenant(),
    Column("version", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

recordings = Table(
    "recordings",
    metadata,
    Column("track", String(64), primary_key=True),
    _tenant(),
    Column("interaction", String(64), nullable=False, index=True),
    Column("party", String(16), nullable=False),
    Column("agent", String(64)),
    Column("began_at", UtcTime, nullable=False),
    Column("ended_at", UtcTime),
    Column("expired_at", UtcTime),  # from then on nobody hears it any more
    Column("deleted_at", UtcTime),  # its file is gone
)

recording_holds = Table(
    "recording_holds",
    metadata,
    Column("interaction", String(64), primary_key=True),
    _tenant(),
    Column("login", String(64), nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("reason", Text, nullable=False),
)

# ---------------------------------------------------------------------- routing and agents

routing_agents = Table(
    "routing_agents",
    metadata,
    _tenant(primary_key=True),
    Column("agent", String(64), primary_key=True),
    Column("version", Integer, nullable=False, server_default="1"),
    Column("body", LargeBinary, nullable=False),
)

routing_interactions = Table(
    "routing_interactions",
    metadata,
    Column("interaction", String(64), primary_key=True),
    _tenant(),
    Column("version", Integer, nullable=False, server_default="1"),
    Column("body", LargeBinary, nullable=False),
)

presence = Table(
    "presence",
    metadata,
    _tenant(primary_key=True),
    Column("agent", String(64), primary_key=True),
    Column("version", Integer, nullable=False, server_default="1"),
    Column("body", LargeBinary, nullable=False),
)

desk_commands = Table(
    "desk_commands",
    metadata,
    Column("agent", String(64), nullable=False),  # or the login of one who has no desk
    Column("key", String(64), nullable=False),
    _tenant(),
    Column("at", UtcTime, nullable=False),
    Column("refused", String(64)),
    UniqueConstraint("tenant", "agent", "key"),
)

# ---------------------------------------------------------------------- what supervisors did

measures = Table(
    "measures",
    metadata,
    _tenant(primary_key=True),
    Column("kind", String(16), primary_key=True),  # other_skills | message | notice | closing
    Column("id", String(64), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

actions = Table(
    "actions",
    metadata,
    Column("id", String(64), primary_key=True),
    _tenant(),
    Column("at", UtcTime, nullable=False),
    Column("by", String(64), nullable=False),  # a login
    Column("do", String(32), nullable=False),
    Column("agent", String(64)),
    Column("interaction", String(64)),
    Column("queue", String(64)),
    Column("site", String(32)),
    Column("reason", Text, nullable=False, default=""),
    Index("ix_actions_tenant_at", "tenant", "at"),
    Index("ix_actions_tenant_interaction", "tenant", "interaction"),
)

# ---------------------------------------------------------------------- what is due later, and who looked at what

jobs = Table(
    "jobs",
    metadata,
    Column("id", String(64), primary_key=True),
    _tenant(),
    Column("kind", String(32), nullable=False),
    Column("due_at", UtcTime, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("tries", Integer, nullable=False, default=0),
    Column("failed", Text),
    Index("ix_jobs_due_at", "due_at"),
)

access_log = Table(
    "access_log",
    metadata,
    Column("seq", SEQUENCE, primary_key=True, autoincrement=True),
    _tenant(),
    Column("at", UtcTime, nullable=False),
    Column("login", String(64), nullable=False),
    Column("what", String(64), nullable=False),
    Column("of", String(64), nullable=False, default=""),
    Column("interaction", String(64)),  # with recordings: whose
    Column("page", String(200)),  # with recordings: where they were listened to
    Index("ix_access_log_tenant_interaction", "tenant", "interaction"),
)
