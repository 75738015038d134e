"""How the plays fare, as `/coach status` adds it for admins: a line for each play, and what a holdout shows."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from handlers.blocks.mrkdwn import echo_line
from handlers.blocks.pieces import Block, Message, context, section

if TYPE_CHECKING:
    from coaching.catalogue import Catalogue
    from coaching.follow_through.report import Compared, PlayReport, Report

_MOST_PLAYS = 24
_IN_A_SECTION = 8
_TITLE_LIMIT = 60


def with_report(
    message: Message, report: "Report", titles: Mapping[str, str], percent: int, catalogue: "Catalogue"
) -> Message:
    """The message with the report before its last line; `percent` is how many nudges are withheld now."""
    lines = _plays(report, titles, catalogue)
    title = catalogue.say("follow_through.title", days=report.measure.days)
    told = [*lines, *_holdout(report, percent, catalogue)]
    how = catalogue.say("follow_through.how", within=report.measure.within, least=report.measure.least)
    parts: list[Block] = [section(told[at : at + _IN_A_SECTION]) for at in range(0, len(told), _IN_A_SECTION)]
    *before, last = message.blocks
    text = "\n".join([message.text, title, *told])
    return Message(text, (*before, section(title), *parts, context(how), last))


def _plays(report: "Report", titles: Mapping[str, str], catalogue: "Catalogue") -> list[str]:
    lines = [_play(play, titles.get(play.play, play.play), catalogue) for play in report.plays[:_MOST_PLAYS]]
    more = len(report.plays) - len(lines)
    return [*lines, *([catalogue.say("cards.and_more", count=more)] if more else [])] or [
        catalogue.say("follow_through.none")
    ]


def _play(play: "PlayReport", title: str, catalogue: "Catalogue") -> str:
    shown = echo_line(title, _TITLE_LIMIT)
    if not play.enough:
        return catalogue.say("follow_through.few", play=shown, fired=play.fired, n=play.settled.of)
    low, high = play.settled.interval
    median = play.median_days
    told = catalogue.say(
        "follow_through.play",
        play=shown,
        fired=play.fired,
        n=play.settled.of,
        settled=_percent(play.settled.value),
        low=_percent(low),
        high=_percent(high),
        disputed=_percent(play.disputed.value),
    )
    soon = (
        catalogue.say("follow_through.median", days=round(median))
        if median is not None
        else catalogue.say("follow_through.open")
    )
    return f"{told} {soon}"


def _holdout(report: "Report", percent: int, catalogue: "Catalogue") -> list[str]:
    runs = [catalogue.say("follow_through.runs", percent=percent)] if percent else []
    if report.compared is None:
        return runs
    return [*runs, _compared(report.compared, catalogue)]


def _compared(compared: "Compared", catalogue: "Catalogue") -> str:
    arms = {"said": compared.said.of, "withheld": compared.withheld.of}
    if not compared.enough:
        return catalogue.say("follow_through.compared_few", **arms)
    low, high = compared.interval
    points = {"more": f"{compared.more * 100:+.0f}", "low": f"{low * 100:+.0f}", "high": f"{high * 100:+.0f}"}
    shares = {"of_said": _percent(compared.said.value), "of_withheld": _percent(compared.withheld.value)}
    return catalogue.say("follow_through.compared", **arms, **shares, **points)


def _percent(share: float) -> str:
    return f"{share * 100:.0f}"
