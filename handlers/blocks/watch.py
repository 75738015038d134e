"""Whether a channel is watched: the first words to admins, the question to who invited, the introduction, the state."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from handlers.blocks.answers import sentences
from handlers.blocks.days import say_day
from handlers.blocks.mrkdwn import NAME_LIMIT, echo_line, link
from handlers.blocks.pieces import Message, actions, as_text, button, context, section
from handlers.blocks.quiet import done_message
from handlers.commands.requests import SHADOW_DAYS

if TYPE_CHECKING:
    from coaching.catalogue import Catalogue
    from coaching.watch import Watch, WatchMode
    from storage.records import HeldInShadow

WATCH_ACTION, SHADOW_ACTION = "watch_channel", "watch_in_shadow"
_MOST_CHANNELS = 40
_MOST_HELD = 10
_EVIDENCE_LIMIT = 150
_CHANNEL = re.compile(r"[CG][A-Z0-9]{2,}")


@dataclass(frozen=True, slots=True)
class ShadowLine:
    """What would have been said: the play's title, and the address of the message if it is known."""

    held: "HeldInShadow"
    title: str
    permalink: str | None


def welcome_message(catalogue: "Catalogue", mode: "WatchMode" = "ask") -> Message:
    """The first words to an admin, once the bot runs for the first time."""
    told = ("hello", "invite", "start", "rest") if mode == "ask" else ("hello_all", "invite_all", "rest_all")
    lines = [catalogue.say(f"watch.welcome_{line}") for line in told]
    return Message(as_text(lines), (section(lines),))


def invitation_message(channel: str, catalogue: "Catalogue") -> Message:
    """The question whether a channel may be watched, with a button for each yes."""
    lines = [catalogue.say(f"watch.asked_{line}", channel=_named(channel)) for line in ("hello", "how")]
    start = button(catalogue.say("watch.start"), WATCH_ACTION, f"{channel} 0", catalogue.say("watch.start_spoken"))
    shadow = button(
        catalogue.say("watch.shadow", days=SHADOW_DAYS),
        SHADOW_ACTION,
        f"{channel} {SHADOW_DAYS}",
        catalogue.say("watch.shadow_spoken", days=SHADOW_DAYS),
    )
    no = context(catalogue.say("watch.asked_no"))
    return Message(as_text(lines), (section(lines), actions([start, shadow]), no))


def intro_message(days: int, text_days: int, catalogue: "Catalogue", *, read_by_model: bool = False) -> Message:
    """What everybody in a channel is told once: what is read, what is kept for how long, and how to be left alone."""
    place = "place_model" if read_by_model else "place_server"
    told = ("hello", "reads", "keeps", place, "yours")
    lines = [catalogue.say(f"watch.intro_{line}", days=text_days) for line in told]
    shadow = [catalogue.say("watch.intro_shadow", days=days)] if days else []
    return Message(as_text([*lines, *shadow]), (section([*lines, *shadow]),))


def watching_message(channel: str, days: int, change: int | None, catalogue: "Catalogue") -> Message:
    """That the channel is watched from now on, with Undo; or that it was already."""
    if change is None:
        return sentences(catalogue.say("watch.on_already", channel=_named(channel)))
    line = catalogue.say("watch.on_shadow" if days else "watch.on", channel=_named(channel), days=days)
    return done_message(line, f"change {change}", catalogue)


def status_message(
    watches: "Collection[Watch]",
    held: Collection[ShadowLine],
    now: datetime,
    catalogue: "Catalogue",
    mode: "WatchMode" = "ask",
) -> Message:
    """Every channel and how it is watched, and what was held back in those that are only tried out; `now` as read."""
    title, channels = catalogue.say("watch.status_title"), channel_lines(watches, now, catalogue, mode=mode)
    shadow = []
    if held:
        shadow = [catalogue.say("watch.status_held", count=len(held))]
        shadow += [_held(line, now, catalogue) for line in list(held)[:_MOST_HELD]]
    blocks = (section(title), section(channels), *([section(shadow)] if shadow else []))
    return Message(as_text([title, *channels, *shadow]), (*blocks, context(catalogue.say("commands.only_you"))))


def channel_lines(
    watches: "Collection[Watch]",
    now: datetime,
    catalogue: "Catalogue",
    most: int = _MOST_CHANNELS,
    mode: "WatchMode" = "ask",
) -> list[str]:
    """A line for each channel and how it is watched, so many at most, or a line that there is none.

    Where all channels are watched, that is said first.
    """
    all_of_them = [catalogue.say("admin.watch_all")] if mode == "all" else []
    lines = [_line(watch, now, catalogue) for watch in list(watches)[:most]]
    more = [catalogue.say("cards.and_more", count=len(watches) - len(lines))] if len(watches) > len(lines) else []
    return [*all_of_them, *lines, *more] or [catalogue.say("watch.status_none")]


def _line(watch: "Watch", now: datetime, catalogue: "Catalogue") -> str:
    shadow = watch.shadow_until if watch.in_shadow(now) else None
    day = say_day((shadow or watch.at).astimezone(now.tzinfo).date(), now.date(), catalogue)
    return catalogue.say(f"watch.status_{'shadow' if shadow else watch.state}", channel=_named(watch.channel), day=day)


def _held(line: ShadowLine, now: datetime, catalogue: "Catalogue") -> str:
    day = say_day(line.held.at.astimezone(now.tzinfo).date(), now.date(), catalogue)
    title, quoted = echo_line(line.title, NAME_LIMIT), echo_line(line.held.evidence, _EVIDENCE_LIMIT)
    said = catalogue.say("watch.status_would", day=link(line.permalink, day) if line.permalink else day, play=title)
    return f"{said} {catalogue.say('watch.status_quote', evidence=quoted)}" if quoted else said


def _named(channel: str) -> str:
    """The channel as Slack shows it to whoever may see it."""
    return f"<#{channel}>" if _CHANNEL.fullmatch(channel) else echo_line(channel, NAME_LIMIT)
