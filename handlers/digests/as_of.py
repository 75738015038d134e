"""What a digest would have held at an earlier moment, as far as what is kept tells."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from coaching.loss import review_of
from coaching.message import Tenant
from handlers.deals.lessons import lesson_of_week
from handlers.digests.gathering import WEEK, Gathered
from handlers.digests.open_deals import tell_open_deals
from handlers.sight import channels_hidden_from, without

if TYPE_CHECKING:
    from coaching.deal import Update
    from handlers.desk import Desk
    from storage.records import StoredNudge

_EARLIEST = datetime.min.replace(tzinfo=UTC)
_AT_ONCE = 500
"""So many deals' updates are asked for with one question."""


async def gather_as_of(user: str, moment: datetime, tenant: Tenant, desk: "Desk") -> Gathered:
    """What the person could see at that moment, aware and in their zone: deals of the updates before it, nudges that
    stood then.

    Updates that were edited or deleted since, and names that were changed, are as they are now; so are the channels
    that the person is in, and the plays that they have muted.
    """
    names, told = await _updates_before(moment, tenant, desk)
    async with desk.storage.begin(tenant) as tx:
        said = [nudge for nudge in await tx.nudges.of_author(user, _EARLIEST, moment) if stood(nudge, moment)]
        hushes = await tx.hushes.standing(user, "", None)
    channels = {nudge.channel for nudge in said} | {each.channel for updates in told.values() for each in updates}
    hidden = await channels_hidden_from(user, channels, tenant, desk)
    seen = {number: [each for each in updates if each.channel not in hidden] for number, updates in told.items()}
    found = {number: without((), names[number], updates) for number, updates in seen.items()}
    deals = {number: deal for number, deal in found.items() if deal is not None and deal.owner == user}
    reviews = {number: review for number, deal in deals.items() if (review := review_of(deal, seen[number]))}
    muted = {each.hush.play for each in hushes if each.hush.place == "person" and each.hush.play}
    lesson = await lesson_of_week(user, deals, moment - WEEK, moment, tenant, desk)
    opened = await tell_open_deals(user, deals, moment, tenant, desk)
    opened = {number: known.before(moment) for number, known in opened.items()}
    seen_nudges = tuple(nudge for nudge in said if nudge.channel not in hidden)
    return Gathered(deals, reviews, seen_nudges, muted, lesson, opened)


async def _updates_before(
    moment: datetime, tenant: Tenant, desk: "Desk"
) -> "tuple[dict[int, str], dict[int, list[Update]]]":
    """The names of all deals, and the updates of each before that moment, by number."""
    told: dict[int, list[Update]] = {}
    async with desk.storage.begin(tenant) as tx:
        names = {stored.id: stored.deal.name for stored in await tx.deals.standing()}
        for some in _parts(list(names)):
            found = await tx.updates.of_deals(some)
            told |= {number: [each for each in updates if each.at < moment] for number, updates in found.items()}
    return names, told


def stood(nudge: "StoredNudge", moment: datetime) -> bool:
    """Whether a nudge was said before that moment and stood at it; one that was withheld never does."""
    ended = [at for at in (nudge.settled_at, nudge.withdrawn_at) if at is not None]
    return nudge.state != "withheld" and nudge.at < moment and all(at >= moment for at in ended)


def _parts(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(numbers), _AT_ONCE):
        yield numbers[start : start + _AT_ONCE]
