"""The weekly digest in its time: planned for everybody who owns a deal, sent once a week, planned again."""

import re
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from coaching.digest_week import STILL_WELCOME, last_digest, next_digest, week_of
from coaching.message import Tenant
from handlers.blocks.digest import digest_message
from handlers.digests.composing import gather_digest
from handlers.managers.due import MANAGERS_DIGEST
from handlers.notes import post_note

if TYPE_CHECKING:
    from coaching.preferences import Preferences
    from handlers.blocks.pieces import Message
    from handlers.desk import Desk
    from storage import UnitOfWork
    from storage.records import Claim, DueRow

DIGEST = "digest"
"""The kind of due thing; its key is the person's user id."""
_MEMBER = re.compile(r"[UW][A-Z0-9]{2,}")


async def plan_digests(tenant: Tenant, desk: "Desk") -> int:
    """Let a digest wait for everybody who owns a deal and for whom none waits; for how many there is one now."""
    async with desk.storage.begin(tenant) as tx:
        owners = {owner for owner in await tx.deals.owners() if _MEMBER.fullmatch(owner)}
        missing = owners - await tx.due.keys(DIGEST)
    for user in sorted(missing):
        person = await desk.person(user)
        async with desk.storage.begin(tenant) as tx:
            if user not in await tx.due.keys(DIGEST):
                await plan_next(DIGEST, user, await tx.preferences.get(user), ZoneInfo(person.tz), desk.clock(), tx)
    return len(missing)


async def replan_digest(user: str, tx: "UnitOfWork", desk: "Desk") -> None:
    """Somebody has chosen another day or hour: their digests are planned anew, and none is sent for that."""
    await tx.due.put(DIGEST, user, desk.clock(), {})
    if await tx.managers.get(user) is not None:
        await tx.due.put(MANAGERS_DIGEST, user, desk.clock(), {})


async def work_digest(claim: "Claim[DueRow]", desk: "Desk") -> None:
    """A digest may be due: it is sent if it is, and the next one planned, where the person is by now.

    One that was not planned for this time (`planned` in the row's body), or is too late to be of use, is only planned.
    """
    user, now = claim.row.key, desk.clock()
    person = await desk.person(user)
    zone = ZoneInfo(person.tz)
    async with desk.storage.begin(claim.tenant) as tx:
        chosen = await tx.preferences.get(user)
    due = due_now(claim, chosen, zone, now)
    message: Message | None = None
    if due is not None:
        digest = await gather_digest(person, zone, due, claim.tenant, desk)
        message = None if digest.is_empty else digest_message(digest, zone, desk.catalogue)
    async with desk.storage.begin(claim.tenant, finishing=claim) as tx:
        if message and due and not await is_paused(user, tx):
            await post_note(f"{DIGEST}/{user}/{week_of(due, zone)}", user, message, now, tx)
        await plan_next(DIGEST, user, chosen, zone, now, tx)


def due_now(claim: "Claim[DueRow]", chosen: "Preferences", zone: ZoneInfo, now: datetime) -> datetime | None:
    """The moment at which the digest was due for which the row waited; None for what is only to be planned."""
    due = last_digest(chosen, zone, now)
    return due if due is not None and claim.row.body.get("planned") and now - due <= STILL_WELCOME else None


async def plan_next(
    kind: str, user: str, chosen: "Preferences", zone: ZoneInfo, now: datetime, tx: "UnitOfWork"
) -> None:
    """Let this person's next digest of the kind wait for its time."""
    due = next_digest(chosen, zone, now)
    if due is not None:
        await tx.due.put(kind, user, due, {"planned": due.isoformat()})


async def is_paused(user: str, tx: "UnitOfWork") -> bool:
    """Whether the person wants nothing from the coach at the moment."""
    standing = await tx.hushes.standing(user, "", None)
    return any(stored.hush.place == "person" and stored.hush.play is None for stored in standing)
