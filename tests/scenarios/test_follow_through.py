"""Scenarios: nudges are settled, changed and taken back as the messages around them change."""

from pathlib import Path

from story import Story, tell

PROPOSAL = "Proposal is out to Tarnbeck Mills, €40k for the first year. Emailed it this morning."
WAITING = "Good meeting with Tarnbeck Mills. They will discuss it internally and get back to us."
REVIEW = (
    "Proposal is out to Tarnbeck Mills, €40k. We go through it together with Ines Valdo on Thursday 5 March at 10:00."
)
CHATTER = "never mind, wrong channel"


async def test_a_reply_that_books_the_review_settles_the_nudge(tmp_path: Path) -> None:
    story = Story()
    anna = story.rep("UANNA")
    update = story.post(anna, "2026-03-02 10:00", PROPOSAL)
    reply = story.post(anna, "2026-03-03 09:00", "Review with Ines booked for Thursday at 10:00.", thread=update)

    told = await tell(story, tmp_path)

    assert told.about(update) == ["nudge book_follow_up"]
    assert "settled book_follow_up" in told.about(reply)


async def test_a_later_update_of_the_deal_settles_it_as_well(tmp_path: Path) -> None:
    story = Story()
    anna = story.rep("UANNA")
    story.post(anna, "2026-03-02 10:00", WAITING)
    later = story.post(
        anna, "2026-03-04 10:00", "Tarnbeck Mills: workshop agreed with Ines for Tuesday 10 March, 14:00."
    )

    told = await tell(story, tmp_path)

    assert "settled propose_next_step" in told.about(later)


async def test_a_word_of_praise_in_the_thread_settles_nothing(tmp_path: Path) -> None:
    story = Story()
    anna, ben = story.rep("UANNA"), story.rep("UBEN")
    update = story.post(anna, "2026-03-02 10:00", PROPOSAL)
    praise = story.post(ben, "2026-03-02 10:05", "nice one Anna :clap:", thread=update)

    told = await tell(story, tmp_path)

    assert told.about(praise) == ["silent not_a_deal"]


async def test_an_edit_that_adds_the_review_takes_the_nudge_back(tmp_path: Path) -> None:
    story = Story()
    anna = story.rep("UANNA")
    update = story.post(anna, "2026-03-02 10:00", PROPOSAL)
    edit = story.edit(update, "2026-03-02 10:10", REVIEW)

    told = await tell(story, tmp_path)

    assert told.about(edit) == ["withdrawn book_follow_up"]
    assert told.deals("Tarnbeck Mills")[0].next_step_date is not None


async def test_an_edit_into_another_matter_changes_the_nudge(tmp_path: Path) -> None:
    story = Story()
    anna = story.rep("UANNA")
    update = story.post(anna, "2026-03-02 10:00", PROPOSAL)
    edit = story.edit(update, "2026-03-02 10:10", WAITING)

    told = await tell(story, tmp_path)

    assert told.about(edit) == ["changed propose_next_step"]


async def test_an_edit_of_a_typo_leaves_the_nudge_alone(tmp_path: Path) -> None:
    story = Story()
    anna = story.rep("UANNA")
    update = story.post(anna, "2026-03-02 10:00", PROPOSAL.replace("morning", "mroning"))
    edit = story.edit(update, "2026-03-02 10:10", PROPOSAL)

    told = await tell(story, tmp_path)

    assert told.about(edit) == []


async def test_a_deletion_takes_the_nudge_back_and_forgets_the_deal(tmp_path: Path) -> None:
    story = Story()
    anna = story.rep("UANNA")
    update = story.post(anna, "2026-03-02 10:00", PROPOSAL)
    deletion = story.delete(update, "2026-03-02 10:10")

    told = await tell(story, tmp_path)

    assert told.about(deletion) == ["withdrawn book_follow_up"]
    assert told.deals("Tarnbeck Mills") == []


async def test_a_withdrawn_nudge_no_longer_makes_the_deal_rest(tmp_path: Path) -> None:
    story = Story()
    anna = story.rep("UANNA")
    update = story.post(anna, "2026-03-02 10:00", PROPOSAL)
    story.delete(update, "2026-03-02 10:10")
    again = story.post(anna, "2026-03-02 10:20", PROPOSAL)

    told = await tell(story, tmp_path)

    assert told.about(again) == ["nudge book_follow_up"]


async def test_an_edit_before_its_nudge_was_due_is_answered_once(tmp_path: Path) -> None:
    story = Story()
    anna = story.rep("UANNA")
    update = story.post(anna, "2026-03-02 10:00", CHATTER)
    edit = story.edit(update, "2026-03-02 10:01", PROPOSAL)

    told = await tell(story, tmp_path)

    assert told.about(update) == ["silent not_a_deal"]
    assert told.about(edit) == ["nudge book_follow_up"]


async def test_a_repeated_delivery_has_no_second_effect(tmp_path: Path) -> None:
    story = Story()
    anna = story.rep("UANNA")
    update = story.post(anna, "2026-03-02 10:00", PROPOSAL)
    story.deliver_again()

    told = await tell(story, tmp_path)

    assert told.about(update) == ["nudge book_follow_up"]
    assert told.deals("Tarnbeck Mills")[0].updates == 1
