"""Block Kit's pieces, each kept within Slack's limits, and the message that they make up.

Limits as in https://docs.slack.dev/reference/block-kit/blocks; about 13,200 characters over all blocks of a message.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from handlers.blocks.mrkdwn import ELLIPSIS, cut, size

Block = dict[str, Any]

SECTION_LIMIT = 3000
CONTEXT_LIMIT = 2000
TEXT_LIMIT = 3500
"""Our own bound for the accessible text; Slack asks for less than 4,000."""
INPUT_LIMIT = 3000
MODAL_TITLE_LIMIT = 24
BUTTON_LIMIT = 75
"""Room for the words of a button, and of an option in a menu."""
OPTIONS_LIMIT = 100
BLOCK_ID_LIMIT = 255


@dataclass(frozen=True, slots=True)
class Message:
    """What is said in Slack: blocks for the eye, and `text` (never empty) for screen readers and notifications."""

    text: str
    blocks: tuple[Block, ...]


def section(lines: str | Sequence[str], block_id: str | None = None) -> Block:
    """A section of mrkdwn; of many lines, as many as there is room for."""
    return _named({"type": "section", "text": _mrkdwn(fit_lines(lines, SECTION_LIMIT))}, block_id)


def context(line: str, block_id: str | None = None) -> Block:
    """A small grey line of mrkdwn."""
    return _named({"type": "context", "elements": [_mrkdwn(fit_lines(line, CONTEXT_LIMIT))]}, block_id)


def actions(buttons: Iterable[Block], block_id: str | None = None) -> Block:
    """A row of buttons."""
    return _named({"type": "actions", "elements": list(buttons)}, block_id)


def button(label: str, action_id: str, value: str, spoken: str) -> Block:
    """A button; `spoken` is what a screen reader says for it."""
    return {
        "type": "button",
        "text": plain_text(label, BUTTON_LIMIT),
        "action_id": action_id,
        "value": value,
        "accessibility_label": cut(spoken, BUTTON_LIMIT),
    }


def select(placeholder: str, action_id: str, options: Sequence[Block]) -> Block:
    """A menu from which one option is chosen."""
    shown = plain_text(placeholder, BUTTON_LIMIT)
    return {"type": "static_select", "action_id": action_id, "placeholder": shown, "options": list(options)}


def option(label: str, value: str) -> Block:
    """One option of a menu."""
    return {"text": plain_text(label, BUTTON_LIMIT), "value": value}


def plain_text(words: str, limit: int) -> Block:
    """A plain_text object of at most `limit` characters."""
    return {"type": "plain_text", "text": cut(words, limit), "emoji": True}


def as_text(lines: Sequence[str]) -> str:
    """The accessible text of a message that consists of these lines."""
    return fit_lines(lines, TEXT_LIMIT)


def fit_lines(lines: str | Sequence[str], limit: int) -> str:
    """Join as many whole lines as fit into `limit` characters, so that no markup is cut in two.

    What is left out shows as an ellipsis; a single line that is too long is cut.
    """
    given = [lines] if isinstance(lines, str) else list(lines)
    kept: list[str] = []
    room = limit - size(ELLIPSIS) - 1
    for line in given:
        if size("\n".join([*kept, line])) > (limit if len(kept) + 1 == len(given) else room):
            return "\n".join([*kept, ELLIPSIS]) if kept else cut(line, limit)
        kept.append(line)
    return "\n".join(kept)


def _mrkdwn(text: str) -> Block:
    """A mrkdwn object that Slack takes word for word: no channel, user or address in it becomes a link by itself."""
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def _named(block: Block, block_id: str | None) -> Block:
    return {**block, "block_id": block_id} if block_id else block
