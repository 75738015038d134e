"""Sums of money as people read them."""

_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹", "ILS": "₪", "KRW": "₩"}
"""Currencies whose sign stands before the sum and means no other currency to most readers; others keep their code."""


def format_money(amount: int, currency: str | None) -> str:
    """Write `amount` whole currency units, thousands separated: `$45,000`, `CHF 45,000`, `45,000` without currency.

    `currency` is an ISO 4217 code or None.
    """
    minus, digits = "-" if amount < 0 else "", f"{abs(amount):,}"
    code = (currency or "").strip().upper()
    if code in _SIGNS:
        return f"{minus}{_SIGNS[code]}{digits}"
    return f"{minus}{code} {digits}" if code else f"{minus}{digits}"
