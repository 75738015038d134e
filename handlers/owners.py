"""Whose deals there are: the people for whom looks and digests are planned."""

from typing import TYPE_CHECKING

from coaching.message import is_member

if TYPE_CHECKING:
    from storage import UnitOfWork


async def owners_in(tx: "UnitOfWork") -> set[str]:
    """Everybody who owns a deal and can be spoken to."""
    return {owner for owner in await tx.deals.owners() if is_member(owner)}
