"""Recordings from the outside: a Slack export or a JSONL of events, read into the bodies that Slack delivers."""

from bot.export.reading import read_recording
from bot.export.recording import NotARecordingError, Recording

__all__ = ["NotARecordingError", "Recording", "read_recording"]
