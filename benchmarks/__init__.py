"""Benchmarks: `python -m benchmarks.NAME [--quick]` prints a table; its last line is one JSON object of figures."""
