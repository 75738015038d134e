"""The managers' digest: due once a week, with a chart that may fail, and with what this manager may see."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from handlers_rig import Rig, open_rig
from handlers_world import CATALOGUE, SALES, payload
from slack_sdk.web.async_client import AsyncWebClient
from stub_slack import BOT_TOKEN, StubSlack
from team_of_reps import BOSS, LAST_WEEK, MONDAY, PRIVATE, Told, hear

from bot.pictures import pictures
from bot.sender import Sender
from coaching.chart import Chart, Pictures
from coaching.hush import Hush
from coaching.money import Money
from coaching.preferences import Preferences
from handlers.desk import Desk
from handlers.due import plan_due, work_due
from handlers.managers.due import MANAGERS_DIGEST
from handlers.managers.figures import team_weeks
from storage.records import OutboxRow

PLAY = "propose_next_step"
REPS = ("U0ANA", "U0BEN", "U0CARA", "U0DEV")
TEAM = [Told(f"Deal {number}", rep, play=PLAY) for number, rep in enumerate(REPS)]


@pytest_asyncio.fixture
async def rig(tmp_path: Path, slack: StubSlack) -> AsyncIterator[Rig]:
    async with open_rig(tmp_path, slack) as opened:
        yield opened


def at(rig: Rig, moment: datetime = MONDAY, **settings: Any) -> Desk:
    return replace(rig.desk, clock=lambda: moment, **settings)


async def work(rig: Rig, moment: datetime = MONDAY, **settings: Any) -> None:
    """Let the managers' digests be due at that moment, and work them; other due things are let go."""
    desk = at(rig, moment, **settings)
    async with desk.storage.begin(SALES) as tx:
        for manager in await tx.managers.all():
            await tx.due.put(
                MANAGERS_DIGEST, manager.user_id, moment, {"since": (moment - timedelta(days=1)).isoformat()}
            )
    for claim in await desk.storage.due.claim("me", 9):
        if claim.row.kind == MANAGERS_DIGEST:
            await work_due(claim, desk)


async def waiting(rig: Rig, to: str = BOSS) -> list[OutboxRow]:
    async with rig.desk.storage.begin(SALES) as tx:
        return [row for row in await tx.outbox.pending() if row.channel == to]


async def text(rig: Rig, to: str = BOSS) -> str:
    [row] = await waiting(rig, to)
    return str(row.body["text"])


async def test_it_tells_themes_and_stages_over_three_reps_in_bands(rig: Rig) -> None:
    await hear(rig.desk.storage, TEAM, SALES)

    await work(rig)

    told = await text(rig)
    assert told.startswith("*The team's week, Mon 9 Mar to Sun 15 Mar*")
    assert "Propose the next step: 3 to 5 deals" in told
    assert "No dated next step ahead: 3 to 5 deals" in told
    assert "Demo: 3 to 5 deals; the week before: too few to tell" in told


async def test_a_team_of_two_reads_nothing_and_gets_no_message(rig: Rig) -> None:
    await hear(rig.desk.storage, [replace(each, rep=REPS[number % 2]) for number, each in enumerate(TEAM)], SALES)

    await work(rig)

    assert await waiting(rig) == []


async def test_it_comes_once_a_week_and_is_planned_again(rig: Rig) -> None:
    await hear(rig.desk.storage, TEAM, SALES)
    for hours in (0, 1, 30):
        await work(rig, MONDAY + timedelta(hours=hours))
    first = len(await waiting(rig))
    await work(rig, MONDAY + timedelta(days=7))
    async with rig.desk.storage.begin(SALES) as tx:
        planned = await tx.due.keys(MANAGERS_DIGEST)

    assert (first, len(await waiting(rig)), planned) == (1, 2, frozenset({BOSS}))


async def test_it_is_planned_for_every_manager_on_the_day_of_their_own_digest(rig: Rig) -> None:
    await hear(rig.desk.storage, [], SALES, managers=(BOSS, "U0IDLE"))
    async with rig.desk.storage.begin(SALES) as tx:
        await tx.preferences.put("U0IDLE", Preferences(digest_day=None), MONDAY)

    await plan_due(SALES, at(rig, MONDAY - timedelta(days=2)))
    [claim] = await rig.desk.storage.due.claim("me", 5)

    assert (claim.row.kind, claim.row.key, claim.row.body["planned"]) == (MANAGERS_DIGEST, BOSS, MONDAY.isoformat())


async def test_who_is_no_manager_any_more_or_pauses_gets_none(rig: Rig) -> None:
    await hear(rig.desk.storage, TEAM, SALES, managers=(BOSS, "U0OUT"))
    async with rig.desk.storage.begin(SALES) as tx:
        await tx.hushes.add(Hush("person", BOSS, BOSS, MONDAY))
        await tx.managers.remove("U0OUT")
        await tx.due.put(MANAGERS_DIGEST, "U0OUT", MONDAY, {"since": (MONDAY - timedelta(days=1)).isoformat()})

    await work(rig)

    async with rig.desk.storage.begin(SALES) as tx:
        assert await tx.due.keys(MANAGERS_DIGEST) == {BOSS}
    assert await waiting(rig) == await waiting(rig, "U0OUT") == []


async def test_a_week_is_counted_once_and_told_alike_to_every_manager_whenever_they_ask(rig: Rig) -> None:
    await hear(rig.desk.storage, TEAM[:3], SALES)
    before = await team_weeks(SALES, at(rig))
    async with rig.desk.storage.begin(SALES) as tx:
        for nudge in await tx.nudges.of_author(REPS[0], LAST_WEEK, MONDAY):
            await tx.nudges.withdraw(nudge.id, MONDAY)
        await tx.managers.put(REPS[1], "U0MIA", MONDAY)

    assert await team_weeks(SALES, at(rig, MONDAY + timedelta(days=6))) == before
    assert before[-1].band(f"play_{PLAY}") == "few"


async def test_what_was_told_of_earlier_weeks_is_as_of_each_weeks_end(rig: Rig) -> None:
    old = [replace(each, at=LAST_WEEK - timedelta(weeks=2), stage="discovery") for each in TEAM]
    await hear(rig.desk.storage, old, SALES)

    weeks = await team_weeks(SALES, at(rig))

    assert [week.band("stage_discovery") for week in weeks] == [None, "few", "few", "few"]
    assert [week.band(f"play_{PLAY}") for week in weeks] == [None, "few", None, None]


async def test_private_channels_and_managers_own_deals_count_for_nobody(rig: Rig) -> None:
    hidden = [replace(TEAM[0], channel=PRIVATE), *TEAM[1:3]]
    await hear(rig.desk.storage, hidden, SALES)
    rig.members[PRIVATE] = {BOSS}

    weeks = await team_weeks(SALES, at(rig))

    assert weeks[-1].figures == {}


async def test_shared_deals_are_named_with_their_owner_and_large_ones_without(rig: Rig) -> None:
    team = [
        Told("Tarnbeck", "U0ANA", amount=9000, shared=True),
        Told("Glenmarsh", "U0BEN", amount=80_000),
        Told("Wexmoor", "U0CARA", amount=100),
    ]
    await hear(rig.desk.storage, team, SALES)

    await work(rig, team_deal=Money(50_000, "EUR"))

    told = await text(rig)
    assert "*Tarnbeck*: Demo, €9,000, no dated next step (<@U0ANA>)" in told
    assert "*Worth €50,000 or more*\n*Glenmarsh*: Demo, €80,000" in told
    assert "Wexmoor" not in told
    assert "U0BEN" not in told


async def test_a_deal_of_a_private_channel_reaches_only_managers_who_are_in_it(rig: Rig) -> None:
    await hear(
        rig.desk.storage, [Told("Tarnbeck", "U0ANA", channel=PRIVATE, shared=True)], SALES, managers=(BOSS, "U2")
    )
    rig.members[PRIVATE] = {"U2"}

    await work(rig)

    assert await waiting(rig) == []
    assert "Tarnbeck" in await text(rig, "U2")


async def test_a_deal_that_changed_hands_is_shared_no_more(rig: Rig) -> None:
    await hear(rig.desk.storage, [Told("Tarnbeck", "U0ANA", shared=True)], SALES)
    async with rig.desk.storage.begin(SALES) as tx:
        deal = await tx.deals.get(1)
        assert deal is not None
        await tx.deals.save(1, replace(deal, owner="U0BEN"))

    await work(rig)

    assert await waiting(rig) == []


async def test_the_chart_comes_as_a_picture_that_says_the_same_in_words(rig: Rig) -> None:
    await hear(rig.desk.storage, TEAM, SALES)
    drawn: list[Chart] = []
    uploaded: list[tuple[bytes, str]] = []

    async def draw(chart: Chart) -> bytes:
        drawn.append(chart)
        return b"\x89PNG"

    async def upload(picture: bytes, name: str, told: str) -> str:
        uploaded.append((picture, name))
        return "F012345678"

    await work(rig, pictures=Pictures(draw, upload))
    await work(rig, MONDAY + timedelta(hours=1), pictures=Pictures(draw, upload))

    [row] = await waiting(rig)
    [image] = [block for block in row.body["blocks"] if block["type"] == "image"]
    assert (image["slack_file"], uploaded) == ({"id": "F012345678"}, [(b"\x89PNG", "pipeline.png")])
    assert [(group.label, group.heights) for group in drawn[0].groups] == [("Demo", (0, 0, 0, 1))]
    assert "Demo: too few to tell, too few to tell, too few to tell, 3 to 5 deals." in image["alt_text"]


@pytest.mark.parametrize("drawn", [True, False])
async def test_in_slack_the_message_stands_with_its_chart_or_without(rig: Rig, *, drawn: bool) -> None:
    pytest.importorskip("matplotlib", reason="the chart needs matplotlib")
    await hear(rig.desk.storage, TEAM, SALES)
    rig.slack.users[BOSS] = {"name": "boss", "tz": "Europe/Madrid"}
    rig.slack.echoes = False
    if not drawn:
        rig.slack.scopes.remove("files:write")
    client = AsyncWebClient(BOT_TOKEN, base_url=rig.slack.api_url, retry_handlers=[])

    await work(rig, pictures=pictures(client))
    sender = Sender(client, rig.desk.storage, SALES, "me", lambda: datetime.now(UTC))
    sender.stop()
    await sender.run()

    [message] = rig.slack.said("D0BOSS")
    kinds = [block["type"] for block in message["blocks"]]
    assert kinds == ["section", "section", "section", *(["image"] if drawn else []), "context"]
    assert [content[:4] for _, _, content in rig.slack.files] == ([b"\x89PNG"] if drawn else [])
    assert "Demo: 3 to 5 deals" in message["text"]


async def test_without_a_picture_the_figures_come_in_words(rig: Rig) -> None:
    await hear(rig.desk.storage, TEAM, SALES)

    async def draw(_chart: Chart) -> bytes:
        return b"\x89PNG"

    await work(rig, pictures=Pictures(draw=draw))

    [row] = await waiting(rig)
    assert "image" not in [block["type"] for block in row.body["blocks"]]
    assert "Demo: 3 to 5 deals" in row.body["text"]


async def test_a_manager_who_asks_for_the_digest_gets_the_teams_part_as_well(rig: Rig) -> None:
    await hear(rig.desk.storage, [*TEAM, Told("Boss's own", BOSS)], SALES)
    asked = {**payload("slash_deal"), "command": "/coach", "text": "digest"}

    rep = await rig.answer_to({**asked, "user_id": "U0ANA"})
    boss = await rig.answer_to({**asked, "user_id": BOSS})

    assert "The team's week" not in rep["text"]
    assert "Boss's own" in boss["text"]
    assert "*The team's week, Mon 2 Mar to Sun 8 Mar*" in boss["text"]


def test_the_bands_are_those_that_the_note_says() -> None:
    assert [CATALOGUE.say(f"team.band_{band}") for band in ("few", "some", "many")] == [
        "3 to 5 deals",
        "6 to 10 deals",
        "more than 10 deals",
    ]
