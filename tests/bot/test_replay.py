"""A replay goes through the one path, on the recording's clock, and leaves nothing behind."""

import json
from dataclasses import replace
from typing import Any

from coached import shipped_content

from bot.chosen_reader import local_reader
from bot.export import Recording, read_recording
from bot.replay import Replayed, replay
from bot.replay_lines import deal_line, outcome_line
from coaching.situation import Limits
from coaching_content import CONTENT_DIR


async def replayed(recording: Recording, limits: Limits | None = None) -> Replayed:
    content = shipped_content()
    coach = replace(content.coach, limits=limits or Limits())
    return await replay(recording, local_reader(content), coach, ("HubSpot",))


def event(number: int, ts: str, **more: Any) -> dict[str, Any]:
    message = {"type": "message", "channel": "C1", "user": "U1", "ts": ts, "event_ts": ts, **more}
    return {"type": "event_callback", "team_id": "T1", "api_app_id": "A1", "event_id": f"Ev{number}", "event": message}


PROPOSAL = "Proposal is out to Tarnbeck Mills, €40k for the first year. Emailed it this morning."
REVIEW = "Review of the proposal with Tarnbeck Mills is booked for Thursday 5 March at 10:00."
ANNA_POSTS = event(1, "1772445600.000100", text=PROPOSAL)
ANNA_BOOKS = event(2, "1772532000.000100", text=REVIEW, thread_ts="1772445600.000100")


async def test_an_outcome_is_a_line_with_the_keys_that_programs_know() -> None:
    result = await replayed(Recording((ANNA_POSTS, ANNA_BOOKS)))

    lines = [json.loads(outcome_line(outcome)) for outcome in result.outcomes]

    keys = ["at", "ts", "channel", "user", "deal", "action", "play", "evidence", "reason", "to"]
    assert all(list(line) == keys for line in lines)
    assert lines[0] | {"evidence": None} == {
        "at": "2026-03-02T10:00:00.000100+00:00",
        "ts": "1772445600.000100",
        "channel": "C1",
        "user": "U1",
        "deal": "Tarnbeck Mills",
        "action": "nudge",
        "play": "book_follow_up",
        "evidence": None,
        "reason": None,
        "to": "thread",
    }
    assert lines[0]["evidence"] in PROPOSAL


async def test_a_deal_is_a_line_as_it_stands_at_the_end() -> None:
    result = await replayed(Recording((ANNA_POSTS, ANNA_BOOKS)))

    (line,) = (json.loads(deal_line(deal)) for deal in result.deals)

    keys = [
        "deal",
        "amount",
        "currency",
        "stage",
        "next_step",
        "next_step_date",
        "decision_maker",
        "owner",
        "contacts",
        "updates",
    ]
    assert list(line) == keys
    assert (line["deal"], line["amount"], line["currency"], line["owner"]) == ("Tarnbeck Mills", 40000, "EUR", "U1")
    assert (line["next_step_date"], line["updates"]) == ("2026-03-05", 2)


async def test_what_still_stands_is_known_by_the_person_whom_it_asks() -> None:
    standing = await replayed(Recording((ANNA_POSTS,)))
    settled = await replayed(Recording((ANNA_POSTS, ANNA_BOOKS)))

    (asked,) = standing.asked["U1"]
    assert (asked.deal, asked.asked_at.isoformat()) == ("Tarnbeck Mills", "2026-03-02T10:00:00.000100+00:00")
    assert settled.asked == {}


async def test_the_same_recording_always_gives_the_same_outcomes() -> None:
    recording = Recording((ANNA_POSTS, ANNA_BOOKS))

    assert await replayed(recording) == await replayed(recording)


async def test_limits_are_those_that_are_given() -> None:
    result = await replayed(Recording((ANNA_POSTS,)), Limits(person_per_day=0))

    assert [(outcome.action, outcome.reason) for outcome in result.outcomes] == [("silent", "budget")]


async def test_progress_counts_every_event() -> None:
    content, heard = shipped_content(), list[int]()

    await replay(Recording((ANNA_POSTS, ANNA_BOOKS)), local_reader(content), content.coach, (), heard.append)

    assert heard == [1, 2]


async def test_two_workspaces_in_one_recording_do_not_share_a_deal() -> None:
    elsewhere = {**event(3, "1772532000.000100", text=REVIEW), "team_id": "T2"}

    result = await replayed(Recording((ANNA_POSTS, elsewhere)))

    assert [deal.updates for deal in result.deals] == [1, 1]


async def test_bodies_that_mean_nothing_to_us_pass_without_an_outcome() -> None:
    odd = [
        event(4, "1772532000.000100", subtype="channel_join", text="joined"),
        event(5, "1772532001.000100", text=None),
        event(6, "1772532002.000100", subtype="bot_message", bot_id="B9", username="Poll", text=PROPOSAL),
    ]

    result = await replayed(Recording(tuple(odd)))

    assert (result.outcomes, result.deals, result.skipped) == ((), (), {})


async def test_the_export_that_we_ship_shows_every_side_of_the_coach() -> None:
    result = await replayed(read_recording(CONTENT_DIR / "demo_export"))

    said = {(outcome.play, outcome.to) for outcome in result.outcomes if outcome.action == "nudge"}
    reasons = {outcome.reason for outcome in result.outcomes if outcome.action == "silent"}
    assert {("drop_the_tactic", "dm"), ("learn_from_loss", "dm")} <= said
    assert {play for play, _ in said} >= {
        "ask_why_silent",
        "book_follow_up",
        "discover_before_pitch",
        "find_decision_maker",
        "propose_next_step",
    }
    assert reasons >= {"not_a_deal", "run_well", "crm", "not_english", "known"}
    assert "settled" in {outcome.action for outcome in result.outcomes}
    assert {deal.state for deal in result.deals} == {"open", "won", "lost"}
    assert result.skipped == {}
