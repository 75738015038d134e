"""What somebody's own losses teach about their open deals, as far as they may see either; asked as of a moment."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from coaching.lessons.choice import Lesson, lesson_on
from coaching.lessons.choice import lesson_of_week as choose_of_week
from coaching.lessons.past import Past, ToldDeal, past_of
from handlers.sight import updates_seen_by

if TYPE_CHECKING:
    from coaching.deal import Deal
    from coaching.message import Tenant
    from coaching.record import Record
    from handlers.desk import Desk


async def lesson_for(
    user: str, number: int, deal: "Deal", record: "Record", tenant: "Tenant", desk: "Desk"
) -> Lesson | None:
    """The lesson on one deal as this person sees it now; None unless it is their own and open."""
    if deal.owner != user or desk.lessons.band_of(deal.stage) is None:
        return None
    past, _ = await _past_and(user, {}, await desk.now_for(user), tenant, desk)
    return lesson_on(ToldDeal(number, deal.name, record.updates), past, desk.lessons)


async def lesson_of_week(
    user: str, deals: "Mapping[int, Deal]", since: datetime, until: datetime, tenant: "Tenant", desk: "Desk"
) -> Lesson | None:
    """The one lesson worth saying to this person at `until`, on one of their `deals` that has news since `since`.

    Both are aware, `until` in the person's time zone; `deals` are those that they see, by number. What was told at
    `until` or later does not count.
    """
    fresh = {at: deal.name for at, deal in deals.items() if deal.updated_at is not None and deal.updated_at >= since}
    if not fresh:
        return None
    past, told = await _past_and(user, fresh, until, tenant, desk)
    return choose_of_week(told, past, since, desk.lessons)


async def _past_and(
    user: str, names: Mapping[int, str], as_of: datetime, tenant: "Tenant", desk: "Desk"
) -> tuple[Past, list[ToldDeal]]:
    """The person's past as of a moment, and the deals of these names by number, each with its updates.

    A deal that was updated since may have been another's, open or closed then, so those are looked at one and all.
    """
    async with desk.storage.begin(tenant) as tx:
        most = desk.lessons.look_back
        closed = [
            *(await tx.deals.closed_by_each([user], as_of, most))[user],
            *await tx.deals.changed_since(as_of),
        ]
    closed_names = {stored.id: stored.deal.name for stored in closed}
    updates = await updates_seen_by(user, {*closed_names, *names}, tenant, desk)
    past = past_of(user, [ToldDeal(at, name, updates[at]) for at, name in closed_names.items()], as_of, desk.lessons)
    return past, [ToldDeal(at, name, updates[at]) for at, name in names.items()]
