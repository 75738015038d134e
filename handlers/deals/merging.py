"""Putting two deals together that are one, and taking that back: updates, names, and what was said and asked."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from coaching.deal import Deal, rebuild_deal
from coaching.deal_key import deal_key
from handlers.errors import RefusedError
from handlers.messages.deal_memory import rebuild
from handlers.messages.speaking import Speech
from handlers.timed.clearing import clear_timed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from handlers.desk import Desk
    from storage import UnitOfWork
    from storage.records import Moved, StoredUpdate


async def merge(source: int, target: int, user: str, tx: "UnitOfWork", desk: "Desk") -> tuple[int, Deal]:
    """Let all of the deal `source` be of `target`, which goes by its names too; the change's number, and the deal.

    Refused when one of them is not there any more, as when it is done twice.
    """
    deal, about = await put_together(source, target, tx)
    await clear_timed(Speech(desk.voice, tx, desk.clock(), ""), desk.bench.coach)
    return await tx.changes.add("merge", about, user, desk.clock()), deal


async def put_together(source: int, target: int, tx: "UnitOfWork") -> tuple[Deal, Mapping[str, Any]]:
    """The same without a change of its own: the deal, and what taking it back needs to know."""
    gone, into = await tx.deals.get(source), await tx.deals.get(target)
    if gone is None or into is None or source == target:
        raise RefusedError("change.merge_gone")
    alias_of, aliases = await tx.aliases.company_of(gone.name), await tx.aliases.of(gone.name)
    for name in (*aliases, gone.name):
        await tx.aliases.put(name, into.name)
    moved = await tx.moving.move(source, target)
    number, deal = await rebuild(target, tx) if await tx.deals.remove(source) else (None, None)
    if deal is None or number != target:
        raise RefusedError("change.merge_gone")
    about = {"deal_id": source, "name": gone.name, "aliases": list(aliases), "alias_of": alias_of, "into": target}
    return deal, {**about, "moved": asdict(moved)}


async def take_in_twin(deal_id: int, tx: "UnitOfWork") -> Mapping[str, Any] | None:
    """Let a deal that its updates have opened again take in the open one of its company, since a company has one.

    The deal keeps its number, by which buttons know it. What taking it back needs to know; None where there is none.
    """
    stored, updates = await tx.deals.get(deal_id), await tx.updates.of_deal(deal_id)
    if stored is None or not updates or rebuild_deal(stored.name, updates).state != "open":
        return None
    number = await tx.deals.open_of(stored.name)
    twin = await tx.deals.get(number) if number not in (None, deal_id) else None
    if number is None or twin is None or deal_key(twin.name) != deal_key(stored.name):
        return None
    return (await put_together(number, deal_id, tx))[1]


async def unmerge(about: Mapping[str, Any], tx: "UnitOfWork") -> None:
    """Let both deals be as they were; what was heard since stays where it was heard."""
    name, moved = str(about["name"]), tx.moving.told(about["moved"])
    source = about["into"] if await tx.deals.get(about["into"]) is not None else None
    theirs = [update for update in await _standing(moved, tx) if source in (None, update.deal_id)]
    await tx.aliases.drop(name)
    await tx.aliases.give_back(name, about["alias_of"])
    if not theirs:
        return
    if source is not None:
        await _part_from(source, theirs, tx)
    number = await _again(about["deal_id"], rebuild_deal(name, [each.update for each in theirs]), tx)
    await tx.moving.move_back(moved, number, source)
    for alias in about["aliases"]:
        if await tx.aliases.company_of(alias) is not None:  # unless that name is a deal's own again
            await tx.aliases.put(alias, name)
    for deal_id in {number, *(each.deal_id for each in theirs)}:
        await rebuild(deal_id, tx)


async def _part_from(deal_id: int, theirs: "Iterable[StoredUpdate]", tx: "UnitOfWork") -> None:
    """Let the deal be as it is without these updates, so that it is not taken for the one that they make."""
    gone = {(each.update.channel, each.update.ts) for each in theirs}
    left = [update for update in await tx.updates.of_deal(deal_id) if (update.channel, update.ts) not in gone]
    deal = await tx.deals.get(deal_id)
    if deal is not None and left:
        await tx.deals.save(deal_id, rebuild_deal(deal.name, left))


async def _again(deal_id: int, deal: Deal, tx: "UnitOfWork") -> int:
    """The deal under its old number; or the one that was opened under its name since."""
    opened = await tx.deals.open_of(deal.name) if deal.state == "open" else None
    return opened if opened is not None else await tx.deals.add(deal, deal_id)


async def _standing(moved: "Moved", tx: "UnitOfWork") -> "Iterable[StoredUpdate]":
    found = [await tx.updates.get(channel, ts) for channel, ts in moved.updates]
    return [update for update in found if update is not None and update.deal_id is not None]
