"""What a nudge looks like, from its first version to the line that is left of it."""

from collections.abc import Iterator
from typing import Any

import pytest
from handlers_world import CATALOGUE, NUDGE

from handlers.blocks.more import more_view
from handlers.blocks.nudge import direct_message, nudge_message, settled_message, withdrawn_message
from handlers.blocks.pieces import Message

TITLE = "Propose the next step"


def block_ids(message: Message) -> set[str]:
    return {block["block_id"] for block in message.blocks}


def elements(message: Message) -> Iterator[dict[str, Any]]:
    for block in message.blocks:
        yield from block.get("elements", [])


def test_a_nudge_is_its_words_the_quoted_evidence_with_the_play_what_to_do_with_it_and_two_thumbs() -> None:
    message = nudge_message(NUDGE, TITLE, 7, 0, CATALOGUE)

    words, evidence, row, thumbs = message.blocks
    done, snooze, more, mute = row["elements"]
    assert message.text == words["text"]["text"] == "What could you suggest to Tarnbeck?"
    assert evidence["elements"][0]["text"] == "“waiting to hear back” · Propose the next step"
    assert [(one["action_id"], one["value"]) for one in (done, more)] == [("nudge_done", "7"), ("nudge_more", "7")]
    assert [one["value"] for one in snooze["options"]] == ["reply 7", "stage 7", "update 7", "3d 7", "date 7"]
    assert [one["value"] for one in mute["options"]] == ["me 7", "here 7", "deal 7"]
    assert (thumbs["type"], thumbs["elements"][0]["action_id"]) == ("context_actions", "nudge_feedback")
    assert thumbs["elements"][0]["positive_button"]["value"] == "good 7"
    assert thumbs["elements"][0]["negative_button"]["value"] == "bad 7"


def test_every_control_has_words_for_a_screen_reader() -> None:
    done, snooze, more, mute, thumbs = list(elements(nudge_message(NUDGE, TITLE, 7, 0, CATALOGUE)))[-5:]

    spoken = [done, more, thumbs["positive_button"], thumbs["negative_button"]]
    assert all(option["text"]["text"] for menu in (snooze, mute) for option in menu["options"])
    assert snooze["placeholder"]["text"] == "Snooze"
    assert all(0 < len(control["accessibility_label"]) <= 75 for control in spoken)
    assert all(control["text"]["text"].isascii() for control in spoken)


def test_an_update_has_new_block_ids_throughout() -> None:
    first, second = (nudge_message(NUDGE, TITLE, 7, revision, CATALOGUE) for revision in (0, 1))

    assert block_ids(first).isdisjoint(block_ids(second))
    assert block_ids(first).isdisjoint(block_ids(nudge_message(NUDGE, TITLE, 8, 0, CATALOGUE)))


def test_a_direct_nudge_names_the_deal_and_links_the_message() -> None:
    link = "https://sales.slack.com/archives/C0DEALS/p1772443800000100"

    message = direct_message(NUDGE, TITLE, 7, 0, "Tarnbeck & Sons", link, CATALOGUE)

    assert message.blocks[0]["text"]["text"] == f"About <{link}|your update> on *Tarnbeck &amp; Sons*:"
    assert message.text.endswith("What could you suggest to Tarnbeck?")


@pytest.mark.parametrize("link", [None, "javascript:alert(1)", "https://a.example/|<!channel>"])
def test_a_direct_nudge_without_a_proper_link_has_the_words_alone(link: str | None) -> None:
    message = direct_message(NUDGE, TITLE, 7, 0, None, link, CATALOGUE)

    assert message.blocks[0]["text"]["text"] == "About your update:"


def test_a_settled_nudge_shrinks_to_one_line_without_controls() -> None:
    message = settled_message(TITLE, 7, 2, CATALOGUE)

    assert message.text == "✓ Settled: Propose the next step"
    assert [block["type"] for block in message.blocks] == ["context"]


def test_a_withdrawn_nudge_says_why_and_holds_none_of_a_deleted_updates_words() -> None:
    edited = withdrawn_message("edited", TITLE, 7, 2, CATALOGUE)
    deleted = withdrawn_message("deleted", TITLE, 7, 2, CATALOGUE)

    assert "the update has changed" in edited.text
    assert "the update was deleted" in deleted.text
    assert len(deleted.blocks) == 1


def test_a_mention_in_the_evidence_is_quoted_without_calling_anybody() -> None:
    quoted = nudge_message(NUDGE, TITLE, 7, 0, CATALOGUE).blocks[1]
    calling = NUDGE.__class__(NUDGE.play, "<@U0BEN|ben> asked <!here> in <#C1|deals>", NUDGE.words, NUDGE.to)

    shown = nudge_message(calling, TITLE, 7, 0, CATALOGUE).blocks[1]

    assert shown["elements"][0]["text"].startswith("“@ben asked @\u2060here in #deals”")
    assert quoted["elements"][0]["verbatim"] is True


def test_the_modal_explains_and_offers_the_draft_as_it_will_be_sent() -> None:
    view = more_view(TITLE, "waiting", "Why & how", "The idea", "Hi Mara, R&D <first>?", 7, CATALOGUE)

    *_, field, row = view["blocks"]
    texts = [block["text"]["text"] for block in view["blocks"] if block["type"] == "section"]
    assert texts == [f"*{TITLE}*", "*Why I ask*\nWhy &amp; how", "*The idea*\nThe idea"]
    assert field["element"]["initial_value"] == "Hi Mara, R&D <first>?"
    assert [(one["action_id"], one["value"]) for one in row["elements"]] == [("draft_to_me", "7")]
    assert field["optional"] is True


def test_a_modal_without_draft_or_evidence_leaves_both_out() -> None:
    view = more_view(TITLE, " ", "Why", "Idea", "", 7, CATALOGUE)

    assert [block["type"] for block in view["blocks"]] == ["section", "section", "section"]
