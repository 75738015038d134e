"""Once the words of a message have expired, everything that showed them goes on without them."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from handlers_rig import Rig, open_rig
from handlers_world import CATALOGUE, NOW, NUDGE, PLAY, SALES, breaches, payload
from home_visits import opened, words
from stub_slack import ANA, MIA, StubSlack

from coaching.decision import DecisionRecord, Nudge
from coaching.facts import Facts
from coaching.message import Person, Posted
from coaching.reading.result import PlayScore, Reading
from coaching.told import Passage
from handlers.blocks.nudge import direct_message, nudge_message
from handlers.messages.answering import answer
from handlers.messages.deal_memory import link_update

DEALS, TS = "C0DEALS", "1756027800.000100"
TEXT = "Tarnbeck: they lose two days a month. So I am waiting to hear back, zebulon."
POSTED_AT = NOW - timedelta(days=200)
FACTS = Facts("Tarnbeck", amount=45_000, stage="demo")
TOLD = {"problem": Passage(10, 36, by_buyer=True)}
QUOTED = "waiting to hear back, zebulon"
AUTHOR = Person(ANA, "Ana Ruiz", "Europe/Madrid")


@pytest_asyncio.fixture
async def rig(tmp_path: Path, slack: StubSlack) -> AsyncIterator[Rig]:
    """An update of Ana's with a nudge that stands; all its words have expired."""
    async with open_rig(tmp_path, slack) as fresh:
        async with fresh.desk.storage.begin(SALES) as tx:
            await tx.channels.put(DEALS, private=False)
            posted = Posted(DEALS, TS, TS, None, ANA, "person", TEXT, POSTED_AT, POSTED_AT)
            await tx.messages.put(posted)
            linked = await link_update(posted, reading(TEXT), tx)
            said = replace(NUDGE, evidence=QUOTED)
            about = await tx.decisions.add(DecisionRecord(DEALS, TS, TS, POSTED_AT, ANA, linked.deal_id, said))
            told = said.play, said.evidence, said.words, said.to, POSTED_AT
            await tx.nudges.add(about, linked.deal_id, ANA, DEALS, TS, TS, *told)
        await fresh.desk.storage.expire_words(NOW - timedelta(days=180))
        yield fresh


def reading(text: str, evidence: str = QUOTED) -> Reading:
    scores = {PLAY.id: PlayScore(0.9, 0.5, evidence)}
    signals = {"buyer_replied": "they lose two days"}
    return Reading(text, english=True, is_deal_update=True, facts=FACTS, signals=signals, told=TOLD, scores=scores)


def command(rig: Rig, name: str, text: str) -> Awaitable[dict[str, Any]]:
    return rig.answer_to({**payload("slash_deal"), "command": name, "text": text})


async def more(rig: Rig) -> Any:
    body = payload("click_on_more")
    body["user"]["id"], body["actions"][0]["value"] = ANA, "1"
    await rig.send(body)
    await rig.slack.until(lambda: rig.slack.views)
    return rig.slack.views[0]


SURFACES: dict[str, Callable[[Rig], Awaitable[Any]]] = {
    "show": lambda rig: command(rig, "/deal", "show Tarnbeck"),
    "list": lambda rig: command(rig, "/deal", "list"),
    "prep": lambda rig: command(rig, "/coach", "prep Tarnbeck"),
    "why": lambda rig: command(rig, "/coach", "why Tarnbeck"),
    "ask": lambda rig: command(rig, "/coach", "ask what hurts Tarnbeck?"),
    "privacy": lambda rig: command(rig, "/coach", "privacy"),
    "more": more,
    "home": opened,
}


@pytest.mark.parametrize("surface", SURFACES)
async def test_no_surface_shows_the_words_or_an_empty_quote(rig: Rig, surface: str) -> None:
    shown = await SURFACES[surface](rig)

    told = json.dumps(shown, ensure_ascii=False)
    assert [part for part in ("zebulon", "lose two days", "“”") if part in told] == []
    assert "trouble" not in told
    assert list(breaches(shown["blocks"], most=100)) == []


async def test_what_the_buyer_said_is_what_the_rep_believes(rig: Rig) -> None:
    card = await command(rig, "/deal", "show Tarnbeck")
    why = await command(rig, "/coach", "why Tarnbeck")

    assert "*Their problem:* as the rep tells it" in card["text"]
    assert "words that are no longer there" in why["text"]
    assert NUDGE.words in why["text"]


async def test_the_export_tells_the_facts_and_no_words(rig: Rig) -> None:
    await command(rig, "/coach", "privacy export")

    [(_, _, content)] = rig.slack.files
    told = json.loads(content)
    assert told["texts"] == []
    assert told["updates"][0]["facts"]["amount"] == FACTS.amount
    assert told["updates"][0]["signals"] == {"buyer_replied": ""}
    assert b"zebulon" not in content


async def test_done_and_undo_bring_the_nudge_back_without_its_quote(rig: Rig) -> None:
    click = payload("click_on_more")
    click["user"]["id"] = ANA
    click["actions"] = [
        {"action_id": "nudge_done", "block_id": "b", "action_ts": "1.1", "type": "button", "value": "1"}
    ]
    done = await rig.answer_to(click)
    undo = done["blocks"][1]["elements"][0]["value"]

    click["actions"] = [{"action_id": "undo", "block_id": "b", "action_ts": "1.2", "type": "button", "value": undo}]
    await rig.answer_to(click)

    async with rig.desk.storage.begin(SALES) as tx:
        *_, again = await tx.outbox.pending()
    assert again.body["blocks"][0]["text"]["text"] == NUDGE.words
    assert again.body["blocks"][1]["elements"][0]["text"] == PLAY.title
    assert list(breaches(again.body["blocks"])) == []


async def edit(rig: Rig, text: str, evidence: str) -> None:
    """Ana gives her message other words, and they are answered as an hour after it was posted."""
    at = POSTED_AT + timedelta(hours=1)
    posted = Posted(DEALS, TS, "1756031400.000100", None, ANA, "person", text, at, POSTED_AT, edited=True)
    async with rig.desk.storage.begin(SALES) as tx:
        assert await tx.messages.put(posted)
        linked = await link_update(posted, reading(text, evidence), tx)
        await answer(posted, AUTHOR, linked, rig.desk.bench, tx)


async def test_an_edit_brings_words_that_go_again(rig: Rig) -> None:
    edited = "Tarnbeck: still waiting to hear back, ephraim."
    await edit(rig, edited, edited)

    async with rig.desk.storage.begin(SALES) as tx:
        nudge = await tx.nudges.get(1)
        text = await tx.messages.text(DEALS, TS)
    forgotten = await rig.desk.storage.expire_words(NOW - timedelta(days=180))
    assert nudge is not None
    assert (nudge.state, nudge.evidence) == ("standing", edited)
    assert text is not None
    assert forgotten == 1


async def test_the_home_and_the_privacy_answer_tell_the_number_of_days(tmp_path: Path, slack: StubSlack) -> None:
    async with open_rig(tmp_path, slack, text_days=77) as rig:
        home, admins = words(await opened(rig)), words(await opened(rig, MIA))
        answer = await command(rig, "/coach", "privacy")

    line = CATALOGUE.say("privacy.expiry", days=77)
    assert line in home
    assert line in answer["text"]
    assert CATALOGUE.say("admin.kept_how", days=77) in admins


async def test_a_channel_is_told_for_how_many_days_words_are_kept(tmp_path: Path, slack: StubSlack) -> None:
    async with open_rig(tmp_path, slack, text_days=77) as rig:
        await rig.answer_to(
            {**payload("slash_deal"), "command": "/coach", "text": "watch", "channel_id": DEALS, "user_id": MIA}
        )
        async with rig.desk.storage.begin(SALES) as tx:
            told = [row.body["text"] for row in await tx.outbox.pending()]

    assert [line for text in told for line in text.splitlines() if "77 days at most" in line] != []


@pytest.mark.parametrize("quoted", ["", " \n"])
def test_a_nudge_without_a_quote_names_its_play_alone(quoted: str) -> None:
    nudge = Nudge(PLAY.id, quoted, NUDGE.words, "dm")

    in_thread = nudge_message(nudge, PLAY.title, 1, 1, CATALOGUE)
    in_private = direct_message(nudge, PLAY.title, 1, 1, "Tarnbeck", None, CATALOGUE)

    assert [each.blocks[-3]["elements"][0]["text"] for each in (in_thread, in_private)] == [PLAY.title] * 2
