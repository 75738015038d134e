"""What stands in one person's digest: their deals and open nudges, as far as they may see them."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo
from typing import TYPE_CHECKING

from coaching.digest import AskedNudge, Digest, OwnDeal, compose_digest, is_overdue
from coaching.message import Person, Tenant
from coaching.timed.choice import still_holds
from coaching.timed.seen import see
from coaching.timed.timed_play import TimedPlay
from coaching.timed.unsaid import find_unsaid
from handlers.digests.gathering import WEEK, Gathered, gather

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coaching.coach import Coach
    from coaching.deal import Deal
    from handlers.bench import Bench
    from handlers.desk import Desk
    from storage.records import StoredNudge


@dataclass(frozen=True, slots=True)
class Wanted:
    """A digest for `person` of the week up to `due`, an aware time; `zone` is the person's."""

    person: Person
    zone: tzinfo
    due: datetime


async def gather_digest(person: Person, zone: tzinfo, due: datetime, tenant: Tenant, desk: "Desk") -> Digest:
    """The digest of the week up to `due`, an aware time; `zone` is the person's."""
    return (await gather_digests([Wanted(person, zone, due)], tenant, desk))[0]


async def gather_digests(wanted: "Sequence[Wanted]", tenant: Tenant, desk: "Desk") -> list[Digest]:
    """The same for many people of a workspace, in their order; with as many questions to storage as for one."""
    told = await gather({each.person.id: each.due.astimezone(each.zone) for each in wanted}, tenant, desk)
    return [composed(told[each.person.id], each.person, each.zone, each.due, desk.bench) for each in wanted]


def composed(told: Gathered, person: Person, zone: tzinfo, due: datetime, bench: "Bench") -> Digest:
    """The digest that comes of what was gathered."""
    local, coach = due.astimezone(zone), bench.coach
    plays, today = {play.id for play in coach.playbook.all_active} - set(told.muted), local.date()
    looked_at = {n: known for n, known in told.open_deals.items() if not is_overdue(told.deals[n], today)}
    causes = {number: find_unsaid(known, local, zone, coach) for number, known in looked_at.items()}
    waiting = {number for number, known in looked_at.items() if known.waits(today)}
    deals = [OwnDeal(deal, n, told.reviews.get(n), causes.get(n), n in waiting) for n, deal in told.deals.items()]
    asked = [_asked(nudge, told.deals, bench) for nudge in told.nudges if _is_so(nudge, told, local, coach)]
    until = due.astimezone(UTC)
    digest = compose_digest(person, deals, asked, until - WEEK, until, today, plays)
    return replace(digest, lesson=told.lesson)


def _is_so(nudge: "StoredNudge", told: Gathered, local: datetime, coach: "Coach") -> bool:
    """Whether what a nudge was said for still holds: the days may have ended the cause of a timed one meanwhile."""
    play, known = coach.playbook.get(nudge.play), told.open_deals.get(nudge.deal_id or 0)
    if not isinstance(play, TimedPlay) or known is None:
        return True
    zone = local.tzinfo or UTC
    return still_holds(play, see(known.name, known.updates, local.date(), zone, coach.calendar), coach)


def _asked(nudge: "StoredNudge", deals: "Mapping[int, Deal]", bench: "Bench") -> AskedNudge:
    deal = deals.get(nudge.deal_id) if nudge.deal_id is not None else None
    title = bench.voice.title(nudge.play)
    return AskedNudge(title, nudge.words, nudge.at, deal.name if deal else None, nudge.play, nudge.id)
