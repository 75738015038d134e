"""Sums of money as people read them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹", "ILS": "₪", "KRW": "₩"}
"""Currencies whose sign stands before the sum and means no other currency to most readers; others keep their code."""


@dataclass(frozen=True, slots=True)
class Money:
    """A sum in whole units of a currency, an ISO 4217 code."""

    amount: int
    currency: str


def format_money(amount: int, currency: str | None) -> str:
    """Write `amount` whole currency units, thousands separated: `$45,000`, `CHF 45,000`, `45,000` without currency.

    `currency` is an ISO 4217 code or None.
    """
    minus, digits = "-" if amount < 0 else "", f"{abs(amount):,}"
    code = _code(currency)
    if code in _SIGNS:
        return f"{minus}{_SIGNS[code]}{digits}"
    return f"{minus}{code} {digits}" if code else f"{minus}{digits}"


def sum_by_currency(amounts: Iterable[tuple[int, str | None]]) -> dict[str, int]:
    """Add up `amounts` for each currency by itself, the most frequent currency first; "" is for those without one."""
    given = [(amount, _code(currency)) for amount, currency in amounts]
    often = Counter(code for _, code in given)
    codes = sorted(often, key=lambda code: (not code, -often[code], code))
    return {code: sum(amount for amount, of in given if of == code) for code in codes}


def _code(currency: str | None) -> str:
    return (currency or "").strip().upper()
