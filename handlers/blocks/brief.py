"""The brief before a meeting, as `/coach prep` shows it."""

from datetime import datetime
from typing import TYPE_CHECKING

from coaching.brief import brief_on
from handlers.blocks.deal_card import known_facts
from handlers.blocks.evidence import Sources, said_lines
from handlers.blocks.mrkdwn import NAME_LIMIT, echo_line
from handlers.blocks.pieces import Message, as_text, context, section

if TYPE_CHECKING:
    from coaching.catalogue import Catalogue
    from coaching.deal import Deal


def brief_message(
    deal: "Deal", now: datetime, catalogue: "Catalogue", sources: Sources, *, shared: bool = False
) -> Message:
    """The brief on `deal`, for one person or `shared`; `now` is aware and in the reader's time zone."""
    brief = brief_on(deal, sources.record, now.date())
    known = [*known_facts(deal, now, catalogue), *said_lines(deal, sources, now, catalogue)]
    title = catalogue.say("prep.title", deal=echo_line(deal.name, NAME_LIMIT))
    parts = [[catalogue.say("prep.known"), *_bullets(known or [catalogue.say("prep.nothing_known")])]]
    if brief.unknown:
        unknown = [catalogue.say(f"prep.unknown_{topic}") for topic in brief.unknown]
        parts.append([catalogue.say("prep.unknown"), *_bullets(unknown)])
    asked = [catalogue.say(f"prep.ask_{question}") for question in brief.questions]
    parts.append([catalogue.say("prep.questions"), *(f"{at}. {words}" for at, words in enumerate(asked, start=1))])
    if brief.not_yet:
        parts.append([catalogue.say("prep.not_yet", caution=catalogue.say(f"prep.not_yet_{brief.not_yet}"))])
    lines = [title, *(line for part in parts for line in part)]
    only_you = () if shared else (context(catalogue.say("commands.only_you")),)
    return Message(as_text(lines), (section(title), *(section(part) for part in parts), *only_you))


def _bullets(lines: list[str]) -> list[str]:
    return [f"• {line}" for line in lines]
