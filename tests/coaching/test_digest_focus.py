"""The play of the week: the one that would help most, among those that may be suggested."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from coaching.deal import Deal, LossReview
from coaching.digest import AskedNudge, DigestItem
from coaching.digest_focus import Focus, choose_focus

NOW = datetime(2026, 3, 9, 8, tzinfo=UTC)
ALL = ("propose_next_step", "ask_why_silent", "learn_from_loss", "find_decision_maker")
ACME, BOLT, CORA, DUNE = (Deal(name, owner="U0ANA") for name in ("Acme", "Bolt", "Cora", "Dune"))
LOST = replace(DUNE, stage="lost", closed_at=NOW)
ASKED = AskedNudge("Meet who decides", "Who signs?", NOW - timedelta(days=1), play="find_decision_maker", number=1)


def test_several_deals_without_a_dated_step_call_for_proposing_one() -> None:
    items = [DigestItem("overdue", ACME), DigestItem("silent", BOLT), DigestItem("undated", CORA)]

    assert choose_focus(items, ALL) == Focus("propose_next_step", "step", 2, (ACME, CORA))


def test_silent_ones_call_for_asking_why() -> None:
    items = [DigestItem("overdue", ACME), DigestItem("silent", BOLT), DigestItem("silent", CORA)]

    assert choose_focus(items, ALL) == Focus("ask_why_silent", "silent", 2, (BOLT, CORA))


def test_a_loss_of_which_the_channel_was_told_why_calls_for_nothing() -> None:
    told = replace(LOST, signals={"loss_debriefed": NOW + timedelta(hours=2)})
    of_an_earlier_loss = replace(LOST, signals={"loss_debriefed": NOW - timedelta(days=30)})

    assert choose_focus([DigestItem("closed", told)], ALL) is None
    assert choose_focus([DigestItem("closed", of_an_earlier_loss)], ALL) is not None


def test_of_equals_the_most_pressing_counts() -> None:
    items = [DigestItem("overdue", ACME), DigestItem("unanswered", BOLT, ASKED), DigestItem("silent", CORA)]

    focus, other = choose_focus(items, ALL), choose_focus(items[1:], ALL)

    assert focus == Focus("propose_next_step", "step", 1, (ACME,))
    assert other == Focus("find_decision_maker", "asked", 1, (BOLT,))


def test_a_nudge_counts_for_its_own_play_together_with_what_else_calls_for_that() -> None:
    nudge = replace(ASKED, play="propose_next_step")
    items = [DigestItem("unanswered", ACME, nudge), DigestItem("silent", BOLT), DigestItem("undated", CORA)]

    assert choose_focus(items, ALL) == Focus("propose_next_step", "step", 1, (ACME, CORA))
    assert choose_focus([DigestItem("unanswered", None, ASKED)], ALL) == Focus("find_decision_maker", "asked", 1, ())


def test_a_loss_calls_for_its_review_until_it_has_one() -> None:
    unreviewed, reviewed = DigestItem("closed", LOST), DigestItem("closed", LOST, review=LossReview("x", True))

    assert choose_focus([unreviewed], ALL) == Focus("learn_from_loss", "loss", 1, (LOST,))
    assert choose_focus([reviewed, DigestItem("closed", replace(LOST, stage="won"))], ALL) is None


def test_a_play_that_is_retired_or_muted_is_not_suggested() -> None:
    items = [DigestItem("undated", ACME), DigestItem("undated", BOLT), DigestItem("silent", CORA)]

    assert choose_focus(items, ("ask_why_silent",)) == Focus("ask_why_silent", "silent", 1, (CORA,))
    assert choose_focus(items, ()) is None


def test_news_calls_for_nothing() -> None:
    assert choose_focus([DigestItem("moved", replace(ACME, next_step_date=date(2026, 3, 20)))], ALL) is None
