"""A deal is what its standing updates add up to, whatever the order in which they are handed over."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from coaching.deal import Deal, Update, rebuild_deal
from coaching.facts import STAGES, Contact, Facts
from coaching.message import Source

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def update(hour: float = 0, author: str = "U1", source: Source = "person", **facts: Any) -> Update:
    signals = facts.pop("signals", {})
    thread = facts.pop("thread_ts", None)
    at = START + timedelta(hours=hour)
    return Update("C1", f"{at.timestamp():.6f}", thread, author, source, at, Facts(**facts), signals)


def test_later_facts_replace_earlier_ones_and_what_is_not_said_stays() -> None:
    deal = rebuild_deal(
        "Acme", [update(0, stage="demo", amount=40000, currency="USD"), update(5, stage="proposal", amount=45000)]
    )

    assert (deal.stage, deal.amount, deal.currency, deal.updates) == ("proposal", 45000, "USD", 2)
    assert (deal.opened_at, deal.updated_at) == (START, START + timedelta(hours=5))


def test_the_first_person_to_post_owns_the_deal_until_it_is_handed_over() -> None:
    updates = [update(0, "HubSpot", "crm"), update(1, "U1"), update(2, "U2")]

    assert rebuild_deal("Acme", updates[:1]).owner is None
    assert rebuild_deal("Acme", updates).owner == "U1"
    assert rebuild_deal("Acme", [*updates, update(3, "U9", owner="U2")]).owner == "U2"


def test_a_manager_who_posts_for_a_rep_leaves_the_deal_to_the_rep() -> None:
    assert rebuild_deal("Acme", [update(author="UBOSS", owner="U2")]).owner == "U2"


def test_a_next_step_with_a_date_is_not_lost_to_a_vague_one_while_it_is_ahead() -> None:
    dated = update(0, next_step="review on Friday", next_step_date=date(2026, 3, 6))

    soon = rebuild_deal("Acme", [dated, update(24, next_step="send the deck")])
    after = rebuild_deal("Acme", [dated, update(24 * 6, next_step="send the deck")])

    assert (soon.next_step, soon.next_step_date) == ("review on Friday", date(2026, 3, 6))
    assert (after.next_step, after.next_step_date) == ("send the deck", None)


def test_closing_a_deal_clears_its_next_step_and_keeps_the_one_that_the_closing_states() -> None:
    dated = update(0, next_step="review", next_step_date=date(2026, 3, 6))

    won = rebuild_deal("Acme", [dated, update(5, stage="won")])
    kick_off = rebuild_deal(
        "Acme", [dated, update(5, stage="won", next_step="kick-off", next_step_date=date(2026, 3, 9))]
    )

    assert (won.state, won.next_step_date, won.closed_at) == ("won", None, START + timedelta(hours=5))
    assert kick_off.next_step_date == date(2026, 3, 9)


def test_a_lost_deal_reopens_at_its_last_open_stage_but_not_for_talk_about_the_loss() -> None:
    lost = [update(0, stage="proposal"), update(1, stage="lost")]
    thread = lost[1].ts

    assert rebuild_deal("Acme", [*lost, update(50)]).stage == "proposal"
    assert rebuild_deal("Acme", [*lost, update(50)]).closed_at is None
    assert rebuild_deal("Acme", [*lost, update(2, thread_ts=thread)]).state == "lost"
    assert rebuild_deal("Acme", [*lost, update(50, signals={"loss_debriefed": "they told us why"})]).state == "lost"


def test_what_a_form_puts_right_does_not_open_a_lost_deal_again_and_a_stage_in_it_does() -> None:
    lost = [update(0, stage="proposal"), update(1, stage="lost")]

    assert rebuild_deal("Acme", [*lost, update(50, source="form", amount=5)]).state == "lost"
    assert rebuild_deal("Acme", [*lost, update(50, source="form", stage="demo")]).stage == "demo"


def test_a_stage_stands_since_the_update_that_changed_it_whatever_is_said_later() -> None:
    unknown = [update(0), update(1, amount=5)]
    moved = [*unknown, update(2, stage="demo"), update(3, stage="demo"), update(4), update(5, stage="proposal")]

    assert rebuild_deal("Acme", unknown).stage_since is None
    assert rebuild_deal("Acme", moved[:5]).stage_since == START + timedelta(hours=2)
    assert rebuild_deal("Acme", moved).stage_since == START + timedelta(hours=5)


def test_a_deal_that_reopens_is_at_its_stage_since_then() -> None:
    reopened = [update(0, stage="proposal"), update(1, stage="lost"), update(50), update(60)]

    assert rebuild_deal("Acme", reopened).stage_since == START + timedelta(hours=50)


def test_people_are_merged_by_name_or_title_and_learn_their_part_once() -> None:
    deal = rebuild_deal(
        "Acme",
        [
            update(0, contacts=(Contact("Ana", None), Contact(None, "CFO"))),
            update(1, contacts=(Contact("Ana Couto", "COO", "decision_maker", met=True), Contact(None, "cfo"))),
            update(2, contacts=(Contact("Ana", None),)),
        ],
    )

    assert deal.contacts == (Contact("Ana Couto", "COO", "decision_maker", met=True), Contact(None, "cfo"))
    assert deal.decision_maker == deal.contacts[0]


def test_signals_remember_when_they_were_last_said() -> None:
    deal = rebuild_deal("Acme", [update(0, signals={"motive_known": "x"}), update(3, signals={"motive_known": "y"})])

    assert deal.signals == {"motive_known": START + timedelta(hours=3)}


def test_no_updates_leave_an_empty_deal() -> None:
    assert rebuild_deal("Acme", []) == Deal("Acme")


facts = st.builds(
    Facts,
    amount=st.none() | st.integers(1, 10**7),
    stage=st.none() | st.sampled_from(STAGES),
    next_step_date=st.none() | st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    contacts=st.lists(st.builds(Contact, st.sampled_from(["Ana", "Bo"]), st.none()), max_size=2).map(tuple),
)


@given(st.lists(facts, max_size=6), st.randoms())
def test_the_order_of_arrival_does_not_matter_only_the_order_of_time(all_facts: list[Facts], chance: Any) -> None:
    updates = [
        Update("C1", f"{i}.0", None, "U1", "person", START + timedelta(hours=i), told)
        for i, told in enumerate(all_facts)
    ]
    shuffled = list(updates)
    chance.shuffle(shuffled)

    assert rebuild_deal("Acme", shuffled) == rebuild_deal("Acme", updates)
