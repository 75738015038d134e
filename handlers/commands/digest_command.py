"""`/coach digest`: one's weekly digest as it would be now, or when it should come."""

from dataclasses import replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from coaching.business_days import WORKDAYS
from handlers.blocks.answers import sentences
from handlers.blocks.digest import digest_message
from handlers.blocks.home_preferences import digest_day
from handlers.blocks.mrkdwn import NAME_LIMIT, echo_line
from handlers.blocks.pieces import Message, as_text
from handlers.blocks.quiet import done_message
from handlers.digests.composing import gather_digest
from handlers.home.preferring import how_it_speaks, prefer
from handlers.managers.weekly import team_digest_now

if TYPE_CHECKING:
    from coaching.preferences import Preferences
    from handlers.asker import Asker
    from handlers.commands.requests import WeeklyDigest
    from handlers.desk import Desk


async def answer_digest(asked: "WeeklyDigest", asker: "Asker", desk: "Desk") -> Message:
    """The digest of the last seven days; or when the next one comes, with Undo where that was changed."""
    if asked.unread:
        return sentences(desk.catalogue.say("digest.when", typed=echo_line(asked.unread, NAME_LIMIT)))
    if asked.on is None:
        return await _digest_now(asker, desk)
    if asked.day is not None and asked.day >= WORKDAYS:
        return sentences(desk.catalogue.say("digest.on_workdays"))
    async with desk.storage.begin(asker.tenant) as tx:
        speaks = await how_it_speaks(asker.user, tx, desk)
        chosen = _chosen(asked, speaks.chosen)
        hushed = {*speaks.muted, *([None] if speaks.paused else [])}
        change = await prefer(chosen, hushed, asker.user, tx, desk)
    line = _told(chosen, desk)
    return sentences(line) if change is None else done_message(line, f"change {change}", desk.catalogue)


async def _digest_now(asker: "Asker", desk: "Desk") -> Message:
    person = await desk.person(asker.user)
    zone = ZoneInfo(person.tz)
    digest = await gather_digest(person, zone, desk.clock(), asker.tenant, desk)
    own = (
        sentences(desk.catalogue.say("digest.empty"))
        if digest.is_empty
        else digest_message(digest, zone, desk.catalogue, desk.play_to_try(digest))
    )
    team = await team_digest_now(asker.user, asker.tenant, desk)
    if team is None or digest.is_empty:
        return team or own
    return Message(as_text([own.text, team.text]), (*own.blocks, *team.blocks))


def _chosen(asked: "WeeklyDigest", before: "Preferences") -> "Preferences":
    if not asked.on:
        return replace(before, digest_day=None)
    kept = before.digest_day if before.digest_day is not None else type(before)().digest_day
    return replace(before, digest_day=kept if asked.day is None else asked.day, digest_at=asked.at or before.digest_at)


def _told(chosen: "Preferences", desk: "Desk") -> str:
    if chosen.digest_day is None:
        return desk.catalogue.say("digest.off")
    day = desk.catalogue.say(f"preferences.day_{digest_day(chosen.digest_day)}")
    return desk.catalogue.say("digest.on", day=day, hour=f"{chosen.digest_at:%H:%M}")
