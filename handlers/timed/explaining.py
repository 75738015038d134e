"""Why time has not brought a deal up, or will: worked out when its owner asks, since such silences are not kept."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from coaching.decision import Decision
from coaching.timed.choice import StandingCause, choose_timed, find_standing
from coaching.timed.look_time import LOOK_AT
from coaching.timed.seen import waits_until
from handlers.timed.gathering import find_owner
from handlers.timed.looking import MOST_A_DAY, Look, open_look, situation_in, timed_today
from handlers.timed.places import places_for

if TYPE_CHECKING:
    from coaching.message import Tenant
    from handlers.desk import Desk
    from storage.records import StoredDeal


@dataclass(frozen=True, slots=True)
class BroughtUp:
    """What a look makes of a deal today: a cause with what would be said of it, or the day until which nothing is."""

    today: date
    chosen: tuple[StandingCause, Decision] | None = None
    waits_until: date | None = None


async def time_on(user: str, deal_id: int, tenant: "Tenant", desk: "Desk") -> BroughtUp | None:
    """What time brings up on an open deal of this person's, as a look of today would find it; None where nothing is."""
    owner = await find_owner(user, desk.clock(), tenant, desk.bench)
    async with desk.storage.begin(tenant) as tx:
        look = await open_look(owner, desk.bench, tx)
        stored = next((deal for deal in look.known.deals if deal.id == deal_id), None)
        return _found(stored, look) if stored else None


def _found(stored: "StoredDeal", look: Look) -> BroughtUp | None:
    coach, owner = look.bench.coach, look.known.owner
    seen = look.see(stored.deal.name, look.known.updates[stored.id])
    among = [cause.play.id for cause in find_standing(seen, coach)]
    at_ten = datetime.combine(seen.today, LOOK_AT, owner.zone)
    for place in places_for(stored.id, look.known, look.bench.watch):
        told = look.see(stored.deal.name, place.updates)
        if told.waits:
            return BroughtUp(seen.today, waits_until=waits_until(told.updates))
        situation = situation_in(stored, place, told, look)
        situation = replace(situation, quiet_hours=look.known.chosen.is_quiet(at_ten))
        if timed_today(look) >= MOST_A_DAY:
            situation = replace(situation, said_to_person=coach.limits.person_per_day)
        if (chosen := choose_timed(told, situation, coach, among)) is not None:
            return BroughtUp(seen.today, chosen)
    return None
