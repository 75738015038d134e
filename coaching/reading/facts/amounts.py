"""Which sum in a message is the deal's value, and in which currency."""

from itertools import pairwise

from coaching.reading.facts.amount_cues import (
    ARROW,
    BARE_FOLLOWER,
    BARE_PERIOD,
    BETWEEN,
    CLOSED_IN_PASSING,
    CUE_AFTER,
    CUE_BEFORE,
    GROWTH,
    LABEL,
    NOT_DEAL_AFTER,
    NOT_DEAL_BEFORE,
    OURS,
    QUANTITY,
    RANGE_BEFORE,
    RANGE_LINK,
    SENTENCE_END,
    SMALLEST,
    TWO_SIDES,
)
from coaching.reading.facts.money import Money, find_money

WRAP_UP, RECAP = 350, 600
"""Messages longer than this often wrap up other deals too; longer still, only a label tells whose a sum is."""
_SURE = 5


def find_amount(text: str) -> tuple[int | None, str | None]:
    """The deal's value in whole currency units and its ISO 4217 currency, each None when the message does not state it.

    A range or a choice of prices has no value but keeps its currency (codebook, "amount"). A discount, a loss, a limit
    that somebody may sign for, a quota or a quantity is never the value.
    """
    sums = find_money(text)
    if not sums:
        return None, None
    ranged = _ranged(text, sums)
    candidates = [money for money in sums if _is_deal_value(text, money) and not _is_passing(text, money)]
    if not candidates:
        return None, None
    grown = _grown(text, sums)
    if grown is not None and grown in candidates:
        return int(grown.value.to_integral_value()), grown.currency or sums[0].currency
    best, *others = sorted(candidates, key=lambda money: _weight(text, money), reverse=True)
    if any(other.value != best.value and _weight(text, other) == _weight(text, best) for other in others):
        ranged |= {best}  # two sums that could both be meant: none is chosen
    if best in ranged:
        return None, best.currency or next((m.currency for m in sums if m in ranged and m.currency), None)
    return int(best.value.to_integral_value()), best.currency


def _clause_before(text: str, money: Money) -> str:
    before = text[max(0, money.start - 60) : money.start]
    ends = list(SENTENCE_END.finditer(before))
    return before[ends[-1].end() :] if ends else before


def _is_deal_value(text: str, money: Money) -> bool:
    """Whether the words around a sum allow it to be the deal's value."""
    after = text[money.end : money.end + 30]
    before = _clause_before(text, money)
    if money.value < SMALLEST or text[money.end : money.end + 1] == "%":
        return False
    if NOT_DEAL_BEFORE.search(before) or NOT_DEAL_AFTER.search(after):
        return False
    if money.currency:
        return True
    if QUANTITY.search(after):
        return False
    return money.scaled or (BARE_FOLLOWER.search(after) is not None and BARE_PERIOD.search(after) is None)


def _is_passing(text: str, money: Money) -> bool:
    """Whether a long message gives the sum of another deal in passing ("Lanterna: signed, 12k")."""
    if len(text) > RECAP:
        return _weight(text, money) < _SURE
    return len(text) > WRAP_UP and bool(CLOSED_IN_PASSING.search(text[max(0, money.start - 45) : money.end + 25]))


def _weight(text: str, money: Money) -> int:
    """How much speaks for a sum as the deal's value."""
    before = _clause_before(text, money)
    labelled = LABEL.search(text[max(0, money.start - 25) : money.start]) is not None
    weight = (
        8 * labelled
        + 6 * bool(OURS.search(before))
        + 2 * (money.currency is not None)
        + (money.scaled or money.currency is not None)
    )
    weight += bool(CUE_BEFORE.search(before)) + bool(CUE_AFTER.search(text[money.end : money.end + 20]))
    return weight


def _grown(text: str, sums: tuple[Money, ...]) -> Money | None:
    """The new value where a deal grew ("18k → 27k", "upsell ..., 44k to 71k"); such a pair is no range."""
    for first, second in pairwise(sums):
        between = text[first.end : second.start]
        if ARROW.fullmatch(between):
            return second
        if (
            between.strip() == "to"
            and second.value > first.value
            and GROWTH.search(text[: first.start])
            and not BETWEEN.search(text[: first.start])
        ):
            return second
    return None


def _ranged(text: str, sums: tuple[Money, ...]) -> set[Money]:
    """Sums that are the ends of a range, choices in a list or still haggled over ("80 to 100k", "61 k€ / 74 k€")."""
    if any(TWO_SIDES.search(text, max(0, money.start - 40), money.start) for money in sums):
        return set(sums)
    ranged: set[Money] = set()
    for money in sums:
        if RANGE_BEFORE.search(text[max(0, money.start - 30) : money.start]):
            ranged.add(money)
    for first, second in pairwise(sums):
        if RANGE_LINK.match(text[first.end : second.start]):
            ranged |= {first, second}
    return ranged
