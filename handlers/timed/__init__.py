"""Timed nudges: when a person's deals are looked at, what is known then, what is said, and what clears it."""
