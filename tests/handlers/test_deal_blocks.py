"""What a deal card, the list and the digest say."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from handlers_world import CATALOGUE, NOW, TARNBECK, TODAY

from coaching.deal import Deal
from coaching.deal_filters import FILTERS, DealFilter
from coaching.facts import Contact
from coaching.message import Person
from handlers.blocks.days import say_day, say_due_day
from handlers.blocks.deal_card import deal_card
from handlers.blocks.deal_list import deal_list
from handlers.commands.requests import ListDeals

ANA = Person("U0ANA", "Ana", "Europe/Madrid")


def test_what_is_not_known_of_a_deal_is_said_kindly() -> None:
    assert deal_card(Deal("Tarnbeck"), NOW, CATALOGUE).text.splitlines() == [
        "*Tarnbeck*",
        "*Stage:* not known yet",
        "*Amount:* not known yet",
        "*Owner:* not known yet",
        "*Next step:* none agreed yet",
        "*Decision maker:* not known yet",
        "*People:* nobody named yet",
        "*Also in the race:* nobody named",
        "No update yet",
    ]


@pytest.mark.parametrize(
    ("step", "day", "line"),
    [
        ("call Mara", date(2026, 3, 11), "*Next step:* call Mara, yesterday (overdue)"),
        ("call Mara", date(2026, 3, 12), "*Next step:* call Mara, today"),
        ("call Mara", date(2026, 3, 13), "*Next step:* call Mara, tomorrow"),
        ("call Mara", None, "*Next step:* call Mara, no date yet"),
        (None, date(2026, 3, 19), "*Next step:* Thu 19 Mar"),
    ],
)
def test_the_next_step_is_said_with_its_day_and_marked_when_overdue(
    step: str | None, day: date | None, line: str
) -> None:
    card = deal_card(replace(TARNBECK, next_step=step, next_step_date=day), NOW, CATALOGUE)

    assert line in card.text.splitlines()


def test_what_is_overdue_and_when_the_last_update_was_depends_on_where_the_reader_is() -> None:
    late_evening = datetime(2026, 3, 12, 23, 30, tzinfo=ZoneInfo("America/New_York"))
    deal = replace(TARNBECK, next_step_date=date(2026, 3, 12), updated_at=datetime(2026, 3, 12, 3, tzinfo=UTC))

    in_new_york = deal_card(deal, late_evening, CATALOGUE).text
    in_utc = deal_card(deal, late_evening.astimezone(UTC), CATALOGUE).text

    assert "review the proposal, today" in in_new_york
    assert "Last update yesterday" in in_new_york
    assert "review the proposal, yesterday (overdue)" in in_utc


def test_a_closed_deal_has_no_next_step() -> None:
    assert "Next step" not in deal_card(replace(TARNBECK, stage="lost"), NOW, CATALOGUE).text


def test_a_decision_maker_whom_nobody_has_met_is_marked() -> None:
    unmet = replace(TARNBECK, contacts=(Contact("Mara Quist", "CFO", "decision_maker"),))

    assert "*Decision maker:* Mara Quist (CFO), not met yet" in deal_card(unmet, NOW, CATALOGUE).text


def test_an_owner_without_a_slack_id_is_named() -> None:
    assert "*Owner:* Priya &amp; Co" in deal_card(replace(TARNBECK, owner="Priya & Co"), NOW, CATALOGUE).text


def test_more_people_than_fit_are_counted() -> None:
    crowd = tuple(Contact(f"Person {n}", None) for n in range(12))

    assert "Person 7, and 4 more" in deal_card(replace(TARNBECK, contacts=crowd), NOW, CATALOGUE).text


def test_the_list_says_how_many_deals_it_does_not_name() -> None:
    listed = deal_list([replace(TARNBECK, name=f"Deal {n}") for n in range(500)], NOW, CATALOGUE)

    assert listed.text.splitlines()[0] == "*500 open deals*"
    assert listed.text.splitlines()[-2:] == [
        "And 480 more. `/deal show NAME` shows any of them.",
        "In all: $22,500,000",
    ]


SILENT = replace(TARNBECK, updated_at=NOW - timedelta(days=20), stage_since=NOW - timedelta(days=30))


@pytest.mark.parametrize(
    ("asked", "title", "ending"),
    [
        (ListDeals(), "*2 open deals*", "next Tue 10 Mar (overdue)"),
        (ListDeals("mine"), "*2 open deals* · yours", "next Tue 10 Mar (overdue)"),
        (
            ListDeals("mine", "silent"),
            "*2 open deals* · yours · silent: no update for 10 working days or more, and no dated next step ahead",
            "last update Fri 20 Feb",
        ),
        (
            ListDeals(only="stalled"),
            "*2 open deals* · stalled: at the same stage for 21 days or more",
            "at this stage since Tue 10 Feb",
        ),
    ],
)
def test_a_list_says_which_filter_is_on_and_what_it_found(asked: ListDeals, title: str, ending: str) -> None:
    listed = deal_list([SILENT, SILENT], NOW, CATALOGUE, asked)

    assert listed.text.splitlines()[0] == title
    assert listed.text.splitlines()[1] == f"*Tarnbeck* · Proposal · $45,000 · {ending}"


def test_a_stage_of_an_unknown_day_is_said_to_stand_since_the_deal_was_opened() -> None:
    listed = deal_list([replace(SILENT, stage_since=None)], NOW, CATALOGUE, ListDeals(only="stalled"))

    assert listed.text.splitlines()[1].endswith("open since Mon 2 Mar")


def test_deals_that_are_closing_stand_by_their_close_date() -> None:
    later, soon = (replace(TARNBECK, name=f"In {days}", close_date=TODAY + timedelta(days=days)) for days in (9, 1))

    lines = deal_list([TARNBECK, later, soon], NOW, CATALOGUE, ListDeals(only="closing")).text.splitlines()

    assert [line.rpartition(" · ")[2] for line in lines[1:4]] == [
        "closes tomorrow",
        "closes Sat 21 Mar",
        "next Tue 10 Mar (overdue)",
    ]


@pytest.mark.parametrize(("only", "first"), [("silent", "Older"), ("stalled", "Stuck")])
def test_what_has_waited_longest_stands_on_top(only: DealFilter, first: str) -> None:
    older = replace(SILENT, name="Older", updated_at=NOW - timedelta(days=90))
    stuck = replace(SILENT, name="Stuck", stage_since=NOW - timedelta(days=90))

    listed = deal_list([SILENT, stuck, older], NOW, CATALOGUE, ListDeals(only=only))

    assert listed.text.splitlines()[1].startswith(f"*{first}*")


@pytest.mark.parametrize("asked", [ListDeals(), ListDeals("mine"), *(ListDeals(only=only) for only in FILTERS)])
def test_a_list_of_nothing_is_a_friendly_sentence(asked: ListDeals) -> None:
    listed = deal_list([], NOW, CATALOGUE, asked)

    assert len(listed.blocks) == 1
    assert listed.text.endswith(".")


def test_amounts_are_summed_up_for_each_currency_by_itself() -> None:
    deals = [
        TARNBECK,
        replace(TARNBECK, amount=75_000),
        replace(TARNBECK, currency="EUR"),
        replace(TARNBECK, amount=30_000, currency=None),
        replace(TARNBECK, amount=None),
    ]

    worth = deal_list(deals, NOW, CATALOGUE).text.splitlines()[-1]

    assert worth == "In all: $120,000 · €45,000 · 30,000 without a currency · 1 without an amount"


def test_nothing_is_summed_up_where_no_amount_is_known_or_there_is_one_deal() -> None:
    unknown = replace(TARNBECK, amount=None)

    assert "In all" not in deal_list([unknown, unknown], NOW, CATALOGUE).text
    assert "In all" not in deal_list([TARNBECK], NOW, CATALOGUE).text


def test_days_near_are_said_in_words_and_far_ones_with_their_year() -> None:
    assert say_day(TODAY, TODAY, CATALOGUE) == "today"
    assert say_day(date(2026, 3, 20), TODAY, CATALOGUE) == "Fri 20 Mar"
    assert say_day(date(2027, 1, 4), TODAY, CATALOGUE) == "Mon 4 Jan 2027"
    assert say_due_day(TODAY, TODAY, CATALOGUE) == "today"


@pytest.mark.parametrize(
    ("step", "day", "said"),
    [
        ("Signing stays on 24 March", date(2026, 3, 24), "Signing stays on 24 March"),
        ("Signing on March 13th", date(2026, 3, 13), "Signing on March 13th (tomorrow)"),
        ("paper by 10/3", date(2026, 3, 10), "paper by 10/3 (overdue)"),
        ("call 2 March buyers", date(2026, 3, 20), "call 2 March buyers, Fri 20 Mar"),
        ("review of 120/3 items", date(2026, 3, 20), "review of 120/3 items, Fri 20 Mar"),
    ],
)
def test_a_step_whose_words_hold_its_day_says_it_once(step: str, day: date, said: str) -> None:
    card = deal_card(replace(TARNBECK, next_step=step, next_step_date=day), NOW, CATALOGUE)

    assert f"*Next step:* {said}" in card.text.splitlines()
