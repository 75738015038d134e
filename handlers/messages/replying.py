"""Replying to what somebody says to the bot: whether to, to whom, and once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from coaching.asking.question import is_courtesy, is_greeting, is_question
from coaching.watch import is_watched
from handlers.blocks.asked import not_kept_message
from handlers.commands.asking import Answered, answer_question
from handlers.envelope import tenant_of
from handlers.messages.spoken import Spoken
from handlers.sight import Audience

if TYPE_CHECKING:
    from datetime import datetime

    from coaching.message import Tenant
    from handlers.bench import Bench
    from handlers.blocks.pieces import Message
    from handlers.messages.spoken import Unsaid
    from storage import UnitOfWork
    from storage.records import OutboxKind


@dataclass(frozen=True, slots=True)
class Reply:
    """What is said in reply, and where: a channel or a user, and a thread or none."""

    message: "Message"
    place: str
    thread_ts: str | None


async def reply_to(spoken: "Spoken", body: Mapping[str, Any], bench: "Bench") -> Reply | None:
    """The reply to what was said in the event of this body: a command is done, all else is a question.

    None where silence is better. In a channel everybody hears it, so it tells what may be told there. What only the
    one who asked should read, and whatever is asked among people of another company, is answered by direct message.
    Who reports on a deal by direct message is told that it is not kept.
    """
    obeyed = await bench.obey(spoken, body)
    if obeyed is None:
        return await _answer(spoken, tenant_of(body), bench)
    if spoken.direct:
        return Reply(obeyed.message, spoken.channel, spoken.thread_ts)
    if obeyed.aside:
        return Reply(obeyed.message, spoken.user, None)
    return Reply(obeyed.message, spoken.channel, spoken.thread_ts or spoken.ts)


async def _answer(spoken: "Spoken", tenant: "Tenant", bench: "Bench") -> Reply | None:
    """The answer to a question; None for what is none."""
    now = spoken.at.astimezone(ZoneInfo((await bench.person(spoken.user)).tz))
    alone = Audience(spoken.user, tenant)
    aside = spoken.direct or spoken.among_strangers
    audience = alone if aside else Audience(spoken.user, tenant, spoken.channel)
    answered = await answer_question(spoken.words, audience, now, bench)
    if spoken.direct and await _reports(spoken, now, bench):
        message = not_kept_message(answered.message if answered.known else None, bench.voice.catalogue)
        return Reply(message, spoken.channel, spoken.thread_ts)
    if not await _asks(spoken, answered, tenant, now, bench):
        return None
    if spoken.direct:
        return Reply(answered.message, spoken.channel, spoken.thread_ts)
    if not aside and not answered.alone:
        return Reply(answered.message, spoken.channel, spoken.thread_ts or spoken.ts)
    if not aside:
        answered = await answer_question(spoken.words, alone, now, bench)
    return Reply(answered.message, spoken.user, None)


async def keep_reply(reply: Reply | None, said: "Spoken | Unsaid", tx: "UnitOfWork") -> None:
    """Let this be the one reply that stands to a message, None for none, whatever was said to it before.

    Slack tells of a message more than once, and in any order: what was said last counts. What did a command stays,
    since editing the message does not undo it.
    """
    about = f"{said.channel}/{said.ts}"
    first = isinstance(said, Spoken) and not said.edited
    if first and reply is None:
        return
    if not first and await tx.notes.said(f"command/{about}") is not None:
        return
    note = await tx.notes.follow(f"answer/{about}", said.ts, said.cause_ts)
    if note is None:
        return
    place = f"{reply.place}/{reply.thread_ts or ''}" if reply else None
    if note.place not in (None, place):
        channel, _, thread_ts = str(note.place).partition("/")
        await tx.outbox.add_note(note.id, channel, thread_ts or None, {}, "delete")
    if reply is not None:
        body = {"text": reply.message.text, "blocks": list(reply.message.blocks)}
        kind: OutboxKind = "update" if note.place == place else "post"
        await tx.outbox.add_note(note.id, reply.place, reply.thread_ts, body, kind)
    await tx.notes.let_stand(note.id, place)


async def _reports(spoken: "Spoken", now: "datetime", bench: "Bench") -> bool:
    """Whether somebody tells of a deal and asks nothing: in a direct message no record hears of it."""
    if not spoken.words or is_question(spoken.words):
        return False
    return (await bench.reader.read(spoken.words, now.date())).is_deal_update


async def _asks(spoken: "Spoken", answered: Answered, tenant: "Tenant", now: "datetime", bench: "Bench") -> bool:
    """Whether somebody asks, rather than reports or thanks.

    What is no question in form is one where something answers it: in a channel, where the bot may be named in an
    update, only if the channel is watched and the reader takes it for none; in a direct message always, and whatever
    begins a conversation there gets help at least.
    """
    if not spoken.words or is_question(spoken.words) or is_greeting(spoken.words):
        return True
    if is_courtesy(spoken.words):
        return False
    if spoken.direct:
        return answered.known or spoken.thread_ts is None
    async with bench.storage.begin(tenant) as tx:
        watched = is_watched(await tx.watches.get(spoken.channel), bench.watch)
    if not (answered.known and watched):
        return False
    return not (await bench.reader.read(spoken.words, now.date())).is_deal_update
