"""What stands in one person's digest: their deals and open nudges, as far as they may see them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING

from coaching.digest import AskedNudge, Digest, OwnDeal, compose_digest
from coaching.loss import review_of
from coaching.message import Person, Tenant
from coaching.timed.unsaid import find_unsaid
from handlers.deals.lessons import lesson_of_week
from handlers.digests.open_deals import tell_open_deals
from handlers.sight import channels_hidden_from, deals_seen_by

if TYPE_CHECKING:
    from coaching.deal import Deal, LossReview
    from coaching.lessons.choice import Lesson
    from coaching.timed.unsaid import OpenDeal
    from handlers.desk import Desk
    from storage.records import StoredNudge

WEEK = timedelta(days=7)
_MOST_READ = 200
"""So many open nudges of one person are looked at, the newest."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """All that storage tells for one digest, as the person may see it.

    Their deals by number, the reviews of those that are lost, their open nudges, the plays that they have muted, the
    lesson of their losses that is worth saying, and what time may bring up on the open deals.
    """

    deals: "Mapping[int, Deal]"
    reviews: "Mapping[int, LossReview]" = field(default_factory=dict)
    nudges: "tuple[StoredNudge, ...]" = ()
    muted: Collection[str] = ()
    lesson: "Lesson | None" = None
    open_deals: "Mapping[int, OpenDeal]" = field(default_factory=dict)


async def gather_digest(person: Person, zone: tzinfo, due: datetime, tenant: Tenant, desk: "Desk") -> Digest:
    """The digest of the week up to `due`, an aware time; `zone` is the person's."""
    return composed(await _gathered(person.id, due.astimezone(zone), tenant, desk), person, zone, due, desk)


def composed(told: Gathered, person: Person, zone: tzinfo, due: datetime, desk: "Desk") -> Digest:
    """The digest that comes of what was gathered."""
    plays = {play.id for play in desk.playbook.all_active} - set(told.muted)
    local, coach = due.astimezone(zone), desk.bench.coach
    causes = {number: find_unsaid(known, local, zone, coach) for number, known in told.open_deals.items()}
    waiting = {number for number, known in told.open_deals.items() if known.waits(local.date())}
    deals = [OwnDeal(deal, n, told.reviews.get(n), causes.get(n), n in waiting) for n, deal in told.deals.items()]
    asked = [_asked(nudge, told.deals, desk) for nudge in told.nudges]
    until = due.astimezone(UTC)
    digest = compose_digest(person, deals, asked, until - WEEK, until, local.date(), plays)
    return replace(digest, lesson=told.lesson)


async def _gathered(user: str, due: datetime, tenant: Tenant, desk: "Desk") -> Gathered:
    deals = await deals_seen_by(user, tenant, desk, None, user)
    lost = [number for number, deal in deals.items() if deal.state == "lost" and _since(deal, due - WEEK)]
    async with desk.storage.begin(tenant) as tx:
        standing = await tx.nudges.standing_of(user, _MOST_READ)
        told = await tx.updates.of_deals(lost) if lost else {}
        hushes = await tx.hushes.standing(user, "", None)
    channels = {nudge.channel for nudge in standing} | {each.channel for updates in told.values() for each in updates}
    hidden = await channels_hidden_from(user, channels, tenant, desk)
    seen = {number: [each for each in updates if each.channel not in hidden] for number, updates in told.items()}
    reviews = {number: review_of(deals[number], updates) for number, updates in seen.items()}
    return Gathered(
        deals,
        {number: review for number, review in reviews.items() if review is not None},
        tuple(nudge for nudge in standing if nudge.channel not in hidden),
        {stored.hush.play for stored in hushes if stored.hush.place == "person" and stored.hush.play},
        await lesson_of_week(user, deals, due.astimezone(UTC) - WEEK, due, tenant, desk),
        await tell_open_deals(user, deals, due, tenant, desk),
    )


def _since(deal: "Deal", moment: datetime) -> bool:
    return deal.closed_at is not None and deal.closed_at >= moment


def _asked(nudge: "StoredNudge", deals: "Mapping[int, Deal]", desk: "Desk") -> AskedNudge:
    deal = deals.get(nudge.deal_id) if nudge.deal_id is not None else None
    title = desk.voice.title(nudge.play)
    return AskedNudge(title, nudge.words, nudge.at, deal.name if deal else None, nudge.play, nudge.id)
