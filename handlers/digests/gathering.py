"""What storage tells for the digests of many people at once, as each may see it: a few questions for all of them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from coaching.lessons.choice import Lesson, lesson_of_week
from coaching.lessons.past import ToldDeal, past_of
from coaching.loss import review_of
from handlers.digests.open_deals import SaidOfDeals, as_open, ask_of_deals
from handlers.sight import channels_hidden_from_each, without

if TYPE_CHECKING:
    from coaching.deal import Deal, LossReview, Update
    from coaching.lessons.rules import LessonRules
    from coaching.message import Tenant
    from coaching.timed.unsaid import OpenDeal
    from handlers.desk import Desk
    from storage import UnitOfWork
    from storage.records import StoredDeal, StoredNudge

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
    lesson: Lesson | None = None
    open_deals: "Mapping[int, OpenDeal]" = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was asked for all of them together, whoever may see it.

    By person the deals that are theirs, or may be as far as not everybody may see all, and those that may teach them a
    lesson; and of each deal that takes a closer look the updates.
    """

    deals: "Mapping[str, Sequence[StoredDeal]]"
    teaching: "Mapping[str, Sequence[StoredDeal]]"
    updates: "Mapping[int, tuple[Update, ...]]"
    private: Mapping[int, frozenset[str]]
    nudges: "Mapping[str, tuple[StoredNudge, ...]]"
    said: SaidOfDeals


async def gather(dues: Mapping[str, datetime], tenant: "Tenant", desk: "Desk") -> dict[str, Gathered]:
    """What there is for these people's digests, each due at a moment (aware, in the person's zone), by their ids."""
    if not dues:
        return {}
    async with desk.storage.begin(tenant) as tx:
        asked = await _ask(dues, desk.lessons, tx)
        named = {nudge.channel for nudges in asked.nudges.values() for nudge in nudges}
        secret = await tx.channels.private_among(named) | frozenset[str]().union(*asked.private.values())
    hidden = await channels_hidden_from_each(dues, secret, desk)
    return {user: _as_seen(user, due, asked, hidden[user], desk.lessons, tenant) for user, due in dues.items()}


async def _ask(dues: Mapping[str, datetime], rules: "LessonRules", tx: "UnitOfWork") -> _Asked:
    earliest = min(dues.values())
    owned = await tx.deals.owned(dues, earliest - WEEK)
    partly = await tx.deals.numbered(await tx.updates.private_deals_naming(dues))
    deals = {stored.id: stored for stored in (*owned, *partly)}
    closed = await tx.deals.closed_by_each(dues, earliest, rules.look_back)
    changed = await tx.deals.changed_since(earliest)
    taught = {user: told for user, told in closed.items() if _may_teach(told, changed, rules)}
    past = {stored.id for told in taught.values() for stored in told} | {stored.id for stored in changed if taught}
    private = await tx.channels.private_by_deal({*deals, *past})
    lost = {number for number, stored in deals.items() if stored.deal.state == "lost"}
    opened = {number for number, stored in deals.items() if stored.deal.state == "open" or number in private}
    updates = await tx.updates.of_deals({*private, *lost, *opened, *past})
    said = await ask_of_deals(dues, {number: updates[number] for number in opened}, earliest, tx)
    nudges = await tx.nudges.standing_of_each(dues, _MOST_READ)
    whose = _by_owner([(stored, updates[stored.id] if stored.id in private else ()) for stored in deals.values()])
    then = _by_owner([(stored, updates[stored.id]) for stored in changed if taught])
    teaching = {user: (*told, *then.get(user, ())) for user, told in taught.items()}
    return _Asked(whose, teaching, updates, private, nudges, said)


def _by_owner(deals: "Iterable[tuple[StoredDeal, Sequence[Update]]]") -> "dict[str, list[StoredDeal]]":
    """The deals by their owners, and by whoever may be it to somebody who knows only some of these updates.

    That is who wrote one of them, or is named in one.
    """
    found: dict[str, list[StoredDeal]] = {}
    for stored, updates in deals:
        named = {update.facts.owner for update in updates} | {update.author for update in updates}
        for user in named | {stored.deal.owner}:
            found.setdefault(user or "", []).append(stored)
    return found


def _may_teach(closed: "Collection[StoredDeal]", changed: "Collection[StoredDeal]", rules: "LessonRules") -> bool:
    """Whether there are losses enough for a lesson; what has changed since may have been lost then."""
    return sum(stored.deal.state == "lost" for stored in closed) + len(changed) >= rules.fewest_losses


def _has_news(deal: "Deal", due: datetime) -> bool:
    return deal.updated_at is not None and deal.updated_at >= due - WEEK


def _as_seen(
    user: str, due: datetime, asked: _Asked, hidden: frozenset[str], rules: "LessonRules", tenant: "Tenant"
) -> Gathered:
    """What one of them may see of it."""
    theirs = asked.deals.get(user, ())
    told = {stored.id for stored in (*theirs, *asked.teaching.get(user, ()))} & asked.updates.keys()
    seen = {number: _without(hidden, asked.updates[number]) for number in told}
    deals = {
        stored.id: deal
        for stored in theirs
        if (deal := _deal(stored, asked.private.get(stored.id, frozenset()) & hidden, seen)) and deal.owner == user
    }
    reviews = {number: review_of(deal, seen[number]) for number, deal in deals.items() if deal.state == "lost"}
    return Gathered(
        deals,
        {number: review for number, review in reviews.items() if review is not None},
        tuple(nudge for nudge in asked.nudges[user] if nudge.channel not in hidden),
        {each.hush.play for each in asked.said.hushes if each.hush.holder == user and each.hush.play},
        _lesson(user, due, deals, seen, asked, rules),
        as_open(user, deals, asked.updates, hidden, asked.said, tenant.key),
    )


def _deal(stored: "StoredDeal", hidden: frozenset[str], seen: "Mapping[int, tuple[Update, ...]]") -> "Deal | None":
    return without((), stored.deal.name, seen[stored.id]) if hidden else stored.deal


def _without(hidden: frozenset[str], updates: "tuple[Update, ...]") -> "tuple[Update, ...]":
    if any(update.channel in hidden for update in updates):
        return tuple(update for update in updates if update.channel not in hidden)
    return updates


def _lesson(
    user: str,
    due: datetime,
    deals: "Mapping[int, Deal]",
    seen: "Mapping[int, tuple[Update, ...]]",
    asked: _Asked,
    rules: "LessonRules",
) -> Lesson | None:
    """The one lesson worth saying, on a deal with news; told before `due`, as if nothing had been said since."""
    fresh = [
        ToldDeal(number, deal.name, seen[number], deal)
        for number, deal in deals.items()
        if number in seen and _has_news(deal, due)
    ]
    if not fresh or user not in asked.teaching:
        return None
    closed = {stored.id: _as_told(stored, seen[stored.id], asked) for stored in asked.teaching[user]}
    return lesson_of_week(fresh, past_of(user, closed.values(), due, rules), due - WEEK, rules)


def _as_told(stored: "StoredDeal", seen: "tuple[Update, ...]", asked: _Asked) -> ToldDeal:
    """The deal by the updates that are seen of it; by all of them it is what is kept of it."""
    known = stored.deal if len(seen) == len(asked.updates[stored.id]) else None
    return ToldDeal(stored.id, stored.deal.name, seen, known)
