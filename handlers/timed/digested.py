"""What the owner's weekly digest has named a short while ago: to a look those deals rest as after a nudge."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from coaching.digest import ItemKind
from coaching.digest_week import week_of
from handlers.digests.as_of import stood
from handlers.digests.composing import composed
from handlers.digests.gathering import WEEK
from handlers.digests.gathering import Gathered as ToldInDigest
from handlers.digests.open_deals import SaidOfDeals, as_open
from handlers.digests.planning import key_of_week
from handlers.digests.weekly import DIGEST
from handlers.messages.intake import time_of
from handlers.notes import CLOCKS_APART
from handlers.sight import without

if TYPE_CHECKING:
    from handlers.bench import Bench
    from handlers.timed.gathering import Gathered
    from storage import UnitOfWork

_CALLS: frozenset[ItemKind] = frozenset({"overdue", "unanswered", "timed", "silent", "undated"})
"""Lines that ask something of the owner; the others are news."""


async def last_digest(user: str, local: datetime, tx: "UnitOfWork") -> datetime | None:
    """When this week's digest, else the last week's, was sent to a person on whose clock it is `local`."""
    weeks = {week_of(day) for day in (local.date(), local.date() - WEEK)}
    notes = await tx.notes.of([key_of_week(DIGEST, user, week) for week in weeks])
    sent = (time_of(note.since) for note in notes)
    return max((at + CLOCKS_APART for at in sent if at is not None), default=None)


def named_in_digest(known: "Gathered", tenant: str, bench: "Bench") -> frozenset[int]:
    """The deals of which the digest asked something, by number, while a deal rests after that; as it was composed."""
    sent = known.digest_at
    if sent is None or not timedelta(0) <= known.owner.now - sent < bench.coach.limits.deal_rest:
        return frozenset()
    owner, hidden = known.owner.person, frozenset[str]().union(*known.private.values()) - known.owner.member_of
    before = {number: tuple(each for each in told if each.at < sent) for number, told in known.updates.items()}
    seen = {stored.id: without(hidden, stored.deal.name, before[stored.id]) for stored in known.deals}
    deals = {number: deal for number, deal in seen.items() if deal is not None and deal.owner == owner.id}
    said = SaidOfDeals(known.nudges, known.hushes, known.misread)
    opened = as_open(owner.id, deals, known.updates, hidden, said, tenant)
    opened = {number: deal.before(sent) for number, deal in opened.items()}
    nudges = [nudge for number in deals for nudge in known.nudges[number] if stood(nudge, sent)]
    asked = tuple(nudge for nudge in nudges if nudge.author == owner.id and nudge.channel not in hidden)
    told = ToldInDigest(deals, nudges=asked, open_deals=opened)
    digest = composed(told, owner, known.owner.zone, sent, bench)
    named = (item.number for item in (*digest.items, *digest.rest) if item.kind in _CALLS)
    return frozenset(number for number in named if number is not None)
