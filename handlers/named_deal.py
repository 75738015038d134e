"""The one deal that somebody names in a command, or the answer that there is none, or more than one."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from coaching.deal import Deal
from handlers.blocks.answers import sentences, several_deals, unknown_deal
from handlers.blocks.pieces import Message
from handlers.envelope import tenant_of, word
from handlers.lookup import find_deal
from handlers.sight import deals_seen_by

if TYPE_CHECKING:
    from handlers.desk import Desk


async def named_deal(name: str, body: Mapping[str, Any], desk: "Desk", verb: str = "") -> tuple[int, Deal] | Message:
    """The deal and its number, as whoever asks may see it; or what to answer instead.

    Where several may be meant and there is a `verb`, that is a menu in which choosing one answers the verb for it.
    """
    deals = await deals_seen_by(word(body, "user_id"), tenant_of(body), desk)
    if not deals:
        return sentences(desk.catalogue.say("commands.no_deals_yet"))
    found = find_deal(name, deals.values())
    if not found.matches:
        return unknown_deal(name, found.near, desk.catalogue)
    numbers = {id(deal): number for number, deal in deals.items()}
    if len(found.matches) > 1:
        return several_deals(name, {numbers[id(deal)]: deal for deal in found.matches}, verb, desk.catalogue)
    return numbers[id(found.matches[0])], found.matches[0]
