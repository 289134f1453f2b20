"""Numbers: who calls, how people read it, how each trunk writes it, and where it is from."""
