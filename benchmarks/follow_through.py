"""Simulated teams with a planted effect: how often the intervals of the report hold the truth."""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import log
from random import Random
from statistics import fmean, median

from benchmarks.table import Table
from coaching.follow_through.report import Followed, Measure, report_on
from coaching.follow_through.shares import Share

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
SETTLED_WITHOUT = 0.30
"""Of how many deals what a nudge would ask for happens within the days anyway."""
MEASURE = Measure(days=90, within=14)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Found:
    """What the report found over all runs; `called_better` is how often the interval lay wholly above nothing.

    `by_settled_young` is the mean share if settled nudges counted at once and open ones only after their days.
    """

    truth: float
    share_covered: float
    difference_covered: float
    mean_difference: float
    called_better: float
    mean_share: float
    by_settled_young: float
    median_days: float
    median_of_settled: float
    enough: float


def simulate(effect: float, deals: int, percent: int, runs: int, seed: int) -> Found:
    """Teams with so many eligible nudges in 90 days, of which so many percent are withheld by chance.

    Time to what is asked for is exponential, so that within 14 days it happens to `SETTLED_WITHOUT` of the deals, and
    where a nudge is said to `effect` more.
    """
    chance = Random(seed)  # noqa: S311 (no secret: a simulation that can be repeated)
    told = [_one_team(effect, deals, percent, chance) for _ in range(runs)]
    with_nudge = SETTLED_WITHOUT + effect
    judged = [one for one in told if one.difference is not None]
    return Found(
        truth=with_nudge,
        share_covered=fmean(low <= with_nudge <= high for low, high in (one.said.interval for one in told)),
        difference_covered=fmean(one.difference[0] <= effect <= one.difference[1] for one in judged if one.difference),
        mean_difference=fmean(one.more for one in judged),
        called_better=fmean(one.difference[0] > 0 for one in judged if one.difference),
        mean_share=fmean(one.said.value for one in told),
        by_settled_young=fmean(one.naive for one in told),
        median_days=median(one.median_days for one in told if one.median_days is not None),
        median_of_settled=fmean(one.median_of_settled for one in told),
        enough=len(judged) / runs,
    )


@dataclass(frozen=True, slots=True)
class _Team:
    said: Share
    more: float
    difference: tuple[float, float] | None
    naive: float
    median_days: float | None
    median_of_settled: float


def _one_team(effect: float, deals: int, percent: int, chance: Random) -> _Team:
    nudges = list(_nudges(effect, deals, percent, chance))
    report = report_on(nudges, MEASURE, NOW)
    play, compared = report.plays[0], report.compared
    known = compared is not None and compared.enough
    said = [nudge for nudge in nudges if not nudge.withheld]
    waits = [(nudge.seen_at - nudge.at) / _DAY for nudge in said if nudge.seen_at]
    old = [nudge for nudge in said if nudge.seen_at or NOW - nudge.at >= MEASURE.within * _DAY]
    return _Team(
        said=play.settled,
        more=compared.more if compared else 0.0,
        difference=compared.interval if compared and known else None,
        naive=fmean(bool(nudge.seen_at and nudge.seen_at - nudge.at <= MEASURE.within * _DAY) for nudge in old),
        median_days=play.median_days,
        median_of_settled=median(waits),
    )


def _nudges(effect: float, deals: int, percent: int, chance: Random) -> Iterator[Followed]:
    for number in range(deals):
        withheld = chance.random() * 100 < percent
        share = SETTLED_WITHOUT + (0.0 if withheld else effect)
        at = NOW - chance.uniform(0, MEASURE.days) * _DAY
        done = at + chance.expovariate(-log(1 - share) / MEASURE.within) * _DAY
        seen = done if done <= NOW else None
        yield Followed("ask", str(number), at, withheld=withheld, settled_at=None if withheld else seen, seen_at=seen)


def tables(effects: Sequence[float], runs: int, seed: int) -> Iterator[Table]:
    """What the report found in teams of several sizes."""
    rows, biased = [], []
    for effect in effects:
        for deals, percent in ((100, 30), (200, 20), (400, 20), (400, 50), (800, 10)):
            found = simulate(effect, deals, percent, runs, seed)
            named = [f"{effect:+.0%}", str(deals), f"{percent} %"]
            rows.append(
                [
                    *named,
                    f"{found.enough:.0%}",
                    f"{found.mean_difference:+.1%}",
                    f"{found.difference_covered:.1%}",
                    f"{found.called_better:.1%}",
                    f"{found.share_covered:.1%}",
                ]
            )
            true_median = MEASURE.within * log(2) / -log(1 - found.truth)
            shares = [f"{found.truth:.1%}", f"{found.mean_share:.1%}", f"{found.by_settled_young:.1%}"]
            days = [f"{true_median:.1f}", f"{found.median_days:.1f}", f"{found.median_of_settled:.1f}"]
            biased.append([*named, *shares, *days])
    columns = [
        "planted",
        "nudges",
        "withheld",
        "enough data",
        "found",
        "difference held",
        "called better",
        "share held",
    ]
    yield Table("Intervals", f"{runs} simulated teams a row; 95 % should be held.", columns, rows)
    columns = ["planted", "nudges", "withheld", "true share", "found", "if settled counted young"]
    columns += ["true median days", "found", "median of settled"]
    yield Table("What naive counting would say", "The mean over the same teams.", columns, biased)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m benchmarks.follow_through", description=__doc__)
    parser.add_argument("--runs", type=int, default=1000, help="how many teams are simulated in each row")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--effect", type=float, action="append", help="the planted effect, 0 and 0.15 when left out")
    asked = parser.parse_args()
    for table in tables(asked.effect or [0.0, 0.15], asked.runs, asked.seed):
        print(f"{table}\n")
