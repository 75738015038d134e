"""What a click tells: in which workspace it was, by whom, and on which nudge."""

import re
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from coaching.message import Tenant
from handlers.envelope import is_stranger, mapping, tenant_of, word
from handlers.errors import RefusedError

if TYPE_CHECKING:
    from handlers.desk import Desk
    from storage import UnitOfWork
    from storage.records import StoredNudge

_NUMBER = re.compile(r"[0-9]{1,18}")


def workspace(body: Mapping[str, Any]) -> Tenant:
    """The workspace that was clicked in; people of another one are refused."""
    if is_stranger(body):
        raise RefusedError("commands.stranger")
    return tenant_of(body)


def clicker(body: Mapping[str, Any]) -> str:
    """The user id of whoever clicked."""
    return word(mapping(body.get("user")), "id")


def number_in(value: str, refusal: str = "commands.nudge_gone") -> int:
    """The number in a button's value; what is none is refused like something that is gone."""
    if not _NUMBER.fullmatch(value):
        raise RefusedError(refusal)
    return int(value)


def day_in(value: str, refusal: str) -> date:
    """The day in a value, as in 2026-03-12; what is none is refused."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise RefusedError(refusal) from None


async def nudge_of(tx: "UnitOfWork", nudge_id: int) -> "StoredNudge":
    """The nudge of this workspace, as long as it was said and not taken back."""
    nudge = await tx.nudges.get(nudge_id)
    if nudge is None or nudge.state in ("withdrawn", "withheld"):
        raise RefusedError("commands.nudge_gone")
    return nudge


async def own_nudge(tx: "UnitOfWork", nudge_id: int, user: str, desk: "Desk") -> "StoredNudge":
    """The same, for its author or an admin; everybody else is refused."""
    nudge = await nudge_of(tx, nudge_id)
    if nudge.author != user and user not in desk.admins:
        raise RefusedError("commands.not_yours")
    return nudge


def refuse_without_message(nudge: "StoredNudge", desk: "Desk") -> None:
    """What concerns a nudge's message is refused where time has brought it up."""
    if desk.playbook.is_timed(nudge.play):
        raise RefusedError("timed.no_message")


def chosen_in_menu(action: Mapping[str, Any]) -> tuple[str, int]:
    """The choice in a menu, and the number that it is about."""
    return named_in(word(mapping(action.get("selected_option")), "value"))


def named_in(value: str) -> tuple[str, int]:
    """What a value like `done 7` names: what, and its number."""
    what, _, number = value.partition(" ")
    return what, number_in(number)
