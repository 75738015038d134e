"""Slack's mrkdwn as styled text for a terminal: names for mentions, words for links, no markup left over."""

import html
import re
from collections.abc import Mapping

from rich.text import Text

_ANGLED = re.compile(r"<([^<>|\n]*)(?:\|([^<>\n]*))?>")
_STYLED = re.compile(
    r"(?<![\w*_~`])(?:`(?P<code>[^`\n]+)`|\*(?P<bold>(?! )[^*\n]+(?<! ))\*|_(?P<italic>(?! )[^_\n]+(?<! ))_"
    r"|~(?P<strike>(?! )[^~\n]+(?<! ))~)(?![\w*_~`])"
)
_STYLES = {"code": "cyan", "bold": "bold", "italic": "italic", "strike": "strike"}
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def mrkdwn_as_text(mrkdwn: str, names: Mapping[str, str]) -> Text:
    """`mrkdwn` as a person would see it in Slack; `names` maps user and channel ids to names.

    Control characters are taken out, so that what a person wrote cannot steer the reader's terminal.
    """
    text = Text()
    for number, line in enumerate(_CONTROL.sub("", mrkdwn).split("\n")):
        text.append("\n" if number else "")
        quoted = re.match(r"(?:>|&gt;)\s?", line)
        text.append("| " if quoted else "", style="dim")
        text.append_text(_styled(line[quoted.end() :] if quoted else line, names))
    return text


def mrkdwn_as_plain(mrkdwn: str, names: Mapping[str, str]) -> str:
    """`mrkdwn` without any styling, on one line."""
    return " ".join(mrkdwn_as_text(mrkdwn, names).plain.split())


def _styled(line: str, names: Mapping[str, str]) -> Text:
    """One line with its *bold*, _italic_, ~struck~ and `code` spans."""
    named = _ANGLED.sub(lambda found: _spoken(found[1], found[2], names), line)
    text, end = Text(), 0
    for found in _STYLED.finditer(named):
        text.append(html.unescape(named[end : found.start()]))
        kind = found.lastgroup or "bold"
        text.append(html.unescape(found[kind]), style=_STYLES[kind])
        end = found.end()
    return text.append(html.unescape(named[end:]))


def _spoken(target: str, label: str | None, names: Mapping[str, str]) -> str:
    """What Slack shows for `<target|label>`: a mention, a channel, a date or a link."""
    if target.startswith("@"):
        return "@" + (label or names.get(target[1:], target[1:]))
    if target.startswith("#"):
        return "#" + (label or names.get(target[1:], target[1:]))
    if target.startswith("!"):
        return label or "@" + target[1:].partition("^")[0]
    return label or target.removeprefix("mailto:")
