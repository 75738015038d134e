"""A team's week is told in bands over three reps or more, and no change in it is one person's."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.deal import Deal, Update
from coaching.facts import Facts
from coaching.money import Money
from coaching.team_digest import compose_team_digest
from coaching.team_week import (
    Raised,
    Standing,
    TeamWeek,
    end_of,
    finished_weeks,
    may_be_told,
    start_of,
    tell_week,
    whose_deals,
)

WEEK = "2026-W10"
MONDAY = datetime(2026, 3, 2, tzinfo=UTC)
NEVER: Mapping[str, Standing] = {}


def behind(*counts: int) -> dict[str, frozenset[int]]:
    """Deals behind a figure, so many of each rep."""
    return {f"U{rep}": frozenset(100 * rep + deal for deal in range(count)) for rep, count in enumerate(counts)}


def told(number: int, author: str, at: datetime, **facts: object) -> Update:
    return Update("C1", f"{number}.0", None, author, "person", at, Facts(**facts))  # type: ignore[arg-type]


def alone(now: Standing) -> TeamWeek:
    return tell_week(WEEK, now, None, lambda week: {})


def test_weeks_run_from_monday_to_monday_in_utc_and_only_those_that_are_over_count() -> None:
    assert (start_of(WEEK), end_of(WEEK)) == (MONDAY, MONDAY + timedelta(weeks=1))
    assert finished_weeks(MONDAY, 2) == ("2026-W08", "2026-W09")
    assert finished_weeks(MONDAY - timedelta(seconds=1), 1) == ("2026-W08",)
    assert finished_weeks(datetime(2027, 1, 5, tzinfo=UTC), 2) == ("2026-W52", "2026-W53")


@pytest.mark.parametrize(
    ("counts", "band"),
    [
        ((9, 9), None),
        ((1, 1, 0), None),
        ((1, 1, 1), "few"),
        ((3, 1, 1), "few"),
        ((4, 1, 1), "some"),
        ((8, 1, 1), "some"),
        ((9, 1, 1), "many"),
    ],
)
def test_a_figure_needs_three_reps_and_is_told_in_a_band(counts: tuple[int, ...], band: str | None) -> None:
    deals = {rep: numbers for rep, numbers in behind(*counts).items() if numbers}

    assert alone({"stage_demo": deals}).band("stage_demo") == band


def test_three_reps_with_one_deal_between_them_are_not_told() -> None:
    assert alone({"play_p": dict.fromkeys(("U1", "U2", "U3"), frozenset({7}))}).figures == {}


def test_a_band_stands_until_deals_of_three_reps_have_moved() -> None:
    weeks: dict[str, Standing] = {"2026-W10": {"stage_demo": behind(2, 2, 1)}}
    first = alone(weeks["2026-W10"])
    weeks["2026-W11"] = {"stage_demo": behind(2, 3, 1)}
    second = tell_week("2026-W11", weeks["2026-W11"], first, weeks.__getitem__)
    weeks["2026-W12"] = {"stage_demo": behind(3, 3, 2)}
    third = tell_week("2026-W12", weeks["2026-W12"], second, weeks.__getitem__)

    assert [week.band("stage_demo") for week in (first, second, third)] == ["few", "few", "some"]
    assert [week.figures["stage_demo"].since for week in (first, second, third)] == ["2026-W10", "2026-W10", "2026-W12"]


def test_deals_count_for_who_owned_them_at_the_weeks_end_as_they_stood_then() -> None:
    updates = {
        1: (told(1, "U0ANA", MONDAY, stage="demo"), told(2, "U0ANA", MONDAY + timedelta(weeks=1), stage="won")),
        2: (told(3, "U0BEN", MONDAY - timedelta(days=3), stage="demo", owner="U0CARA"),),
        3: (told(4, "U0ANA", MONDAY, stage="lost"),),
        4: (told(5, "HubSpot", MONDAY, stage="demo", owner="Pat"),),
        5: (told(6, "U0MIA", MONDAY, stage="demo"),),
        6: (told(7, "U0ANA", MONDAY + timedelta(weeks=1), stage="demo"),),
    }

    found = whose_deals(WEEK, updates, (), {"U0MIA"})

    assert found["stage_demo"] == {"U0ANA": frozenset({1}), "U0CARA": frozenset({2})}
    assert set(found) == {"stage_demo", "cause_needs_step"}


def test_plays_count_when_they_were_said_in_the_week_on_different_deals() -> None:
    raised = [
        Raised("ask_why", author, deal, MONDAY + timedelta(days=day))
        for author, deal, day in (("U0ANA", 1, 0), ("U0ANA", 1, 2), ("U0BEN", 2, 6), ("U0CARA", 3, 7), ("U0MIA", 4, 1))
    ]

    found = whose_deals(WEEK, {}, raised, {"U0MIA"})

    assert found == {"play_ask_why": {"U0ANA": frozenset({1}), "U0BEN": frozenset({2})}}


standings = st.dictionaries(
    st.sampled_from(["stage_demo", "stage_proposal", "play_p"]),
    st.dictionaries(
        st.sampled_from([f"U{n}" for n in range(6)]), st.frozensets(st.integers(0, 9), min_size=1), max_size=6
    ),
)


@given(st.lists(standings, min_size=2, max_size=5))
def test_nothing_is_told_over_fewer_than_three_and_no_band_changes_by_fewer_than_three(chain: list[Standing]) -> None:
    weeks = {f"2026-W{10 + number}": standing for number, standing in enumerate(chain)}
    before: TeamWeek | None = None
    for week, standing in weeks.items():
        now = tell_week(week, standing, before, weeks.__getitem__)
        for figure, shown in now.figures.items():
            assert may_be_told(standing[figure])
            if before and figure in before.figures and shown.band != before.figures[figure].band:
                then = weeks[before.figures[figure].since][figure]
                assert sum(then.get(rep) != standing[figure].get(rep) for rep in {*then, *standing[figure]}) >= 3
        before = now


def test_large_deals_count_in_their_own_currency_and_shared_ones_are_told_once() -> None:
    now = MONDAY
    deals = {
        1: Deal("Acme", owner="U1", amount=50_000, currency="eur"),
        2: Deal("Bolt", owner="U1", amount=49_999, currency="EUR"),
        3: Deal("Cave", owner="U1", amount=900_000, currency="USD"),
        4: Deal("Dune", owner="U1", amount=90_000, currency="EUR", stage="won", closed_at=now),
        5: Deal("Echo", owner="U1", amount=90_000, currency="EUR"),
        6: Deal("Fern", owner="U1", stage="lost", closed_at=now - timedelta(days=8)),
        7: Deal("Glen", owner="U1", amount=90_000),
    }

    digest = compose_team_digest((), deals, {4: "U1", 5: "U1", 6: "U1"}, Money(50_000, "EUR"), now)
    without = compose_team_digest((), deals, {}, None, now)

    assert [deal.name for deal in digest.large] == ["Acme"]
    assert [each.deal.name for each in digest.shared] == ["Dune", "Echo"]
    assert without.is_empty
