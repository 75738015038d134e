"""Whose deals there are: the people for whom looks and digests are planned."""

from typing import TYPE_CHECKING

from coaching.message import is_member

if TYPE_CHECKING:
    from storage import UnitOfWork


async def owners_in(tx: "UnitOfWork") -> set[str]:
    """Everybody who owns a deal and can be spoken to."""
    return {owner for owner in await tx.deals.owners() if is_member(owner)}


async def owners_to_somebody(tx: "UnitOfWork") -> set[str]:
    """They, and whoever may own a deal as far as they see it, knowing nothing of what was said where they are not."""
    return await owners_in(tx) | {user for user in await tx.updates.named_on_private_deals() if is_member(user)}
