"""A CRM app's post as plain lines, wherever Slack lets an app put its words: text, blocks or attachments."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

_UNFURL_MARKS = ("is_msg_unfurl", "is_app_unfurl", "from_url", "original_url")
_ATTACHMENT_PARTS = ("pretext", "title", "text", "fields", "blocks")
_BLOCK_PARTS = ("title", "subtitle", "text", "body", "fields", "elements", "blocks", "rows")
_INLINE = frozenset({"rich_text_section", "rich_text_quote", "rich_text_preformatted"})
_WORDLESS = frozenset({"actions", "context_actions", "button", "image", "input", "divider", "file", "video", "call"})
_DEEPEST = 20
_MARKS = re.compile(r"[*_~`\s]+")


def flatten(message: Mapping[str, Any]) -> str:
    """Every word of `message` in reading order, a line a piece, nothing twice; unfurled links are left out.

    Takes any mapping and never raises: what does not look like Slack's shapes yields nothing.
    """
    return "\n".join(_without_repeats(_pieces_of_message(message)))


def _pieces_of_message(message: Mapping[str, Any]) -> Iterator[str]:
    yield from _pieces(message.get("text"), 0)
    yield from _pieces(message.get("blocks"), 0)
    attachments = message.get("attachments")
    for attachment in attachments if isinstance(attachments, list) else []:
        if isinstance(attachment, Mapping) and not any(attachment.get(mark) for mark in _UNFURL_MARKS):
            yield from _pieces_of_attachment(attachment)


def _pieces_of_attachment(attachment: Mapping[str, Any]) -> Iterator[str]:
    pieces = [piece for part in _ATTACHMENT_PARTS for piece in _pieces(_part(attachment, part), 0)]
    yield from pieces or _pieces(attachment.get("fallback"), 0)


def _pieces(node: Any, depth: int) -> Iterator[str]:
    """The words of a text, a text object, a block, or a list of these."""
    if isinstance(node, str):
        yield node
    elif depth < _DEEPEST and isinstance(node, list):
        for child in node:
            yield from _pieces(child, depth + 1)
    elif depth < _DEEPEST and isinstance(node, Mapping):
        yield from _pieces_of_block(node, depth)


def _pieces_of_block(block: Mapping[str, Any], depth: int) -> Iterator[str]:
    kind = str(block.get("type"))
    if kind in _INLINE:
        yield "".join(_inline_words(block.get("elements")))
    elif kind == "table":
        yield from _table_lines(block.get("rows"), depth)
    elif kind not in _WORDLESS:
        for part in _BLOCK_PARTS:
            yield from _pieces(_part(block, part), depth + 1)


def _part(node: Mapping[str, Any], part: str) -> Any:
    """One part of a block or attachment; fields become lines of their own, since each is a label with its value."""
    value = node.get(part)
    if part == "fields" and isinstance(value, list):
        return [_field_line(field) for field in value if isinstance(field, Mapping)]
    return value


def _field_line(field: Mapping[str, Any]) -> str:
    """`Stage: Proposal`, from an attachment's title and value or from a section field of two lines."""
    if "value" in field:
        label, value = str(field.get("title") or ""), str(field.get("value") or "")
    else:
        label, _, value = str(field.get("text") or "").partition("\n")
    label, value = label.strip(), " ".join(value.split())
    if not label or not value:
        return label or value
    return f"{label.strip('*_: ')}: {value}"


def _table_lines(rows: Any, depth: int) -> Iterator[str]:
    for row in rows if isinstance(rows, list) else []:
        cells = [" ".join(_pieces(cell, depth + 1)) for cell in row] if isinstance(row, list) else []
        yield " | ".join(cell for cell in cells if cell.strip())


def _inline_words(elements: Any) -> Iterator[str]:
    """The words of a rich text's inline elements, mentions in mrkdwn markup."""
    for element in elements if isinstance(elements, list) else []:
        if isinstance(element, Mapping):
            yield _inline_word(element)


def _inline_word(element: Mapping[str, Any]) -> str:
    match element.get("type"):
        case "user":
            return f"<@{element.get('user_id', '')}>"
        case "channel":
            return f"<#{element.get('channel_id', '')}>"
        case "link":
            return str(element.get("text") or element.get("url") or "")
        case "date":
            return str(element.get("fallback") or "")
        case "emoji":
            return f":{element.get('name', '')}:"
        case _:
            words = element.get("text")
            return words if isinstance(words, str) else ""


def _without_repeats(pieces: Iterable[str]) -> Iterator[str]:
    """Drop a piece that was said before, whole or as part of a longer one, whatever its emphasis."""
    said: list[str] = []
    for piece in pieces:
        words = f" {_MARKS.sub(' ', piece).strip().casefold()} "
        if words.strip() and not any(words == earlier or _holds(earlier, words) for earlier in said):
            said.append(words)
            yield piece.strip()


def _holds(earlier: str, words: str) -> bool:
    """Whether a piece of three words or more is part of an earlier one; shorter ones may be values of their own."""
    return len(words.split()) >= 3 and words in earlier
