"""Giving a deal another name by hand: the old one goes on to find it; and taking that back."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from coaching.deal_key import deal_key
from handlers.errors import RefusedError

if TYPE_CHECKING:
    from coaching.deal import Deal
    from storage import UnitOfWork


async def rename(deal_id: int, name: str, tx: "UnitOfWork") -> tuple["Deal", Mapping[str, Any]]:
    """Let the deal be called `name`, and the old name find it as an alias; the deal, and what a change keeps of it.

    Refused when the name is that of another open deal's company.
    """
    deal = await tx.deals.get(deal_id)
    if deal is None:
        raise RefusedError("change.deal_gone")
    alias_of = await _call(deal_id, deal, name, (*await tx.aliases.of(deal.name), deal.name), tx)
    about = {"deal_id": deal_id, "before": deal.name, "after": name, "alias_of": alias_of}
    return replace(deal, name=name), about


async def unrename(about: Mapping[str, Any], tx: "UnitOfWork") -> None:
    """Let the deal be called as before, as long as it is called as it was then."""
    deal, before, after = await tx.deals.get(about["deal_id"]), str(about["before"]), str(about["after"])
    if deal is None or deal.name != after:
        return
    others = [alias for alias in await tx.aliases.of(after) if deal_key(alias) != deal_key(before)]
    await _call(about["deal_id"], deal, before, others, tx)
    await tx.aliases.give_back(after, about["alias_of"])


async def _call(
    deal_id: int, deal: "Deal", name: str, aliases: "list[str] | tuple[str, ...]", tx: "UnitOfWork"
) -> str | None:
    """Give the deal its name and these aliases; the company that had the name as an alias."""
    if await tx.deals.open_of(name) not in (None, deal_id):
        raise RefusedError("change.rename_taken")
    alias_of = await tx.aliases.drop(name)
    await tx.deals.save(deal_id, replace(deal, name=name))
    for alias in aliases:
        await tx.aliases.put(alias, name)
    return alias_of
