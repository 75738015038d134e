"""Block Kit as readable terminal text: what Slack would draw, in lines that need neither colour nor a certain width."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from rich.text import Text

from bot.mrkdwn_text import mrkdwn_as_text

Block = Mapping[str, Any]
Names = Mapping[str, str]

_RULE = "-" * 24
_CLOSE_TO_THE_LAST = frozenset({"context", "actions", "context_actions"})
"""Blocks that belong to the one above them; all others stand apart."""


def blocks_as_text(blocks: Sequence[Block], names: Names) -> Text:
    """The blocks of a message or view, one below the other. `names` maps user and channel ids to names.

    Takes any block: one of a kind that is not known here shows whatever words it holds.
    """
    page = Text()
    for block in blocks:
        drawn = _DRAWN_BY.get(str(block.get("type")), _words)(block, names)
        if drawn.plain:
            small = block.get("type") in _CLOSE_TO_THE_LAST
            page.append("\n" if page.plain and small else "\n\n" if page.plain else "").append_text(drawn)
    return page


def _header(block: Block, names: Names) -> Text:
    title = _text(block.get("text"), names).plain
    return Text(title, style="bold").append(f"\n{'=' * min(len(title), 60)}") if title else Text()


def _section(block: Block, names: Names) -> Text:
    """A section's text, its fields a line each, and what stands beside it."""
    fields = block.get("fields")
    lines = [_text(block.get("text"), names)]
    lines += [_field(field, names) for field in fields] if isinstance(fields, list) else []
    lines.append(_element(block.get("accessory"), names))
    return Text("\n").join(line for line in lines if line.plain)


def _field(field: object, names: Names) -> Text:
    """`Stage: Proposal` from a field whose first line is its label."""
    label, *rest = _text(field, names).split("\n")
    value = Text(" ").join(rest)
    return Text.assemble(label, ": ", value) if label.plain and value.plain else Text.assemble(label, value)


def _context(block: Block, names: Names) -> Text:
    line = Text("  -  ").join(_elements(block, names))
    line.stylize("dim")
    return line


def _actions(block: Block, names: Names) -> Text:
    return Text("  ").join(_elements(block, names))


def _divider(block: Block, names: Names) -> Text:
    return Text(_RULE, style="dim")


def _table(block: Block, names: Names) -> Text:
    given = block.get("rows")
    listed = given if isinstance(given, list) else []
    rows = [[_words(cell, names).plain for cell in row] for row in listed if isinstance(row, list)]
    widths = [max(len(row[i]) for row in rows if i < len(row)) for i in range(max(map(len, rows), default=0))]
    return Text("\n").join(
        Text("  ".join(cell.ljust(widths[i]) for i, cell in enumerate(row)).rstrip()) for row in rows
    )


def _elements(block: Block, names: Names) -> list[Text]:
    elements = block.get("elements")
    drawn = [_element(element, names) for element in elements] if isinstance(elements, list) else []
    return [text for text in drawn if text.plain]


def _element(element: object, names: Names) -> Text:
    """A button as [Done], a menu as its choices, a picture as its description, a text as itself."""
    if not isinstance(element, Mapping):
        return Text()
    match element.get("type"):
        case "button" | "workflow_button":
            return _button(element.get("text"), names)
        case "feedback_buttons":
            pair = (element.get("positive_button"), element.get("negative_button"))
            return Text("  ").join(_button(side.get("text"), names) for side in pair if isinstance(side, Mapping))
        case "icon_button":
            return _button(element.get("text") or element.get("accessibility_label"), names)
        case "overflow" | "static_select":
            options = element.get("options")
            labels = [_text(option.get("text"), names) for option in options] if isinstance(options, list) else []
            return Text.assemble("[", Text(" | ").join(labels), "]") if labels else Text()
        case "image":
            return Text(f"({element.get('alt_text', 'picture')})")
        case _:
            return _words(element, names)


def _button(label: object, names: Names) -> Text:
    text = _text(label, names)
    return Text(f"[{text.plain}]") if text.plain else Text()


def _text(node: object, names: Names) -> Text:
    """A text object or a bare string."""
    if isinstance(node, Mapping):
        words = str(node.get("text") or "")
        return mrkdwn_as_text(words, names) if node.get("type") == "mrkdwn" else Text(words)
    return mrkdwn_as_text(node, names) if isinstance(node, str) else Text()


def _words(node: object, names: Names) -> Text:
    """Whatever words stand in a block of another kind (rich text, markdown, a card), in order."""
    return Text(" ").join(text for text in _word_pieces(node, names) if text.plain.strip())


def _word_pieces(node: object, names: Names) -> Iterable[Text]:
    if isinstance(node, Mapping) and isinstance(node.get("text"), str):
        yield _text(node, names)
    elif isinstance(node, Mapping) and isinstance(node.get("user_id"), str):
        yield Text("@" + names.get(node["user_id"], node["user_id"]))
    elif isinstance(node, Mapping):
        parts = ("title", "subtitle", "text", "body", "fields", "elements", "blocks", "rows", "alt_text")
        for part in parts:
            yield from _word_pieces(node.get(part), names)
    elif isinstance(node, list):
        for child in node:
            yield from _word_pieces(child, names)


_DRAWN_BY: Mapping[str, Callable[[Block, Names], Text]] = {
    "header": _header,
    "section": _section,
    "context": _context,
    "actions": _actions,
    "context_actions": _actions,
    "divider": _divider,
    "table": _table,
    "image": _element,
}
