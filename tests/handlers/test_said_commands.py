"""A command in a direct message or a mention: done as the slash command does it, once, and told to whom it may be."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from handlers_rig import Rig, open_rig
from handlers_world import SALES
from slack_sdk.web.async_client import AsyncWebClient
from stub_slack import ANA, BOT_TOKEN, StubSlack
from test_changing_deals import known, say, undo_in
from test_following_questions import edited
from test_replying import direct, mention
from told_deals import DEMO, MONEY, PRIVATE, PUBLIC, hear, know_channels

from handlers.bench import Bench
from handlers.commands.said_command import obey_at
from handlers.messages.spoken import Spoken, spoken_in
from handlers.messages.work import work
from storage.records import OutboxRow


@pytest_asyncio.fixture
async def rig(tmp_path: Path, slack: StubSlack) -> AsyncIterator[Rig]:
    async with open_rig(tmp_path, slack) as opened:
        await know_channels(opened)
        yield opened


def bench_of(rig: Rig) -> Bench:
    client = AsyncWebClient(BOT_TOKEN, base_url=rig.slack.api_url, retry_handlers=[])
    return replace(rig.desk.bench, guide=rig.desk.guide, obey=obey_at(rig.desk, client))


async def said(rig: Rig, body: dict[str, Any]) -> tuple[OutboxRow, ...]:
    """What waits to be said after the event was worked."""
    await work(body, bench_of(rig))
    async with rig.desk.storage.begin(SALES) as tx:
        return await tx.outbox.pending()


def without_sharing(blocks: Any) -> list[Any]:
    return [block for block in blocks if "share_answer" not in str(block)]


@pytest.mark.parametrize(
    ("words", "typed"),
    [
        ("what are my deals?", "list mine"),
        ("list", "list"),
        ("show Tarnbeck", "show Tarnbeck"),
        ("/deal shwo Tarnbeck", "shwo Tarnbeck"),
    ],
)
async def test_it_is_answered_as_the_slash_command_is(rig: Rig, words: str, typed: str) -> None:
    await hear(rig, (PUBLIC, DEMO), (PRIVATE, MONEY))
    command = await say(rig, typed)

    [row] = await said(rig, direct(words))

    assert (row.channel, row.thread_ts, row.body["text"]) == ("D0ANA", None, command["text"])
    assert "share_answer" not in str(row.body)
    assert without_sharing(row.body["blocks"]) == without_sharing(command["blocks"])


async def test_what_names_no_deal_is_a_question_as_ever(rig: Rig) -> None:
    await hear(rig, (PUBLIC, DEMO))

    [row] = await said(rig, direct("show me what to ask before a demo"))

    assert "I know no deal" not in row.body["text"]


async def test_a_change_is_done_once_and_can_be_undone(rig: Rig) -> None:
    await hear(rig, (PUBLIC, DEMO))
    body = direct("deal won Tarnbeck")

    await said(rig, body)
    [row] = await said(rig, {**body, "event_id": "Ev0777"})

    assert "*Tarnbeck* is won." in row.body["text"]
    assert (await known(rig)).state == "won"
    assert (await rig.answer_to(undo_in(dict(row.body))))["text"] == "Taken back."
    assert (await known(rig)).state == "open"


async def test_what_was_broken_off_is_not_done_a_second_time_and_says_so(rig: Rig) -> None:
    """The first time ends before its answer is kept, as when the process is killed."""
    await hear(rig, (PUBLIC, DEMO))
    won, undo = direct("deal won Tarnbeck", ts="1772448001.000100"), direct("undo", ts="1772448002.000100")
    await said(rig, won)
    spoken = spoken_in(undo, rig.desk.bench.own)
    assert isinstance(spoken, Spoken)
    await bench_of(rig).obey(spoken, undo)
    await said(rig, direct("deal won Tarnbeck", ts="1772448003.000100"))

    rows = await said(rig, undo)

    assert (await known(rig)).state == "won"
    assert "Look whether it is done" in rows[-1].body["text"]


async def test_an_edit_neither_does_a_command_nor_takes_back_what_it_has_done(rig: Rig) -> None:
    await hear(rig, (PUBLIC, DEMO))
    won = direct("deal won Tarnbeck")

    [before] = await said(rig, won)
    [after] = await said(rig, edited(won, "who decides at Tarnbeck?"))
    question = direct("who decides at Tarnbeck?", ts="1772448001.000100")
    await said(rig, question)
    rows = await said(rig, edited(question, "undo"))

    assert after == before
    assert (await known(rig)).state == "won"
    assert (rows[-1].kind, "send it as a new message" in rows[-1].body["text"]) == ("update", True)


async def test_undo_by_direct_message_takes_back_the_last_change(rig: Rig) -> None:
    await hear(rig, (PUBLIC, DEMO))
    await say(rig, "won Tarnbeck")

    [row] = await said(rig, direct("Undo!"))

    assert "Tarnbeck" in row.body["text"]
    assert (await known(rig)).state == "open"


async def test_what_opens_a_form_says_how_to_get_it(rig: Rig) -> None:
    await hear(rig, (PUBLIC, DEMO))

    [row] = await said(rig, direct("deal lost Tarnbeck"))

    assert "`/deal lost`" in row.body["text"]
    assert (await known(rig)).state == "open"


async def test_a_refusal_is_said(rig: Rig) -> None:
    [row] = await said(rig, direct("/coach status"))

    assert "admin" in row.body["text"].casefold()


async def test_a_mention_is_answered_in_its_thread_with_what_all_may_hear(rig: Rig) -> None:
    await hear(rig, (PUBLIC, DEMO), (PRIVATE, MONEY))
    rig.members[PRIVATE] = {ANA}

    [row] = await said(rig, mention("<@U0COACH> show Tarnbeck", channel=PUBLIC))

    assert (row.channel, row.thread_ts) == (PUBLIC, "1772447960.001500")
    assert "Olu Ade" in str(row.body)
    assert "Mara Quist" not in str(row.body)


async def test_what_is_kept_about_somebody_is_told_to_them_alone(rig: Rig) -> None:
    [row] = await said(rig, mention("<@U0COACH> what do you know about me?", channel=PUBLIC))

    assert (row.channel, row.thread_ts) == (ANA, None)
    assert "What I keep about you" in row.body["text"]


async def test_what_not_all_may_hear_is_told_by_direct_message(rig: Rig) -> None:
    await hear(rig, (PRIVATE, MONEY))
    rig.members[PRIVATE] = {ANA}

    [row] = await said(rig, mention("<@U0COACH> show Tarnbeck", channel=PUBLIC))

    assert (row.channel, row.thread_ts) == (ANA, None)
    assert "Mara Quist" in str(row.body)


async def test_a_list_in_a_channel_names_only_what_all_may_hear(rig: Rig) -> None:
    await hear(rig, (PRIVATE, MONEY))
    rig.members[PRIVATE] = {ANA}

    [row] = await said(rig, mention("<@U0COACH> list", channel=PUBLIC))

    assert row.channel == ANA
