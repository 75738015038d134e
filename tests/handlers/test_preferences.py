"""Preferences: the form in the Home, its errors at the field, its Undo, and the coach that obeys."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from handlers_rig import Rig, open_rig
from handlers_world import NOW, PLAY, SALES, payload
from home_visits import after, clicked, opened, words
from stub_payloads import home_action
from stub_slack import ANA, BEN, StubSlack

from bot.people import People
from coaching.coach import Coach
from coaching.decision import Nudge, Silence
from coaching.hush import Hush
from coaching.message import Person
from coaching.preferences import Preferences
from coaching.reading.result import Reading
from handlers.bench import Bench
from handlers.messages.intake import OwnIds
from handlers.messages.work import work

AS_USUAL: dict[str, Any] = {
    "pause": "speak",
    "nudges_to": "thread",
    "quiet_from": None,
    "quiet_to": None,
    "tz": None,
    "digest_day": "monday",
    "digest_at": "09:00",
    "muted": (),
}


@pytest_asyncio.fixture
async def rig(tmp_path: Path, slack: StubSlack) -> AsyncIterator[Rig]:
    async with open_rig(tmp_path, slack) as fresh:
        yield fresh


async def form(rig: Rig, user: str = ANA) -> dict[str, Any]:
    """The form as it opens from the Home."""
    await opened(rig, user)
    seen = len(rig.slack.views)
    change = {"action_id": "open_preferences", "block_id": "b", "type": "button", "value": "open"}
    await rig.send(home_action(user, rig.slack.homes[user], change))
    await rig.slack.until(lambda: len(rig.slack.views) > seen)
    return rig.slack.views[-1]


def submission(view: dict[str, Any], user: str = ANA, **filled: Any) -> dict[str, Any]:
    """The form filled in, as Slack sends it."""
    values = {name: {name: _element(name, value)} for name, value in (AS_USUAL | filled).items()}
    return {
        "type": "view_submission",
        "team": {"id": "T0SALES"},
        "user": {"id": user, "team_id": "T0SALES"},
        "view": {**view, "state": {"values": values}},
    }


def _element(name: str, value: Any) -> dict[str, Any]:
    match name:
        case "muted":
            return {"type": "multi_static_select", "selected_options": [{"value": each} for each in value]}
        case "quiet_from" | "quiet_to" | "digest_at":
            return {"type": "timepicker", "selected_time": value}
        case "tz":
            return {"type": "plain_text_input", "value": value}
        case _:
            return {"type": "static_select", "selected_option": {"value": value}}


async def save(rig: Rig, user: str = ANA, **filled: Any) -> dict[str, Any]:
    """Fill in the form and save it; the Home then."""
    return await after(rig, submission(await form(rig, user), user, **filled), user)


async def chosen(rig: Rig, user: str = ANA) -> Preferences:
    async with rig.desk.storage.begin(SALES) as tx:
        return await tx.preferences.get(user)


async def hushed(rig: Rig) -> list[str | None]:
    async with rig.desk.storage.begin(SALES) as tx:
        return [stored.hush.play for stored in await tx.hushes.standing(ANA, "", None)]


def elements(view: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {block["block_id"]: block["element"] for block in view["blocks"]}


async def test_what_is_chosen_is_kept_told_in_the_home_and_shown_in_the_form(rig: Rig) -> None:
    home = await save(
        rig,
        nudges_to="dm",
        quiet_from="18:00",
        quiet_to="08:30",
        tz="asia/kolkata",
        digest_day="friday",
        digest_at="15:00",
        muted=(PLAY.id,),
        pause="pause",
    )
    again = elements(await form(rig))

    assert await chosen(rig) == Preferences("dm", time(18), time(8, 30), "Asia/Kolkata", 4, time(15))
    assert await hushed(rig) == [None, PLAY.id]
    assert home["blocks"][0]["text"]["text"].startswith("Saved.")
    for told in ("Paused", "by direct message", "Quiet from 18:00 to 08:30", "Friday at 15:00", PLAY.title):
        assert told in words(home)
    assert again["quiet_to"]["initial_time"] == "08:30"
    assert again["tz"]["initial_value"] == "Asia/Kolkata"
    assert again["nudges_to"]["initial_option"]["value"] == "dm"
    assert [option["value"] for option in again["muted"]["initial_options"]] == [PLAY.id]


@pytest.mark.parametrize(
    ("filled", "field", "told"),
    [
        ({"quiet_from": "18:00"}, "quiet_to", "Give both"),
        ({"quiet_to": "08:00"}, "quiet_from", "Give both"),
        ({"quiet_from": "08:00", "quiet_to": "08:00"}, "quiet_to", "another hour"),
        ({"tz": "Europe/Madird"}, "tz", "Did you mean Europe/Madrid?"),
        ({"tz": "../../etc/passwd"}, "tz", "I know no time zone"),
        ({"digest_at": None}, "digest_at", "Choose an hour"),
    ],
)
async def test_what_is_wrong_is_told_at_its_field_and_nothing_is_kept(
    rig: Rig, filled: dict[str, Any], field: str, told: str
) -> None:
    response = await rig.send(submission(await form(rig), nudges_to="dm", **filled))

    answered = json.loads(response.body)
    assert answered["response_action"] == "errors"
    assert told in answered["errors"][field]
    assert await chosen(rig) == Preferences()


async def test_submitted_twice_it_is_one_change(rig: Rig) -> None:
    filled = submission(await form(rig), nudges_to="dm", muted=(PLAY.id,))

    await after(rig, filled, ANA)
    await rig.send(filled)

    async with rig.desk.storage.begin(SALES) as tx:
        last = await tx.changes.latest_by(ANA)
    assert last is not None
    assert last.id == 1
    assert await hushed(rig) == [PLAY.id]


async def test_undo_takes_all_of_it_back_but_what_was_chosen_since(rig: Rig) -> None:
    async with rig.desk.storage.begin(SALES) as tx:
        await tx.hushes.add(Hush("person", ANA, ANA, NOW))
    first = await save(rig, nudges_to="dm", muted=(PLAY.id,))
    undo = first["blocks"][1]["elements"][0]["value"]
    between = await hushed(rig)
    await save(rig, nudges_to="dm", tz="UTC", muted=(PLAY.id,))

    home = await clicked(rig, "undo", undo)
    again = await clicked(rig, "undo", undo)

    assert between == [PLAY.id]
    assert home["blocks"][0]["text"]["text"] == "Taken back."
    assert again["blocks"][0]["text"]["text"] == "There is nothing of yours to take back."
    assert await chosen(rig) == Preferences(tz="UTC")
    assert await hushed(rig) == [None]


async def test_nobody_takes_back_what_another_chose(rig: Rig) -> None:
    undo = (await save(rig, nudges_to="dm"))["blocks"][1]["elements"][0]["value"]
    await opened(rig, BEN)

    refused = await clicked(rig, "undo", undo, BEN)

    assert "Only who made that change" in refused["blocks"][0]["text"]["text"]
    assert (await chosen(rig)).nudges_to == "dm"


async def test_a_forged_play_is_not_muted(rig: Rig) -> None:
    await save(rig, nudges_to="dm", muted=("no_such_play", "", PLAY.id))

    assert await hushed(rig) == [PLAY.id]


async def test_a_mute_whose_play_has_left_the_playbook_can_be_ended(rig: Rig) -> None:
    async with rig.desk.storage.begin(SALES) as tx:
        await tx.hushes.add(Hush("person", ANA, ANA, NOW, play="gone"))

    view = await form(rig)
    kept = await after(rig, submission(view, nudges_to="dm", muted=("gone",)), ANA)
    await save(rig)

    assert "gone" in words(kept)
    assert await hushed(rig) == []


# --- the coach obeys ------------------------------------------------------------------------------------------------


class Certain:
    """A reader to whom every message is an update in which the play's cue stands."""

    async def read(self, text: str, today: date, *, about_deal: bool = False) -> Reading:
        return Reading(text, english=True, is_deal_update=True)


async def decided(rig: Rig, person: Callable[[str], Awaitable[Person]]) -> Nudge | Silence:
    """What the coach makes of an update that Ana posts at 09:30 UTC, which is 10:30 in Madrid."""
    body = payload("message")
    body["event"] |= {"text": "Tarnbeck: demo done, waiting to hear back", "user": ANA, "ts": f"{NOW.timestamp():.6f}"}
    coach = Coach(rig.desk.playbook, rig.desk.catalogue)
    await work(body, Bench(rig.desk.storage, Certain(), coach, person, OwnIds()))
    async with rig.desk.storage.begin(SALES) as tx:
        told = await tx.decisions.latest_of_author(ANA)
    assert told is not None
    return told.record.decision


async def prefer(rig: Rig, what: Preferences) -> None:
    async with rig.desk.storage.begin(SALES) as tx:
        await tx.preferences.put(ANA, what, NOW)


async def test_a_nudge_comes_by_direct_message_where_that_was_chosen(rig: Rig) -> None:
    await prefer(rig, Preferences(nudges_to="dm"))

    decision = await decided(rig, rig.desk.person)

    async with rig.desk.storage.begin(SALES) as tx:
        [post] = await tx.outbox.pending()
    assert isinstance(decision, Nudge)
    assert (decision.to, post.channel, post.thread_ts) == ("dm", ANA, None)


@pytest.mark.parametrize(("start", "quiet"), [(time(10), True), (time(10, 31), False), (time(9, 30), True)])
async def test_in_quiet_hours_nothing_is_said_and_why_tells_so(rig: Rig, start: time, quiet: bool) -> None:
    await prefer(rig, Preferences(quiet_from=start, quiet_to=time(12)))

    decision = await decided(rig, rig.desk.person)

    why = await rig.answer_to({**payload("slash_deal"), "command": "/coach", "text": "why"})
    assert (isinstance(decision, Silence) and decision.reason == "quiet_hours") == quiet
    assert ("it came in your quiet hours" in why["text"]) == quiet


async def test_the_chosen_zone_counts_for_the_coach_and_for_what_is_shown(rig: Rig) -> None:
    """10:30 in Madrid is 15:00 in Kolkata, so that quiet hours from 14:00 hold only there."""
    slack_people = People(rig.app.client, rig.desk.storage, SALES, rig.desk.clock)
    desk = replace(rig.desk, person=slack_people.person)
    await prefer(rig, Preferences(quiet_from=time(14), quiet_to=time(16), tz="Asia/Kolkata"))

    decision = await decided(rig, slack_people.person)
    there = await desk.now_for(ANA)
    await prefer(rig, Preferences())
    back = await desk.now_for(ANA)

    assert isinstance(decision, Silence)
    assert (f"{there:%H:%M}", f"{back:%H:%M}") == ("15:00", "10:30")
