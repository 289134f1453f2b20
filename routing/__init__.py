"""WHO TAKES IT: the skill-based routing engine. Pure, deterministic, standard library only.

    engine = Engine()
    decisions = engine.receive(events.Queued(...), now)   # something happened
    decisions = engine.tick(now)                          # a deadline passed
    wake_at = engine.next_deadline()                      # when to call tick again

The same events at the same times give the same decisions, so a day can be replayed. Times are seconds since the
epoch as floats; every id is the caller's. Start reading in `engine.py`.
"""

from routing.engine import Engine

__all__ = ["Engine"]
