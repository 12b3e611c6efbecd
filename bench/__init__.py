"""Benchmarks of actornet (see scripts/bench and docs/performance.md)."""
