"""Measures of speed and memory, each beside its floor."""
