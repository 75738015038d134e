"""`dealcoach report`: how the plays fare, read from the database; the bot may run meanwhile. Nobody is named."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any, TextIO

from bot.db_commands import with_storage
from bot.offline import failures_told, load_offline_content, load_offline_settings
from coaching.follow_through.report import Compared, Measure, PlayReport, Report, report_on
from coaching.follow_through.shares import Interval, Share
from coaching.play import Playbook
from storage import Storage

NEVER_OLD_ENOUGH = "A nudge counts once its --within days are over: give more --days than that."
_FEW = "not enough data"
_WIDE = 36
"""How many characters of a title are shown."""


def tell_report(
    days: int, within: int, out: TextIO, *, as_json: bool, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> int:
    """Write the report on the nudges of so many days, settled within so many."""
    with failures_told():
        settings = load_offline_settings()
        measure = Measure(days, within, settings.report_minimum)
        plays = load_offline_content(settings).coach.playbook
    found: list[Report] = []

    async def read(storage: Storage) -> None:
        await storage.check()
        now = clock()
        found.append(report_on(await storage.followed(measure.since(now)), measure, now))

    with_storage(read)
    out.writelines([json.dumps(_as_json(found[0]), indent=1) + "\n"] if as_json else _as_text(found[0], plays))
    return 0


def _as_text(report: Report, plays: Playbook) -> Iterator[str]:
    measure = report.measure
    yield f"Nudges of the last {measure.days} days; settled: within {measure.within} days.\n\n"
    if not report.plays:
        yield "No nudge was said.\n"
        return
    head = (f"{_cut('play')} {'fired':>6} {'n':>6} {'settled':>8} {'95 in 100':>11}", "median days", "disputed")
    yield f"{head[0]} {head[1]:>12} {head[2]:>9}\n"
    yield from (_line(play, _title(play.play, plays)) for play in report.plays)
    yield (
        f"\nn: nudges that stood for {measure.within} days or more; below {measure.least} of them nothing is said.\n"
        "settled: a later update, a change by hand, or a click on Done did what the nudge asked for.\n"
        "median days: until then, what is still open counted in; '-' where less than half was ever settled.\n"
        "disputed: called unhelpful or misread, of all that were fired.\n"
    )
    if report.compared:
        yield from _comparison(report, report.compared, plays)


def _title(play_id: str, plays: Playbook) -> str:
    """The play's title, cut to the width of its column; of a play that is no longer there, its id."""
    play = plays.get(play_id)
    return _cut(play.title if play else play_id)


def _cut(words: str) -> str:
    return (words if len(words) <= _WIDE else f"{words[: _WIDE - 1]}…").ljust(_WIDE)


def _line(play: PlayReport, title: str) -> str:
    if not play.enough:
        return f"{title} {play.fired:>6} {play.settled.of:>6} {_FEW}\n"
    median = "-" if play.median_days is None else f"{play.median_days:.1f}"
    shares = f"{play.settled.value:>8.0%} {_range(play.settled.interval):>11}"
    return f"{title} {play.fired:>6} {play.settled.of:>6} {shares} {median:>12} {play.disputed.value:>9.0%}\n"


def _comparison(report: Report, overall: Compared, plays: Playbook) -> Iterator[str]:
    yield "\nSaid, against withheld by chance (one for each deal and play; only what was seen counts, no Done):\n\n"
    yield f"{_cut('play')} {'said':>12} {'withheld':>12} {'points more':>12} {'95 in 100':>11}\n"
    compared = [(_title(play.play, plays), play.compared) for play in report.plays]
    for name, one in [*compared, (_cut("all of these"), overall)]:
        if one:
            arms = f"{_arm(one.said):>12} {_arm(one.withheld):>12}"
            more = f"{one.more * 100:>+12.0f} {_points(one.interval):>11}" if one.enough else f" {_FEW}"
            yield f"{name} {arms} {more}\n"


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
