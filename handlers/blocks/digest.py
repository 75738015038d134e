"""One rep's weekly digest as a direct message, and what found no room in it as messages for its thread."""

from itertools import groupby
from typing import TYPE_CHECKING

from coaching.digest import Digest
from handlers.blocks.digest_lines import DigestLines
from handlers.blocks.lesson import lesson_of_week_lines
from handlers.blocks.mrkdwn import NAME_LIMIT, echo_line, size
from handlers.blocks.pieces import SECTION_LIMIT, Message, as_text, context, section

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import tzinfo

    from coaching.catalogue import Catalogue
    from coaching.digest_focus import Focus
    from coaching.play import AnyPlay

_STEP_LIMIT, _REST_STEP_LIMIT = 500, 120
_IDEA_LIMIT = 900
_MOST_NAMED = 4
_SECTIONS_IN_A_PART, MOST_PARTS = 4, 5
"""What Slack takes in one message, and how many messages a thread takes before it is a flood."""


def digest_message(
    digest: Digest, zone: "tzinfo", catalogue: "Catalogue", play: "AnyPlay | None" = None, *, in_thread: bool = False
) -> Message:
    """The message for `digest`, which is not empty; `zone` is the person's, for the days of last updates.

    `play` is that of its focus; what found no room follows `in_thread`, or is only counted.
    """
    told = DigestLines(digest, zone, catalogue, _STEP_LIMIT)
    title = catalogue.say("digest.title", name=echo_line(digest.person.name, NAME_LIMIT))
    lines, blocks = [title], [section(title)]
    for kind, items in groupby(digest.items, key=lambda item: item.kind):
        heading = [catalogue.say(f"digest.heading_{kind}")]
        for item in items:
            said = [*heading, told.line(item)]
            lines += said
            blocks += told.blocks(item, said)
            heading = []
    if digest.focus is not None and play is not None:
        said = _focus(digest.focus, play, catalogue)
        idea = echo_line(play.idea, _IDEA_LIMIT)
        lines += [*said, idea]
        blocks += [section(said), context(idea)]
    if digest.lesson is not None:
        said = lesson_of_week_lines(digest.lesson, catalogue)
        lines += said
        blocks.append(section(said))
    if digest.rest:
        lines.append(catalogue.say("digest.more_below" if in_thread else "digest.more", count=len(digest.rest)))
        blocks.append(context(lines[-1]))
    return Message(as_text(lines), tuple(blocks))


def rest_messages(digest: Digest, zone: "tzinfo", catalogue: "Catalogue") -> list[Message]:
    """What found no room in the digest, a line each, in as few messages as Slack takes; of very much only the count."""
    told = DigestLines(digest, zone, catalogue, _REST_STEP_LIMIT)
    lines = [
        line
        for kind, items in groupby(digest.rest, key=lambda item: item.kind)
        for line in (catalogue.say(f"digest.heading_{kind}"), *(told.line(item) for item in items))
    ]
    sections = list(_filled(lines))
    most = MOST_PARTS * _SECTIONS_IN_A_PART
    starts = range(0, min(len(sections), most), _SECTIONS_IN_A_PART)
    messages = [_part(sections[at : at + _SECTIONS_IN_A_PART]) for at in starts]
    if len(sections) > most:
        last, more = messages[-1], catalogue.say("digest.more_elsewhere")
        messages[-1] = Message(as_text([more, last.text]), (*last.blocks, context(more)))
    return messages


def _part(sections: "Sequence[Sequence[str]]") -> Message:
    return Message(as_text([line for each in sections for line in each]), tuple(map(section, sections)))


def _focus(focus: "Focus", play: "AnyPlay", catalogue: "Catalogue") -> list[str]:
    """The play of the week, why, and for which deals."""
    many = "one" if focus.count == 1 else "many"
    lines = [
        catalogue.say("digest.focus", play=echo_line(play.title, NAME_LIMIT)),
        catalogue.say(f"digest.focus_{focus.cause}_{many}", count=focus.count),
    ]
    if focus.deals:
        names = [echo_line(deal.name, NAME_LIMIT) for deal in focus.deals]
        rest = len(names) - _MOST_NAMED
        more = [catalogue.say("cards.and_more", count=rest)] if rest > 0 else []
        lines.append(catalogue.say("digest.focus_deals", deals=", ".join([*names[:_MOST_NAMED], *more])))
    return lines


def _filled(lines: "Sequence[str]") -> "Iterator[list[str]]":
    """The lines in as few groups as fit into a section each."""
    group: list[str] = []
    for line in lines:
        if group and size("\n".join([*group, line])) > SECTION_LIMIT:
            yield group
            group = []
        group.append(line)
    if group:
        yield group
