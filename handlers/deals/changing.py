"""Changing a deal by hand: what a command or a form states is one more update, and can be taken back."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from coaching.deal import Deal, SetField, Update
from coaching.facts import Facts
from coaching.message import Tenant
from coaching.reading.result import Reading
from coaching.situation import Situation
from handlers.blocks.mrkdwn import NAME_LIMIT, echo_line
from handlers.deals.merging import take_in_twin
from handlers.deals.renaming import is_called, rename
from handlers.deals.stated import Stated, is_repeated, is_sent_twice
from handlers.errors import RefusedError
from handlers.messages.deal_memory import rebuild
from handlers.messages.settling import Done, settle_done
from handlers.messages.speaking import Speech
from handlers.sight import deal_seen_by
from handlers.slack_ts import ts_of
from handlers.timed.clearing import clear_timed

if TYPE_CHECKING:
    from handlers.desk import Desk
    from storage import UnitOfWork


_NO_MORE: Mapping[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Changed:
    """A change by its number, the deal (of several, the last) as it stands with it, and how many it changed."""

    number: int
    deal: Deal
    deals: int = 1


async def open_deal(name: str, stated: Stated, tenant: Tenant, desk: "Desk") -> Changed:
    """Open a deal of this name by hand; refused when the company has an open one.

    An open one that this person must not know of takes in what they state, and to them it is new.
    """
    hidden = await _hidden_deal_of(name, stated.by, tenant, desk)
    async with desk.storage.begin(tenant, alone=True) as tx:
        other = await tx.deals.open_of(name)
        if other not in (None, hidden):
            raise RefusedError("change.open_already")
        if other is not None and await is_called(other, name, tx):
            return await _join(other, name, stated, tx, desk)
        return await _count_in(stated, await tx.deals.add(Deal(name)), tx, desk)


async def _hidden_deal_of(name: str, user: str, tenant: Tenant, desk: "Desk") -> int | None:
    """The open deal of this company, if there is one and this person must not know of it."""
    async with desk.storage.begin(tenant) as tx:
        known = await tx.deals.open_of(name)
    hidden = known is not None and await deal_seen_by(user, known, tenant, desk) is None
    return known if hidden else None


async def _join(deal_id: int, name: str, stated: Stated, tx: "UnitOfWork", desk: "Desk") -> Changed:
    """Count into a deal what somebody states who sees nothing of it; it is called as they write it.

    To them it is theirs, or whose they say; to those who know it, it stays whose it was.
    """
    _, renamed = await rename(deal_id, name, tx)
    sets: list[SetField] = ["unless_owned" if field == "owner" else field for field in stated.sets]
    return await _count_in(replace(stated, sets=tuple(sets)), deal_id, tx, desk, {"renamed": renamed})


async def change_deal(deal_id: int, stated: Stated, tenant: Tenant, desk: "Desk", name: str = "") -> Changed:
    """Count in what was stated, and settle the nudges that asked for it; a `name` is the deal's from now on.

    A deal of that name that this person must not know of becomes part of it, and they see nothing of that.
    """
    hidden = await _hidden_deal_of(name, stated.by, tenant, desk) if name else None
    async with desk.storage.begin(tenant, alone=True) as tx:
        known = await tx.deals.get(deal_id)
        if known is None:
            raise RefusedError("change.deal_gone")
        updates = await tx.updates.of_deal(deal_id)
        if stated.only_wins and is_repeated(stated, updates):
            raise RefusedError("change.won_already", deal=echo_line(known.name, NAME_LIMIT))
        if not name and updates and is_sent_twice(stated, updates[-1], desk.clock()):
            raise RefusedError("change.said_already", deal=echo_line(known.name, NAME_LIMIT))
        if not name:
            return await _count_in(stated, deal_id, tx, desk)
        deal, renamed = await rename(deal_id, name, tx, hidden)
        if stated.is_nothing:
            await clear_timed(_speech(tx, desk), desk.bench.coach)
            return Changed(await tx.changes.add("rename", renamed, stated.by, desk.clock()), deal)
        return await _count_in(stated, deal_id, tx, desk, {"renamed": renamed})


async def hand_over(
    homes: Mapping[int, str], leaver: str, heir: str, by: str, today: date, tenant: Tenant, desk: "Desk"
) -> Changed | None:
    """Let those of these deals that are `leaver`'s be `heir`'s, as one change; None when none is any more.

    `homes` are the deals by number, each with the channel whose members may know of it.
    """
    updates, at, deal = [], desk.clock(), None
    async with desk.storage.begin(tenant, alone=True) as tx:
        for deal_id, home in homes.items():
            stored = await tx.deals.get(deal_id)
            if stored is not None and stored.owner == leaver:
                at += timedelta(microseconds=1)
                stated = Stated(by, home, today, Facts(owner=heir), sets=("owner",))
                update, _, deal, _ = await _put_update(stated, deal_id, at, tx)
                updates.append({"channel": update.channel, "ts": update.ts})
        if deal is None:
            return None
        await clear_timed(_speech(tx, desk), desk.bench.coach)
        return Changed(await tx.changes.add("hand_over", {"updates": updates}, by, desk.clock()), deal, len(updates))


async def _count_in(
    stated: Stated, deal_id: int, tx: "UnitOfWork", desk: "Desk", more: Mapping[str, Any] = _NO_MORE
) -> Changed:
    """Keep what was stated as an update, and as a change that holds `more` besides."""
    at = desk.clock()
    update, number, deal, joined = await _put_update(stated, deal_id, at, tx)
    done = await _settle(number, deal, stated, tx, desk)
    about = {"channel": update.channel, "ts": update.ts, "deal_id": number, **joined, **more}
    about |= {"nudges": list(done.settled), "seen": list(done.seen)}
    return Changed(await tx.changes.add("update", about, stated.by, at), deal)


async def _put_update(
    stated: Stated, deal_id: int, at: datetime, tx: "UnitOfWork"
) -> tuple[Update, int, Deal, Mapping[str, Any]]:
    """The update that says so, the number of the deal that it is counted into, and the deal with it.

    At last, `joined` by name: the open deal of the company that it took in when it was opened again, if it did.
    """
    update = stated.as_update(await _free_ts(stated.home, at, tx), at)
    await tx.updates.put(update, deal_id)
    joined = await take_in_twin(deal_id, tx)
    number, deal = await rebuild(deal_id, tx)
    if number is None or deal is None:
        raise RefusedError("change.deal_gone")
    return update, number, deal, {"joined": joined} if joined else {}


async def _free_ts(channel: str, at: datetime, tx: "UnitOfWork") -> str:
    """A ts for `at` that no update of the channel has yet."""
    while await tx.updates.get(channel, ts_of(at)) is not None:
        at += timedelta(microseconds=1)
    return ts_of(at)


async def _settle(deal_id: int, deal: Deal, stated: Stated, tx: "UnitOfWork", desk: "Desk") -> Done:
    """Settle the nudges on the deal whose completion check now holds."""
    reading = Reading("", english=True, is_deal_update=True, facts=stated.facts, signals=stated.signals)
    situation = Situation(reading, stated.today, desk.clock(), source="form", deal=deal)
    awaited = await tx.follow_through.awaited(deal_id)
    done = await settle_done(awaited, situation, desk.bench.coach, _speech(tx, desk))
    return done.and_also(await clear_timed(_speech(tx, desk), desk.bench.coach))


def _speech(tx: "UnitOfWork", desk: "Desk") -> Speech:
    """For what no event has caused."""
    return Speech(desk.voice, tx, desk.clock(), "")
