"""The commitment ladder and the checklist of a deal, each line with its day and a link to the message that tells it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from coaching.checklist import Finding, check
from coaching.ladder import climb
from coaching.record import Record
from coaching.told import RUNGS, Item
from handlers.blocks.days import say_day
from handlers.blocks.mrkdwn import echo_line, link

if TYPE_CHECKING:
    from coaching.catalogue import Catalogue
    from coaching.deal import Deal, Update

_QUOTE_LIMIT = 220
_LINK_LIMIT = 200
"""Characters of an address; a longer one is left out, since Slack counts them."""


@dataclass(frozen=True, slots=True)
class Sources:
    """The record of a deal as the reader may see it, and what makes the address of a message, None where unknown."""

    record: Record = field(default_factory=Record)
    permalink: Callable[[str, str], str | None] = lambda channel, ts: None


def ladder_lines(deal: "Deal", sources: Sources, now: datetime, catalogue: "Catalogue") -> list[str]:
    """What the buyer has agreed to so far, and on an open deal the first rung that is not known to be reached."""
    reached = climb(sources.record.updates)
    lines = [
        catalogue.say("ladder.reached", rung=catalogue.say(f"ladder.{rung}"), day=_day(update, sources, now, catalogue))
        for rung, update in reached.items()
    ]
    missing = next((rung for rung in RUNGS if rung not in reached), None)
    if missing and deal.state == "open":
        key = "ladder.missing" if lines else "ladder.first"
        lines.append(catalogue.say(key, rung=catalogue.say(f"ladder.{missing}")))
    elif not lines:
        lines.append(catalogue.say("ladder.nothing"))
    return [catalogue.say("ladder.title"), *lines]


def checklist_lines(deal: "Deal", sources: Sources, now: datetime, catalogue: "Catalogue") -> list[str]:
    """What is known, by whom, and in one line what is not."""
    findings = check(deal, sources.record, now.date())
    known = [_known(item, finding, sources, now, catalogue) for item, finding in findings.items() if finding.update]
    unknown = [item for item, finding in findings.items() if finding.update is None]
    said = [catalogue.say("checklist.unknown", items=_named(unknown, catalogue))] if unknown else []
    return [catalogue.say("checklist.title"), *known, *said]


def said_lines(deal: "Deal", sources: Sources, now: datetime, catalogue: "Catalogue") -> list[str]:
    """Only what the buyer said, without bullets."""
    findings = check(deal, sources.record, now.date())
    return [
        _known(item, finding, sources, now, catalogue).removeprefix("• ")
        for item, finding in findings.items()
        if finding.quote
    ]


def _known(item: Item, finding: Finding, sources: Sources, now: datetime, catalogue: "Catalogue") -> str:
    said = {"item": catalogue.say(f"checklist.{item}")}
    day = _day(finding.update, sources, now, catalogue) if finding.update else ""
    if finding.quote is None:
        return catalogue.say("checklist.believed", day=day, **said)
    return catalogue.say("checklist.said", day=day, quote=echo_line(finding.quote.strip('"“”„ '), _QUOTE_LIMIT), **said)


def _named(items: Iterable[Item], catalogue: "Catalogue") -> str:
    return ", ".join(catalogue.say(f"checklist.{item}").lower() for item in items)


def _day(update: "Update", sources: Sources, now: datetime, catalogue: "Catalogue") -> str:
    """When the update was made, as a link to its message; what was filled in by hand has none."""
    day = say_day(update.at.astimezone(now.tzinfo).date(), now.date(), catalogue)
    if update.source == "form":
        return catalogue.say("ladder.by_hand", day=day)
    url = sources.permalink(update.channel, update.ts)
    return link(url, day) if url and len(url) <= _LINK_LIMIT else day
