"""Share to channel: a private answer is made anew for everybody who is there, and tells no more than they may hear."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from handlers_rig import Rig, open_rig
from handlers_world import NOW, SALES, payload
from stub_slack import ANA, BEN, StubSlack

from coaching.deal import Update, rebuild_deal
from coaching.facts import Contact, Facts

PUBLIC, PRIVATE, DIRECT = "C0DEALS", "C0BOARD", "D0ANA"
IN_PUBLIC = Facts("Tarnbeck", stage="demo", contacts=(Contact("Olu Ade", "buyer"),))
IN_PRIVATE = Facts("Tarnbeck", amount=90_000, contacts=(Contact("Mara Quist", "CFO"),))


@pytest_asyncio.fixture
async def rig(tmp_path: Path, slack: StubSlack) -> AsyncIterator[Rig]:
    async with open_rig(tmp_path, slack) as opened:
        opened.members[PRIVATE] = {ANA}
        async with opened.desk.storage.begin(SALES) as tx:
            await tx.channels.put(PUBLIC, private=False)
            await tx.channels.put(PRIVATE, private=True)
        yield opened


async def hear(rig: Rig, *told: tuple[str, Facts], name: str = "Tarnbeck", author: str = BEN) -> int:
    """A deal of these updates, each said in a channel; its number."""
    updates = [
        Update(channel, f"{name}{at}.000100", None, author, "person", NOW - timedelta(days=9 - at), facts)
        for at, (channel, facts) in enumerate(told)
    ]
    async with rig.desk.storage.begin(SALES) as tx:
        deal_id = await tx.deals.add(rebuild_deal(name, updates))
        for at, update in enumerate(updates):
            await tx.updates.put(_with_ts(update, deal_id * 10 + at), deal_id)
    return deal_id


def _with_ts(update: Update, number: int) -> Update:
    return Update(**{**{name: getattr(update, name) for name in update.__slots__}, "ts": f"17724438{number:02}.000100"})


async def ask(rig: Rig, text: str, channel: str = PUBLIC, command: str = "/deal") -> dict[str, Any]:
    return await rig.answer_to({**payload("slash_deal"), "command": command, "text": text, "channel_id": channel})


def share_button(answer: dict[str, Any]) -> dict[str, Any] | None:
    """The button that shares the answer, if there is one."""
    elements = [each for block in answer["blocks"] if block["type"] == "actions" for each in block["elements"]]
    return next((each for each in elements if each["action_id"] == "share_answer"), None)


def click(value: str, channel: str) -> dict[str, Any]:
    body = payload("click_on_more")
    body["channel"]["id"] = channel
    what = {"action_id": "share_answer", "type": "button", "value": value}
    body["actions"] = [{"block_id": "b", "action_ts": "1772443900.123456", **what}]
    return body


async def share(rig: Rig, value: str, channel: str = PUBLIC) -> dict[str, Any]:
    """Click the button; what is posted, once the private answer has been taken away."""
    seen = len(rig.slack.answers)
    await rig.send(click(value, channel))
    await rig.slack.until(lambda: len(rig.slack.answers) > seen + 1)
    posted, taken_away = rig.slack.answers[seen:]
    assert taken_away["delete_original"] is True
    return posted


@pytest.mark.parametrize(
    ("command", "text", "value"),
    [
        ("/deal", "show Tarnbeck", "show 1"),
        ("/coach", "prep Tarnbeck", "prep 1"),
        ("/deal", "list", "list"),
        ("/deal", "LIST needs-step TEAM", "list needs-step"),
    ],
)
async def test_under_a_private_answer_is_a_button_that_shares_it(rig: Rig, command: str, text: str, value: str) -> None:
    await hear(rig, (PUBLIC, IN_PUBLIC))

    button = share_button(await ask(rig, text, command=command))

    assert button is not None
    assert button["value"] == value


@pytest.mark.parametrize(
    ("command", "text"), [("/deal", "show Tarnbeck"), ("/coach", "prep Tarnbeck"), ("/deal", "list")]
)
async def test_in_a_direct_message_there_is_nobody_to_share_with(rig: Rig, command: str, text: str) -> None:
    await hear(rig, (PUBLIC, IN_PUBLIC))

    assert share_button(await ask(rig, text, DIRECT, command)) is None


@pytest.mark.parametrize(("command", "text"), [("/deal", "list mine"), ("/deal", "show Nobody"), ("/coach", "why")])
async def test_what_is_no_card_has_no_such_button(rig: Rig, command: str, text: str) -> None:
    await hear(rig, (PUBLIC, IN_PUBLIC))

    assert share_button(await ask(rig, text, command=command)) is None


async def test_a_shared_card_is_seen_by_all_and_mentions_the_sharer_alone(rig: Rig) -> None:
    deal_id = await hear(rig, (PUBLIC, IN_PUBLIC))

    posted = await share(rig, f"show {deal_id}")

    assert posted["response_type"] == "in_channel"
    assert posted["replace_original"] is False
    assert "*Owner:* Ana" in posted["text"]
    assert posted["blocks"][-1]["elements"][0]["text"] == f"Shared by <@{ANA}>"
    assert str(posted["blocks"]).count("<@") == 1
    assert share_button(posted) is None


async def test_a_shared_brief_no_longer_says_that_only_one_sees_it(rig: Rig) -> None:
    deal_id = await hear(rig, (PUBLIC, IN_PUBLIC))

    posted = await share(rig, f"prep {deal_id}")

    assert posted["text"].startswith("*Before you talk to Tarnbeck*")
    assert "Only you" not in str(posted["blocks"])


async def test_a_shared_list_is_that_which_was_asked_for(rig: Rig) -> None:
    await hear(rig, (PUBLIC, IN_PUBLIC), author=ANA)
    await hear(rig, (PUBLIC, Facts("Glenmarsh", stage="demo")), name="Glenmarsh")

    posted = await share(rig, "list mine needs-step")

    assert posted["text"].splitlines() == [
        "*1 open deal* · of Ana · without a next step that is dated today or later",
        "*Tarnbeck* · Demo · no dated next step",
        f"Shared by <@{ANA}>",
    ]


@pytest.mark.parametrize("verb", ["show", "prep"])
async def test_what_was_said_in_another_private_channel_is_not_shared(rig: Rig, verb: str) -> None:
    deal_id = await hear(rig, (PUBLIC, IN_PUBLIC), (PRIVATE, IN_PRIVATE))

    in_public = str(await share(rig, f"{verb} {deal_id}"))
    in_private = str(await share(rig, f"{verb} {deal_id}", PRIVATE))

    assert "Olu Ade" in in_public
    assert not any(secret in in_public for secret in ("90,000", "Mara"))
    assert all(known in in_private for known in ("Olu Ade", "90,000", "Mara"))


async def test_a_shared_list_names_no_deal_that_is_spoken_of_in_another_private_channel(rig: Rig) -> None:
    await hear(rig, (PUBLIC, IN_PUBLIC), (PRIVATE, IN_PRIVATE))
    await hear(rig, (PUBLIC, Facts("Glenmarsh", stage="demo")), name="Glenmarsh")
    await hear(rig, (PRIVATE, Facts("Secret", amount=7_777)), name="Secret")

    in_public = str(await share(rig, "list"))
    in_private = str(await share(rig, "list", PRIVATE))

    assert [name for name in ("Tarnbeck", "Glenmarsh", "Secret") if name in in_public] == ["Glenmarsh"]
    assert not any(secret in in_public for secret in ("90,000", "7,777", "97,777"))
    assert [name for name in ("Tarnbeck", "Glenmarsh", "Secret") if name in in_private] == [
        "Tarnbeck",
        "Glenmarsh",
        "Secret",
    ]


@pytest.mark.parametrize("value", ["show 1", "prep 1", "list"])
async def test_where_nothing_may_be_told_nothing_is_shared(rig: Rig, value: str) -> None:
    await hear(rig, (PRIVATE, IN_PRIVATE))

    refused = await rig.answer_to(click(value, PUBLIC))

    assert refused["response_type"] == "ephemeral"
    assert "Nothing was shared." in refused["text"]
    assert "Tarnbeck" not in str(refused)


async def test_a_channel_that_has_become_private_since_is_heard_of_nowhere_else(rig: Rig) -> None:
    deal_id = await hear(rig, ("C0OTHER", IN_PUBLIC))
    async with rig.desk.storage.begin(SALES) as tx:
        await tx.channels.put("C0OTHER", private=False)
    shown = await share(rig, f"show {deal_id}")
    async with rig.desk.storage.begin(SALES) as tx:
        await tx.channels.put("C0OTHER", private=True)

    refused = await rig.answer_to(click(f"show {deal_id}", PUBLIC))

    assert "Olu Ade" in shown["text"]
    assert "Nothing was shared." in refused["text"]


@pytest.mark.parametrize("value", ["", "why 1", "show", "show x", "show 999", "list of all", "help", "9" * 40])
async def test_a_forged_button_shares_nothing(rig: Rig, value: str) -> None:
    await hear(rig, (PUBLIC, IN_PUBLIC))

    refused = await rig.answer_to(click(value, PUBLIC))

    assert refused["response_type"] == "ephemeral"
    assert "Tarnbeck" not in str(refused)
