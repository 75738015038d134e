"""Timed plays: what time alone can bring up on a deal, found from its updates and the day."""
