"""Deals that people change by hand: forms, shortcuts, where a message belongs, whose deals they are."""
