"""What stands in one person's digest: their deals and open nudges, as far as they may see them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING

from coaching.digest import AskedNudge, Digest, compose_digest
from coaching.message import Person, Tenant
from handlers.deals.lessons import lesson_of_week
from handlers.sight import channels_hidden_from, deals_seen_by

if TYPE_CHECKING:
    from coaching.deal import Deal
    from handlers.desk import Desk

WEEK = timedelta(days=7)
_MOST_READ = 200
"""So many open nudges of one person are looked at, the newest."""


async def gather_digest(person: Person, zone: tzinfo, due: datetime, tenant: Tenant, desk: "Desk") -> Digest:
    """The digest of the week up to `due`, an aware time; `zone` is the person's."""
    deals = await deals_seen_by(person.id, tenant, desk, None, person.id)
    async with desk.storage.begin(tenant) as tx:
        standing = await tx.nudges.standing_of(person.id, _MOST_READ)
    hidden = await channels_hidden_from(person.id, {nudge.channel for nudge in standing}, tenant, desk)
    asked = [
        AskedNudge(desk.voice.title(nudge.play), nudge.words, nudge.at, _name(nudge.deal_id, deals))
        for nudge in standing
        if nudge.channel not in hidden
    ]
    until = due.astimezone(UTC)
    digest = compose_digest(person, deals.values(), asked, until - WEEK, until, due.astimezone(zone).date())
    lesson = await lesson_of_week(person.id, deals, digest.since, due.astimezone(zone), tenant, desk)
    return replace(digest, lesson=lesson)


def _name(deal_id: int | None, deals: "dict[int, Deal]") -> str | None:
    return deals[deal_id].name if deal_id in deals else None
