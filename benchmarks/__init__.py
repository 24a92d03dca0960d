"""Benchmarks: one file each, see README.md."""
