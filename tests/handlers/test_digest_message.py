"""What a digest says: its lines, its lessons, the play of the week, its buttons, and what follows in its thread."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from handlers_world import CATALOGUE, NOW, PLAY, TARNBECK, TODAY

from coaching.deal import Deal, LossReview
from coaching.digest import AskedNudge, Digest, OwnDeal, compose_digest
from coaching.message import Person
from handlers.blocks.digest import digest_message, rest_messages
from handlers.blocks.pieces import Message

ANA = Person("U0ANA", "Ana", "UTC")
QUIET = replace(TARNBECK, next_step_date=date(2026, 3, 20))
UNDATED = replace(TARNBECK, next_step=None, next_step_date=None)
LOST = replace(TARNBECK, name="Halden", stage="lost", closed_at=NOW - timedelta(days=1))
ASKED = AskedNudge("Find the decision maker", "Who signs?", NOW - timedelta(days=2), "Quarrymoor", "find", 41)
PLAYS = (PLAY.id, "ask_why_silent", "learn_from_loss", "find")


def digest_of(*deals: Deal | OwnDeal, nudges: tuple[AskedNudge, ...] = ()) -> Digest:
    own = [each if isinstance(each, OwnDeal) else OwnDeal(each, 7) for each in deals]
    return compose_digest(ANA, own, nudges, NOW - timedelta(days=7), NOW, TODAY, PLAYS)


def message_of(*deals: Deal | OwnDeal, nudges: tuple[AskedNudge, ...] = ()) -> Message:
    return digest_message(digest_of(*deals, nudges=nudges), UTC, CATALOGUE, PLAY, in_thread=True)


def lines_of(*deals: Deal | OwnDeal, nudges: tuple[AskedNudge, ...] = ()) -> list[str]:
    return message_of(*deals, nudges=nudges).text.splitlines()


def test_a_digest_says_what_happened_and_one_play_to_try() -> None:
    deals = [
        TARNBECK,
        replace(TARNBECK, name="Glenmarsh", stage="won", closed_at=NOW - timedelta(days=1)),
        replace(QUIET, name="Quarrymoor"),
        replace(UNDATED, name="Brightwater", updated_at=NOW - timedelta(days=20)),
        replace(UNDATED, name="Ashdown", next_step="send the plan"),
    ]

    assert lines_of(*deals, nudges=(ASKED,)) == [
        "*Your week, Ana*",
        "*Next step overdue*",
        "*Tarnbeck*: review the proposal, Tue 10 Mar (overdue)",
        "*Asked, still open*",
        "*Quarrymoor*: Find the decision maker (asked Tue 10 Mar)",
        "*Gone quiet*",
        "*Brightwater*: last update Fri 20 Feb",
        "*No dated next step*",
        "*Ashdown*: send the plan",
        "*Won and lost*",
        "*Glenmarsh*: won",
        "*One play for this week: Propose the next step*",
        "2 deals have no next step with a day ahead. A suggestion of yours gives each buyer something to say yes to.",
        "Where: Tarnbeck, Ashdown",
        "Buyers rarely know how buying works; a suggestion helps them.",
    ]


def test_a_digest_with_nothing_to_act_on_has_no_play() -> None:
    assert lines_of(QUIET) == ["*Your week, Ana*", "*Moved*", "*Tarnbeck*: Proposal, next Fri 20 Mar"]


def test_a_loss_comes_with_what_its_review_says_and_nothing_else() -> None:
    told = LossReview("The incumbent was *cheaper*.", told_by_buyer=True, differently="Ask who else is looked at.")

    by_buyer = lines_of(OwnDeal(LOST, 7, told))
    inferred = lines_of(OwnDeal(LOST, 7, LossReview("We were late.", told_by_buyer=False)))
    unreviewed = lines_of(LOST)
    debriefed = lines_of(replace(LOST, signals={"loss_debriefed": LOST.closed_at or NOW}))

    assert by_buyer[2] == (
        "*Halden*: lost. The buyer's reason: “The incumbent was *cheaper*.” · Next time: “Ask who else is looked at.”"
    )
    assert inferred[2] == "*Halden*: lost. The reason, as you see it: “We were late.”"
    assert unreviewed[2] == "*Halden*: lost, no review yet"
    assert debriefed[2] == "*Halden*: lost; you told why in the channel. A review keeps it for the next deal."


def test_long_lessons_are_cut() -> None:
    long = LossReview("x" * 3000, told_by_buyer=True, differently="y" * 3000)

    assert len(lines_of(OwnDeal(LOST, 7, long))[2]) < 500


def test_a_deal_that_needs_a_step_has_a_button_and_so_has_a_loss_without_review() -> None:
    reviewed = OwnDeal(replace(LOST, name="Known"), 8, LossReview("Price", told_by_buyer=True))

    message = message_of(TARNBECK, LOST, reviewed, replace(QUIET, name="Fine"))

    values = [block["accessory"]["value"] for block in message.blocks if "accessory" in block]
    assert values == ["next 7 U0ANA", "review 7 U0ANA"]


def test_an_open_nudge_has_its_buttons_and_one_that_nobody_can_answer_has_none() -> None:
    message = message_of(nudges=(replace(ASKED, deal=None), replace(ASKED, deal=None, number=None)))

    [actions] = [block for block in message.blocks if block["type"] == "actions"]
    assert actions["block_id"] == "digest_nudge_41"
    assert [each["action_id"] for each in actions["elements"]][:3] == ["nudge_done", "nudge_snooze", "nudge_more"]


def test_five_items_stand_in_the_digest_and_the_others_follow_each_once() -> None:
    names = [f"Deal {number}" for number in range(12)]
    digest = digest_of(*(replace(UNDATED, name=name, updated_at=NOW - timedelta(hours=1)) for name in names))

    message = digest_message(digest, UTC, CATALOGUE, PLAY, in_thread=True)
    [rest] = rest_messages(digest, UTC, CATALOGUE)

    assert message.text.splitlines()[-1] == "7 more stand in the thread."
    assert digest_message(digest, UTC, CATALOGUE, PLAY).text.splitlines()[-1].startswith("7 more are not shown here")
    told = [*message.text.splitlines(), *rest.text.splitlines()]
    assert sorted(line.split("*")[1] for line in told if line.startswith("*Deal ")) == sorted(names)


def test_very_many_follow_in_parts_that_name_each_deal_once_and_say_where_the_others_are() -> None:
    many = [replace(UNDATED, name=f"Deal {number} {'x' * 60}") for number in range(305)]
    flood = [replace(UNDATED, name=f"Deal {number} {'x' * 140}") for number in range(2000)]

    parts = rest_messages(digest_of(*many), UTC, CATALOGUE)
    capped = rest_messages(digest_of(*flood), UTC, CATALOGUE)

    words = "\n".join(block["text"]["text"] for part in parts for block in part.blocks)
    assert 1 < len(parts) <= 5
    assert words.count("*Deal ") == 300
    assert len(capped) == 5
    assert "/deal list mine" in capped[-1].blocks[-1]["elements"][0]["text"]


def test_the_play_counts_how_often_it_came_up() -> None:
    nudges = tuple(replace(ASKED, deal=None, number=number, play=PLAY.id) for number in range(3))

    assert "It came up on 3 updates of yours and is still open." in lines_of(nudges=nudges)


def test_of_many_deals_four_are_named() -> None:
    deals = [replace(UNDATED, name=f"Deal {number}", updated_at=NOW - timedelta(hours=number)) for number in range(7)]

    assert "Where: Deal 0, Deal 1, Deal 2, Deal 3, and 3 more" in lines_of(*deals)


def test_days_are_those_of_the_person() -> None:
    late = replace(UNDATED, updated_at=datetime(2026, 2, 20, 23, 30, tzinfo=UTC))
    digest = digest_of(late)

    assert "last update Fri 20 Feb" in digest_message(digest, UTC, CATALOGUE).text
