"""Coach this update: whoever wrote a message hears what there is to say of it; nothing is posted or kept."""

import re
from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from handlers_rig import Rig, open_rig
from handlers_world import NOW, PLAY, SALES
from stub_slack import ANA, BEN, MIA, StubSlack

from coaching.decision import DecisionRecord, Nudge, Silence
from coaching.facts import Facts
from coaching.hush import Hush
from coaching.message import Posted
from coaching.play import Firing, Playbook
from coaching.reading.result import PlayScore, Reading
from handlers.messages.deal_memory import link_update

DEALS, TS = "C0DEALS", "1772443900.000100"
TEXT = "Tarnbeck liked the demo; waiting to hear back"
HELD = Silence("budget", '"Propose the next step" waits, since enough has been said for today.', PLAY.id)
TACTIC = PLAY.model_copy(update={"to": "dm"})


def reading(text: str = TEXT, **changes: Any) -> Reading:
    facts = Facts(company="Tarnbeck", stage="demo")
    return Reading(text, **{"english": True, "is_deal_update": True, "facts": facts, **changes})


@pytest_asyncio.fixture
async def rig(tmp_path: Path, slack: StubSlack) -> AsyncIterator[Rig]:
    """A reader that knows one update of Tarnbeck's."""
    async with open_rig(tmp_path, slack) as opened:
        opened.reader.taught[TEXT] = reading()
        yield opened


async def see(rig: Rig, decision: Nudge | Silence = HELD, author: str = ANA) -> None:
    """The update came, was counted in, and was decided on."""
    posted = Posted(DEALS, TS, TS, None, author, "person", TEXT, NOW, NOW)
    async with rig.desk.storage.begin(SALES) as tx:
        await tx.channels.put(DEALS, private=False)
        await tx.messages.put(posted)
        linked = await link_update(posted, reading(), tx)
        await tx.decisions.add(DecisionRecord(DEALS, TS, TS, NOW, author, linked.deal_id, decision))


def chosen(text: str = TEXT, user: str = ANA, author: str = ANA, **message: Any) -> dict[str, Any]:
    return {
        "type": "message_action",
        "callback_id": "coach_update",
        "trigger_id": "1.2.3",
        "response_url": "https://hooks.slack.com/app/1",
        "team": {"id": "T0SALES", "domain": "sales"},
        "user": {"id": user, "team_id": "T0SALES"},
        "api_app_id": "A0COACH",
        "channel": {"id": DEALS, "name": "deals"},
        "message": {"type": "message", "user": author, "ts": TS, "text": text, "team": "T0SALES", **message},
        "message_ts": TS,
    }


async def kept(rig: Rig) -> list[Any]:
    """All that the shortcut could have kept."""
    async with rig.desk.storage.begin(SALES) as tx:
        decision = await tx.decisions.latest(DEALS, TS)
        return [
            decision and (decision.id, decision.record),
            await tx.messages.get(DEALS, TS),
            await tx.messages.text(DEALS, TS),
            await tx.updates.get(DEALS, TS),
            await tx.deals.standing(),
            await tx.nudges.of_author(ANA, NOW - timedelta(days=9), NOW + timedelta(days=9)),
            await tx.outbox.pending(),
            await tx.channels.is_known(DEALS),
        ]


async def test_what_the_budget_held_back_is_told_with_its_evidence_its_play_and_why_it_was_held_back(rig: Rig) -> None:
    await see(rig)
    before = await kept(rig)

    answer = await rig.answer_to(chosen())

    assert answer["response_type"] == "ephemeral"
    lines = answer["text"].splitlines()
    assert lines[0] == "*What I would say* about Tarnbeck"
    assert lines[1] in {"What could you suggest to Tarnbeck?", "What comes next?", "Who moves next?"}
    assert lines[2].startswith("*Why I did not say it:* ")
    assert "“waiting to hear back” · Propose the next step" in str(answer["blocks"])
    assert await kept(rig) == before


async def test_rest_does_not_count_for_somebody_who_asks(rig: Rig) -> None:
    said = Nudge(PLAY.id, "waiting to hear back", "What comes next?", "thread")
    await see(rig, said)
    async with rig.desk.storage.begin(SALES) as tx:
        for ts in (TS, "1772443800.000100"):
            about = await tx.decisions.add(DecisionRecord(DEALS, ts, ts, NOW, ANA, 1, said))
            await tx.nudges.add(about, 1, ANA, DEALS, ts, ts, PLAY.id, said.evidence, said.words, said.to, NOW)

    answer = await rig.answer_to(chosen())

    assert answer["text"].startswith("*What I would say* about Tarnbeck")
    assert "Why I did not say it" not in answer["text"]


async def test_what_nearly_fires_is_told_as_unsure(tmp_path: Path, slack: StubSlack) -> None:
    by_reader = PLAY.model_copy(update={"fires": Firing(reader="trained")})
    scores = {PLAY.id: PlayScore(0.5, 0.6, "liked the demo")}
    async with open_rig(tmp_path, slack, playbook=Playbook([by_reader])) as rig:
        rig.reader.taught[TEXT] = reading(scores=scores)
        await see(rig, Silence("unsure", "I was not sure enough to say it."))

        answer = await rig.answer_to(chosen())

    assert "I am not sure of it" in answer["text"]
    assert "“liked the demo”" in str(answer["blocks"])


async def test_where_there_is_nothing_to_say_the_reason_is_told_as_in_why(rig: Rig) -> None:
    booked = "Tarnbeck: review booked with Mara"
    rig.reader.taught[booked] = reading(booked)
    await see(rig)

    told = [(await rig.answer_to(chosen(text)))["text"] for text in (booked, "Lunch?")]

    assert "This update reads like a deal that is run well" in told[0]
    assert "*What would change that:*" in told[0]
    assert "This does not read like an update on a deal" in told[1]


async def test_what_somebody_wished_for_still_counts(rig: Rig) -> None:
    await see(rig)
    async with rig.desk.storage.begin(SALES) as tx:
        await tx.hushes.add(Hush("person", ANA, ANA, NOW, play=PLAY.id))

    assert "it is muted here" in (await rig.answer_to(chosen()))["text"]


async def test_of_a_message_that_was_never_seen_nothing_is_kept(rig: Rig) -> None:
    answer = await rig.answer_to(chosen())

    assert answer["text"].startswith("*What I would say* about Tarnbeck")
    assert await kept(rig) == [None, None, None, None, (), (), (), False]


async def test_an_old_message_is_not_too_late_for_whoever_asks(rig: Rig) -> None:
    ts = f"{(NOW - timedelta(days=40)).timestamp():.6f}"

    answer = await rig.answer_to(chosen(ts=ts))

    assert answer["text"].startswith("*What I would say*")


@pytest.mark.parametrize("seen", [True, False])
async def test_only_the_author_or_an_admin_may_ask(rig: Rig, seen: bool) -> None:
    if seen:
        await see(rig)

    refused = await rig.answer_to(chosen(user=BEN))
    allowed = await rig.answer_to(chosen(user=MIA))

    assert "Only who wrote the update, or an admin" in refused["text"]
    assert allowed["text"].startswith("*What I would say*")


async def test_what_is_for_the_authors_eyes_is_not_told_to_an_admin(tmp_path: Path, slack: StubSlack) -> None:
    async with open_rig(tmp_path, slack, playbook=Playbook([TACTIC])) as rig:
        rig.reader.taught[TEXT] = reading()

        to_admin = await rig.answer_to(chosen(user=MIA))
        to_author = await rig.answer_to(chosen())

    assert to_admin["text"].startswith("I have nothing to tell about that")
    assert to_author["text"].startswith("*What I would say*")


@pytest.mark.parametrize(
    "message",
    [{"text": ""}, {"subtype": "channel_join"}, {"bot_id": "B0OTHER"}, {"user": "U0COACH"}, {"user_team": "T0PARTNER"}],
)
async def test_what_the_coach_does_not_read_is_told_so(rig: Rig, message: dict[str, Any]) -> None:
    answer = await rig.answer_to(chosen() | {"message": {**chosen()["message"], **message}})

    assert re.match("There is nothing in that message that I read", answer["text"])


async def test_the_days_in_an_old_message_count_from_when_it_was_written(rig: Rig) -> None:
    days: list[date] = []
    read = rig.reader.read

    async def note(text: str, today: date, *, about_deal: bool = False) -> Reading:
        days.append(today)
        return await read(text, today, about_deal=about_deal)

    rig.reader.read = note  # type: ignore[method-assign]

    await rig.answer_to(chosen())

    assert days == [date(2026, 3, 2)]
