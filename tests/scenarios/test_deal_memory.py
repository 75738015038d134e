"""Scenarios: which deal a message belongs to, and what is remembered of it."""

from pathlib import Path

import pytest
from story import Story, tell

OPENING = "Discovery call with Tarnbeck Mills, $45k. Demo with Ines Valdo on 12 March."
WON = "Tarnbeck Mills signed today! $45k closed won."
LOST = "We lost Tarnbeck Mills, they signed with another vendor. 45k gone."


async def test_a_decision_maker_met_last_week_keeps_the_coach_silent_today(tmp_path: Path) -> None:
    story = Story()
    anna = story.rep("UANNA")
    gatekeeper = (
        "Tarnbeck Mills: Joel likes it but can't approve anything. The CFO decides and we have never spoken to her."
    )
    before = story.post(anna, "2026-03-02 10:00", gatekeeper)
    story.post(anna, "2026-03-04 10:00", "Tarnbeck Mills: CFO Rosa Lind joined the call today, she signs off on this.")
    after = story.post(
        anna, "2026-03-30 10:00", "Tarnbeck Mills: Joel can't sign off on this, it has to go to the CFO."
    )

    told = await tell(story, tmp_path)

    maker = told.deals("Tarnbeck Mills")[0].decision_maker
    assert told.about(before) == ["nudge find_decision_maker"]
    assert "nudge find_decision_maker" not in told.about(after)
    assert maker is not None
    assert (maker.name, maker.met) == ("Rosa Lind", True)


async def test_a_crm_post_updates_the_facts_and_is_never_nudged(tmp_path: Path) -> None:
    story = Story()
    anna = story.rep("UANNA")
    story.post(anna, "2026-03-02 10:00", OPENING)
    alert = story.crm("2026-03-03 10:00", "Tarnbeck Mills", "Deal stage changed to Proposal sent", Amount="$52,000")

    told = await tell(story, tmp_path)

    deal = told.deals("Tarnbeck Mills")[0]
    assert told.about(alert) == ["silent crm"]
    assert (deal.amount, deal.stage, deal.owner, deal.updates) == (52000, "proposal", anna, 2)


async def test_after_a_win_a_new_update_opens_a_new_deal(tmp_path: Path) -> None:
    story = Story()
    anna = story.rep("UANNA")
    story.post(anna, "2026-03-02 10:00", OPENING)
    story.post(anna, "2026-03-10 10:00", WON)
    story.post(
        anna, "2026-06-01 10:00", "Tarnbeck Mills wants a second site: discovery call with Ines, $20k. Demo on 9 June."
    )

    told = await tell(story, tmp_path)

    new, old = told.deals("Tarnbeck Mills")
    assert (old.state, old.amount, new.state, new.amount) == ("won", 45000, "open", 20000)


async def test_after_a_loss_a_new_update_reopens_the_old_deal(tmp_path: Path) -> None:
    story = Story()
    anna = story.rep("UANNA")
    story.post(anna, "2026-03-02 10:00", OPENING)
    lost = story.post(anna, "2026-03-10 10:00", LOST)
    story.post(anna, "2026-05-04 10:00", "Tarnbeck Mills is back: discovery call with Ines today. Demo on 14 May.")

    told = await tell(story, tmp_path)

    (deal,) = told.deals("Tarnbeck Mills")
    assert told.about(lost) == ["nudge learn_from_loss"]
    assert (deal.state, deal.updates) == ("open", 3)


async def test_a_loss_and_a_trick_are_told_to_the_author_alone(tmp_path: Path) -> None:
    story = Story()
    anna = story.rep("UANNA")
    story.post(anna, "2026-03-10 10:00", LOST)
    story.post(
        anna,
        "2026-03-10 11:00",
        "Ostley Freight: told Ed the price goes up on Friday. It doesn't, but he needs pressure.",
    )

    told = await tell(story, tmp_path)

    heard = {outcome.play: outcome.to for outcome in told.replayed.outcomes}
    assert heard == {"learn_from_loss": "dm", "drop_the_tactic": "dm"}


async def test_a_manager_posts_for_a_rep_who_then_owns_the_deal(tmp_path: Path) -> None:
    story = Story()
    anna, max_ = story.rep("UANNA"), story.rep("UMAX")
    story.post(max_, "2026-03-02 10:00", f"for <@{anna}>: discovery call with Tarnbeck Mills, $45k. Demo on 12 March.")

    told = await tell(story, tmp_path)

    assert told.deals("Tarnbeck Mills")[0].owner == anna


async def test_another_company_named_in_a_thread_is_a_deal_of_its_own(tmp_path: Path) -> None:
    story = Story()
    anna = story.rep("UANNA")
    update = story.post(anna, "2026-03-02 10:00", OPENING)
    story.post(
        anna, "2026-03-02 11:00", "Also: discovery call with Ostley Freight, $30k, demo on 16 March.", thread=update
    )
    story.post(anna, "2026-03-02 12:00", "The demo moves to 17 March.", thread=update)

    told = await tell(story, tmp_path)

    assert told.deals("Tarnbeck Mills")[0].updates == 2
    assert told.deals("Ostley Freight")[0].amount == 30000


@pytest.mark.parametrize(
    "spelling",
    [
        "tarnbeck mills",
        "TARNBECK MILLS",
        "Tarnbeck Mills Ltd",
        "Tarnbeck Mills GmbH",
        "Tärnbeck Mills",
        "Tarnbek Mills",
    ],
)
async def test_spellings_of_one_company_are_one_deal(tmp_path: Path, spelling: str) -> None:
    story = Story()
    anna = story.rep("UANNA")
    story.post(anna, "2026-03-02 10:00", OPENING)
    story.post(
        anna, "2026-03-06 10:00", f"Demo with {spelling} went well, $48k now. Proposal review on 18 March with Ines."
    )

    told = await tell(story, tmp_path)

    assert [(deal.name, deal.amount, deal.updates) for deal in told.replayed.deals] == [("Tarnbeck Mills", 48000, 2)]


async def test_a_message_in_another_language_is_left_alone_with_that_reason(tmp_path: Path) -> None:
    story = Story()
    anna = story.rep("UANNA", tz="Europe/Berlin")
    german = story.post(
        anna, "2026-03-02 10:00", "Das Angebot an Tarnbeck ist heute rausgegangen, jetzt warten wir auf die Antwort."
    )

    told = await tell(story, tmp_path)

    assert told.about(german) == ["silent not_english"]


async def test_chatter_makes_no_deal(tmp_path: Path) -> None:
    story = Story()
    anna = story.rep("UANNA")
    lunch = story.post(anna, "2026-03-02 12:00", "anyone up for lunch? I'm starving")

    told = await tell(story, tmp_path)

    assert told.about(lunch) == ["silent not_a_deal"]
    assert told.replayed.deals == ()


async def test_an_edit_rebuilds_the_deal_from_what_still_stands(tmp_path: Path) -> None:
    story = Story()
    anna = story.rep("UANNA")
    update = story.post(anna, "2026-03-02 10:00", OPENING.replace("$45k", "$450k"))
    story.edit(update, "2026-03-02 10:02", OPENING)

    told = await tell(story, tmp_path)

    (deal,) = told.replayed.deals
    assert (deal.amount, deal.updates) == (45000, 1)


async def test_an_edit_to_another_company_moves_the_update(tmp_path: Path) -> None:
    story = Story()
    anna = story.rep("UANNA")
    update = story.post(anna, "2026-03-02 10:00", OPENING)
    story.edit(update, "2026-03-02 10:02", OPENING.replace("Tarnbeck Mills", "Ostley Freight"))

    told = await tell(story, tmp_path)

    assert [deal.name for deal in told.replayed.deals] == ["Ostley Freight"]
