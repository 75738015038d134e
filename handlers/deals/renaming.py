"""Giving a deal another name by hand: the old one goes on to find it; and taking that back."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from coaching.deal_key import deal_key
from handlers.deals.merging import put_together, unmerge
from handlers.errors import RefusedError
from handlers.sight import deal_told_in

if TYPE_CHECKING:
    from coaching.deal import Deal
    from storage import UnitOfWork


async def rename(
    deal_id: int, name: str, tx: "UnitOfWork", hidden: int | None = None
) -> tuple["Deal", Mapping[str, Any]]:
    """Let the deal be called `name`, and the old name find it as an alias; the deal, and what a change keeps of it.

    Refused when the name is that of another open deal's company; but for the deal `hidden`, which whoever renames must
    not know of. An open deal takes that in, since a company has one open deal; of an alias of its, it takes the name.
    """
    deal, other = await tx.deals.get(deal_id), await tx.deals.open_of(name)
    if deal is None:
        raise RefusedError("change.deal_gone")
    if other not in (None, deal_id, hidden):
        raise RefusedError("change.rename_taken")
    about: dict[str, Any] = {"deal_id": deal_id, "before": deal.name, "after": name}
    if other not in (None, deal_id) and deal.state == "open" and await is_called(other, name, tx):
        deal, about["joined"] = await put_together(other, deal_id, tx)
    about["aliases"] = list(await tx.aliases.of(deal.name))
    about["alias_of"] = await _call(deal_id, deal, name, (*about["aliases"], deal.name), tx)
    return replace(deal, name=name), about


async def is_called(deal_id: int, name: str, tx: "UnitOfWork") -> bool:
    """Whether this is the deal's own name, however it is written, and not an alias."""
    deal = await tx.deals.get(deal_id)
    return deal is not None and deal_key(deal.name) == deal_key(name)


async def unrename(about: Mapping[str, Any], tx: "UnitOfWork") -> None:
    """Let the deal be called as before, as long as it is called as it was then, and give back what it took in.

    Refused when another open deal has the old name by now. One that has the new name as well, which whoever renamed a
    closed deal need not know, goes on without the names that came with it.
    """
    deal, before, after = await tx.deals.get(about["deal_id"]), str(about["before"]), str(about["after"])
    if deal is None or deal.name != after:
        return
    other = await tx.deals.open_of(before)
    if other not in (None, about["deal_id"]) and not await is_called(other, after, tx):
        told_to_all = await deal_told_in("", other, tx) is not None
        raise RefusedError("change.rename_taken" if told_to_all else "change.undo_too_late")
    others = [alias for alias in await tx.aliases.of(after) if deal_key(alias) != deal_key(before)]
    if any(stored.id != about["deal_id"] for stored in await tx.deals.of_keys([deal_key(after)])):
        others = [alias for alias in others if alias in about.get("aliases", others)]
    await _call(about["deal_id"], deal, before, others, tx)
    await tx.aliases.give_back(after, about["alias_of"])
    if "joined" in about:
        await unmerge(about["joined"], tx)


async def _call(
    deal_id: int, deal: "Deal", name: str, aliases: "list[str] | tuple[str, ...]", tx: "UnitOfWork"
) -> str | None:
    """Give the deal its name and these aliases; the company that had the name as an alias."""
    alias_of = await tx.aliases.drop(name)
    await tx.deals.save(deal_id, replace(deal, name=name))
    for alias in aliases:
        await tx.aliases.put(alias, name)
    return alias_of
