"""Done and Snooze under a nudge, and Undo: only its author or an admin may click them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from coaching.hush import Hush, Wake
from coaching.message import Tenant
from handlers.blocks.answers import sentences
from handlers.blocks.days import say_day
from handlers.blocks.mrkdwn import NAME_LIMIT, echo_line
from handlers.blocks.pieces import Message
from handlers.blocks.quiet import DAY_BLOCK, done_message, snooze_view
from handlers.clicks import chosen_in_menu, clicker, named_in, number_in, own_nudge, workspace
from handlers.deals.taking_back import reopen_done, take_back
from handlers.digests.answered import note_answer
from handlers.envelope import mapping, word
from handlers.errors import RefusedError
from handlers.home.tab import Reader, home_page, page_in, show_home
from handlers.messages.speaking import Speech, settle
from handlers.sight import deal_seen_by
from handlers.whisper import whisper

if TYPE_CHECKING:
    from slack_bolt.context.ack.async_ack import AsyncAck
    from slack_bolt.context.respond.async_respond import AsyncRespond
    from slack_sdk.web.async_client import AsyncWebClient

    from coaching.deal import Deal
    from handlers.desk import Desk
    from storage import UnitOfWork
    from storage.records import StoredNudge

SNOOZE_DAYS = 3
SAME_WISH = timedelta(minutes=5)
"""The same wish again within this time is a double click, or a form that was sent twice."""
MORNING = time(8)
"""When a snooze until a day ends, where the person is."""


@dataclass(frozen=True, slots=True)
class Wished:
    """A hush and the sentence that confirms it."""

    hush: Hush
    line: str


async def mark_done(
    ack: "AsyncAck", action: Mapping[str, Any], body: Mapping[str, Any], respond: "AsyncRespond", desk: "Desk"
) -> None:
    """Done was clicked: the nudge is settled and shrinks to a line."""
    await ack()
    async with desk.storage.begin(workspace(body)) as tx:
        nudge = await own_nudge(tx, number_in(word(action, "value")), clicker(body), desk)
        said = await say_done(nudge, clicker(body), tx, desk)
    await whisper(respond, said)
    await note_answer(action, body, respond, desk)


async def choose_snooze(
    ack: "AsyncAck",
    action: Mapping[str, Any],
    body: Mapping[str, Any],
    respond: "AsyncRespond",
    client: "AsyncWebClient",
    desk: "Desk",
) -> None:
    """A way to snooze was chosen under a nudge: its deal rests, or a modal asks until which day."""
    await ack()
    until, nudge_id = chosen_in_menu(action)
    tenant, user = workspace(body), clicker(body)
    if until == "date":
        _, deal = await _nudge_and_deal(tenant, nudge_id, user, desk)
        day = (await desk.now_for(user)).date() + timedelta(days=SNOOZE_DAYS)
        where = home_page(body) or word(mapping(body.get("channel")), "id")
        view = snooze_view(nudge_id, deal.name, day, desk.catalogue, where)
        await client.views_open(trigger_id=word(body, "trigger_id"), view=view)
        return
    await whisper(respond, await snooze_from_nudge(until, nudge_id, user, tenant, desk))
    await note_answer(action, body, respond, desk)


async def snooze_until_day(
    ack: "AsyncAck", view: Mapping[str, Any], body: Mapping[str, Any], client: "AsyncWebClient", desk: "Desk"
) -> None:
    """The day was chosen in the modal: the deal rests until then."""
    user, tenant = clicker(body), workspace(body)
    now = await desk.now_for(user)
    chosen = mapping(mapping(mapping(mapping(view.get("state")).get("values")).get(DAY_BLOCK)).get(DAY_BLOCK))
    day = _day(word(chosen, "selected_date"))
    if day is None or day <= now.date():
        await ack(response_action="errors", errors={DAY_BLOCK: desk.catalogue.say("quiet.snooze_past")})
        return
    await ack()
    number, _, where = word(view, "private_metadata").partition(" ")
    nudge, deal = await _nudge_and_deal(tenant, number_in(number), user, desk)
    answer = await keep(snooze(day, nudge.deal_id or 0, deal, user, now, desk), tenant, desk)
    if where.isdecimal():
        await show_home(Reader(user, tenant, page_in(where)), client, desk, answer.blocks)
        return
    place = where or nudge.posted_channel or nudge.channel
    await client.chat_postEphemeral(channel=place, user=user, text=answer.text, blocks=list(answer.blocks))


async def undo(
    ack: "AsyncAck", action: Mapping[str, Any], body: Mapping[str, Any], respond: "AsyncRespond", desk: "Desk"
) -> None:
    """Undo was clicked: what its button names is taken back, if the clicker did it and nobody has undone it yet."""
    await ack()
    what, number = named_in(word(action, "value"))
    user = clicker(body)
    async with desk.storage.begin(workspace(body), alone=True) as tx:
        match what:
            case "done":
                undone = await reopen_done(await own_nudge(tx, number, user, desk), tx, desk)
            case "change":
                change = await tx.changes.get(number)
                undone = change is not None and await take_back(change, user, tx, desk)
            case _:
                undone = await lift(tx, number, user, desk)
    await whisper(respond, sentences(desk.catalogue.say("quiet.undone" if undone else "quiet.nothing_to_undo")))


async def say_done(nudge: "StoredNudge", user: str, tx: "UnitOfWork", desk: "Desk") -> Message:
    """Settle a nudge that stands, by this person's click; the message that confirms it."""
    undo = f"done {nudge.id}"
    if nudge.state == "standing":
        await settle(nudge, None, Speech(desk.voice, tx, desk.clock(), ""))
        undo = f"change {await tx.changes.add('done', {'nudge_id': nudge.id}, user, desk.clock())}"
    line = desk.catalogue.say("quiet.done", play=echo_line(desk.voice.title(nudge.play), NAME_LIMIT))
    return done_message(line, undo, desk.catalogue)


async def snooze_from_nudge(until: str, nudge_id: int, user: str, tenant: Tenant, desk: "Desk") -> Message:
    """Let the deal of a nudge rest; the message that confirms it."""
    nudge, deal = await _nudge_and_deal(tenant, nudge_id, user, desk)
    return await keep(snooze(until, nudge.deal_id or 0, deal, user, await desk.now_for(user), desk), tenant, desk)


_WAKES: Mapping[str, Wake] = {"reply": "reply", "stage": "stage", "update": "update"}


def snooze(until: str | date, deal_id: int, deal: "Deal", user: str, now: datetime, desk: "Desk") -> Wished:
    """The hush on a deal `until` a `Wake`, for "3d", or until a day's morning; `now` is where the person is."""
    at = desk.clock()
    named = {"deal": echo_line(deal.name, NAME_LIMIT)}
    if isinstance(until, str) and until in _WAKES:
        hush = Hush("deal", str(deal_id), user, at, wake=_WAKES[until], stage=deal.stage)
        return Wished(hush, desk.catalogue.say(f"quiet.snoozed_{until}", **named))
    end = datetime.combine(until, MORNING, now.tzinfo) if isinstance(until, date) else now + timedelta(SNOOZE_DAYS)
    hush = Hush("deal", str(deal_id), user, at, until=end, stage=deal.stage)
    day = say_day(end.date(), now.date(), desk.catalogue)
    return Wished(hush, desk.catalogue.say("quiet.snoozed_until", day=day, **named))


def mute(play: str, where: str, holder: str, user: str, desk: "Desk") -> Wished:
    """The hush on a play for a person ("me") or in a channel ("here")."""
    hush = Hush("channel" if where == "here" else "person", holder, user, desk.clock(), play=play)
    for_person = "quiet.muted_me_timed" if desk.playbook.is_timed(play) else "quiet.muted_me"
    title = echo_line(desk.voice.title(play), NAME_LIMIT)
    return Wished(hush, desk.catalogue.say("quiet.muted_here" if where == "here" else for_person, play=title))


async def keep(wished: Wished, tenant: Tenant, desk: "Desk") -> Message:
    """Keep a hush, once however often it is wished; the message that confirms it."""
    async with desk.storage.begin(tenant) as tx:
        number = await tx.hushes.alike(wished.hush, SAME_WISH) or await tx.hushes.add(wished.hush)
    return done_message(wished.line, f"hush {number}", desk.catalogue)


async def lift(tx: "UnitOfWork", number: int, user: str, desk: "Desk") -> bool:
    """End a hush; only who asked for it may, or an admin. False when it had ended."""
    hush = await tx.hushes.get(number)
    if hush is None:
        return False
    if hush.by != user and user not in desk.admins:
        raise RefusedError("commands.not_yours")
    return await tx.hushes.lift(number, desk.clock())


async def _nudge_and_deal(tenant: Tenant, nudge_id: int, user: str, desk: "Desk") -> tuple["StoredNudge", "Deal"]:
    async with desk.storage.begin(tenant) as tx:
        nudge = await own_nudge(tx, nudge_id, user, desk)
    deal = None if nudge.deal_id is None else await deal_seen_by(user, nudge.deal_id, tenant, desk)
    if deal is None:
        raise RefusedError("quiet.snooze_no_deal")
    return nudge, deal


def _day(chosen: str) -> date | None:
    try:
        return date.fromisoformat(chosen)
    except ValueError:
        return None
