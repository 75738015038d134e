"""Which channels are watched, and who is asked."""
