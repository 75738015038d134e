"""Benchmarks: what an event costs us beside a bare echo bot and beside the same SQL sent raw; never timed tests."""
