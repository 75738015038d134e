"""Scenarios: how often the coach speaks on a deal, to a person and in a channel."""

from datetime import timedelta
from pathlib import Path

from story import Story, tell

from coaching.situation import Limits

PROPOSAL = "Proposal is out to {company}, €40k for the first year. Emailed it this morning."
WAITING = "Good meeting with {company}. They will discuss it internally and get back to us."


async def test_a_deal_rests_for_twenty_hours_after_a_nudge(tmp_path: Path) -> None:
    story = Story()
    anna = story.rep("UANNA")
    first = story.post(anna, "2026-03-02 10:00", PROPOSAL.format(company="Tarnbeck Mills"))
    soon = story.post(anna, "2026-03-03 05:59", WAITING.format(company="Tarnbeck Mills"))
    later = story.post(anna, "2026-03-03 06:01", WAITING.format(company="Tarnbeck Mills"))

    told = await tell(story, tmp_path)

    assert told.about(first) == ["nudge book_follow_up"]
    assert told.about(soon) == ["silent rest"]
    assert told.about(later) == ["nudge propose_next_step"]


async def test_the_same_play_rests_longer_on_its_deal_but_not_on_another(tmp_path: Path) -> None:
    story = Story()
    anna = story.rep("UANNA")
    story.post(anna, "2026-03-02 10:00", PROPOSAL.format(company="Tarnbeck Mills"))
    again = story.post(anna, "2026-03-04 10:00", PROPOSAL.format(company="Tarnbeck Mills"))
    other = story.post(anna, "2026-03-04 10:30", PROPOSAL.format(company="Ostley Freight"))
    weeks_later = story.post(anna, "2026-03-24 10:00", PROPOSAL.format(company="Tarnbeck Mills"))

    told = await tell(story, tmp_path)

    assert told.about(again) == ["silent rest"]
    assert told.about(other) == ["nudge book_follow_up"]
    assert told.about(weeks_later) == ["nudge book_follow_up"]


async def test_a_person_hears_three_nudges_a_day_of_their_own_time_zone(tmp_path: Path) -> None:
    story = Story()
    anna = story.rep("UANNA", tz="America/Los_Angeles")
    companies = ("Tarnbeck Mills", "Ostley Freight", "Quarrowby Dairy", "Ferrick Tools")
    for hour, company in enumerate(companies[:3], start=14):
        story.post(anna, f"2026-03-02 {hour}:00", PROPOSAL.format(company=company))
    fourth = story.post(anna, "2026-03-02 23:50", PROPOSAL.format(company=companies[3]))
    next_day = story.post(anna, "2026-03-03 00:10", PROPOSAL.format(company="Lammer Optics"))

    told = await tell(story, tmp_path)

    assert told.nudges == ["book_follow_up"] * 4
    assert told.about(fourth) == ["silent budget"]
    assert told.about(next_day) == ["nudge book_follow_up"]


async def test_another_person_has_a_budget_of_their_own(tmp_path: Path) -> None:
    story = Story()
    anna, ben = story.rep("UANNA"), story.rep("UBEN")
    story.post(anna, "2026-03-02 10:00", PROPOSAL.format(company="Tarnbeck Mills"))
    second = story.post(anna, "2026-03-02 11:00", PROPOSAL.format(company="Ostley Freight"))
    bens = story.post(ben, "2026-03-02 12:00", PROPOSAL.format(company="Quarrowby Dairy"))

    told = await tell(story, tmp_path, Limits(person_per_day=1))

    assert told.about(second) == ["silent budget"]
    assert told.about(bens) == ["nudge book_follow_up"]


async def test_a_channel_hears_no_more_than_its_budget_whoever_posts(tmp_path: Path) -> None:
    story = Story()
    anna, ben = story.rep("UANNA"), story.rep("UBEN")
    story.post(anna, "2026-03-02 10:00", PROPOSAL.format(company="Tarnbeck Mills"))
    over = story.post(ben, "2026-03-02 11:00", PROPOSAL.format(company="Ostley Freight"))
    elsewhere = story.post(ben, "2026-03-02 12:00", PROPOSAL.format(company="Quarrowby Dairy"), channel="C0OTHER")

    told = await tell(story, tmp_path, Limits(channel_per_day=1))

    assert told.about(over) == ["silent budget"]
    assert told.about(elsewhere) == ["nudge book_follow_up"]


async def test_without_a_rest_the_deal_hears_again_at_once(tmp_path: Path) -> None:
    story = Story()
    anna = story.rep("UANNA")
    story.post(anna, "2026-03-02 10:00", PROPOSAL.format(company="Tarnbeck Mills"))
    story.post(anna, "2026-03-02 10:30", WAITING.format(company="Tarnbeck Mills"))

    told = await tell(story, tmp_path, Limits(deal_rest=timedelta(0)))

    assert told.nudges == ["book_follow_up", "propose_next_step"]
