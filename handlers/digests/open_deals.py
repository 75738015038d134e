"""What a digest needs to know of somebody's open deals, to tell what time brings up on them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from coaching.coach import LONGEST_REST
from coaching.situation import Said
from coaching.timed.unsaid import OpenDeal
from handlers.sight import channels_hidden_from

if TYPE_CHECKING:
    from coaching.deal import Deal, Update
    from coaching.message import Tenant
    from handlers.desk import Desk
    from storage import UnitOfWork
    from storage.records import StoredHush, StoredNudge


@dataclass(frozen=True, slots=True)
class SaidOfDeals:
    """The nudges on each deal, in any state, the wishes for quiet around them, and which nudges misread something."""

    nudges: "Mapping[int, tuple[StoredNudge, ...]]"
    hushes: "tuple[StoredHush, ...]"
    misread: frozenset[int]


async def ask_of_deals(
    people: Collection[str], updates: "Mapping[int, Sequence[Update]]", moment: datetime, tx: "UnitOfWork"
) -> SaidOfDeals:
    """What was said of the deals that have these updates, as long before `moment` as counts, and wished of them."""
    channels = {update.channel for told in updates.values() for update in told} - {""}
    nudges = await tx.nudges.of_deals(updates.keys(), moment.astimezone(UTC) - LONGEST_REST)
    misread = await tx.feedback.misread_among([nudge.id for said in nudges.values() for nudge in said])
    return SaidOfDeals(nudges, await tx.hushes.around(people, channels, updates.keys()), misread)


async def tell_open_deals(
    user: str, deals: "Mapping[int, Deal]", moment: datetime, tenant: "Tenant", desk: "Desk"
) -> dict[int, OpenDeal]:
    """Those of these deals of theirs that are open, by number."""
    numbers = [number for number, deal in deals.items() if deal.state == "open"]
    async with desk.storage.begin(tenant) as tx:
        updates = await tx.updates.of_deals(numbers)
        said = await ask_of_deals([user], updates, moment, tx)
    channels = {update.channel for told in updates.values() for update in told} - {""}
    hidden = await channels_hidden_from(user, channels, tenant, desk)
    return as_open(user, deals, updates, hidden, said, tenant.key)


def as_open(
    user: str,
    deals: "Mapping[int, Deal]",
    updates: "Mapping[int, tuple[Update, ...]]",
    hidden: frozenset[str],
    said: SaidOfDeals,
    tenant: str,
) -> dict[int, OpenDeal]:
    """The open ones of one person's deals, of which all updates and what was said are known.

    `tenant` is its key, as on a unit of work: what chance withholds is drawn by it.
    """
    hushes = [each.hush for each in said.hushes if each.hush.place != "person" or each.hush.holder == user]
    return {
        number: OpenDeal(
            deal.name,
            updates[number],
            hidden,
            said=tuple(Said(nudge.play, nudge.at) for nudge in said.nudges[number]),
            hushes=tuple(hush for hush in hushes if hush.concerns(number, _last_channel(updates[number], hidden))),
            misread=frozenset(nudge.play for nudge in said.nudges[number] if nudge.id in said.misread),
            drawn_for=f"{tenant}/{number}",
        )
        for number, deal in deals.items()
        if deal.state == "open"
    }


def _last_channel(updates: "Sequence[Update]", hidden: frozenset[str]) -> str:
    """Where the latest of the updates was written that the owner may hear of: there the coach would have spoken."""
    return next((update.channel for update in reversed(updates) if update.channel not in hidden), "")
