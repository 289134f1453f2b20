"""Why this agent: the record a supervisor can read beside every offer."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What was true at the moment of the decision."""

    chosen_by: str
    """longest_idle (a newcomer chose among agents), first_in_line (a freed agent chose among callers), handed (somebody
    gave the caller to this agent), by_name (the caller waits for this agent)."""
    waited: float  #: seconds the interaction had waited
    idle_for: float  #: seconds the agent had been without work
    qualified: int  #: signed-in agents whose skills meet the needs
    free: int  #: of those, how many could have taken it
    refused_by: tuple[str, ...] = ()  #: who declined or missed it lately and was passed over (first ten)
