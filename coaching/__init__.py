"""The coach: pure functions over frozen dataclasses.

What a message says (`reading`), what a deal is (`deal`), what may be said (`play`) and whether to say it (`coach`).
No Slack, no database, no clock, no I/O; it imports nothing of ours.
"""
