"""A command that somebody says to the bot in a message: done as its slash command does it, once, and answered there."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from handlers.asker import Asker
from handlers.blocks.answers import sentences
from handlers.commands.named_deal import named_deal
from handlers.commands.plain_words import Meant, command_in
from handlers.commands.requests import (
    ChangeDeal,
    Help,
    ListDeals,
    ListPlays,
    PrepareFor,
    Privacy,
    ShowDeal,
    Unknown,
    WeeklyDigest,
)
from handlers.commands.sharing import deal_for_all, list_for_all
from handlers.commands.slash import answer_command
from handlers.envelope import tenant_of
from handlers.errors import RefusedError
from handlers.messages.spoken import Obeyed
from handlers.sight import seen_among

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient

    from coaching.message import Tenant
    from handlers.blocks.pieces import Message
    from handlers.commands.about_deal import Question
    from handlers.desk import Desk
    from handlers.messages.spoken import Obey, Spoken

_FORMS = frozenset({"new", "update", "lost"})
_ABOUT_DEALS = (ListDeals, ShowDeal, PrepareFor)
_WHOSE = ("authorizations", "team_id", "enterprise_id")


def obey_at(desk: "Desk", client: "AsyncWebClient") -> "Obey":
    """Obey with what is on this desk."""

    async def obey(spoken: "Spoken", body: Mapping[str, Any]) -> Obeyed | None:
        meant = command_in(spoken.words, direct=spoken.direct)
        if meant is None or not (meant.sure or await _is_known(meant.name, spoken.user, tenant_of(body), desk)):
            return None
        if changes(meant) and (spoken.edited or not await _begin(spoken, tenant_of(body), desk)):
            return Obeyed(sentences(desk.catalogue.say("asking.not_twice")))
        try:
            return await _done(meant, spoken, body, client, desk)
        except RefusedError as refused:
            return Obeyed(sentences(desk.catalogue.say(refused.key, **refused.names)))

    return obey


def changes(meant: Meant) -> bool:
    """Whether it may do more than to tell something, so that doing it twice would be wrong."""
    match meant.asked:
        case Help() | Unknown() | ListPlays() | WeeklyDigest(None) | Privacy("show" | "delete"):
            return False
        case ListDeals() | ShowDeal() | PrepareFor() | ChangeDeal("new" | "update" | "lost"):
            return False
        case _:
            return True


async def _is_known(name: str, user: str, tenant: "Tenant", desk: "Desk") -> bool:
    """Whether a deal that this person may see has a name that begins so."""
    async with desk.storage.begin(tenant) as tx:
        found = await tx.deals.beginning_with(name)
    return bool(await seen_among(found, user, tenant, desk))


async def _begin(spoken: "Spoken", tenant: "Tenant", desk: "Desk") -> bool:
    """Keep that this is being done; False when it was begun before, whether or not that came to its end."""
    async with desk.storage.begin(tenant) as tx:
        return await tx.notes.add(f"command/{spoken.channel}/{spoken.ts}", spoken.ts) is not None


async def _done(
    meant: Meant, spoken: "Spoken", body: Mapping[str, Any], client: "AsyncWebClient", desk: "Desk"
) -> Obeyed | None:
    asked, tenant = meant.asked, tenant_of(body)
    if isinstance(asked, ChangeDeal) and asked.verb in _FORMS:
        return Obeyed(sentences(desk.catalogue.say("asking.needs_form", verb=asked.verb)))
    asker = Asker(spoken.user, tenant, spoken.channel)
    in_channel = not (spoken.direct or spoken.among_strangers)
    if in_channel and (told := await _told_to_all(asked, asker, desk)):
        return Obeyed(told, aside=False)
    place = "" if isinstance(asked, _ABOUT_DEALS) else spoken.channel  # an answer for one person offers no sharing
    typed = {**{key: body.get(key) for key in _WHOSE}, "user_id": spoken.user, "channel_id": place}
    answer = await answer_command(asked, meant.slash, typed, client, desk)
    return Obeyed(answer) if answer else None


async def _told_to_all(asked: object, asker: Asker, desk: "Desk") -> "Message | None":
    """What everybody in the channel may hear of it; None where that is nothing, or for what concerns one person."""
    try:
        match asked:
            case ListDeals():
                return await list_for_all(asked, asker, desk)
            case ShowDeal(name) | PrepareFor(name):
                verb: Question = "show" if isinstance(asked, ShowDeal) else "prep"
                found = await named_deal(name, replace(asker, channel=""), desk, "show")
                return None if not isinstance(found, tuple) else await deal_for_all(verb, found[0], asker, desk)
            case _:
                return None
    except RefusedError:
        return None
