"""Choosing how the coach speaks to one: kept with what was muted and paused, and taken back."""

from collections.abc import Collection, Mapping
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from coaching.hush import Hush
from coaching.preferences import Preferences
from handlers.blocks.home_preferences import Speaks
from handlers.digests.weekly import replan_digests

if TYPE_CHECKING:
    from handlers.desk import Desk
    from storage import UnitOfWork
    from storage.records import StoredHush

_AS_JSON = TypeAdapter(Preferences)


async def how_it_speaks(user: str, tx: "UnitOfWork", desk: "Desk") -> Speaks:
    """What the person has chosen, muted and paused."""
    own = {stored.hush.play for stored in await _own_hushes(user, tx)}
    muted = {play: desk.voice.title(play) for play in sorted(play for play in own if play is not None)}
    return Speaks(await tx.preferences.get(user), muted, None in own)


async def prefer(
    chosen: Preferences, hushed: Collection[str | None], user: str, tx: "UnitOfWork", desk: "Desk"
) -> int | None:
    """Keep the choices, with the plays to be muted among `hushed`, and None there for a pause.

    The change's number; None when all of it was so before.
    """
    before, own, now = await tx.preferences.get(user), await _own_hushes(user, tx), desk.clock()
    lifted = [stored.id for stored in own if stored.hush.play not in hushed]
    wanted = set(hushed) - {stored.hush.play for stored in own}
    new = {play for play in wanted if play is None or desk.playbook.get(play)}
    if before == chosen and not lifted and not new:
        return None
    for number in lifted:
        await tx.hushes.lift(number, now)
    added = [await tx.hushes.add(Hush("person", user, user, now, play=play)) for play in sorted(new, key=str)]
    await tx.preferences.put(user, chosen, now)
    await replan_digests(user, tx, desk)
    both = {"before": _AS_JSON.dump_python(before, mode="json"), "after": _AS_JSON.dump_python(chosen, mode="json")}
    return await tx.changes.add("preferences", {**both, "added": added, "lifted": lifted}, user, now)


async def unprefer(about: Mapping[str, Any], user: str, tx: "UnitOfWork", desk: "Desk") -> None:
    """Take back what was chosen, as far as it has not been chosen anew since."""
    before, after = (_AS_JSON.validate_python(about[key]) for key in ("before", "after"))
    now = await tx.preferences.get(user)
    same = (field.name for field in fields(Preferences) if getattr(now, field.name) == getattr(after, field.name))
    await tx.preferences.put(user, replace(now, **{name: getattr(before, name) for name in same}), desk.clock())
    await replan_digests(user, tx, desk)
    for number in about["added"]:
        await tx.hushes.lift(number, desk.clock())
    for number in about["lifted"]:
        await tx.hushes.renew(number)


async def _own_hushes(user: str, tx: "UnitOfWork") -> list["StoredHush"]:
    return [stored for stored in await tx.hushes.standing(user, "", None) if stored.hush.place == "person"]
