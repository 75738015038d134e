"""The one path that every event takes, live and in a replay alike: read, decide, remember, speak."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from coaching.message import Deleted, Person, Posted
from coaching.outcome import Outcome
from coaching.reading.result import Reading
from coaching.watch import is_watched
from handlers.channels.invitation import Invited, ask_to_watch, invitation_in
from handlers.envelope import tenant_of
from handlers.messages.answering import answer
from handlers.messages.deal_memory import forget_update, link_update
from handlers.messages.intake import understand
from handlers.messages.replying import keep_reply, reply_to
from handlers.messages.speaking import Speech, withdraw
from handlers.messages.spoken import Spoken, only_asks_us, spoken_in
from handlers.timed.clearing import clear_timed

if TYPE_CHECKING:
    from handlers.bench import Bench
    from storage import UnitOfWork
    from storage.records import Claim, ClaimedEvent


async def work(body: Mapping[str, Any], bench: "Bench", claim: "Claim[ClaimedEvent] | None" = None) -> list[Outcome]:
    """Take one `event_callback` body through the path; what came of it, in order.

    Everything that it changes commits together, and what is to be said lies in the outbox then. `claim` is the row of
    the inbox that holds the event and ends in the same transaction; a replay, which never gets an event twice, has
    none. What is slow happens before the transaction: asking Slack who somebody is, reading, and looking up answers.

    Raises `ClaimLostError` when somebody else works the event by now, and `StorageError` when the database fails.
    """
    happening, said = await _meant(body, bench), spoken_in(body, bench.own)
    if isinstance(happening, Posted):
        author = await who_wrote(happening, bench)
        reading = await read_posted(happening, author, bench)
    reply = await reply_to(said, body, bench) if isinstance(said, Spoken) else None
    async with bench.storage.begin(tenant_of(body), finishing=claim) as tx:
        if said is not None:
            await keep_reply(reply, said, tx)
        match happening:
            case Posted():
                return await _work_message(happening, author, reading, bench, tx)
            case Deleted():
                return await _work_deletion(happening, bench, tx)
            case Invited():
                await ask_to_watch(happening, bench, tx)
        return []


async def _meant(body: Mapping[str, Any], bench: "Bench") -> Posted | Deleted | Invited | None:
    """What the event means for us beside what it says to us; nothing when its channel is not watched.

    Deletions count everywhere, and so do edits of messages that were seen while their channel was watched.
    """
    happening = understand(body, bench.own, bench.crm_apps) or invitation_in(body, bench.own)
    if not isinstance(happening, Posted):
        return happening
    async with bench.storage.begin(tenant_of(body)) as tx:
        watched = is_watched(await tx.watches.get(happening.channel), bench.watch)
        seen = happening.edited and await tx.messages.get(happening.channel, happening.ts) is not None
    return happening if watched or seen else None


async def who_wrote(posted: Posted, bench: "Bench") -> Person:
    """The author; of a CRM's post, the app."""
    return await bench.person(posted.author) if posted.source == "person" else Person(posted.author, posted.author)


async def read_posted(posted: Posted, author: Person, bench: "Bench") -> Reading:
    """What the words say; a CRM's post is an update when it names a company, a question to the bot tells nothing."""
    if posted.source == "person" and only_asks_us(posted.text, bench.own):
        return Reading(posted.text, english=True, is_deal_update=False)
    about_deal = posted.source == "crm" or posted.thread_ts is not None
    reading = await bench.reader.read(posted.text, local_date(posted, author), about_deal=about_deal)
    if posted.source == "crm":
        return replace(reading, is_deal_update=reading.facts.company is not None)
    return reading


async def _work_message(
    posted: Posted, author: Person, reading: Reading, bench: "Bench", tx: "UnitOfWork"
) -> list[Outcome]:
    seen = await tx.messages.get(posted.channel, posted.ts)
    if (seen is not None and not posted.edited) or not await tx.messages.put(posted):
        return []
    await tx.channels.put(posted.channel, private=posted.private)
    linked = await link_update(posted, reading, tx)
    answered = await answer(posted, author, linked, bench, tx)
    return answered + await _cleared(Speech(bench.voice, tx, posted.at, posted.cause_ts), bench)


async def _work_deletion(deleted: Deleted, bench: "Bench", tx: "UnitOfWork") -> list[Outcome]:
    nudge = await tx.nudges.on_message(deleted.channel, deleted.ts)
    await tx.follow_through.drop_withheld(deleted.channel, deleted.ts, deleted.at)
    deal = await forget_update(deleted, tx)
    await tx.messages.forget(deleted.channel, deleted.ts, deleted.at)
    speech = Speech(bench.voice, tx, deleted.at, deleted.cause_ts)
    withdrawn = [await withdraw(nudge, "deleted", "deleted", deal, speech)] if nudge is not None else []
    return withdrawn + await _cleared(speech, bench)


async def _cleared(speech: Speech, bench: "Bench") -> list[Outcome]:
    """What becomes of the timed nudges on the deals that were changed."""
    return list((await clear_timed(speech, bench.coach)).outcomes)


def local_date(posted: Posted, author: Person) -> date:
    """The author's calendar day when the message was first posted: what "Thursday" in it counts from."""
    return posted.posted_at.astimezone(ZoneInfo(author.tz)).date()
