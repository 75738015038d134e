"""The open deals as `/deal list` shows them: a line each, what is due first on top."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from coaching.deal import Deal
from handlers.blocks.days import say_due_day
from handlers.blocks.deal_card import say_amount, say_stage
from handlers.blocks.mrkdwn import echo_line
from handlers.blocks.pieces import Message, as_text, section

if TYPE_CHECKING:
    from coaching.catalogue import Catalogue

_MOST_LISTED = 20
_LISTED_NAME_LIMIT = 60
"""Twenty lines with names of this length stay within one section."""


def deal_list(deals: Iterable[Deal], now: datetime, catalogue: "Catalogue") -> Message:
    """The open ones of `deals`, at most twenty; `now` is aware and in the reader's time zone."""
    standing = sorted((deal for deal in deals if deal.state == "open"), key=_by_next_step)
    if not standing:
        empty = catalogue.say("cards.list_empty")
        return Message(empty, (section(empty),))
    many = len(standing) > 1
    title = catalogue.say("cards.list_title", count=len(standing)) if many else catalogue.say("cards.list_title_one")
    lines = [_line(deal, now, catalogue) for deal in standing[:_MOST_LISTED]]
    rest = len(standing) - len(lines)
    more = [catalogue.say("cards.list_more", count=rest)] if rest else []
    return Message(as_text([title, *lines, *more]), (section(title), section(lines), *(section(line) for line in more)))


def _by_next_step(deal: Deal) -> tuple[date, float, str]:
    """Dated next steps first, the earliest on top; then what was updated last."""
    updated = deal.updated_at.timestamp() if deal.updated_at else 0.0
    return deal.next_step_date or date.max, -updated, deal.name


def _line(deal: Deal, now: datetime, catalogue: "Catalogue") -> str:
    if deal.next_step_date is None:
        step = catalogue.say("cards.list_no_next")
    else:
        step = catalogue.say("cards.list_next", day=say_due_day(deal.next_step_date, now.date(), catalogue))
    name = catalogue.say("cards.title", deal=echo_line(deal.name, _LISTED_NAME_LIMIT))
    return " · ".join(part for part in (name, say_stage(deal, catalogue), say_amount(deal), step) if part)
