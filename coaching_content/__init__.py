"""What the coach knows, as files that a sales lead can edit: plays, signals, sentences, examples, the reader's model.

Holds no code but the way to its own folder, and imports nothing of ours.
"""

from pathlib import Path

CONTENT_DIR = Path(__file__).parent
"""The folder that holds the content files which ship with Dealcoach."""
