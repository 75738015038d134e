"""`/coach plays` and `/coach settings`: what the coach knows and, for admins, how it fares and is set."""

from typing import TYPE_CHECKING, Literal

from handlers.blocks.playbook import PlayLine, plays_message, settings_message
from handlers.commands.requests import ListPlays, ShowSettings
from handlers.errors import RefusedError
from handlers.home.governing import what_it_governs

if TYPE_CHECKING:
    from handlers.asker import Asker
    from handlers.blocks.pieces import Message
    from handlers.desk import Desk
    from storage import UnitOfWork


async def answer_playbook(asked: ListPlays | ShowSettings, asker: "Asker", desk: "Desk") -> "Message":
    """The plays to everybody, with numbers to admins; the settings to admins alone."""
    is_admin = asker.user in desk.admins
    if isinstance(asked, ShowSettings) and not is_admin:
        raise RefusedError("watch.admins_only")
    async with desk.storage.begin(asker.tenant) as tx:
        governs = await what_it_governs(tx, desk) if is_admin else None
        muted = await _muted(asker, tx, desk)
    if governs and isinstance(asked, ShowSettings):
        return settings_message(governs, desk.catalogue)
    tallies = {tally.play: tally for tally in governs.tallies} if governs else {}
    lines = [PlayLine(play, muted.get(play.id), tallies.get(play.id)) for play in desk.playbook.all_active]
    return plays_message(lines, desk.catalogue, counted=is_admin)


async def _muted(asker: "Asker", tx: "UnitOfWork", desk: "Desk") -> dict[str, Literal["me", "here"]]:
    """The plays that are muted for this person, or else in this channel."""
    standing = [stored.hush for stored in await tx.hushes.standing(asker.user, asker.channel, None)]
    muted: dict[str, Literal["me", "here"]] = {}
    for hush in standing:
        if hush.play is not None and hush.rests(desk.clock(), None) and muted.get(hush.play) != "me":
            muted[hush.play] = "me" if hush.place == "person" else "here"
    return muted
