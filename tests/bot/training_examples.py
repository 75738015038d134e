"""A made-up team's examples, few and plain, on which training takes a second."""

import json
from pathlib import Path
from typing import Any

OPENINGS = ["The bakery", "That school", "Our printer friend", "The clinic", "A hotel group"]
SILENT = ["has not answered four mails", "went dark on me", "ignores every call since May", "stopped replying"]
SENT = ["got our quote by mail just now", "received the proposal as a pdf", "has the pricing in the inbox"]
CHATTER = [
    "who has the projector key",
    "lunch is in the kitchen",
    "printer on floor two is jammed",
    "happy birthday Sam",
]


def write_examples(folder: Path) -> Path:
    """Four writers' worth of made-up examples, and some chat."""
    folder.mkdir()
    for writer in "WXYZ":
        lines = [
            *(silent_line(o, s) for o in OPENINGS for s in SILENT),
            *(
                {"text": f"{o} {s}", "is_deal_update": True, "plays": ["book_follow_up"]}
                for o in OPENINGS
                for s in SENT
            ),
            *({"text": f"{o} signed this morning, start on monday", "is_deal_update": True} for o in OPENINGS),
            *({"text": f"{writer}: {text}", "is_deal_update": False} for text in CHATTER),
        ]
        write_lines(folder / f"{writer}.jsonl", lines)
    write_lines(folder / "chat.jsonl", [{"text": f"{text} {n}"} for n in range(5) for text in CHATTER])
    return folder


def silent_line(opening: str, silence: str) -> dict[str, Any]:
    """A message whose second sentence carries the play."""
    text = f"{opening} liked the trial we ran. {opening} {silence}"
    return {"text": text, "is_deal_update": True, "plays": ["ask_why_silent"], "evidence": f"{opening} {silence}"}


def write_lines(path: Path, lines: list[dict[str, Any]]) -> None:
    """Write labelled lines, each with an id and, where it has plays, the first of them as its primary one."""
    full = (
        {"id": f"{path.stem}{n}", "primary": (line.get("plays") or [None])[0]} | line for n, line in enumerate(lines)
    )
    path.write_text("".join(json.dumps(line) + "\n" for line in full), "utf-8")
