"""Undo: whatever somebody changed by hand is as if it had not been changed."""

from typing import TYPE_CHECKING

from handlers.channels.watching import watch_as_before
from handlers.deals.merging import take_in_twin, unmerge
from handlers.deals.renaming import unrename
from handlers.deals.ruling import unrule
from handlers.errors import RefusedError
from handlers.home.preferring import unprefer
from handlers.managers.naming import manager_as_before
from handlers.managers.sharing import share_as_before
from handlers.messages.deal_memory import rebuild
from handlers.messages.speaking import Speech, reopen
from handlers.nudges.misread import forget_misread
from handlers.timed.clearing import clear_timed

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from handlers.desk import Desk
    from storage import UnitOfWork
    from storage.records import ChangeKind, StoredChange, StoredNudge

    TakeBack = Callable[["StoredChange", "UnitOfWork", "Desk"], Awaitable[None]]


async def take_back(change: "StoredChange", user: str, tx: "UnitOfWork", desk: "Desk") -> bool:
    """Undo a change. Only who made it may, or an admin. False when it was undone before."""
    if change.by != user and user not in desk.admins:
        raise RefusedError("change.not_yours")
    if not await tx.changes.end(change.id, desk.clock()):
        return False
    await _WAYS[change.kind](change, tx, desk)
    await clear_timed(Speech(desk.voice, tx, desk.clock(), ""), desk.bench.coach)
    return True


async def reopen_done(nudge: "StoredNudge", tx: "UnitOfWork", desk: "Desk") -> bool:
    """Let a nudge stand again that a click has settled; False when it was not settled so."""
    if nudge.state != "settled" or nudge.settled_by is not None:
        return False
    await _reopen(nudge, tx, desk)
    return True


async def _reopen(nudge: "StoredNudge", tx: "UnitOfWork", desk: "Desk") -> None:
    deal = await tx.deals.get(nudge.deal_id) if nudge.deal_id is not None else None
    await reopen(nudge, deal, Speech(desk.voice, tx, desk.clock(), ""))


async def _undo_done(change: "StoredChange", tx: "UnitOfWork", desk: "Desk") -> None:
    nudge = await tx.nudges.get(change.about["nudge_id"])
    if nudge is not None:
        await reopen_done(nudge, tx, desk)


async def _take_update_back(change: "StoredChange", tx: "UnitOfWork", desk: "Desk") -> None:
    """The deal is as if it had not been changed, and the nudges that the change settled stand again."""
    if "renamed" in change.about:
        await unrename(change.about["renamed"], tx)
    stored = await tx.updates.get(change.about["channel"], change.about["ts"])
    await tx.updates.remove(change.about["channel"], change.about["ts"])
    number = (stored.deal_id if stored else None) or change.about["deal_id"]
    if "joined" in change.about:
        await unmerge(change.about["joined"], tx)
    await take_in_twin(number, tx)
    await rebuild(number, tx)
    await tx.follow_through.unsee(change.about.get("seen", ()))
    for nudge_id in change.about["nudges"]:
        nudge = await tx.nudges.get(nudge_id)
        if nudge is not None and nudge.state == "settled" and nudge.settled_by is None:
            await _reopen(nudge, tx, desk)


async def _hand_back(change: "StoredChange", tx: "UnitOfWork", _desk: "Desk") -> None:
    for made in change.about["updates"]:
        stored = await tx.updates.get(made["channel"], made["ts"])
        if stored is not None:
            await tx.updates.remove(made["channel"], made["ts"])
            await rebuild(stored.deal_id, tx)


async def _unmerge(change: "StoredChange", tx: "UnitOfWork", _desk: "Desk") -> None:
    await unmerge(change.about, tx)


async def _unrename(change: "StoredChange", tx: "UnitOfWork", _desk: "Desk") -> None:
    await unrename(change.about, tx)


async def _unrule(change: "StoredChange", tx: "UnitOfWork", _desk: "Desk") -> None:
    await unrule(change.about, tx)


async def _watch_as_before(change: "StoredChange", tx: "UnitOfWork", _desk: "Desk") -> None:
    await watch_as_before(change.about, tx)


async def _forget_misread(change: "StoredChange", tx: "UnitOfWork", _desk: "Desk") -> None:
    await forget_misread(change.about["nudge_id"], change.by, tx)


async def _unprefer(change: "StoredChange", tx: "UnitOfWork", desk: "Desk") -> None:
    await unprefer(change.about, change.by, tx, desk)


async def _manager_as_before(change: "StoredChange", tx: "UnitOfWork", desk: "Desk") -> None:
    await manager_as_before(change.about, change.by, tx, desk)


async def _share_as_before(change: "StoredChange", tx: "UnitOfWork", desk: "Desk") -> None:
    await share_as_before(change.about, change.by, tx, desk)


_WAYS: "Mapping[ChangeKind, TakeBack]" = {
    "update": _take_update_back,
    "done": _undo_done,
    "ruling": _unrule,
    "misread": _forget_misread,
    "watch": _watch_as_before,
    "preferences": _unprefer,
    "hand_over": _hand_back,
    "merge": _unmerge,
    "rename": _unrename,
    "manager": _manager_as_before,
    "share": _share_as_before,
}
