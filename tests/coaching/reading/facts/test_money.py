"""Sums are found in the currencies and wordings that people use, and keep to what is stated."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.reading.facts.amounts import find_amount
from coaching.reading.facts.currencies import CODES, read_currency
from coaching.reading.facts.money import find_money


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("42 RM", 42, "MYR"),
        ("RM 1,200 a seat", 1200, "MYR"),
        ("ten thousand ringgit", 10_000, "MYR"),
        ("20 malaysian ringgits", 20, "MYR"),
        ("twenty rupees", 20, "INR"),
        ("30 kuwaiti dinars", 30, "KWD"),
        ("90 canadian dollars", 90, "CAD"),
        ("100 chinese yuan", 100, "CNY"),
        ("12,500 swiss francs", 12_500, "CHF"),
        ("100元", 100, "CNY"),
        ("half a million usd", 500_000, "USD"),
        ("quarter million us dollars", 250_000, "USD"),
        ("75 USD million", 75_000_000, "USD"),
        ("500 bucks", 500, None),
        ("300 dinars", 300, None),
    ],
)
def test_currencies_are_read_by_sign_code_and_name(text: str, value: int, currency: str | None) -> None:
    (money,) = find_money(text)

    assert (money.value, money.currency) == (Decimal(value), currency)


@pytest.mark.parametrize(
    "text",
    ["All 70 of us", "I tried to call Bob 3 times", "half the team was there", "two RM joined", "5 le Mans cars"],
)
def test_what_is_no_money_is_left_alone(text: str) -> None:
    assert find_money(text) == ()


@pytest.mark.parametrize("code", CODES)
def test_every_code_means_itself(code: str) -> None:
    (money,) = find_money(f"{code} 4,500")

    assert money.currency == read_currency(code) == code


@pytest.mark.parametrize(
    "text",
    [
        "We are at 41k, they are at 36k.",
        "He's at 41k, I'm at 46k",
        "the price is 54 not 45k",
        "he has authority until 150k himself",
        "£11k written off last year",
        "their controller found a 40k meter error herself",
    ],
)
def test_sums_that_are_haggled_over_or_somebody_elses_are_not_the_deals_value(text: str) -> None:
    assert find_amount(text)[0] is None


@given(st.integers(50, 10**9), st.sampled_from(CODES))
def test_any_sum_with_its_code_is_read_whole(value: int, code: str) -> None:
    (money,) = find_money(f"quote is {code} {value:,} all in")

    assert (money.value, money.currency) == (Decimal(value), code)
