"""The texts whose reading is timed: real chat, labelled deal updates, and texts as long and odd as Slack takes them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from coaching_content import CONTENT_DIR

EXAMPLES = CONTENT_DIR / "examples"
SOME_DAY = date(2026, 6, 1)
"""What "Thursday" counts from in a text that has no day of its own."""
SLACK_TAKES = 40_000
"""Characters of the longest message that Slack takes."""
_PIECES = (
    "a@",
    "<@",
    "A'",
    "((((",
    "12.",
    ":a",
    " and ",
    "A\n",
    "- ",
    "Ana Lima and ",
    "$5k on 3/4 ",
    "l'équipe ",
    "x",
)


@dataclass(frozen=True, slots=True)
class Message:
    """One text to read, as written on its author's calendar day `today`, perhaps where deals are spoken of."""

    id: str
    text: str
    today: date
    about_deal: bool = False

    def anew(self, number: int) -> "Message":
        """The same but for a number before it, so that nothing which is remembered of the text helps."""
        return replace(self, text=f"{number} {self.text}")


def chat_messages(folder: Path = EXAMPLES) -> list[Message]:
    """Real chat that has nothing to do with sales, in the order of its file."""
    return [Message(line["id"], line["text"], SOME_DAY) for line in _lines(folder / "chat.jsonl")]


def deal_messages(folder: Path = EXAMPLES) -> list[Message]:
    """What all writers' files label as deal updates, writer after writer."""
    files = sorted(file for file in folder.glob("*.jsonl") if file.stem != "chat")
    return [
        Message(line["id"], line["text"], date.fromisoformat(line["date"]))
        for file in files
        for line in _lines(file)
        if line["is_deal_update"]
    ]


def longest_messages(updates: list[Message]) -> list[Message]:
    """Texts of all the length that Slack takes, in deals' threads: updates strung together, or one piece repeated."""
    strung = "\n".join(update.text for update in updates)[:SLACK_TAKES]
    texts = {"updates in lines": strung, "updates in one line": strung.replace("\n", " ")}
    texts |= {f"{piece!r} again and again": piece * (SLACK_TAKES // len(piece)) for piece in _PIECES}
    return [Message(name, text, SOME_DAY, about_deal=True) for name, text in texts.items()]


def _lines(file: Path) -> Iterator[dict[str, Any]]:
    return (json.loads(line) for line in file.read_text("utf-8").splitlines())
