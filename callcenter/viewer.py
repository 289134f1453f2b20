"""Who is looking, and what they may see. Every question to the stores is asked by a viewer."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from callcenter.model.ids import AgentId, Language, TenantId


class Role(StrEnum):
    AGENT = "agent"
    SUPERVISOR = "supervisor"
    ANALYST = "analyst"
    ADMIN = "admin"


class Scope(StrEnum):
    """What a route, a command or a socket message asks for."""

    DESK = "desk"  #: handle interactions
    BOARD = "board"  #: see the live queues
    FLOOR = "floor"  #: see who does what, and step in
    HISTORY = "history"  #: see interactions, one's own at least
    RECORDINGS = "recordings"  #: listen
    CUSTOMERS = "customers"
    ADMIN = "admin"


SCOPES: dict[Role, frozenset[Scope]] = {
    Role.AGENT: frozenset({Scope.DESK, Scope.BOARD, Scope.HISTORY, Scope.CUSTOMERS}),
    # Supervisors take calls too: their phone is on the desk from which they step in.
    Role.SUPERVISOR: frozenset(
        {Scope.DESK, Scope.BOARD, Scope.FLOOR, Scope.HISTORY, Scope.RECORDINGS, Scope.CUSTOMERS}
    ),
    Role.ANALYST: frozenset({Scope.BOARD, Scope.HISTORY, Scope.CUSTOMERS}),
    Role.ADMIN: frozenset({Scope.BOARD, Scope.FLOOR, Scope.HISTORY, Scope.RECORDINGS, Scope.CUSTOMERS, Scope.ADMIN}),
}


class Viewer(msgspec.Struct, frozen=True, kw_only=True):
    tenant: TenantId
    login: str
    agent: AgentId | None
    roles: frozenset[Role]
    sites: frozenset[str] | None = None  #: None = every site
    language: Language = Language("zh-CN")
    zone: str = "UTC"

    def may(self, scope: Scope) -> bool:
        """Closed unless one of the roles opens it. A desk is an agent's: who is none has no phone and no work."""
        if scope is Scope.DESK and self.agent is None:
            return False
        return any(scope in SCOPES[role] for role in self.roles)

    @property
    def sees_everyone(self) -> bool:
        """An agent who is nothing more sees their own interactions and those of the customer before them."""
        return bool(self.roles - {Role.AGENT})


def the_house(tenant: TenantId) -> Viewer:
    """The program itself, when nobody is looking: it prepares a screen-pop, say."""
    return Viewer(tenant=tenant, login="program", agent=None, roles=frozenset({Role.ADMIN}))
