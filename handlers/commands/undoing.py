"""`/coach undo`: the last change or wish of one's own is taken back, and named, since no button says which it was."""

from typing import TYPE_CHECKING

from coaching.message import Tenant
from handlers.blocks.answers import sentences
from handlers.blocks.mrkdwn import NAME_LIMIT, echo_line
from handlers.deals.taking_back import take_back

if TYPE_CHECKING:
    from coaching.hush import Hush
    from handlers.blocks.pieces import Message
    from handlers.desk import Desk
    from storage import UnitOfWork
    from storage.records import StoredChange


async def undo_last(user: str, tenant: Tenant, desk: "Desk") -> "Message":
    """Take back whatever this person did last, and say what it was."""
    async with desk.storage.begin(tenant, alone=True) as tx:
        hush, change = await tx.hushes.latest_by(user), await tx.changes.latest_by(user)
        if change and not (hush and hush.hush.at > change.at):
            said = await _of_change(change, tx, desk)
            undone = await take_back(change, user, tx, desk)
        elif hush:
            said = await _of_hush(hush.hush, tx, desk)
            undone = bool(await tx.hushes.lift(hush.id, desk.clock()))
        else:
            undone = False
    return sentences(said if undone else desk.catalogue.say("quiet.nothing_to_undo"))


async def _of_change(change: "StoredChange", tx: "UnitOfWork", desk: "Desk") -> str:
    number = change.about.get("deal_id") if change.kind in ("update", "share") else None
    return desk.catalogue.say(f"quiet.undone_{change.kind}", deal=await _name(number, tx))


async def _of_hush(hush: "Hush", tx: "UnitOfWork", desk: "Desk") -> str:
    if hush.play is not None:
        return desk.catalogue.say("quiet.undone_mute", play=echo_line(desk.voice.title(hush.play), NAME_LIMIT))
    if hush.place == "deal":
        return desk.catalogue.say("quiet.undone_snooze", deal=await _name(int(hush.holder), tx))
    return desk.catalogue.say("quiet.undone_pause")


async def _name(number: int | None, tx: "UnitOfWork") -> str:
    """The name of a deal that this person changed, and so knows."""
    deal = await tx.deals.get(number) if number is not None else None
    return echo_line(deal.name, NAME_LIMIT) if deal else "…"
