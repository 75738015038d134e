"""What a look at one person's deals needs to know, with as many questions for five deals as for five hundred."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from coaching.coach import LONGEST_REST
from coaching.deal import Update
from coaching.message import Person, Tenant
from coaching.watch import Watch
from handlers.timed.digested import last_digest

if TYPE_CHECKING:
    from coaching.preferences import Preferences
    from handlers.bench import Bench
    from handlers.messages.shadow import Day
    from storage import UnitOfWork
    from storage.records import HeldInShadow, StoredDeal, StoredHush, StoredNudge


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose deals are looked at, the moment (aware UTC), and those private channels of the deals that they are in."""

    person: Person
    now: datetime
    member_of: frozenset[str] = frozenset()

    @property
    def zone(self) -> ZoneInfo:
        """Their time zone."""
        return ZoneInfo(self.person.tz)

    @property
    def local(self) -> datetime:
        """The moment on their clock."""
        return self.now.astimezone(self.zone)

    @property
    def day(self) -> "Day":
        """From when until when their day lasts, aware UTC."""
        start = datetime.combine(self.local.date(), time(), self.zone)
        end = datetime.combine(start.date() + timedelta(days=1), time(), self.zone)
        return start.astimezone(UTC), end.astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Gathered:
    """The open deals of one owner and what was said of them; by deal, by channel, or by nudge.

    `private` are the private channels of each deal, `misread` the nudges of which somebody said so, and `digest_at` is
    when their last weekly digest was sent, this week or the last.
    """

    owner: Owner
    deals: "tuple[StoredDeal, ...]"
    updates: Mapping[int, tuple[Update, ...]]
    private: Mapping[int, frozenset[str]]
    watches: Mapping[str, Watch]
    hushes: "tuple[StoredHush, ...]"
    nudges: "Mapping[int, tuple[StoredNudge, ...]]"
    misread: frozenset[int]
    shadowed: "tuple[HeldInShadow, ...]"
    said_to_person: int
    said_in: Mapping[str, int]
    chosen: "Preferences"
    digest_at: datetime | None = None


async def find_owner(user: str, now: datetime, tenant: Tenant, bench: "Bench") -> Owner:
    """The person, and in which of the private channels they are; it may ask Slack, so never within a transaction."""
    person = await bench.person(user)
    async with bench.storage.begin(tenant) as tx:
        deals = [stored.id for stored in await tx.deals.standing("open", user)]
        private = await tx.channels.private_by_deal(deals) if deals else {}
    channels = sorted(frozenset[str]().union(*private.values()))
    return Owner(person, now, frozenset([channel for channel in channels if await bench.is_member(user, channel)]))


async def gather(owner: Owner, tx: "UnitOfWork") -> Gathered:
    """All that a look needs, as it stands now."""
    user, since = owner.person.id, owner.now - LONGEST_REST
    deals = await tx.deals.standing("open", user)
    numbers = [stored.id for stored in deals]
    updates = await tx.updates.of_deals(numbers)
    channels = {update.channel for told in updates.values() for update in told} - {""}
    nudges = await tx.nudges.of_deals(numbers, since)
    return Gathered(
        owner=owner,
        deals=deals,
        updates=updates,
        private=await tx.channels.private_by_deal(numbers),
        watches={watch.channel: watch for watch in await tx.watches.all()},
        hushes=await tx.hushes.around([user], channels, numbers),
        nudges=nudges,
        misread=await tx.feedback.misread_among([nudge.id for said in nudges.values() for nudge in said]),
        shadowed=await tx.decisions.held_in_shadow(channels, since),
        said_to_person=await tx.nudges.count_for_person(user, *owner.day),
        said_in=await tx.nudges.count_in_channels(channels, *owner.day),
        chosen=await tx.preferences.get(user),
        digest_at=await last_digest(user, owner.local, tx),
    )
