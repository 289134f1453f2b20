"""Telephone networks. Each one speaks turns (`callcenter.calls.turns`) and keeps its provider's words to itself."""
