"""A chart is drawn so that it can be read, uploaded as Slack wants it, and never keeps a message from going out."""

import io
import sys
from collections.abc import AsyncIterator
from dataclasses import replace

import aiohttp
import pytest
import pytest_asyncio
from outgoing import CALL_SECONDS, SHORT_WAITS, TENANT, right_now, slack_client
from slack_sdk.web.async_client import AsyncWebClient
from stub_slack import ANA, Fault, StubSlack

from bot.messenger import Messenger
from bot.pictures import pictures
from bot.pictures.drawing import EARLIER, EDGE, INK, LATEST, PAPER, draw, paint
from coaching.chart import Bars, Chart
from storage.records import OutboxRow

CHART = Chart(
    "Open deals by stage, week by week",
    (Bars("Demo", (1, 1, 2, 3)), Bars("Proposal", (0, 0, 0, 2)), Bars("$Negotiation$ & <x>", (0, 3, 0, 0))),
    ("3 to 5", "6 to 10", "over 10"),
    "the three weeks before",
    "last week",
    "No bar: too few to tell.",
)
PNG = b"\x89PNG\r\n\x1a\n"
ON_LIGHT, ON_DARK = "#ffffff", "#1a1d21"
"""Slack's own backgrounds."""
WORDS = {"type": "section", "text": {"type": "mrkdwn", "text": "Demo: 3 to 5 deals"}}


@pytest_asyncio.fixture
async def client(slack: StubSlack) -> AsyncIterator[AsyncWebClient]:
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=CALL_SECONDS)) as session:
        slack.echoes = False
        yield slack_client(slack.api_url, session)


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(
    ("one", "other", "least"),
    [
        (INK, PAPER, 7),  # words
        (EARLIER, PAPER, 3),  # bars, as WCAG asks of graphics
        (LATEST, PAPER, 3),
        (LATEST, EARLIER, 1.9),  # the two kinds of bars, by lightness alone: no hue is needed
        (EDGE, ON_LIGHT, 3),  # where the paper ends
        (PAPER, ON_DARK, 3),
    ],
)
def test_colours_can_be_told_apart(one: str, other: str, least: float) -> None:
    assert contrast(one, other) >= least


def test_the_picture_is_opaque_small_and_shows_each_kind_of_bar() -> None:
    image_of = pytest.importorskip("PIL.Image", reason="matplotlib, which brings Pillow, is not installed").open
    painted = paint(CHART)

    image = image_of(io.BytesIO(painted)).convert("RGBA")
    colours = {colour for _, colour in image.getcolors(image.width * image.height)}

    assert painted.startswith(PNG)
    assert len(painted) < 100_000
    assert image.width <= 1200
    assert {alpha for *_, alpha in colours} == {255}
    for colour in (PAPER, EARLIER, LATEST):
        assert (*(int(colour[at : at + 2], 16) for at in (1, 3, 5)), 255) in colours


async def test_without_matplotlib_there_is_no_picture_and_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("matplotlib", "matplotlib.figure", "matplotlib.backends.backend_agg"):
        monkeypatch.setitem(sys.modules, name, None)

    assert await draw(CHART) is None


async def test_a_chart_that_cannot_be_drawn_gives_no_picture() -> None:
    assert await draw(replace(CHART, groups=())) is None


async def test_a_picture_is_uploaded_to_no_channel(slack: StubSlack, client: AsyncWebClient) -> None:
    file = await pictures(client).upload(PNG, "pipeline.png", "Demo: 3 to 5 deals." * 99)

    [asked] = slack.called("files.getUploadURLExternal")
    assert slack.files == [("", "pipeline.png", PNG)]
    assert file in slack.own_files
    assert (int(asked["length"]), len(asked["alt_txt"])) == (len(PNG), 1000)


@pytest.mark.parametrize("method", ["files.getUploadURLExternal", "files.completeUploadExternal"])
async def test_an_upload_that_fails_gives_no_file(slack: StubSlack, client: AsyncWebClient, method: str) -> None:
    slack.fail(method, Fault("internal_error"))

    assert await pictures(client).upload(PNG, "pipeline.png", "") is None


async def test_without_the_scope_there_is_no_file(slack: StubSlack, client: AsyncWebClient) -> None:
    slack.scopes.remove("files:write")

    assert await pictures(client).upload(PNG, "pipeline.png", "") is None
    assert slack.files == []


async def posted(slack: StubSlack, client: AsyncWebClient, file: str) -> list[str]:
    """Post a message with the picture; the types of its blocks as Slack shows them."""
    blocks = [WORDS, {"type": "image", "slack_file": {"id": file}, "alt_text": "Demo: 3 to 5 deals."}]
    row = OutboxRow(1, None, "post", ANA, None, {"text": "hello", "blocks": blocks}, "sending", 1, right_now(), 1)
    await Messenger(client, TENANT, SHORT_WAITS.picture).post(row)
    [message] = slack.said("D0ANA")
    return [block["type"] for block in message["blocks"]]


@pytest.mark.parametrize(("refusals", "shown"), [(0, True), (2, True), (9, False)])
async def test_a_file_that_slack_looks_at_is_waited_for_and_then_left_out(
    slack: StubSlack, client: AsyncWebClient, refusals: int, *, shown: bool
) -> None:
    slack.files_looked_at_after = refusals
    file = await pictures(client).upload(PNG, "pipeline.png", "") or ""

    assert await posted(slack, client, file) == (["section", "image"] if shown else ["section"])
    assert len(slack.called("chat.postMessage")) == (refusals + 1 if shown else 4)


async def test_a_file_that_is_gone_leaves_the_words(slack: StubSlack, client: AsyncWebClient) -> None:
    assert await posted(slack, client, "F0GONE") == ["section"]
