"""Who is in a private channel, as Slack says; nobody when it does not."""

from collections.abc import AsyncIterator

import aiohttp
import pytest_asyncio
from slack_sdk.web.async_client import AsyncWebClient
from stub_faults import Fault
from stub_slack import ANA, BOT_TOKEN, StubSlack

from bot.members import Members


@pytest_asyncio.fixture
async def members(slack: StubSlack) -> AsyncIterator[Members]:
    async with aiohttp.ClientSession() as session:
        yield Members(AsyncWebClient(BOT_TOKEN, base_url=slack.api_url, session=session, retry_handlers=[]))


async def test_members_on_every_page_are_members_and_others_are_not(slack: StubSlack, members: Members) -> None:
    slack.channel_members = [f"U{at:04d}" for at in range(1500)] + [ANA]

    assert await members.is_member(ANA, "C0BOARD")
    assert not await members.is_member("U0STRANGER", "C0BOARD")
    assert len(slack.called("conversations.members")) == 2


async def test_when_slack_does_not_say_nobody_is_a_member_and_it_is_asked_again(
    slack: StubSlack, members: Members
) -> None:
    slack.fail("conversations.members", Fault("ratelimited", status=429, retry_after=1))

    assert not await members.is_member(ANA, "C0BOARD")
    assert await members.is_member(ANA, "C0BOARD")
