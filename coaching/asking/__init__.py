"""Answering what people ask the coach: from a deal's record or from the plays, by name, or not at all. Pure."""
