"""WHAT THE CALLER HEARS: flows, their loader and linter, and the pure interpreter that runs them."""
