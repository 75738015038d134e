"""A failed call is read rightly: how long to wait, whether it may have taken effect, whether to try again at all."""

import aiohttp
import pytest
from aiohttp import web
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from stub_faults import DROPPED_BEFORE, HELD_BEFORE
from stub_slack import BOT_TOKEN, Fault, StubSlack

from bot.slack_errors import FAILURES, Refusal, refusal_of


async def refusal(api_url: str, seconds: float = 5.0) -> Refusal:
    """What a call comes to at this address."""
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=seconds)) as session:
        client = AsyncWebClient(BOT_TOKEN, base_url=api_url, session=session, retry_handlers=[])
        with pytest.raises(FAILURES) as raised:
            await client.chat_postMessage(channel="C1", text="hello")
    return refusal_of(raised.value)


@pytest.mark.parametrize(
    ("fault", "read"),
    [
        (Fault("ratelimited", status=429, retry_after=7), Refusal("ratelimited", 7.0)),
        (Fault("ratelimited", status=429), Refusal("ratelimited", 30.0)),
        (Fault("rate_limited"), Refusal("ratelimited", 30.0)),
        (Fault("channel_not_found"), Refusal("channel_not_found")),
        (Fault("token_revoked"), Refusal("token_revoked")),
        (Fault("internal_error"), Refusal("internal_error", certain=False)),
        (Fault(status=503), Refusal("HTTP 503", certain=False)),
        (DROPPED_BEFORE, Refusal("no answer (ServerDisconnectedError)", certain=False)),
    ],
)
async def test_what_slack_answers_is_read_as_it_is_meant(slack: StubSlack, fault: Fault, read: Refusal) -> None:
    slack.fail("chat.postMessage", fault)

    assert await refusal(slack.api_url) == read


async def test_an_answer_that_does_not_come_leaves_doubt(slack: StubSlack) -> None:
    slack.fail("chat.postMessage", HELD_BEFORE)

    read = await refusal(slack.api_url, seconds=0.2)

    assert (read.certain, read.for_good) == (False, False)


async def test_a_server_that_nobody_reaches_has_done_nothing_for_certain() -> None:
    assert await refusal("http://127.0.0.1:9/api/") == Refusal("no connection")


@pytest.mark.parametrize(
    ("body", "kind"),
    [("<html>log in to the guest network</html>", "text/html"), ("moved", "text/plain"), ("{", "application/json")],
)
async def test_a_page_that_somebody_in_between_answers_leaves_doubt(body: str, kind: str) -> None:
    async def answer(_request: web.Request) -> web.Response:
        return web.Response(text=body, content_type=kind)

    app = web.Application()
    app.router.add_post("/api/{method}", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()

    read = await refusal("http://{}:{}/api/".format(*runner.addresses[0]))

    assert (read.certain, read.for_good) == (False, False)
    await runner.cleanup()


@pytest.mark.parametrize(("code", "for_good"), [("is_archived", True), ("invalid_blocks", True), ("not_authed", False)])
def test_only_what_stays_the_same_however_often_one_tries_is_for_good(code: str, for_good: bool) -> None:
    error = SlackApiError("refused", {"ok": False, "error": code})  # type: ignore[no-untyped-call]  # the SDK's own

    assert refusal_of(error).for_good is for_good
