"""Mentions are answered in their thread and direct messages in theirs: once, by what may be told there, or not."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from coached import shipped_content
from handlers_rig import Rig, open_rig
from handlers_world import NOW, SALES, ana, payload
from stub_slack import ANA, StubSlack
from told_deals import DEMO, MONEY, PRIVATE, PUBLIC, hear, know_channels

from bot.chosen_reader import local_reader
from coaching.watch import Watch
from handlers.bench import Bench
from handlers.messages.events import thread_of
from handlers.messages.intake import OwnIds
from handlers.messages.spoken import spoken_in
from handlers.messages.work import work
from storage.records import OutboxRow

OWN = OwnIds(user_id="U0COACH", bot_id="B0COACH", team=SALES.team)
UPDATE = "Tarnbeck demo went well today, the proposal for $45k goes out on Thursday."


@pytest_asyncio.fixture
async def rig(tmp_path: Path, slack: StubSlack) -> AsyncIterator[Rig]:
    async with open_rig(tmp_path, slack) as opened:
        await know_channels(opened)
        yield opened


def mention(text: str, body: str = "app_mention", **more: Any) -> dict[str, Any]:
    sent = payload(body)
    return {**sent, "event": {**sent["event"], "text": text, **more}}


def direct(text: str, **more: Any) -> dict[str, Any]:
    return mention(text, "direct_message", **more)


async def said(rig: Rig, body: dict[str, Any], **changed: Any) -> tuple[OutboxRow, ...]:
    """What waits to be said after the event was worked."""
    content = shipped_content()
    bench = Bench(rig.desk.storage, local_reader(content), content.coach, ana, OWN, guide=content.guide)
    bench = replace(bench, is_member=rig.desk.is_member, **changed)
    await work(body, bench)
    async with rig.desk.storage.begin(SALES) as tx:
        return await tx.outbox.pending()


async def test_a_mention_that_asks_is_answered_in_its_thread(rig: Rig) -> None:
    await hear(rig, (PUBLIC, MONEY))

    [row] = await said(rig, payload("app_mention"))

    assert (row.channel, row.thread_ts) == (PUBLIC, "1772447960.001500")
    assert "*Decision maker:* Mara Quist (CFO)" in row.body["text"]


async def test_in_a_thread_the_answer_stands_in_that_thread(rig: Rig) -> None:
    [row] = await said(rig, mention("<@U0COACH> what should I ask before a demo?", thread_ts="1772447900.000100"))

    assert row.thread_ts == "1772447900.000100"
    assert "From the play “Ask before you show”" in row.body["text"]


async def test_a_mention_is_answered_once_however_often_slack_tells_of_it(rig: Rig) -> None:
    once = mention("<@U0COACH> who decides at Tarnbeck?")
    await said(rig, once)
    await said(rig, {**once, "event_id": "Ev0099"})

    as_message = {**once["event"], "type": "message", "channel_type": "channel"}

    assert len(await said(rig, {**once, "event": as_message, "event_id": "Ev0100"})) == 1


async def test_all_in_the_channel_may_hear_the_answer(rig: Rig) -> None:
    """Who asks is in the private channel; the others in the public one are not."""
    await hear(rig, (PUBLIC, DEMO), (PRIVATE, MONEY))
    rig.members[PRIVATE] = {ANA}

    [row] = await said(rig, payload("app_mention"))

    assert "*Decision maker:* not known yet" in row.body["text"]


async def test_in_the_private_channel_itself_what_was_said_there_is_told(rig: Rig) -> None:
    await hear(rig, (PUBLIC, DEMO), (PRIVATE, MONEY))

    [row] = await said(rig, mention("<@U0COACH> who decides at Tarnbeck?", channel=PRIVATE))

    assert "Mara Quist" in row.body["text"]


async def test_an_answer_in_a_channel_pings_nobody(rig: Rig) -> None:
    await hear(rig, (PUBLIC, DEMO))

    [row] = await said(rig, mention("<@U0COACH> who owns the Tarnbeck deal?"))

    assert "*Owner:* Ana" in row.body["text"]
    assert "<@" not in str(row.body)


async def test_an_update_that_names_the_bot_is_taken_as_an_update_and_not_answered(rig: Rig) -> None:
    text = f"<@U0COACH> {UPDATE}"
    as_message = {**payload("message"), "event": {**payload("message")["event"], "text": text, "channel": PUBLIC}}

    await said(rig, as_message)
    waiting = await said(rig, mention(text))
    async with rig.desk.storage.begin(SALES) as tx:
        deals = await tx.deals.standing()

    assert [stored.deal.name for stored in deals] == ["Tarnbeck"]
    assert [row for row in waiting if row.note_id is not None] == []


@pytest.mark.parametrize(("to_the_bot", "deals"), [("<@U0COACH> ", []), ("", ["Morvane Steel"])])
async def test_a_question_to_the_bot_tells_nothing_of_a_deal(rig: Rig, to_the_bot: str, deals: list[str]) -> None:
    """By itself the reader takes this one for an update."""
    text = f"{to_the_bot}When is our next meeting with Morvane Steel?"

    await said(rig, mention(text, "message", channel=PUBLIC))

    async with rig.desk.storage.begin(SALES) as tx:
        assert [stored.deal.name for stored in await tx.deals.standing()] == deals


@pytest.mark.parametrize("words", ["Tarnbeck next steps pls", "Tarnbeck"])
async def test_a_short_request_without_a_question_mark_is_answered(rig: Rig, words: str) -> None:
    await hear(rig, (PUBLIC, DEMO))

    [row] = await said(rig, mention(f"<@U0COACH> {words}"))

    assert "*Next step:* none agreed yet" in row.body["text"]


async def test_a_report_in_a_channel_that_is_not_watched_is_not_even_read(rig: Rig) -> None:
    class NoReader:
        async def read(self, *_: object, **__: object) -> None:
            raise AssertionError

    assert await said(rig, mention(f"<@U0COACH> {UPDATE}"), watch="ask", reader=NoReader()) == ()


async def test_a_question_in_a_channel_that_is_not_watched_is_answered(rig: Rig) -> None:
    async with rig.desk.storage.begin(SALES) as tx:
        await tx.watches.put(Watch(PUBLIC, "off", ANA, NOW))

    assert len(await said(rig, mention("<@U0COACH> what should I ask before a demo?"), watch="ask")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "<@U0COACH>",
        "<@U0COACH|coach> ",
        " <@U0COACH> <@U0COACH>",
        "<@U0COACH> help",
        "Hi <@U0COACH>!",
        "<@U0COACH> hey",
        "<@U0COACH> what can you do?",
    ],
)
async def test_a_mention_alone_gets_a_short_help(rig: Rig, text: str) -> None:
    [row] = await said(rig, mention(text))

    assert "What would you like to know?" in row.body["text"]


@pytest.mark.parametrize("text", ["<@U0COACH> thanks!", "<@U0COACH> :+1:", "ask <@U0COACH> some day"])
async def test_a_mention_that_asks_nothing_is_left_alone(rig: Rig, text: str) -> None:
    assert await said(rig, mention(text)) == ()


async def test_a_question_that_nothing_answers_is_told_so(rig: Rig) -> None:
    [row] = await said(rig, mention("<@U0COACH> where can we have lunch today?"))

    assert "answers that, so I leave it" in row.body["text"]


async def test_a_sensitive_play_is_told_to_the_one_who_asked_alone(rig: Rig) -> None:
    [row] = await said(rig, mention("<@U0COACH> can I push with a discount deadline?"))

    assert (row.channel, row.thread_ts) == (ANA, None)
    assert "From the play “Leave the trick out”" in row.body["text"]


async def test_among_people_of_another_company_the_answer_comes_by_direct_message(rig: Rig) -> None:
    await hear(rig, (PUBLIC, MONEY))

    [row] = await said(rig, {**payload("app_mention"), "is_ext_shared_channel": True})

    assert (row.channel, row.thread_ts) == (ANA, None)
    assert "Mara Quist" in row.body["text"]


async def test_a_direct_message_is_answered_there_with_what_its_author_may_see(rig: Rig) -> None:
    await hear(rig, (PUBLIC, DEMO), (PRIVATE, MONEY))
    outside = (await said(rig, direct("who decides at Tarnbeck?")))[-1]
    rig.members[PRIVATE] = {ANA}
    inside = (await said(rig, direct("who decides at Tarnbeck?", ts="1772448000.000100")))[-1]

    assert (inside.channel, inside.thread_ts) == ("D0ANA", None)
    assert "not known yet" in outside.body["text"]
    assert "Mara Quist" in inside.body["text"]


@pytest.mark.parametrize("words", [UPDATE, "great, Tarnbeck signed the contract today"])
async def test_who_reports_by_direct_message_is_told_that_it_is_not_kept(rig: Rig, words: str) -> None:
    await hear(rig, (PUBLIC, DEMO))

    [row] = await said(rig, direct(words))

    assert "I keep nothing of what is told me here" in row.body["text"]
    assert "I keep nothing of what is told me here" in str(row.body["blocks"])


async def test_a_direct_message_that_asks_is_answered_without_that(rig: Rig) -> None:
    [row] = await said(rig, direct("Tarnbeck demo went well today, what should I do next?"))

    assert "I keep nothing" not in row.body["text"]


async def test_a_direct_message_that_asks_nothing_gets_help_and_thanks_get_none(rig: Rig) -> None:
    [row] = await said(rig, direct("hello there"))

    assert "Ask me about a deal" in row.body["text"]
    assert await said(rig, direct("thanks a lot", ts="1772448001.000100")) == (row,)
    assert await said(rig, direct("I rang them", ts="1772448002.000100", thread_ts="1772448000.000100")) == (row,)


@pytest.mark.parametrize(
    "more",
    [
        {"bot_id": "B0OTHER", "bot_profile": {"id": "B0OTHER", "app_id": "A0OTHER", "name": "Other"}},
        {"user": "U0COACH"},
        {"edited": {"user": ANA, "ts": "1772447999.000100"}},
        {"user_team": "T0PARTNER"},
        {"user": None},
        {"ts": "soon"},
        {"channel": ""},
        {"subtype": "bot_message"},
    ],
    ids=lambda more: next(iter(more)),
)
def test_bots_strangers_edits_and_broken_events_are_not_answered(more: dict[str, Any]) -> None:
    assert spoken_in(mention("<@U0COACH> who decides?", **more), OWN) is None
    assert spoken_in(direct("who decides?", **more), OWN) is None or more == {"channel": ""}


def test_who_we_are_must_be_known_so_that_a_replay_answers_nobody() -> None:
    assert spoken_in(payload("app_mention"), OwnIds()) is None


def test_a_mention_keeps_its_order_within_the_thread_of_its_message() -> None:
    as_message = {**payload("app_mention")["event"], "type": "message"}

    assert thread_of(payload("app_mention")) == thread_of({"event": as_message}) == "C0DEALS/1772447960.001500"
