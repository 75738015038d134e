"""Scenarios: names by the way in a thread, talk about a loss, hand-overs, and what follows a win."""

from pathlib import Path

import pytest
from story import Story, tell

OPENING = "Discovery call with Globex, $45k. Demo with Ines Valdo on 12 March."
WON = "Globex signed today! $45k closed won."


@pytest.mark.parametrize(
    "reply",
    [
        "They remind me of Hooli",
        "I had the same with Hooli last year, they signed in the end",
        "my cousin works at Siemens, they use this too",
        "they asked for a reference, I gave them Umbrella Corp",
    ],
)
async def test_a_company_named_by_the_way_in_a_thread_opens_no_deal(tmp_path: Path, reply: str) -> None:
    story = Story()
    anna = story.rep("UANNA")
    update = story.post(anna, "2026-03-02 10:00", OPENING)
    story.post(anna, "2026-03-02 11:00", reply, thread=update)

    told = await tell(story, tmp_path)

    assert [(deal.name, deal.state) for deal in told.replayed.deals] == [("Globex", "open")]


@pytest.mark.parametrize("reply", ["Hooli: demo went well", "Hooli signed", "Call with Hooli today, demo is next"])
async def test_a_known_deal_that_a_reply_is_about_gets_the_update(tmp_path: Path, reply: str) -> None:
    story = Story()
    anna = story.rep("UANNA")
    story.post(anna, "2026-03-02 09:00", "Discovery call with Hooli, $20k. Demo on 10 March.")
    update = story.post(anna, "2026-03-02 10:00", OPENING)
    story.post(anna, "2026-03-03 11:00", reply, thread=update)

    told = await tell(story, tmp_path)

    assert (told.deals("Hooli")[0].updates, told.deals("Globex")[0].updates) == (2, 1)


async def test_what_another_deal_did_last_year_is_not_told_of_the_deal_of_the_thread(tmp_path: Path) -> None:
    story = Story()
    anna = story.rep("UANNA")
    story.post(anna, "2026-03-02 09:00", "Discovery call with Hooli, $20k. Demo on 10 March.")
    update = story.post(anna, "2026-03-02 10:00", OPENING)
    story.post(anna, "2026-03-03 11:00", "Same thing at Hooli last year, closed won $80k in the end", thread=update)

    told = await tell(story, tmp_path)

    (globex,), (hooli,) = told.deals("Globex"), told.deals("Hooli")
    assert (globex.state, globex.amount, hooli.state, hooli.updates) == ("open", 45000, "open", 1)


@pytest.mark.parametrize(
    "debrief",
    [
        "Globex: Bill told me it was price and the missing SAP connector",
        "Globex loss: talked to Anna, the reasons were price and missing SSO",
        "Globex: asked Anna why, she said our onboarding scared them. lesson learned",
        "Globex debrief done: reasons were late CFO and no SAP connector.",
    ],
)
async def test_talk_about_a_loss_settles_the_debrief_and_leaves_the_deal_lost(tmp_path: Path, debrief: str) -> None:
    story = Story()
    anna = story.rep("UANNA")
    story.post(anna, "2026-03-02 10:00", OPENING)
    lost = story.post(anna, "2026-03-10 10:00", "We lost Globex to Gong.")
    talk = story.post(anna, "2026-03-11 10:00", debrief)

    told = await tell(story, tmp_path)

    assert told.about(lost) == ["nudge learn_from_loss"]
    assert "settled learn_from_loss" in told.about(talk)
    assert [(deal.name, deal.state) for deal in told.replayed.deals] == [("Globex", "lost")]


async def test_a_deal_that_reopens_has_its_last_open_stage(tmp_path: Path) -> None:
    story = Story()
    anna = story.rep("UANNA")
    story.post(anna, "2026-03-02 10:00", "Globex: demo done with Ines, $45k.")
    story.post(anna, "2026-03-10 10:00", "We lost Globex to Gong.")
    story.post(anna, "2026-05-10 10:00", "Globex is back: Ines wants to talk again, call booked for 20 May.")

    told = await tell(story, tmp_path)

    assert told.deals("Globex")[0].stage == "demo"


@pytest.mark.parametrize(
    "words",
    [
        "Globex handed over to <@UREP3>.",
        "<@UREP3> takes over Globex from <@UREP2>.",
        "<@UREP3> owns Globex from now on",
        "handing Globex to <@UREP3>, she knows them",
        "Globex goes to <@UREP3> from today",
    ],
)
async def test_a_hand_over_changes_the_owner(tmp_path: Path, words: str) -> None:
    story = Story()
    anna = story.rep("UANNA")
    story.post(anna, "2026-03-02 10:00", OPENING)
    story.post(anna, "2026-03-03 10:00", words)

    told = await tell(story, tmp_path)

    (deal,) = told.replayed.deals
    assert (deal.owner, deal.updates) == ("UREP3", 2)


async def test_a_lunch_that_goes_to_a_colleague_opens_no_deal(tmp_path: Path) -> None:
    story = Story()
    anna = story.rep("UANNA")
    story.post(anna, "2026-03-02 10:00", "Coffee goes to <@UREP3> from today")
    story.post(anna, "2026-03-02 10:05", "Posting for <@UREP3>: lunch at Nando's")

    told = await tell(story, tmp_path)

    assert told.replayed.deals == ()


async def test_an_update_that_is_edited_after_the_win_stays_with_the_won_deal(tmp_path: Path) -> None:
    """A figure that is put right a week later opens no second deal."""
    story = Story()
    anna = story.rep("UANNA")
    first = story.post(anna, "2026-03-02 10:00", OPENING)
    story.post(anna, "2026-03-04 10:00", WON)
    story.edit(first, "2026-03-11 10:00", OPENING.replace("$45k", "$48k"))

    told = await tell(story, tmp_path)

    assert [deal.state for deal in told.deals("Globex")] == ["won"]


async def test_the_kickoff_after_a_win_stays_with_the_won_deal(tmp_path: Path) -> None:
    story = Story()
    anna = story.rep("UANNA")
    story.post(anna, "2026-03-02 10:00", OPENING)
    story.post(anna, "2026-03-04 10:00", WON)
    story.post(anna, "2026-03-05 10:00", "Globex: kickoff on 9 March with Jo, so happy about this one")

    told = await tell(story, tmp_path)

    assert [deal.state for deal in told.deals("Globex")] == ["won"]


async def test_taking_a_false_deadline_back_settles_the_nudge(tmp_path: Path) -> None:
    story = Story()
    anna = story.rep("UANNA")
    trick = "Ostley Freight: told Ed the price goes up on Friday. It doesn't, but he needs pressure."
    update = story.post(anna, "2026-03-10 11:00", trick)
    words = "took the deadline back, told them there's no rush"
    reply = story.post(anna, "2026-03-10 12:00", words, thread=update)

    told = await tell(story, tmp_path)

    assert "settled drop_the_tactic" in told.about(reply)


async def test_a_reply_below_a_won_deal_joins_the_one_that_was_opened_since(tmp_path: Path) -> None:
    story = Story()
    anna = story.rep("UANNA")
    won = story.post(anna, "2026-03-02 10:00", "We won Halden Marine, 64k, signed today!")
    story.post(anna, "2026-03-09 10:00", "Halden Marine: first call about a second yard, a demo is next.")
    reply = story.post(anna, "2026-03-12 10:00", "Negotiating terms with Halden Marine now, 70k.", thread=won)

    told = await tell(story, tmp_path)

    deals = told.deals("Halden Marine")
    assert told.replayed.skipped == {}
    assert told.about(reply)
    assert [(deal.state, deal.stage, deal.updates) for deal in deals] == [("open", "negotiation", 2), ("won", "won", 1)]


async def test_a_win_that_is_taken_back_by_an_edit_joins_the_deal_that_was_opened_since(tmp_path: Path) -> None:
    story = Story()
    anna = story.rep("UANNA")
    won = story.post(anna, "2026-03-02 10:00", "We won Halden Marine, 64k, signed today!")
    story.post(anna, "2026-03-09 10:00", "Halden Marine: first call about a second yard, a demo is next.")
    story.edit(won, "2026-03-10 10:00", "Sent the proposal to Halden Marine (64k) today.")

    told = await tell(story, tmp_path)

    assert told.replayed.skipped == {}
    assert [(deal.state, deal.updates) for deal in told.deals("Halden Marine")] == [("open", 2)]
