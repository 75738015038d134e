"""Letting a channel be watched, or not any more: kept, told to everybody there once, and taken back."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from coaching.message import Tenant
from coaching.watch import Watch
from handlers.blocks.watch import intro_message
from handlers.errors import RefusedError
from handlers.notes import post_note

if TYPE_CHECKING:
    from handlers.desk import Desk
    from storage import UnitOfWork

_AS_JSON = TypeAdapter(Watch)


async def watch(channel: str, days: int, user: str, tenant: Tenant, desk: "Desk") -> int | None:
    """Let a channel be watched, in shadow for so many days; the change's number, None when that holds already.

    The first time everybody there is told once. Only who invited the bot or an admin may; anybody in the channel where
    there is no admin.
    """
    now = desk.clock()
    until = now + timedelta(days=days) if days else None
    async with desk.storage.begin(tenant) as tx:
        before = await tx.watches.get(channel)
        _refuse_others(before, user, desk)
        if before and before.state == "on" and _ends_alike(before, until, now):
            return None
        number = await _put(Watch(channel, "on", user, now, until), before, user, tx, desk)
        intro = intro_message(days, desk.text_days, desk.catalogue, read_by_model=desk.reads_with_model)
        await post_note(f"intro/{channel}", channel, intro, now, tx)
    return number


async def unwatch(channel: str, user: str, tenant: Tenant, desk: "Desk") -> int | None:
    """Read nothing in the channel any more; as `watch`."""
    async with desk.storage.begin(tenant) as tx:
        before = await tx.watches.get(channel)
        _refuse_others(before, user, desk)
        if before and before.state == "off":
            return None
        return await _put(Watch(channel, "off", user, desk.clock()), before, user, tx, desk)


async def watch_as_before(about: Mapping[str, Any], tx: "UnitOfWork") -> None:
    """Let hold for a channel what held before somebody changed it."""
    if about["before"] is None:
        await tx.watches.remove(about["channel"])
    else:
        await tx.watches.put(_AS_JSON.validate_python(about["before"]))


def _ends_alike(before: Watch, until: datetime | None, now: datetime) -> bool:
    """Whether the channel is tried out until the same day as it would be now, or not at all."""
    ends = before.shadow_until if before.in_shadow(now) else None
    return ends == until if ends is None or until is None else abs(ends - until) < timedelta(hours=12)


def _refuse_others(before: Watch | None, user: str, desk: "Desk") -> None:
    asked = before.by if before else None
    if desk.admins and user not in desk.admins and user != asked:
        raise RefusedError("watch.not_yours")


async def _put(watch: Watch, before: Watch | None, user: str, tx: "UnitOfWork", desk: "Desk") -> int:
    """Keep it, and who had invited the bot: that person may change it again."""
    invited = replace(watch, by=before.by if before and before.by else watch.by)
    await tx.watches.put(invited)
    was = _AS_JSON.dump_python(before, mode="json") if before else None
    return await tx.changes.add("watch", {"channel": watch.channel, "before": was}, user, desk.clock())
