"""Saying to which deal a message belongs, or that it is no deal update: kept, followed, and taken back."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from coaching.deal import Deal, Update
from coaching.facts import Facts
from handlers.errors import RefusedError
from handlers.messages.deal_memory import rebuild
from handlers.messages.speaking import Speech, withdraw
from handlers.timed.clearing import clear_timed

if TYPE_CHECKING:
    from handlers.desk import Desk
    from storage import UnitOfWork
    from storage.records import StoredMessage


async def rule(channel: str, ts: str, deal_id: int | None, user: str, tx: "UnitOfWork", desk: "Desk") -> int:
    """Let the message belong to the deal, or to none and be no update; the change's number.

    A nudge about it is taken back, since it was said about something else. Only its author or an admin may; refused for
    a message that was never seen.
    """
    message = await own_message(channel, ts, user, tx, desk)
    stored = await tx.updates.get(channel, ts)
    before = stored.deal_id if stored else None
    known = await tx.deals.get(before) if before is not None else None
    await tx.rulings.put(channel, ts, deal_id, user, desk.clock())
    update = stored.update if stored else _bare(message)
    await tx.updates.put(update, deal_id)
    await _take_back_nudge(channel, ts, known, tx, desk)
    await rebuild(before, tx)
    await rebuild(deal_id, tx)
    await clear_timed(Speech(desk.voice, tx, desk.clock(), ""), desk.bench.coach)
    about = {"channel": channel, "ts": ts, "before": before, "name": known.name if known else None}
    return await tx.changes.add("ruling", {**about, "now": deal_id}, user, desk.clock())


async def own_message(channel: str, ts: str, user: str, tx: "UnitOfWork", desk: "Desk") -> "StoredMessage":
    """The message, for its author or an admin; refused for everybody else, and where it was never seen."""
    message = await tx.messages.get(channel, ts)
    if message is None or message.gone:
        raise RefusedError("shortcuts.not_seen")
    if message.author != user and user not in desk.admins:
        raise RefusedError("commands.not_yours")
    return message


async def unrule(about: Mapping[str, Any], tx: "UnitOfWork") -> None:
    """Let a message belong where it did before somebody said something; its nudge stays taken back."""
    channel, ts = str(about["channel"]), str(about["ts"])
    await tx.rulings.remove(channel, ts)
    stored = await tx.updates.get(channel, ts)
    if stored is not None:
        before = await _deal_again(about["before"], about["name"], tx)
        await tx.updates.put(stored.update, before)
        await rebuild(stored.deal_id, tx)
        await rebuild(before, tx)
    await rebuild(about["now"], tx)


async def _deal_again(deal_id: int | None, name: str | None, tx: "UnitOfWork") -> int | None:
    """The deal as long as it is there; it went when the message was all that was known of it."""
    if deal_id is None or name is None:
        return None
    if await tx.deals.get(deal_id) is not None:
        return deal_id
    company = await tx.aliases.company_of(name)
    merged = await tx.deals.of_keys([company]) if company else ()
    return await tx.deals.open_of(name) or (merged[0].id if merged else await tx.deals.add(Deal(name)))


async def _take_back_nudge(channel: str, ts: str, deal: Deal | None, tx: "UnitOfWork", desk: "Desk") -> None:
    nudge = await tx.nudges.on_message(channel, ts)
    await tx.follow_through.drop_withheld(channel, ts, desk.clock())
    if nudge is not None:
        await withdraw(nudge, "disowned", "disowned", deal, Speech(desk.voice, tx, desk.clock(), ""))


def _bare(message: "StoredMessage") -> Update:
    """An update of which nothing is known but that it was written."""
    return Update(
        channel=message.channel,
        ts=message.ts,
        thread_ts=message.thread_ts,
        author=message.author or "",
        source=message.source or "person",
        at=message.posted_at,
        facts=Facts(),
    )
