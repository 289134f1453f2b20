"""WHAT HAPPENS ON A CALL. Pure: an event and the time go in, wishes come out. Read `story.py` first."""
