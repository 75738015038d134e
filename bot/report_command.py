"""`dealcoach report`: how the plays fare, read from the database; the bot may run meanwhile. Nobody is named."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any, TextIO

from bot.db_commands import with_storage
from bot.offline import failures_told, load_offline_settings
from coaching.follow_through.report import Compared, Measure, PlayReport, Report, report_on
from coaching.follow_through.shares import Interval, Share
from storage import Storage

NEVER_OLD_ENOUGH = "A nudge counts once its --within days are over: give more --days than that."
_FEW = "not enough data"


def tell_report(
    days: int, within: int, out: TextIO, *, as_json: bool, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> int:
    """Write the report on the nudges of so many days, settled within so many."""
    with failures_told():
        measure = Measure(days, within, load_offline_settings().report_minimum)
    found: list[Report] = []

    async def read(storage: Storage) -> None:
        await storage.check()
        now = clock()
        found.append(report_on(await storage.followed(measure.since(now)), measure, now))

    with_storage(read)
    out.writelines([json.dumps(_as_json(found[0]), indent=1) + "\n"] if as_json else _as_text(found[0]))
    return 0


def _as_text(report: Report) -> Iterator[str]:
    measure = report.measure
    yield f"Nudges of the last {measure.days} days; settled: within {measure.within} days.\n\n"
    if not report.plays:
        yield "No nudge was said.\n"
        return
    head = (f"{'play':24} {'fired':>6} {'n':>6} {'settled':>8} {'95 in 100':>11}", "median days", "disputed")
    yield f"{head[0]} {head[1]:>12} {head[2]:>9}\n"
    yield from (_line(play) for play in report.plays)
    yield (
        f"\nn: nudges that stood for {measure.within} days or more; below {measure.least} of them nothing is said.\n"
        "settled: a later update, a change by hand, or a click on Done did what the nudge asked for.\n"
        "median days: until then, what is still open counted in; '-' where less than half was ever settled.\n"
        "disputed: called unhelpful or misread, of all that were fired.\n"
    )
    if report.compared:
        yield from _comparison(report, report.compared)


def _line(play: PlayReport) -> str:
    if not play.enough:
        return f"{play.play:24} {play.fired:>6} {play.settled.of:>6} {_FEW}\n"
    median = "-" if play.median_days is None else f"{play.median_days:.1f}"
    shares = f"{play.settled.value:>8.0%} {_range(play.settled.interval):>11}"
    return f"{play.play:24} {play.fired:>6} {play.settled.of:>6} {shares} {median:>12} {play.disputed.value:>9.0%}\n"


def _comparison(report: Report, overall: Compared) -> Iterator[str]:
    yield "\nSaid, against withheld by chance (one for each deal and play; only what was seen counts, no Done):\n\n"
    yield f"{'play':24} {'said':>12} {'withheld':>12} {'points more':>12} {'95 in 100':>11}\n"
    compared = [(play.play, play.compared) for play in report.plays]
    for name, one in [*compared, ("all of these", overall)]:
        if one:
            arms = f"{_arm(one.said):>12} {_arm(one.withheld):>12}"
            more = f"{one.more * 100:>+12.0f} {_points(one.interval):>11}" if one.enough else f" {_FEW}"
            yield f"{name:24} {arms} {more}\n"


def _arm(share: Share) -> str:
    return f"{share.hits}/{share.of}"


def _range(interval: Interval) -> str:
    return f"{interval[0]:.0%}-{interval[1]:.0%}"


def _points(interval: Interval) -> str:
    return f"{interval[0] * 100:+.0f}..{interval[1] * 100:+.0f}"


def _as_json(report: Report) -> dict[str, Any]:
    measure = report.measure
    plays = [
        {
            "play": play.play,
            "fired": play.fired,
            "n": play.settled.of,
            "settled": play.settled.hits,
            "settled_by_click_alone": play.by_click,
            "interval": play.settled.interval if play.enough else None,
            "median_days": play.median_days if play.enough else None,
            "disputed": play.disputed.hits,
            "enough_data": play.enough,
            "compared": _compared_as_json(play.compared),
        }
        for play in report.plays
    ]
    told = {"days": measure.days, "within": measure.within, "minimum": measure.least, "plays": plays}
    return {**told, "compared": _compared_as_json(report.compared)}


def _compared_as_json(compared: Compared | None) -> dict[str, Any] | None:
    if compared is None:
        return None
    return {
        "said": {"settled": compared.said.hits, "n": compared.said.of},
        "withheld": {"settled": compared.withheld.hits, "n": compared.withheld.of},
        "difference": compared.more if compared.enough else None,
        "interval": compared.interval if compared.enough else None,
        "enough_data": compared.enough,
    }
