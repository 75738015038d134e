"""The report on what became of the nudges: who counts, when, and against what."""

from datetime import UTC, datetime, timedelta
from typing import Any

from benchmarks.follow_through import simulate
from coaching.follow_through.report import Followed, Measure, PlayReport, report_on

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
MEASURE = Measure(days=90, within=14, least=2)
DAY = timedelta(days=1)


def said(days_ago: float = 30, done_after: float | None = None, about: str = "", **told: Any) -> Followed:
    """A nudge of so long ago, and after how many days it was seen to be done."""
    at = NOW - days_ago * DAY
    seen = at + done_after * DAY if done_after is not None else None
    plain = {"settled_at": None if told.get("withheld") else seen, "seen_at": seen}
    return Followed("ask", about or f"deal {days_ago}", at, **(plain | told))


def line(*nudges: Followed, measure: Measure = MEASURE) -> PlayReport:
    return report_on(nudges, measure, NOW).plays[0]


def test_a_nudge_counts_once_it_has_had_its_days_and_when_it_was_settled_in_them() -> None:
    told = line(said(30, 3), said(29, 14), said(28, 15), said(27))

    assert (told.fired, told.settled.of, told.settled.hits) == (4, 4, 2)


def test_a_young_nudge_does_not_count_also_when_it_is_settled_already() -> None:
    told = line(said(30, 3), said(29), said(13.9), said(3, 1))

    assert (told.fired, told.settled.of, told.settled.hits) == (4, 2, 1)


def test_what_its_author_took_away_is_fired_and_not_judged_and_what_misread_is() -> None:
    told = line(said(30, dropped=True), said(29, disputed=True), said(28, 2))

    assert (told.fired, told.settled.of, told.disputed.hits, told.disputed.of) == (3, 2, 1, 3)


def test_a_click_on_done_settles_and_is_told_apart() -> None:
    told = line(said(30, settled_at=NOW - 29 * DAY), said(29, 1))

    assert (told.settled.hits, told.by_click) == (2, 1)


def test_below_the_minimum_there_is_not_enough_data() -> None:
    few = line(said(30), said(29), said(3), measure=Measure(least=3))
    enough = line(said(30), said(29), said(28), measure=Measure(least=3))

    assert (few.enough, enough.enough) == (False, True)


def test_nudges_from_before_the_period_are_not_looked_at() -> None:
    assert report_on([said(91)], MEASURE, NOW).plays == ()


def test_without_a_holdout_nothing_is_compared() -> None:
    report = report_on([said(30), said(29)], MEASURE, NOW)

    assert (report.compared, report.plays[0].compared) == (None, None)


def test_what_was_said_is_compared_with_what_was_withheld_meanwhile() -> None:
    withheld = [said(40, withheld=True), said(30, 2, withheld=True), said(20, withheld=True)]
    before, after = said(60, 1), said(16, 1)
    meanwhile = [said(39, 1), said(25), said(21, 3)]

    compared = report_on([before, after, *meanwhile, *withheld], MEASURE, NOW).compared

    assert compared is not None
    assert (compared.said.hits, compared.said.of) == (2, 3)
    assert (compared.withheld.hits, compared.withheld.of) == (1, 3)
    assert compared.enough


def test_what_only_a_click_has_settled_does_not_count_against_what_nobody_could_click() -> None:
    clicked = said(35, settled_at=NOW - 34 * DAY, seen_at=None)
    clicked_and_seen = said(34, settled_at=NOW - 33 * DAY, seen_at=NOW - 30 * DAY)

    compared = report_on([said(40, withheld=True), clicked, clicked_and_seen, said(20, withheld=True)], MEASURE, NOW)

    assert compared.compared is not None
    assert (compared.compared.said.hits, compared.compared.said.of) == (1, 2)


def test_a_deal_counts_once_for_a_play_however_often_it_was_spoken_of() -> None:
    again = [said(days, about="deal 1") for days in (38, 30, 24)]

    compared = report_on([said(40, withheld=True), *again, said(20, withheld=True)], MEASURE, NOW).compared

    assert compared is not None
    assert (compared.said.of, compared.withheld.of) == (1, 2)


def test_what_was_withheld_is_neither_fired_nor_judged() -> None:
    told = line(said(30, 1, withheld=True), said(29))

    assert (told.fired, told.settled.of, told.settled.hits) == (1, 1, 0)


def test_the_intervals_hold_a_planted_effect_and_none_where_there_is_none() -> None:
    """A small seeded run of what the benchmark does at length."""
    none = simulate(effect=0.0, deals=200, percent=30, runs=300, seed=3)
    planted = simulate(effect=0.15, deals=200, percent=30, runs=300, seed=4)

    for found in (none, planted):
        assert 0.91 <= found.difference_covered <= 0.99
        assert 0.91 <= found.share_covered <= 0.99
    assert abs(none.mean_difference) < 0.02
    assert abs(planted.mean_difference - 0.15) < 0.02
    assert none.called_better < 0.06 < planted.called_better
