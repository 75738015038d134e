"""Making somebody a manager, and letting them be none any more: by an admin, kept, and taken back."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from coaching.message import is_member
from handlers.errors import RefusedError
from handlers.managers.due import MANAGERS_DIGEST

if TYPE_CHECKING:
    from handlers.desk import Desk
    from storage import UnitOfWork


async def name_manager(user: str, admin: str, tx: "UnitOfWork", desk: "Desk") -> int | None:
    """Make this person a manager, whose first digest is planned; the change's number, None when they are one."""
    refuse_others(admin, desk)
    if not is_member(user) or user == desk.bot_user:
        raise RefusedError("managers.who")
    if not await tx.managers.put(user, admin, desk.clock()):
        return None
    await tx.due.put(MANAGERS_DIGEST, user, desk.clock(), {})
    return await tx.changes.add("manager", {"user": user, "on": True}, admin, desk.clock())


async def dismiss_manager(user: str, admin: str, tx: "UnitOfWork", desk: "Desk") -> int | None:
    """Let this person be no manager any more, who gets no digest from now on; as `name_manager`."""
    refuse_others(admin, desk)
    if not await tx.managers.remove(user):
        return None
    await tx.due.cancel(MANAGERS_DIGEST, user)
    return await tx.changes.add("manager", {"user": user, "on": False}, admin, desk.clock())


async def manager_as_before(about: Mapping[str, Any], by: str, tx: "UnitOfWork", desk: "Desk") -> None:
    """Let this person be a manager, or none, as before somebody changed it who is an admin to this day."""
    refuse_others(by, desk)
    if about["on"]:
        await tx.managers.remove(about["user"])
        await tx.due.cancel(MANAGERS_DIGEST, about["user"])
    elif await tx.managers.put(about["user"], by, desk.clock()):
        await tx.due.put(MANAGERS_DIGEST, about["user"], desk.clock(), {})


def refuse_others(user: str, desk: "Desk") -> None:
    """Only an admin may say who is a manager."""
    if user not in desk.admins:
        raise RefusedError("managers.admins_only")
