"""Sums of money as people read them."""

import pytest

from coaching.money import format_money, sum_by_currency


@pytest.mark.parametrize(
    ("amount", "currency", "written"),
    [
        (45000, "USD", "$45,000"),
        (1_200_000, "eur", "€1,200,000"),
        (38_500, "CHF", "CHF 38,500"),
        (45000, None, "45,000"),
        (45000, " ", "45,000"),
        (0, "GBP", "£0"),
        (-500, "USD", "-$500"),
        (-500, "SEK", "-SEK 500"),
    ],
)
def test_a_sum_has_its_sign_or_code_and_its_thousands_apart(amount: int, currency: str | None, written: str) -> None:
    assert format_money(amount, currency) == written


def test_each_currency_is_a_sum_of_its_own_the_most_frequent_first_and_the_one_unknown_last() -> None:
    amounts = [(5, None), (7, " "), (9, None), (45, "EUR"), (100, "USD"), (20, "usd")]

    sums = sum_by_currency(amounts)

    assert list(sums.items()) == [("USD", 120), ("EUR", 45), ("", 21)]
