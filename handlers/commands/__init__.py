"""The slash commands: what was typed, as one request, and its answer."""
