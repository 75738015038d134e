"""`/coach snooze`, `mute`, `unmute`, `pause` and `resume`: when the coach should be quiet; and `undo`."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from rapidfuzz import fuzz, process

from coaching.hush import Hush
from coaching.reading.facts.dates import find_dates
from handlers.asker import Asker, who_typed
from handlers.blocks.answers import sentences
from handlers.blocks.mrkdwn import NAME_LIMIT, echo_line
from handlers.blocks.pieces import Message
from handlers.clicks import day_in
from handlers.commands.named_deal import named_deal
from handlers.commands.requests import MutePlay, Pause, Quiet, SnoozeDeal, Undo
from handlers.commands.undoing import undo_last
from handlers.envelope import tenant_of, word
from handlers.nudges.quiet import Wished, keep, mute, snooze

if TYPE_CHECKING:
    from coaching.deal import Deal
    from coaching.play import AnyPlay
    from handlers.desk import Desk
    from storage.records import StoredHush

_FOR = re.compile(r"\bfor (?=(?:\d+|a) (?:days?|weeks?|months?)$)", re.IGNORECASE)
"""What makes a span of a day: "for 2 weeks" ends when "in 2 weeks" is."""
_KEYWORDS = frozenset({"reply", "stage", "update", "3d"})
_NEAR_ENOUGH = 80
"""Likeness in percent from which a play is meant by what was typed."""


async def answer_quiet(asked: Quiet, body: Mapping[str, Any], desk: "Desk") -> Message:
    """Do what was asked and say so, with Undo where there is something to undo."""
    match asked:
        case SnoozeDeal():
            return await _snooze(asked, body, desk)
        case MutePlay(name, where):
            play = _play(name, desk)
            if play is None:
                return _unknown_play(name, desk)
            return await _mute(play, where, body, desk) if where else await _unmute(play, body, desk)
        case Pause(on):
            return await _pause(body, desk) if on else await _resume(body, desk)
        case Undo():
            return await undo_last(word(body, "user_id"), tenant_of(body), desk)


async def _snooze(asked: SnoozeDeal, body: Mapping[str, Any], desk: "Desk") -> Message:
    user = word(body, "user_id")
    now = await desk.now_for(user)
    name, until = _day_off(asked, now.date())
    if not name:
        return sentences(desk.catalogue.say("commands.missing_name", slash="coach", verb="snooze"))
    if until is None or (isinstance(until, date) and until <= now.date()):
        return sentences(desk.catalogue.say("quiet.snooze_when"))
    asker, rest = who_typed(body), str(until)
    found = await named_deal(name, asker, desk, "snooze", rest)
    return found if isinstance(found, Message) else await snooze_named(rest, *found, asker, desk)


async def snooze_named(rest: str, deal_id: int, deal: "Deal", asker: Asker, desk: "Desk") -> Message:
    """Let this deal rest; `rest` is until when: a keyword, or a day as in 2026-03-12."""
    until = rest if rest in _KEYWORDS else day_in(rest, "commands.deal_gone")
    wished = snooze(until, deal_id, deal, asker.user, await desk.now_for(asker.user), desk)
    return await keep(wished, asker.tenant, desk)


def _day_off(asked: SnoozeDeal, today: date) -> tuple[str, str | date | None]:
    """The deal's name and until when: a keyword or a day; the next update where nothing is said, None for nonsense."""
    if asked.until in _KEYWORDS:
        return asked.name, asked.until
    typed = _FOR.sub("in ", asked.until or asked.name)
    days = [day for day in find_dates(typed, today) if not typed[day.end :].strip()]
    if not days:
        return asked.name, None if asked.until else "update"
    name = asked.name if asked.until else typed[: days[0].start]
    return name.strip().removesuffix(" until").removesuffix(" on").strip(), days[0].date


async def _mute(play: "AnyPlay", where: str, body: Mapping[str, Any], desk: "Desk") -> Message:
    user = word(body, "user_id")
    holder = word(body, "channel_id") if where == "here" else user
    return await keep(mute(play.id, where, holder, user, desk), tenant_of(body), desk)


async def _unmute(play: "AnyPlay", body: Mapping[str, Any], desk: "Desk") -> Message:
    """The play speaks up again on one's own updates, and in this channel where one muted it or is an admin."""
    lifted = await _lift(lambda hush: hush.play == play.id, body, desk)
    key = "quiet.unmuted" if lifted else "quiet.not_muted"
    return sentences(desk.catalogue.say(key, play=echo_line(play.title, NAME_LIMIT)))


async def _pause(body: Mapping[str, Any], desk: "Desk") -> Message:
    user = word(body, "user_id")
    wished = Wished(Hush("person", user, user, desk.clock()), desk.catalogue.say("quiet.paused"))
    return await keep(wished, tenant_of(body), desk)


async def _resume(body: Mapping[str, Any], desk: "Desk") -> Message:
    lifted = await _lift(lambda hush: hush.place == "person" and hush.play is None, body, desk)
    return sentences(desk.catalogue.say("quiet.resumed" if lifted else "quiet.not_paused"))


async def _lift(meant: Callable[[Hush], bool], body: Mapping[str, Any], desk: "Desk") -> int:
    """End the hushes that are meant, of those for this person or in this channel that they may end; how many."""
    user = word(body, "user_id")
    async with desk.storage.begin(tenant_of(body)) as tx:
        standing = await tx.hushes.standing(user, word(body, "channel_id"), None)
        ours = [stored for stored in standing if meant(stored.hush) and _may_end(stored, user, desk)]
        return sum([await tx.hushes.lift(stored.id, desk.clock()) for stored in ours])


def _may_end(stored: "StoredHush", user: str, desk: "Desk") -> bool:
    return stored.hush.holder == user or stored.hush.by == user or user in desk.admins


def _play(name: str, desk: "Desk") -> "AnyPlay | None":
    """The play that was named by its id or its title, typos allowed."""
    plays = {play.id: play for play in desk.playbook.all_active}
    names = {play.id: f"{play.id.replace('_', ' ')} {play.title}" for play in plays.values()}
    wanted = name.replace("_", " ").casefold()
    found = process.extractOne(
        wanted, names, scorer=fuzz.partial_ratio, processor=str.casefold, score_cutoff=_NEAR_ENOUGH
    )
    return plays[found[2]] if found and len(wanted) > 2 else None


def _unknown_play(name: str, desk: "Desk") -> Message:
    plays = ", ".join(f"`{play.id}`" for play in desk.playbook.all_active)
    if not name:
        return sentences(desk.catalogue.say("quiet.missing_play", plays=plays))
    return sentences(desk.catalogue.say("quiet.unknown_play", name=echo_line(name, NAME_LIMIT), plays=plays))
