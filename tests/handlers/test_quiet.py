"""Done, Snooze, Mute and Undo under a nudge."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from handlers_rig import Rig, open_rig
from handlers_world import NOW, NUDGE, PLAY, SALES, TARNBECK, payload
from stub_slack import ANA, BEN, MIA, StubSlack

from coaching.decision import DecisionRecord
from coaching.hush import Hush
from coaching.message import Person
from storage.records import StoredNudge

DEALS = "C0DEALS"


@pytest_asyncio.fixture
async def rig(tmp_path: Path, slack: StubSlack) -> AsyncIterator[Rig]:
    async with open_rig(tmp_path, slack) as opened:
        yield opened


async def nudge(rig: Rig, author: str = ANA, *, on_deal: bool = True) -> int:
    async with rig.desk.storage.begin(SALES) as tx:
        deal_id = await tx.deals.add(TARNBECK) if on_deal else None
        await tx.people.put(Person(author, "Ana"), NOW)
        record = DecisionRecord(DEALS, "1772443800.000100", "1772443800.000100", NOW, author, deal_id, NUDGE)
        decision_id = await tx.decisions.add(record)
        told = NUDGE.play, NUDGE.evidence, NUDGE.words, NUDGE.to, NOW
        return await tx.nudges.add(decision_id, deal_id, author, DEALS, record.ts, record.ts, *told)


async def stored(rig: Rig, nudge_id: int) -> StoredNudge:
    async with rig.desk.storage.begin(SALES) as tx:
        found = await tx.nudges.get(nudge_id)
    assert found is not None
    return found


async def hushes(rig: Rig, person: str = ANA) -> list[Hush]:
    async with rig.desk.storage.begin(SALES) as tx:
        return [each.hush for each in await tx.hushes.standing(person, DEALS, 1)]


async def waiting(rig: Rig) -> list[str]:
    """What the outbox is to do to the nudge's message."""
    async with rig.desk.storage.begin(SALES) as tx:
        return [f"{row.kind} {row.body['text']}" for row in await tx.outbox.pending()]


def click(action: str, value: str, user: str = ANA) -> dict[str, Any]:
    """A click on a button, or in a menu, of a message."""
    body = payload("click_on_more")
    body["user"]["id"] = user
    what: dict[str, Any] = {"type": "button", "value": value}
    if action in ("nudge_snooze", "nudge_mute"):
        what = {"type": "static_select", "selected_option": {"value": value}}
    body["actions"] = [{"action_id": action, "block_id": "b", "action_ts": "1772443900.123456", **what}]
    return body


def submission(nudge_id: int, day: str | None, user: str = ANA) -> dict[str, Any]:
    values = {"day": {"day": {"type": "datepicker", "selected_date": day}}}
    view = {"type": "modal", "callback_id": "snooze_view", "private_metadata": str(nudge_id), "id": "V1"}
    return {
        "type": "view_submission",
        "team": {"id": "T0SALES"},
        "user": {"id": user, "team_id": "T0SALES"},
        "view": {**view, "state": {"values": values}},
    }


def undo_in(answer: dict[str, Any]) -> str:
    """The value of the answer's Undo button."""
    return str(answer["blocks"][1]["elements"][0]["value"])


async def test_done_settles_the_nudge_and_shrinks_its_message(rig: Rig) -> None:
    nudge_id = await nudge(rig)

    answer = await rig.answer_to(click("nudge_done", str(nudge_id)))

    settled = await stored(rig, nudge_id)
    assert (settled.state, settled.settled_by, settled.settled_at) == ("settled", None, NOW)
    assert await waiting(rig) == ["update ✓ Settled: Propose the next step"]
    assert answer["response_type"] == "ephemeral"
    assert answer["text"] == "Marked as done: Propose the next step."


async def test_done_twice_changes_nothing_more(rig: Rig) -> None:
    nudge_id = await nudge(rig)

    await rig.answer_to(click("nudge_done", str(nudge_id)))
    await rig.answer_to(click("nudge_done", str(nudge_id)))

    assert len(await waiting(rig)) == 1


async def test_done_can_be_taken_back_and_the_nudge_stands_again_in_full(rig: Rig) -> None:
    nudge_id = await nudge(rig)
    answer = await rig.answer_to(click("nudge_done", str(nudge_id)))

    undone = await rig.answer_to(click("undo", undo_in(answer)))
    again = await rig.answer_to(click("undo", undo_in(answer)))

    assert (await stored(rig, nudge_id)).state == "standing"
    assert (await waiting(rig))[-1] == "update What could you suggest to Tarnbeck?"
    assert [undone["text"], again["text"]] == ["Taken back.", "There is nothing of yours to take back."]


async def test_what_a_message_has_settled_no_click_opens_again(rig: Rig) -> None:
    nudge_id = await nudge(rig)
    async with rig.desk.storage.begin(SALES) as tx:
        await tx.nudges.settle(nudge_id, "1772443900.000100", NOW)

    await rig.answer_to(click("undo", f"done {nudge_id}"))

    assert (await stored(rig, nudge_id)).state == "settled"


@pytest.mark.parametrize("until", ["reply", "stage", "update"])
async def test_snooze_keeps_the_deal_quiet_until_something_happens(rig: Rig, until: str) -> None:
    answer = await rig.answer_to(click("nudge_snooze", f"{until} {await nudge(rig)}"))

    assert await hushes(rig) == [Hush("deal", "1", ANA, NOW, wake=until, stage="proposal")]  # type: ignore[arg-type]
    assert answer["text"].startswith("I stay quiet on *Tarnbeck* until ")


async def test_snooze_for_three_days_ends_at_this_hour(rig: Rig) -> None:
    answer = await rig.answer_to(click("nudge_snooze", f"3d {await nudge(rig)}"))

    [hush] = await hushes(rig)
    assert (hush.until, hush.wake) == (NOW + timedelta(days=3), None)
    assert answer["text"] == "I stay quiet on *Tarnbeck* until Sun 15 Mar."


async def test_snooze_until_a_day_asks_for_it_and_ends_in_the_morning_there(rig: Rig) -> None:
    nudge_id = await nudge(rig)
    await rig.send(click("nudge_snooze", f"date {nudge_id}"))
    await rig.slack.until(lambda: rig.slack.views)

    response = await rig.send(submission(nudge_id, "2026-03-16"))
    await rig.slack.until(lambda: rig.slack.answers)

    assert response.status == 200
    assert rig.slack.views[0]["private_metadata"] == f"{nudge_id} C0DEALS"
    assert [hush.until for hush in await hushes(rig)] == [datetime(2026, 3, 16, 7, tzinfo=UTC)]
    assert rig.slack.answers[-1]["text"] == "I stay quiet on *Tarnbeck* until Mon 16 Mar."


@pytest.mark.parametrize("day", ["2026-03-12", "2020-01-01", "nonsense", None])
async def test_a_day_that_is_not_ahead_is_refused_at_its_field(rig: Rig, day: str | None) -> None:
    response = await rig.send(submission(await nudge(rig), day))

    assert '"response_action": "errors"' in str(response.body)
    assert "Choose a day after today." in str(response.body)
    assert await hushes(rig) == []


async def test_a_nudge_on_no_deal_has_nothing_to_snooze(rig: Rig) -> None:
    answer = await rig.answer_to(click("nudge_snooze", f"reply {await nudge(rig, on_deal=False)}"))

    assert "nothing to snooze" in answer["text"]


@pytest.mark.parametrize(("where", "place", "holder"), [("me", "person", ANA), ("here", "channel", DEALS)])
async def test_mute_is_for_the_author_or_for_the_channel(rig: Rig, where: str, place: str, holder: str) -> None:
    answer = await rig.answer_to(click("nudge_mute", f"{where} {await nudge(rig)}"))

    assert await hushes(rig) == [Hush(place, holder, ANA, NOW, play=PLAY.id)]  # type: ignore[arg-type]
    assert "“Propose the next step”" in answer["text"]


@pytest.mark.parametrize("action", ["nudge_snooze", "nudge_mute"])
async def test_quiet_can_be_taken_back(rig: Rig, action: str) -> None:
    value = f"{'reply' if action == 'nudge_snooze' else 'me'} {await nudge(rig)}"
    answer = await rig.answer_to(click(action, value))

    await rig.answer_to(click("undo", undo_in(answer)))

    assert await hushes(rig) == []


@pytest.mark.parametrize(
    ("action", "value"), [("nudge_done", "{}"), ("nudge_snooze", "reply {}"), ("nudge_mute", "here {}")]
)
async def test_only_the_author_or_an_admin_may_click(rig: Rig, action: str, value: str) -> None:
    nudge_id = await nudge(rig, author=BEN)

    refused = await rig.answer_to(click(action, value.format(nudge_id)))
    untouched = (await hushes(rig, BEN), (await stored(rig, nudge_id)).state)
    allowed = await rig.answer_to(click(action, value.format(nudge_id), user=MIA))

    assert "Only who wrote the update, or an admin" in refused["text"]
    assert untouched == ([], "standing")
    assert "Only who wrote" not in allowed["text"]


async def test_nobody_else_takes_back_what_one_asked_for(rig: Rig) -> None:
    answer = await rig.answer_to(click("nudge_mute", f"me {await nudge(rig)}"))

    refused = await rig.answer_to(click("undo", undo_in(answer), user=BEN))

    assert "Only who wrote the update, or an admin" in refused["text"]
    assert len(await hushes(rig)) == 1


@pytest.mark.parametrize("value", ["", "done", "hush x", "hush 999", "done 999", "9" * 30])
async def test_a_forged_undo_does_no_harm(rig: Rig, value: str) -> None:
    await nudge(rig)

    answer = await rig.answer_to(click("undo", value))

    assert answer["text"]
    assert await waiting(rig) == []
