"""People's words made safe to show in Slack: escaped, without mentions that ping, and no longer than there is room."""

import re

ELLIPSIS = "…"
NAME_LIMIT = 150
"""Room for the name of a deal, a play or a person."""
_MARKUP = re.compile(r"<([@#!][^<>|\n]*|(?:https?://|mailto:|tel:)[^<>|\s]*)(?:\|([^<>\n]*))?>")
_BROADCAST = re.compile(r"(?<!\w)@(?=(?:channel|here|everyone|group)\b)", re.IGNORECASE)
_UNSHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters, and those that turn the writing direction of whatever follows a quoted name."""
_WORD_JOINER = "\u2060"
_MEMBER = re.compile(r"[UW][A-Z0-9]{2,}")


def echo(text: str, limit: int) -> str:
    """`text` as safe mrkdwn of at most `limit` characters, its lines kept.

    Mentions and links become the plain words that they show, so nothing echoed can ping a person or a channel. Of a
    text in which nothing can be seen an ellipsis is left, since Slack refuses empty texts; of no text, nothing.
    """
    plain = _UNSHOWN.sub("", _MARKUP.sub(_shown, text)).strip()
    safe = cut(escape(_BROADCAST.sub(f"@{_WORD_JOINER}", plain)), limit)
    return safe if safe or not text else ELLIPSIS


def echo_line(text: str, limit: int) -> str:
    """`text` as `echo` makes it, on one line: for names, quotes and whatever stands within a sentence."""
    return echo(" ".join(text.split()), limit)


def escape(text: str) -> str:
    """Replace the three characters by which Slack tells markup from text."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def cut(text: str, limit: int) -> str:
    """Shorten `text` to `limit` characters, an ellipsis included; never ends within an entity like `&amp;`."""
    if size(text) <= limit:
        return text
    head = text.encode("utf-16-le", "surrogatepass")[: 2 * (limit - 1)].decode("utf-16-le", "ignore")
    return re.sub(r"&[a-z]*$", "", head).rstrip("\u200d ") + ELLIPSIS


def size(text: str) -> int:
    """How many characters Slack may count in `text`: UTF-16 units, the larger of the ways to count an emoji."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def mention(person: str) -> str:
    """A member's id as a mention; any other name as it is.

    For what only one person sees; to many, it may only name the one who posts it.
    """
    return f"<@{person}>" if _MEMBER.fullmatch(person) else echo_line(person, 80)


def link(url: str, label: str) -> str:
    """A link to `url` with `label`, or the label alone when `url` is not a plain https address."""
    return f"<{url}|{label}>" if re.fullmatch(r"https?://[^\s<>|]{1,1500}", url) else label


def _shown(markup: re.Match[str]) -> str:
    """What Slack shows for a mention or a link: its label, or the address, or no name at all."""
    target, label = markup.group(1), (markup.group(2) or "").strip()
    if target.startswith(("@", "#")):
        return f"{target[0]}{label.lstrip('@#')}" if label else {"@": "@someone", "#": "#channel"}[target[0]]
    if target.startswith("!"):
        return label or f"@{target[1:].split('^')[0]}"
    return label or target.removeprefix("mailto:").removeprefix("tel:")
