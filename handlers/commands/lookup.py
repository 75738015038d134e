"""Which known deal somebody means by the name they typed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from coaching.deal import Deal
from coaching.deal_key import deal_key

_NEAR_ENOUGH = 70
"""Likeness in percent from which a name is worth offering."""
_MOST_OFFERED = 5
_MOST_NEAR = 50
NO_ALIASES: Mapping[str, str] = {}
LONGEST_NAME = 200
"""What is typed beyond this is no company's name."""


@dataclass(frozen=True, slots=True)
class Found:
    """`matches` are the deals that were meant: none, one, or several to choose from; `near` are names to offer."""

    matches: tuple[Deal, ...]
    near: tuple[str, ...] = ()


def find_deal(typed: str, deals: Iterable[Deal], aliases: Mapping[str, str] = NO_ALIASES) -> Found:
    """Find `typed` among `deals`: the same name, else names that begin with it, else names near to it to ask about.

    Accents, case, legal forms and punctuation do not count. Never guesses: a near name is offered, not taken. Of the
    deals with one company the open one is meant, else the first given. `aliases` are second names by their keys, each
    with the key of its company.
    """
    by_key = _with_aliases(_one_for_each_company(deals), aliases)
    key = deal_key(typed[:LONGEST_NAME])
    if not key:
        return Found(matches=())
    if key in by_key:
        return Found(matches=(by_key[key],))
    beginning = [by_key[known] for known in sorted(by_key) if known.startswith(key)]
    if beginning:
        return Found(matches=tuple({id(deal): deal for deal in beginning}.values()))
    near = dict.fromkeys(by_key[known].name for known in near_keys(typed, by_key))
    return Found(matches=(), near=tuple(near)[:_MOST_OFFERED])


def near_keys(typed: str, keys: Iterable[str]) -> list[str]:
    """Those of the deals' keys that are near to what was typed, the nearest first; a few dozen at most."""
    key = deal_key(typed[:LONGEST_NAME])
    near = process.extract(key, list(keys), scorer=fuzz.WRatio, score_cutoff=_NEAR_ENOUGH, limit=_MOST_NEAR)
    return [known for known, _, _ in near] if key else []


def _with_aliases(by_key: dict[str, Deal], aliases: Mapping[str, str]) -> dict[str, Deal]:
    """The deals by the other names of their companies too; an open one is meant before a closed one of that name."""
    known = dict(by_key)
    for alias, company in aliases.items():
        deal, own = by_key.get(company), by_key.get(alias)
        if deal and (own is None or (deal.state == "open" and own.state != "open")):
            known[alias] = deal
    return known


def _one_for_each_company(deals: Iterable[Deal]) -> dict[str, Deal]:
    by_key: dict[str, Deal] = {}
    for deal in deals:
        key = deal_key(deal.name[:LONGEST_NAME])
        if key not in by_key or (deal.state == "open" and by_key[key].state != "open"):
            by_key[key] = deal
    return by_key
