"""Measures of speed and memory, each beside its floor in the same run (docs/performance.md)."""
