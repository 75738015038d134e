"""`/coach watch`, `unwatch` and `status`: which channels are watched, what the shadow held, and how plays fare."""

from datetime import timedelta
from typing import TYPE_CHECKING

from coaching.follow_through.report import Measure, report_on
from handlers.blocks.answers import sentences
from handlers.blocks.follow_through import with_report
from handlers.blocks.quiet import done_message
from handlers.blocks.watch import ShadowLine, status_message, watching_message
from handlers.channels.watching import unwatch, watch
from handlers.commands.requests import Status, WatchChannel
from handlers.errors import RefusedError

if TYPE_CHECKING:
    from collections.abc import Collection

    from handlers.asker import Asker
    from handlers.blocks.pieces import Message
    from handlers.desk import Desk
    from storage.records import HeldInShadow

SHOWN_DAYS = 30
"""How far back the status looks for what was held back in the shadow."""


async def answer_watch(asked: WatchChannel | Status, asker: "Asker", desk: "Desk") -> "Message":
    """Do what was asked for the channel that one is in, and say so with Undo; or tell the state of all channels."""
    if isinstance(asked, Status):
        return await _status(asker, desk)
    if not asker.among_others:
        return sentences(desk.catalogue.say("watch.where"))
    if asked.on and desk.bot_user and not await desk.is_member(desk.bot_user, asker.channel):
        raise RefusedError("watch.invite_first")
    if asked.on:
        number = await watch(asker.channel, asked.shadow_days, asker.user, asker.tenant, desk)
        return watching_message(asker.channel, asked.shadow_days, number, desk.catalogue)
    number = await unwatch(asker.channel, asker.user, asker.tenant, desk)
    if number is None:
        return sentences(desk.catalogue.say("watch.off_already"))
    return done_message(desk.catalogue.say("watch.off"), f"change {number}", desk.catalogue)


async def _status(asker: "Asker", desk: "Desk") -> "Message":
    if asker.user not in desk.admins:
        raise RefusedError("watch.admins_only")
    now, measure = await desk.now_for(asker.user), Measure(least=desk.report_minimum)
    async with desk.storage.begin(asker.tenant) as tx:
        watches = await tx.watches.all()
        tried = [watch.channel for watch in watches if watch.shadow_until]
        held = await tx.decisions.held_in_shadow(tried, desk.clock() - timedelta(days=SHOWN_DAYS))
        nudges = await tx.follow_through.since(measure.since(now))
        public = [channel for channel in tried if not await tx.channels.is_private(channel)]
    shown = await _readable(held, public, asker.user, desk)
    message = status_message(watches, shown, now, desk.catalogue, desk.watch)
    report = report_on(nudges, measure, now)
    titles = {play.play: desk.voice.title(play.play) for play in report.plays}
    return with_report(message, report, titles, desk.bench.coach.holdout.percent, desk.catalogue)


async def _readable(
    held: "Collection[HeldInShadow]", public: "Collection[str]", user: str, desk: "Desk"
) -> "list[ShadowLine]":
    """What this person may read of it, the latest first; what is for its author's eyes alone is left out."""
    lines = []
    for each in reversed(list(held)):
        play = desk.playbook.get(each.play)
        alone = play is not None and play.to == "dm" and each.author != user
        if not alone and (each.channel in public or await desk.is_member(user, each.channel)):
            title = play.title if play else each.play
            about = None if desk.playbook.is_timed(each.play) else desk.voice.permalink(each.channel, each.ts)
            lines.append(ShadowLine(each, title, about))
    return lines
