"""What stands in one person's Home: gathered with few questions to the database, and only what they may see."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from coaching.deal import Deal
from coaching.message import Tenant
from coaching.needs_you import find_needs
from handlers.blocks.home import Home, OpenNudge
from handlers.home.governing import what_it_governs
from handlers.home.preferring import how_it_speaks
from handlers.sight import channels_hidden_from, deals_seen_by

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from handlers.desk import Desk
    from storage.records import StoredHush, StoredNudge

_MOST_READ = 200
"""So many open nudges of one person are looked at, the newest."""


async def gather_home(user: str, tenant: Tenant, page: int, desk: "Desk") -> Home:
    """The Home of `user`, at a page of their deals."""
    deals = await deals_seen_by(user, tenant, desk, "open", user)
    now = await desk.now_for(user)
    async with desk.storage.begin(tenant) as tx:
        standing = await tx.nudges.standing_of(user, _MOST_READ)
        asked = {nudge.deal_id for nudge in standing if nudge.deal_id is not None}
        hushes = await tx.hushes.on_deals(asked | deals.keys())
        speaks = await how_it_speaks(user, tx, desk)
        governs = await what_it_governs(tx, desk) if user in desk.admins else None
    hidden = await channels_hidden_from(user, {nudge.channel for nudge in standing}, tenant, desk)
    told = [nudge for nudge in standing if nudge.channel not in hidden]
    resting = _resting(hushes, deals, now)
    nudges = [nudge for nudge in told if nudge.deal_id not in resting]
    awake = {number: deal for number, deal in deals.items() if number not in resting}
    return Home(
        now=now,
        deals=deals,
        needs=find_needs(awake, {nudge.deal_id for nudge in nudges if nudge.deal_id is not None}, now),
        nudges=tuple(_open_nudge(nudge, deals, desk) for nudge in nudges),
        snoozed=len(told) - len(nudges),
        page=page,
        speaks=speaks,
        governs=governs,
        text_days=desk.text_days,
    )


def _resting(hushes: "Iterable[StoredHush]", deals: Mapping[int, Deal], now: "datetime") -> set[int]:
    """The deals that are snoozed; one that is not among `deals` counts as at the stage at which it was snoozed."""
    numbered = ((int(stored.hush.holder), stored.hush) for stored in hushes)
    return {
        number for number, hush in numbered if hush.rests(now, deals[number].stage if number in deals else hush.stage)
    }


def _open_nudge(nudge: "StoredNudge", deals: Mapping[int, Deal], desk: "Desk") -> OpenNudge:
    deal = deals.get(nudge.deal_id) if nudge.deal_id is not None else None
    title = desk.voice.title(nudge.play)
    timed = desk.playbook.is_timed(nudge.play)
    return OpenNudge(nudge.id, nudge.words, nudge.evidence, title, deal.name if deal else None, timed)
