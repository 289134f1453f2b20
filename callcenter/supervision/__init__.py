"""SUPERVISION: the floor as supervisors see it, and how they step in."""
