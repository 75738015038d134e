"""What is answered about one deal, whether it was named in a command or chosen from a menu."""

from typing import TYPE_CHECKING, Literal

from handlers.blocks.brief import brief_message
from handlers.blocks.deal_card import deal_card
from handlers.blocks.evidence import Sources
from handlers.blocks.lesson import with_lesson
from handlers.blocks.managers import offer_to_share
from handlers.blocks.share import offer_sharing
from handlers.blocks.why import with_time
from handlers.commands.explaining import explain
from handlers.commands.requests import AskWhy
from handlers.deals.lessons import lesson_for
from handlers.sight import record_seen_by
from handlers.timed.explaining import time_on

if TYPE_CHECKING:
    from coaching.deal import Deal
    from coaching.message import Tenant
    from handlers.asker import Asker
    from handlers.blocks.pieces import Message
    from handlers.desk import Desk

Question = Literal["show", "prep", "why"]


async def about_deal(verb: Question, number: int, deal: "Deal", asker: "Asker", desk: "Desk") -> "Message":
    """The card of the deal, the brief, or why there was a nudge; `deal` as the asker may see it."""
    if verb == "why":
        return await _explained(number, asker, desk)
    if verb == "show":
        answer = await card_for(asker.user, number, deal, asker.tenant, desk)
        answer = await _for_its_owner(answer, number, deal, asker, desk)
    else:
        answer = await _brief_for(asker.user, number, deal, asker.tenant, desk)
    return offer_sharing(answer, f"{verb} {number}", desk.catalogue) if asker.among_others else answer


async def card_for(user: str, number: int, deal: "Deal", tenant: "Tenant", desk: "Desk") -> "Message":
    """The card of the deal with its ladder and checklist, as this person may see them, and what their losses teach."""
    record = await record_seen_by(user, number, tenant, desk)
    card = deal_card(deal, await desk.now_for(user), desk.catalogue, sources=Sources(record, desk.voice.permalink))
    return with_lesson(card, await lesson_for(user, number, deal, record, tenant, desk), desk.catalogue)


async def _brief_for(user: str, number: int, deal: "Deal", tenant: "Tenant", desk: "Desk") -> "Message":
    """The brief on the deal, as this person may see it, and what their losses teach."""
    record = await record_seen_by(user, number, tenant, desk)
    brief = brief_message(deal, await desk.now_for(user), desk.catalogue, Sources(record, desk.voice.permalink))
    return with_lesson(brief, await lesson_for(user, number, deal, record, tenant, desk), desk.catalogue)


async def _for_its_owner(answer: "Message", number: int, deal: "Deal", asker: "Asker", desk: "Desk") -> "Message":
    """The card, for the deal's owner with the button that shares it, where there are managers to share it with."""
    if deal.owner != asker.user:
        return answer
    async with desk.storage.begin(asker.tenant) as tx:
        managers, shared = await tx.managers.all(), await tx.shared_deals.all()
    if not managers:
        return answer
    return offer_to_share(answer, number, desk.catalogue, shared=asker.user in shared.get(number, ()))


async def _explained(number: int, asker: "Asker", desk: "Desk") -> "Message":
    """The last decision on a deal; its owner also hears what time brings up on it, and why that is not said."""
    message = await explain(AskWhy(), number, asker.user, asker.tenant, desk)
    brought = await time_on(asker.user, number, asker.tenant, desk)
    return with_time(message, brought, desk.catalogue) if brought else message
