"""The open deals as `/deal list` shows them: a line each, what is due first on top, and what they are worth."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from coaching.deal import Deal
from coaching.deal_filters import DealFilter, stands_since
from coaching.money import format_money, sum_by_currency
from handlers.blocks.days import say_day, say_due_day
from handlers.blocks.deal_card import say_amount, say_stage
from handlers.blocks.mrkdwn import NAME_LIMIT, echo_line
from handlers.blocks.pieces import Message, as_text, context, section
from handlers.commands.requests import ListDeals

if TYPE_CHECKING:
    from coaching.catalogue import Catalogue

_MOST_LISTED = 20
_LISTED_NAME_LIMIT = 60
"""Twenty lines with names of this length stay within one section."""
_SUM_LIMIT = 60
_MOST_SUMS = 12
_ALL = ListDeals()
Order = tuple[float, float, str]


def deal_list(
    deals: Iterable[Deal], now: datetime, catalogue: "Catalogue", asked: ListDeals = _ALL, sharer: str = ""
) -> Message:
    """These deals, at most twenty, under a title that says what was asked; `now` is aware and in the reader's zone.

    For a list that many see, `sharer` is the name of the one whose deals they are if they are one's own.
    """
    standing = in_order(deals, asked.only)
    if not standing:
        empty = catalogue.say(_empty(asked))
        return Message(empty, (section(empty),))
    title = _title(len(standing), asked, sharer, catalogue)
    lines = [deal_line(deal, asked.only, now, catalogue) for deal in standing[:_MOST_LISTED]]
    rest = len(standing) - len(lines)
    more = [catalogue.say("cards.list_more", count=rest)] if rest else []
    worth = _worth(standing, catalogue)
    blocks = (section(title), section(lines), *(section(line) for line in more), *(context(line) for line in worth))
    return Message(as_text([title, *lines, *more, *worth]), blocks)


def _empty(asked: ListDeals) -> str:
    """The sentence for a list of nothing."""
    if asked.only:
        return f"cards.list_none_{asked.only}"
    return "cards.list_empty_mine" if asked.whose == "mine" else "cards.list_empty"


def _title(count: int, asked: ListDeals, sharer: str, catalogue: "Catalogue") -> str:
    """How many there are, whose, and by which filter."""
    title = catalogue.say("cards.list_title", count=count)
    yours = (
        catalogue.say("cards.list_of", person=echo_line(sharer, NAME_LIMIT))
        if sharer
        else catalogue.say("cards.list_mine")
    )
    whose = yours if asked.whose == "mine" else ""
    only = catalogue.say(f"cards.list_only_{asked.only}") if asked.only else ""
    return " · ".join(part for part in (title, whose, only) if part)


def _by_next_step(deal: Deal) -> Order:
    """Dated next steps first, the earliest on top; then what was updated last."""
    return (deal.next_step_date or date.max).toordinal(), -_second(deal.updated_at), deal.name


def _by_last_update(deal: Deal) -> Order:
    return _second(deal.updated_at or deal.opened_at), 0, deal.name


def _by_stage(deal: Deal) -> Order:
    return _second(stands_since(deal)), 0, deal.name


def _by_close_date(deal: Deal) -> Order:
    return (deal.close_date or date.max).toordinal(), (deal.next_step_date or date.max).toordinal(), deal.name


def _second(at: datetime | None) -> float:
    return at.timestamp() if at else 0


_ORDERS: Mapping[DealFilter | None, Callable[[Deal], Order]] = {
    "silent": _by_last_update,
    "stalled": _by_stage,
    "closing": _by_close_date,
}
"""The filters whose lists do not begin with the next step that is due first."""


def in_order(deals: Iterable[Deal], only: DealFilter | None = None) -> list[Deal]:
    """The deals as a list shows them, what is due first on top."""
    return sorted(deals, key=_ORDERS.get(only, _by_next_step))


def deal_line(deal: Deal, only: DealFilter | None, now: datetime, catalogue: "Catalogue") -> str:
    """One deal in a line: its name, stage, amount, and what the list is about."""
    name = catalogue.say("cards.title", deal=echo_line(deal.name, _LISTED_NAME_LIMIT))
    parts = (name, say_stage(deal, catalogue), say_amount(deal), _last_part(deal, only, now, catalogue))
    return " · ".join(part for part in parts if part)


def _last_part(deal: Deal, only: DealFilter | None, now: datetime, catalogue: "Catalogue") -> str:
    """What the line is about: since when it is silent or stalls, or else the next step."""
    told = deal.updated_at or deal.opened_at
    if only == "silent" and told:
        return catalogue.say("cards.list_last_update", day=_said(told, now, catalogue))
    if only == "stalled" and (since := stands_since(deal)):
        key = "cards.list_stage_since" if deal.stage_since else "cards.list_open_since"
        return catalogue.say(key, day=_said(since, now, catalogue))
    if only == "closing" and deal.close_date:
        return catalogue.say("cards.list_closes", day=say_due_day(deal.close_date, now.date(), catalogue))
    if deal.next_step_date is None:
        return catalogue.say("cards.list_no_next")
    return catalogue.say("cards.list_next", day=say_due_day(deal.next_step_date, now.date(), catalogue))


def _said(at: datetime, now: datetime, catalogue: "Catalogue") -> str:
    return say_day(at.astimezone(now.tzinfo).date(), now.date(), catalogue)


def _worth(deals: list[Deal], catalogue: "Catalogue") -> list[str]:
    """One line with a sum for each currency, never added up; none for a single deal or where all is unknown."""
    sums = sum_by_currency((deal.amount, deal.currency) for deal in deals if deal.amount is not None)
    if not sums or len(deals) == 1:
        return []
    said = [_sum(amount, currency, catalogue) for currency, amount in list(sums.items())[:_MOST_SUMS]]
    if len(sums) > _MOST_SUMS:
        said.append(catalogue.say("cards.and_more", count=len(sums) - _MOST_SUMS))
    if unknown := sum(deal.amount is None for deal in deals):
        said.append(catalogue.say("cards.list_no_amount", count=unknown))
    return [catalogue.say("cards.list_worth", sums=" · ".join(said))]


def _sum(amount: int, currency: str, catalogue: "Catalogue") -> str:
    said = echo_line(format_money(amount, currency), _SUM_LIMIT)
    return said if currency else catalogue.say("cards.list_no_currency", amount=said)
