"""The App Home: what needs its reader, their open nudges and their deals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from coaching.deal import Deal
from coaching.needs_you import MOST_NEEDS, Need
from handlers.blocks.answers import CHOOSE_ACTION
from handlers.blocks.days import say_day
from handlers.blocks.deal_list import deal_line, in_order
from handlers.blocks.home_admin import Governs, governs_blocks
from handlers.blocks.home_preferences import Speaks, speaks_blocks
from handlers.blocks.mrkdwn import ELLIPSIS, echo, echo_line
from handlers.blocks.nudge import nudge_buttons
from handlers.blocks.pieces import BUTTON_LIMIT, Block, actions, button, context, option, section, select
from handlers.blocks.privacy import privacy_blocks

if TYPE_CHECKING:
    from coaching.catalogue import Catalogue

PAGE_BACK, PAGE_ON = "home_page_back", "home_page_on"
DEALS_ON_A_PAGE = 10
MOST_NUDGES = 5
_NAME_LIMIT = 60
_WORDS_LIMIT = 500
_EVIDENCE_LIMIT = 150


@dataclass(frozen=True, slots=True)
class OpenNudge:
    """A nudge that waits for its author: its number, words, what it reacts to, its play's title, its deal's name.

    One that is `timed` answers no message.
    """

    number: int
    words: str
    evidence: str
    play: str
    deal: str | None = None
    timed: bool = False


@dataclass(frozen=True, slots=True)
class Home:
    """What one person's Home shows; `now` is aware and in their time zone, `page` counts from 0.

    `deals` are all their open ones by number, `nudges` the newest first; `snoozed` counts nudges that rest with their
    deals. `governs` is only there for admins; `text_days` is how long words are kept.
    """

    now: datetime
    deals: Mapping[int, Deal] = field(default_factory=dict)
    needs: Sequence[Need] = ()
    nudges: Sequence[OpenNudge] = ()
    snoozed: int = 0
    page: int = 0
    speaks: Speaks = field(default_factory=Speaks)
    governs: Governs | None = None
    text_days: int = 180


def home_view(home: Home, notice: Sequence[Block], catalogue: "Catalogue") -> Block:
    """The view for `views.publish`; `notice` is what was answered to the reader's last click, on top."""
    page = min(home.page, _last_page(home))
    if home.deals or home.nudges or home.snoozed:
        shown = [*_needs(home, catalogue), *_nudges(home, catalogue), *_deals(home, page, catalogue)]
    else:
        shown = _start(catalogue)
    shown += [_divider(), *speaks_blocks(home.speaks, str(home.now.tzinfo), catalogue)]
    shown += [_divider(), *privacy_blocks(home.text_days, catalogue)]
    if home.governs is not None:
        shown += [_divider(), *governs_blocks(home.governs, home.now, catalogue)]
    return {"type": "home", "private_metadata": str(page), "blocks": [*notice, *shown]}


def _start(catalogue: "Catalogue") -> list[Block]:
    """What to do first, where nothing is known yet."""
    steps = [catalogue.say(f"home.start_{step}") for step in ("invite", "post", "look")]
    return [section(catalogue.say("home.start_title")), section(steps)]


def _needs(home: Home, catalogue: "Catalogue") -> list[Block]:
    lines = [_need(need, home.now, catalogue) for need in home.needs[:MOST_NEEDS]]
    rest = len(home.needs) - len(lines)
    more = [context(catalogue.say("home.needs_more", count=rest))] if rest else []
    said = lines or [catalogue.say("home.needs_none")]
    return [section(catalogue.say("home.needs_title")), section(said), *more, _divider()]


def _need(need: Need, now: datetime, catalogue: "Catalogue") -> str:
    day = say_day(need.since, now.date(), catalogue) if need.since else ""
    return catalogue.say(f"home.need_{need.reason}", deal=echo_line(need.deal.name, _NAME_LIMIT), day=day)


def _nudges(home: Home, catalogue: "Catalogue") -> list[Block]:
    shown = [block for nudge in home.nudges[:MOST_NUDGES] for block in _nudge(nudge, catalogue)]
    rest = len(home.nudges) - MOST_NUDGES
    more = [context(catalogue.say("home.nudges_more", count=rest))] if rest > 0 else []
    if home.snoozed:
        more.append(context(catalogue.say("home.nudges_snoozed", count=home.snoozed)))
    return [section(catalogue.say("home.nudges_title")), *shown, *more, _divider()] if shown or more else []


def _nudge(nudge: OpenNudge, catalogue: "Catalogue") -> list[Block]:
    quoted, play = echo_line(nudge.evidence, _EVIDENCE_LIMIT), echo_line(nudge.play, _NAME_LIMIT) or ELLIPSIS
    deal = echo_line(nudge.deal or "", _NAME_LIMIT)
    key = "home.nudge_bare" if not quoted else "home.nudge_of" if deal else "home.nudge_about"
    if quoted and nudge.timed:
        key = "timed.evidence_of" if deal else "timed.evidence"
    about = catalogue.say(key, evidence=quoted, play=play, deal=deal)
    return [
        section(echo(nudge.words, _WORDS_LIMIT)),
        context(about),
        actions(nudge_buttons(nudge.number, catalogue, of_message=not nudge.timed), f"home_nudge_{nudge.number}"),
    ]


def _deals(home: Home, page: int, catalogue: "Catalogue") -> list[Block]:
    if not home.deals:
        return [section(catalogue.say("home.deals_none"))]
    title = section(catalogue.say("home.deals_title", count=len(home.deals)))
    numbers = {id(deal): number for number, deal in home.deals.items()}
    shown = in_order(home.deals.values())[page * DEALS_ON_A_PAGE : (page + 1) * DEALS_ON_A_PAGE]
    lines = section([deal_line(deal, None, home.now, catalogue) for deal in shown])
    cards = [option(echo_line(deal.name, BUTTON_LIMIT) or ELLIPSIS, f"show {numbers[id(deal)]}") for deal in shown]
    menu = select(catalogue.say("home.show_card"), CHOOSE_ACTION, cards)
    return [title, lines, actions([menu], "home_cards"), *_pages(home, page, catalogue)]


def _pages(home: Home, page: int, catalogue: "Catalogue") -> list[Block]:
    last = _last_page(home)
    if not last:
        return []
    back = button(catalogue.say("home.page_back"), PAGE_BACK, str(page - 1), catalogue.say("home.page_back_spoken"))
    on = button(catalogue.say("home.page_on"), PAGE_ON, str(page + 1), catalogue.say("home.page_on_spoken"))
    here = catalogue.say("home.deals_page", page=page + 1, pages=last + 1)
    return [context(here), actions([*([back] if page else []), *([on] if page < last else [])])]


def _last_page(home: Home) -> int:
    return max(0, len(home.deals) - 1) // DEALS_ON_A_PAGE


def _divider() -> Block:
    return {"type": "divider"}
