"""Benchmarks: commands, not timed tests. `make bench` runs them."""
