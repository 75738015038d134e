"""Scenarios: time brings deals up between messages, and what changes the deal clears it at once."""

import json
from datetime import datetime
from pathlib import Path

from story import Story, Told, tell

from bot.replay_lines import outcome_line
from coaching.situation import Limits

VISIT = "Good visit at Tarnbeck Mills with Ines Valdo today, they run 40 looms and quality is the pain."
WORKSHOP = "Tarnbeck Mills: workshop agreed with Ines for Tuesday 10 March, 14:00."
LATER = "Tarnbeck Mills: workshop agreed with Ines for Tuesday 31 March, 14:00."
CHATTER = "lunch, anybody?"


def timed(told: Told) -> list[tuple[str, str | None, str]]:
    """What time brought up, and what became of it: when in UTC, what it was, and by which play."""
    plays = {outcome.play for outcome in told.replayed.outcomes if outcome.action == "nudge" and outcome.ts is None}
    return [
        (f"{outcome.at:%m-%d %H:%M}", outcome.ts and "by a message", f"{outcome.action} {outcome.play}")
        for outcome in told.replayed.outcomes
        if outcome.play in plays and outcome.action != "silent"
    ]


async def test_a_deal_that_nobody_speaks_of_comes_up_at_ten_and_is_a_line_without_a_ts(tmp_path: Path) -> None:
    story = Story()
    anna, ben = story.rep("UANNA"), story.rep("UBEN")
    story.post(anna, "2026-03-02 10:00", VISIT)
    story.post(ben, "2026-03-20 12:00", CHATTER)

    told = await tell(story, tmp_path)

    [line] = [json.loads(outcome_line(o)) for o in told.replayed.outcomes if o.action == "nudge" and o.ts is None]
    assert line == {
        "at": "2026-03-18T10:00:00+00:00",
        "ts": None,
        "channel": "C0DEALS",
        "user": "UANNA",
        "deal": "Tarnbeck Mills",
        "action": "nudge",
        "play": "no_update",
        "evidence": "last update on 2 March",
        "reason": None,
        "to": "thread",
    }


async def test_the_hour_is_that_of_the_owner_also_when_the_clocks_change(tmp_path: Path) -> None:
    story = Story()
    anna, ravi = story.rep("UANNA"), story.rep("URAVI", "Asia/Kolkata")
    story.post(anna, "2026-03-13 10:00", VISIT)
    story.post(ravi, "2026-03-13 15:40", VISIT.replace("Tarnbeck Mills", "Glenmarsh Dairy"))
    story.post(anna, "2026-04-03 12:00", CHATTER)

    told = await tell(story, tmp_path)

    assert timed(told) == [
        ("03-31 04:30", None, "nudge no_update"),
        ("03-31 09:00", None, "nudge no_update"),  # in London it is summer since the 29th
    ]


async def test_outcomes_stand_in_the_order_of_time_and_none_comes_after_the_last_event(tmp_path: Path) -> None:
    story = Story()
    anna, ben = story.rep("UANNA"), story.rep("UBEN")
    story.post(anna, "2026-03-02 10:00", VISIT)
    story.post(ben, "2026-03-18 09:59", CHATTER)
    early = await tell(story, tmp_path)
    story.post(ben, "2026-03-18 10:01", CHATTER)

    late = await tell(story, tmp_path)

    moments = [outcome.at for outcome in late.replayed.outcomes]
    assert (timed(early), len(timed(late))) == ([], 1)
    assert moments == sorted(moments)


async def test_a_message_on_the_deal_clears_it_at_once(tmp_path: Path) -> None:
    story = Story()
    anna = story.rep("UANNA")
    story.post(anna, "2026-03-02 10:00", VISIT)
    story.post(anna, "2026-03-18 15:00", "Tarnbeck Mills: Ines sent the list of looms, 40 of them.")

    told = await tell(story, tmp_path)

    assert timed(told) == [
        ("03-18 10:00", None, "nudge no_update"),
        ("03-18 15:00", "by a message", "settled no_update"),
    ]


async def test_a_day_on_which_they_want_us_back_clears_it_and_keeps_silent_until_then(tmp_path: Path) -> None:
    story = Story()
    anna, ben = story.rep("UANNA"), story.rep("UBEN")
    story.post(anna, "2026-03-02 10:00", VISIT)
    story.post(anna, "2026-03-18 15:00", "Tarnbeck Mills: no budget before summer, Ines wants us back in May.")
    story.post(ben, "2026-05-05 12:00", CHATTER)

    told = await tell(story, tmp_path)

    assert timed(told) == [
        ("03-18 10:00", None, "nudge no_update"),
        ("03-18 15:00", "by a message", "settled no_update"),
        ("05-05 09:00", None, "nudge no_update"),  # not just after the digest of Monday
    ]


async def test_an_edit_that_moves_the_step_clears_it_and_chatter_does_not(tmp_path: Path) -> None:
    story = Story()
    anna = story.rep("UANNA")
    update = story.post(anna, "2026-03-02 10:00", WORKSHOP)
    story.post(anna, "2026-03-18 12:00", CHATTER)
    story.edit(update, "2026-03-18 15:00", LATER)

    told = await tell(story, tmp_path)

    overdue = [line for line in timed(told) if line[2].endswith("next_step_overdue")]
    assert overdue == [
        ("03-17 10:00", None, "nudge next_step_overdue"),
        ("03-18 15:00", "by a message", "settled next_step_overdue"),
    ]


async def test_a_deletion_clears_what_was_only_known_from_that_message(tmp_path: Path) -> None:
    story = Story()
    anna = story.rep("UANNA")
    story.post(anna, "2026-03-02 09:00", VISIT)
    step = story.post(anna, "2026-03-02 10:00", WORKSHOP)
    story.delete(step, "2026-03-17 15:00")

    told = await tell(story, tmp_path)

    assert [line[2] for line in timed(told)][-2:] == ["nudge next_step_overdue", "settled next_step_overdue"]


async def test_with_its_last_message_the_deal_goes_and_what_was_said_of_it(tmp_path: Path) -> None:
    story = Story()
    anna = story.rep("UANNA")
    only = story.post(anna, "2026-03-02 09:00", VISIT)
    story.delete(only, "2026-03-18 15:00")

    told = await tell(story, tmp_path)

    assert [line[2] for line in timed(told)] == ["nudge no_update", "settled no_update"]
    assert told.replayed.deals == ()


async def test_an_ordinary_nudge_and_a_timed_one_share_the_rest_of_the_deal(tmp_path: Path) -> None:
    story = Story()
    anna, ben = story.rep("UANNA"), story.rep("UBEN")
    story.post(anna, "2026-03-02 10:00", VISIT)
    waiting = story.post(
        anna, "2026-03-18 16:00", "Good call with Tarnbeck Mills. They will discuss it internally and get back to us."
    )
    story.post(ben, "2026-03-19 12:00", CHATTER)

    told = await tell(story, tmp_path)
    strict = await tell(story, tmp_path, Limits(person_per_day=0))

    assert "silent rest" in told.about(waiting)
    assert timed(strict) == []


async def test_the_same_story_always_gives_the_same(tmp_path: Path) -> None:
    story = Story()
    anna = story.rep("UANNA")
    for number, company in enumerate(("Tarnbeck Mills", "Glenmarsh Dairy", "Oakham Steel", "Halden Marine")):
        story.post(anna, f"2026-03-02 1{number}:00", VISIT.replace("Tarnbeck Mills", company))
    story.post(anna, "2026-04-10 12:00", CHATTER)

    one, two = await tell(story, tmp_path), await tell(story, tmp_path)

    days = [outcome.at.date() for outcome in one.replayed.outcomes if outcome.ts is None]
    assert one.replayed.outcomes == two.replayed.outcomes
    assert max(days.count(day) for day in days) <= 2
    assert all(datetime.fromisoformat(f"{day}").weekday() < 5 for day in days)
